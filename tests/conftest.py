"""What all tests share: a home of their own, the sample release, and the original releases where they are at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from dagster_project.settings import PROJECT_ROOT, Settings

FOLDERS_OF_ONE_HOUSE = ("tests/e2e/", "tests/integration/", "tests/must_fail/")
"""Each builds one warehouse for all of its files; elsewhere tests share at most what their own file builds."""


class OneWorkerForEachHouse(LoadFileScheduling):
    """Keeps tests that share a build in one worker, so that it is built once, and begins in the order of `testpaths`.

    (The groups of pytest-xdist 3.8 do nothing under pytest 9.2: it adds them to a name that is no longer read.)
    """

    def __init__(self, config: pytest.Config, log: Producer | None = None) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False

    def _split_scope(self, nodeid: str) -> str:
        return next(
            (folder for folder in FOLDERS_OF_ONE_HOUSE if nodeid.startswith(folder)), super()._split_scope(nodeid)
        )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> OneWorkerForEachHouse:
    """How `pytest -n` hands tests out."""
    return OneWorkerForEachHouse(config, log)


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
