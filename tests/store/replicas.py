"""Several replicas at work on one database, and one of them stopped where it matters.

Nothing here waits for a while: a replica is stopped after a statement, and goes on once the server
says that another waits for what it holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, Event
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy import event

from store.database import Database

T = TypeVar("T")
PATIENCE = 60.0
"""Seconds after which a replica that nobody lets go on fails the test."""


def at_once(works: Sequence[Callable[[], T]]) -> list[T]:
    """What came of works that began at the same moment, in threads of their own."""
    together = Barrier(len(works))

    def begin(work: Callable[[], T]) -> T:
        together.wait(PATIENCE)
        return work()

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(begin, works))


class Stopped:
    """A replica that stops after its first statement with certain words."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.there, self._go = Event(), Event()

    def note(self, _connection: sa.Connection, _cursor: object, said: str, *_more: object) -> None:
        """SQLAlchemy's hook after a statement."""
        if said.startswith(self.words) and not self.there.is_set():
            self.there.set()
            assert self._go.wait(PATIENCE), "nobody let the replica go on"

    def go_on(self) -> None:
        """Let it go on."""
        self._go.set()


@contextmanager
def stopping(database: Database, words: str) -> Iterator[Stopped]:
    """A replica stops after the first statement that begins with these words."""
    stopped = Stopped(words)
    event.listen(database.engine, "after_cursor_execute", stopped.note)
    try:
        yield stopped
    finally:
        stopped.go_on()
        event.remove(database.engine, "after_cursor_execute", stopped.note)


def one_before_the_other(
    first: Callable[[], T], replica: Database, words: str, second: Callable[[], T]
) -> tuple[T, T]:
    """What comes of both, where `first`, at work on `replica`, stops after the statement that
    begins with these words until `second`, on another, waits for it."""
    with ThreadPoolExecutor(2) as threads, stopping(replica, words) as stopped:
        began = threads.submit(first)
        assert stopped.there.wait(PATIENCE), f"{words!r} was never said"
        other = threads.submit(second)
        _until_it_waits(replica, other)
        stopped.go_on()
        return began.result(PATIENCE), other.result(PATIENCE)


def _until_it_waits(replica: Database, other: Future[T]) -> None:
    waits = sa.text(
        "SELECT count(*), pg_sleep(0.005) FROM pg_locks JOIN pg_stat_activity USING (pid) "
        "WHERE NOT granted AND datname = current_database()"
    )
    while not other.done():
        with replica.reading() as connection:
            if connection.execute(waits).one()[0]:
                return
