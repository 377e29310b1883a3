"""The `tieout` command over a small published file: what it prints, what it writes for machines, how it ends."""

from __future__ import annotations

import hashlib
import json

import pytest
from made_releases import TEXT, make_cell, make_release, make_rows
from typer.testing import CliRunner, Result

from dagster_project.cli import app
from dagster_project.settings import Settings
from dagster_project.warehouse import archive
from dagster_project.warehouse.connect import connect_writer
from dagster_project.warehouse.load import load_releases
from dagster_project.warehouse.publish import publish
from dagster_project.warehouse.schema import create_schema

RELEASE = make_release(
    cells=(
        make_cell(),
        make_cell(
            row_index=1,
            row_label="Other",
            printed_text="--",
            value=None,
            is_nil=True,
            line_number=2,
            char_start=7,
            char_end=9,
            locator="line[2]/char[7:9]",
        ),
    )
)
TOTAL, OTHER = "aaaa1111", "bbbb2222"

MARTS = f"""
CREATE SCHEMA marts;
CREATE TABLE marts.dim_releases AS
SELECT release_id, release_slug, false AS is_held, NULL::VARCHAR AS hold_reason FROM raw.releases;
CREATE TABLE marts.dim_line_items AS SELECT 'total_assets' AS line_item_id, 'Total assets' AS line_item_name;
CREATE TABLE marts.dim_segments AS SELECT 'all' AS segment_id, 'Consolidated' AS segment_name;
CREATE TABLE marts.dim_periods AS
SELECT 'p1' AS period_id, 'FY2008' AS fiscal_label, NULL::DATE AS start_date, DATE '2009-03-31' AS end_date;
CREATE TABLE marts.fct_line_items AS
SELECT
    CASE row_index WHEN 0 THEN '{TOTAL}' ELSE '{OTHER}' END AS line_item_fact_id,
    release_id, 'total_assets' AS line_item_id, 'p1' AS period_id, 'all' AS segment_id, scenario, basis, measure, unit,
    (value * scale_factor)::DECIMAL(38, 8) AS value, scale_factor, precision_unit, is_nil,
    false AS is_translation, true AS is_primary,
    CASE row_index WHEN 0 THEN 'verified' ELSE 'unverified' END AS verification_status,
    1 - row_index AS verified_by, 'balance_sheet' AS statement_type, row_label AS label, row_label_path AS label_path,
    table_index, row_index, column_index, locator, printed_text
FROM raw.cells;
CREATE TABLE marts.fct_identity_checks AS
SELECT
    'check-1' AS identity_check_id, 'bs_assets_eq_liabilities_and_equity' AS identity_id, release_id,
    'table 1' AS scope, 'pass' AS status, 'critical' AS severity,
    1234500::DECIMAL(38, 8) AS lhs, 1234400::DECIMAL(38, 8) AS rhs, 100::DECIMAL(38, 8) AS residual,
    150::DECIMAL(38, 8) AS tolerance, 'rounding explains it' AS explanation
FROM raw.releases;
CREATE TABLE marts.fct_contradictions AS SELECT 'contradiction-1' AS contradiction_id, release_id FROM raw.releases;
CREATE TABLE marts.fct_identity_operands AS
SELECT 'check-1' AS identity_check_id, '{TOTAL}' AS line_item_fact_id, 'lhs' AS side, 1::DECIMAL(18, 6) AS weight;
"""


@pytest.fixture
def command(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    for name, value in settings.as_environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("COLUMNS", "160")
    return CliRunner()


@pytest.fixture
def published(settings: Settings) -> None:
    with connect_writer(settings.warehouse) as connection:
        create_schema(connection)
        load_releases(connection, [make_rows(RELEASE)])
        connection.execute(MARTS)
    archive.store(settings.archive, hashlib.sha256(TEXT.encode()).hexdigest(), TEXT.encode())
    publish(settings)


def lines(result: Result) -> list[str]:
    return [" ".join(line.split()) for line in result.stdout.splitlines() if line.strip()]


@pytest.mark.usefixtures("published")
def test_query_prints_exact_grouped_figures(command: CliRunner) -> None:
    result = command.invoke(app, ["query", "select label, value, unit from marts.fct_line_items order by row_index"])
    assert lines(result) == ["label value unit", "Total assets 1,234,500 JPY", "Other NULL JPY"]
    assert result.exit_code == 0


@pytest.mark.usefixtures("published")
def test_query_writes_json_with_every_row(command: CliRunner) -> None:
    result = command.invoke(
        app,
        [
            "query",
            "--json",
            "select value, published_on from marts.fct_line_items join raw.releases using (release_id)",
        ],
    )
    assert json.loads(result.stdout) == [
        {"value": 1234500, "published_on": "2009-05-14"},
        {"value": None, "published_on": "2009-05-14"},
    ]


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize(("sql", "given"), [("", 0), ("  -- a comment", 0), ("select 1; select 2", 2)])
def test_query_takes_exactly_one_query(command: CliRunner, sql: str, given: int) -> None:
    result = command.invoke(app, ["query", sql])
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"One query is expected; {given} were given." in result.stderr


@pytest.mark.usefixtures("published")
def test_query_says_when_it_prints_only_a_part(command: CliRunner) -> None:
    result = command.invoke(app, ["query", "--limit", "2", "from range(5)"])
    assert lines(result) == ["range", "0", "1"]
    assert "Only the first 2 rows are printed; --limit 0 prints all." in result.stderr
    assert len(lines(command.invoke(app, ["query", "--limit", "0", "from range(2000)"]))) == 2001


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("selec 1", "Parser Error"),
        ("from marts.no_such_table", "no_such_table does not exist"),
        ("delete from raw.cells", "read-only"),
        ("copy (select 1) to 'x.csv'", "disabled"),
    ],
)
def test_wrong_sql_ends_with_code_2_and_says_what_is_wrong(command: CliRunner, sql: str, message: str) -> None:
    result = command.invoke(app, ["query", sql])
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


@pytest.mark.usefixtures("published")
def test_show_lists_releases_then_tables(command: CliRunner) -> None:
    assert lines(command.invoke(app, ["show"]))[1] == (
        f"example-2009-05-14-results 2009-05-14 example.txt {RELEASE.release_id}"
    )
    assert lines(command.invoke(app, ["show", "example"])) == [
        "Example reports results (2009-05-14)",
        "table statement title lines facts verified ✗",
        "1 balance_sheet Balance sheet 1-2 2 50.0 % 0",
        f"Contradicts itself in 1 place: `tieout report {RELEASE.release_id}` lists them",
    ]


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("name", [RELEASE.release_id, RELEASE.release_id[:6], RELEASE.release_slug, "example.txt"])
def test_show_prints_a_statement_with_marks(command: CliRunner, name: str) -> None:
    assert lines(command.invoke(app, ["show", name, "1"])) == [
        "Example reports results (2009-05-14)",
        "Table 1: Balance sheet",
        "March 31, 2009",
        "Assets",
        "Total assets 1,234.5 ✓",
        "Other -- ·",
        "✓ an identity holds ✗ contradicted by one that fails · no identity reaches it",
        "identity pass fail known discrepancy not evaluable",
        "bs_assets_eq_liabilities_and_equity 1 ✓",
    ]


@pytest.mark.usefixtures("published")
def test_show_prints_ids_that_trace_understands(command: CliRunner) -> None:
    assert f"{TOTAL} 1,234.5 ✓ Total assets March 31, 2009" in lines(
        command.invoke(app, ["show", "example", "1", "--ids"])
    )
    assert command.invoke(app, ["trace", TOTAL[:4]]).exit_code == 0


@pytest.mark.usefixtures("published")
def test_show_writes_json(command: CliRunner) -> None:
    told = json.loads(command.invoke(app, ["show", "example", "1", "--json"]).stdout)
    assert [(cell["row_label"], cell["verification_status"], cell["passed"]) for cell in told["cells"]] == [
        ("Total assets", "verified", 1),
        ("Other", "unverified", 0),
    ]


@pytest.mark.usefixtures("published")
def test_trace_shows_source_meaning_and_proof(command: CliRunner) -> None:
    result = command.invoke(app, ["trace", TOTAL])
    told = lines(result)
    assert told[:3] == [
        "example.txt: line[1]/char[14:21]",
        "1 ▶ Total assets 1,234.5",
        "2 │ Other --",
    ]
    assert "value 1,234,500 JPY" in told
    assert "period FY2008 (2009-03-31)" in told
    assert "printed under Assets > Total assets" in told
    assert "verified: 1 of its 1 checks hold, proofs: 1 (printings that agree count once)" in told
    assert (
        "✓ bs_assets_eq_liabilities_and_equity pass: 1,234,500 = 1,234,400, residual 100, rounding explains up to 150"
        in told
    )
    assert "lhs + 1,234.5 Total assets line[1]/char[14:21]" in told


@pytest.mark.usefixtures("published")
def test_trace_highlights_the_number_on_a_terminal(command: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    result = command.invoke(app, ["trace", TOTAL], color=True)
    assert "\x1b[1;30;43m1,234.5\x1b[0m" in result.stdout


@pytest.mark.usefixtures("published")
def test_trace_writes_json(command: CliRunner) -> None:
    told = json.loads(command.invoke(app, ["trace", TOTAL, "--json"]).stdout)
    assert told["source"] == {"file_name": "example.txt", "locator": "line[1]/char[14:21]", "printed_text": "1,234.5"}
    assert told["fact"]["value"] == 1234500
    assert [identity["operands"][0]["weight"] for identity in told["identities"]] == [1]


@pytest.mark.usefixtures("published")
def test_trace_reports_an_archive_that_lost_the_release(command: CliRunner, settings: Settings) -> None:
    (settings.archive / RELEASE.sha256).unlink()
    result = command.invoke(app, ["trace", TOTAL])
    assert result.exit_code == 3
    assert "is missing. Put the release back into the drop folder" in result.stderr


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["show", "nobody"], "No release is called 'nobody'"),
        (["show", "example", "9"], "has no table 9; its tables are 1 to 1"),
        (["trace", "cccc"], "No fact has the id 'cccc'"),
    ],
)
def test_what_is_not_there_ends_with_code_3_and_says_what_is(
    command: CliRunner, arguments: list[str], message: str
) -> None:
    result = command.invoke(app, arguments)
    assert result.exit_code == 3
    assert message in result.stderr


@pytest.mark.parametrize("arguments", [["show"], ["query", "select 1"], ["trace", "a"], ["show", "--built"], ["docs"]])
def test_before_the_first_run_every_command_says_to_run(command: CliRunner, arguments: list[str]) -> None:
    result = command.invoke(app, arguments)
    assert result.exit_code == 3
    assert "Run `tieout run`" in result.stderr


@pytest.mark.usefixtures("published")
def test_built_reads_the_warehouse_with_what_is_held(command: CliRunner, settings: Settings) -> None:
    with connect_writer(settings.warehouse) as connection:
        connection.execute("UPDATE marts.dim_releases SET is_held = true, hold_reason = 'it does not foot'")
    settings.published.unlink()
    publish(settings)
    assert command.invoke(app, ["show", "example"]).exit_code == 3
    assert command.invoke(app, ["show", "example", "--built"]).exit_code == 0


@pytest.mark.parametrize(
    "arguments",
    [["show", "--no-such-option"], ["query"], ["trace"], ["export", "--to", "nowhere"], ["no-such-command"]],
)
def test_wrong_usage_ends_with_code_2(command: CliRunner, arguments: list[str]) -> None:
    assert command.invoke(app, arguments).exit_code == 2


def test_help_tells_the_commands_and_the_exit_codes(command: CliRunner) -> None:
    told = " ".join(command.invoke(app, ["--help"]).stdout.split())
    for name in ("run", "show", "trace", "query", "docs", "ui"):
        assert f"│ {name} " in told
    assert "Exit codes: 0 done" in told
