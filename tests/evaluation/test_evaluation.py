"""The floors of `make eval` on documents that take seconds, and that a table or a floor cannot fall unseen."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.evaluation.corpus import documents
from tests.evaluation.evaluate import groups
from tests.evaluation.evaluation import Evaluation, measure
from tests.evaluation.floors import FAST, fallen, raise_floors, read_floors, risen
from tests.evaluation.metrics import below, shares
from tests.evaluation.proofs import prove
from tests.evaluation.table import read_table, write_table

ROW = Evaluation(
    "acme",
    "text",
    table_tokens=400,
    table_tokens_explained=399,
    balance_printed=2,
    balance_held=2,
    cash_printed=2,
    cash_held=1,
    xbrl_eligible=100,
    xbrl_value=99,
    xbrl_right_scale=100,
)


@pytest.mark.corpus
@pytest.mark.slow
def test_no_metric_of_the_fast_documents_falls_below_its_floor(corpus: Path, tmp_path: Path) -> None:
    fast = [document for document in documents(corpus) if document.path.stem in FAST]
    assert len(fast) == len(FAST)
    proofs = prove([document.path for document in fast], tmp_path)
    rows = [measure(document, proofs[document.path.name]).evaluation for document in fast]
    assert fallen(groups(rows)["fast"], read_floors()["fast"]) == {}, "python -m tests.evaluation.evaluate shows where"


def test_the_committed_table_reaches_the_committed_floors() -> None:
    reached = groups(read_table())
    assert {group: fallen(reached[group], floors) for group, floors in read_floors().items()} == {
        "text": {},
        "html": {},
        "fast": {},
    }


def test_shares_are_cut_off_and_identities_count_documents() -> None:
    other = replace(ROW, document="other", cash_held=2)
    assert shares([ROW, other]) == {
        "explained": Decimal("99.75"),
        "xbrl_value": Decimal("99.00"),
        "xbrl_period": Decimal("0.00"),
        "xbrl_complete": Decimal("0.00"),
        "xbrl_right_scale": Decimal("100.00"),
        "balance": Decimal("100.00"),
        "cash": Decimal("50.00"),
    }


def test_an_identity_that_fails_once_does_not_hold() -> None:
    assert ROW.proves("balance")
    assert not replace(ROW, balance_failed=1).proves("balance")
    assert not ROW.proves("cash")


def test_a_row_says_where_it_is_below_what_is_asked() -> None:
    assert below(replace(ROW, table_tokens_explained=380, cash_failed=1)) == {
        "explained": "95.00 %",
        "xbrl_value": "99.00 %",
        "xbrl_period": "0.00 %",
        "xbrl_complete": "0.00 %",
        "cash": "1 of 2 (1 failing)",
    }


def test_a_metric_that_falls_or_is_gone_is_told() -> None:
    floors = {"explained": Decimal("99.5"), "known": Decimal(90)}
    assert fallen({"explained": Decimal("99.4")}, floors) == {
        "explained": (Decimal("99.4"), Decimal("99.5")),
        "known": (None, Decimal(90)),
    }
    assert risen({"explained": Decimal("99.6"), "verified": Decimal(1)}, floors) == {
        "explained": (Decimal("99.5"), Decimal("99.6")),
        "verified": (None, Decimal(1)),
    }


def test_writing_floors_raises_and_never_lowers(tmp_path: Path) -> None:
    path = tmp_path / "floors.csv"
    raise_floors({"text": {"known": Decimal(90), "explained": Decimal(95)}}, path)
    raise_floors({"text": {"known": Decimal(91), "explained": Decimal(94)}}, path)
    assert read_floors(path) == {"text": {"known": Decimal(91), "explained": Decimal(95)}}


def test_the_table_reads_back_as_it_was_written(tmp_path: Path) -> None:
    rows = [ROW, replace(ROW, document="page", form="html")]
    write_table(rows, tmp_path / "eval.csv")
    assert read_table(tmp_path / "eval.csv") == rows
