"""Replies that come between two questions, are edited, or are deleted: no word is lost, and none
counts that its writer took back."""

from __future__ import annotations

import pytest

from foi_bot.case import Place
from tests.slack.office import ANSWER, BASIS, MORE, FoiOffice
from tests.slack_double import SlackDouble


class TestBetweenTwoQuestions:
    @pytest.fixture
    def between(self, asked: FoiOffice) -> FoiOffice:
        """A reply sent after Next, before the next question stands in the thread."""
        asked.say(ANSWER)
        asked.officer.click(asked.question, "Next")
        asked.say(MORE)
        asked.settle()
        return asked

    def test_the_officer_is_asked_where_it_belongs(self, between: FoiOffice) -> None:
        assert between.case.replies[-1].place is Place.UNPLACED
        notice = between.thread.message("this reply came between two questions")
        assert MORE in notice.prose
        assert notice.buttons == ["The question before", "The open question", "It is discussion"]

    @pytest.mark.parametrize(
        ("button", "answer", "basis"),
        [
            ("The question before", f"{ANSWER}\n\n{MORE}", BASIS),
            ("The open question", ANSWER, f"{MORE}\n\n{BASIS}"),
            ("It is discussion", ANSWER, BASIS),
        ],
    )
    def test_it_goes_where_the_officer_says(
        self, between: FoiOffice, button: str, answer: str, basis: str
    ) -> None:
        notice = between.thread.message("this reply came between two questions")
        between.press(button, on=notice)
        between.answer(BASIS)
        assert between.case.value("answer", "1") == answer
        assert between.case.value("basis", "1") == basis

    def test_a_second_press_changes_nothing(self, between: FoiOffice) -> None:
        notice = between.thread.message("this reply came between two questions")
        between.press("The question before", on=notice)
        between.press("It is discussion", on=notice)
        assert between.case.value("answer", "1") == f"{ANSWER}\n\n{MORE}"
        assert "settled already" in between.told(between.officer)

    def test_deleted_before_it_was_placed_it_is_gone(self, between: FoiOffice) -> None:
        notice = between.thread.message("this reply came between two questions")
        between.officer.delete(between.typed(MORE))
        between.press("The question before", on=notice)
        assert between.case.value("answer", "1") == ANSWER

    def test_before_the_first_question_a_reply_is_discussion(self, office: FoiOffice) -> None:
        office.officer.command("/foi")
        office.officer.submit(values={"text": "How many?", "received": "2018-03-13"})
        office.confirm()
        office.program.sender.send_due()
        card = office.slack.messages()[-1]
        office.officer.reply(card, "I shall do this today.")
        office.settle()
        assert "came between" not in office.slack.transcript()


class TestEditing:
    def test_editing_the_message_changes_the_answer_and_keeps_the_old_version(
        self, answered: FoiOffice
    ) -> None:
        reply = answered.typed(MORE)
        answered.officer.edit(reply, "Three of them were found again.")
        answered.settle()
        values = [a.value for a in answered.case.answers if a.key.question == "answer"]
        assert values == [
            f"{ANSWER}\n\n{MORE}",
            f"{ANSWER}\n\nThree of them were found again.",
        ]
        assert "the answer has a new version" in answered.said()

    def test_an_edit_that_only_unfurls_a_link_changes_nothing(
        self, slack: SlackDouble, asked: FoiOffice
    ) -> None:
        asked.answer((ANSWER, "See https://example.org/bicycles"))
        asked.settle()
        before = asked.case
        reply = asked.thread.messages[-2]
        assert "example.org" in reply.text
        slack.unfurl(reply)
        slack.rewrite(reply)
        asked.settle()
        assert asked.case == before

    def test_edited_into_discussion_it_leaves_the_answer_and_edited_back_it_returns(
        self, answered: FoiOffice
    ) -> None:
        reply = answered.typed(MORE)
        answered.officer.edit(reply, f"// {MORE}")
        assert answered.case.value("answer", "1") == ANSWER
        answered.officer.edit(reply, MORE)
        assert answered.case.value("answer", "1") == f"{ANSWER}\n\n{MORE}"

    def test_an_answer_edited_away_altogether_is_asked_for_again(self, asked: FoiOffice) -> None:
        asked.answer(ANSWER)
        asked.officer.edit(asked.typed(ANSWER), f"// {ANSWER}")
        asked.settle()
        assert asked.case.value("answer", "1") is None
        asked.answer(BASIS)
        assert asked.asking.key.question == "answer"

    def test_an_edit_after_the_draft_makes_a_new_one(self, office: FoiOffice) -> None:
        office.drafted()
        office.officer.edit(office.typed(ANSWER), ANSWER.replace("214", "215"))
        office.settle()
        assert len(office.case.drafts) == 2
        assert "215 bicycles" in office.letter()

    def test_the_words_of_an_answer_written_elsewhere_since_are_left_alone(
        self, answered: FoiOffice
    ) -> None:
        answered.press("Back")
        answered.officer.click(answered.question, "Write here")
        answered.officer.submit(values={"answer": "None were."})
        answered.settle()
        answered.officer.edit(answered.typed(MORE), "Three.")
        answered.settle()
        assert answered.case.value("answer", "1") == "None were."

    def test_a_colleagues_edit_changes_nothing(self, asked: FoiOffice) -> None:
        (said,) = asked.say("214, I think.", by=asked.lead)
        asked.answer(ANSWER)
        asked.lead.edit(said, "215, I think.")
        assert asked.case.value("answer", "1") == ANSWER


class TestDeleting:
    def test_a_deleted_reply_stays_in_the_answer_until_the_officer_says(
        self, answered: FoiOffice
    ) -> None:
        answered.officer.delete(answered.typed(MORE))
        answered.settle()
        assert answered.case.value("answer", "1") == f"{ANSWER}\n\n{MORE}"
        assert MORE in answered.thread.message("a reply that is part of an answer").prose

    @pytest.mark.parametrize(
        ("button", "answer"),
        [("Keep the words", f"{ANSWER}\n\n{MORE}"), ("Remove the words", ANSWER)],
    )
    def test_the_officer_keeps_or_removes_its_words(
        self, answered: FoiOffice, button: str, answer: str
    ) -> None:
        answered.officer.delete(answered.typed(MORE))
        answered.settle()
        notice = answered.thread.message("a reply that is part of an answer")
        answered.press(button, on=notice)
        assert answered.case.value("answer", "1") == answer
        answered.press("Remove the words", on=notice)
        assert answered.case.value("answer", "1") == answer

    def test_only_the_officer_decides_that(self, answered: FoiOffice) -> None:
        answered.officer.delete(answered.typed(MORE))
        answered.settle()
        notice = answered.thread.message("a reply that is part of an answer")
        answered.press("Remove the words", on=notice, by=answered.lead)
        assert answered.case.value("answer", "1") == f"{ANSWER}\n\n{MORE}"

    def test_deleted_discussion_is_nobodys_business(self, answered: FoiOffice) -> None:
        (said,) = answered.say("// never mind")
        answered.officer.delete(said)
        answered.settle()
        assert "was deleted" not in answered.said()
