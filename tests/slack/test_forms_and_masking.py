"""Forms lose nothing and show nothing that they should not: parts, the box, masking, lists."""

from __future__ import annotations

from foi_bot.slack.blocks import packed
from tests.slack.office import FoiOffice
from tests.slack_double.messages import Message

THREE = "1) How many bicycles?\n2) How many cars?\n3) How many dogs?"


def change(office: FoiOffice, key: str) -> None:
    """Ask a question again, from the list of all answers."""
    office.press("All answers", on=office.card)
    value = packed({"case": office.case_id, "key": key})
    for message in reversed(office.officer.ephemerals):
        for control in message.controls:
            if (control.action_id, control.value) == ("change_answer", value):
                office.officer.click(message, control)
                office.settle()
                return
    raise AssertionError(f"no answer {key} to change")


def fill(office: FoiOffice, button: str, on: Message | None = None, **values: str) -> None:
    """Open a form with a button, fill it and send it."""
    office.officer.click(on or office.question, button)
    office.officer.submit(values=values)
    office.settle()


def initial(office: FoiOffice) -> list[str]:
    """What the text boxes of the open form hold before anybody types."""
    return [str(c.element.get("initial_value", "")) for c in office.officer.view.controls]


class TestParts:
    def test_an_answer_to_a_part_taken_out_never_goes_out_under_another_question(
        self, office: FoiOffice
    ) -> None:
        office.open_case(THREE)
        office.press("Yes, these are the parts")
        answers = {"answer@1": "One.", "answer@2": "Two.", "answer@3": "Three dogs."}
        office.answer_all(
            {"outcome": "disclose", "people": "no", "basis": "From our records.", **answers}
        )
        change(office, "parts")
        fill(office, "Change the parts", parts="1) How many bicycles?\n2) How many cars?")
        change(office, "parts")
        fill(
            office,
            "Change the parts",
            parts="1) How many bicycles?\n2) How many cars?\n3) Who stole the cat?",
        )
        assert "Three dogs." not in office.letter()
        assert office.asking.key.about == "4"

    def test_parts_of_equal_words_keep_their_own_answers(self, office: FoiOffice) -> None:
        office.open_case("1) How many?\n2) How many?\n3) When?")
        office.press("Yes, these are the parts")
        answers = {"answer@1": "First.", "answer@2": "Second.", "answer@3": "Third."}
        office.answer_all({"outcome": "disclose", "people": "no", "basis": "Records.", **answers})
        before = office.case.value("parts")
        change(office, "parts")
        fill(office, "Change the parts")
        assert office.case.value("parts") == before
        assert office.case.open_asking is None
