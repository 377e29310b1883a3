"""The sample release prints the original's tables and figures, but none of its sentences.

The sample stands line for line beside the original, so a line number means the same place in both. Only the lines in
`PROSE_LINES` were rewritten. The comparison needs the original (TIEOUT_CORPUS) and skips without it.
"""

import os
import re
from collections import Counter
from pathlib import Path

import pytest

from dagster_project.parsing import Release, parse_release
from dagster_project.parsing.model import Period

SAMPLE = Path(__file__).parents[2] / "raw" / "releases" / "iij_2009-05-15_full_year_results.txt"
ORIGINAL = Path(os.environ.get("TIEOUT_CORPUS", "")) / "text" / "iij_fy2008.txt"
SHARED_WORDS_ALLOWED = 7
FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
WORD = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)?")
# "TOKYO, May 15, 2009 (NEWSWIRE) -- Issuer ("I") (Exchange:CODE)" names the release; it is no sentence.
DATELINE = re.compile(r"^.*?\(TSE:3774\)")

# First and last line, counted from 1, of every stretch of prose: the headline, bullets, paragraphs, foot notes.
PROSE_LINES = (
    *((1, 1), (4, 4), (10, 14), (16, 19), (21, 23), (27, 28), (30, 32), (34, 36), (40, 42), (44, 45)),
    *((line, line) for line in (49, 51, 53, 55, 57, 61, 112, 135, 137, 139, 141, 145, 168, 170, 172, 174, 178, 180)),
    *((line, line) for line in (182, 186, 190, 194, 198, 200, 202, 204, 210, 212, 214, 216, 218, 220, 224, 226, 228)),
    *((line, line) for line in (230, 238, 240, 242, 320, 322, 434, 450, 452, 456, 460, 462, 464)),
    *((468, 474), (476, 479), (481, 482), (484, 485), (487, 489), (701, 705), (707, 708), (846, 850), (852, 854)),
    *((1000, 1004), (1221, 1225), (1227, 1229), (1233, 1233), (1370, 1370), (1397, 1397), (1572, 1576)),
    *((1578, 1580), (1711, 1715), (1717, 1719), (1721, 1721), (1773, 1777), (1794, 1796), (1878, 1881), (1882, 1885)),
)

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not ORIGINAL.is_file(), reason="TIEOUT_CORPUS does not lead to the original release"),
]


def _lines(path: Path) -> list[str]:
    return path.read_bytes().decode("ascii").split("\n")


def _prose(lines: list[str]) -> dict[tuple[int, int], str]:
    return {(first, last): "\n".join(lines[first - 1 : last]) for first, last in PROSE_LINES}


def _word_runs(prose: str, length: int) -> set[tuple[str, ...]]:
    words = [word.lower() for word in WORD.findall(DATELINE.sub("", prose))]
    return set(zip(*(words[offset:] for offset in range(length)), strict=False))


def test_every_line_outside_the_prose_is_the_originals_byte_for_byte() -> None:
    original, sample = _lines(ORIGINAL), _lines(SAMPLE)
    prose = {line for first, last in PROSE_LINES for line in range(first, last + 1)}

    assert len(sample) == len(original) == 1910
    assert [
        number
        for number, (printed, copied) in enumerate(zip(original, sample, strict=True), start=1)
        if printed != copied and number not in prose
    ] == []


def test_no_sentence_of_the_original_is_left_outside_the_prose() -> None:
    prose = {line for first, last in PROSE_LINES for line in range(first, last + 1)}

    assert [n for n, line in enumerate(_lines(SAMPLE), start=1) if n not in prose and len(line.rstrip()) > 72] == []


def test_each_stretch_of_prose_carries_the_originals_figures() -> None:
    original, sample = _prose(_lines(ORIGINAL)), _prose(_lines(SAMPLE))

    assert {
        place: (FIGURE.findall(original[place]), FIGURE.findall(sample[place]))
        for place in PROSE_LINES
        if Counter(FIGURE.findall(original[place])) != Counter(FIGURE.findall(sample[place]))
    } == {}


def test_no_run_of_eight_words_is_the_originals() -> None:
    length = SHARED_WORDS_ALLOWED + 1
    printed = set[tuple[str, ...]]().union(*(_word_runs(text, length) for text in _prose(_lines(ORIGINAL)).values()))
    written = {place: _word_runs(text, length) for place, text in _prose(_lines(SAMPLE)).items()}

    assert {place: sorted(runs & printed) for place, runs in written.items() if runs & printed} == {}


def test_the_sample_parses_to_the_originals_tables_and_cells() -> None:
    original, sample = (parse_release(path.read_bytes(), path.name) for path in (ORIGINAL, SAMPLE))

    assert _periods(sample) == _periods(original)
    assert sample.tables == original.tables
    assert sample.cells == original.cells
    assert (len(sample.tables), len(sample.cells)) == (41, 1174)


def _periods(release: Release) -> list[tuple[str, Period]]:
    """What the names of periods mean; where they stand first depends on how bullets are wrapped."""
    return [(definition.label, definition.period) for definition in release.period_definitions]
