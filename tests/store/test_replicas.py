"""Several replicas on one PostgreSQL: whatever reaches two of them at once is done once, and what
two do at once comes out as if one had been first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from threading import Barrier

import pytest
import sqlalchemy as sa

from foi_bot.case import Mark
from foi_bot.casework import deeds
from foi_bot.casework.perform import (
    Delivery,
    Done,
    NotDone,
    Office,
    Outcome,
    open_case,
    perform,
)
from store import audit, deliveries, intake, parking
from store.database import ATTEMPTS, Database, UnavailableError
from store.lists import list_open
from store.tables import CounterRow
from tests.cases.build import practice
from tests.kinds import POSTGRESQL
from tests.store.play import AT, CHANNEL, ERIC, LEN, OLIVE, RECEIVED, WORKSPACE, Play, kept_form
from tests.store.replicas import at_once, one_before_the_other

pytestmark = POSTGRESQL
_counter = CounterRow.__table__  # type: ignore[attr-defined]
ACCEPTED = "INSERT INTO delivery"
LOCKED = "SELECT foi_case"


@pytest.fixture
def other(database_url: str, office: Office) -> Iterator[Office]:
    """A second replica."""
    database = Database(database_url)
    yield Office(database, office.houses)
    database.close()


def click(office: Office, play: Play, case: str, key: str, value: str) -> Outcome:
    deed = deeds.Choose(OLIVE, 1, value, f"{play.now.timestamp() + 1:.6f}")
    return perform(office, Delivery(WORKSPACE, key, CHANNEL), case, deed, play.now)


def test_a_delivery_that_reaches_two_replicas_is_performed_by_the_first_and_quiet_at_the_second(
    office: Office, other: Office
) -> None:
    play = Play(office)
    case = play.opened()
    first, second = one_before_the_other(
        lambda: click(office, play, case.id, "action:1", "disclose"),
        office.database,
        ACCEPTED,
        lambda: click(other, play, case.id, "action:1", "disclose"),
    )
    assert isinstance(first, Done)
    assert first.case is not None
    assert second == Done(again=True)
    assert len(play.loaded(case.id).answers) == 1


def test_a_delivery_that_fails_at_the_first_replica_is_performed_by_the_second(
    office: Office, other: Office
) -> None:
    play = Play(office)
    case = play.opened()

    def fail() -> None:
        with office.database.writing() as connection:
            deliveries.accept(connection, WORKSPACE, "action:1", AT)
            raise ZeroDivisionError

    def failing() -> Outcome | None:
        with pytest.raises(ZeroDivisionError):
            fail()
        return None

    def clicking() -> Outcome | None:
        return click(other, play, case.id, "action:1", "disclose")

    _, second = one_before_the_other(failing, office.database, ACCEPTED, clicking)
    assert isinstance(second, Done)
    assert second.case is not None


def test_a_refused_form_that_reaches_two_replicas_is_refused_by_both(
    office: Office, other: Office
) -> None:
    """It stays open, to be mended and sent again under its key."""
    play = Play(office)
    case = play.opened()

    def send(replica: Office) -> Outcome:
        delivery = Delivery(WORKSPACE, "form:V1", CHANNEL, comes_again=True)
        deed = deeds.Choose(OLIVE, 1, "perhaps", play.ts())
        return perform(replica, delivery, case.id, deed, play.now)

    outcomes = one_before_the_other(
        lambda: send(office), office.database, ACCEPTED, lambda: send(other)
    )
    assert all(isinstance(outcome, NotDone) for outcome in outcomes)
    assert isinstance(click(other, play, case.id, "form:V1", "disclose"), Done)


def test_of_two_answers_at_two_replicas_the_one_that_has_the_case_counts(
    office: Office, other: Office
) -> None:
    play = Play(office)
    case = play.opened()
    first, second = one_before_the_other(
        lambda: click(office, play, case.id, "action:1", "disclose"),
        office.database,
        LOCKED,
        lambda: click(other, play, case.id, "action:2", "ncnd"),
    )
    assert isinstance(first, Done)
    assert isinstance(second, NotDone)
    assert second.why.name == "already-answered"
    assert play.loaded(case.id).value("outcome", "1") == "disclose"


def test_marks_of_two_people_at_two_replicas_both_stand(office: Office, other: Office) -> None:
    play = Play(office)
    case = play.drafted()

    def react(replica: Office, key: str, who: str) -> Outcome:
        by = ERIC if who == ERIC.id else LEN
        deed = deeds.React(by, 1, True, Mark.APPROVE, True, play.ts())
        return perform(replica, Delivery(WORKSPACE, key, CHANNEL), case.id, deed, play.now)

    one_before_the_other(
        lambda: react(office, "event:1", ERIC.id),
        office.database,
        LOCKED,
        lambda: react(other, "event:2", LEN.id),
    )
    assert {mark.by for mark in play.loaded(case.id).marks} == {ERIC.id, LEN.id}
    with office.database.reading() as connection:
        assert list(audit.verify(connection)) == []


def opening(office: Office, form: str, key: str = "", house: str = "practice") -> Outcome:
    deed = deeds.OpenRequest(OLIVE, house, CHANNEL, "How many?", RECEIVED, "1718615000.000100")
    return open_case(office, Delivery(WORKSPACE, key or f"form:{form}"), deed, form, AT)


def keep(office: Office, *forms: str) -> None:
    with office.database.writing() as connection:
        for form in forms:
            intake.keep(connection, kept_form(form))


def references(office: Office) -> list[str]:
    with office.database.reading() as connection:
        return sorted(one.reference for one in list_open(connection, WORKSPACE, 100))


@pytest.mark.parametrize("key", ["form:1", "form:2"])
def test_two_confirmations_of_one_form_open_one_case(
    office: Office, other: Office, key: str
) -> None:
    keep(office, "form")
    first, second = one_before_the_other(
        lambda: opening(office, "form", "form:1"),
        office.database,
        "SELECT intake",
        lambda: opening(other, "form", key),
    )
    assert isinstance(first, Done)
    assert first.case is not None
    assert second == Done(again=True)
    assert len(references(office)) == 1


def test_the_first_cases_of_a_year_are_numbered_without_a_gap(
    office: Office, other: Office
) -> None:
    forms = [str(number) for number in range(8)]
    keep(office, *forms)
    works = [partial(opening, (office, other)[int(form) % 2], form) for form in forms]
    assert all(isinstance(done, Done) for done in at_once(works))
    assert references(office) == [f"FOI2024/{number:05d}" for number in range(1, 9)]


def test_two_houses_that_write_alike_get_two_references_at_the_same_moment(
    database: Database, database_url: str
) -> None:
    houses = {name: practice().model_copy(update={"id": name}) for name in ("north", "south")}
    office, other = Office(database, houses), Office(Database(database_url), houses)
    keep(office, "one", "two")
    outcomes = one_before_the_other(
        lambda: opening(office, "one", house="north"),
        database,
        "INSERT INTO foi_case",
        lambda: opening(other, "two", house="south"),
    )
    other.database.close()
    assert all(isinstance(outcome, Done) for outcome in outcomes)
    assert references(office) == ["FOI2024/00001", "FOI2024/00002"]


def test_two_that_wait_for_each_other_are_both_done(office: Office, other: Office) -> None:
    """A deadlock: PostgreSQL undoes one of them, and that one is begun anew."""
    begun: Counter[str] = Counter()
    both = Barrier(2)

    def count(connection: sa.Connection, house: str) -> None:
        intake.next_reference(connection, WORKSPACE, house, 2024, str)

    def crossing(there: str, then: str, connection: sa.Connection) -> None:
        begun[there] += 1
        count(connection, there)
        if begun[there] == 1:
            both.wait(60)
        count(connection, then)

    at_once(
        [
            partial(office.database.transact, partial(crossing, "north", "south")),
            partial(other.database.transact, partial(crossing, "south", "north")),
        ]
    )
    assert sorted(begun.values()) == [1, 2]
    with office.database.reading() as connection:
        assert connection.execute(sa.select(_counter.c.last)).scalars().all() == [2, 2]


def test_what_collides_every_time_is_given_up_after_a_few_attempts(database: Database) -> None:
    begun = 0

    def collide(connection: sa.Connection) -> None:
        nonlocal begun
        begun += 1
        row = {"workspace_id": WORKSPACE, "house": "practice", "year": 2024, "last": 1}
        connection.execute(sa.insert(_counter), [row, row])

    with pytest.raises(sa.exc.IntegrityError):
        database.transact(collide)
    assert begun == ATTEMPTS


def test_who_stands_still_with_a_case_keeps_others_from_it_for_less_than_slack_waits(
    office: Office, other: Office
) -> None:
    play = Play(office)
    case = play.opened()
    with office.database.writing() as connection:
        connection.execute(sa.text("SELECT * FROM foi_case FOR UPDATE"))
        with pytest.raises(UnavailableError, match="locked by another program"):
            click(other, play, case.id, "action:1", "disclose")
    assert isinstance(click(other, play, case.id, "action:1", "disclose"), Done)


def test_two_replicas_that_anchor_the_same_day_write_one_anchor(
    office: Office, other: Office
) -> None:
    Play(office).opened()

    def anchored(replica: Office) -> str:
        return audit.anchor(replica.database, WORKSPACE, audit.settled(AT))

    first, second = one_before_the_other(
        lambda: anchored(office), office.database, "INSERT INTO anchor", lambda: anchored(other)
    )
    assert first == second
    with office.database.reading() as connection:
        assert list(audit.verify(connection)) == []


def test_a_failure_that_two_replicas_meet_is_counted_twice(office: Office, other: Office) -> None:
    def fail(replica: Office) -> int:
        with replica.database.writing() as connection:
            return deliveries.failed(connection, WORKSPACE, "event:1", "KeyError", "{}", AT)

    counts = one_before_the_other(
        lambda: fail(office), office.database, "INSERT INTO failed", lambda: fail(other)
    )
    assert counts == (1, 2)


def test_a_form_sent_to_two_replicas_says_what_the_later_one_got(
    office: Office, other: Office
) -> None:
    def sent(replica: Office, text: str) -> None:
        with replica.database.writing() as connection:
            intake.keep(connection, kept_form("form", text))

    one_before_the_other(
        lambda: sent(office, "How many?"),
        office.database,
        "INSERT INTO intake",
        lambda: sent(other, "How many, and where?"),
    )
    with office.database.reading() as connection:
        form = intake.find(connection, WORKSPACE, "form")
    assert form is not None
    assert form.original_text == "How many, and where?"


def test_a_reader_waits_for_nobody(office: Office, other: Office) -> None:
    play = Play(other)
    case = play.opened()
    with office.database.writing() as connection:
        connection.execute(sa.text("SELECT * FROM foi_case FOR UPDATE"))
        assert play.loaded(case.id) == case
        with other.database.reading() as reading:
            assert parking.parked_in(reading) == ()
