"""How a database finds the rows that it is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable

from sqlalchemy import event
from sqlalchemy.engine import Connection

from store.database import Database

FULL = re.compile(r"(?:SCAN|Seq Scan on) (?:outgoing|lane|pace|parked|foi_case)\b(?! USING)")
"""A table that is read from its beginning to its end."""


def plans(database: Database, work: Callable[[], object]) -> str:
    """How the database finds the rows of every statement of the work. A server's small tables are
    quicker to read whole, so that has to be forbidden before its indexes are seen."""
    seen: list[tuple[str, object]] = []

    def note(_: object, __: object, statement: str, parameters: object, *more: object) -> None:
        many = bool(more[-1])
        seen.append((statement, parameters[0] if many else parameters))  # type: ignore[index]

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        work()
    finally:
        event.remove(database.engine, "before_cursor_execute", note)
    asked = [one for one in seen if one[0].startswith(("SELECT", "UPDATE", "DELETE"))]
    assert asked
    explain = "EXPLAIN QUERY PLAN" if database.is_sqlite else "EXPLAIN"
    with database.writing() as connection:
        if not database.is_sqlite:
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        return "\n".join(
            str(row[-1])
            for statement, parameters in asked
            for row in connection.exec_driver_sql(f"{explain} {statement}", parameters)  # type: ignore[arg-type]
        )


def read(database: Database, work: Callable[[Connection], object]) -> None:
    """Do this within a transaction that reads."""
    with database.reading() as connection:
        work(connection)
