"""Short histories of a database: every commit's log and what could be read after it."""

from __future__ import annotations

import shutil
import sqlite3
from bisect import bisect_right
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from store.database import Database
from store.migrate import migrate

Contents = tuple[tuple[str, tuple[object, ...]], ...]
"""The rows of every table, by its name."""

HEADER = 32
"""Bytes of a log's own header (SQLite, "The WAL File Format")."""


def read(file: Path) -> Contents:
    """Everything that a database says, every page and every reference of it looked at."""
    with closing(sqlite3.connect(file)) as database:
        # Closing brings the log into the file: whether the disk has that is not asked here.
        database.execute("PRAGMA synchronous=OFF")
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        tables = database.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
        ).fetchall()
        return tuple(
            (name, tuple(database.execute(f'SELECT * FROM "{name}" ORDER BY rowid')))
            for (name,) in tables
        )


@dataclass(frozen=True)
class History:
    """The database as it began, the log that was written since, and for every commit how long the
    log was then and what could be read. The first of these is the beginning: no commit."""

    start: bytes
    log: bytes
    lengths: tuple[int, ...]
    states: tuple[Contents, ...]
    frame: int

    def after(self, length: int) -> Contents:
        """What stands in this much of the log: the first so many commits."""
        return self.states[bisect_right(self.lengths, length) - 1]

    def opened(self, folder: Path, log: bytes) -> Contents:
        """What is read where the log came out like this."""
        for left in folder.glob("foi.db*"):
            left.unlink()
        (folder / "foi.db").write_bytes(self.start)
        (folder / "foi.db-wal").write_bytes(log)
        return read(folder / "foi.db")


def played(
    folder: Path,
    play: Callable[[Database], None],
    make: Callable[[Database], None] = migrate,
    page: int = 4096,
) -> History:
    """A history of what `play` does to a new database, made by `make`, with pages of so many
    bytes."""
    file, log = folder / "foi.db", folder / "foi.db-wal"
    with closing(sqlite3.connect(file)) as new:
        new.execute(f"PRAGMA page_size={page}")
        new.execute("VACUUM")
    first = Database(f"sqlite:///{file}")
    make(first)
    first.close()
    start = file.read_bytes()
    lengths, states = [0], [read(Path(shutil.copy(file, folder / "start.db")))]

    def keep(_connection: object = None) -> None:
        """Keep what the files hold; as a commit begins, that is everything up to the one before."""
        length = log.stat().st_size if log.exists() else 0
        if length == lengths[-1]:
            return
        copy = Path(shutil.copy(file, folder / "copy.db"))
        shutil.copy(log, folder / "copy.db-wal")
        lengths.append(length)
        states.append(read(copy))

    database = Database(f"sqlite:///{file}")
    sa.event.listen(database.engine, "connect", _keep_the_log)
    sa.event.listen(database.engine, "begin", keep)
    play(database)
    keep()
    written = log.read_bytes()
    database.close()
    return History(start, written, tuple(lengths), tuple(states), page + 24)


def _keep_the_log(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA wal_autocheckpoint=0")
