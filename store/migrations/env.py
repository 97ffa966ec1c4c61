"""Alembic's entry: runs the migrations over the program's own connection."""

from __future__ import annotations

from alembic import context
from sqlmodel import SQLModel

import store.tables
from store.database import Database
from store.migrate import orphans

assert store.tables


def run() -> None:
    """Every migration in one transaction; on SQLite with foreign keys off, and checked after."""
    database: Database = context.config.attributes["database"]
    with database.engine.connect() as connection:
        if database.is_sqlite:
            # This pragma does nothing within a transaction, so it goes before.
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.execute("PRAGMA foreign_keys=OFF")
        context.configure(
            connection=connection,
            target_metadata=SQLModel.metadata,
            render_as_batch=database.is_sqlite,
            compare_type=True,
            transactional_ddl=True,
        )
        with connection.begin():
            context.run_migrations()
            if database.is_sqlite and orphans(connection):
                raise RuntimeError("a migration left rows without their parents")
        if database.is_sqlite:
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.execute("PRAGMA foreign_keys=ON")


run()
