"""Counting what is asked of the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy import event

from store.database import Database


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """Every statement within the block, in order. What begins and ends a transaction is not among
    them: to a server the driver says it by itself."""
    statements: list[str] = []

    def note(_connection: sa.Connection, _cursor: object, statement: str, *_more: object) -> None:
        if not statement.startswith("BEGIN"):
            statements.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(database.engine, "before_cursor_execute", note)
