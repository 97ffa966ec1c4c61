"""The same code is to serve PostgreSQL: here is what can be told of that without a server."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateTable
from sqlmodel import SQLModel

from store import (
    audit,
    deliveries,
    errands,
    files,
    intake,
    lanes,
    leases,
    load,
    outbox,
    paces,
    parking,
    write,
)

POSTGRESQL = postgresql.dialect()  # type: ignore[no-untyped-call]
MODULES = (
    audit,
    deliveries,
    errands,
    files,
    intake,
    lanes,
    leases,
    load,
    outbox,
    paces,
    parking,
    write,
)


def statements(module: ModuleType) -> Iterator[tuple[str, sa.sql.ClauseElement]]:
    """Every statement that a module of the store has made once."""
    for name, value in vars(module).items():
        if isinstance(value, sa.sql.Select | sa.sql.dml.UpdateBase):
            yield f"{module.__name__}.{name}", value


EVERY = dict(one for module in MODULES for one in statements(module))


def in_postgresql(statement: sa.sql.ClauseElement) -> str:
    return str(statement.compile(dialect=POSTGRESQL))


@pytest.mark.parametrize("name", EVERY)
def test_every_statement_can_be_said_to_postgresql(name: str) -> None:
    assert in_postgresql(EVERY[name])


def test_the_statements_are_found() -> None:
    assert len(EVERY) > 20


@pytest.mark.parametrize("table", SQLModel.metadata.sorted_tables, ids=lambda table: table.name)
def test_every_table_can_be_made_in_postgresql(table: sa.Table) -> None:
    made = in_postgresql(CreateTable(table))
    assert "TIMESTAMP WITHOUT TIME ZONE" in made or "DATETIME" not in made
    assert " ENUM" not in made.upper(), "an enum's words are text with a CHECK"


def test_a_case_is_locked_where_it_is_loaded_to_be_written_and_nowhere_else() -> None:
    assert in_postgresql(load._CASE_LOCKED).endswith("FOR UPDATE")
    assert "FOR UPDATE" not in in_postgresql(load._CASE)
    assert "FOR UPDATE" not in str(load._CASE_LOCKED.compile(dialect=sqlite.dialect()))
