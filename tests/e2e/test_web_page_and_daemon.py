"""The web page, the daemon and the sensor as a person uses them: `tieout run`, `tieout ui`, a file into the folder."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import duckdb
import pytest
from programs import House, free_port, graphql, wait_for

from dagster_project.settings import Settings

pytestmark = pytest.mark.slow

LOAD_LIMIT = 180.0
TICK_LIMIT = 300.0

LOCATIONS = """{workspaceOrError {... on Workspace {locationEntries {
    name locationOrLoadError {__typename ... on PythonError {message}
    ... on RepositoryLocation {repositories {name jobs {name}
        sensors {name sensorState {status}} schedules {name scheduleState {status}}}}}}}}}"""
RUNS = "{runsOrError {... on Runs {results {runId jobName status}}}}"
RUNS_OF_JOB = """{runsOrError(filter: {pipelineName: "tie_out",
    tags: [{key: ".dagster/repository", value: "__repository__@%s"}]}) {... on Runs {results {runId}}}}"""
TICKS = """{instigationStatesOrError: instigationStateOrError(instigationSelector: {
    repositoryLocationName: "%s", repositoryName: "__repository__", name: "drop_folder"})
    {... on InstigationState {ticks(limit: 20) {status runIds error {message}}}}}"""


def published_files(settings: Settings) -> set[str]:
    with duckdb.connect(str(settings.published), read_only=True) as connection:
        return {name for (name,) in connection.execute("select file_name from raw.releases").fetchall()}


def test_a_run_of_the_command_line_shows_up_and_the_daemon_publishes_a_dropped_release(
    house: House, first_run: Any, sample: Path
) -> None:
    assert first_run["outcome"] == "published"
    port = free_port()

    with house.running("ui", "--port", str(port)) as log:
        loaded = wait_for(lambda: graphql(port, LOCATIONS), LOAD_LIMIT)
        assert loaded, log.read_text()
        [entry] = loaded["workspaceOrError"]["locationEntries"]
        location = entry["locationOrLoadError"]
        assert location["__typename"] == "RepositoryLocation", location
        [repository] = location["repositories"]
        assert "tie_out" in {job["name"] for job in repository["jobs"]}
        assert repository["sensors"] == [{"name": "drop_folder", "sensorState": {"status": "RUNNING"}}]
        assert repository["schedules"] == [{"name": "daily", "scheduleState": {"status": "RUNNING"}}]

        [run] = graphql(port, RUNS)["runsOrError"]["results"]
        assert (run["runId"], run["jobName"], run["status"]) == (first_run["run_id"], "tie_out", "SUCCESS")
        assert graphql(port, RUNS_OF_JOB % entry["name"])["runsOrError"]["results"] == [{"runId": run["runId"]}]

        drop_corrected_copy(sample, house.settings.releases / "corrected.txt")
        both = {sample.name, "corrected.txt"}
        wait_for(lambda: published_files(house.settings) == both, TICK_LIMIT)
        assert published_files(house.settings) == both, log.read_text()[-5000:]

        runs = wait_for(lambda: finished_runs(port, count=2), 30)
        assert [run["status"] for run in runs] == ["SUCCESS", "SUCCESS"]
        ticks = graphql(port, TICKS % entry["name"])["instigationStatesOrError"]["ticks"]
        assert [tick["error"] for tick in ticks] == [None] * len(ticks)
        [asked] = [tick["runIds"] for tick in ticks if tick["status"] == "SUCCESS"]
        assert len(asked) == 1


def finished_runs(port: int, count: int) -> list[dict[str, object]]:
    runs = graphql(port, RUNS)["runsOrError"]["results"]
    finished = [run for run in runs if run["status"] in ("SUCCESS", "FAILURE")]
    return finished if len(finished) == count else []


def drop_corrected_copy(sample: Path, destination: Path) -> None:
    """The sample with one more line of prose: another content, and the same figures."""
    unfinished = destination.with_suffix(".part")
    unfinished.write_bytes(sample.read_bytes() + b"\nThis copy replaces an earlier one.\n")
    earlier = time.time() - 60
    os.utime(unfinished, (earlier, earlier))
    unfinished.replace(destination)
