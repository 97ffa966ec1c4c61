"""The database: one engine, one way in for reading and one for writing.

SQLite: WAL, `synchronous=FULL`, foreign keys on, one writer at a time in this process, and every
write begins with BEGIN IMMEDIATE: a plain BEGIN that reads before it writes loses updates.
PostgreSQL: READ COMMITTED, and the case's row is locked first, by whoever loads it to write; what
is only read is read as it was at one moment (REPEATABLE READ).
"""

from __future__ import annotations

import select
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import URL, Connection, Engine, make_url

from store.trouble import advice, has_collided, is_refusal

T = TypeVar("T")

BUSY = timedelta(seconds=2)
"""How long somebody else's lock is waited for, and the server, before it is given up. Slack waits
three seconds for an acknowledgement; whoever pressed a button must be told within them that it came
to nothing."""

ATTEMPTS = 4
"""How often a transaction is begun that others come between. Each attempt waits for their locks, so
that one more is rarely needed, and then finds what they did."""

CONNECTIONS, MORE_CONNECTIONS = 10, 10
"""How many connections one replica keeps, and how many more it opens when all are in use. Each is
held for milliseconds; and of the hundred that PostgreSQL gives out, four replicas leave some."""

ALTERING = timedelta(minutes=1)
"""How long an alteration waits for another program that alters the same database file."""

_ALTERS = 0x666F69
"""The number under which PostgreSQL keeps apart those that alter the schema: "foi"."""


class UnavailableError(Exception):
    """The database cannot be read or written now: locked, read-only, full, damaged, out of reach.

    Nothing was written. `str` says what is wrong and what to do, for whoever runs the program.
    """


def address(url: str) -> URL:
    """A database's address as SQLAlchemy takes it. PostgreSQL's may begin with `postgresql://` or
    `postgres://`, as its own programs and those who rent it out write it.

    Raises sqlalchemy.exc.ArgumentError for what is no address.
    """
    told = make_url(url)
    if told.get_backend_name() in ("postgresql", "postgres"):
        return told.set(drivername="postgresql+psycopg")
    return told


class Database:
    """An engine and its two doors. Made once; safe to use from several threads. `failed` is told
    whenever the database did not do its work, by the driver's name for it.

    Nothing listens to the engine's own events: SQLAlchemy would then look, before and after each
    statement, for whoever wants to know of it, which takes half as long again as the statement.
    """

    def __init__(
        self, url: str, busy: timedelta = BUSY, failed: Callable[[str], None] = lambda _: None
    ) -> None:
        self.url = address(url)
        self._busy = busy
        self._failed = failed
        self.engine = _on_sqlite(self.url, busy) if self.is_sqlite else _on_server(self.url, busy)
        self._writer = threading.Lock() if self.is_sqlite else nullcontext()

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that only reads, within one transaction. Raises UnavailableError."""
        with self._told(), self.engine.connect() as connection:
            connection.execution_options(**(_READS if self.is_sqlite else _READS_AT_ONCE))
            self._begin(connection, "BEGIN")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: committed when the block ends, rolled back when it raises.

        Raises UnavailableError where the database refuses; then nothing of the block was kept.
        """
        with self._writer, self._told(), self.engine.begin() as connection:
            self._begin(connection, "BEGIN IMMEDIATE")
            yield connection

    def transact(self, work: Callable[[Connection], T]) -> T:
        """Do the work in one transaction, and give what it gives. Where another replica comes
        between (it wrote the same row first, or each waits for the other) the work is done anew
        from its beginning, so it may do nothing but read and write.

        Raises UnavailableError; then nothing was kept.
        """
        for _ in range(ATTEMPTS - 1):
            try:
                with self.writing() as connection:
                    return work(connection)
            except (UnavailableError, sa.exc.IntegrityError) as error:
                if not has_collided(error):
                    raise
        with self.writing() as connection:
            return work(connection)

    @contextmanager
    def altering(self) -> Iterator[Connection]:
        """A transaction that changes the schema, one at a time however many replicas start at once;
        on SQLite without foreign keys.

        Alembic recreates a table to change it, and with foreign keys on SQLite would delete every
        child of its rows. Raises UnavailableError.
        """
        with self._told(), self.engine.connect() as connection:
            self._let_alter(connection, on=True)
            try:
                with connection.begin():
                    self._begin(connection, "BEGIN IMMEDIATE")
                    if not self.is_sqlite:
                        _wait_for_the_others(connection)
                    yield connection
            finally:
                # The connection goes back to the pool, whether or not the change went well.
                self._let_alter(connection, on=False)

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()

    def _begin(self, connection: Connection, how: str) -> None:
        if self.is_sqlite:
            connection.exec_driver_sql(how)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sa.exc.TimeoutError, sa.exc.DBAPIError) as error:
            if isinstance(error, _FAILURES):
                self._failed(type(error.orig).__name__)
            if not is_refusal(error):
                raise
            raise UnavailableError(advice(error)) from error

    def _let_alter(self, connection: Connection, *, on: bool) -> None:
        if self.is_sqlite:
            # The first does nothing within a transaction, so they go around SQLAlchemy's.
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.execute(f"PRAGMA foreign_keys={'OFF' if on else 'ON'}").close()
            patience = (ALTERING if on else self._busy) // timedelta(milliseconds=1)
            driver.execute(f"PRAGMA busy_timeout={patience}").close()


_READING = "foi_reading"
_READS = {_READING: True}
_READS_AT_ONCE = {_READING: True, "isolation_level": "REPEATABLE READ"}


def is_reading(connection: Connection) -> bool:
    """Whether this connection came from `reading`: then there is nothing to lock."""
    return bool(connection.get_execution_options().get(_READING))


def take_time(connection: Connection) -> None:
    """Let what follows in this transaction take as long as it needs: it reads whole tables, and
    nobody at Slack waits for it."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")


_FAILURES = (sa.exc.OperationalError, sa.exc.InternalError, sa.exc.InterfaceError)


def _pool(busy: timedelta) -> dict[str, Any]:
    return {
        "pool_size": CONNECTIONS,
        "max_overflow": MORE_CONNECTIONS,
        "pool_timeout": busy.total_seconds(),
    }


def _on_sqlite(url: URL, busy: timedelta) -> Engine:
    # The driver sets SQLite's busy_timeout from its own `timeout`.
    arguments = {"check_same_thread": False, "timeout": busy.total_seconds()}
    in_file = url.database not in (None, "", ":memory:")
    engine = sa.create_engine(
        url, connect_args=arguments, hide_parameters=True, **(_pool(busy) if in_file else {})
    )
    event.listen(engine, "connect", _prepare)
    return engine


def _prepare(connection: Any, _record: Any) -> None:
    # The driver's own BEGIN comes too late and is too weak: transactions are begun by the doors.
    connection.isolation_level = None
    cursor = connection.cursor()
    _use_wal(cursor)
    for pragma in ("synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _use_wal(cursor: sqlite3.Cursor) -> None:
    # Of several programs that open a new file at once, each is in another's way here, and SQLite
    # does not wait as it does for a lock: so a lock is waited for, and then it is tried again.
    for _ in range(ATTEMPTS - 1):
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as refused:
            if refused.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            cursor.execute("BEGIN IMMEDIATE")
            cursor.execute("COMMIT")
    cursor.execute("PRAGMA journal_mode=WAL")


def _on_server(url: URL, busy: timedelta) -> Engine:
    told = {**_KEPT_ALIVE, **dict(url.query)}
    told["options"] = f"{_limits(busy)} {told.get('options', '')}".strip()
    engine = sa.create_engine(
        url.set(query={}),
        connect_args=told,
        isolation_level="READ COMMITTED",
        # An error's text says what was asked, not what people had typed.
        hide_parameters=True,
        # A server that was restarted has let go of every connection that the pool still has.
        pool_pre_ping=True,
        **_pool(busy),
    )
    engine.dialect.do_ping = _pinged_if_told(engine.dialect.do_ping)  # type: ignore[assignment, method-assign]
    return engine


def _pinged_if_told(ping: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """A server that lets go of a connection says so on it: one on which nothing was said need not
    be asked, which would take a way there and back before every transaction."""

    def pinged(connection: Any) -> bool:
        told = select.poll()
        told.register(connection.fileno(), select.POLLIN)
        return ping(connection) if told.poll(0) else True

    return pinged


_KEPT_ALIVE = {
    "fallback_application_name": "foi-bot",
    "connect_timeout": "2",
    # A server that is gone without a word, its network with it, is missed within seconds.
    "keepalives_idle": "5",
    "keepalives_interval": "2",
    "keepalives_count": "3",
    "tcp_user_timeout": "5000",
}
"""What a connection is told unless its address says otherwise (libpq's connection parameters)."""


def _limits(busy: timedelta) -> str:
    """How long the server lets a transaction of ours take. A replica that stands still in the
    middle of one holds its case's lock: the server takes it away."""
    waits = max(busy // timedelta(milliseconds=1), 1)
    limits = {
        "lock_timeout": waits,
        "statement_timeout": waits + 500,
        "idle_in_transaction_session_timeout": 15_000,
    }
    return " ".join(f"-c {name}={value}" for name, value in limits.items())


def _wait_for_the_others(connection: Connection) -> None:
    """Wait while another replica alters the schema. Afterwards the tables are waited for only so
    long as replicas at work hold them."""
    for name in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
        connection.exec_driver_sql(f"SET LOCAL {name} = 0")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ALTERS})")
    connection.exec_driver_sql("SET LOCAL lock_timeout = '30s'")
