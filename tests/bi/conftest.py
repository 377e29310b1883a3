"""One published file for all clients: the sample release, read and published by `tieout run`."""

from __future__ import annotations

from pathlib import Path

import pytest
from programs import House

from dagster_project.settings import Settings


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory, sample: Path) -> House:
    folder = tmp_path_factory.mktemp("house")
    house = House(Settings(home=folder / "home", releases=folder / "releases"))
    house.settings.releases.mkdir()
    (house.settings.releases / sample.name).write_bytes(sample.read_bytes())
    assert house.tieout("run")["outcome"] == "published"
    return house


@pytest.fixture(scope="session")
def published(house: House) -> Path:
    return house.settings.published
