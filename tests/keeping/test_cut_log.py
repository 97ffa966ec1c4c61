"""The power fails while a database is written. Of SQLite's log any part may have reached the disk:
cut at any byte, or with a byte of it gone bad, the database opens, is whole, and holds exactly
the first so many commits."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foi_bot.casework.perform import Office
from store import audit
from store.database import Database
from tests.cases.build import practice
from tests.keeping.histories import HEADER, History, played
from tests.store.play import Play

LET_FOLDER = settings(
    deadline=None,
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def _one_table(database: Database) -> None:
    with database.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE counter (year INTEGER PRIMARY KEY, last TEXT)")
        connection.exec_driver_sql("CREATE INDEX by_last ON counter (last)")


def _three_commits(database: Database) -> None:
    for years in ((2016,), (2017,), (2018, 2019)):
        with database.writing() as connection:
            for year in years:
                row = (year, f"FOI{year}/00001")
                connection.exec_driver_sql("INSERT INTO counter VALUES (?, ?)", row)


def _a_case(database: Database) -> None:
    play = Play(Office(database, {"practice": practice()}))
    case = play.opened()
    play.answer(case.id, "disclose")
    play.write(case.id, "In 2023, 12 bicycles were reported stolen in Anytown.")


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> History:
    """Three commits on small pages: few enough bytes to try every one."""
    return played(tmp_path_factory.mktemp("short"), _three_commits, _one_table, 512)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> History:
    """A case's first deliveries, as they are."""
    return played(tmp_path_factory.mktemp("case"), _a_case)


def test_the_histories_are_what_they_should_be(short: History, case: History) -> None:
    assert len(short.states) == 4
    assert len(case.states) > 8
    for history in (short, case):
        assert (len(history.log) - HEADER) % history.frame == 0
        assert all(one != other for one, other in pairwise(history.states))


def test_a_log_cut_at_any_byte_holds_the_first_commits(short: History, tmp_path: Path) -> None:
    for length in range(len(short.log) + 1):
        assert short.opened(tmp_path, short.log[:length]) == short.after(length), length


def test_a_log_with_a_byte_gone_bad_holds_the_commits_before_it(
    short: History, tmp_path: Path
) -> None:
    """Any byte of the headers, and every seventh of the pages."""
    in_frame = [(place - HEADER) % short.frame for place in range(len(short.log))]
    heads = [place for place, within in enumerate(in_frame) if place < HEADER or within < 24]
    for place in sorted({*heads, *range(HEADER, len(short.log), 7)}):
        log = bytearray(short.log)
        log[place] ^= 1 << (place % 8)
        before = short.after(place) if place >= HEADER else short.states[0]
        # Some bytes of a header say nothing: how often the log was begun anew, for one.
        assert short.opened(tmp_path, bytes(log)) in (before, short.states[-1]), place


@LET_FOLDER
@given(data=st.data())
def test_a_case_whose_log_is_cut_holds_its_first_deliveries(
    case: History, tmp_path: Path, data: st.DataObject
) -> None:
    frames = (len(case.log) - HEADER) // case.frame
    near = st.builds(
        lambda n, by: HEADER + n * case.frame + by, st.integers(0, frames), st.integers(-2, 2)
    )
    length = data.draw(st.one_of(near, st.integers(0, len(case.log))))
    length = max(0, min(length, len(case.log)))
    assert case.opened(tmp_path, case.log[:length]) == case.after(length)


@LET_FOLDER
@given(data=st.data())
def test_a_case_whose_log_ends_in_rubbish_holds_its_first_deliveries(
    case: History, tmp_path: Path, data: st.DataObject
) -> None:
    """A disk may have made room for what it never wrote: zeroes, or what stood there before."""
    length = data.draw(st.integers(0, len(case.log)))
    rubbish = data.draw(
        st.sampled_from([bytes(9000), b"\xff" * 9000, case.log[:9000], case.log[-9000:]])
    )
    if case.log[length:].startswith(rubbish[: len(case.log) - length]):
        return
    held = case.opened(tmp_path, case.log[:length] + rubbish)
    assert held == case.after(length)


def test_after_any_cut_the_record_verifies_and_the_program_goes_on(
    case: History, tmp_path: Path
) -> None:
    for length in case.lengths:
        case.opened(tmp_path, case.log[:length])
        database = Database(f"sqlite:///{tmp_path / 'foi.db'}")
        with database.reading() as connection:
            assert list(audit.verify(connection)) == []
        Play(Office(database, {"practice": practice()}), channel="C2").opened()
        database.close()
