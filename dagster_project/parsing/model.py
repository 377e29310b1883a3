"""What the parser says of a release: immutable records, one kind per raw table of the warehouse.

Field names are those of the `raw` tables, so that loading is a transposition and nothing else. Kinds that a release
has thousands of are named tuples, which are made in a third of the time of a frozen dataclass.
Conventions: text positions are 0-based and half-open, line numbers are 1-based, money is `Decimal`.
How a value is found does not belong here; how it is stored does not belong here either.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

PARSER_VERSION = "3"

PeriodKind = Literal["instant", "duration"]
Measure = Literal["amount", "count", "per_share", "ratio", "share_of_total", "change_percent", "change_amount"]
Scenario = Literal["actual", "target"]
Basis = Literal["as_reported", "previously_reported", "restated", "pro_forma", "non_gaap", "constant_currency"]
RoundingMode = Literal["round", "truncate"]
RollupAxis = Literal["rows", "columns"]
StatementType = Literal[
    "balance_sheet",
    "income_statement",
    "cash_flow",
    "equity",
    "segment",
    "key_figures",
    "reconciliation",
    "guidance",
    "per_share",
    "other",
]


@dataclass(frozen=True, slots=True)
class Period:
    """An instant (start is None) or a duration, whose first and last day both belong to it."""

    kind: PeriodKind
    start: date | None
    end: date


@dataclass(frozen=True, slots=True)
class PeriodDefinition:
    """What the document says one of its period names means ("FY2008" is April 2008 to March 2009).

    `evidence` tells how it is known: `stated` where the document prints both, `derived` where it follows
    from a stated one.
    """

    label: str
    period: Period
    evidence: Literal["stated", "derived"]
    line_number: int | None


class Cell(NamedTuple):
    """One printed cell of a table: a number or a nil. Values are signed and in printed scale."""

    table_index: int
    row_index: int
    column_index: int
    row_label: str
    row_label_path: str
    column_header: str
    measure: Measure
    printed_text: str
    value: Decimal | None
    is_nil: bool
    unit: str | None
    scale_factor: Decimal
    precision_unit: Decimal | None
    """Size of the last printed digit in base units; None for a nil."""
    period_kind: PeriodKind | None
    period_start: date | None
    period_end: date | None
    scenario: Scenario
    basis: Basis
    line_number: int | None
    char_start: int | None
    char_end: int | None
    locator: str
    indent: int
    """Left edge of the row's label, in characters (text) or in layout steps (HTML)."""
    is_after_rule: bool
    """A printed rule stands between this row and the row before it in this column."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as printed; tables that continue one statement share `statement_index`."""

    table_index: int
    title: str
    statement_type: StatementType
    statement_index: int
    line_start: int
    line_end: int


class LabelFact(NamedTuple):
    """A figure printed inside a row label, such as an allowance or a number of shares."""

    table_index: int
    row_index: int
    row_label: str
    printed_text: str
    value: Decimal
    unit: str | None
    scale_factor: Decimal
    line_number: int | None
    char_start: int | None
    char_end: int | None


class Claim(NamedTuple):
    """A figure in prose, a list line or a note, with the words that give it its meaning."""

    line_number: int
    char_start: int
    char_end: int
    printed_text: str
    value: Decimal
    unit: str | None
    scale_factor: Decimal
    metric: str
    """The words that name the figure, as printed ("Operating income"); empty where none was found."""
    direction: Literal["up", "down"] | None
    """Said of a change: "up 4.3%", "a decrease of JPY3,401 million"."""
    period_kind: PeriodKind | None
    period_start: date | None
    period_end: date | None
    scenario: Scenario
    is_period_stated: bool = False
    """The words beside the figure tell its period; else it is that of its sentence, its paragraph or its section."""


class NumericToken(NamedTuple):
    """A numeric token of the document and what became of it; `unexplained` is the honest leftover."""

    line_number: int
    char_start: int
    char_end: int
    printed_text: str
    kind: str
    """`cell`, `label_fact`, `claim`, `date`, `period_name`, `header`, `footnote_mark`, ... or `unexplained`."""
    reason: str
    is_in_table: bool


@dataclass(frozen=True, slots=True)
class ParseEvent:
    """A decision of the parser worth knowing: what, where, why."""

    step: str
    line_number: int | None
    message: str


@dataclass(frozen=True, slots=True)
class Rollup:
    """A printed total and its parts, found from the numbers; total = sum of weight x part wherever it can be checked.

    `axis` tells what the indexes mean. `rows`: a row is the total of other rows, checked in columns; total and part
    indexes are row indexes, checked and failing indexes are column indexes. `columns`: a column is the total of other
    columns, checked in rows, and the same fields hold column and row indexes the other way round.

    The total stands in `table_index`; each part stands in its own `part_table_indexes` entry, which differs where a
    statement continues over several tables. A checked index is the same in all of these tables. So the member of
    part p at checked index c is the cell (part_table_indexes[p], row part_indexes[p], column c), or with axis
    `columns` the cell (part_table_indexes[p], row c, column part_indexes[p]).

    A member that is nil or blank counts zero. `failing_indexes` are those of the checked ones where the sum misses by
    more than half a printed unit for each member (the interval rule).
    """

    rollup_index: int
    table_index: int
    axis: RollupAxis
    total_index: int
    part_table_indexes: tuple[int, ...]
    part_indexes: tuple[int, ...]
    weights: tuple[int, ...]
    checked_indexes: tuple[int, ...]
    failing_indexes: tuple[int, ...]
    evidence: str


@dataclass(frozen=True, slots=True)
class Release:
    """Everything the parser read from one file."""

    release_id: str
    release_slug: str
    sha256: str
    media_type: str
    encoding: str
    byte_count: int
    line_count: int
    issuer_name: str | None
    tickers: tuple[str, ...]
    title: str | None
    published_on: date | None
    newswire: str | None
    rounding_mode: RoundingMode | None
    parser_version: str
    period_definitions: tuple[PeriodDefinition, ...] = field(default=())
    tables: tuple[Table, ...] = field(default=())
    cells: tuple[Cell, ...] = field(default=())
    label_facts: tuple[LabelFact, ...] = field(default=())
    claims: tuple[Claim, ...] = field(default=())
    numeric_tokens: tuple[NumericToken, ...] = field(default=())
    events: tuple[ParseEvent, ...] = field(default=())


class RejectedFileError(Exception):
    """The file cannot be read as a release; the message says why in words a person understands."""
