"""The newest migration is known without Alembic: a start with nothing to do is quick."""

from __future__ import annotations

import subprocess
import sys

import pytest
from alembic.script import ScriptDirectory

from store.database import Database
from store.migrate import config, migrate, newest
from tests import kinds


@kinds.SQLITE
def test_the_newest_migration_is_the_one_that_alembic_ends_with(database: Database) -> None:
    assert newest() == ScriptDirectory.from_config(config(database)).get_current_head()


@kinds.SQLITE
def test_a_database_that_is_up_to_date_is_left_alone(database_url: str) -> None:
    told = (
        "import sys; from store.database import Database; from store.migrate import migrate\n"
        "migrate(Database(sys.argv[1])); print('alembic' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", told, database_url], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


def test_migrating_what_is_up_to_date_changes_nothing(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Database, "altering", None)
    migrate(database)
