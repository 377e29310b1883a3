"""The `tieout` command: reads arguments, calls the rooms that do the work, and hands what they return to `terminal`.

No SQL, no layout and no decision about numbers belongs here. A slow library is imported by the command that needs it.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import closing
from typing import Annotated

import duckdb
import typer

from dagster_project import __version__
from dagster_project.figures import to_json
from dagster_project.settings import Settings
from dagster_project.terminal import fact_view, query_view, statement_view
from dagster_project.terminal.exits import EXPLANATION, ExitCode, fail, told_errors
from dagster_project.terminal.screen import result_console
from dagster_project.warehouse import archive, read, read_facts
from dagster_project.warehouse.connect import connect_published, connect_warehouse_reader
from dagster_project.warehouse.locate import locate

app = typer.Typer(
    name="tieout",
    epilog=EXPLANATION,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)

AsJson = Annotated[bool, typer.Option("--json", help="Write JSON for machines to standard output.")]
AsBuilt = Annotated[
    bool,
    typer.Option("--built", help="Read the warehouse as built, held releases included, not the published file."),
]


def _print_version(is_wanted: bool) -> None:
    if is_wanted:
        typer.echo(f"tieout {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """A warehouse of earnings releases in which every number carries its proof."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that cannot show a sign shows another, and does not fail
            stream.reconfigure(errors="replace")


@app.command()
def run(as_json: AsJson = False) -> None:
    """Read what is new in the drop folder, build the warehouse, check every identity, publish.

    A release that breaks a critical identity is held back and told; the others are published.
    """
    from dagster_project.defs.run import run_pipeline
    from dagster_project.terminal.progress import run_progress
    from dagster_project.terminal.run_view import print_run, run_as_json

    settings = Settings.from_environment()
    with told_errors(), run_progress() as progress:
        summary = run_pipeline(settings, progress)
    if as_json:
        typer.echo(run_as_json(summary, settings))
    else:
        print_run(result_console(), summary, settings)
    if summary.outcome == "published":
        gc.freeze()  # the process ends here: sweeping the millions of objects of a job once more would take seconds
    if summary.outcome in ("blocked", "failed"):
        raise typer.Exit(int(ExitCode.FAILED))


@app.command()
def show(
    release: Annotated[str | None, typer.Argument(help="Id, slug or file name of a release, or a part of one.")] = None,
    table: Annotated[int | None, typer.Argument(help="Number of one of its tables.")] = None,
    with_ids: Annotated[bool, typer.Option("--ids", help="List the numbers with ids, for `tieout trace`.")] = False,
    as_json: AsJson = False,
    as_built: AsBuilt = False,
) -> None:
    """Show a statement as printed, marked where an identity proves or contradicts a number.

    Without TABLE the tables of the release are listed; without RELEASE the releases.
    """
    with told_errors(), closing(_open(Settings.from_environment(), as_built=as_built)) as connection:
        if release is None:
            _show_releases(connection, as_json=as_json)
        elif table is None:
            _show_tables(connection, read.find_release(connection, release), as_json=as_json)
        else:
            _show_table(connection, read.find_release(connection, release), table, with_ids=with_ids, as_json=as_json)


@app.command()
def trace(
    fact_id: Annotated[str, typer.Argument(help="A line_item_fact_id, or enough of its first digits.")],
    as_json: AsJson = False,
    as_built: AsBuilt = False,
) -> None:
    """Trace a number: the source lines, what it means, and every identity it takes part in."""
    settings = Settings.from_environment()
    with told_errors(), closing(_open(settings, as_built=as_built)) as connection:
        fact = read_facts.find_fact(connection, fact_id)
        release = read.find_release(connection, fact.release_id)
        place = locate(archive.fetch(settings.archive, release.sha256), release.encoding, fact.locator)
        identities = read_facts.read_identities(connection, fact.line_item_fact_id)
    if as_json:
        source = {"file_name": release.file_name, "locator": fact.locator, "printed_text": place.printed_text}
        typer.echo(to_json({"fact": fact, "release": release, "source": source, "identities": identities}))
    else:
        fact_view.print_trace(result_console(), release, fact, place, identities)


@app.command()
def query(
    sql: Annotated[str, typer.Argument(help="A query in DuckDB's SQL.")],
    limit: Annotated[int, typer.Option(min=0, help="Most rows to print as a table; 0 prints all.")] = 1000,
    as_json: AsJson = False,
) -> None:
    """Run SQL on the published file, which is opened read-only."""
    with told_errors(), closing(connect_published(Settings.from_environment().published)) as connection:
        try:
            statements = connection.extract_statements(sql)
            if len(statements) != 1:
                fail(f"One query is expected; {len(statements)} were given.", ExitCode.USAGE)
            result = connection.execute(statements[0])
            columns = [name for name, *_ in result.description or ()]
            rows = result.fetchmany(limit + 1) if limit and not as_json else result.fetchall()
        except duckdb.Error as error:
            fail(
                f'{error}\nTables are listed by: tieout query "from (show all tables) select schema, name"',
                ExitCode.USAGE,
            )
    if as_json:
        typer.echo(query_view.rows_as_json(columns, rows))
        return
    query_view.print_rows(result_console(), columns, rows[:limit] if limit else rows)
    if limit and len(rows) > limit:
        typer.echo(f"Only the first {limit} rows are printed; --limit 0 prints all.", err=True)


@app.command()
def report(
    release: Annotated[str, typer.Argument(help="Id, slug or file name of a release, or a part of one.")],
    as_json: AsJson = False,
    as_built: AsBuilt = False,
) -> None:
    """Write the tie-out report of a release: one page with every number, its source line and its proof."""
    from dagster_project.report import list_reports, write_index, write_report

    settings = Settings.from_environment()
    with told_errors(), closing(_open(settings, as_built=as_built)) as connection:
        path = write_report(settings, connection, read.find_release(connection, release).release_id)
        index = write_index(settings, list_reports(settings, connection))
    typer.echo(to_json({"report": path, "index": index}) if as_json else f"Report       {path}\nAll reports  {index}")


@app.command()
def docs(as_json: AsJson = False) -> None:
    """Build the site: home, reports, models (dbt docs) and checks (Data Docs); it opens without a server."""
    from dagster_project.documentation import build_documentation
    from dagster_project.terminal.progress import spinner

    settings = Settings.from_environment()
    with told_errors(), spinner("building the pages"):
        pages = build_documentation(settings)
    if as_json:
        typer.echo(to_json(pages))
    else:
        home = pages.home or "after the first publish"
        typer.echo(f"Home                {home}")
        typer.echo(f"Models and lineage  {pages.models}\nChecks (Data Docs)  {pages.checks}")


@app.command()
def export(
    address: Annotated[
        str,
        typer.Option(
            "--to",
            envvar="TIEOUT_EXPORT_TO",
            show_envvar=True,
            help="postgres://user@host:5432/database. Keep the password out of it: PGPASSWORD or ~/.pgpass hold it.",
        ),
    ],
    schema: Annotated[str, typer.Option(help="The schema to write; an export replaces it as a whole.")] = "tieout",
    as_json: AsJson = False,
) -> None:
    """Copy what is published into a PostgreSQL database, with keys and comments, in one transaction."""
    from dagster_project.exporting.postgres import export_to_postgres
    from dagster_project.terminal.progress import spinner

    with told_errors(), spinner("exporting"):
        exported = export_to_postgres(Settings.from_environment().published, address, schema)
    if as_json:
        typer.echo(to_json(exported))
    else:
        typer.echo(
            f"Schema {exported.schema}: {len(exported.rows)} tables, {sum(exported.rows.values()):,} rows,"
            f" {exported.primary_keys} primary and {exported.foreign_keys} foreign keys."
        )


@app.command()
def ui(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port on 127.0.0.1.")] = 3000,
) -> None:
    """Open Dagster's web page, with schedule and sensor, on 127.0.0.1 until Ctrl+C."""
    from dagster_project.defs.instance import prepare_dagster_home

    settings = Settings.from_environment()
    with told_errors():
        dagster_home = prepare_dagster_home(settings)
    environment = {**os.environ, **settings.as_environment(), "DAGSTER_HOME": str(dagster_home)}
    command = ["dagster", "dev", "-m", "dagster_project.definitions", "-h", "127.0.0.1", "-p", str(port)]
    os.execvpe(sys.executable, [sys.executable, "-m", *command], environment)


def _open(settings: Settings, *, as_built: bool) -> duckdb.DuckDBPyConnection:
    return connect_warehouse_reader(settings.warehouse) if as_built else connect_published(settings.published)


def _show_releases(connection: duckdb.DuckDBPyConnection, *, as_json: bool) -> None:
    releases = read.list_releases(connection)
    if as_json:
        typer.echo(to_json(releases))
    else:
        statement_view.print_releases(result_console(), releases)


def _show_tables(connection: duckdb.DuckDBPyConnection, release: read.ReleaseRow, *, as_json: bool) -> None:
    tables = read.read_tables(connection, release.release_id)
    contradictions = read.count_contradictions(connection, release.release_id)
    if as_json:
        typer.echo(to_json({"release": release, "tables": tables, "contradictions": contradictions}))
    else:
        statement_view.print_tables(result_console(), release, tables, contradictions)


def _show_table(
    connection: duckdb.DuckDBPyConnection, release: read.ReleaseRow, table_index: int, *, with_ids: bool, as_json: bool
) -> None:
    table = read.find_table(connection, release, table_index)
    cells = read.read_cells(connection, release.release_id, table_index)
    identities = read.count_identities(connection, release.release_id, table_index)
    if as_json:
        typer.echo(to_json({"release": release, "table": table, "cells": cells, "identities": identities}))
    else:
        statement_view.print_statement(result_console(), release, table, cells, identities, with_ids=with_ids)
