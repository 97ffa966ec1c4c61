"""An internal review: a fresh decision, by somebody who took no part in the first."""

from __future__ import annotations

import pytest

from foi_bot import approval
from foi_bot.case import Key, State
from foi_bot.casework import deeds
from foi_bot.casework import facts as f
from foi_bot.casework.decision import Decided, Decision, Refused
from foi_bot.casework.people import Person
from foi_bot.interview.asked import question
from tests.casework.talk import LEN, OLIVE, Talk
from tests.interview.values import plainest

NORA = Person("U04REVIEWER")
PAUL = Person("U05PARTNER")


def begin(talk: Talk, by: Person = NORA, reason: str = "") -> Decision:
    return talk.do(deeds.StartReview(by, talk.tick(), reason))


def why(decision: Decision) -> str:
    assert isinstance(decision, Refused), decision
    return decision.why.name


def answered() -> Talk:
    """A case whose response, written by the officer and approved by the lead, has gone out."""
    return Talk().disclosed().sent().days(30)


def reviewed(talk: Talk) -> Talk:
    """As far as the draft of the review."""
    while talk.case.open_asking is not None:
        asked, case = talk.case.open_asking, talk.case.at(talk.now)
        value = plainest(case, asked.key, question(case, asked.key))
        talk.do(deeds.Choose(Person(case.officer), asked.no, value, talk.tick()))
    return talk


def test_begins_with_what_a_reviewer_is_asked() -> None:
    talk = answered()
    assert isinstance(begin(talk), Decided)
    assert talk.case.officer == NORA.id
    assert talk.case.value("letter") == "review"
    assert talk.asking.key == Key("review-asked")
    assert talk.state() is State.ASKING


@pytest.mark.parametrize("who", [OLIVE, LEN])
def test_is_not_begun_by_somebody_who_wrote_or_approved_the_first_decision(who: Person) -> None:
    talk = answered()
    assert why(begin(talk, who)) == "took-part-so-no-review"
    assert talk.case.review is None


def test_is_begun_by_one_of_them_with_a_reason_that_everybody_sees() -> None:
    talk = answered()
    decision = begin(talk, OLIVE, "There are two of us.")
    assert isinstance(decision, Decided)
    assert [(n.words.name, n.quote) for n in decision.notices] == [
        ("review-begun-all-the-same", "There are two of us.")
    ]
    assert talk.case.review is not None
    assert talk.case.review.reason == "There are two of us."


def test_is_not_taken_over_by_one_of_them_either() -> None:
    talk = answered()
    begin(talk)
    assert why(talk.do(deeds.TakeOver(OLIVE, NORA.id, talk.tick()))) == "took-part-so-no-review"
    talk.do(deeds.TakeOver(PAUL, NORA.id, talk.tick()))
    assert talk.case.officer == PAUL.id


def test_is_approved_by_somebody_who_did_not_approve_the_first_decision() -> None:
    talk = answered()
    begin(talk)
    reviewed(talk)
    assert why(talk.react(LEN)) == "took-part"
    assert isinstance(talk.react(PAUL), Decided)
    assert talk.state() is State.APPROVED


def test_is_approved_by_one_of_them_once_it_is_recorded_why() -> None:
    talk = answered()
    begin(talk)
    reviewed(talk)
    talk.do(deeds.WaiveFourEyes(NORA, "Nobody else is in the office.", talk.tick()))
    assert isinstance(talk.react(LEN), Decided)
    assert talk.state() is State.APPROVED


def test_ends_when_its_letter_goes_out() -> None:
    talk = answered()
    begin(talk)
    reviewed(talk)
    talk.react(PAUL)
    talk.send(by=NORA)
    assert talk.state() is State.ANSWERED
    assert [one.kind for one in talk.case.sent] == ["response", "review"]


def test_is_not_begun_twice() -> None:
    talk = answered()
    begin(talk)
    assert why(begin(talk, PAUL)) == "review-begun-already"


def test_is_not_begun_before_a_response_has_gone_out() -> None:
    talk = Talk().disclosed()
    assert why(begin(talk)) == "nothing-to-review"


def test_is_begun_as_well_by_choosing_it_as_the_letter_to_be_written() -> None:
    talk = answered()
    talk.do(deeds.TakeOver(NORA, OLIVE.id, talk.tick()))
    talk.do(deeds.Change(NORA, Key("letter"), talk.tick()))
    decision = talk.do(deeds.Choose(NORA, talk.asking.no, "review", talk.tick()))
    assert isinstance(decision, Decided)
    assert any(isinstance(fact, f.ReviewStarted) for fact in decision.facts)
    assert approval.reviews(talk.case)


def test_is_not_chosen_by_somebody_who_wrote_the_first_decision() -> None:
    talk = answered()
    talk.change("letter", "")
    assert why(talk.choose("review")) == "took-part-so-no-review"


def test_of_a_case_that_was_answered_elsewhere_is_nobodys_in_particular() -> None:
    """A review may be all that a case is opened for: then there is nobody to keep out of it."""
    talk = Talk()
    talk.change("letter", "")
    assert isinstance(talk.choose("review"), Decided)
    assert talk.case.review is None
    assert not approval.took_part(talk.case, OLIVE.id)


def test_decides_afresh_what_a_later_letter_only_said_was_decided() -> None:
    two = "1. How many arsons were recorded?\n2. What did your unit do about them?"
    talk = Talk(two).give({"outcome": "disclose", "outcome@2": "clarify"})
    for finding in approval.unsettled(talk.case):
        talk.do(deeds.Overrule(OLIVE, 1, finding.id, "It is right here.", talk.tick()))
    talk.sent().days(1)
    today = talk.case.at(talk.now).on
    talk.do(deeds.ApplicantAnswers(OLIVE, "2", today, "", talk.tick()))
    talk.give({"outcome": "disclose"})
    for finding in approval.unsettled(talk.case):
        talk.do(deeds.Overrule(OLIVE, 2, finding.id, "It is right here.", talk.tick()))
    talk.sent()
    assert talk.case.value("outcome", "1") == "answered-before"
    begin(talk)
    assert talk.case.value("outcome", "1") == "disclose"
    assert talk.case.value("outcome", "2") == "disclose"
