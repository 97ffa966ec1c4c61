"""Lists of cases: who is in them, in which order, and that no other row is read for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial

import pytest
import sqlalchemy as sa
from alembic import command
from sqlalchemy.engine import Connection

from foi_bot.case import State
from foi_bot.casework.perform import Office
from foi_bot.letter.house import House
from store.database import Database
from store.intake import next_reference
from store.lists import (
    find_reference,
    list_open,
    list_threads,
    list_without_pack,
    open_channels,
    workspaces,
)
from store.migrate import config, migrate
from store.tables import CaseRow
from tests.cases.build import practice
from tests.store.plans import FULL, plans, read
from tests.store.play import AT, WORKSPACE, Play

TODAY = date(2018, 4, 13)


def row(
    number: int,
    channel: str = "C1",
    state: State = State.ASKING,
    due: date | None = TODAY,
    workspace: str = WORKSPACE,
    house: str = "practice",
) -> dict[str, object]:
    """A case's row."""
    reference = f"Foi2018/{number:05}"
    told: dict[str, object] = {
        "workspace_id": workspace,
        "id": f"case-{number}",
        "channel_id": channel,
        "thread_ts": f"1718615000.{number:06}",
        "house": house,
        "reference": reference,
        "folded": reference.upper(),
        "request_text": "How many?",
        "received": TODAY,
        "due": due,
        "state": str(state),
        "officer": "UOLIVE",
        "tenures": "[]",
        "opened_by": "UOLIVE",
        "opened_at": AT + timedelta(seconds=number),
        "revision": 1,
        "sent": "[]",
        "happened": "[]",
        "dropped": "[]",
        "enclosures": "[]",
    }
    return told


def put(database: Database, *rows: Mapping[str, object]) -> None:
    with database.writing() as connection:
        connection.execute(sa.insert(CaseRow.__table__), list(rows))  # type: ignore[attr-defined]


def references(database: Database, *more: object) -> list[str]:
    with database.reading() as connection:
        return [one.reference[-1] for one in list_open(connection, WORKSPACE, *more)]  # type: ignore[arg-type]


@pytest.fixture
def some(database: Database) -> Database:
    """Cases in two channels and two workspaces, of two authorities."""
    migrate(database)
    put(
        database,
        row(1, due=TODAY + timedelta(days=3)),
        row(2, due=None),
        row(3, "C2", due=TODAY),
        row(4, due=TODAY),
        row(5, state=State.ANSWERED),
        row(6, "C3", state=State.CLOSED, house="gone"),
        row(7, workspace="T0", house="gone"),
        row(8, state=State.ANSWERED, house="gone"),
    )
    return database


def test_open_cases_are_listed_by_their_last_day(some: Database) -> None:
    assert references(some, 10) == ["3", "4", "1", "2"]
    assert references(some, 2) == ["3", "4"]


def test_those_of_some_channels_alone_can_be_listed(some: Database) -> None:
    assert references(some, 10, ["C1"]) == ["4", "1", "2"]
    assert references(some, 10, ["C2", "C3"]) == ["3"]
    assert references(some, 10, []) == []


def test_each_channel_with_an_open_case_is_named_once(some: Database) -> None:
    with some.reading() as connection:
        assert open_channels(connection, WORKSPACE) == ("C1", "C2")
        assert open_channels(connection, "T9") == ()
        assert workspaces(connection) == tuple(sorted((WORKSPACE, "T0")))


def test_the_threads_of_open_cases_are_listed_in_the_order_of_opening(some: Database) -> None:
    with some.reading() as connection:
        assert [one.case for one in list_threads(connection)] == [
            "case-1",
            "case-2",
            "case-3",
            "case-4",
            "case-7",
        ]


def test_cases_whose_pack_is_gone_are_named_unless_they_are_closed(some: Database) -> None:
    houses: dict[str, House] = {"practice": practice()}
    with some.reading() as connection:
        assert sorted(list_without_pack(connection, houses)) == [
            ("Foi2018/00007", "gone"),
            ("Foi2018/00008", "gone"),
        ]
        assert list_without_pack(connection, {**houses, "gone": practice()}) == ()


@pytest.mark.parametrize("typed", ["Foi2018/00003", "foi2018/00003", "FOI2018/00003"])
def test_a_case_is_found_however_its_reference_is_typed(some: Database, typed: str) -> None:
    with some.reading() as connection:
        found = find_reference(connection, WORKSPACE, typed)
        assert found is not None
        assert (found.id, found.channel, found.due) == ("case-3", "C2", TODAY)
        assert find_reference(connection, "T0", typed) is None


def test_a_reference_that_is_taken_in_other_capitals_is_passed_over(some: Database) -> None:
    with some.writing() as connection:
        made = next_reference(connection, WORKSPACE, "new", 2018, lambda n: f"fOI2018/{n:05}")
    assert made == "fOI2018/00007"


LOOKS: dict[str, tuple[Callable[[Connection], object], str]] = {
    "a reference": (
        lambda c: find_reference(c, WORKSPACE, "FOI2018/00003"),
        "ix_foi_case_folded (workspace_id=? AND folded=?)",
    ),
    "open cases": (
        lambda c: list_open(c, WORKSPACE, 10),
        "ix_foi_case_state (workspace_id=? AND state=?)",
    ),
    "open cases of channels": (
        lambda c: list_open(c, WORKSPACE, 10, ["C1", "C2"]),
        "ix_foi_case_state (workspace_id=? AND state=? AND channel_id=?)",
    ),
    "channels": (
        lambda c: open_channels(c, WORKSPACE),
        "ix_foi_case_state (workspace_id=? AND state=?)",
    ),
    "workspaces": (workspaces, "(workspace_id>?)"),
    "packs that are gone": (
        lambda c: list_without_pack(c, {"practice": practice()}),
        "ix_foi_case_house (house=?)",
    ),
    "threads": (list_threads, "ix_foi_case_state (workspace_id=? AND state=?)"),
}
"""What reads a list, and how SQLite finds its rows. A server chooses by what is in its tables, and
here that is next to nothing."""


@pytest.mark.parametrize("what", LOOKS)
def test_nothing_but_what_is_listed_is_read(some: Database, what: str) -> None:
    """Of a million cases as of a thousand."""
    look, found_by = LOOKS[what]
    way = plans(some, partial(read, some, look))
    assert not FULL.findall(way), way
    if some.is_sqlite:
        assert "SCAN" not in way, way
        assert found_by in way


def test_whether_a_new_reference_is_taken_is_found_by_index(some: Database) -> None:
    def opening() -> None:
        with some.writing() as connection:
            next_reference(connection, WORKSPACE, "new", 2018, lambda n: f"FOI2018/{n:05}")

    way = plans(some, opening)
    assert not FULL.findall(way), way
    if some.is_sqlite:
        assert "ix_foi_case_folded (workspace_id=? AND folded=?)" in way


def test_the_references_of_earlier_versions_are_found(empty_url: str) -> None:
    database = Database(empty_url)
    command.upgrade(config(database), "0005")
    case = CaseRow.__table__  # type: ignore[attr-defined]
    old = {name: value for name, value in row(1).items() if name != "folded"}
    table = sa.table("foi_case", *(sa.column(name, case.c[name].type) for name in old))
    with database.writing() as connection:
        connection.execute(sa.insert(table), [old, {**old, "id": "2", "reference": "Añ/1"}])
    migrate(database)
    with database.reading() as connection:
        for typed in ("fOI2018/00001", "añ/1", "AÑ/1"):
            assert find_reference(connection, WORKSPACE, typed) is not None
    database.close()


def test_a_case_that_is_opened_is_found(office: Office) -> None:
    case = Play(office).opened()
    with office.database.reading() as connection:
        found = find_reference(connection, WORKSPACE, case.reference.lower())
    assert found is not None
    assert found.id == case.id
