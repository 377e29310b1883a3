"""A progress bar on standard error for long work; silent where standard error is no terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from dagster_project.defs.run import Progress as RunProgress
from dagster_project.defs.run import ProgressCallback


@contextmanager
def run_progress() -> Iterator[ProgressCallback]:
    """A callback that moves the bar; the bar is gone when the work is done."""
    console = Console(stderr=True)
    bar = Progress(
        SpinnerColumn(),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with bar:
        task = bar.add_task("looking for new releases", total=None)

        def report(progress: RunProgress) -> None:
            bar.update(task, completed=progress.done, total=progress.total, description=progress.activity[:60])

        yield report


@contextmanager
def spinner(activity: str) -> Iterator[None]:
    """Something turns while work of unknown length is done."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield
        return
    with console.status(activity):
        yield
