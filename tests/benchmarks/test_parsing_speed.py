"""How long parsing takes, as a multiple of a floor: reading the file and matching its number-like tokens.

Not part of `make test`, for a busy machine would fail it; run `make benchmark` on a quiet one.
"""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dagster_project.parsing import parse_release
from dagster_project.parsing.rollups import discover_rollups

MOST_TIMES_THE_FLOOR = 9
TOKEN = re.compile(r"\(?[$¥]?\d[\d,]*(?:\.\d+)?\s?%?\)?|--")


@pytest.fixture(scope="module")
def original(corpus: Path) -> Path:
    return corpus / "text" / "iij_fy2008.txt"


def match_tokens(path: Path) -> int:
    text = path.read_text("utf-8", "replace")
    return sum(1 for line in text.split("\n") for match in TOKEN.finditer(line) if match.start() >= 0)


def parse(path: Path) -> int:
    return len(parse_release(path.read_bytes(), path.name).cells)


def test_floor(benchmark: Any, original: Path) -> None:
    assert benchmark(match_tokens, original) == 9952


def test_parse(benchmark: Any, original: Path) -> None:
    assert benchmark(parse, original) == 1174


def test_rollups(benchmark: Any, original: Path) -> None:
    release = parse_release(original.read_bytes(), original.name)
    assert len(benchmark(discover_rollups, release.tables, release.cells)) > 0


def test_parsing_takes_at_most_nine_times_the_floor(benchmark: Any, original: Path) -> None:
    floor, parsing = interleaved_medians([lambda: match_tokens(original), lambda: parse(original)], rounds=31)
    benchmark.extra_info["times_the_floor"] = round(parsing / floor, 2)
    benchmark.pedantic(parse, args=(original,), rounds=1)
    print(f"\nfloor {floor * 1000:.1f} ms, parsing {parsing * 1000:.1f} ms: {parsing / floor:.1f} times the floor")
    assert parsing / floor <= MOST_TIMES_THE_FLOOR


def interleaved_medians(functions: list[Callable[[], int]], rounds: int) -> list[float]:
    """Median seconds of each; in turns, so that all of them see the same moods of the machine."""
    times: list[list[float]] = [[] for _ in functions]
    for _ in range(rounds):
        for function, own in zip(functions, times, strict=True):
            begin = time.perf_counter()
            function()
            own.append(time.perf_counter() - begin)
    return [statistics.median(own) for own in times]
