"""Fixtures: a fresh database of one's own, made by copying one that was migrated once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from foi_bot.casework.perform import Office
from store.database import Database
from store.migrate import migrate
from tests.cases.build import practice


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a database with every table and no row."""
    file = tmp_path_factory.mktemp("migrated") / "foi.db"
    made = Database(f"sqlite:///{file}")
    migrate(made)
    made.close()
    return file


@pytest.fixture
def file(migrated: Path, tmp_path: Path) -> Path:
    """The file of the test's own database."""
    return Path(shutil.copy(migrated, tmp_path / "foi.db"))


@pytest.fixture
def database(file: Path) -> Iterator[Database]:
    """The test's own database."""
    made = Database(f"sqlite:///{file}")
    yield made
    made.close()


@pytest.fixture
def office(database: Database) -> Office:
    """The practice authority with the test's own database."""
    return Office(database, {"practice": practice()})
