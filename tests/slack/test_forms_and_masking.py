"""Forms lose nothing and show nothing that they should not: parts, the box, masking, lists."""

from __future__ import annotations

from dataclasses import replace

from foi_bot.case import Asking, Key
from foi_bot.interview.slices import parts
from foi_bot.slack.blocks import packed
from foi_bot.slack.delivery import Told
from foi_bot.slack.listeners.forms import written
from foi_bot.slack.typed import typed
from tests.slack.conftest import NewOffice
from tests.slack.office import ANSWER, CHANNEL, FoiOffice
from tests.slack.packs import write_pack
from tests.slack_double.messages import Message
from tests.slack_double.people import Kind

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

    def test_sixty_parts_are_all_shown_and_can_all_be_changed(self, office: FoiOffice) -> None:
        more = "and more " * 9
        text = "\n".join(f"{i}) How many things of kind {i} {more}?" for i in range(1, 61))
        office.open_forwarded(office.officer.say(text))
        assert "60) How many things of kind 60" in office.question.prose
        before = parts(office.case)
        office.officer.click(office.question, "Change the parts")
        boxes = initial(office)
        assert len(boxes) > 1
        assert all(boxes)
        last = len(boxes) - 1
        office.officer.submit(values={f"parts{last}": boxes[last].replace("60)", "61)")})
        office.settle()
        after = parts(office.case)
        assert after[:-1] == before[:-1]
        assert (after[-1].id, after[-1].label) == ("60", "61)")

    def test_parts_too_long_for_one_message_are_all_begun(self, office: FoiOffice) -> None:
        text = "\n".join(f"{i}) How many things {'and more ' * 300}?" for i in range(1, 13))
        office.open_forwarded(office.officer.say(text))
        assert "12) How many things" in office.question.prose
        assert "cut here" in office.question.prose


class TestTheBox:
    def test_it_holds_the_replies_that_count_so_far(self, office: FoiOffice) -> None:
        office.open_case()
        office.answer("disclose")
        office.say("First reply.", "Second reply.")
        office.officer.click(office.question, "Write here")
        assert initial(office) == ["First reply.\n\nSecond reply."]

    def test_it_holds_the_answer_that_is_being_changed(self, office: FoiOffice) -> None:
        office.drafted()
        change(office, "answer@1")
        office.officer.click(office.question, "Write here")
        assert initial(office) == [ANSWER]

    def test_it_does_not_open_empty_for_an_answer_that_it_cannot_hold(
        self, office: FoiOffice
    ) -> None:
        office.open_case()
        office.answer("disclose")
        office.say("214 bicycles. " * 130, "And 86 cars. " * 130)
        office.officer.click(office.question, "Write here")
        assert office.officer.view.controls == []
        office.press("Next")
        office.press("Back")
        office.officer.click(office.question, "Write here")
        assert office.officer.view.controls == []

    def test_only_the_bullet_at_the_head_of_a_factor_is_taken_off(self, office: FoiOffice) -> None:
        told = Told("T1", "form:1", "U1", "C1", "", about={"asking": 1}, values={})
        case = replace(
            office.open_case(), askings=(Asking(1, Key("pit-for", "30(3)"), office.now()),)
        )
        values = {"answer": {"value": {"value": "- £5-\n-5%\n• a - b -\n-\n\n"}}}
        assert written(replace(told, values=values), case) == ("£5-", "-5%", "a - b -")


class TestMasking:
    def test_the_form_shows_the_request_as_it_will_be_posted(self, office: FoiOffice) -> None:
        office.officer.command("/foi")
        text = "I, Pat Applicant, ask how many.\n\nYours\nPat Applicant"
        values = {"text": text, "received": "2018-03-13", "name": "Pat Applicant"}
        office.officer.submit(values=values)
        assert "I, [masked], ask how many." in str(office.officer.view.definition["blocks"])

    def test_a_request_in_which_nothing_was_found_is_read_once_more_all_the_same(
        self, office: FoiOffice
    ) -> None:
        office.officer.command("/foi")
        text = "How many has my neighbour Alex?"
        office.officer.submit(values={"text": text, "received": "2018-03-13"})
        assert office.cases() == frozenset()
        office.officer.submit(values={"more": "Alex"})
        case = office.newest_case()
        assert case.request.text == "How many has my neighbour [masked]?"

    def test_a_flood_of_addresses_is_masked_without_a_tick_for_each(
        self, office: FoiOffice
    ) -> None:
        text = "How many? " + " ".join(f"a{i}@b.example" for i in range(1100))
        case = office.open_forwarded(office.officer.say(text))
        assert "@" not in case.request.text

    def test_the_longest_message_that_slack_takes_can_be_read_before_it_is_posted(
        self, office: FoiOffice
    ) -> None:
        office.open_forwarded(office.officer.say("How many bicycles were stolen? " * 1250))
        assert office.slack.violations.found == ()


class TestHouses:
    def test_a_house_whose_pack_names_other_channels_is_not_offered(
        self, new_office: NewOffice
    ) -> None:
        office = new_office()
        folder = write_pack(office.file.parent / "packs", {"channels": ["C02SECOND"]})
        beta = {"id": "beta", "authority": "Beta Council", "references": "B{year}/{number}"}
        office.packs = write_pack(folder, beta, name="beta")
        office.restart()
        assert office.open_case().house.id == "beta"

    def test_a_channel_that_no_pack_names_is_told_so(self, new_office: NewOffice) -> None:
        office = new_office(channels=["C02SECOND"])
        office.officer.command("/foi")
        office.settle()
        assert not office.officer.has_modal
        assert "No authority has its cases in this channel" in office.told(office.officer)

    def test_a_form_opened_before_the_packs_changed_is_refused(self, new_office: NewOffice) -> None:
        office = new_office()
        office.officer.command("/foi")
        office.packs = write_pack(office.file.parent / "packs", {"channels": ["C02SECOND"]})
        office.restart()
        office.officer.submit(values={"text": "How many?", "received": "2018-03-13"})
        assert office.officer.view.callback_id == "request"

    def test_the_practice_authority_makes_way_for_a_real_one(self, new_office: NewOffice) -> None:
        office = new_office(id="beta", authority="Beta Council")
        assert office.open_case().house.id == "beta"


class TestListing:
    def test_only_cases_of_the_askers_channels_are_listed(self, office: FoiOffice) -> None:
        case = office.open_case()
        office.slack.workspace.channels[CHANNEL].members.remove(office.lead.id)
        office.slack.wait(400)
        office.lead.command("/foi", "list", channel="C02SECOND")
        office.officer.command("/foi", "list")
        assert case.reference not in office.told(office.lead)
        assert case.reference in office.told(office.officer)

    def test_a_guest_is_told_of_no_case(self, office: FoiOffice) -> None:
        case = office.open_case()
        accounts = office.slack.workspace.accounts
        accounts[office.lead.id] = replace(accounts[office.lead.id], kind=Kind.GUEST)
        office.slack.wait(400)
        office.lead.command("/foi", "list")
        assert case.reference not in office.told(office.lead)


def test_a_mention_reads_as_the_name_that_the_text_gives() -> None:
    elements = [{"type": "text", "text": "Ask "}, {"type": "user", "user_id": "U02LEAD"}]
    section = {"type": "rich_text_section", "elements": elements}
    block = {"type": "rich_text", "elements": [section]}
    assert typed({"text": "Ask <@U02LEAD|len>", "blocks": [block]}) == "Ask @len"
    assert typed({"text": "Ask <@U02LEAD>", "blocks": [block]}) == "Ask @U02LEAD"


HOSTILE = "Hello <!channel> & <@U02LEAD>, see <https://example.org|here>; &lt;&amp; 1 < 2 > 0"


class TestHostileWords:
    """The double fails a test whose posts ping everybody or carry typed words unescaped."""

    def test_typed_words_call_nobody_wherever_they_are_shown(self, office: FoiOffice) -> None:
        office.open_case(f"1) {HOSTILE}\n2) {HOSTILE} again")
        office.press("Yes, these are the parts")
        office.answer("disclose")
        office.answer("disclose")
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
