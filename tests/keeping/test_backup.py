"""A backup is one whole moment of the database, or it is not there."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from store.backup import look
from tests.keeping.conftest import Run
from tests.slack.office import FoiOffice


@pytest.fixture(autouse=True)
def _folder(kept: Path) -> None:
    kept.parent.mkdir()


def test_a_backup_is_one_file_that_holds_every_case(
    office: FoiOffice, run: Run, kept: Path
) -> None:
    office.open_case()
    code, out, err = run("backup", kept)
    assert (code, out) == (0, "")
    assert "1 case, the last entry of" in err
    assert [file.name for file in kept.parent.iterdir()] == [kept.name]
    held = look(kept)
    assert held.cases == 1
    assert held.broken == ()
    assert held.last == office.case.askings[-1].at


def test_only_its_owner_may_read_a_backup(office: FoiOffice, run: Run, kept: Path) -> None:
    office.open_case()
    run("backup", kept)
    assert kept.stat().st_mode & 0o777 == 0o600


def test_what_is_written_while_a_backup_is_made_is_there_whole_or_not_at_all(
    office: FoiOffice, run: Run, kept: Path
) -> None:
    """Two tables are written together all the time; in no backup do they differ."""
    with closing(sqlite3.connect(office.file, isolation_level=None, timeout=10)) as database:
        for name in ("one", "other"):
            database.execute(f"CREATE TABLE {name} (n INTEGER PRIMARY KEY, words BLOB)")
    stop, begun = threading.Event(), threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(office.file, isolation_level=None, timeout=10)) as writer:
            while not stop.is_set():
                writer.execute("BEGIN IMMEDIATE")
                for name in ("one", "other"):
                    writer.execute(f"INSERT INTO {name} (words) VALUES (randomblob(20000))")
                writer.execute("COMMIT")
                begun.set()

    thread = threading.Thread(target=write)
    thread.start()
    begun.wait()
    try:
        counts = []
        for _ in range(5):
            assert run("backup", kept)[0] == 0
            with closing(sqlite3.connect(kept)) as copy:
                counts.append(
                    copy.execute(
                        "SELECT (SELECT count(*) FROM one), (SELECT count(*) FROM other)"
                    ).fetchone()
                )
    finally:
        stop.set()
        thread.join()
    assert all(one == other > 0 for one, other in counts), counts


def test_an_earlier_backup_is_replaced_once_the_new_one_is_whole(
    office: FoiOffice, run: Run, kept: Path
) -> None:
    office.open_case()
    run("backup", kept)
    office.open_case("How many cars were stolen in Anytown in 2017?")
    run("backup", kept)
    assert look(kept).cases == 2


def test_a_record_that_does_not_verify_does_not_cost_the_earlier_backup(
    office: FoiOffice, run: Run, kept: Path
) -> None:
    office.open_case()
    run("backup", kept)
    before = kept.read_bytes()
    with closing(sqlite3.connect(office.file)) as database, database:
        database.execute("UPDATE audit SET fact = replace(fact, 'bicycles', 'tricycles')")
    code, out, err = run("backup", kept)
    assert code == 1
    assert "its fact was altered" in out
    assert "does-not-verify" in err
    assert kept.read_bytes() == before
    assert look(kept.with_name(f"{kept.name}.does-not-verify")).broken


@pytest.mark.parametrize("what", ["pages", "an index"])
def test_a_damaged_database_gives_no_backup(
    office: FoiOffice, run: Run, kept: Path, what: str
) -> None:
    office.open_case()
    office.program.database.close()
    with closing(sqlite3.connect(office.file)) as database, database:
        database.execute("PRAGMA writable_schema=ON")
        root, size = database.execute(
            "SELECT rootpage, (SELECT page_size FROM pragma_page_size) FROM sqlite_schema "
            "WHERE name = 'audit' AND type = 'table'"
        ).fetchone()
        if what == "an index":
            database.execute("DELETE FROM sqlite_schema WHERE name = 'ix_outgoing_ts'")
    if what == "pages":
        content = bytearray(office.file.read_bytes())
        content[(root - 1) * size : root * size] = b"\xff" * size
        office.file.write_bytes(content)
    code, _, err = run("backup", kept)
    assert code == 1
    assert "Traceback" not in err
    assert list(kept.parent.iterdir()) == []


def test_a_database_that_is_not_there_is_not_made(
    office: FoiOffice, run: Run, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = office.file.with_name("missing.sqlite3")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{missing}")
    code, _, err = run("backup", kept)
    assert code == 2
    assert "There is no database" in err
    assert not missing.exists()


def test_nothing_else_is_written_over(office: FoiOffice, run: Run, kept: Path) -> None:
    kept.write_text("A letter to the applicant.")
    assert run("backup", kept)[0] == 2
    assert run("backup", office.file)[0] == 2
    assert run("backup", kept.parent)[0] == 2
    assert kept.read_text() == "A letter to the applicant."


def test_a_folder_that_is_not_there_is_named(run: Run, kept: Path) -> None:
    code, _, err = run("backup", kept.parent / "missing" / "foi.backup")
    assert code == 1
    assert "missing" in err
    assert "No such file or directory" in err
