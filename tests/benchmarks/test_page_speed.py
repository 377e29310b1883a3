"""How long parsing a page takes, as a multiple of a bare lxml parse of the same file.

Not part of `make test`, for a busy machine would fail it; run `make benchmark` on a quiet one.
"""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from dagster_project.parsing import parse_release

MOST_TIMES_BARE = 20
"""What no page may exceed by far today; ten is the aim."""

MOST_MEGABYTES = 250
PAGES = ("jpmorgan_2025q1_ex99_2.htm", "pepsico_2024q4.htm", "ibm_2025q2.htm", "horizon_2009q1fy_jun2008.htm")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_takes_a_bounded_multiple_of_a_bare_parse(benchmark: Any, corpus: Path, name: str) -> None:
    data = (corpus / "html" / name).read_bytes()
    bare = median_seconds(lambda: lxml.html.document_fromstring(data))
    parsing = median_seconds(lambda: parse_release(data, name))
    benchmark.extra_info["times_bare_lxml"] = round(parsing / bare, 1)
    benchmark.pedantic(parse_release, args=(data, name), rounds=1)
    print(f"\n{name}: bare {bare * 1000:.1f} ms, parsing {parsing * 1000:.1f} ms: {parsing / bare:.1f} times")
    assert parsing / bare <= MOST_TIMES_BARE


def test_the_largest_page_stays_within_memory(benchmark: Any, corpus: Path) -> None:
    data = (corpus / "html" / PAGES[0]).read_bytes()
    benchmark.pedantic(parse_release, args=(data, PAGES[0]), rounds=1)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 <= MOST_MEGABYTES


def median_seconds(function: Callable[[], object], rounds: int = 5) -> float:
    seconds: list[float] = []
    for _ in range(rounds):
        begin = time.process_time()
        function()
        seconds.append(time.process_time() - begin)
    return statistics.median(seconds)
