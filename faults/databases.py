"""The databases that plays are played on: SQLite files, and a PostgreSQL server of our own."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Protocol

from faults.points import Moment
from store.database import Database
from store.migrate import migrate
from tests.memory import memory
from tests.postgresql import Server, server


class Databases(Protocol):
    """Makes databases with every table and no row, one a play, and takes them away in mid-play."""

    def fresh(self) -> str:
        """The address of a new one."""

    def forget(self, url: str) -> None:
        """It is not needed any more; nobody is connected."""

    def take_away(self, moment: Moment, backend: int) -> None:
        """End a connection, or the server and begin it again."""


class SqliteFiles:
    """Copies of one file. A killed program leaves what it wrote to the system, so that what a power
    cut would take is not under test here, and the files may lie in memory."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)
        self._template = folder / "template.sqlite3"
        made = Database(f"sqlite:///{self._template}")
        migrate(made)
        made.close()

    def fresh(self) -> str:
        """A new file."""
        file = self._folder / f"play{next(self._numbers)}.sqlite3"
        return f"sqlite:///{shutil.copy(self._template, file)}"

    def forget(self, url: str) -> None:
        """Remove the file and what lies beside it."""
        name = Path(url.removeprefix("sqlite:///")).name
        for file in self._folder.glob(f"{name}*"):
            file.unlink()

    def take_away(self, moment: Moment, backend: int) -> None:
        """There is no server to be taken away."""
        raise AssertionError(f"{moment} of {backend}: SQLite has no server")


class PostgresqlDatabases:
    """Databases of a server that keeps what it has committed (`durable`), though not through a
    power cut: like the files it may lie in memory."""

    def __init__(self, running: Server) -> None:
        self._server = running
        self._template = running.create()
        made = Database(running.url(self._template))
        migrate(made)
        made.close()

    def fresh(self) -> str:
        """A new database."""
        return self._server.url(self._server.create(self._template))

    def forget(self, url: str) -> None:
        """Drop it."""
        self._server.drop(url.partition("?")[0].rpartition("/")[2])

    def take_away(self, moment: Moment, backend: int) -> None:
        """End the connection with this process id, or the server at once."""
        if moment is Moment.BACKEND:
            self._server.run(f"SELECT pg_terminate_backend({backend}, 5000)")
        else:
            self._server.stop("immediate")
            self._server.start()


@contextmanager
def databases(kind: str) -> Iterator[Databases]:
    """The databases of this kind: "sqlite" or "postgresql"."""
    if kind == "postgresql":
        with server(durable=True, within=memory()) as running:
            yield PostgresqlDatabases(running)
        return
    with tempfile.TemporaryDirectory(dir=memory()) as folder:
        yield SqliteFiles(Path(folder))
