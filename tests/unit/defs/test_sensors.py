"""The sensor asks for a run when new content has arrived whole, once, and opens no file of a quiet folder."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from dagster import SensorEvaluationContext, SensorResult, SkipReason, build_sensor_context

from dagster_project.defs import sensors
from dagster_project.defs.run_lock import run_lock
from dagster_project.defs.sensors import drop_folder
from dagster_project.settings import Settings
from dagster_project.warehouse.connect import connect_writer
from dagster_project.warehouse.ingest import ingest
from dagster_project.warehouse.plan import known_releases, plan_ingest


def tick(settings: Settings, cursor: str | None = None) -> SensorResult | SkipReason:
    context: SensorEvaluationContext = build_sensor_context(cursor=cursor)
    result = drop_folder(context, settings=settings)
    assert isinstance(result, SensorResult | SkipReason)
    return result


def asked(settings: Settings, cursor: str | None = None) -> SensorResult:
    result = tick(settings, cursor)
    assert isinstance(result, SensorResult)
    return result


def skipped(settings: Settings, cursor: str | None = None) -> str:
    result = tick(settings, cursor)
    assert isinstance(result, SkipReason)
    return result.skip_message or ""


def read_everything(settings: Settings) -> None:
    with connect_writer(settings.warehouse) as connection:
        ingest(connection, settings, plan_ingest(settings, known_releases(connection)))


def test_a_new_release_asks_for_one_run(settings: Settings, drop: Callable[..., Path]) -> None:
    drop()
    first = asked(settings)
    assert first.run_requests is not None
    assert len(first.run_requests) == 1
    assert skipped(settings, first.cursor) == "The drop folder is as it was."


def test_a_quiet_folder_is_not_even_opened(
    settings: Settings, drop: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    drop()
    cursor = asked(settings).cursor
    monkeypatch.setattr(sensors, "find_pending_work", lambda _: pytest.fail("the files were read"))
    assert skipped(settings, cursor) == "The drop folder is as it was."


def test_known_content_under_a_new_time_asks_for_no_run_but_moves_the_cursor(
    settings: Settings, drop: Callable[..., Path]
) -> None:
    drop()
    before = asked(settings).cursor
    read_everything(settings)
    drop(written_at=time.time() - 60)
    result = asked(settings, before)
    assert not result.run_requests
    assert result.skip_reason is not None
    assert result.cursor != before


def test_the_same_new_content_asks_for_the_same_run_and_other_content_for_another(
    settings: Settings, drop: Callable[..., Path]
) -> None:
    def run_key() -> str | None:
        requests = asked(settings).run_requests
        assert requests
        return requests[0].run_key

    drop()
    first = run_key()
    drop(written_at=time.time() - 60)
    again = run_key()
    drop("second.txt", year=2010)
    other = run_key()
    assert first == again != other


def test_a_file_that_is_still_being_written_waits_for_the_next_tick(
    settings: Settings, drop: Callable[..., Path]
) -> None:
    drop(written_at=time.time())
    assert "still being written" in skipped(settings)


def test_while_another_run_goes_on_the_tick_skips_without_forgetting_the_file(
    settings: Settings, drop: Callable[..., Path]
) -> None:
    drop()
    with run_lock(settings, wait_seconds=0):
        assert "Another run" in skipped(settings)
    assert asked(settings).run_requests
