"""How much is asked of the database: the same few statements, however long a case has become."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from foi_bot.case import Case, Mark
from foi_bot.casework import deeds
from foi_bot.casework.perform import Done, Office, Outcome
from foi_bot.slack.calls import call_for
from store import lanes, outbox
from tests.store.play import LEN, OLIVE, Play
from tests.store.statements import counted

Doing = Callable[[Case, str], deeds.CaseDeed]


def asking(case: Case) -> int:
    assert case.open_asking is not None
    return case.open_asking.no


def typed(play: Play) -> Case:
    """A case whose open question has one reply."""
    case = play.opened()
    play.answer(case.id, "disclose")
    play.do(case.id, lambda ts: deeds.Reply(OLIVE, ts, "In 2023, 12 bicycles were stolen."))
    return play.loaded(case.id)


def long(play: Play) -> Case:
    """A case that has been answered and changed many times, with a question open."""
    case = play.drafted()
    for number in range(10):
        text = f"In 2023, {number} bicycles were stolen."
        play.do(case.id, lambda ts, t=text: deeds.EditReply(OLIVE, case.replies[0].ts, t, ts))  # type: ignore[misc]
    changed = play.loaded(case.id)
    play.do(case.id, lambda ts: deeds.Change(OLIVE, changed.answers[0].key, ts))
    return play.loaded(case.id)


DEEDS: dict[str, tuple[Callable[[Play], Case], Doing, int]] = {
    "a press of a button": (
        Play.opened,
        lambda case, ts: deeds.Choose(OLIVE, asking(case), "disclose", ts),
        14,
    ),
    "the same in a long case": (
        long,
        lambda case, ts: deeds.Choose(OLIVE, asking(case), "disclose", ts),
        14,
    ),
    "a reply in the thread": (
        typed,
        lambda _, ts: deeds.Reply(OLIVE, ts, "Of these, 2 were found."),
        9,
    ),
    "Next": (typed, lambda case, ts: deeds.Next(OLIVE, asking(case), ts), 14),
    "an approval": (
        Play.drafted,
        lambda _, ts: deeds.React(LEN, 1, True, Mark.APPROVE, True, ts),
        13,
    ),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_a_deed_takes_no_more_statements_than_promised(office: Office, deed: str) -> None:
    beginning, doing, promised = DEEDS[deed]
    play = Play(office)
    case = beginning(play)
    with counted(office.database) as statements:
        outcome = play.do(case.id, lambda ts: doing(case, ts), send=False)
    assert isinstance(outcome, Done), outcome
    assert len(statements) <= promised, Counter(statements)


def test_a_delivery_that_comes_again_takes_one(office: Office) -> None:
    play = Play(office)
    case = play.opened()

    def choose() -> Outcome:
        return play.do(
            case.id, lambda ts: deeds.Choose(OLIVE, 1, "disclose", ts), key="again", send=False
        )

    choose()
    with counted(office.database) as statements:
        again = choose()
    assert again == Done(again=True)
    assert [statement.split()[0] for statement in statements] == ["INSERT"]


def test_looking_for_what_is_due_takes_one_however_much_waits(office: Office) -> None:
    play = Play(office)
    for number in range(5):
        play.opened(f"Request {number}", send=False)
    with counted(office.database) as statements, office.database.reading() as connection:
        assert lanes.next_due(connection) is not None
    assert len(statements) == 1


def test_a_message_is_sent_with_two_transactions(office: Office) -> None:
    """One takes it and stores that it is about to be posted, the other writes what it came to."""
    play = Play(office)
    play.opened(send=False)
    with counted(office.database) as statements:
        with office.database.writing() as connection:
            [card] = lanes.take(connection, "me", play.now, 8, call_for)
        taking = len(statements)
        lanes.written(
            office.database, card, lambda c: outbox.sent(c, card.message, play.ts(), play.now)
        )
    assert taking <= 9
    assert len(statements) - taking <= 6
