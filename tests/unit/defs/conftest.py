"""A small house: three dbt models over the real raw tables, in a home and with a drop folder of its own."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dagster_project.settings import Settings

SMALL_HOUSE = Path(__file__).parent / "small_house"
Drop = Callable[..., Path]

RELEASE = """\
EXAMPLE INC. REPORTS RESULTS FOR THE YEAR ENDED MARCH 31, {year}

                     Consolidated Balance Sheets
                       (In thousands of yen)

                                  As of March 31,
                                {before}        {year}
Cash                            1,000       1,200
Other assets                      500         300
Total assets                    1,500       1,500
"""


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr(Settings, "dbt_project", property(lambda _: SMALL_HOUSE / "dbt"))
    (tmp_path / "releases").mkdir()
    return Settings(home=tmp_path / "home", releases=tmp_path / "releases")


@pytest.fixture
def drop(settings: Settings) -> Drop:
    """Puts a release into the drop folder, as if it had been written an hour ago."""

    def put(file_name: str = "example.txt", year: int = 2009, written_at: float | None = None) -> Path:
        path = settings.releases / file_name
        path.write_text(RELEASE.format(year=year, before=year - 1), encoding="utf-8")
        at = time.time() - 3600 if written_at is None else written_at
        os.utime(path, (at, at))
        return path

    return put
