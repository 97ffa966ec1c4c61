"""What was acknowledged is in the database's files at that moment, not in anything that a program
or a system that ends could lose."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import cast

from slack_bolt import App, BoltRequest, BoltResponse

from foi_bot.slack.delivery import told
from store.database import Database
from tests.slack.office import ANSWER, FoiOffice


class Watched:
    """The program's app; after each acknowledgement the database's files are copied and read."""

    def __init__(self, office: FoiOffice, folder: Path) -> None:
        self.office, self.folder = office, folder
        self.found: dict[str, int] = {}
        office.slack.connect(cast(App, self))

    def dispatch(self, request: BoltRequest) -> BoltResponse:
        """Deal with one delivery."""
        response = self.office.program.app.dispatch(request)
        delivery = told(request.body, self.office.program.database, self.office.workspace)
        assert delivery is not None
        if response.status == 200:
            self.found[delivery.key] = self._entries()
        return response

    def _entries(self) -> int:
        """How long the record is in a copy of the files as they are now."""
        copy = self.folder / "copy.db"
        for end in ("", "-wal"):
            file = self.office.file.with_name(f"{self.office.file.name}{end}")
            if file.exists():
                shutil.copy(file, f"{copy}{end}")
        with closing(sqlite3.connect(copy)) as database:
            return int(database.execute("SELECT count(*) FROM audit").fetchone()[0])


def test_every_acknowledged_delivery_is_in_the_files(office: FoiOffice, tmp_path: Path) -> None:
    watched = Watched(office, tmp_path)
    office.open_case()
    office.answer("disclose")
    office.say(ANSWER)
    office.press("Next")
    office.answer_all()
    office.approve()
    lengths = list(watched.found.values())
    assert lengths == sorted(lengths)
    # All but what opened a form wrote something.
    assert len(set(lengths)) >= len(lengths) - 3
    with office.program.database.reading() as connection:
        now = connection.exec_driver_sql("SELECT count(*) FROM audit").scalar_one()
    assert lengths[-1] == now


def test_every_connection_waits_for_the_disk(migrated: Path, tmp_path: Path) -> None:
    """SQLite, "PRAGMA synchronous": FULL syncs the log with every commit; NORMAL would not."""
    database = Database(f"sqlite:///{shutil.copy(migrated, tmp_path / 'foi.db')}")
    with database.reading() as one, database.writing() as other:
        for connection in (one, other):
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
    database.close()
