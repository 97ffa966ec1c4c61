"""Databases for the benchmarks: copies of one that was filled once, put back as they were before
each round, while whoever works with them stays connected.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from sqlmodel import SQLModel

from benchmarks.serving.fill import Clone, fill
from benchmarks.serving.scene import Scene
from store.database import Database
from store.migrate import migrate
from tests.postgresql import Server, server

SETTINGS = (
    "shared_buffers=1GB",
    "max_wal_size=4GB",
    "autovacuum=on",
    # Filling is quicker where no other server reads along.
    "wal_level=minimal",
    "max_wal_senders=0",
)
"""Of a PostgreSQL server that has some room, as one at work has; the rest is as it comes."""


class Databases(Protocol):
    """Where copies come from. `name` is what the database is called in tables."""

    name: str

    def fill(self, scene: Scene, made: list[Clone]) -> dict[str, int]:
        """Fill what copies are made of; how many rows each table has."""

    def copy(self) -> str:
        """The address of a new copy."""

    def reset(self, url: str) -> None:
        """Make a copy what it was."""


class OnSQLite:
    """Files in a folder."""

    name = "SQLite"

    def __init__(self, folder: Path, *, large: bool = False) -> None:
        self._folder = folder
        self._large = large
        self._filled = folder / "filled.sqlite3"
        self._copies = 0

    def fill(self, scene: Scene, made: list[Clone]) -> dict[str, int]:
        """Fill the file that copies are made of."""
        database = Database(f"sqlite:///{self._filled}")
        migrate(database)
        rows = fill(database, scene, made)
        database.close()
        return rows

    def copy(self) -> str:
        """The address of a new copy; of a large one, its own."""
        if self._large:
            return f"sqlite:///{self._filled}"
        self._copies += 1
        file = self._folder / f"copy-{self._copies}.sqlite3"
        shutil.copy(self._filled, file)
        return f"sqlite:///{file}"

    def reset(self, url: str) -> None:
        """Make a copy what it was: its pages are written back, as another program would."""
        there = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
        was = sqlite3.connect(self._filled)
        was.backup(there)
        there.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        was.close()
        there.close()


class OnPostgreSQL:
    """Databases of a server."""

    name = "PostgreSQL"

    def __init__(self, running: Server, *, large: bool = False) -> None:
        self._server = running
        self._large = large
        self._filled = ""

    def fill(self, scene: Scene, made: list[Clone]) -> dict[str, int]:
        """Fill the database that copies are made of. Each copy has all rows a second time, in a
        schema of their own, from which they come back."""
        self._filled = self._server.create()
        database = Database(self._server.url(self._filled))
        migrate(database)
        rows = fill(database, scene, made)
        database.close()
        if self._large:
            return rows
        kept = [f"CREATE TABLE filled.{name} AS TABLE public.{name}" for name in _tables()]
        self._server.run("CREATE SCHEMA filled", *kept, database=self._filled)
        return rows

    def copy(self) -> str:
        """The address of a new copy; of a large one, its own."""
        name = self._filled if self._large else self._server.create(self._filled)
        return self._server.url(name)

    @property
    def socket(self) -> str:
        """The server's Unix socket."""
        return f"{self._server.folder}/.s.PGSQL.5432"

    def through(self, url: str, port: int) -> str:
        """The address of a copy, reached through a port of this machine."""
        return f"{url.partition('@/')[0]}@127.0.0.1:{port}/{_name(url)}"

    def reset(self, url: str) -> None:
        """Make a copy what it was."""
        name = _name(url)
        back = [
            f"INSERT INTO {one} OVERRIDING SYSTEM VALUE TABLE filled.{one}" for one in _tables()
        ]
        self._server.run(
            # The rows are as they were: their foreign keys need not be looked at again.
            "SET session_replication_role = replica",
            f"TRUNCATE {', '.join(_tables())}",
            *back,
            "ANALYZE",
            "CHECKPOINT",
            database=name,
        )


def _name(url: str) -> str:
    return url.partition("@/")[2].partition("?")[0]


def _tables() -> list[str]:
    return [table.name for table in SQLModel.metadata.sorted_tables]


@contextmanager
def postgresql() -> Iterator[Server]:
    """A server that flushes what is committed."""
    with server(durable=True, settings=SETTINGS) as running:
        yield running
