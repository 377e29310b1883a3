"""Clients people open the published file with: older DuckDBs, harlequin, SQLAlchemy, pandas-like readers of Parquet."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
import sqlalchemy

from dagster_project.settings import PROJECT_ROOT

CASH = """
SELECT CAST(value AS VARCHAR) FROM cash_bridge
WHERE company = 'Internet Initiative Japan Inc.' AND period = 'FY2008' AND unit = 'JPY' AND step_number = 6
"""
PRINTED = "10187724000.00000000"


def run(client: str, script: str, *arguments: str) -> Any:
    """Run a script with the Python of a client's own environment and read the JSON it prints."""
    environment = PROJECT_ROOT / "bi" / client / ".venv"
    if not (environment / ".installed").exists():
        pytest.skip(f"{client} is not installed: `make test-bi` does that, where a package index is reachable")
    done = subprocess.run(
        [str(environment / "bin" / "python"), "-c", script, *arguments],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


OLDER_DUCKDB = """
import json, sys, duckdb
connection = duckdb.connect(sys.argv[1], read_only=True)
relations = connection.execute("SELECT table_schema, table_name FROM information_schema.tables").fetchall()
for schema, name in relations:
    connection.execute(f'FROM "{schema}"."{name}"').fetchall()
silent = "SELECT count(*) FROM duckdb_columns() WHERE NOT internal AND comment IS NULL"
answers = [connection.execute(query).fetchone()[0] for query in (silent, sys.argv[2])]
print(json.dumps([duckdb.__version__, len(relations), *answers]))
"""


def test_the_duckdb_of_todays_drivers_reads_every_table_and_view(published: Path) -> None:
    version, relations, silent, cash = run("duckdb_1_4", OLDER_DUCKDB, str(published), CASH)
    assert version.startswith("1.4.")
    assert relations > 40
    assert silent == 0
    assert cash == PRINTED


# harlequin, driven as a person drives it: the file on the command line, a query typed, the answer read from the table.
HARLEQUIN = """
import asyncio, json, sys
from harlequin import Harlequin
from harlequin_duckdb import DuckDbAdapter
from textual.coordinate import Coordinate

async def main():
    app = Harlequin(adapter=DuckDbAdapter(conn_str=[sys.argv[1]], read_only=True), connection_hash="tieout-test")
    async with app.run_test(size=(120, 36)) as pilot:
        while app.editor is None or app.connection is None:
            await pilot.pause(0.2)
        app.editor.text = sys.argv[2]
        await pilot.press("ctrl+j")
        table = None
        for _ in range(150):
            await pilot.pause(0.2)
            table = app.results_viewer.get_visible_table()
            if table is not None and table.row_count:
                break
        print(json.dumps(str(table.get_cell_at(Coordinate(0, 0)))))

asyncio.run(main())
"""


def test_harlequin_opens_the_file_and_runs_a_query(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))  # harlequin keeps history in the home folder
    monkeypatch.chdir(tmp_path)
    assert run("harlequin", HARLEQUIN, str(published), CASH) == PRINTED


def test_sqlalchemy_lists_and_reads_the_views(published: Path) -> None:
    engine = sqlalchemy.create_engine(
        f"duckdb:///{published}", connect_args={"read_only": True}, poolclass=sqlalchemy.pool.NullPool
    )
    inspector = sqlalchemy.inspect(engine)
    assert {"line_items", "margins", "statements"} <= set(inspector.get_view_names(schema="main"))
    assert "fct_line_items" in inspector.get_table_names(schema="marts")
    with engine.connect() as connection:
        assert connection.execute(sqlalchemy.text(CASH)).scalar_one() == PRINTED
        with pytest.raises(sqlalchemy.exc.DBAPIError, match="read-only"):
            connection.execute(sqlalchemy.text("DELETE FROM marts.fct_line_items"))


def test_a_reader_of_parquet_gets_exact_decimals(published: Path) -> None:
    table = pyarrow.parquet.read_table(published.parent / "parquet" / "main" / "cash_bridge.parquet")
    rows = table.filter(pyarrow.compute.equal(table["step_number"], 6)).to_pylist()
    assert PRINTED in {str(row["value"]) for row in rows if row["period"] == "FY2008" and row["unit"] == "JPY"}
