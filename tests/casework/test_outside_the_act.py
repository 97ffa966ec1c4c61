"""A request that belongs elsewhere than under the Act gets no letter under it."""

from __future__ import annotations

import pytest

from foi_bot.case import Key, State
from foi_bot.casework import deeds
from foi_bot.casework import facts as f
from foi_bot.casework.decision import Decided, Notice
from tests.casework.talk import OLIVE, Talk

TWO = "1. How loud is the road?\n2. What do you hold about me?"


def told(talk: Talk, value: str) -> tuple[Notice, ...]:
    decision = talk.choose(value)
    assert isinstance(decision, Decided)
    return decision.notices


@pytest.mark.parametrize(
    ("outcome", "advice"),
    [
        ("environmental", "Environmental Information Regulations 2004"),
        ("own-data", "subject access request"),
        ("ordinary-business", "as you would any letter"),
        ("another-authority", "offer to pass the request on"),
    ],
)
def test_the_thread_is_told_what_to_do_instead(outcome: str, advice: str) -> None:
    talk = Talk()
    (notice,) = told(talk, outcome)
    assert notice.words.name == "goes-elsewhere"
    assert advice in notice.quote
    assert [button.action for button in notice.buttons] == ["close_case", "all_answers"]
    assert talk.state() is State.OUTSIDE
    assert talk.case.draft is None
    assert talk.case.open_asking is None


def test_each_piece_has_its_own_advice() -> None:
    talk = Talk(TWO)
    while talk.asking.key != Key("outcome", "2"):
        talk.give_one({"outcome@1": "environmental"})
    (notice,) = told(talk, "own-data")
    first, second = notice.quote.split("\n")
    assert first.startswith("Part 1: Answer this under the Environmental Information Regulations")
    assert second.startswith("Part 2: Treat this as a subject access request")


def test_the_advice_is_given_once() -> None:
    talk = Talk()
    told(talk, "environmental")
    talk.change("outcome")
    assert told(talk, "environmental") == ()
    talk.change("outcome")
    assert [notice.words.name for notice in told(talk, "own-data")] == ["goes-elsewhere"]


def test_changing_the_outcome_goes_on() -> None:
    talk = Talk()
    told(talk, "environmental")
    talk.change("outcome")
    talk.give({"outcome": "disclose"})
    assert talk.state() is State.AWAITING


def test_a_draft_that_was_there_before_counts_no_more() -> None:
    talk = Talk().disclosed()
    talk.react()
    assert talk.state() is State.APPROVED
    talk.change("outcome")
    decision = talk.choose("environmental")
    assert isinstance(decision, Decided)
    assert any(isinstance(fact, f.ApprovalLost) for fact in decision.facts)
    assert talk.state() is State.OUTSIDE
    assert talk.send() != Decided()
    assert not talk.case.sent


def test_it_can_be_acknowledged_all_the_same() -> None:
    talk = Talk()
    told(talk, "environmental")
    talk.change("letter", "")
    talk.choose("acknowledgement")
    assert talk.state() is State.AWAITING
    talk.sent()
    assert talk.state() is State.OUTSIDE


def test_it_is_closed_with_a_reason() -> None:
    talk = Talk()
    told(talk, "environmental")
    talk.do(deeds.CloseCase(OLIVE, "Answered under the Regulations.", talk.tick()))
    assert talk.state() is State.CLOSED
