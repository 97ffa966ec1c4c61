"""Catching up after a disconnection: what was missed is found in the threads, once."""

from __future__ import annotations

import pytest

from foi_bot import approval
from foi_bot.case import Place, State
from foi_bot.slack.catch_up import catch_up
from tests.slack.office import ANSWER, FoiOffice
from tests.slack.pictures import picture
from tests.slack_double import SlackDouble

TICK, CROSS = "white_check_mark", "x"
MORE = "Two of them were found again."


@pytest.fixture
def asked(office: FoiOffice) -> FoiOffice:
    """A case whose open question is "What is the answer?"."""
    office.open_case()
    office.answer("disclose")
    return office


def found(office: FoiOffice) -> int:
    """Catch up; how many things had been missed."""
    number = catch_up(office.program.desk, office.slack.wait)
    office.settle()
    return number


def test_replies_that_were_missed_are_found(slack: SlackDouble, asked: FoiOffice) -> None:
    slack.drop_next(2)
    asked.say(ANSWER, MORE)
    assert found(asked) == 2
    asked.press("Next")
    assert asked.case.value("answer", "1") == f"{ANSWER}\n\n{MORE}"


def test_an_edit_and_a_deletion_that_were_missed_are_found(
    slack: SlackDouble, asked: FoiOffice
) -> None:
    asked.answer((ANSWER, MORE))
    slack.drop_next(2)
    asked.officer.edit(asked.typed(ANSWER), ANSWER.replace("214", "215"))
    asked.officer.delete(asked.typed(MORE))
    assert found(asked) == 2
    assert asked.case.value("answer", "1") == f"{ANSWER.replace('214', '215')}\n\n{MORE}"
    assert "a reply that is part of an answer was deleted" in asked.said()
    assert [reply.place for reply in asked.case.replies] == [Place.ANSWER, Place.DELETED]


def test_reactions_added_and_taken_away_in_the_meantime_are_found(
    slack: SlackDouble, office: FoiOffice
) -> None:
    office.drafted()
    office.object(by=office.approver)
    slack.drop_next(2)
    office.lead.react(office.verdict, TICK)
    office.approver.unreact(office.verdict, CROSS)
    assert found(office) == 2
    assert approval.state(office.case) is State.APPROVED


def test_a_withdrawal_that_was_missed_is_found(slack: SlackDouble, office: FoiOffice) -> None:
    office.drafted()
    office.approve()
    slack.drop_next()
    office.lead.unreact(office.verdict, TICK)
    assert found(office) == 1
    assert approval.state(office.case) is State.AWAITING


def test_catching_up_twice_finds_nothing_new(slack: SlackDouble, office: FoiOffice) -> None:
    office.drafted()
    slack.drop_next(3)
    office.lead.react(office.verdict, TICK)
    office.say("// a word among us", "Thank you all.")
    found(office)
    once = picture(office)
    whispers = len(office.officer.ephemerals)
    found(office)
    assert picture(office) == once
    assert len(office.officer.ephemerals) == whispers


def test_catching_up_where_nothing_was_missed_changes_nothing(office: FoiOffice) -> None:
    office.drafted()
    office.approve()
    before = picture(office)
    assert found(office) == 0
    assert picture(office) == before


def test_an_event_that_comes_late_after_all_changes_nothing_more(
    slack: SlackDouble, asked: FoiOffice
) -> None:
    slack.hold()
    asked.say(ANSWER)
    assert found(asked) == 1
    slack.release()
    assert [reply.text for reply in asked.case.replies] == [ANSWER]


def test_a_reaction_made_while_the_thread_is_read_is_not_taken_for_one_withdrawn(
    office: FoiOffice,
) -> None:
    """The page was read before the reaction was there; its event was heard before it was used."""
    office.drafted()
    client = office.program.desk.client
    read = client.conversations_replies

    def read_then_react(**arguments: object) -> object:
        page = read(**arguments)  # type: ignore[arg-type]
        office.lead.react(office.verdict, TICK)
        return page

    client.conversations_replies = read_then_react  # type: ignore[assignment,method-assign]
    found(office)
    assert approval.state(office.case) is State.APPROVED


def test_a_reply_sent_while_the_thread_is_read_is_not_taken_for_one_deleted(
    asked: FoiOffice,
) -> None:
    client = asked.program.desk.client
    read = client.conversations_replies

    def read_then_say(**arguments: object) -> object:
        page = read(**arguments)  # type: ignore[arg-type]
        asked.say(ANSWER)
        return page

    client.conversations_replies = read_then_say  # type: ignore[assignment,method-assign]
    found(asked)
    assert [reply.place for reply in asked.case.replies] == [Place.ANSWER]


def test_a_long_thread_is_read_to_its_end(slack: SlackDouble, asked: FoiOffice) -> None:
    slack.seconds_per_act = 0
    slack.drop_next(230)
    asked.say(*(f"Chatter {number}" for number in range(229)), by=asked.lead)
    asked.say(ANSWER)
    found(asked)
    assert [reply.text for reply in asked.case.replies] == [ANSWER]


def test_one_channel_that_cannot_be_read_does_not_hide_the_others(
    slack: SlackDouble, office: FoiOffice
) -> None:
    office.open_case(channel="C02SECOND")
    office.open_case()
    office.answer("disclose")
    slack.workspace.channels["C02SECOND"].members.remove("U0BOT")
    slack.drop_next()
    office.say(ANSWER)
    with slack.expecting("not_in_channel"):
        assert found(office) == 1
    assert [reply.text for reply in office.case.replies] == [ANSWER]


def test_slacks_pace_is_kept_and_its_retry_after_is_waited_out(
    slack: SlackDouble, office: FoiOffice
) -> None:
    for _ in range(3):
        office.open_case()
    slack.faults.rate_limit("conversations.replies", retry_after=20)
    before = slack.clock.now()
    found(office)
    assert slack.clock.now() - before >= 20
    assert len(slack.calls_to("conversations.replies")) == 4


def test_a_closed_case_is_not_read_any_more(slack: SlackDouble, asked: FoiOffice) -> None:
    asked.officer.click(asked.card, "Close without a letter")
    asked.officer.submit(values={"reason": "Withdrawn."})
    asked.settle()
    found(asked)
    assert slack.calls_to("conversations.replies") == []
