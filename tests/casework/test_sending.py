"""An approved letter goes out, and the case goes on with what it left open."""

from __future__ import annotations

from datetime import date

import pytest

from foi_bot import approval
from foi_bot.case import Key, Mark, State, Value
from foi_bot.casework import deeds
from foi_bot.casework import facts as f
from foi_bot.casework.decision import Decided, Decision, Refused
from foi_bot.casework.people import Person
from foi_bot.interview.deadlines import deadlines, next_due, waiting_parts
from foi_bot.law.clock import ClarificationAnswered, ClarificationAsked, Extended
from foi_bot.letter.compose import compose
from tests.casework.talk import LEN, OLIVE, Talk

TWO = "1. How many arsons were recorded in 2017?\n2. What did your unit do about them?"
DAY_ONE = date(2018, 3, 14)

ANN = Person("U03ANN")

DISCLOSE: dict[str, Value] = {"outcome": "disclose"}
CLARIFY: dict[str, Value] = {"outcome": "disclose", "outcome@2": "clarify"}
ALL_CLARIFIED: dict[str, Value] = {"outcome": "clarify"}
EXTEND: dict[str, Value] = {
    "outcome": "disclose",
    "outcome@2": "extend",
    "exemptions": ("31(1)(a)",),
    "extended-until": "2018-05-08",
}
NEW_TIME = date(2018, 5, 2)
"""The last day of twenty working days from 4 April 2018."""


def words(decision: Decision) -> list[str]:
    """The names of what is said: to the person alone, or in the thread."""
    if isinstance(decision, Refused):
        return [decision.why.name]
    assert isinstance(decision, Decided)
    return [notice.words.name for notice in decision.notices]


def talked(values: dict[str, Value], request: str = TWO) -> Talk:
    """As far as a draft that can be approved."""
    talk = Talk(request).give(values)
    for finding in approval.unsettled(talk.case):
        talk.do(deeds.Overrule(OLIVE, 1, finding.id, "It is right here.", talk.tick()))
    return talk


def test_a_letter_that_decides_everything_answers_the_request() -> None:
    talk = Talk().disclosed()
    talk.react()
    assert next_due(talk.case) == date(2018, 4, 13)
    assert words(talk.send()) == ["sent-answered"]
    assert talk.state() is State.ANSWERED
    assert next_due(talk.case) is None
    (sent,) = talk.case.sent
    assert (sent.draft, sent.kind, sent.on, sent.by) == (1, "response", DAY_ONE, OLIVE.id)
    assert talk.case.open_asking is None


def test_a_letter_is_sent_on_a_day_between_its_approval_and_today() -> None:
    talk = Talk().disclosed().days(2)
    assert words(talk.send(DAY_ONE)) == ["not-approved"]
    talk.react()
    assert words(talk.send(date(2018, 3, 15))) == ["sent-before-approval"]
    assert words(talk.send(date(2018, 3, 17))) == ["day-to-come"]
    assert words(talk.days(3).send(date(2018, 3, 16))) == ["sent-answered"]


def test_only_the_officer_marks_a_letter_as_sent() -> None:
    talk = Talk().disclosed()
    talk.react()
    assert words(talk.send(by=LEN)) == ["not-the-officer"]
    assert not talk.case.sent


def test_a_letter_is_sent_once() -> None:
    talk = Talk().disclosed().sent()
    assert words(talk.send()) == ["sent-already"]
    assert len(talk.case.sent) == 1


@pytest.mark.parametrize("mark", [Mark.APPROVE, Mark.CHANGES])
@pytest.mark.parametrize("present", [True, False])
def test_nothing_that_is_done_to_a_letter_that_went_out_changes_anything(
    mark: Mark, present: bool
) -> None:
    talk = Talk().disclosed().sent()
    before = talk.case
    assert words(talk.react(mark=mark, present=present)) == ["sent-already"]
    assert talk.case == before


def test_a_letter_that_was_approved_in_time_can_be_marked_as_sent_when_the_time_is_over() -> None:
    """The letter was in the post; only the record of it came late."""
    talk = Talk().disclosed()
    talk.react()
    talk.days(40)
    assert words(talk.send(date(2018, 3, 15))) == ["sent-answered"]
    assert talk.state() is State.ANSWERED
    assert talk.case.open_asking is None


def test_the_thread_is_told_that_a_letter_went_out_too_late_and_does_not_say_so() -> None:
    talk = Talk().disclosed()
    talk.react()
    talk.days(33)
    decision = talk.send(date(2018, 4, 16))
    assert isinstance(decision, Decided)
    late = next(n.words for n in decision.notices if n.words.name == "sent-late-unsaid")
    assert dict(late.values) == {"days": "1 working day", "due": "13 April 2018"}


def test_no_letter_went_out_while_somebody_wanted_changes() -> None:
    talk = Talk().disclosed()
    talk.react()
    talk.react(ANN, Mark.CHANGES)
    talk.days(3).react(ANN, Mark.CHANGES, present=False)
    assert words(talk.send(date(2018, 3, 16))) == ["sent-before-approval"]
    assert words(talk.send(date(2018, 3, 17))) == ["sent-answered"]


def test_what_is_approved_again_when_the_time_is_over_is_recorded_so() -> None:
    talk = Talk().disclosed()
    talk.react()
    talk.react(ANN, Mark.CHANGES)
    decision = talk.days(40).react(ANN, Mark.CHANGES, present=False)
    assert isinstance(decision, Decided)
    assert [fact for fact in decision.facts if isinstance(fact, f.Approved)]
    assert words(talk.send())[0] == "sent-answered"


def test_a_letter_that_waits_while_an_answer_is_missing_has_not_gone_out() -> None:
    talk = Talk().disclosed()
    talk.react()
    talk.change("outcome")
    talk.choose("not-held")
    assert words(talk.send()) == ["not-approved"]


def test_a_question_that_was_being_changed_is_left_when_the_letter_goes_out() -> None:
    talk = Talk().disclosed()
    talk.react()
    talk.change("answer")
    assert words(talk.send()) == ["sent-answered"]
    assert talk.case.open_asking is None


class TestAnAcknowledgement:
    def test_leaves_the_response_to_be_written(self) -> None:
        talk = Talk()
        talk.change("letter", "")
        talk.choose("acknowledgement")
        assert talk.case.draft is not None
        talk.react()
        assert words(talk.send()) == ["sent-before-the-response"]
        assert talk.case.sent[0].decided == ()
        assert talk.asking.key == Key("outcome", "1")
        assert talk.state() is State.ASKING
        assert next_due(talk.case) == date(2018, 4, 13)

    def test_is_followed_at_once_by_a_response_that_was_written_already(self) -> None:
        talk = Talk().disclosed()
        talk.change("letter", "")
        talk.choose("acknowledgement")
        talk.sent()
        assert len(talk.case.drafts) == 3
        assert talk.state() is State.AWAITING

    def test_takes_no_approval_away_that_anybody_would_miss(self) -> None:
        talk = Talk()
        talk.change("letter", "")
        talk.choose("acknowledgement")
        talk.react()
        decision = talk.send()
        assert isinstance(decision, Decided)
        assert not [fact for fact in decision.facts if isinstance(fact, f.ApprovalLost)]


def test_a_second_holding_letter_gives_another_day() -> None:
    talk = Talk()
    holding: dict[str, Value] = {"letter": "holding", "holding-why": "The officer was ill."}
    for until in ("2018-04-20", "2018-04-27"):
        talk.change("letter", "")
        talk.give({**holding, "holding-until": until})
        assert talk.case.value("holding-until") == until
        talk.sent()
    assert [one.kind for one in talk.case.sent] == ["holding", "holding"]


class TestALetterThatAsksTheApplicant:
    def test_waits_with_that_part_and_decides_the_others(self) -> None:
        talk = talked(CLARIFY)
        talk.react()
        assert words(talk.send()) == ["sent-waiting"]
        assert talk.state() is State.WAITING
        assert talk.case.happened == (ClarificationAsked(DAY_ONE, "2"),)
        assert talk.case.sent[0].decided == ("1",)
        assert waiting_parts(talk.case) == ("2",)
        assert next_due(talk.case) is None

    def test_about_everything_stops_the_one_time_that_there_is(self) -> None:
        talk = talked(ALL_CLARIFIED, "What did your unit do?").sent()
        assert talk.case.happened == (ClarificationAsked(DAY_ONE),)
        assert talk.case.clock.due is None
        assert talk.state() is State.WAITING

    def test_gives_that_part_a_full_time_once_the_applicant_answers(self) -> None:
        talk = talked(CLARIFY).sent().days(25)
        came = deeds.ApplicantAnswers(OLIVE, "2", date(2018, 4, 4), "In Anytown.", talk.tick())
        assert words(talk.do(came)) == ["applicant-answered"]
        assert talk.case.happened[-1] == ClarificationAnswered(date(2018, 4, 4), "2")
        assert next_due(talk.case) == NEW_TIME
        assert talk.asking.key == Key("outcome", "2")
        assert talk.state() is State.ASKING

    def test_is_followed_by_one_that_says_of_the_rest_when_it_was_decided(self) -> None:
        talk = talked(CLARIFY).sent().days(25)
        talk.do(deeds.ApplicantAnswers(OLIVE, "2", date(2018, 4, 4), "", talk.tick()))
        talk.give(DISCLOSE)
        assert talk.case.value("outcome", "1") == "answered-before"
        assert talk.case.value("earlier-letter", "1") == "2018-03-14"
        talk.react()
        assert words(talk.send()) == ["sent-answered"]
        assert talk.state() is State.ANSWERED
        assert [one.decided for one in talk.case.sent] == [("1",), ("1", "2")]

    @pytest.mark.parametrize(
        ("part", "on", "why"),
        [
            ("1", date(2018, 3, 20), "nothing-awaited"),
            ("9", date(2018, 3, 20), "nothing-awaited"),
            ("2", date(2018, 3, 13), "not-on-the-clock"),
            ("2", date(2018, 6, 1), "day-to-come"),
        ],
    )
    def test_takes_no_answer_that_cannot_have_come(self, part: str, on: date, why: str) -> None:
        talk = talked(CLARIFY).sent().days(25)
        assert words(talk.do(deeds.ApplicantAnswers(OLIVE, part, on, "", talk.tick()))) == [why]
        assert talk.state() is State.WAITING

    def test_may_be_closed_if_no_answer_ever_comes(self) -> None:
        talk = talked(CLARIFY).sent().days(90)
        assert words(talk.do(deeds.CloseCase(OLIVE, "No answer.", talk.tick()))) == ["closed"]
        assert talk.state() is State.CLOSED


class TestALetterThatTakesMoreTime:
    def test_goes_on_with_the_outcome_of_what_it_extends(self) -> None:
        talk = talked(EXTEND)
        talk.react()
        assert words(talk.send()) == ["sent-extended"]
        assert talk.case.happened == (Extended(DAY_ONE, date(2018, 5, 8), ("2",)),)
        assert next_due(talk.case) == date(2018, 5, 8)
        assert talk.asking.key == Key("outcome", "2")
        assert talk.case.value("outcome", "1") == "answered-before"
        assert talk.case.value("exemptions", "2") == ("31(1)(a)",)

    def test_asks_for_another_day_if_it_is_extended_once_more(self) -> None:
        talk = talked(EXTEND).sent()
        assert talk.case.value("extended-until") is None


def test_parts_that_differ_have_deadlines_of_their_own() -> None:
    talk = talked(CLARIFY)
    assert [(one.about, one.due) for one in deadlines(talk.case)] == [
        (("1", "2"), date(2018, 4, 13))
    ]
    talk.sent()
    (waits,) = deadlines(talk.case)
    assert (waits.about, waits.due, waits.waits) == (("2",), None, True)


def test_an_answer_that_is_changed_after_sending_makes_another_letter() -> None:
    talk = Talk().disclosed().sent()
    talk.change("answer")
    talk.answer("We recorded 215.")
    assert len(talk.case.drafts) == 2
    assert talk.state() is State.AWAITING
    assert next_due(talk.case) is None


def test_looking_at_an_answer_after_sending_makes_none() -> None:
    talk = Talk().disclosed().sent().days(60)
    talk.change("answer")
    talk.skip()
    assert len(talk.case.drafts) == 1
    assert talk.state() is State.ANSWERED


class TestAFeesNotice:
    def test_stops_the_time_until_the_fee_comes(self) -> None:
        talk = Talk().days(30)
        given = deeds.GiveFeesNotice(OLIVE, date(2018, 3, 20), talk.tick())
        assert words(talk.do(given)) == ["fees-notice-given"]
        assert next_due(talk.case) is None
        paid = deeds.ReceiveFee(OLIVE, date(2018, 3, 27), talk.tick())
        assert words(talk.do(paid)) == ["fee-received"]
        assert next_due(talk.case) == date(2018, 4, 23)

    def test_and_the_fee_are_told_once(self) -> None:
        """A fee that came too late changes nothing, and could be told again and again."""
        talk = Talk().days(120)
        given = deeds.GiveFeesNotice(OLIVE, date(2018, 3, 20), talk.tick())
        paid = deeds.ReceiveFee(OLIVE, date(2018, 7, 2), talk.tick())
        assert words(talk.do(given)) == ["fees-notice-given"]
        assert words(talk.do(given)) == ["already-settled"]
        assert words(talk.do(paid)) == ["fee-received-too-late"]
        assert words(talk.do(paid)) == ["already-settled"]

    def test_takes_the_words_about_being_late_out_of_a_draft_that_is_late_no_more(self) -> None:
        talk = Talk().days(40).give({"outcome": "disclose", "late-why": "The officer was ill."})
        (late,) = talk.case.drafts
        talk.react()
        given = deeds.GiveFeesNotice(OLIVE, date(2018, 3, 20), talk.tick())
        assert words(talk.do(given)) == ["fees-notice-given", "approvals-void"]
        assert talk.case.draft is not None
        assert talk.case.draft.letter != late.letter
        assert talk.case.draft.letter == compose(talk.case.at(talk.now))

    def test_no_fee_comes_without_a_notice(self) -> None:
        talk = Talk().days(30)
        paid = deeds.ReceiveFee(OLIVE, date(2018, 3, 27), talk.tick())
        assert words(talk.do(paid)) == ["not-on-the-clock"]
        assert next_due(talk.case) is not None


def test_a_case_stands_where_its_facts_left_it_whatever_the_day() -> None:
    talk = Talk().disclosed().sent()
    for days in (1, 30, 400):
        talk.days(days)
        assert approval.state(talk.case.at(talk.now)) is State.ANSWERED


def test_a_second_acknowledgement_is_drafted_and_sent_like_the_first() -> None:
    talk = Talk()
    for drafts in (1, 2):
        talk.change("letter", "")
        talk.choose("acknowledgement")
        assert len(talk.case.drafts) == drafts
        assert talk.state() is State.AWAITING
        talk.sent()
    assert [one.draft for one in talk.case.sent] == [1, 2]
    assert talk.state() is State.ASKING


def test_what_has_been_answered_is_not_acknowledged_afterwards() -> None:
    talk = Talk().disclosed().sent()
    talk.change("letter", "")
    assert isinstance(talk.choose("acknowledgement"), Refused)
    assert isinstance(talk.choose("holding"), Refused)
    assert len(talk.case.drafts) == 1
