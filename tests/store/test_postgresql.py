"""What differs between the databases without anybody's seeing it: what is locked, and types."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateTable
from sqlmodel import SQLModel

from store import intake, load

POSTGRESQL = postgresql.dialect()  # type: ignore[no-untyped-call]


def in_postgresql(statement: sa.sql.ClauseElement) -> str:
    return str(statement.compile(dialect=POSTGRESQL))


@pytest.mark.parametrize("table", SQLModel.metadata.sorted_tables, ids=lambda table: table.name)
def test_times_have_no_zone_and_enums_are_text_with_a_check(table: sa.Table) -> None:
    made = in_postgresql(CreateTable(table))
    assert "WITH TIME ZONE" not in made
    assert " ENUM" not in made.upper()


@pytest.mark.parametrize("locked", [load._CASE_LOCKED, intake._FIND.with_for_update()])
def test_what_is_loaded_to_be_written_is_locked_where_there_are_locks(
    locked: sa.Select[tuple[object, ...]],
) -> None:
    assert in_postgresql(locked).endswith("FOR UPDATE")
    assert "FOR UPDATE" not in str(locked.compile(dialect=sqlite.dialect()))


def test_a_case_that_is_looked_at_is_not_locked() -> None:
    assert "FOR UPDATE" not in in_postgresql(load._CASE)
