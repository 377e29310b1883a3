"""One house for all end-to-end tests: the sample release in its drop folder, and one run of the command line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import running_browser
from playwright.sync_api import Browser
from programs import House

from dagster_project.settings import Settings


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory, sample: Path) -> House:
    folder = tmp_path_factory.mktemp("house")
    settings = Settings(home=folder / "home", releases=folder / "releases")
    settings.releases.mkdir()
    (settings.releases / sample.name).write_bytes(sample.read_bytes())
    return House(settings)


@pytest.fixture(scope="session")
def first_run(house: House) -> Any:
    """What `tieout run` says of the first run, as JSON."""
    return house.tieout("run")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One headless Chromium for the pages of a file: later tests would stumble over the event loop it runs on."""
    with running_browser() as browser:
        yield browser
