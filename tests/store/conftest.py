"""Fixtures: a fresh database of one's own, of each kind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from foi_bot.casework.perform import Office
from store.database import Database
from tests.cases.build import practice
from tests.kinds import BOTH


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Both kinds, unless a test is marked with `tests.kinds.SQLITE` or `POSTGRESQL`."""
    marked = metafunc.definition.get_closest_marker("databases")
    if marked is None and "kind" in metafunc.fixturenames:
        metafunc.parametrize("kind", BOTH.args, indirect=True)


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
