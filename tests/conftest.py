"""Fixtures for all tests: a database of one's own, on SQLite or PostgreSQL.

A test that takes `database_url` gets a fresh database with every table and no row. Which kind it is
says the fixture `kind`: SQLite unless a test or its module is marked with `tests.kinds.BOTH`.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from store.database import Database
from store.migrate import migrate
from tests.memory import temporary_files_in_memory
from tests.postgresql import Server, server

pytest_plugins = ["tests.sharing"]

NewDatabase = Callable[[], str]


def pytest_configure() -> None:
    temporary_files_in_memory()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """What is marked for some kinds of database is tried with each of them."""
    mark = metafunc.definition.get_closest_marker("databases")
    if mark is not None and "kind" in metafunc.fixturenames:
        metafunc.parametrize("kind", mark.args, indirect=True)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """One server for all tests that ask for one, started by the first."""
    with server() as running:
        yield running


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an SQLite database with every table and no row."""
    file = tmp_path_factory.mktemp("migrated") / "foi.sqlite3"
    _migrated(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def migrated_name(postgresql: Server) -> str:
    """The name of a PostgreSQL database with every table and no row, to be copied."""
    name = postgresql.create()
    _migrated(postgresql.url(name))
    return name


def _migrated(url: str) -> None:
    made = Database(url)
    migrate(made)
    made.close()


@pytest.fixture
def kind(request: pytest.FixtureRequest) -> str:
    """The kind of database that the test is for: "sqlite" or "postgresql"."""
    return str(getattr(request, "param", "sqlite"))


@pytest.fixture
def new_database(
    kind: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[NewDatabase]:
    """Makes a database of its own, with every table and no row; gives its address."""
    with ExitStack() as afterwards:

        def on_sqlite() -> str:
            file = tmp_path_factory.mktemp("database") / "foi.sqlite3"
            shutil.copy(request.getfixturevalue("migrated_file"), file)
            return f"sqlite:///{file}"

        def on_postgresql() -> str:
            running: Server = request.getfixturevalue("postgresql")
            name = running.create(request.getfixturevalue("migrated_name"))
            afterwards.callback(running.drop, name)
            return running.url(name)

        yield on_postgresql if kind == "postgresql" else on_sqlite


@pytest.fixture
def database_url(new_database: NewDatabase) -> str:
    """The address of the test's own database."""
    return new_database()


@pytest.fixture
def empty_url(
    kind: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a database that nobody has made a table in yet."""
    if kind == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('empty') / 'foi.sqlite3'}"
        return
    running: Server = request.getfixturevalue("postgresql")
    name = running.create()
    yield running.url(name)
    running.drop(name)
