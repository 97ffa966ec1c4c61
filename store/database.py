"""The database: one engine, one way in for reading and one for writing.

SQLite: WAL, `synchronous=FULL`, foreign keys on, one writer at a time in this process, and every
write begins with BEGIN IMMEDIATE: a plain BEGIN that reads before it writes loses updates.
PostgreSQL: the case's row is locked first, by whoever loads it to write.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine, make_url

BUSY = timedelta(seconds=2)
"""How long SQLite waits for another process's lock before it gives up. Slack waits three seconds
for an acknowledgement; whoever pressed a button must be told within them that it came to nothing.
"""


class UnavailableError(Exception):
    """The database cannot be read or written now: locked, read-only, full, damaged, out of reach.

    Nothing was written. `str` says what is wrong and what to do, for whoever runs the program.
    """


class Database:
    """An engine and its two doors. Made once; safe to use from several threads."""

    def __init__(self, url: str, busy: timedelta = BUSY) -> None:
        self.url = make_url(url)
        self.engine = _engine(url, busy)
        self._writer = threading.Lock() if self.is_sqlite else None

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that only reads, within one transaction. Raises UnavailableError."""
        with self._told(), self.engine.connect() as connection:
            yield connection.execution_options(**{_READING: True})

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

    @contextmanager
    def altering(self) -> Iterator[Connection]:
        """A transaction that changes the schema; on SQLite without foreign keys.

        Alembic recreates a table to change it, and with foreign keys on SQLite would delete every
        child of its rows. Raises UnavailableError.
        """
        with self._told(), self.engine.connect() as connection:
            self._enforce_keys(connection, on=False)
            try:
                with connection.begin():
                    yield connection
            finally:
                # The connection goes back to the pool, whether or not the change went well.
                self._enforce_keys(connection, on=True)

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()

    def _enforce_keys(self, connection: Connection, *, on: bool) -> None:
        if self.is_sqlite:
            # This pragma does nothing within a transaction, so it goes around SQLAlchemy's.
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.execute(f"PRAGMA foreign_keys={'ON' if on else 'OFF'}")

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sa.exc.TimeoutError as busy:
            raise UnavailableError(_advice(str(busy))) from busy
        except sa.exc.DatabaseError as refused:
            if type(refused) not in _REFUSALS:
                raise
            raise UnavailableError(_advice(str(refused.orig))) from refused


_READING = "foi_reading"


def is_reading(connection: Connection) -> bool:
    """Whether this connection came from `reading`: then there is nothing to lock."""
    return bool(connection.get_execution_options().get(_READING))


_REFUSALS = (sa.exc.OperationalError, sa.exc.InternalError, sa.exc.DatabaseError)
"""What a database answers when it cannot do its work. Their siblings (IntegrityError and the like)
say that what was asked is wrong."""


def _engine(url: str, busy: timedelta) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return sa.create_engine(parsed, pool_pre_ping=True)
    # The driver sets SQLite's busy_timeout from its own `timeout`.
    engine = sa.create_engine(
        parsed, connect_args={"check_same_thread": False, "timeout": busy.total_seconds()}
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: Any) -> None:
    # The driver's own BEGIN comes too late and is too weak: transactions are begun by `_begin`.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN" if is_reading(connection) else "BEGIN IMMEDIATE")


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
    if "not a database" in told or "malformed" in told:
        return "The database file is damaged, or is no database. Restore the last backup."
    return f"The database refused: {error.splitlines()[0]}"
