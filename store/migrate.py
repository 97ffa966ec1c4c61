"""The database's schema: created and brought up to date by the program itself, with Alembic.

Migrations run with SQLite's foreign keys off and check them after: Alembic recreates a table to
change it, and with foreign keys on that deletes every child of its rows.
"""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from store.database import Database

MIGRATIONS = Path(__file__).parent / "migrations"


class TooNewError(Exception):
    """The database was written by a newer program. `str` says what to do."""


class OrphansError(Exception):
    """A migration would have left rows without their parents; nothing was changed."""


def config(database: Database) -> Config:
    """Alembic's configuration, without an ini file."""
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS))
    made.attributes["database"] = database
    return made


def migrate(database: Database) -> None:
    """Create the schema, or bring it up to date.

    Raises TooNewError, or UnavailableError where the database cannot be written.
    """
    made = config(database)
    script = ScriptDirectory.from_config(made)
    with database.reading() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    known = {revision.revision for revision in script.walk_revisions()}
    if current is not None and current not in known:
        raise TooNewError(
            "This database was written by a newer foi-bot. Install that version, or restore the "
            "backup made before it."
        )
    if current != script.get_current_head():
        command.upgrade(made, "head")


def orphans(connection: sa.Connection) -> list[tuple[object, ...]]:
    """Rows on SQLite whose parent is gone; nothing where all is well."""
    return [tuple(row) for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]
