"""What the warehouse proves of each document: the core identities, and the share of facts an identity verifies.

Loads and builds as a run does, in a home of its own; the suites and the publish add no number and are left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dagster_project.defs.dbt_command import invoke_dbt
from dagster_project.settings import Settings
from dagster_project.warehouse.connect import connect_warehouse_reader, connect_writer
from dagster_project.warehouse.ingest import ingest
from dagster_project.warehouse.plan import known_releases, plan_ingest
from dagster_project.warehouse.schema import create_schema

CORE_IDENTITIES = {
    "balance": ("bs_assets_eq_liabilities_and_equity", "bs_total_assets_eq_total_liabilities_and_equity"),
    "cash": (
        "cf_ending_eq_beginning_plus_change",
        "cf_ending_restricted_cash_eq_beginning_plus_change",
        "cf_roll_forward_eq_movements",
    ),
    "net_income": ("cf_net_income_eq_income_statement",),
}


@dataclass(frozen=True, slots=True)
class Proofs:
    """Of one document: dates or periods for which each core identity holds, checks of them that fail, and facts."""

    held: Mapping[str, int]
    failed: Mapping[str, int]
    facts: int
    verified: int


NOTHING = Proofs({}, {}, 0, 0)


def prove(paths: Sequence[Path], home: Path) -> dict[str, Proofs]:
    """Loads the files into a warehouse in `home`, builds the models, and tells what holds, by file name."""
    settings = Settings(home=home, releases=home / "releases")
    settings.releases.mkdir(parents=True)
    for path in paths:
        (settings.releases / path.name).symlink_to(path)
    with connect_writer(settings.warehouse) as connection:
        create_schema(connection)
        ingest(connection, settings, plan_ingest(settings, known_releases(connection)))
    result = invoke_dbt(["build", "--exclude-resource-type", "test", "unit_test"], settings)
    if not result.success:
        failed = [f"{one.node.name}: {one.message}" for one in result.result if one.status == "error"]
        raise RuntimeError("dbt could not build the models: " + "; ".join(failed))
    return _read(settings.warehouse)


def _read(warehouse: Path) -> dict[str, Proofs]:
    core = {identity: name for name, identities in CORE_IDENTITIES.items() for identity in identities}
    with connect_warehouse_reader(warehouse) as connection:
        checks = connection.execute(
            "select file_name, identity_id, period_id, status"
            " from marts.fct_identity_checks join raw.releases using (release_id) where identity_id in ?",
            [list(core)],
        ).fetchall()
        facts = connection.execute(
            "select file_name, count(*), count(*) filter (verification_status = 'verified')"
            " from marts.fct_line_items join raw.releases using (release_id) where not is_nil group by file_name"
        ).fetchall()
    proofs = {}
    for file_name, total, verified in facts:
        of_file = [(core[identity], period, status) for name, identity, period, status in checks if name == file_name]
        held = {(name, period) for name, period, status in of_file if status == "pass"}
        failed = [name for name, _, status in of_file if status == "fail"]
        proofs[file_name] = Proofs(
            {name: sum(key == name for key, _ in held) for name in CORE_IDENTITIES},
            {name: failed.count(name) for name in CORE_IDENTITIES},
            total,
            verified,
        )
    return proofs
