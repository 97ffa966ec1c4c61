"""Fixtures: a fresh database of one's own, of each kind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from foi_bot.casework.perform import Office
from store.database import Database
from tests.cases.build import practice


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """Both kinds, unless a test is marked with `tests.kinds.SQLITE` or `POSTGRESQL`."""
    return str(request.param)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """The test's own database."""
    made = Database(database_url)
    yield made
    made.close()


@pytest.fixture
def file(database: Database) -> Path:
    """The file of the test's own database, where it is one of SQLite's."""
    assert database.url.database is not None
    return Path(database.url.database)


@pytest.fixture
def office(database: Database) -> Office:
    """The practice authority with the test's own database."""
    return Office(database, {"practice": practice()})
