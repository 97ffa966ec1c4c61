"""Somebody deletes messages of the bot's. What a person has to act on comes back."""

from __future__ import annotations

from foi_bot import approval
from foi_bot.case import State
from tests.slack.office import ANSWER, FoiOffice
from tests.slack_double import SlackDouble
from tests.slack_double.messages import Message

TICK = "white_check_mark"


def delete(slack: SlackDouble, message: Message) -> None:
    """An administrator deletes a message, and Slack tells of it."""
    slack.workspace.delete(message)
    slack.post_office.deliver_due()


def test_the_open_question_is_put_again_and_what_was_typed_still_counts(
    slack: SlackDouble, office: FoiOffice
) -> None:
    office.open_case()
    office.answer("disclose")
    office.say(ANSWER)
    old = office.question
    delete(slack, old)
    office.settle()
    assert office.question is not old
    assert office.thread.last is office.question
    office.press("Next")
    assert office.case.value("answer", "1") == ANSWER


def test_the_draft_to_react_on_is_posted_again_and_its_approvals_stand(
    slack: SlackDouble, office: FoiOffice
) -> None:
    office.drafted()
    office.approve()
    delete(slack, office.verdict)
    office.settle()
    office.catch_up()
    assert approval.state(office.case) is State.APPROVED
    assert "Draft 1 is approved" in office.verdict.prose
    office.lead.react(office.verdict, TICK)
    office.lead.unreact(office.verdict, TICK)
    office.settle()
    assert approval.state(office.case) is State.AWAITING


def test_an_answered_question_stays_deleted(slack: SlackDouble, office: FoiOffice) -> None:
    office.open_case()
    first = office.question
    office.answer("disclose")
    delete(slack, first)
    office.settle()
    office.answer(ANSWER)
    assert "Give the information" not in [m.prose for m in office.thread.messages]


def test_the_card_comes_back_in_the_thread_that_it_began(
    slack: SlackDouble, office: FoiOffice
) -> None:
    office.open_case()
    thread = office.case.thread
    delete(slack, office.card)
    office.settle()
    assert office.case.thread == thread
    assert office.card.root_ts == thread
    assert "Take over" in office.card.buttons
    office.answer_all()
    office.approve()
    assert "Approved" in office.card.prose


def test_a_card_that_is_deleted_before_anything_hangs_on_it_begins_another_thread(
    slack: SlackDouble, office: FoiOffice
) -> None:
    office.officer.command("/foi")
    office.officer.submit(values={"text": "How many?", "received": "2018-03-13"})
    office.confirm()
    office.program.sender.send_due()
    delete(slack, slack.messages()[-1])
    slack.permit("thread_not_found")
    office.newest_case()
    assert len(slack.messages()) == 2
    office.answer_all()
    assert approval.state(office.case) is State.AWAITING


def test_a_question_that_was_deleted_while_the_program_was_down_comes_back_too(
    slack: SlackDouble, office: FoiOffice
) -> None:
    office.open_case()
    slack.drop_next()
    delete(slack, office.card)
    with slack.expecting("message_not_found"):
        office.answer("disclose")
        office.settle()
    assert "Take over" in office.card.buttons
