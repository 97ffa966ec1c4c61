"""Members, guests, strangers, robots, people who left, people outside."""

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.slack_double import Account, NothingToUseError, SlackDouble


@pytest.mark.parametrize(
    ("id_", "expected"),
    [
        ("U01OFFICER", {"is_restricted": False, "is_bot": False, "deleted": False}),
        ("U04GUEST", {"is_restricted": True, "is_ultra_restricted": False}),
        ("U05SINGLE", {"is_restricted": True, "is_ultra_restricted": True}),
        ("U06STRANGER", {"is_stranger": True, "team_id": "T02OTHER"}),
        ("U07GONE", {"deleted": True}),
        ("U08ROBOT", {"is_bot": True}),
        ("U0BOT", {"is_bot": True}),
        ("U10ADMIN", {"is_admin": True}),
    ],
)
def test_users_info_tells_people_apart(
    client: WebClient, id_: str, expected: dict[str, object]
) -> None:
    user = client.users_info(user=id_)["user"]
    assert {key: user.get(key) for key in expected} == expected


def test_a_strangers_address_is_not_told(client: WebClient) -> None:
    assert "email" not in client.users_info(user="U06STRANGER")["user"]["profile"]
    assert client.users_info(user="U01OFFICER")["user"]["profile"]["email"]


def test_nobody_is_not_found(slack: SlackDouble, client: WebClient) -> None:
    with slack.expecting("user_not_found"), pytest.raises(SlackApiError):
        client.users_info(user="U99NOBODY")


def test_a_strangers_message_names_the_other_team(slack: SlackDouble) -> None:
    slack.person("U06STRANGER").say("Hello", channel="C07SHARED")
    outer = slack.deliveries[-1].payload
    assert outer["is_ext_shared_channel"] is True
    assert outer["team_id"] == "T01PRACTICE"
    assert (outer["event"]["team"], outer["event"]["user_team"]) == ("T02OTHER", "T02OTHER")


def test_a_strangers_command_names_the_other_team(slack: SlackDouble) -> None:
    payload = slack.person("U06STRANGER").command("/foi", channel="C07SHARED").payload
    assert payload["team_id"] == "T02OTHER"


def test_somebody_deactivated_can_do_nothing(slack: SlackDouble) -> None:
    lead = slack.person("U02LEAD")
    said = lead.say("Still here")
    slack.deactivate("U02LEAD")
    for act in (lambda: lead.say("x"), lambda: lead.react(said, "eyes"), lead.open_home):
        with pytest.raises(NothingToUseError, match="deactivated"):
            act()


def test_somebody_outside_a_channel_can_do_nothing_there(slack: SlackDouble) -> None:
    said = slack.person("U01OFFICER").say("x")
    outside = slack.person("U09OUTSIDE")
    with pytest.raises(NothingToUseError, match="not in"):
        outside.say("x")
    with pytest.raises(NothingToUseError, match="not in"):
        outside.react(said, "eyes")


def test_another_bots_message_says_that_it_is_a_bots(slack: SlackDouble) -> None:
    slack.person("U08ROBOT").say("Build passed")
    (event,) = slack.events("message")
    assert event["bot_id"] == "B08ROBOT"
    assert "client_msg_id" not in event


def test_slackbot_can_be_looked_up(client: WebClient) -> None:
    assert client.users_info(user="USLACKBOT")["user"]["name"] == "slackbot"


def test_a_deactivated_member_leaves_every_channel(slack: SlackDouble, client: WebClient) -> None:
    slack.deactivate("U02LEAD")
    assert "U02LEAD" not in client.conversations_members(channel="C01FOI")["members"]


def test_a_command_may_come_from_a_channel_without_the_bot(slack: SlackDouble) -> None:
    payload = slack.person("U09OUTSIDE").command("/foi", channel="C03NOBOT").payload
    assert payload["channel_id"] == "C03NOBOT"


def test_people_can_be_added(slack: SlackDouble, client: WebClient) -> None:
    new = slack.add_person(Account("U20NEW", "new", "Nia New"), "C01FOI")
    new.say("Hello")
    assert "U20NEW" in client.conversations_members(channel="C01FOI")["members"]


@pytest.mark.parametrize(
    ("channel", "expected"),
    [
        ("C01FOI", {"is_member": True, "is_private": False, "is_archived": False}),
        ("C03NOBOT", {"is_member": False}),
        ("C04OLD", {"is_archived": True}),
        ("C05PRIVATE", {"is_private": True, "is_member": True}),
        ("C07SHARED", {"is_ext_shared": True}),
    ],
)
def test_conversations_info_tells_channels_apart(
    client: WebClient, channel: str, expected: dict[str, object]
) -> None:
    room = client.conversations_info(channel=channel)["channel"]
    assert {key: room[key] for key in expected} == expected


def test_a_private_channel_without_the_bot_is_not_there(
    slack: SlackDouble, client: WebClient
) -> None:
    with slack.expecting("channel_not_found"), pytest.raises(SlackApiError):
        client.conversations_info(channel="C06SECRET")


def test_lists_of_people_and_channels_can_be_read(client: WebClient) -> None:
    assert {user["id"] for user in client.users_list()["members"]} >= {"U01OFFICER", "U0BOT"}
    names = {room["name"] for room in client.conversations_list()["channels"]}
    assert "private-no-bot" not in names
    assert "foi-requests" in names


@pytest.mark.parametrize(
    ("users", "error"), [("U07GONE", "user_disabled"), ("U99NOBODY", "user_not_found")]
)
def test_no_direct_message_opens_with_somebody_gone(
    slack: SlackDouble, client: WebClient, users: str, error: str
) -> None:
    with slack.expecting(error), pytest.raises(SlackApiError):
        client.conversations_open(users=users)
