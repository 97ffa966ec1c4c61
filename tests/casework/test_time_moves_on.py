"""The day moves on though nobody does anything, and the letter has to say something else."""

from __future__ import annotations

import pytest

from foi_bot import approval
from foi_bot.case import Key, Mark, State
from foi_bot.casework import deeds
from foi_bot.casework import facts as f
from foi_bot.casework.decision import Decided, Refused
from foi_bot.casework.people import Person
from tests.casework.talk import GUEST, LEN, OLIVE, Talk

LATE = 40
"""Days after which the time for an answer is over."""


def late() -> Talk:
    """A draft that was in time when it was written, and is looked at when the time is over."""
    return Talk().disclosed().days(LATE)


def test_a_tick_on_a_letter_that_has_become_late_asks_why_it_is() -> None:
    talk = late()
    decision = talk.react()
    assert isinstance(decision, Refused)
    assert decision.why.name == "being-changed"
    assert decision.meanwhile is not None
    (told,) = decision.meanwhile.notices
    assert told.words.name == "overtaken"
    assert talk.asking.key == Key("late-why")


def test_once_it_says_why_the_letter_can_be_approved() -> None:
    talk = late()
    talk.react()
    talk.answer("We had to ask another force.")
    assert len(talk.case.drafts) == 2
    talk.react()
    assert talk.state() is State.APPROVED


def test_what_was_approved_in_time_is_void_once_the_letter_says_more() -> None:
    talk = Talk().disclosed()
    talk.react()
    talk.days(LATE)
    assert not approval.tally(talk.case.at(talk.now)).approved
    talk.reply("Has this gone out?", by=LEN)
    talk.reply("We had to ask another force.")
    decision = talk.next()
    assert isinstance(decision, Decided)
    assert "approvals-void" in [notice.words.name for notice in decision.notices]


@pytest.mark.parametrize("who", [OLIVE, LEN])
def test_whoever_writes_in_the_thread_finds_the_question_put(who: Person) -> None:
    talk = late()
    before = talk.case.replies
    talk.reply("What about this one?", by=who)
    assert talk.asking.key == Key("late-why")
    assert talk.case.replies == before


def test_a_guest_moves_nothing() -> None:
    talk = late()
    talk.reply("What about this one?", by=GUEST)
    assert talk.case.open_asking is None


def test_a_cross_counts_and_the_question_is_put() -> None:
    talk = late()
    decision = talk.react(mark=Mark.CHANGES)
    assert isinstance(decision, Decided)
    assert {type(fact) for fact in decision.facts} == {f.Marked, f.Asked}
    assert approval.tally(talk.case).holding == (LEN.id,)


def test_the_question_is_put_once() -> None:
    talk = late()
    talk.react()
    asked = len(talk.case.askings)
    talk.reply("And now?", by=LEN)
    talk.react(by=LEN)
    assert len(talk.case.askings) == asked


def test_somebody_who_takes_the_case_over_is_asked() -> None:
    talk = late()
    talk.do(deeds.TakeOver(LEN, OLIVE.id, talk.tick()))
    assert talk.asking.key == Key("late-why")
    assert talk.case.officer == LEN.id


def test_while_it_is_in_time_nothing_is_asked() -> None:
    talk = Talk().disclosed().days(3)
    talk.reply("What about this one?", by=LEN)
    assert talk.case.open_asking is None
