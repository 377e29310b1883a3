"""All steps of a fault injection: parse once, plant, discover roll-ups anew, check the copies in batches, compare."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from pathlib import Path

from faults.copies import FAULT_FREE, Copy, id_of, load_copies
from faults.detection import FaultFree, Outcome, is_contradicted, judge
from faults.kinds import Fault, apply, key_of
from faults.left_over import left_over, read_page
from faults.verdicts import (
    MODELS_OF_THE_PROOF,
    Verdict,
    holding_checks,
    read_verdicts,
    roundings,
    run_models,
    verified_cells,
)

from dagster_project.parsing import parse_release
from dagster_project.parsing.model import Release, Rollup
from dagster_project.parsing.rollups import discover_rollups
from dagster_project.parsing.rollups.search import find_totals
from dagster_project.settings import Settings

BATCH = 400
"""Copies in one warehouse: enough to pay for starting dbt, few enough to need no disk for what does not fit memory."""

_find_alone = lru_cache(maxsize=4096)(find_totals)
"""A fault changes one sheet in sixty; the others are searched once."""


def read_release(path: Path) -> Release:
    return parse_release(path.read_bytes(), path.name)


def inject(path: Path, faults: Sequence[Fault], settings: Settings, batch: int = BATCH) -> Iterator[list[Outcome]]:
    """What became of each fault, batch by batch; roll-ups of the next batch are searched while one is checked."""
    settings.home.mkdir(parents=True, exist_ok=True)
    release = read_release(path)
    rollups = discover_rollups(release.tables, release.cells)
    fault_free = _fault_free(release, rollups, settings)
    numbered = list(enumerate(faults, start=1))
    batches = [numbered[start : start + batch] for start in range(0, len(numbered), batch)]
    with ProcessPoolExecutor(1) as searcher:
        searched = [searcher.submit(plant, path, part) for part in batches]
        for part, copies in zip(batches, searched, strict=True):
            load_copies(settings.warehouse, release, rollups, copies.result())
            run_models(settings)
            yield _judge(part, fault_free, settings)


def plant(path: Path, faults: Sequence[tuple[int, Fault]]) -> list[Copy]:
    """A copy for each numbered fault, with the roll-ups that discovery finds in it."""
    release = read_release(path)
    page = read_page(path.read_bytes(), release)
    copies = []
    for number, fault in faults:
        rollups = discover_rollups(release.tables, apply(fault, release.cells), _find_alone)
        copies.append(Copy(name_of(fault, number), dict(fault.changes), rollups, left_over(fault, release, page)))
    return copies


def _judge(part: Sequence[tuple[int, Fault]], fault_free: FaultFree, settings: Settings) -> list[Outcome]:
    verdicts = read_verdicts(settings)
    ids = [id_of(name_of(fault, number)) for number, fault in part]
    escaped = [one for one in ids if not is_contradicted(verdicts.get(one, Verdict()), fault_free)]
    holding = holding_checks(settings, escaped)
    return [
        judge(fault, verdicts.get(release_id, Verdict()), holding.get(release_id, set()), fault_free)
        for release_id, (_, fault) in zip(ids, part, strict=True)
    ]


def name_of(fault: Fault, number: int) -> str:
    """The file name of a copy."""
    return f"{number} {fault.kind}"


def _fault_free(release: Release, rollups: Sequence[Rollup], settings: Settings) -> FaultFree:
    load_copies(settings.warehouse, release, rollups, [])
    run_models(settings, MODELS_OF_THE_PROOF)
    release_id = id_of(FAULT_FREE)
    return FaultFree(
        cells={key_of(cell): cell for cell in release.cells},
        verdict=read_verdicts(settings).get(release_id, Verdict()),
        verified=verified_cells(settings, release_id),
        roundings=roundings(settings, release_id),
    )
