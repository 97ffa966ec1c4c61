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


HOSTILE = "Hello <!channel> & <@U02LEAD>, see <https://example.org|here>; &lt;&amp; 1 < 2 > 0"


class TestHostileWords:
    """The double fails a test whose posts ping everybody or carry typed words unescaped."""

    def test_typed_words_call_nobody_wherever_they_are_shown(self, office: FoiOffice) -> None:
        office.open_case(f"1) {HOSTILE}\n2) {HOSTILE} again")
        office.press("Yes, these are the parts")
        office.press("Give the information")
        office.press("Give the information")
        fill(office, "Write here", answer=HOSTILE)
        office.say(HOSTILE)
        office.press("Next")
        office.answer_all({"answer": HOSTILE, "basis": HOSTILE, "people": "no"})
        office.press("All answers", on=office.card)
        change(office, "answer@1")
        office.press("Examples")
        fill(office, "Close without a letter", on=office.card, reason=HOSTILE)
        office.officer.command("/foi", f"show {HOSTILE}")
        office.officer.command("/foi", HOSTILE)
        office.settle()
        assert office.slack.violations.found == ()

    def test_a_reply_that_came_between_and_one_that_was_deleted_call_nobody(
        self, office: FoiOffice
    ) -> None:
        office.open_case()
        office.answer("disclose")
        (reply,) = office.say(HOSTILE)
        office.officer.click(office.question, "Next")
        office.say(f"{HOSTILE} between")
        office.settle()
        office.officer.delete(reply)
        office.settle()
        assert office.slack.violations.found == ()

    def test_what_an_approver_would_like_changed_calls_nobody(self, office: FoiOffice) -> None:
        office.drafted()
        office.object()
        notice = next(m for m in office.thread.messages if "Say what should change" in m.buttons)
        office.lead.click(notice, "Say what should change")
        office.lead.submit(values={"reason": HOSTILE})
        office.settle()
        assert office.slack.violations.found == ()
