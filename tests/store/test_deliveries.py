"""Deliveries: Slack repeats itself, and what it repeats is done once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

from foi_bot.casework import deeds
from foi_bot.casework.perform import Delivery, Done, NotDone, Office, Outcome, perform
from store import deliveries
from store.database import Database
from tests.store.play import AT, CHANNEL, ERIC, OLIVE, WORKSPACE, Play

DAY = timedelta(days=1)


def was_answered(database: Database, key: str, workspace: str = WORKSPACE) -> object:
    with database.reading() as connection:
        return deliveries.answered(connection, workspace, key)


def test_a_delivery_is_new_until_it_is_accepted_and_only_in_its_workspace(
    database: Database,
) -> None:
    assert was_answered(database, "event:1") is None
    with database.writing() as connection:
        assert deliveries.accept(connection, WORKSPACE, "event:1", AT, {"text": "é"})
    assert was_answered(database, "event:1") == {"text": "é"}
    assert was_answered(database, "event:1", "T2") is None


def test_a_delivery_cannot_be_accepted_twice(database: Database) -> None:
    for first in (True, False, False):
        with database.writing() as connection:
            assert deliveries.accept(connection, WORKSPACE, "event:1", AT) is first


def test_the_same_delivery_again_changes_nothing_and_is_acknowledged(office: Office) -> None:
    play = Play(office)
    case = play.opened()
    delivery = Delivery(WORKSPACE, "action:1", CHANNEL)
    deed = deeds.Choose(OLIVE, 1, "disclose", play.ts())
    assert isinstance(perform(office, delivery, case.id, deed, play.now), Done)
    once = play.loaded(case.id)
    again = perform(office, delivery, case.id, deed, play.now)
    assert again == Done(again=True)
    assert play.loaded(case.id) == once


def test_a_refused_form_leaves_its_key_to_be_used_again(office: Office) -> None:
    """A form that was refused stays open, and is sent again under the same key."""
    play = Play(office)
    case = play.opened()
    delivery = Delivery(WORKSPACE, "form:V1", CHANNEL, comes_again=True)
    wrong = deeds.Choose(OLIVE, 1, "perhaps", play.ts())
    assert isinstance(perform(office, delivery, case.id, wrong, play.now), NotDone)
    right = deeds.Choose(OLIVE, 1, "disclose", play.ts())
    assert isinstance(perform(office, delivery, case.id, right, play.now), Done)
    assert play.loaded(case.id).value("outcome", "1") == "disclose"


def test_a_reply_that_came_too_early_leaves_its_key_to_be_used_again(office: Office) -> None:
    play = Play(office)
    case = play.opened()
    play.do(case.id, lambda ts: deeds.Choose(OLIVE, 1, "disclose", ts), send=False)
    delivery = Delivery(WORKSPACE, "event:early", CHANNEL, '{"event": {}}')
    reply = deeds.Reply(OLIVE, play.ts(), "In 2023, 12 bicycles were stolen.")
    perform(office, delivery, case.id, reply, play.now)
    assert play.loaded(case.id).replies == ()
    assert was_answered(office.database, "event:early") is None
    play.send()
    perform(office, delivery, case.id, deeds.Reply(OLIVE, play.ts(), reply.text), play.now)
    assert [reply.text for reply in play.loaded(case.id).replies] == [reply.text]


def test_an_unknown_case_is_refused_in_words(office: Office) -> None:
    outcome = perform(
        office, Delivery(WORKSPACE, "action:1"), "none", deeds.Skip(ERIC, 1, "1.0"), AT
    )
    assert isinstance(outcome, NotDone)
    assert outcome.why.name == "case-unknown"


def keys(database: Database, *names: str) -> list[str]:
    return [name for name in names if was_answered(database, name) is not None]


def test_keys_are_forgotten_once_slack_cannot_repeat_them(database: Database) -> None:
    with database.writing() as connection:
        for age, name in enumerate(("today", "yesterday", "before")):
            deliveries.accept(connection, WORKSPACE, name, AT - age * DAY)
        assert deliveries.forget(connection, AT - DAY) == 1
    assert keys(database, "today", "yesterday", "before") == ["today", "yesterday"]


def failures(database: Database) -> dict[str, int]:
    with database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT key, attempts FROM failed")
        return {row.key: row.attempts for row in rows}


def fail(database: Database, key: str, at: datetime = AT) -> int:
    with database.writing() as connection:
        return deliveries.failed(connection, WORKSPACE, key, "KeyError", "{}", at)


def test_a_failure_is_counted_by_delivery(database: Database) -> None:
    assert [fail(database, "event:1"), fail(database, "event:1"), fail(database, "event:2")] == [
        1,
        2,
        1,
    ]
    assert failures(database) == {"event:1": 2, "event:2": 1}


def test_a_failure_is_forgotten_where_the_delivery_went_well_after_all(database: Database) -> None:
    fail(database, "event:lost", AT - 30 * DAY)
    fail(database, "event:mended")
    with database.writing() as connection:
        deliveries.accept(connection, WORKSPACE, "event:mended", AT)
        deliveries.forget(connection, AT - DAY)
    assert failures(database) == {"event:lost": 1}


def at_once(*works: Callable[[], Outcome]) -> list[Outcome]:
    """What came of works that began at the same moment, in threads of their own."""
    together = Barrier(len(works))

    def begin(work: Callable[[], Outcome]) -> Outcome:
        together.wait()
        return work()

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(begin, works))


def test_of_two_clicks_at_the_same_moment_one_is_the_answer(office: Office) -> None:
    play = Play(office)
    case = play.opened()

    def click(number: int, value: str) -> Outcome:
        deed = deeds.Choose(OLIVE, 1, value, f"{play.now.timestamp() + number:.6f}")
        delivery = Delivery(WORKSPACE, f"action:{number}", CHANNEL)
        return perform(office, delivery, case.id, deed, play.now)

    outcomes = at_once(lambda: click(1, "disclose"), lambda: click(2, "ncnd"))
    done = [outcome for outcome in outcomes if isinstance(outcome, Done)]
    refused = [outcome for outcome in outcomes if isinstance(outcome, NotDone)]
    assert [outcome.why.name for outcome in refused] == ["already-answered"]
    assert done[0].case is not None
    kept = play.loaded(case.id)
    assert kept.value("outcome", "1") == done[0].case.value("outcome", "1")
    assert len(kept.answers) == 1


def test_of_one_delivery_brought_twice_at_the_same_moment_one_is_performed(office: Office) -> None:
    play = Play(office)
    case = play.opened()
    deed = deeds.Choose(OLIVE, 1, "disclose", play.ts())
    delivery = Delivery(WORKSPACE, "action:1", CHANNEL)

    def bring() -> Outcome:
        return perform(office, delivery, case.id, deed, play.now)

    outcomes = at_once(bring, bring)
    assert sorted(outcome == Done(again=True) for outcome in outcomes) == [False, True]
    assert len(play.loaded(case.id).answers) == 1
