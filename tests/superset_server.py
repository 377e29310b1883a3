"""A Superset of the test's own on 127.0.0.1, set up as `make superset` does, and its API."""

from __future__ import annotations

import json
import os
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from programs import end, free_port, wait_for

from dagster_project.settings import PROJECT_ROOT

ROOM = PROJECT_ROOT / "bi" / "superset"
PYTHON = ROOM / ".venv" / "bin" / "python"


@dataclass(frozen=True)
class Superset:
    """A running server and a session of its user."""

    url: str
    session: urllib.request.OpenerDirector

    def ask(self, path: str, body: object = None, **headers: str) -> Any:
        """The JSON answer of the API; GET without a body, POST with one."""
        return _ask(self.session, f"{self.url}{path}", body, headers)

    def run_sql(self, query: str) -> Any:
        """What SQL Lab answers to a query; like a browser's form, it needs a token of the session."""
        token = self.ask("/api/v1/security/csrf_token/")["result"]
        [database] = self.ask("/api/v1/database/")["result"]
        return self.ask(
            "/api/v1/sqllab/execute/", {"database_id": database["id"], "sql": query}, **{"X-CSRFToken": token}
        )

    def chart_rows(self, chart: str, **wanted: object) -> list[dict[str, Any]]:
        """The data of a chart of the dashboard, as its own query asks for them, where the columns are as wanted."""
        [found] = [one for one in self.charts() if one["slice_name"] == chart]
        context = json.loads(self.ask(f"/api/v1/chart/{found['id']}")["result"]["query_context"])
        for column, value in wanted.items():
            context["queries"][0]["filters"].append({"col": column, "op": "==", "val": value})
        [result] = self.ask("/api/v1/chart/data", {**context, "result_type": "full", "force": True})["result"]
        assert result["error"] is None, result["error"]
        rows: list[dict[str, Any]] = result["data"]
        return rows

    def charts(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.ask("/api/v1/dashboard/tieout/charts")["result"]
        return found


@contextmanager
def running_superset(published: Path, home: Path) -> Iterator[Superset]:
    """Set up, import the dashboard, serve; skips where Superset is not installed (`make test-bi` installs it)."""
    if not (ROOM / ".venv" / ".installed").exists():
        pytest.skip("Superset is not installed: `make test-bi` does that, where a package index is reachable")
    environment = {
        **{key: value for key, value in os.environ.items() if key != "PYTHONPATH"},
        "SUPERSET_HOME": str(home),
        "SUPERSET_CONFIG_PATH": str(ROOM / "superset_config.py"),
        "FLASK_APP": "superset.app:create_app()",
    }
    done = subprocess.run(
        [str(PYTHON), str(ROOM / "set_up.py"), str(published)],
        env=environment, capture_output=True, text=True, timeout=280, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    port = free_port()
    log = home / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [str(PYTHON.with_name("superset")), "run", "-h", "127.0.0.1", "-p", str(port), "--with-threads"],
            env=environment, stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        try:
            url = f"http://127.0.0.1:{port}"
            assert wait_for(lambda: _is_up(url), 240), log.read_text()[-3000:]
            yield Superset(url, _logged_in(url))
        finally:
            end(server)


def _is_up(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/health", timeout=10) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _logged_in(url: str) -> urllib.request.OpenerDirector:
    session = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    login = {"username": "admin", "password": "admin", "provider": "db"}
    token = _ask(session, f"{url}/api/v1/security/login", login, {})["access_token"]
    session.addheaders = [("Authorization", f"Bearer {token}")]
    return session


def _ask(session: urllib.request.OpenerDirector, url: str, body: object, headers: dict[str, str]) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data=data, headers={"Content-Type": "application/json", **headers})
    try:
        with session.open(request, timeout=60) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        raise AssertionError(f"{url} answers {error.code}: {error.read().decode()[:2000]}") from error
