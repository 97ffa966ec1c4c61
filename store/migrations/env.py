"""Alembic's entry: runs the migrations over the program's own connection."""

from __future__ import annotations

from alembic import context
from sqlmodel import SQLModel

import store.tables
from store.database import Database
from store.migrate import OrphansError, orphans

assert store.tables


def run() -> None:
    """Every migration in one transaction, and on SQLite no row left without its parent."""
    database: Database = context.config.attributes["database"]
    with database.altering() as connection:
        context.configure(
            connection=connection,
            target_metadata=SQLModel.metadata,
            render_as_batch=database.is_sqlite,
            compare_type=True,
            transactional_ddl=True,
        )
        context.run_migrations()
        if database.is_sqlite and orphans(connection):
            raise OrphansError("a migration left rows without their parents, and was undone")


run()
