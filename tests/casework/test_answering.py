"""Answering, going back, skipping, taking over: what a press of a button comes to."""

from __future__ import annotations

import pytest

from foi_bot.case import Ending, Key
from foi_bot.casework import deeds
from foi_bot.casework import facts as f
from foi_bot.casework.decision import Decided, Decision, Refused
from foi_bot.casework.people import Footing, Person
from tests.casework.talk import LEN, OLIVE, Talk


def why(decision: Decision) -> str:
    """The name of the wording with which a deed was refused."""
    assert isinstance(decision, Refused), decision
    return decision.why.name


def kinds(decision: Decision) -> list[str]:
    """The kinds of the facts that were decided."""
    assert isinstance(decision, Decided), decision
    return [type(fact).__name__ for fact in decision.facts]


def test_a_choice_is_an_answer_closes_its_question_and_puts_the_next() -> None:
    assert kinds(Talk().choose("disclose")) == ["Answered", "AskingClosed", "Asked"]


def test_the_last_answer_is_followed_by_a_draft() -> None:
    talk = Talk()
    talk.choose("disclose")
    talk.answer("We recorded 214.")
    talk.answer("From our crime records, drawn on 13 March 2018.")
    assert kinds(talk.choose("no")) == ["Answered", "AskingClosed", "Drafted"]


def test_the_same_letter_again_is_no_new_draft() -> None:
    talk = Talk().disclosed()
    talk.change("people")
    assert kinds(talk.choose("treated")) == ["Answered", "AskingClosed"]
    assert len(talk.case.drafts) == 1


@pytest.mark.parametrize("value", ["perhaps", "", ("disclose",)])
def test_what_is_no_option_is_refused(value: str | tuple[str, ...]) -> None:
    assert why(Talk().choose(value)) == "not-an-answer"


def test_a_second_press_on_an_answered_question_is_told_that_it_has_its_answer() -> None:
    talk = Talk()
    first = talk.asking.no
    talk.choose("disclose")
    again = talk.do(deeds.Choose(OLIVE, first, "ncnd", talk.tick()))
    assert why(again) == "already-answered"


def test_a_press_on_a_question_that_was_left_is_told_that_the_talk_has_moved_on() -> None:
    talk = Talk()
    talk.choose("disclose")
    left = talk.asking.no
    talk.do(deeds.Back(OLIVE, left, talk.tick()))
    assert why(talk.do(deeds.Next(OLIVE, left, talk.tick()))) == "question-moved-on"


@pytest.mark.parametrize("asking", [0, -1, 99])
def test_a_press_on_a_question_that_never_was_is_told_the_same(asking: int) -> None:
    talk = Talk()
    assert why(talk.do(deeds.Skip(OLIVE, asking, talk.tick()))) == "question-moved-on"


def test_back_from_the_first_question_goes_nowhere() -> None:
    talk = Talk()
    back = talk.do(deeds.Back(OLIVE, talk.asking.no, talk.tick()))
    assert why(back) == "no-question-before"


def test_back_puts_the_question_before_again_and_leaves_this_one() -> None:
    talk = Talk()
    talk.choose("disclose")
    left = talk.asking.no
    talk.do(deeds.Back(OLIVE, left, talk.tick()))
    assert talk.asking.key == Key("outcome", "1")
    assert talk.case.asking(left).ending is Ending.LEFT


def test_a_skipped_question_comes_after_those_that_nobody_has_seen() -> None:
    talk = Talk()
    talk.choose("disclose")
    talk.skip()
    seen: list[str] = []
    while len(seen) < 4:
        seen.append(talk.asking.key.question)
        talk.skip()
    assert seen == ["basis", "people", "answer", "basis"]


def test_the_only_question_left_cannot_be_skipped() -> None:
    assert why(Talk().skip()) == "last-question"


def test_a_question_outside_the_plan_cannot_be_changed() -> None:
    assert why(Talk().change("answer")) == "question-gone"
    assert why(Talk().change("what")) == "question-gone"


def test_the_open_question_need_not_be_asked_again() -> None:
    talk = Talk()
    assert why(talk.change("outcome")) == "already-open"


def test_an_answer_that_takes_the_ground_from_another_reopens_it() -> None:
    talk = Talk()
    talk.choose("ncnd")
    decided = talk.choose("no")
    assert isinstance(decided, Decided)
    reopened = [x.key.question for x in decided.facts if isinstance(x, f.Reopened)]
    assert reopened == ["outcome", "reveals"]
    assert talk.asking.key == Key("outcome", "1")
    assert talk.case.value("reveals", "1") is None


@pytest.mark.parametrize("footing", [one for one in Footing if one is not Footing.MEMBER])
def test_on_any_other_footing_nobody_answers_takes_over_or_closes(footing: Footing) -> None:
    talk = Talk()
    who = Person(OLIVE.id, footing)
    ts = talk.tick()
    for deed in (
        deeds.Choose(who, talk.asking.no, "disclose", ts),
        deeds.TakeOver(Person("U05", footing), OLIVE.id, ts),
        deeds.CloseCase(who, "Because.", ts),
    ):
        assert why(talk.do(deed)) == f"cannot-act-{footing}"


def test_nobody_but_the_officer_presses_the_buttons_of_a_question() -> None:
    talk = Talk()
    no, ts = talk.asking.no, talk.tick()
    for deed in (
        deeds.Next(LEN, no, ts),
        deeds.Choose(LEN, no, "disclose", ts),
        deeds.Skip(LEN, no, ts),
        deeds.Back(LEN, no, ts),
        deeds.Change(LEN, Key("outcome", "1"), ts),
        deeds.CloseCase(LEN, "Because.", ts),
    ):
        assert why(talk.do(deed)) == "not-the-officer"


def test_taking_over_names_whom_it_takes_over_from() -> None:
    talk = Talk()
    assert why(talk.do(deeds.TakeOver(OLIVE, OLIVE.id, talk.tick()))) == "already-the-officer"
    assert kinds(talk.do(deeds.TakeOver(LEN, OLIVE.id, talk.tick()))) == ["TakenOver"]
    stale = deeds.TakeOver(Person("U03"), OLIVE.id, talk.tick())
    assert why(talk.do(stale)) == "officer-changed"


def test_whatever_is_done_to_a_closed_case_changes_nothing() -> None:
    talk = Talk().disclosed()
    talk.do(deeds.CloseCase(OLIVE, "Withdrawn.", talk.tick()))
    closed = talk.case
    assert why(talk.change("answer")) == "case-closed"
    assert why(talk.do(deeds.TakeOver(LEN, OLIVE.id, talk.tick()))) == "case-closed"
    assert talk.do(deeds.Reply(OLIVE, talk.tick(), "Too late.")) == Decided()
    assert talk.case == closed


def test_a_case_is_not_closed_without_a_reason() -> None:
    talk = Talk()
    assert why(talk.do(deeds.CloseCase(OLIVE, "  ", talk.tick()))) == "reason-missing"
