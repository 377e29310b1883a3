"""When a run is due, and when it is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dagster_project.defs import pending_work
from dagster_project.defs.pending_work import find_pending_work, note_building, note_published, published_code
from dagster_project.settings import Settings
from dagster_project.warehouse.connect import connect_writer
from dagster_project.warehouse.ingest import ingest
from dagster_project.warehouse.plan import known_releases, plan_ingest


@pytest.fixture
def done(settings: Settings, drop: Callable[..., Path]) -> Settings:
    """A house whose last run read everything and ended in a publish."""
    drop()
    with connect_writer(settings.warehouse) as connection:
        ingest(connection, settings, plan_ingest(settings, known_releases(connection)))
    settings.published.parent.mkdir(parents=True)
    settings.published.write_bytes(b"")
    note_building(settings)
    note_published(settings)
    return settings


def test_nothing_is_due_after_a_run_that_published(done: Settings) -> None:
    assert find_pending_work(done).reasons == ()


def test_a_new_file_is_work(done: Settings, drop: Callable[..., Path]) -> None:
    drop("second.txt", year=2010)
    work = find_pending_work(done)
    assert work.reasons == ("1 new release file(s)",)
    assert [content.file_names for content in work.plan.new] == [("second.txt",)]


def test_the_same_content_under_a_second_name_is_only_noted(done: Settings, drop: Callable[..., Path]) -> None:
    drop("copy.txt")
    assert find_pending_work(done).reasons == ("1 renamed release file(s)",)


def test_a_removed_file_is_no_work(done: Settings) -> None:
    (done.releases / "example.txt").unlink()
    assert find_pending_work(done).reasons == ()


def test_changed_models_or_rules_are_work(done: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pending_work, "code_fingerprint", lambda _: "another")
    assert find_pending_work(done).reasons == ("the models, rules or code changed",)


def test_code_edited_while_a_run_goes_on_is_built_by_the_next_run(
    done: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    note_building(done)
    monkeypatch.setattr(pending_work, "code_fingerprint", lambda _: "edited meanwhile")
    note_published(done)
    assert find_pending_work(done).reasons == ("the models, rules or code changed",)


def test_a_run_that_began_and_did_not_publish_is_work(done: Settings) -> None:
    note_building(done)
    assert find_pending_work(done).reasons == ("the last run did not end in a publish",)


def test_a_note_that_a_crash_left_empty_counts_as_unpublished(done: Settings) -> None:
    (done.home / "last_build.json").write_text("")
    assert find_pending_work(done).reasons == ("the last run did not end in a publish",)


def test_a_missing_published_file_is_work(done: Settings) -> None:
    done.published.unlink()
    assert find_pending_work(done).reasons == ("nothing is published yet",)


def test_until_other_code_publishes_what_is_published_is_of_the_earlier_code(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.home.mkdir(exist_ok=True)
    assert published_code(settings) == ""
    told = []
    for code in ("earlier", "later"):
        monkeypatch.setattr(pending_work, "code_fingerprint", lambda _, code=code: code)
        note_building(settings)
        told.append(published_code(settings))
        note_published(settings)
    assert [*told, published_code(settings)] == ["", "earlier", "later"]
