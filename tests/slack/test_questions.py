"""How questions of each kind are put and answered, and what is shown to whoever comes back."""

from __future__ import annotations

from datetime import date

import pytest

from foi_bot.case import Key, Value
from foi_bot.interview.asked import question
from foi_bot.slack.blocks import CHECKBOXES
from tests.interview.values import plainest
from tests.slack.office import ANSWER, DISCLOSED, FoiOffice
from tests.slack.test_sending import sent, write
from tests.slack_double import SlackDouble

ESTIMATE = (
    "Locating | The boxes of 2017 | 40 | 30",
    "Retrieving | The files in them | 900 | 2",
)


def until(office: FoiOffice, key: str, values: dict[str, Value]) -> None:
    """Answer as told, and as plainly as can be, up to the question with this key."""
    while str(office.asking.key) != key:
        case = office.case.at(office.now())
        asked = office.asking.key
        given = values.get(str(asked)) or values.get(asked.question)
        office.answer(given or plainest(case, asked, question(case, asked)))


def save(office: FoiOffice, label: str, answer: str) -> None:
    """Open the box of the open question and send it."""
    office.officer.click(office.question, label)
    office.officer.submit(values={"answer": answer})
    office.settle()


class TestADay:
    @pytest.fixture
    def dated(self, office: FoiOffice) -> FoiOffice:
        """A case that asks by which day the answer will come."""
        office.open_case()
        write(office, "letter")
        office.answer("holding")
        office.answer("The officer who holds the records was ill.")
        assert office.asking.key == Key("holding-until")
        return office

    @pytest.mark.parametrize("typed", ["4 May 2018", "Friday 4th May, 2018", "04/05/2018"])
    def test_is_typed_as_people_type_days(self, dated: FoiOffice, typed: str) -> None:
        question = dated.question
        dated.answer(typed)
        assert dated.case.value("holding-until") == "2018-05-04"
        assert "4 May 2018" in question.prose

    def test_is_picked_in_a_form(self, dated: FoiOffice) -> None:
        save(dated, "Pick the day", "2018-05-04")
        assert dated.case.value("holding-until") == "2018-05-04"

    def test_that_is_none_is_refused_with_an_example(self, dated: FoiOffice) -> None:
        dated.say("as soon as possible")
        dated.press("Next")
        told = "“as soon as possible” is not a day that I can read. Type it like this: 3 June 2024."
        assert told in dated.told(dated.officer)
        assert dated.asking.key == Key("holding-until")

    def test_that_breaks_a_rule_is_refused_at_its_field(self, dated: FoiOffice) -> None:
        save(dated, "Pick the day", "2018-03-01")
        assert "is not after the letter's date" in dated.officer.view.errors["answer"]

    def test_is_shown_again_when_it_is_changed(self, dated: FoiOffice) -> None:
        dated.answer("4 May 2018")
        write(dated, "holding-until")
        assert "The answer now:" in dated.question.prose
        dated.officer.click(dated.question, "Pick the day")
        assert dated.officer.view.control("answer").element["initial_date"] == "2018-05-04"


class TestATable:
    @pytest.fixture
    def costed(self, office: FoiOffice) -> FoiOffice:
        """A case that asks for the estimate of what an answer would cost."""
        office.open_case()
        until(office, "estimate", {"outcome": "cost"})
        return office

    def test_says_how_a_row_is_typed(self, costed: FoiOffice) -> None:
        assert "activity | what | how many | minutes each" in costed.question.prose
        assert "extracting | custody records | 2,300 | 6" in costed.question.prose

    def test_is_typed_row_by_row(self, costed: FoiOffice) -> None:
        costed.answer(ESTIMATE)
        assert costed.case.value("estimate") == tuple(
            row.replace(" | ", "\t").replace("L", "l", 1).replace("R", "r", 1) for row in ESTIMATE
        )

    def test_is_pasted_from_a_spreadsheet(self, costed: FoiOffice) -> None:
        rows = "\n".join(row.replace(" | ", "\t") for row in ESTIMATE)
        costed.answer(f"Activity\tWhat\tHow many\tMinutes each\n{rows}")
        assert len(costed.case.value("estimate") or ()) == 2

    def test_is_written_in_a_box_that_takes_many_lines(self, costed: FoiOffice) -> None:
        save(costed, "Write here", "\n".join(ESTIMATE))
        assert len(costed.case.value("estimate") or ()) == 2

    def test_with_a_wrong_cell_is_refused_where_it_was_written(self, costed: FoiOffice) -> None:
        save(costed, "Write here", "Locating | The boxes | many | 30")
        told = costed.officer.view.errors["answer"]
        assert told.startswith("Row 1, how many: expected a number")
        assert "found “many”" in told

    def test_with_a_cell_too_few_is_refused_on_next(self, costed: FoiOffice) -> None:
        costed.say("Locating | The boxes")
        costed.press("Next")
        assert "Row 1 has 2 cells, and the table has 4 columns" in costed.told(costed.officer)

    def test_comes_back_into_the_box_as_it_is_typed(self, costed: FoiOffice) -> None:
        costed.answer(ESTIMATE)
        write(costed, "estimate")
        costed.officer.click(costed.question, "Write here")
        assert " | 40 | 30" in costed.officer.view.control("answer").element["initial_value"]


class TestLines:
    def test_say_how_many_are_needed(self, office: FoiOffice) -> None:
        office.open_case()
        office.answer("split")
        assert office.asking.key.question == "pieces"
        assert "one reply for each (at least 2)" in office.question.prose
        office.say("The drones that we have announced")
        office.press("Next")
        assert "At least 2 are needed" in office.told(office.officer)
        office.say("Any other information about drones")
        office.press("Next")
        assert len(office.case.value("pieces", "1") or ()) == 2

    def test_a_piece_of_many_words_leaves_the_questions_about_it_room(
        self, office: FoiOffice
    ) -> None:
        office.open_case()
        office.answer("split")
        office.answer(("Any other " + "drone " * 500, "The drones that we have announced"))
        office.answer("ncnd")
        office.answer("not-held")
        assert office.asking.key == Key("reveals", "1/1")
        assert question(office.case, office.asking.key).ask[-20:] in office.question.prose

    def test_a_reply_with_an_empty_answer_is_refused_with_what_to_do(
        self, office: FoiOffice
    ) -> None:
        office.open_case()
        office.answer("split")
        office.press("Next")
        assert "nothing to save yet" in office.told(office.officer)


def test_outcomes_stand_in_a_menu_under_what_they_come_to(office: FoiOffice) -> None:
    office.open_case()
    labels = [o["text"]["text"] for o in office.question.control("choose_from").options]
    assert "Refuse: Neither confirm nor deny" in labels
    assert any(label.startswith("Not under this Act: ") for label in labels)
    assert max(map(len, labels)) <= 75


def test_exemptions_are_ticked_by_their_families_as_many_as_the_law_has(office: FoiOffice) -> None:
    office.open_case()
    until(office, "exemptions@1", {"outcome": "withhold"})
    office.officer.click(office.question, "Choose")
    groups = office.officer.view.controls
    assert sum(len(group.options) for group in groups) > 50
    assert all(len(group.options) <= CHECKBOXES for group in groups)
    assert any((group.label or "").endswith("(continued)") for group in groups)
    office.officer.submit(values={groups[0].block_id: []})
    assert "Choose at least one." in next(iter(office.officer.view.errors.values()))


class TestComingBackAfterAWeek:
    @pytest.fixture
    def left(self, slack: SlackDouble, office: FoiOffice) -> FoiOffice:
        """A case left in the middle of its interview, a week ago."""
        office.open_case()
        office.answer("disclose")
        office.answer(ANSWER)
        slack.wait(7 * 86_400)
        return office

    def test_the_card_says_what_is_open_and_since_when(self, left: FoiOffice) -> None:
        assert "Asking: 2 of 4 questions answered" in left.card.prose
        assert "Last answered on 14 March 2018" in left.card.prose

    def test_the_newest_question_says_so_too(self, left: FoiOffice) -> None:
        assert "question 3 of 4 so far · last answered on 14 March 2018" in left.question.prose

    def test_where_was_i_leads_to_the_open_question(self, left: FoiOffice) -> None:
        left.press("Where was I?", on=left.card)
        told = left.told(left.officer)
        assert "*Question 3 of 4 so far:*" in told
        assert f"p{left.question.ts.replace('.', '')}" in told
        assert "Answered last, by <@U01OFFICER> on 14 March 2018" in told
        assert "Still to come" in told

    def test_show_says_the_same_and_leads_to_the_case(self, left: FoiOffice) -> None:
        left.officer.command("/foi", f"show {left.case.reference}")
        told = left.told(left.officer)
        assert "Go to the case" in told
        assert "Go to the question" in told
        assert "13 April 2018" in told

    def test_what_was_typed_before_still_counts(self, slack: SlackDouble, left: FoiOffice) -> None:
        left.say("The figure is from our crime system.")
        slack.wait(7 * 86_400)
        left.press("Next")
        assert left.case.value("basis", "1") == "The figure is from our crime system."


class TestAllAnswers:
    def test_are_grouped_by_what_they_are_about(self, office: FoiOffice) -> None:
        two = "1) How many bicycles were stolen in 2017?\n2) And in 2016?"
        office.open_case(two)
        office.answer_all({**DISCLOSED, "parts": "as they are"})
        told = answers(office)
        order = ["*The request*", "*Part 1*", "*Part 2*", "*More you can record or write*"]
        assert [told.index(name) for name in order] == sorted(told.index(name) for name in order)
        assert told.count("*Part 1*") == 1

    def test_say_what_is_still_to_come(self, office: FoiOffice) -> None:
        office.open_case()
        office.answer("disclose")
        assert "*Still to come*" in answers(office)
        assert "The request · The answer: not answered yet" in answers(office)

    def test_offer_what_an_officer_may_record_or_write(self, office: FoiOffice) -> None:
        office.drafted()
        told = answers(office)
        for name in ("Which letter", "Disclosure log", "Who was told to keep everything"):
            assert name in told
        write(office, "disclosure-log")
        office.answer("yes")
        assert office.case.value("disclosure-log") == "yes"
        assert len(office.case.drafts) == 1
        assert "*Disclosure log* (on record only" in answers(office)

    def test_say_that_a_letter_has_gone_out(self, office: FoiOffice) -> None:
        sent(office)
        assert "a changed answer makes another one" in answers(office)

    def test_of_a_long_case_come_in_as_many_messages_as_they_need(self, office: FoiOffice) -> None:
        office.open_case()
        until(office, "agreed", {"outcome": "ncnd", "limbs": ("30(3)", "31(3)", "23(5)")})
        before = len(office.officer.ephemerals)
        office.press("All answers", on=office.card)
        assert len(office.officer.ephemerals) - before > 1


def answers(office: FoiOffice) -> str:
    """What "All answers" says now."""
    before = len(office.officer.ephemerals)
    office.press("All answers", on=office.card)
    return "\n".join(shown.prose for shown in office.officer.ephemerals[before:])


def test_the_last_day_of_a_case_stands_on_its_card_with_how_it_was_counted(
    office: FoiOffice,
) -> None:
    office.open_case(received=date(2018, 3, 13))
    assert "*Due*\n13 April 2018" in office.card.prose
    assert "day 1 = 14 March" in office.card.prose
