"""What all tests share: a home of their own, the sample release, and the original releases where they are at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dagster_project.settings import PROJECT_ROOT, Settings


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of one file share what it builds, and all planted faults one faulty warehouse: keep them in one worker."""
    for item in items:
        if item.get_closest_marker("xdist_group"):
            continue  # a test that says itself whose house it shares
        group = "must_fail" if "must_fail" in item.path.parts else item.path.as_posix()
        item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An empty home and an empty drop folder."""
    (tmp_path / "releases").mkdir()
    return Settings(home=tmp_path / "home", releases=tmp_path / "releases")


@pytest.fixture(scope="session")
def sample() -> Path:
    """The release that every clone carries."""
    (path,) = (PROJECT_ROOT / "raw" / "releases").glob("*.txt")
    return path


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of original releases; the test skips where there is none."""
    folder = os.environ.get("TIEOUT_CORPUS")
    if not folder:
        pytest.skip("TIEOUT_CORPUS is not set")
    return Path(folder)
