"""The page of each identity in the dbt docs, written from the seeds: exposures in YAML and a list of links.

The seeds say everything; these files only lay it out, and `test_identity_pages` holds them to it. What an identity
means does not belong here.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from textwrap import indent

from dagster_project.settings import PROJECT_ROOT

SEEDS = PROJECT_ROOT / "dbt" / "seeds"
PAGES = PROJECT_ROOT / "dbt" / "models" / "marts" / "identities" / "_identities__exposures.yml"
LINKS = PROJECT_ROOT / "dbt" / "models" / "marts" / "identities" / "_identities__pages.md"

Row = Mapping[str, str]

HEADINGS = {
    "balance_sheet": "Balance sheet",
    "income_statement": "Income statement",
    "cash_flow": "Cash flow statement",
    "equity": "Statement of equity",
    "segment": "Segments",
    "key_figures": "Key figures",
    "reconciliation": "Reconciliations",
    "": "Across tables",
}
TOLERANCES = {"interval": "{{ doc('tolerance') }}", "exact": "None: both sides must be equal."}
EVIDENCE = {
    "arithmetic": "A pass counts by itself in `verified_by`.",
    "agreement": "All agreements with other printings of the same number count once in `verified_by`.",
    "none": "It verifies no number.",
}
SEVERITIES = {
    "critical": "A failure holds the release back.",
    "warning": "A failure marks the release and holds nothing back.",
}
OPERANDS = (
    "| side | line item | weight | role | statement | period | not printed means |\n|---|---|---|---|---|---|---|"
)


def read_seed(name: str) -> list[Row]:
    """The rows of a seed, by its file's name without suffix."""
    with (SEEDS / f"{name}.csv").open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def render_pages(identities: Iterable[Row], components: Iterable[Row], examples: Iterable[Row]) -> str:
    """All pages as the YAML of dbt exposures, in the order of the catalogue."""
    operands: dict[str, list[Row]] = defaultdict(list)
    for component in components:
        operands[component["identity_id"]].append(component)
    example_of = {row["identity_id"]: row["example"] for row in examples}
    pages = [_exposure(row, operands[row["identity_id"]], example_of[row["identity_id"]]) for row in identities]
    head = "# Written from the seeds; see tests/unit/catalogue. One page an identity in the dbt docs.\nexposures:\n"
    return head + "\n".join(pages)


def render_links(identities: Iterable[Row]) -> str:
    """A docs block that links to every page, by statement."""
    by_statement: dict[str, list[Row]] = defaultdict(list)
    for row in identities:
        by_statement[row["statement_type"]].append(row)
    sections = [
        f"**{heading}**\n\n" + "\n".join(_link(row) for row in by_statement[statement_type])
        for statement_type, heading in HEADINGS.items()
        if by_statement[statement_type]
    ]
    return "\n\n".join(["{% docs identity_pages %}\nEach identity has a page:", *sections]) + "\n{% enddocs %}\n"


def _link(row: Row) -> str:
    return f"- [{row['identity_name']}](#!/exposure/exposure.tieout.{row['identity_id']})"


def _exposure(row: Row, operands: list[Row], example: str) -> str:
    return f"""\
  - name: {row["identity_id"]}
    label: "{row["identity_name"]}"
    type: analysis
    description: |
{indent(_page(row, operands, example), " " * 6)}
    depends_on: [ref('identities')]
    owner: {{name: Tieout, email: tieout@example.com}}
"""


def _page(row: Row, operands: list[Row], example: str) -> str:
    parts = [
        f"**Formula.** {row['formula']}",
        f"**Example.** {example}.",
        f"**Tolerance.** {TOLERANCES[row['tolerance_rule']]}",
        f"**Source.** {row['source']}.",
        f"**Why.** {row['reason']}.",
        f"**Severity.** {row['severity']}. {SEVERITIES[row['severity']]} {EVIDENCE[row['evidence']]}",
        f"**Reach.** One instance for every {_reach(row)}; built as `{row['kind']}`.",
    ]
    if operands:
        parts.append("\n".join([OPERANDS, *map(_operand, operands)]))
    query = f"select * from marts.fct_identity_checks where identity_id = '{row['identity_id']}'"
    parts += [f"Its checks: `{query}`", "All identities: the seed [identities](#!/seed/seed.tieout.identities)."]
    return "\n\n".join(parts)


def _reach(row: Row) -> str:
    period = f", each {row['period_kind']}" if row["period_kind"] else ""
    return f"{row['scope']}{period}"


def _operand(row: Row) -> str:
    item = {"*": "each part", "constant": "the number one"}.get(row["line_item_id"], f"`{row['line_item_id']}`")
    where = row["statement_type"] or "any"
    weight = row["weight"] or "as found"
    cells = (row["side"], item, weight, row["role"], where, row["period_offset"], row["missing_means"])
    return f"| {' | '.join(cells)} |"


def path_and_content() -> list[tuple[Path, str]]:
    """Both files, as the seeds would have them."""
    identities = read_seed("identities")
    pages = render_pages(identities, read_seed("identity_components"), read_seed("identity_examples"))
    return [(PAGES, pages), (LINKS, render_links(identities))]
