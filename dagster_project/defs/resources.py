"""What assets, checks, sensors and schedules are handed: where everything lies, and the right to write it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

from dagster import InitResourceContext, ResourceDefinition, resource

from dagster_project.defs.instance import cheap_event_writes
from dagster_project.defs.run_lock import run_lock
from dagster_project.settings import Settings

WAIT_FOR_OTHER_RUN_SECONDS = 300.0


def build_resources(settings: Settings) -> dict[str, Any]:
    """`settings` only tells the paths; `locked_settings` tells them to the one run that holds the run lock.

    Dagster sets a resource up before the first step of a run that asks for it and tears it down after the last, so
    that the lock is held from the first read of the drop folder to the publish.
    """

    @resource(description="The settings, for the one run that may write the warehouse.")
    def locked_settings(context: InitResourceContext) -> Iterator[Settings]:
        with run_lock(settings, WAIT_FOR_OTHER_RUN_SECONDS), ExitStack() as history:
            if context.instance and context.run:
                history.enter_context(cheap_event_writes(context.instance, context.run.run_id))
            yield settings

    return {"settings": ResourceDefinition.hardcoded_resource(settings), "locked_settings": locked_settings}
