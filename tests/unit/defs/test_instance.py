"""Dagster's history lives in the home, sends nothing anywhere, and runs one job at a time."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from dagster_project.defs.instance import cheap_event_writes, open_instance, prepare_dagster_home
from dagster_project.settings import PROJECT_ROOT, Settings


def test_history_is_kept_in_the_home_whatever_dagster_home_says(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path / "elsewhere"))
    with open_instance(settings) as instance:
        assert Path(instance.root_directory) == settings.dagster_home
    assert not (tmp_path / "elsewhere").exists()


def test_nothing_is_sent_anywhere_and_runs_queue_up(settings: Settings) -> None:
    with open_instance(settings) as instance:
        assert not instance.telemetry_enabled
        assert not instance.nux_enabled
        queue = instance.get_concurrency_config().run_queue_config
    assert queue is not None
    assert queue.max_concurrent_runs == 1


def test_a_changed_dagster_yaml_replaces_the_one_in_the_home(settings: Settings) -> None:
    present = prepare_dagster_home(settings) / "dagster.yaml"
    present.write_text("telemetry: {enabled: true}\n")
    prepare_dagster_home(settings)
    assert present.read_bytes() == (PROJECT_ROOT / "dagster.yaml").read_bytes()
    assert [path.name for path in present.parent.glob("dagster*")] == ["dagster.yaml"]


def test_cheap_event_writes_keep_the_log_files_open_and_do_not_wait_for_the_disk(settings: Settings) -> None:
    run_id = "4f4b4c54-0000-4000-8000-000000000001"
    with open_instance(settings) as instance, cheap_event_writes(instance, run_id):
        with instance.event_log_storage.index_connection() as connection:  # type: ignore[attr-defined]
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 1
        runs = settings.dagster_home / "history" / "runs"
        assert {path.name for path in runs.glob("*.db")} == {"index.db", f"{run_id}.db"}
        with sqlite3.connect(runs / "index.db") as first:
            first.execute("CREATE TABLE written (number INTEGER)")
        first.close()
        assert (runs / "index.db-wal").exists(), "the last connection did not close, so nothing was copied back"
