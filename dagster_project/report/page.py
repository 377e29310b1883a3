"""Renders reports, their index and the home page, each self-contained: style, script and data are inside it.

Every text of a release is escaped: by the template in the page, as JSON in its data, as text nodes by its script.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from dagster_project.figures import share
from dagster_project.report.charts import Chart
from dagster_project.report.contents import Contents
from dagster_project.report.contradictions import Contradiction
from dagster_project.report.home import LATEST, Home
from dagster_project.report.listing import IndexEntry
from dagster_project.report.prose import ProseLine
from dagster_project.report.tables import Fact


@dataclass(frozen=True, slots=True)
class LinkedPage:
    """A page of another kind that the home page leads to; it is named without a link until it is built."""

    name: str
    href: str
    purpose: str
    is_built: bool


def render_report(
    contents: Contents,
    charts: Sequence[Chart],
    source: Mapping[int, str],
    contradictions: Sequence[Contradiction] = (),
    prose: Sequence[ProseLine] = (),
) -> str:
    """The page of one release; `source` holds the printed lines that its facts stand on, by line number."""
    facts = [fact for table in contents.tables for row in table.rows for fact in row.facts]
    numbers = sum(table.numbers for table in contents.tables)
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            release=contents.release,
            tables=contents.tables,
            contradictions=contradictions,
            prose=prose,
            source=source,
            charts=charts,
            numbers=numbers,
            verified=sum(table.verified for table in contents.tables),
            contradicted=sum(table.contradicted for table in contents.tables),
            passes=sum(check.status == "pass" for check in contents.checks),
            data=_data(contents, facts, source),
            **_assets(),
        )
    )


def render_index(entries: Sequence[IndexEntry]) -> str:
    """The page that lists all reports."""
    return _environment().get_template("index.html.j2").render(entries=entries, **_assets())


def render_home(
    home: Home, entries: Sequence[IndexEntry], pages: Sequence[LinkedPage], identity_pages: str | None
) -> str:
    """The first page of the site; `entries` are all reports, newest first.

    An identity's page is found at `identity_pages` followed by its id; None where those pages are not built.
    """
    return (
        _environment()
        .get_template("home.html.j2")
        .render(
            totals=home.totals,
            contradictions=home.contradictions,
            identities=home.identities,
            latest=entries[:LATEST],
            reports={entry.release_id: entry.href for entry in entries},
            pages=pages,
            identity_pages=identity_pages,
            **_assets(),
        )
    )


def _data(contents: Contents, facts: Sequence[Fact], source: Mapping[int, str]) -> dict[str, Any]:
    """What the script shows when a number is chosen; members name facts by their position to keep the page small."""
    position = {fact.fact_id: index for index, fact in enumerate(facts)}
    labels = [(row.label, fact) for table in contents.tables for row in table.rows for fact in row.facts]
    return {
        "facts": [
            {
                "label": label,
                "printed": fact.printed,
                "status": fact.status,
                "by": fact.verified_by,
                "meaning": fact.meaning,
                "place": [fact.line_number, fact.char_start, fact.char_end, fact.locator],
                "checks": fact.checks,
                "id": fact.fact_id,
            }
            for label, fact in labels
        ],
        "checks": [
            {
                **{name: value for name, value in asdict(check).items() if name != "members"},
                "members": [
                    [position.get(member.fact_id or "", -1), member.side, member.role, member.weight]
                    for member in check.members
                ],
            }
            for check in contents.checks
        ],
        "lines": {str(number): source[number] for number in sorted(source)},
    }


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("dagster_project.report"),
        autoescape=select_autoescape(("html", "j2"), default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["share"] = share
    return environment


def _assets() -> dict[str, Markup]:
    folder = resources.files("dagster_project.report").joinpath("templates")
    return {
        name: Markup(folder.joinpath(file_name).read_text(encoding="utf-8"))
        for name, file_name in (("style", "report.css"), ("script", "report.js"))
    }
