"""Guests, people of other organisations, former colleagues and strangers to the channel can read
along as far as Slack lets them; they can neither open, answer nor approve."""

from __future__ import annotations

import pytest

from foi_bot import approval
from foi_bot.case import State
from tests.slack.office import ANSWER, FoiOffice
from tests.slack_double import SlackDouble, Sort
from tests.slack_double.acts import Person
from tests.slack_double.people import OTHER_TEAM, Account, Kind

TICK = "white_check_mark"
SHARED = "C07SHARED"


@pytest.fixture(
    params=[
        ("U04GUEST", "C01FOI", "Guests of this workspace can read along"),
        ("U05SINGLE", "C01FOI", "Guests of this workspace can read along"),
        ("U06STRANGER", SHARED, "People of another organisation"),
        ("U11CONNECT", SHARED, "People of another organisation"),
        ("U08ROBOT", "C01FOI", "Apps can't answer or approve"),
    ],
    ids=["guest", "single-channel guest", "stranger", "Slack Connect", "app"],
)
def who(request: pytest.FixtureRequest, slack: SlackDouble) -> tuple[Person, str, str]:
    """Somebody who may not act, a channel that they are in, and what they are told."""
    # Slack calls only those strangers with whom we share no channel.
    connected = Account("U11CONNECT", "connie", "Connie Connect", Kind.MEMBER, OTHER_TEAM)
    slack.add_person(connected, SHARED)
    id_, channel, word = request.param
    return slack.person(id_), channel, word


def test_they_cannot_open_a_case(office: FoiOffice, who: tuple[Person, str, str]) -> None:
    person, channel, word = who
    assert person.command("/foi", channel=channel).status == 200
    assert not person.has_modal
    assert word in office.told(person)


def test_they_can_neither_answer_nor_approve(
    office: FoiOffice, who: tuple[Person, str, str]
) -> None:
    person, channel, word = who
    office.open_case(channel=channel)
    question = office.question
    person.choose(question, "choose_from", "disclose")
    office.settle()
    assert len(office.case.answers) == 0
    assert word in office.told(person)
    office.answer("disclose")
    office.say("214, says a friend.", by=person)
    office.press("Take over", on=office.card, by=person)
    assert office.case.officer == office.officer.id
    office.answer_all()
    assert office.case.value("answer", "1") == ANSWER
    person.react(office.verdict, TICK)
    office.settle()
    assert approval.state(office.case) is State.AWAITING
    assert word in office.told(person)


def test_somebody_who_left_the_channel_cannot_send_the_form_they_had_open(
    slack: SlackDouble, office: FoiOffice
) -> None:
    office.open_case()
    office.answer("disclose")
    office.officer.click(office.question, "Write here")
    slack.workspace.channels["C01FOI"].members.remove(office.officer.id)
    slack.wait(301)
    office.officer.submit(values={"answer": ANSWER})
    assert "not a member of this channel" in office.officer.view.errors["answer"]
    assert office.case.value("answer", "1") is None


def test_somebody_who_joined_a_moment_ago_counts_at_once(
    slack: SlackDouble, office: FoiOffice
) -> None:
    office.drafted()
    newcomer = slack.add_person(Account("U12NEW", "newcomer", "Nia Newcomer"), "C01FOI")
    office.approve(by=newcomer)
    assert approval.state(office.case) is State.APPROVED


def test_what_somebody_did_before_their_account_was_closed_does_not_count_if_it_comes_after(
    slack: SlackDouble, office: FoiOffice
) -> None:
    office.drafted()
    slack.hold()
    office.lead.react(office.verdict, TICK)
    slack.deactivate(office.lead.id)
    slack.release()
    office.settle()
    assert approval.state(office.case) is State.AWAITING


def test_somebody_whose_account_is_closed_is_forgotten_when_slack_says_so(
    slack: SlackDouble, office: FoiOffice
) -> None:
    office.open_case()
    office.press("Take over", on=office.card, by=office.lead)
    assert office.program.desk.roster.person(office.workspace, office.lead.id, "C01FOI").may_act
    slack.deactivate(office.lead.id)
    _announce(slack, {"type": "user_change", "user": {"id": office.lead.id}})
    person = office.program.desk.roster.person(office.workspace, office.lead.id, "C01FOI")
    assert person.footing == "deactivated"


def test_somebody_who_left_the_channel_is_an_outsider_when_slack_says_so(
    slack: SlackDouble, office: FoiOffice
) -> None:
    office.drafted()
    roster = office.program.desk.roster
    assert roster.person(office.workspace, office.lead.id, "C01FOI").may_act
    slack.drop_next()
    office.lead.react(office.verdict, TICK)
    late = slack.deliveries[-1].payload
    slack.workspace.channels["C01FOI"].members.remove(office.lead.id)
    _announce(slack, {"type": "member_left_channel", "user": office.lead.id, "channel": "C01FOI"})
    slack.post_office.send(Sort.EVENT, late)
    office.settle()
    assert approval.state(office.case) is State.AWAITING


def _announce(slack: SlackDouble, event: dict[str, object]) -> None:
    """Slack tells of something in the workspace."""
    slack.subscribed.add(str(event["type"]))
    slack._bring_event({**event, "event_ts": slack.workspace.new_ts()}, None)
    slack.post_office.deliver_due()
