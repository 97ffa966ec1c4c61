"""The conversation: one question at a time, and whose words count."""

from __future__ import annotations

import pytest

from foi_bot.slack.delivery import Told
from tests.slack.office import ANSWER, BASIS, MORE, FoiOffice
from tests.slack_double import SlackDouble


class TestAnswering:
    def test_replies_until_next_are_one_answer(self, asked: FoiOffice) -> None:
        asked.say(ANSWER, MORE)
        assert asked.case.value("answer", "1") is None
        asked.press("Next")
        assert asked.case.value("answer", "1") == f"{ANSWER}\n\n{MORE}"

    def test_two_quick_replies_both_count(self, slack: SlackDouble, asked: FoiOffice) -> None:
        slack.seconds_per_act = 0
        asked.answer((ANSWER, MORE))
        assert asked.case.value("answer", "1") == f"{ANSWER}\n\n{MORE}"

    def test_an_answered_question_shrinks_to_its_answer(self, asked: FoiOffice) -> None:
        question = asked.question
        asked.answer(ANSWER)
        assert question.buttons == []
        assert "In 2017, 214 bicycles" in question.prose

    def test_next_without_a_word_typed_saves_nothing_and_says_so(self, asked: FoiOffice) -> None:
        asked.press("Next")
        assert asked.asking.key.question == "answer"
        assert "nothing to save yet" in asked.told(asked.officer)

    def test_write_here_opens_a_box_whose_words_are_the_answer(self, asked: FoiOffice) -> None:
        asked.officer.click(asked.question, "Write here")
        asked.officer.submit(values={"answer": ANSWER})
        asked.settle()
        assert asked.case.value("answer", "1") == ANSWER
        assert asked.asking.key.question == "basis"

    def test_a_reply_to_a_question_with_buttons_is_discussion_and_that_is_said(
        self, office: FoiOffice
    ) -> None:
        office.open_case()
        office.say("I think that we can give it.")
        office.settle()
        assert not office.case.replies
        assert "answered with its buttons" in office.told(office.officer)

    def test_examples_are_for_whoever_asks_for_them(self, asked: FoiOffice) -> None:
        before = asked.said()
        asked.press("Examples", by=asked.lead)
        assert "Not enough" in asked.lead.ephemerals[-1].prose
        assert asked.said() == before

    @pytest.mark.parametrize(
        ("channel", "named", "said_in"),
        [
            ("C01FOI", "9.000009", "the case's"),
            ("C01FOI", "", ""),
            ("C02OTHER", "9.000009", "9.000009"),
        ],
    )
    def test_a_word_for_one_person_is_said_in_the_cases_own_thread(
        self, asked: FoiOffice, channel: str, named: str, said_in: str
    ) -> None:
        """Whatever message of it the payload says the thread hangs on."""
        case = asked.case
        told = Told(case.workspace, "action:1", asked.lead.id, channel, "9.000010", thread=named)
        assert case.channel == "C01FOI"
        assert case.thread
        wanted = case.thread if said_in == "the case's" else said_in
        assert told.in_thread_of(case).thread == wanted


class TestWhoseWordsCount:
    def test_a_colleagues_reply_is_discussion(self, asked: FoiOffice) -> None:
        asked.say("Is that before or after the recount?", by=asked.lead)
        asked.answer(ANSWER)
        assert asked.case.value("answer", "1") == ANSWER

    def test_a_reply_that_begins_with_two_slashes_is_discussion(self, asked: FoiOffice) -> None:
        asked.answer((ANSWER, "// somebody should check this", MORE))
        assert asked.case.value("answer", "1") == f"{ANSWER}\n\n{MORE}"

    def test_nobody_but_the_officer_can_press_an_answer(self, asked: FoiOffice) -> None:
        asked.say(ANSWER)
        asked.press("Next", by=asked.lead)
        assert asked.asking.key.question == "answer"
        assert "is the officer of this case" in asked.told(asked.lead)

    def test_nobody_but_the_officer_is_offered_the_box(self, asked: FoiOffice) -> None:
        asked.press("Write here", by=asked.lead)
        assert not asked.lead.has_modal
        assert "is the officer of this case" in asked.told(asked.lead)

    def test_whoever_takes_over_is_the_officer_from_then_on(self, asked: FoiOffice) -> None:
        asked.say("I have this from the crime desk.")
        asked.press("Take over", on=asked.card, by=asked.lead)
        assert "is now the officer" in asked.said()
        asked.say("This is late.")
        asked.say(ANSWER, by=asked.lead)
        asked.press("Next", by=asked.lead)
        assert asked.case.value("answer", "1") == f"I have this from the crime desk.\n\n{ANSWER}"
        assert asked.case.answers[-1].by == asked.lead.id

    def test_taking_over_from_somebody_who_is_no_longer_the_officer_says_so(
        self, asked: FoiOffice
    ) -> None:
        stale = asked.card.button("Take over")
        asked.press("Take over", on=asked.card, by=asked.lead)
        asked.approver.click(asked.card, stale)
        asked.settle()
        assert asked.case.officer == asked.lead.id
        assert "taken the case over since" in asked.told(asked.approver)


class TestGoingAbout:
    def test_a_skipped_question_comes_back_last(self, asked: FoiOffice) -> None:
        asked.press("Skip for now")
        assert asked.asking.key.question == "basis"
        asked.answer(BASIS)
        asked.answer("no")
        assert asked.asking.key.question == "answer"

    def test_the_last_question_cannot_be_skipped(self, answered: FoiOffice) -> None:
        answered.answer(BASIS)
        answered.press("Skip for now")
        assert answered.asking.key.question == "people"
        assert "only question left" in answered.told(answered.officer)

    def test_what_was_typed_before_a_skip_is_not_lost(self, asked: FoiOffice) -> None:
        asked.say(ANSWER)
        asked.press("Skip for now")
        asked.answer(BASIS)
        asked.answer("no")
        assert "1 reply of yours" in asked.question.prose
        asked.press("Next")
        assert asked.case.value("answer", "1") == ANSWER

    def test_back_asks_the_question_before_again(self, answered: FoiOffice) -> None:
        answered.press("Back")
        assert answered.asking.key.question == "answer"
        assert "In 2017, 214 bicycles" in answered.question.prose

    def test_keep_it_as_it_is_leaves_the_answer_and_goes_on(self, answered: FoiOffice) -> None:
        answered.press("Back")
        answered.press("Keep it as it is")
        assert answered.asking.key.question == "basis"
        assert answered.case.value("answer", "1") == f"{ANSWER}\n\n{MORE}"

    def test_all_answers_shows_each_with_a_change_button(self, answered: FoiOffice) -> None:
        answered.press("All answers", on=answered.card)
        shown = answered.officer.ephemerals[-1]
        assert "In 2017, 214 bicycles" in shown.prose
        assert shown.buttons.count("Change") == 2
        assert shown.buttons.count("Answer") == 2

    def test_a_changed_answer_makes_a_new_draft(self, office: FoiOffice) -> None:
        office.drafted()
        office.press("All answers", on=office.card)
        change = next(
            c
            for c in office.officer.ephemerals[-1].controls
            if c.action_id == "change_answer" and "answer@1" in (c.value or "")
        )
        office.officer.click(office.officer.ephemerals[-1], change)
        office.settle()
        office.answer("In 2017, 215 bicycles were reported stolen in Anytown.")
        assert len(office.case.drafts) == 2
        assert "215 bicycles" in office.letter()
        assert [a.value for a in office.case.answers if a.key.question == "answer"] == [
            ANSWER,
            "In 2017, 215 bicycles were reported stolen in Anytown.",
        ]

    def test_an_answer_that_takes_the_ground_from_another_asks_for_it_again(
        self, office: FoiOffice
    ) -> None:
        office.open_case()
        office.answer("ncnd")
        office.answer("no")
        assert office.asking.key.question == "outcome"
        assert "the outcome is asked again" in office.said()

    def test_only_what_depends_on_a_changed_answer_is_asked_again(self, office: FoiOffice) -> None:
        office.open_case()
        office.answer("disclose")
        office.press("Back")
        office.answer("ncnd")
        assert office.asking.key.question == "reveals"
        office.press("Back")
        office.answer("disclose")
        assert office.asking.key.question == "answer"


class TestHurry:
    def test_a_double_click_answers_once(self, slack: SlackDouble, office: FoiOffice) -> None:
        office.open_case()
        question = office.question
        slack.seconds_per_act = 0
        menu = question.control("choose_from")
        office.officer.choose(question, menu, "disclose")
        office.officer.choose(question, menu, "disclose")
        office.settle()
        assert len(office.case.answers) == 1
        assert "has its answer already" in office.told(office.officer)

    def test_a_double_click_on_next_answers_once(self, asked: FoiOffice) -> None:
        asked.say(ANSWER)
        question, next_ = asked.question, asked.question.button("Next")
        asked.officer.click(question, next_)
        asked.officer.click(question, next_)
        asked.settle()
        assert [a.key.question for a in asked.case.answers] == ["outcome", "answer"]

    def test_a_button_on_an_old_message_is_answered_kindly(self, answered: FoiOffice) -> None:
        old = answered.question
        skip = old.button("Skip for now")
        answered.answer(BASIS)
        answered.officer.click(old, skip)
        answered.settle()
        assert "has its answer already" in answered.told(answered.officer)
        assert answered.asking.key.question == "people"

    def test_a_button_on_a_question_that_was_left_says_where_the_open_one_is(
        self, answered: FoiOffice
    ) -> None:
        old, next_ = answered.question, answered.question.button("Next")
        answered.press("Back")
        answered.officer.click(old, next_)
        answered.settle()
        assert "moved on from this question" in answered.told(answered.officer)

    def test_two_boxes_open_at_once_save_one_answer(self, asked: FoiOffice) -> None:
        asked.officer.click(asked.question, "Write here")
        first = asked.officer.view
        asked.officer.click(asked.question, "Write here")
        asked.officer.submit(values={"answer": "The second box."})
        asked.officer.submit(first, {"answer": "The first box."})
        asked.settle()
        assert asked.case.value("answer", "1") == "The second box."
        assert "has its answer already" in next(iter(first.errors.values()))


def _close(office: FoiOffice, reason: str = "Opened by mistake.") -> None:
    office.officer.click(office.card, "Close without a letter")
    office.officer.submit(values={"reason": reason})
    office.settle()


def test_closing_a_case_without_a_letter_is_said_with_its_reason(asked: FoiOffice) -> None:
    _close(asked, "The applicant withdrew the request.")
    assert "The applicant withdrew the request." in asked.said()
    assert asked.card.buttons == []


def test_only_the_officer_closes_a_case(asked: FoiOffice) -> None:
    asked.press("Close without a letter", on=asked.card, by=asked.lead)
    assert not asked.lead.has_modal
    assert "is the officer of this case" in asked.told(asked.lead)


def test_a_form_submitted_for_a_closed_case_changes_nothing_and_says_so(asked: FoiOffice) -> None:
    asked.officer.click(asked.question, "Write here")
    view = asked.officer.view
    _close(asked)
    before = asked.case
    asked.officer.submit(view, {"answer": ANSWER})
    assert asked.case == before
    assert "is closed, so nothing was changed" in view.errors["answer"]


def test_a_button_of_a_closed_case_says_that_it_is_closed(asked: FoiOffice) -> None:
    question, next_ = asked.question, asked.question.button("Next")
    _close(asked)
    asked.officer.click(question, next_)
    asked.settle()
    assert "is closed, so nothing was changed" in asked.told(asked.officer)
