"""The database's two doors: what is written is written whole, and one after another."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from foi_bot.casework.deeds import OpenRequest
from foi_bot.casework.perform import Delivery, Done, Office, open_case
from store import intake
from store.database import BUSY, Database, UnavailableError
from store.tables import AnswerRow, CounterRow
from tests.kinds import SQLITE
from tests.store.play import AT, CHANNEL, OLIVE, WORKSPACE, kept_form

_counter = CounterRow.__table__  # type: ignore[attr-defined]

COUNT = """
import sys
from store import intake
from store.database import Database

database = Database(sys.argv[1])
for _ in range(int(sys.argv[2])):
    with database.writing() as connection:
        intake.next_reference(connection, "T1", "practice", 2024, str)
"""


def count_up(database: Database, times: int) -> None:
    for _ in range(times):
        with database.writing() as connection:
            intake.next_reference(connection, WORKSPACE, "practice", 2024, str)


def counted(database: Database) -> int:
    with database.reading() as connection:
        return int(connection.execute(sa.select(_counter.c.last)).scalar_one())


def test_threads_that_read_and_then_write_lose_no_update(database: Database) -> None:
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: count_up(database, 25), range(4)))
    assert counted(database) == 100


def test_two_processes_that_read_and_then_write_lose_no_update(
    database: Database, database_url: str
) -> None:
    command = [sys.executable, "-c", COUNT, database_url, "25"]
    both = [subprocess.Popen(command) for _ in range(2)]
    assert [process.wait(timeout=60) for process in both] == [0, 0]
    assert counted(database) == 50


def read_then_write(engine: sa.Engine) -> None:
    """Two connections that both read the counter, and then both write what they made of it."""
    with engine.connect() as one, engine.connect() as other:
        for connection in (one, other):
            last = connection.execute(sa.select(_counter.c.last)).scalar_one()
            connection.info["next"] = last + 1
        for connection in (other, one):
            connection.execute(sa.update(_counter).values(last=connection.info["next"]))
            connection.commit()


def plain_engine(file: Path, begin: str | None) -> sa.Engine:
    """SQLAlchemy's own way with SQLite (None), or transactions that begin with `begin`."""
    engine = sa.create_engine(f"sqlite:///{file}", connect_args={"timeout": 0})
    if begin is not None:
        event.listen(engine, "connect", lambda driver, _: setattr(driver, "isolation_level", None))
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


@SQLITE
def test_the_drivers_own_transactions_would_lose_an_update(database: Database, file: Path) -> None:
    count_up(database, 1)
    read_then_write(plain_engine(file, None))
    assert counted(database) == 2, "both read 1, so the second wrote over the first"


@SQLITE
def test_a_plain_begin_would_turn_a_writer_away_after_it_had_read(
    database: Database, file: Path
) -> None:
    count_up(database, 1)
    with pytest.raises(sa.exc.OperationalError, match="locked"):
        read_then_write(plain_engine(file, "BEGIN"))


@SQLITE
@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", BUSY / timedelta(milliseconds=1)),
    ],
)
def test_every_connection_is_durable_and_keeps_foreign_keys(
    database: Database, pragma: str, value: object
) -> None:
    with database.reading() as first, database.reading() as second:
        for connection in (first, second):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() == value


def test_an_answer_to_no_case_is_refused_as_a_mistake_of_the_program(database: Database) -> None:
    row = {
        "workspace_id": WORKSPACE,
        "case_id": "none",
        "no": 1,
        "question": "outcome",
        "about": "1",
        "value": '"ncnd"',
        "by": OLIVE.id,
        "at": AT,
        "reopened": False,
    }
    table = AnswerRow.__table__  # type: ignore[attr-defined]
    with pytest.raises(sa.exc.IntegrityError), database.writing() as connection:
        connection.execute(sa.insert(table), row)


def test_a_reader_sees_the_same_case_from_its_first_query_to_its_last(database: Database) -> None:
    count_up(database, 1)
    with database.reading() as connection:
        before = connection.execute(sa.select(_counter.c.last)).scalar_one()
        count_up(database, 1)
        assert connection.execute(sa.select(_counter.c.last)).scalar_one() == before
    assert counted(database) == before + 1


def test_what_a_failing_write_had_written_so_far_is_gone(database: Database) -> None:
    def fail() -> None:
        with database.writing() as connection:
            intake.next_reference(connection, WORKSPACE, "practice", 2024, str)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with database.reading() as connection:
        assert connection.execute(sa.select(_counter)).all() == []


@contextmanager
def a_locked_one(folder: Path) -> Iterator[Database]:
    url = f"sqlite:///{folder / 'foi.sqlite3'}"
    with sa.create_engine(url).connect() as other:
        other.exec_driver_sql("BEGIN IMMEDIATE")
        yield Database(url, busy=timedelta(0))


@contextmanager
def a_read_only_one(folder: Path) -> Iterator[Database]:
    yield Database(f"sqlite:///file:{folder / 'foi.sqlite3'}?mode=ro&uri=true")


@contextmanager
def one_in_a_missing_folder(folder: Path) -> Iterator[Database]:
    yield Database(f"sqlite:///{folder / 'missing' / 'foi.db'}")


@contextmanager
def one_that_is_no_database(folder: Path) -> Iterator[Database]:
    (folder / "note.txt").write_text("This is a note, and no database. " * 100)
    yield Database(f"sqlite:///{folder / 'note.txt'}")


@contextmanager
def a_full_one(folder: Path) -> Iterator[Database]:
    full = Database(f"sqlite:///{folder / 'foi.sqlite3'}")
    # SQLite takes a limit below the file's size as "no page more than there are".
    no_more = "PRAGMA max_page_count=1"
    event.listen(full.engine, "connect", lambda driver, _: driver.execute(no_more).close())
    yield full
    full.close()


Broken = Callable[[Path], AbstractContextManager[Database]]


@SQLITE
@pytest.mark.parametrize(
    ("broken", "advice"),
    [
        (a_locked_one, "locked by another program. Stop that program, or try again"),
        (a_read_only_one, "read-only. Make the file and its folder writable"),
        (one_in_a_missing_folder, "Check that its folder exists"),
        (one_that_is_no_database, "damaged, or is no database. Restore the last backup"),
        (a_full_one, "disk is full. Free some space"),
    ],
)
def test_a_database_that_cannot_be_written_says_what_to_do(
    broken: Broken, advice: str, file: Path
) -> None:
    with broken(file.parent) as database, pytest.raises(UnavailableError, match=advice):
        keep_forms(database)


def keep_forms(database: Database) -> None:
    with database.writing() as connection:
        for number in range(100):
            intake.keep(connection, kept_form(f"form-{number}", text="How many? " * 1000))


@SQLITE
def test_a_case_that_does_not_fit_on_the_disk_leaves_no_row_behind(
    database: Database, file: Path, office: Office
) -> None:
    """The disk fills up in the middle of a transaction, after the case's first rows."""
    with database.writing() as connection:
        intake.keep(connection, kept_form("form"))
    text = "1) How many? " * 4000
    deed = OpenRequest(OLIVE, "practice", CHANNEL, text, AT.date(), "1718000000.000100")
    delivery = Delivery(WORKSPACE, "form:1")
    with a_full_one(file.parent) as full, pytest.raises(UnavailableError):
        open_case(Office(full, office.houses), delivery, deed, "form", AT)
    assert rows(database) == {"alembic_version": 1, "intake": 1}
    assert isinstance(open_case(office, delivery, deed, "form", AT), Done)


def rows(database: Database) -> dict[str, int]:
    """How many rows stand in each table that has any."""
    with database.reading() as connection:
        names = sa.inspect(connection).get_table_names()
        counts = {
            name: int(connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one())
            for name in names
        }
    return {name: count for name, count in counts.items() if count}
