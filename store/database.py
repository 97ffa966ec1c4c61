"""The database: one engine, one way in for reading and one for writing.

SQLite: WAL, `synchronous=FULL`, foreign keys on, one writer at a time in this process, and every
write begins with BEGIN IMMEDIATE: a plain BEGIN that reads before it writes loses updates.
PostgreSQL: the case's row is locked first, by whoever loads it to write.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine, make_url

BUSY_MS = 5_000
"""How long SQLite waits for another process's lock before it gives up."""


class UnavailableError(Exception):
    """The database cannot be read or written now: locked, read-only, full, or not to be reached.

    Nothing was written. `str` says what is wrong and what to do, for whoever runs the program.
    """


class Database:
    """An engine and its two doors. Made once; safe to use from several threads."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.engine = _engine(url)
        self._writer = threading.Lock() if self.is_sqlite else None

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that only reads, within one transaction. Raises UnavailableError."""
        with self._told(), self.engine.connect() as connection:
            yield connection.execution_options(foi_reading=True)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: committed when the block ends, rolled back when it raises.

        Raises UnavailableError where the database refuses; then nothing of the block was kept.
        """
        if self._writer is None:
            with self._told(), self.engine.begin() as connection:
                yield connection
            return
        with self._writer, self._told(), self.engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sa.exc.OperationalError, sa.exc.InternalError) as refused:
            raise UnavailableError(_advice(str(refused.orig))) from refused


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return sa.create_engine(parsed, pool_pre_ping=True)
    engine = sa.create_engine(
        parsed, connect_args={"check_same_thread": False, "timeout": BUSY_MS / 1000}
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: Any) -> None:
    # The driver's own BEGIN comes too late and is too weak: transactions are begun by `_begin`.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_MS}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    reading = connection.get_execution_options().get("foi_reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _advice(error: str) -> str:
    told = error.lower()
    if "locked" in told or "busy" in told:
        return "The database is locked by another program. Stop that program, or try again."
    if "readonly" in told or "read-only" in told:
        return "The database file is read-only. Make the file and its folder writable."
    if "full" in told:
        return "The disk is full. Free some space, then try again."
    if "unable to open" in told:
        return "The database file cannot be opened. Check that its folder exists and is writable."
    return f"The database refused: {error.splitlines()[0]}"
