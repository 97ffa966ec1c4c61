"""Slack fails in every way that it can: nothing that the bot says is lost, or said twice."""

from __future__ import annotations

import pytest

from foi_bot import approval
from foi_bot.case import State
from tests.kinds import BOTH
from tests.slack.office import DISCLOSED, FoiOffice
from tests.slack_double import SlackDouble
from tests.slack_double.messages import Message

pytestmark = BOTH

POST, UPDATE = "chat.postMessage", "chat.update"


def questions(office: FoiOffice) -> list[Message]:
    """Every message in which "What is the answer?" is put."""
    return [m for m in office.thread.messages if "What is the answer" in m.prose]


def ask(office: FoiOffice) -> None:
    """Press the button after which "What is the answer?" is asked."""
    office.officer.choose(office.question, "choose_from", "disclose")
    office.settle()


class TestAPost:
    def test_whose_reply_was_lost_is_found_and_not_made_again(
        self, slack: SlackDouble, office: FoiOffice
    ) -> None:
        office.open_case()
        slack.faults.lose_reply(POST)
        ask(office)
        assert len(questions(office)) == 1
        assert office.question is questions(office)[0]
        assert "next" in [control.action_id for control in office.question.controls]

    def test_that_never_reached_slack_is_made_again(
        self, slack: SlackDouble, office: FoiOffice
    ) -> None:
        office.open_case()
        slack.faults.drop(POST)
        ask(office)
        assert len(questions(office)) == 1

    @pytest.mark.parametrize("after_effect", [False, True])
    def test_that_slack_failed_on_stands_there_once(
        self, slack: SlackDouble, office: FoiOffice, after_effect: bool
    ) -> None:
        office.open_case()
        slack.faults.server_error(POST, after_effect=after_effect)
        ask(office)
        assert len(questions(office)) == 1

    def test_is_not_looked_for_before_slack_can_be_done_with_it(
        self, slack: SlackDouble, office: FoiOffice
    ) -> None:
        office.open_case()
        slack.faults.lose_reply(POST)
        ask(office)
        lost = next(call for call in slack.calls_to(POST) if call.reply is None)
        (looked,) = slack.calls_to("conversations.replies")
        assert looked.at - lost.at >= 15

    def test_is_found_although_the_first_look_fails_too(
        self, slack: SlackDouble, office: FoiOffice
    ) -> None:
        office.open_case()
        slack.faults.lose_reply(POST)
        slack.faults.server_error("conversations.replies")
        slack.faults.rate_limit("conversations.replies", retry_after=7)
        ask(office)
        assert len(questions(office)) == 1

    def test_that_is_the_card_is_found_in_the_channel(
        self, slack: SlackDouble, office: FoiOffice
    ) -> None:
        slack.faults.lose_reply(POST)
        office.open_case()
        assert len([m for m in slack.messages() if m.prose.startswith("Request FOI")]) == 1
        assert office.asking.key.question == "outcome"

    def test_found_again_is_brought_up_to_date(self, office: FoiOffice) -> None:
        office.open_case()
        office.officer.choose(office.question, "choose_from", "disclose")
        question = office.send_but_lose_the_reply("What is the answer")
        office.officer.click(question, "Skip for now")
        office.settle()
        assert "skipped for now" in question.prose
        assert question.buttons == []

    def test_waits_as_long_as_slack_says(self, slack: SlackDouble, office: FoiOffice) -> None:
        office.open_case()
        slack.faults.rate_limit(POST, retry_after=42)
        ask(office)
        refused, made = slack.calls_to(POST)[-2:]
        assert (refused.status, made.status) == (429, 200)
        assert made.at - refused.at >= 42
        assert len(questions(office)) == 1

    def test_that_times_out_is_found_and_not_made_again(
        self, slack: SlackDouble, office: FoiOffice
    ) -> None:
        office.open_case()
        office.program.sender.client.timeout = 1
        slack.faults.say_nothing(POST, after_effect=True)
        ask(office)
        assert len(questions(office)) == 1


class TestAnUpdate:
    @pytest.mark.parametrize("harm", ["lose_reply", "drop", "server_error", "rate_limit"])
    def test_is_made_until_it_stands(
        self, slack: SlackDouble, office: FoiOffice, harm: str
    ) -> None:
        office.open_case()
        question = office.question
        getattr(slack.faults, harm)(UPDATE, times=2)
        ask(office)
        assert "Give the information" in question.prose
        assert question.buttons == []


def test_what_people_do_while_slack_is_down_for_us_is_kept_and_shown_later(
    slack: SlackDouble, office: FoiOffice
) -> None:
    office.open_case()
    with slack.faults.during_outage():
        assert office.officer.choose(office.question, "choose_from", "disclose").status == 200
        office.settle(within=120)
        assert office.case.value("outcome", "1") == "disclose"
    office.settle()
    assert len(questions(office)) == 1


def test_a_whole_case_with_every_other_call_going_wrong_comes_to_the_same_letter(
    slack: SlackDouble, office: FoiOffice
) -> None:
    slack.permit("file_not_found")
    office.open_case()
    for value in DISCLOSED.values():
        slack.faults.lose_reply(POST)
        slack.faults.server_error(UPDATE)
        slack.faults.lose_reply("files.completeUploadExternal")
        office.answer(value)
        slack.faults.recover()
    office.approve()
    assert approval.state(office.case) is State.APPROVED
    assert len([m for m in office.thread.messages if m.text.startswith("Draft 1, page")]) == 1
    assert len([m for m in office.thread.messages if m.file_ids]) == 2


@pytest.mark.parametrize("code", ["channel_not_found", "is_archived", "not_in_channel"])
def test_a_channel_that_cannot_be_written_to_is_tried_again_until_somebody_mends_it(
    slack: SlackDouble, office: FoiOffice, code: str
) -> None:
    office.open_case()
    slack.faults.refuse(POST, code, times=2)
    ask(office)
    assert len(questions(office)) == 1


def test_one_message_that_slack_will_never_take_does_not_hold_up_the_rest(
    slack: SlackDouble, office: FoiOffice
) -> None:
    office.open_case()
    for value in list(DISCLOSED.values())[:-1]:
        office.answer(value)
    slack.faults.refuse(POST, "msg_too_long")
    office.answer("no")
    assert "ready for approval" in office.thread.last.prose
