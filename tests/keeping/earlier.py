"""Databases as earlier versions of the program wrote them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import command

from store.database import Database
from store.migrate import MIGRATIONS, config, newest

REVISIONS = sorted(
    revision
    for file in (MIGRATIONS / "versions").glob("[0-9]*.py")
    if (revision := file.name.split("_")[0]) != newest()
)
"""Every revision before today's."""


def written_by(revision: str, today: Database, url: str) -> Database:
    """A new database at this address with the tables of an earlier version, and in them what an
    earlier program would have kept of what today's holds."""
    earlier = Database(url)
    command.upgrade(config(earlier), revision)
    then, now = sa.MetaData(), sa.MetaData()
    with earlier.reading() as connection:
        then.reflect(connection)
    with today.reading() as source, earlier.writing() as target:
        now.reflect(source)
        for table in then.sorted_tables:
            if table.name == "alembic_version":
                continue
            rows = source.execute(sa.select(now.tables[table.name])).all()
            kept = [
                {name: value for name, value in row._mapping.items() if name in table.columns}
                for row in rows
            ]
            if kept:
                target.execute(sa.insert(table), kept)
        _go_on_counting(target, then)
    return earlier


def _go_on_counting(connection: sa.Connection, tables: sa.MetaData) -> None:
    """PostgreSQL's sequences do not see numbers that were given."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables.sorted_tables:
        if "id" in table.columns and isinstance(table.columns["id"].type, sa.Integer):
            connection.exec_driver_sql(
                f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), "
                f"coalesce((SELECT max(id) FROM {table.name}), 1))"
            )
