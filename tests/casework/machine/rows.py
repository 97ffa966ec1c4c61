"""Every row of a database as the driver gives it, so that what a step wrote can be told exactly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from store import tables
from store.database import Database

Rows = Mapping[str, Mapping[tuple[Any, ...], Mapping[str, Any]]]
"""By table and primary key, each row's columns."""

_TABLES = tuple(SQLModel.metadata.sorted_tables)
# As the driver brings them: types would be worked out for thousands of rows that nobody looks at.
_SELECTS = {table.name: str(sa.select(table).compile()) for table in _TABLES}
_COLUMNS = {table.name: [column.name for column in table.columns] for table in _TABLES}
_KEYS = {
    table.name: [list(table.columns).index(column) for column in table.primary_key]
    for table in _TABLES
}

assert tables.CaseRow.__tablename__ in _SELECTS, "the tables are declared by importing them"


def rows_of(database: Database) -> Rows:
    """Every row that there is."""
    found = {}
    with database.reading() as connection:
        cursor = connection.connection.cursor()
        for name, select in _SELECTS.items():
            cursor.execute(select)
            found[name] = {
                tuple(row[key] for key in _KEYS[name]): dict(zip(_COLUMNS[name], row, strict=True))
                for row in cursor.fetchall()
            }
        cursor.close()
    return found


def changes(before: Rows, after: Rows) -> dict[str, set[tuple[Any, ...]]]:
    """The rows that are new, gone or other, by table; tables with none are left out."""
    found = {}
    for name, then in after.items():
        was = before[name]
        other = {key for key in was.keys() | then.keys() if was.get(key) != then.get(key)}
        if other:
            found[name] = other
    return found
