"""Filling quickly: statements run on a database from which indexes and constraints are taken for a
while, and on which nothing is flushed until the end."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg

from store.database import Database

Run = Callable[[str], object]


@contextmanager
def on_sqlite(database: Database) -> Iterator[Run]:
    """Runs statements on a file. What keeps keys apart stays; it cannot be taken off there."""
    connection = sqlite3.connect(str(database.url.database), isolation_level=None)
    try:
        for pragma in ("synchronous=OFF", "foreign_keys=OFF", "cache_size=-500000"):
            connection.execute(f"PRAGMA {pragma}")
        indexes = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        ).fetchall()
        connection.execute("PRAGMA journal_mode=OFF")
        for name, _ in indexes:
            connection.execute(f"DROP INDEX {name}")
        connection.execute("BEGIN")
        yield connection.execute
        for _, made in indexes:
            connection.execute(made)
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode=WAL")
    finally:
        connection.close()


@contextmanager
def on_postgresql(database: Database) -> Iterator[Run]:
    """Runs statements in one transaction: a table that is emptied in it is not written twice."""
    told = database.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(told) as connection:

        def run(statement: str) -> object:
            return connection.execute(statement.encode())

        run("SET LOCAL maintenance_work_mem = '1GB'")
        constraints = connection.execute(_CONSTRAINTS).fetchall()
        indexes = connection.execute(_INDEXES).fetchall()
        for table, name, _ in reversed(constraints):
            run(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        for name, _ in indexes:
            run(f"DROP INDEX {name}")
        # The few templates are looked up for each case, so that rows lie case by case.
        run("SET LOCAL enable_hashjoin = off")
        run("SET LOCAL enable_mergejoin = off")
        yield run
        for table, name, made in constraints:
            # The rows were copied from rows that kept it; new ones are looked at.
            unproven = " NOT VALID" if made.startswith("FOREIGN KEY") else ""
            run(f"ALTER TABLE {table} ADD CONSTRAINT {name} {made}{unproven}")
        for _, made in indexes:
            run(made)
        # As the server does by itself. SQLite is asked for it by nobody, so it has none.
        run("ANALYZE")


_CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'u', 'f')
    ORDER BY contype = 'f', contype = 'u'"""
_INDEXES = """
    SELECT c.relname, pg_get_indexdef(c.oid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE c.relnamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = c.oid)"""
