"""`python -m faults [COUNT] [RELEASE]`: inject faults, write docs/fault_injection.md, fail below a floor.

Without a release the sample in raw/releases is taken. The page, and the table in README.md, are
written for the sample only.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from faults.planting import choose_faults
from faults.report import page, shortfalls, table, with_table
from faults.run import inject, read_release

from dagster_project.settings import PROJECT_ROOT, Settings

COUNT = 10_000
README = PROJECT_ROOT / "README.md"
PAGE = PROJECT_ROOT / "docs" / "fault_injection.md"
(SAMPLE,) = (PROJECT_ROOT / "raw" / "releases").glob("*.txt")


def main(count: int = COUNT, path: Path = SAMPLE) -> int:
    begin = time.monotonic()
    faults = choose_faults(read_release(path).cells, count)
    outcomes = []
    with tempfile.TemporaryDirectory() as scratch:
        for found in inject(path, faults, Settings(Path(scratch), path.parent)):
            outcomes += found
            print(
                f"{len(outcomes):6,} of {count:,} faults, {time.monotonic() - begin:.0f} s", file=sys.stderr, flush=True
            )
    print(table(outcomes))
    if path == SAMPLE:
        PAGE.write_text(page(outcomes, f"`raw/releases/{path.name}`"), encoding="utf-8")
        README.write_text(with_table(README.read_text(encoding="utf-8"), outcomes), encoding="utf-8")
    missed = shortfalls(outcomes)
    print("\n".join(missed) if missed else "Every floor is reached.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(*[int(one) for one in sys.argv[1:2]], *[Path(one) for one in sys.argv[2:3]]))
