"""Approval: a reaction on a draft's last post approves exactly that letter."""

from __future__ import annotations

import pytest

from foi_bot import approval
from foi_bot.case import State
from foi_bot.casework import facts as f
from store import audit
from tests.kinds import BOTH
from tests.slack.conftest import NewOffice
from tests.slack.office import ANSWER, DISCLOSED, FoiOffice
from tests.slack_double import SlackDouble
from tests.slack_double.acts import Person

pytestmark = BOTH

TICK, CROSS = "white_check_mark", "x"
PLACEHOLDER = {**DISCLOSED, "answer": "We recorded [insert figure] such offences."}


def state(office: FoiOffice) -> State:
    return approval.state(office.case)


def sealed(office: FoiOffice) -> list[str]:
    """The kinds of the facts in the audit chain."""
    with office.program.database.reading() as connection:
        facts = audit.facts_of(connection, office.workspace, office.case_id)
        return [type(fact).__name__ for fact in facts]


def submit(office: FoiOffice, person: Person, reason: str) -> None:
    person.submit(values={"reason": reason})
    office.settle()


class TestOneApproval:
    def test_makes_the_draft_approved_and_says_what_was_approved(self, office: FoiOffice) -> None:
        office.drafted()
        hash_ = office.case.drafts[-1].hash
        office.approve()
        assert state(office) is State.APPROVED
        assert hash_[:12] in office.thread.last.prose
        assert "Approved by <@U02LEAD>" in office.card.prose

    def test_taken_away_withdraws_it_and_says_so(self, office: FoiOffice) -> None:
        office.drafted()
        office.approve()
        office.lead.unreact(office.verdict, TICK)
        office.settle()
        assert state(office) is State.AWAITING
        assert "took their approval of draft 1 back" in office.thread.last.prose
        assert "1 approval awaited" in office.card.prose
        assert sealed(office)[-2:] == ["Marked", "ApprovalLost"]

    def test_counts_with_a_skin_tone_too(self, office: FoiOffice) -> None:
        office.drafted()
        office.lead.react(office.verdict, TICK, skin_tone=4)
        office.settle()
        assert state(office) is State.APPROVED

    def test_by_another_emoji_is_none(self, office: FoiOffice) -> None:
        office.drafted()
        for emoji in ("+1", "tada", "heavy_check_mark"):
            office.lead.react(office.verdict, emoji)
        office.settle()
        assert state(office) is State.AWAITING
        assert office.lead.ephemerals == []

    def test_by_whoever_wrote_an_answer_does_not_count(self, office: FoiOffice) -> None:
        office.drafted()
        office.approve(by=office.officer)
        assert state(office) is State.AWAITING
        assert "You wrote answers in this case" in office.told(office.officer)

    def test_by_whoever_typed_an_answer_before_somebody_took_over_does_not_count(
        self, office: FoiOffice
    ) -> None:
        office.open_case()
        office.press("Take over", on=office.card, by=office.lead)
        office.officer = office.lead
        office.answer("disclose")
        first = office.slack.person("U01OFFICER")
        office.press("Take over", on=office.card, by=first)
        office.say(ANSWER, by=first)
        office.press("Take over", on=office.card, by=office.lead)
        office.press("Next")
        office.answer(DISCLOSED["basis"])
        office.answer("no")
        office.approve(by=first)
        assert state(office) is State.AWAITING
        assert "You wrote answers in this case" in office.told(first)

    @pytest.mark.parametrize("where", ["page", "file"])
    def test_on_the_letters_text_or_a_file_is_pointed_to_the_last_post(
        self, office: FoiOffice, where: str
    ) -> None:
        office.drafted()
        post = next(
            m
            for m in office.thread.messages
            if (m.file_ids if where == "file" else m.text.startswith("Draft 1, page"))
        )
        office.lead.react(post, TICK)
        office.settle()
        assert state(office) is State.AWAITING
        assert "react on the draft's last post" in office.told(office.lead)
        office.lead.unreact(post, TICK)
        office.settle()
        assert len(office.lead.ephemerals) == 1

    def test_on_the_card_or_a_question_means_nothing(self, office: FoiOffice) -> None:
        office.drafted()
        office.lead.react(office.card, TICK)
        office.lead.react(office.thread.messages[1], TICK)
        office.settle()
        assert state(office) is State.AWAITING


class TestANewDraft:
    @pytest.fixture
    def redrafted(self, office: FoiOffice) -> FoiOffice:
        """An approved letter whose answer was edited since."""
        office.drafted()
        office.approve()
        office.officer.edit(office.typed(ANSWER), ANSWER.replace("214", "215"))
        office.settle()
        return office

    def test_voids_the_approvals_of_the_old_one_and_says_so(self, redrafted: FoiOffice) -> None:
        assert state(redrafted) is State.AWAITING
        assert "draft 2 replaces draft 1" in redrafted.said()
        assert "What @lead approved no longer counts" in redrafted.said()

    def test_makes_the_old_ones_last_post_say_that_it_was_replaced(
        self, redrafted: FoiOffice
    ) -> None:
        assert "has been replaced by draft 2" in redrafted.shown("draft:1:verdict").prose

    def test_leaves_a_reaction_on_the_old_one_without_effect(self, redrafted: FoiOffice) -> None:
        redrafted.approver.react(redrafted.shown("draft:1:verdict"), TICK)
        redrafted.settle()
        assert state(redrafted) is State.AWAITING
        assert "Draft 1 has been replaced" in redrafted.told(redrafted.approver)

    def test_can_be_approved_by_the_same_person(self, redrafted: FoiOffice) -> None:
        redrafted.approve()
        assert state(redrafted) is State.APPROVED

    def test_is_not_made_by_an_answer_that_the_letter_does_not_carry(
        self, office: FoiOffice
    ) -> None:
        office.drafted()
        office.approve()
        office.press("All answers", on=office.card)
        shown = office.officer.ephemerals[-1]
        change = next(c for c in shown.controls if "people@1" in (c.value or ""))
        office.press(change.action_id, on=shown) if False else office.officer.click(shown, change)
        office.settle()
        office.answer("treated")
        assert len(office.case.drafts) == 1
        assert state(office) is State.APPROVED


class TestAsking:
    def test_for_changes_holds_the_case_until_the_cross_is_taken_away(
        self, office: FoiOffice
    ) -> None:
        office.drafted()
        office.object()
        assert state(office) is State.CHANGES
        assert "Held by <@U02LEAD>" in office.card.prose
        office.approve(by=office.approver)
        assert state(office) is State.CHANGES
        office.lead.unreact(office.verdict, CROSS)
        office.settle()
        assert state(office) is State.APPROVED
        assert "Draft 1 is approved by <@U03APPROVER>" in office.thread.last.text

    def test_for_changes_takes_an_approval_away(self, office: FoiOffice) -> None:
        office.drafted()
        office.approve()
        office.object(by=office.approver)
        assert state(office) is State.CHANGES
        assert office.said().count("took their approval") == 0
        assert sealed(office)[-1] == "ApprovalLost"

    def test_what_should_change_is_shown_to_everybody(self, office: FoiOffice) -> None:
        office.drafted()
        office.object()
        asked = office.thread.message("asks for changes")
        office.lead.click(asked, "Say what should change")
        submit(office, office.lead, "Say *which* year & <why>.")
        assert "Say *which* year & <why>." in office.said()

    def test_what_should_change_is_only_for_whoever_asked(self, office: FoiOffice) -> None:
        office.drafted()
        office.object()
        office.approver.click(office.thread.message("asks for changes"), "Say what should change")
        submit(office, office.approver, "I would like it longer.")
        assert "You have no ✖ on this draft" in next(iter(office.approver.view.errors.values()))

    def test_somebody_who_may_not_approve_cannot_hold_the_case(self, office: FoiOffice) -> None:
        office.drafted()
        office.object(by=office.officer)
        assert state(office) is State.AWAITING


class TestTheRulesOfTheHouse:
    def test_two_approvals_are_needed_where_the_pack_says_so(self, new_office: NewOffice) -> None:
        office = new_office(approval={"needed": 2})
        office.drafted()
        office.approve()
        assert state(office) is State.AWAITING
        assert "1 approval awaited" in office.card.prose
        office.approve(by=office.approver)
        assert state(office) is State.APPROVED

    def test_only_the_named_approvers_can_approve(self, new_office: NewOffice) -> None:
        office = new_office(approval={"approvers": ["U03APPROVER"]})
        office.drafted()
        assert "1 approval awaited from <@U03APPROVER>" in office.card.prose
        office.approve()
        assert "not an approver for this authority" in office.told(office.lead)
        office.approve(by=office.approver)
        assert state(office) is State.APPROVED

    def test_an_outcome_that_needs_other_approvers_says_whom_it_waits_for(
        self, new_office: NewOffice
    ) -> None:
        of_giving = {"disclose": {"approvers": ["U03APPROVER"]}}
        office = new_office(approval={"approvers": ["U02LEAD"], "outcomes": of_giving})
        office.drafted()
        told = "1 approval awaited for “Give the information” from <@U03APPROVER>."
        assert told in office.card.prose
        office.approve()
        assert "not an approver" in office.told(office.lead)
        office.approve(by=office.approver)
        assert state(office) is State.APPROVED

    def test_without_four_eyes_the_writer_may_approve(self, new_office: NewOffice) -> None:
        office = new_office(approval={"four_eyes": False})
        office.drafted()
        office.approve(by=office.officer)
        assert state(office) is State.APPROVED

    def test_in_an_office_of_two_four_eyes_are_waived_with_a_reason_that_all_see(
        self, new_office: NewOffice
    ) -> None:
        office = new_office(approval={"approvers": ["U01OFFICER"]})
        office.drafted()
        office.officer.click(office.verdict, "Nobody else can approve")
        submit(office, office.officer, "My colleague is on leave until May.")
        assert "My colleague is on leave until May." in office.said()
        office.approve(by=office.officer)
        assert state(office) is State.APPROVED

    def test_the_way_out_is_not_offered_where_a_named_approver_is_left(
        self, new_office: NewOffice
    ) -> None:
        office = new_office(approval={"approvers": ["U01OFFICER", "U02LEAD"]})
        office.drafted()
        assert "Nobody else can approve" not in office.verdict.buttons

    def test_where_the_pack_names_nobody_the_officer_knows_who_is_left(
        self, office: FoiOffice
    ) -> None:
        office.drafted()
        office.officer.click(office.verdict, "Nobody else can approve")
        submit(office, office.officer, "There are only the two of us, and we wrote it together.")
        office.approve(by=office.officer)
        assert state(office) is State.APPROVED

    def test_an_approver_who_takes_over_and_answers_has_approved_no_longer(
        self, office: FoiOffice
    ) -> None:
        office.drafted()
        office.approve()
        office.press("Take over", on=office.card, by=office.lead)
        office.press("All answers", on=office.card, by=office.lead)
        shown = office.lead.ephemerals[-1]
        change = next(c for c in shown.controls if "people@1" in (c.value or ""))
        office.lead.click(shown, change)
        office.settle()
        office.press("Yes, and the answer already deals with it", by=office.lead)
        assert state(office) is State.AWAITING
        assert "Draft 1 is no longer approved" in office.said()
        assert "ready for approval" in office.verdict.prose


class TestMustFixFindings:
    @pytest.fixture
    def held(self, office: FoiOffice) -> FoiOffice:
        """A draft with a placeholder that somebody forgot."""
        office.drafted(values=PLACEHOLDER)
        assert state(office) is State.HELD
        return office

    def test_hold_the_draft_back_and_quote_the_place(self, held: FoiOffice) -> None:
        last = held.thread.last
        assert "something must be fixed first" in last.prose
        assert "[insert figure]" in last.prose
        assert "Let it stand, with a reason" in last.buttons
        assert held.letter() == ""
        assert not held.files()
        assert "held back" in held.card.prose

    def test_lead_to_the_answer_that_has_to_change(self, held: FoiOffice) -> None:
        held.press("Go to that answer", on=held.thread.last)
        assert held.asking.key.question == "answer"
        held.answer(ANSWER)
        assert state(held) is State.AWAITING
        assert ANSWER in held.letter()
        assert "has been replaced" in held.shown("draft:1:findings").prose

    def test_are_overruled_with_a_reason_that_everybody_sees(self, held: FoiOffice) -> None:
        held.officer.click(held.thread.last, "Let it stand, with a reason")
        submit(held, held.officer, "The applicant used these very words.")
        assert state(held) is State.AWAITING
        assert "The applicant used these very words." in held.said()
        assert "[insert figure]" in held.letter()
        assert "lets this stand" in held.verdict.prose
        held.approve()
        assert state(held) is State.APPROVED

    def test_are_not_overruled_without_a_reason(self, held: FoiOffice) -> None:
        held.officer.click(held.thread.last, "Let it stand, with a reason")
        submit(held, held.officer, "   ")
        assert state(held) is State.HELD
        assert "Please give a reason" in held.officer.view.errors["reason"]
        submit(held, held.officer, "Now there is one.")
        assert state(held) is State.AWAITING

    def test_are_overruled_by_the_officer_alone(self, held: FoiOffice) -> None:
        held.press("Let it stand, with a reason", on=held.thread.last, by=held.lead)
        assert not held.lead.has_modal
        assert "is the officer of this case" in held.told(held.lead)

    def test_cannot_be_overruled_twice(self, held: FoiOffice) -> None:
        held.officer.click(held.thread.last, "Let it stand, with a reason")
        first = held.officer.view
        held.officer.click(held.thread.last, "Let it stand, with a reason")
        submit(held, held.officer, "Once.")
        held.officer.submit(first, {"reason": "Twice."})
        assert "settled already" in first.errors["reason"]


def test_a_deed_on_an_approved_letter_after_the_case_is_closed_gets_a_quiet_word(
    office: FoiOffice,
) -> None:
    office.drafted()
    office.officer.click(office.card, "Close without a letter")
    submit(office, office.officer, "Withdrawn.")
    office.approve()
    assert state(office) is State.CLOSED
    assert "is closed, so nothing was changed" in office.told(office.lead)


def test_an_approval_while_a_question_is_open_again_is_kept_for_that_draft(
    slack: SlackDouble, office: FoiOffice
) -> None:
    office.drafted()
    office.press("All answers", on=office.card)
    shown = office.officer.ephemerals[-1]
    change = next(c for c in shown.controls if "people@1" in (c.value or ""))
    office.officer.click(shown, change)
    slack.let_time_pass()
    office.approve()
    office.press("Keep it as it is")
    assert state(office) is State.APPROVED


def test_every_approval_is_sealed_with_the_hash_of_what_was_approved(office: FoiOffice) -> None:
    office.drafted()
    office.approve()
    with office.program.database.reading() as connection:
        *_, last = audit.facts_of(connection, office.workspace, office.case_id)
    assert isinstance(last, f.Approved)
    assert last.hash == office.case.drafts[-1].hash
    assert last.by == (office.lead.id,)
