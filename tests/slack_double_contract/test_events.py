"""The events of edits, deletions, previews and reactions, as Slack words them."""

import pytest

from tests.slack_double import NothingToUseError, SlackDouble
from tests.slack_double.json_types import Json

from .building import section


def envelope(slack: SlackDouble) -> Json:
    return slack.deliveries[-1].payload


def test_the_envelope_names_team_app_and_authorization(slack: SlackDouble) -> None:
    slack.person("U01OFFICER").say("x")
    outer = envelope(slack)
    assert (outer["team_id"], outer["api_app_id"]) == ("T01PRACTICE", "A01APP")
    assert outer["authorizations"] == [
        {
            "enterprise_id": None,
            "team_id": "T01PRACTICE",
            "user_id": "U0BOT",
            "is_bot": True,
            "is_enterprise_install": False,
        }
    ]
    assert outer["event_id"].startswith("Ev")
    assert outer["event_time"] == int(slack.clock.now())


def test_a_reply_names_its_thread_and_the_parents_author(slack: SlackDouble) -> None:
    parent = slack.person("U02LEAD").say("Card")
    reply = slack.person("U01OFFICER").reply(parent, "An answer")
    event = slack.events("message")[-1]
    assert (event["thread_ts"], event["parent_user_id"]) == (parent.ts, "U02LEAD")
    assert event["ts"] == event["event_ts"] == reply.ts


def test_a_reply_also_sent_to_the_channel_has_a_subtype(slack: SlackDouble) -> None:
    officer = slack.person("U01OFFICER")
    parent = officer.say("Card")
    officer.reply(parent, "Look, all of you", also_to_channel=True)
    (event,) = slack.events("message", "thread_broadcast")
    assert event["thread_ts"] == parent.ts
    said = slack.client().conversations_history(channel="C01FOI")["messages"]
    assert [message["text"] for message in said] == ["Look, all of you", "Card"]


def test_an_edit_tells_before_and_after_and_when(slack: SlackDouble) -> None:
    officer = slack.person("U01OFFICER")
    said = officer.say("Befor")
    officer.edit(said, "Before")
    officer.edit(said, "After")
    first, second = slack.events("message", "message_changed")
    assert second["previous_message"]["text"] == first["message"]["text"] == "Before"
    assert second["message"]["text"] == "After"
    assert second["message"]["ts"] == said.ts
    stamps = [event["message"]["edited"]["ts"] for event in (first, second)]
    assert stamps == sorted(set(stamps))
    assert second["hidden"] is True


def test_a_preview_changes_a_message_that_nobody_edited(slack: SlackDouble) -> None:
    said = slack.person("U01OFFICER").say("See http://example.org")
    slack.unfurl(said)
    slack.rewrite(said)
    preview, nothing = slack.events("message", "message_changed")
    assert "edited" not in preview["message"]
    assert preview["message"]["attachments"]
    assert preview["message"]["text"] == preview["previous_message"]["text"]
    assert nothing["message"] == nothing["previous_message"]


def test_a_deleted_reply_is_gone(slack: SlackDouble) -> None:
    officer = slack.person("U01OFFICER")
    reply = officer.reply(officer.say("Card"), "An answer")
    officer.delete(reply)
    (event,) = slack.events("message", "message_deleted")
    assert event["deleted_ts"] == reply.ts
    assert event["previous_message"]["text"] == "An answer"
    assert [m.text for m in slack.messages()] == ["Card"]


def test_a_deleted_parent_with_replies_becomes_a_tombstone(slack: SlackDouble) -> None:
    officer = slack.person("U01OFFICER")
    parent = officer.say("Card")
    officer.reply(parent, "An answer")
    officer.delete(parent)
    assert slack.events("message", "message_deleted") == []
    (event,) = slack.events("message", "message_changed")
    assert event["message"]["subtype"] == "tombstone"
    assert event["previous_message"]["text"] == "Card"


def test_a_reaction_names_the_message_and_its_author(slack: SlackDouble) -> None:
    said = slack.person("U01OFFICER").say("Draft")
    lead = slack.person("U02LEAD")
    lead.react(said, "thumbsup", skin_tone=3)
    lead.unreact(said, "thumbsup", skin_tone=3)
    (added,) = slack.events("reaction_added")
    (removed,) = slack.events("reaction_removed")
    assert added["item"] == {"type": "message", "channel": "C01FOI", "ts": said.ts}
    assert (added["user"], added["item_user"]) == ("U02LEAD", "U01OFFICER")
    assert added["reaction"] == removed["reaction"] == "thumbsup::skin-tone-3"
    assert said.reactions == {}


def test_an_update_by_the_app_is_announced_like_an_edit(slack: SlackDouble) -> None:
    client = slack.client()
    ts = client.chat_postMessage(channel="C01FOI", text="x", blocks=[section("One")])["ts"]
    client.chat_update(channel="C01FOI", ts=ts, text="x", blocks=[section("Two")])
    (event,) = slack.events("message", "message_changed")
    assert event["previous_message"]["blocks"][0]["text"]["text"] == "One"
    assert event["message"]["user"] == "U0BOT"


def test_the_app_hears_nothing_of_a_channel_it_is_not_in(slack: SlackDouble) -> None:
    slack.person("U01OFFICER").say("Secret", channel="C03NOBOT")
    assert slack.deliveries == []


def test_a_file_that_a_person_shares_comes_with_its_message(slack: SlackDouble) -> None:
    slack.person("U01OFFICER").upload("request.txt", b"How many?", comment="Came today")
    (event,) = slack.events("message", "file_share")
    assert (event["text"], event["files"][0]["name"]) == ("Came today", "request.txt")


@pytest.mark.parametrize("who", ["U02LEAD", "U07GONE"])
def test_nobody_edits_or_deletes_what_somebody_else_said(slack: SlackDouble, who: str) -> None:
    said = slack.person("U01OFFICER").say("Mine")
    with pytest.raises(NothingToUseError):
        slack.person(who).edit(said, "Yours")
    with pytest.raises(NothingToUseError):
        slack.person(who).delete(said)
