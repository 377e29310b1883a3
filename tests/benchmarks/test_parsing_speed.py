"""How long parsing takes, as a multiple of a floor measured beside it in the same run.

Texts: reading the file and matching its number-like tokens. Pages: a bare lxml parse, and beside it pandas.read_html,
which gives cells without meaning. Not part of `make test`, for a busy machine would fail it; run `make benchmark`.
"""

from __future__ import annotations

import io
import re
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import lxml.html
import pandas
import pytest

from dagster_project.parsing import parse_release
from dagster_project.parsing.rollups import discover_rollups

MOST_TIMES_THE_FLOOR = 8
"""For the reference release."""
MOST_TIMES_BARE = 10
"""For all pages together."""
MOST_MEGABYTES = 250

REFERENCE = "iij_fy2008.txt"
LARGEST = "jpmorgan_2025q1_ex99_2.htm"
TOKEN = re.compile(r"\(?[$¥]?\d[\d,]*(?:\.\d+)?\s?%?\)?|--")

Seconds = dict[str, list[float]]
"""Of each file: what the floor took, what parsing took, and what else was measured beside them."""


@pytest.fixture(scope="module")
def reference(corpus: Path) -> Path:
    return corpus / "text" / REFERENCE


def match_tokens(path: Path) -> int:
    text = path.read_text("utf-8", "replace")
    return sum(1 for line in text.split("\n") for match in TOKEN.finditer(line) if match.start() >= 0)


def parse(path: Path) -> int:
    return len(parse_release(path.read_bytes(), path.name).cells)


def parse_bare(path: Path) -> object:
    return lxml.html.document_fromstring(path.read_bytes())


def read_with_pandas(path: Path) -> int:
    return len(pandas.read_html(io.BytesIO(path.read_bytes()), flavor="lxml"))


def test_floor(benchmark: Any, reference: Path) -> None:
    assert benchmark(match_tokens, reference) == 9952


def test_parse(benchmark: Any, reference: Path) -> None:
    assert benchmark(parse, reference) == 1174


def test_rollups(benchmark: Any, reference: Path) -> None:
    release = parse_release(reference.read_bytes(), reference.name)
    assert len(benchmark(discover_rollups, release.tables, release.cells)) > 0


def test_the_reference_release_takes_at_most_eight_times_the_floor(benchmark: Any, reference: Path) -> None:
    floor, parsing = interleaved_medians([lambda: match_tokens(reference), lambda: parse(reference)], rounds=31)
    benchmark.extra_info["times_the_floor"] = round(parsing / floor, 2)
    benchmark.pedantic(parse, args=(reference,), rounds=1)
    print(f"\nfloor {floor * 1000:.1f} ms, parsing {parsing * 1000:.1f} ms: {parsing / floor:.1f} times the floor")
    assert parsing / floor <= MOST_TIMES_THE_FLOOR


def test_texts_against_the_floor(benchmark: Any, corpus: Path) -> None:
    seconds = {
        path.name: interleaved_medians([lambda p=path: match_tokens(p), lambda p=path: parse(p)], rounds=7)
        for path in sorted((corpus / "text").iterdir())
    }
    benchmark.extra_info["times_the_floor"] = print_multiples(seconds, ("tieout",))
    benchmark.pedantic(parse, args=(corpus / "text" / REFERENCE,), rounds=1)


def test_pages_take_at_most_ten_times_a_bare_parse(benchmark: Any, corpus: Path) -> None:
    seconds = {}
    for path in sorted((corpus / "html").iterdir()):
        ours = interleaved_medians([lambda p=path: parse_bare(p), lambda p=path: parse(p)], rounds=7)
        seconds[path.name] = ours + interleaved_medians([lambda p=path: read_with_pandas(p)], rounds=1)
    times = print_multiples(seconds, ("tieout", "pandas"))
    benchmark.extra_info["times_bare_lxml"] = times
    benchmark.pedantic(parse, args=(corpus / "html" / LARGEST,), rounds=1)
    assert times <= MOST_TIMES_BARE


def test_the_largest_page_stays_within_memory(benchmark: Any, corpus: Path) -> None:
    benchmark.pedantic(parse, args=(corpus / "html" / LARGEST,), rounds=1)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 <= MOST_MEGABYTES


def print_multiples(seconds: Seconds, readers: tuple[str, ...]) -> float:
    """Prints how often each reader takes the floor's time, file by file; returns the first one's multiple in sum."""
    total = [sum(column) for column in zip(*seconds.values(), strict=True)]
    print("\n\n" + "".join(f"{reader:>8}" for reader in readers) + "  floor ms")
    for name, (floor, *others) in (seconds | {"all of them": total}).items():
        print("".join(f"{other / floor:8.1f}" for other in others) + f"{floor * 1000:10.1f}  {name}")
    return round(total[1] / total[0], 1)


def interleaved_medians(functions: list[Callable[[], object]], rounds: int) -> list[float]:
    """Median CPU seconds of each; in turns, so that all of them see the same moods of the machine."""
    times: list[list[float]] = [[] for _ in functions]
    for _ in range(rounds):
        for function, own in zip(functions, times, strict=True):
            begin = time.process_time()
            function()
            own.append(time.process_time() - begin)
    return [statistics.median(own) for own in times]
