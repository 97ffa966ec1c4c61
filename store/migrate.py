"""The database's schema: created and brought up to date by the program itself, with Alembic, which
is imported where there is something to do alone: it takes a third of a second and ten megabytes.

Migrations run with SQLite's foreign keys off and check them after: Alembic recreates a table to
change it, and with foreign keys on that deletes every child of its rows.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from store.database import Database

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"


class TooNewError(Exception):
    """The database was written by a newer program. `str` says what to do."""


class OrphansError(Exception):
    """A migration would have left rows without their parents; nothing was changed."""


def config(database: Database) -> Config:
    """Alembic's configuration, without an ini file."""
    from alembic.config import Config

    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS))
    made.attributes["database"] = database
    return made


def migrate(database: Database) -> None:
    """Create the schema, or bring it up to date.

    Raises TooNewError, or UnavailableError where the database cannot be written.
    """
    with database.reading() as connection:
        current = _revision(connection)
    if current == newest():
        return
    from alembic import command
    from alembic.script import ScriptDirectory

    made = config(database)
    known = {revision.revision for revision in ScriptDirectory.from_config(made).walk_revisions()}
    if current is not None and current not in known:
        raise TooNewError(
            "This database was written by a newer foi-bot. Install that version, or restore the "
            "backup made before it."
        )
    command.upgrade(made, "head")


def newest() -> str:
    """The newest revision: migrations' files begin with their numbers."""
    return max(file.name for file in (MIGRATIONS / "versions").glob("[0-9]*.py")).split("_")[0]


def _revision(connection: sa.Connection) -> str | None:
    """How far the database has come; None where it is empty."""
    if not sa.inspect(connection).has_table(_version.name):
        return None
    found = connection.execute(sa.select(_version.c.version_num)).scalar_one_or_none()
    return None if found is None else str(found)


_version = sa.table("alembic_version", sa.column("version_num", sa.String()))
"""Where Alembic keeps the revision."""


def orphans(connection: sa.Connection) -> list[tuple[object, ...]]:
    """Rows on SQLite whose parent is gone; nothing where all is well."""
    return [tuple(row) for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]
