"""Sending in Slack: a letter is marked as sent, the applicant answers, a review follows."""

from __future__ import annotations

from datetime import date

import pytest

from foi_bot import approval
from foi_bot.case import Key, State, Value
from tests.slack.office import DISCLOSED, FoiOffice
from tests.slack_double import SlackDouble
from tests.slack_double.acts import Person

TODAY = date(2018, 3, 14)
TWO = "1) How many bicycles were stolen in 2017?\n2) What did your unit do about it?"
CLARIFIED: dict[str, Value] = {
    **DISCLOSED,
    "parts": "as they are",
    "outcome@2": "clarify",
    "unclear": "You ask about our unit. We have eleven units that deal with theft.",
    "would-identify": "The name of the unit, or the town that it works in, would do.",
}


def state(office: FoiOffice) -> State:
    return approval.state(office.case.at(office.now()))


def pick(office: FoiOffice, label: str, on_: date, by: Person | None = None, **more: str) -> None:
    """Press a button of the card or of the newest draft, and send its form with a day."""
    who = by or office.officer
    message = office.card if label in office.card.buttons else office.verdict
    who.click(message, label)
    who.submit(values={"day": on_.isoformat(), **more})
    office.settle()


def sent(office: FoiOffice, values: dict[str, Value] | None = None, request: str = "") -> FoiOffice:
    """A case whose letter has gone out on the day on which it was approved."""
    if values is None:
        office.drafted()
    else:
        office.drafted(request, values)
    office.approve()
    pick(office, "Mark as sent", office.case.at(office.now()).on)
    assert office.case.sent
    return office


def error(office: FoiOffice) -> str:
    """What the open form says at its day."""
    return office.officer.view.errors["day"]


class TestMarkAsSent:
    def test_is_offered_once_the_draft_is_approved(self, office: FoiOffice) -> None:
        office.drafted()
        assert "Mark as sent" not in office.verdict.buttons
        office.approve()
        assert "Mark as sent" in office.verdict.buttons

    def test_answers_the_request(self, office: FoiOffice) -> None:
        sent(office)
        assert state(office) is State.ANSWERED
        assert "Draft 1 went out on 14 March 2018" in office.verdict.prose
        assert office.verdict.buttons == []
        assert "Nothing is due" in office.card.prose
        assert "The response (draft 1) went out on 14 March 2018" in office.card.prose
        assert office.card.buttons == ["All answers", "Internal review", "Take over"]
        assert office.case_id not in office.cases()

    def test_takes_no_day_to_come(self, office: FoiOffice) -> None:
        office.drafted()
        office.approve()
        pick(office, "Mark as sent", date(2018, 3, 20))
        assert "still to come" in error(office)
        assert not office.case.sent
        office.officer.submit(values={"day": "2018-03-13"})
        assert "before the letter was approved, which was on 14 March 2018" in error(office)
        office.officer.submit(values={"day": "2018-03-14"})
        assert office.case.sent

    def test_is_the_officers(self, office: FoiOffice) -> None:
        office.drafted()
        office.approve()
        office.lead.click(office.verdict, "Mark as sent")
        office.settle()
        assert not office.lead.has_modal
        assert "is the officer of this case" in office.told(office.lead)

    @pytest.mark.parametrize("mark", ["white_check_mark", "x"])
    def test_makes_reactions_mean_nothing_and_says_so(self, office: FoiOffice, mark: str) -> None:
        sent(office)
        before = office.case
        office.approver.react(office.verdict, mark)
        office.settle()
        assert office.case == before
        assert "went out on 14 March 2018: nothing that is done" in office.told(office.approver)

    def test_taken_back_an_approval_still_stood_when_the_letter_went_out(
        self, office: FoiOffice
    ) -> None:
        sent(office)
        office.lead.unreact(office.verdict, "white_check_mark")
        office.settle()
        assert state(office) is State.ANSWERED
        assert "went out on 14 March 2018" in office.told(office.lead)

    def test_sent_from_two_open_forms_it_is_sent_once(self, office: FoiOffice) -> None:
        office.drafted()
        office.approve()
        forms = []
        for _ in range(2):
            office.officer.click(office.verdict, "Mark as sent")
            forms.append(office.officer.view)
        for form in forms:
            office.officer.submit(form, values={"day": TODAY.isoformat()})
        assert len(office.case.sent) == 1
        assert "went out on 14 March 2018" in forms[1].errors["day"]

    def test_recorded_late_it_is_the_day_of_sending_that_counts(
        self, slack: SlackDouble, office: FoiOffice
    ) -> None:
        office.drafted()
        office.approve()
        slack.wait(60 * 86_400)
        pick(office, "Mark as sent", date(2018, 3, 15))
        assert state(office) is State.ANSWERED
        assert "too late" not in office.said()

    def test_too_late_is_said_to_everybody(self, slack: SlackDouble, office: FoiOffice) -> None:
        office.drafted()
        office.approve()
        slack.wait(60 * 86_400)
        pick(office, "Mark as sent", date(2018, 4, 17))
        assert "2 working days too late, and the letter does not say so" in office.said()


def test_an_acknowledgement_is_followed_by_the_first_question(office: FoiOffice) -> None:
    office.open_case()
    write(office, "letter")
    office.answer("acknowledgement")
    office.approve()
    pick(office, "Mark as sent", TODAY)
    assert office.asking.key == Key("outcome", "1")
    assert "The acknowledgement (draft 1) went out" in office.card.prose
    assert "13 April 2018" in office.card.prose
    assert office.case_id in office.cases()


def write(office: FoiOffice, question: str) -> None:
    """Press the button of a question in "All answers"."""
    office.press("All answers", on=office.card)
    for shown in office.officer.ephemerals:
        for control in shown.controls:
            if control.value and f'"key":"{question}"' in control.value:
                office.officer.click(shown, control)
                office.settle()
                return
    raise AssertionError(f"{question} is not offered")


class TestWaitingForTheApplicant:
    @pytest.fixture
    def waiting(self, office: FoiOffice) -> FoiOffice:
        """A case with one part answered, and one about which the applicant has been asked."""
        return sent(office, CLARIFIED, TWO)

    def test_shows_which_part_waits_since_when(self, waiting: FoiOffice) -> None:
        assert state(waiting) is State.WAITING
        assert "Waiting for the applicant" in waiting.card.prose
        told = "Stands still: clarification asked on 14 March 2018 (part 2)"
        assert told in waiting.card.prose
        assert waiting.case_id in waiting.cases()

    def test_ends_with_what_they_say_and_a_full_time_for_that_part(
        self, slack: SlackDouble, waiting: FoiOffice
    ) -> None:
        slack.wait(30 * 86_400)
        words = "The one in Anytown <!channel>"
        pick(waiting, "The applicant answered", date(2018, 4, 4), words=words)
        assert waiting.asking.key == Key("outcome", "2")
        assert "2 May 2018 (part 2)" in waiting.card.prose
        assert "Received 4 April 2018" in waiting.card.prose
        assert "The one in Anytown" in waiting.said()
        assert "The applicant answered" not in waiting.card.buttons

    def test_takes_no_day_before_they_were_asked(self, waiting: FoiOffice) -> None:
        pick(waiting, "The applicant answered", date(2018, 3, 13))
        assert "nothing had been asked" in error(waiting)
        assert state(waiting) is State.WAITING

    def test_is_closed_with_a_reason_where_they_never_answer(
        self, slack: SlackDouble, waiting: FoiOffice
    ) -> None:
        slack.wait(90 * 86_400)
        waiting.officer.click(waiting.card, "Close")
        waiting.officer.submit(values={"reason": "No answer came."})
        waiting.settle()
        assert state(waiting) is State.CLOSED
        assert "Closed without a letter" not in waiting.card.prose

    def test_lists_it_without_a_last_day(self, waiting: FoiOffice) -> None:
        waiting.officer.command("/foi", "list")
        assert "no time runs" in waiting.told(waiting.officer)


def test_where_several_parts_wait_the_form_asks_which(
    slack: SlackDouble, office: FoiOffice
) -> None:
    three = f"{TWO}\n3) When will it do more?"
    sent(office, {**CLARIFIED, "outcome@3": "clarify"}, three)
    slack.wait(30 * 86_400)
    pick(office, "The applicant answered", date(2018, 4, 4), part="3")
    assert office.asking.key == Key("outcome", "3")
    told = office.card.prose
    assert "2 May 2018 (part 3)" in told
    assert "clarification asked on 14 March 2018 (part 2)" in told


class TestFees:
    def test_stop_the_time_from_the_notice_to_the_fee(
        self, slack: SlackDouble, office: FoiOffice
    ) -> None:
        office.open_case()
        slack.wait(30 * 86_400)
        self._record(office, "A fees notice was given", "2018-03-20")
        assert "to be paid by 19 June 2018" in office.card.prose
        self._record(office, "The fee came", "2018-03-27")
        assert "23 April 2018" in office.card.prose

    def test_the_fee_without_a_notice_is_refused_at_the_day(self, office: FoiOffice) -> None:
        office.open_case()
        self._record(office, "The fee came", "2018-03-14")
        assert "no fees notice was open" in error(office)

    def _record(self, office: FoiOffice, label: str, day: str) -> None:
        office.press("All answers", on=office.card)
        shown = next(e for e in reversed(office.officer.ephemerals) if label in e.buttons)
        office.officer.click(shown, label)
        office.officer.submit(values={"day": day})
        office.settle()


class TestOutsideTheAct:
    def test_the_thread_says_what_to_do_and_the_card_offers_to_close(
        self, office: FoiOffice
    ) -> None:
        office.open_case()
        office.answer("own-data")
        assert state(office) is State.OUTSIDE
        assert "subject access request" in office.thread.last.prose
        assert "Not to be answered under the Act" in office.card.prose
        assert "Close" in office.card.buttons
        office.officer.click(office.thread.last, "Close the case")
        office.officer.submit(values={"reason": "Passed to data protection today."})
        office.settle()
        assert state(office) is State.CLOSED

    def test_another_outcome_goes_on(self, office: FoiOffice) -> None:
        office.open_case()
        office.answer("own-data")
        write(office, "outcome@1")
        office.answer_all()
        assert state(office) is State.AWAITING

    def test_a_draft_from_before_says_that_it_counts_no_more(self, office: FoiOffice) -> None:
        office.drafted()
        write(office, "outcome@1")
        office.answer("own-data")
        assert "Draft 1 counts no more" in office.verdict.prose


class TestTimeMovesOn:
    def test_a_tick_on_a_letter_that_has_become_late_asks_why(
        self, slack: SlackDouble, office: FoiOffice
    ) -> None:
        office.drafted()
        slack.wait(60 * 86_400)
        office.approve()
        assert office.asking.key == Key("late-why")
        assert "can't be approved now" in office.told(office.lead)
        assert "time has moved on" in office.said()
        assert "on hold" in office.verdict.prose
        office.answer("We had to ask another force, which answered only last week.")
        office.approve()
        assert state(office) is State.APPROVED

    def test_the_tick_that_was_refused_does_not_count_later(
        self, slack: SlackDouble, office: FoiOffice
    ) -> None:
        office.drafted()
        slack.wait(60 * 86_400)
        office.approve()
        office.catch_up()
        assert not office.case.marks


class TestInternalReview:
    def test_is_begun_by_somebody_who_took_no_part(self, office: FoiOffice) -> None:
        sent(office)
        office.press("Internal review", on=office.card, by=office.approver)
        assert office.case.officer == office.approver.id
        assert office.asking.key == Key("review-asked")
        assert "@approver begins the internal review" in office.said()
        assert "Internal review" not in office.card.buttons

    def test_begun_by_the_first_officer_wants_a_reason_that_everybody_sees(
        self, office: FoiOffice
    ) -> None:
        sent(office)
        office.officer.click(office.card, "Internal review")
        office.officer.submit(values={"reason": " "})
        assert "somebody else should press" in office.officer.view.errors["reason"]
        office.officer.submit(values={"reason": "There are only two of us."})
        office.settle()
        assert office.asking.key == Key("review-asked")
        assert "There are only two of us." in office.said()


class TestAHoldOfSomebodyWhoHasLeft:
    def test_is_lifted_by_the_officer_with_a_reason(
        self, slack: SlackDouble, office: FoiOffice
    ) -> None:
        office.drafted()
        office.object()
        slack.deactivate(office.lead.id)
        office.settle()
        office.officer.click(office.verdict, "They have left: lift this hold")
        office.officer.submit(values={"reason": "Left on 1 March."})
        office.settle()
        assert state(office) is State.AWAITING
        assert "Left on 1 March." in office.said()
        office.catch_up()
        assert state(office) is State.AWAITING

    def test_is_not_lifted_while_they_can_do_it_themselves(self, office: FoiOffice) -> None:
        office.drafted()
        office.object()
        office.press("They have left: lift this hold", on=office.verdict)
        assert not office.officer.has_modal
        assert "can take the ❌ away themselves" in office.told(office.officer)
