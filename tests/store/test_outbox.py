"""Outgoing messages: in order within a thread, each once, the newest wording last."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import Connection

from foi_bot.case import Case
from foi_bot.casework.outgoing import CARD, Intent, Kind
from foi_bot.casework.perform import Office
from store import lanes, outbox, parking
from store.database import Database
from store.lanes import Call
from store.outbox import CARD_COALESCES, Outgoing
from tests.store.play import CHANNEL, WORKSPACE, Play

SECOND = timedelta(seconds=1)
SHARED = HealthCheck.function_scoped_fixture
"""Examples share a database, and each opens a case of its own."""


def post(name: str) -> Intent:
    return Intent(name, Kind.POST, "notice", {"words": name})


def surface(name: str) -> Intent:
    return Intent(name, Kind.SURFACE, "held", {"draft": 1})


def card() -> Intent:
    return Intent(CARD, Kind.SURFACE, "card")


@pytest.fixture
def play(office: Office) -> Play:
    return Play(office)


@pytest.fixture
def case(play: Play) -> Case:
    """A case whose card and first question are in Slack, and nothing waits."""
    return play.opened()


def put(play: Play, case: Case, *intents: Intent, at: datetime | None = None) -> None:
    with play.office.database.writing() as connection:
        outbox.put(connection, case, intents, at or play.now)


def due(play: Play, at: datetime | None = None) -> list[Outgoing]:
    """What can be sent, the first into each lane; every lane is let go of again."""
    with play.office.database.writing() as connection:
        taken = lanes.take(connection, "me", at or play.now, 50, lambda *_: Call())
    for one in taken:
        lanes.written(play.office.database, one, lambda _: None)
    return [one.message for one in taken]


def names(messages: list[Outgoing]) -> list[str]:
    return [message.name for message in messages]


def done(play: Play, step: Callable[[Connection], None]) -> None:
    with play.office.database.writing() as connection:
        step(connection)
        lanes.look_everywhere(connection)


def taken(play: Play, message: Outgoing) -> str:
    """Slack takes a message; its timestamp."""
    ts = message.ts or play.ts()
    done(play, lambda connection: outbox.sent(connection, message, ts, play.now))
    return ts


def put_off(play: Play, message: Outgoing, until: datetime) -> None:
    done(play, lambda connection: outbox.put_off(connection, message, until, "ratelimited"))


def idle_until(play: Play) -> datetime | None:
    due(play)
    with play.office.database.reading() as connection:
        return lanes.next_due(connection)


def test_a_case_just_opened_shows_its_card_before_anything_else(office: Office) -> None:
    play = Play(office)
    case = play.opened()
    with office.database.reading() as connection:
        card = outbox.timestamp(connection, WORKSPACE, case.id, CARD)
        question = outbox.timestamp(connection, WORKSPACE, case.id, "question:1")
        assert outbox.thread_of(connection, WORKSPACE, case.id) == case.thread == card
    assert "" < card < question
    assert case.askings[0].posted == question


def test_nothing_is_sent_into_a_thread_before_its_card_has_a_timestamp(play: Play) -> None:
    case = play.opened(send=False)
    put(play, case, post("first"), surface("second"))
    tomorrow = play.now + timedelta(days=1)
    [first] = due(play, tomorrow)
    assert first.is_parent
    assert first.thread is None
    done(play, lambda connection: outbox.give_up(connection, first, "restricted_action"))
    assert due(play, tomorrow) == []
    assert idle_until(play) is None
    put(play, case, card())
    [again] = due(play, tomorrow)
    thread = taken(play, again)
    assert [(m.name, m.thread) for m in due(play, tomorrow)] == [("question:1", thread)]


FATES = ("taken", "put off", "given up", "changed on its way")


def meet(play: Play, case: Case, message: Outgoing, fate: str) -> None:
    match fate:
        case "put off":
            put_off(play, message, play.now + 30 * SECOND)
        case "given up":
            done(play, lambda connection: outbox.give_up(connection, message, "no_text"))
        case "changed on its way":
            put(play, case, Intent(message.name, message.kind, message.view, message.args))
            taken(play, message)
        case _:
            taken(play, message)


@given(fates=st.lists(st.sampled_from(FATES), max_size=12))
@settings(max_examples=25, deadline=None, suppress_health_check=[SHARED])
def test_whatever_slack_does_a_thread_reads_in_the_order_in_which_it_was_asked_for(
    play: Play, fates: list[str]
) -> None:
    case = play.opened()
    put(play, case, post("1"), surface("2"), post("3"), surface("4"), post("5"))
    met: dict[str, str] = {}
    for fate in [*fates, *["taken"] * 10]:
        play.now = max(play.now, idle_until(play) or play.now)
        for message in due(play):
            meet(play, case, message, fate)
            if message.is_first and fate != "put off":
                assert message.name not in met
                met[message.name] = fate
    assert list(met) == ["1", "2", "3", "4", "5"]
    assert idle_until(play) is None


def test_one_that_is_put_off_holds_back_those_after_it(play: Play, case: Case) -> None:
    put(play, case, post("first"), post("second"), post("third"))
    [first] = due(play)
    put_off(play, first, play.now + 30 * SECOND)
    assert due(play) == []
    assert due(play, play.now + 29 * SECOND) == []
    [first] = due(play, play.now + 30 * SECOND)
    assert (first.name, first.attempts) == ("first", 1)
    taken(play, first)
    assert names(due(play)) == ["second"]


def test_while_one_holds_back_the_rest_the_sender_sleeps_until_it_is_due(
    play: Play, case: Case
) -> None:
    """What waits for another is not due itself: a sender that took it for due would spin."""
    put(play, case, post("first"), post("second"), surface("third"))
    [first] = due(play)
    later = play.now + 30 * SECOND
    put_off(play, first, later)
    assert idle_until(play) == later


def test_one_thread_does_not_hold_back_another(play: Play, case: Case) -> None:
    other = play.opened("Another request altogether.")
    put(play, case, post("here"))
    put(play, other, post("there"))
    [here, there] = due(play)
    put_off(play, here, play.now + 30 * SECOND)
    assert names(due(play)) == [there.name] == ["there"]
    assert idle_until(play) == play.now


def test_an_update_of_what_is_shown_does_not_wait_for_what_is_not(play: Play, case: Case) -> None:
    put(play, case, surface("held"))
    taken(play, *due(play))
    put(play, case, post("stuck"))
    put_off(play, due(play)[0], play.now + 30 * SECOND)
    put(play, case, surface("held"))
    assert names(due(play)) == ["held"]


def test_a_message_that_slack_will_never_take_lets_those_after_it_go(
    play: Play, case: Case
) -> None:
    put(play, case, post("never"), post("after"))
    [never] = due(play)
    done(play, lambda connection: outbox.give_up(connection, never, "msg_too_long"))
    assert names(due(play)) == ["after"]
    with play.office.database.reading() as connection:
        assert outbox.given_up(connection) == ((case.id, "never", "msg_too_long"),)


def test_a_message_asked_for_twice_is_posted_once(play: Play, case: Case) -> None:
    put(play, case, post("once"))
    put(play, case, post("once"))
    [once] = due(play)
    taken(play, once)
    put(play, case, post("once"))
    assert due(play) == []


def test_changes_of_a_surface_become_one_update_that_shows_the_last(play: Play, case: Case) -> None:
    put(play, case, surface("held"))
    [held] = due(play)
    ts = taken(play, held)
    for _ in range(5):
        put(play, case, surface("held"))
    [update] = due(play)
    assert (update.ts, update.wanted, update.is_first) == (ts, 6, False)
    taken(play, update)
    assert due(play) == []
    assert idle_until(play) is None


def test_a_change_that_comes_while_an_update_is_on_its_way_is_shown_after_it(
    play: Play, case: Case
) -> None:
    put(play, case, surface("held"))
    [on_its_way] = due(play)
    put(play, case, surface("held"))
    taken(play, on_its_way)
    [again] = due(play)
    assert again.wanted == on_its_way.wanted + 1


def test_changes_of_the_card_wait_three_seconds_for_others(play: Play, case: Case) -> None:
    at = play.now
    put(play, case, card(), at=at)
    put(play, case, card(), at=at + 2 * SECOND)
    assert due(play, at + CARD_COALESCES - timedelta(microseconds=1)) == []
    [update] = due(play, at + CARD_COALESCES)
    assert update.is_parent
    assert timedelta(seconds=3) == CARD_COALESCES


def test_a_change_of_the_card_while_it_is_updated_waits_three_seconds_again(
    play: Play, case: Case
) -> None:
    put(play, case, card())
    play.now += CARD_COALESCES
    [on_its_way] = due(play)
    put(play, case, card())
    taken(play, on_its_way)
    assert due(play) == []
    assert idle_until(play) == play.now + CARD_COALESCES


def test_a_question_shown_afresh_keeps_what_was_typed_under_it(play: Play, case: Case) -> None:
    """Deleted in Slack and posted again it has a new timestamp, but it was open since the first."""
    first = case.askings[0].posted
    put(play, case, Intent("question:1", Kind.SURFACE, "question", {"asking": 1}))
    [question] = due(play)
    done(play, lambda connection: outbox.show_afresh(connection, question, play.now))
    [afresh] = due(play)
    assert afresh.is_first
    assert afresh.ts is None
    again = taken(play, afresh)
    assert play.loaded(case.id).askings[0].posted == first
    with play.office.database.reading() as connection:
        assert outbox.timestamp(connection, WORKSPACE, case.id, "question:1") == again != first


def test_what_the_next_attempt_must_know_is_kept_until_it_succeeds(play: Play, case: Case) -> None:
    put(play, case, Intent("draft:1:file:pdf", Kind.FILE, "pdf", {"draft": 1}))
    [file] = due(play)
    step = {"at": "begun", "file": "F1"}
    until = play.now + SECOND
    done(play, lambda c: outbox.put_off(c, file, until, step=step, tried=False))
    [file] = due(play, until)
    assert (file.step, file.attempts, file.args) == (step, 0, {"draft": 1})
    put_off(play, file, until)
    [file] = due(play, until)
    assert (file.step, file.attempts) == (step, 1)
    taken(play, file)
    with play.office.database.reading() as connection:
        assert outbox.waiting(connection, case.id) == outbox.waiting(connection) == 0


def test_a_file_that_slack_shows_without_a_timestamp_is_done_all_the_same(
    play: Play, case: Case
) -> None:
    put(play, case, Intent("draft:1:file:pdf", Kind.FILE, "pdf", {"draft": 1}), post("after"))
    [file] = due(play)
    done(play, lambda connection: outbox.sent(connection, file, None, play.now))
    assert names(due(play)) == ["after"]


def test_times_are_kept_as_utc_whatever_statement_writes_them(play: Play, case: Case) -> None:
    put(play, case, surface("held"))
    [held] = due(play)
    put(play, case, surface("held"))
    taken(play, held)
    with play.office.database.reading() as connection:
        query = "SELECT due_at FROM outgoing WHERE name = 'held'"
        stored = str(connection.exec_driver_sql(query).scalar_one())
    assert "+" not in stored
    assert datetime.fromisoformat(f"{stored}+00:00") == play.now


def test_a_channel_expects_a_timestamp_until_slack_has_given_it(play: Play, case: Case) -> None:
    def expects(channel: str) -> bool:
        with play.office.database.reading() as connection:
            return outbox.expects(connection, WORKSPACE, channel)

    assert not expects(CHANNEL)
    put(play, case, post("on its way"))
    assert expects(CHANNEL)
    assert not expects("C2")
    taken(play, *due(play))
    assert not expects(CHANNEL)


def test_a_delivery_that_is_parked_anew_waits_once_and_is_not_taken_out_for_the_first_time(
    database: Database, play: Play
) -> None:
    """Two replicas hear it; one of them finds that it has to wait still."""
    where = (WORKSPACE, CHANNEL)
    with database.writing() as connection:
        parking.park(connection, *where, "event:1", "{}", play.now)
        [first] = parking.parked(connection, *where)
        parking.park(connection, *where, "event:1", "{}", play.now)
        parking.unpark(connection, first)
        [again] = parking.parked(connection, *where)
        parking.unpark(connection, again)
        assert parking.parked(connection, *where) == ()


def test_what_was_parked_waits_oldest_first_until_it_is_taken_out(
    database: Database, play: Play
) -> None:
    def bodies(channel: str) -> list[str]:
        return [one.body for one in parking.parked(connection, WORKSPACE, channel)]

    with database.writing() as connection:
        for number, channel in enumerate((CHANNEL, "C2", CHANNEL), start=1):
            key, body = f"event:{number}", f'{{"no": {number}}}'
            parking.park(connection, WORKSPACE, channel, key, body, play.now)
        assert set(parking.parked_in(connection)) == {(WORKSPACE, CHANNEL), (WORKSPACE, "C2")}
        assert bodies(CHANNEL) == ['{"no": 1}', '{"no": 3}']
        parking.unpark(connection, parking.parked(connection, WORKSPACE, CHANNEL)[0])
        assert bodies(CHANNEL) == ['{"no": 3}']
        assert parking.drop_parked(connection, play.now) == 0
        assert parking.drop_parked(connection, play.now + SECOND) == 2
        assert bodies(CHANNEL) == bodies("C2") == []
