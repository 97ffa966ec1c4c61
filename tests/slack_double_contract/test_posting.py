"""What becomes of a post: its rules, its metadata, its changes and its end."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.slack_double import SlackDouble

from .building import actions, button, section

FOI = "C01FOI"


def error_of(refused: pytest.ExceptionInfo[SlackApiError]) -> str:
    return str(refused.value.response["error"])


def test_a_post_comes_back_with_its_timestamp_and_its_words(client: WebClient) -> None:
    answer = client.chat_postMessage(channel=FOI, text="Hello")
    assert answer["message"]["text"] == "Hello"
    assert answer["ts"] == answer["message"]["ts"]
    assert answer["message"]["bot_id"] == "B0BOT"


def test_timestamps_rise_although_the_clock_stands_still(
    slack: SlackDouble, client: WebClient
) -> None:
    slack.strictness.strict_pace = False
    stamps = [client.chat_postMessage(channel=FOI, text="x")["ts"] for _ in range(3)]
    assert stamps == sorted(set(stamps))


@pytest.mark.parametrize(
    ("channel", "error"),
    [
        ("C99NONE", "channel_not_found"),
        ("#foi-requests", "channel_not_found"),
        ("C06SECRET", "channel_not_found"),
        ("C03NOBOT", "not_in_channel"),
        ("C04OLD", "is_archived"),
        ("U07GONE", "channel_not_found"),
    ],
)
def test_a_post_to_the_wrong_place_is_refused(
    slack: SlackDouble, client: WebClient, channel: str, error: str
) -> None:
    with slack.expecting(error), pytest.raises(SlackApiError) as refused:
        client.chat_postMessage(channel=channel, text="x")
    assert error_of(refused) == error


def test_a_post_to_a_person_goes_to_their_direct_message(
    slack: SlackDouble, client: WebClient
) -> None:
    room = client.chat_postMessage(channel="U01OFFICER", text="For you alone")["channel"]
    assert room.startswith("D")
    assert [m.text for m in slack.person("U01OFFICER").direct_messages] == ["For you alone"]
    assert client.conversations_open(users="U01OFFICER")["channel"]["id"] == room


@pytest.mark.filterwarnings("ignore:The top-level `text`")
def test_a_post_without_words_is_refused(slack: SlackDouble, client: WebClient) -> None:
    with slack.expecting("no_text"), pytest.raises(SlackApiError):
        client.chat_postMessage(channel=FOI, text="")


@pytest.mark.filterwarnings("ignore:The top-level `text`")
def test_blocks_without_a_fallback_text_fail_the_test(
    slack: SlackDouble, client: WebClient
) -> None:
    with slack.expecting("no_fallback_text"):
        client.chat_postMessage(channel=FOI, blocks=[section()])


def test_invalid_blocks_are_refused_and_nothing_is_posted(
    slack: SlackDouble, client: WebClient
) -> None:
    with slack.expecting("invalid_blocks") as found, pytest.raises(SlackApiError) as refused:
        client.chat_postMessage(channel=FOI, text="x", blocks=[section("x" * 3_001)])
    assert error_of(refused) == "invalid_blocks"
    assert "3,001 characters" in found[0].detail
    assert found[0].document == "Section block"
    assert slack.messages() == []


@pytest.mark.parametrize(
    ("length", "rule"),
    [(4_001, "text_is_split"), (40_000, "text_is_split"), (40_001, "text_is_truncated")],
)
def test_a_text_too_long_to_stay_whole_fails_the_test(
    slack: SlackDouble, client: WebClient, length: int, rule: str
) -> None:
    with slack.expecting(rule):
        client.chat_postMessage(channel=FOI, text="x" * length)


def test_a_text_of_four_thousand_characters_stays_whole(client: WebClient) -> None:
    client.chat_postMessage(channel=FOI, text="x" * 4_000)


@pytest.mark.parametrize("text", ["a <b> c", "Q&A", "1 < 2", "&nbsp;"])
def test_unescaped_control_characters_fail_the_test(
    slack: SlackDouble, client: WebClient, text: str
) -> None:
    with slack.expecting("unescaped_text"):
        client.chat_postMessage(channel=FOI, text=text)


@pytest.mark.parametrize(
    "text",
    ["a &lt;b&gt; &amp; c", "<http://x.org|here>", "<@U01OFFICER>", "<mailto:a@x.org|a>", "2 > 1"],
)
def test_escaped_text_and_references_pass(client: WebClient, text: str) -> None:
    client.chat_postMessage(channel=FOI, text=text)


@pytest.mark.parametrize("ping", ["<!channel>", "<!here>", "<!everyone|everyone>"])
def test_a_ping_of_everybody_fails_the_test(
    slack: SlackDouble, client: WebClient, ping: str
) -> None:
    with slack.expecting("pings_everyone"):
        client.chat_postMessage(channel=FOI, text="x", blocks=[section(f"Look {ping}")])


def test_plain_text_pings_nobody(client: WebClient) -> None:
    block = {"type": "section", "text": {"type": "plain_text", "text": "<!channel> & so on"}}
    client.chat_postMessage(channel=FOI, text="x", blocks=[block])


def test_an_argument_nobody_knows_fails_the_test(slack: SlackDouble, client: WebClient) -> None:
    with slack.expecting("unknown_argument"):
        client.chat_postMessage(channel=FOI, text="x", thread="1.1")


def test_a_method_nobody_knows_is_refused(slack: SlackDouble, client: WebClient) -> None:
    with slack.expecting("unknown_method"), pytest.raises(SlackApiError):
        client.api_call("pins.add", json={"channel": FOI})


def test_a_thread_that_is_not_there_cannot_be_answered(
    slack: SlackDouble, client: WebClient
) -> None:
    with slack.expecting("thread_not_found"), pytest.raises(SlackApiError):
        client.chat_postMessage(channel=FOI, text="x", thread_ts="1.000001")


def test_a_replys_timestamp_is_no_thread(slack: SlackDouble, client: WebClient) -> None:
    officer = slack.person("U01OFFICER")
    reply = officer.reply(officer.say("Parent"), "Reply")
    with slack.expecting("thread_ts_of_a_reply"):
        client.chat_postMessage(channel=FOI, text="x", thread_ts=reply.ts)
    assert slack.message("x").root_ts == reply.root_ts


METADATA = {"event_type": "foi_post", "event_payload": {"key": "p1"}}


def test_metadata_comes_back_when_asked_for(client: WebClient) -> None:
    ts = client.chat_postMessage(channel=FOI, text="x", metadata=METADATA)["ts"]
    whole = client.conversations_replies(channel=FOI, ts=ts, include_all_metadata=True)
    assert whole["messages"][0]["metadata"] == METADATA
    brief = client.conversations_replies(channel=FOI, ts=ts)
    assert brief["messages"][0]["metadata"] == {"event_type": "foi_post"}


@pytest.mark.parametrize(
    "metadata",
    [
        {"event_type": "x"},
        {"event_type": "", "event_payload": {}},
        {"event_type": "x", "event_payload": "y"},
        {"event_type": "x", "event_payload": {}, "more": 1},
    ],
)
def test_metadata_of_another_form_is_refused(
    slack: SlackDouble, client: WebClient, metadata: dict[str, object]
) -> None:
    with slack.expecting("invalid_metadata_format"), pytest.raises(SlackApiError):
        client.chat_postMessage(channel=FOI, text="x", metadata=metadata)


def test_an_update_keeps_metadata_and_drops_blocks_when_only_text_is_given(
    slack: SlackDouble, client: WebClient
) -> None:
    ts = client.chat_postMessage(channel=FOI, text="x", blocks=[section()], metadata=METADATA)["ts"]
    client.chat_update(channel=FOI, ts=ts, text="y")
    message = slack.message("y")
    assert (message.blocks, message.metadata) == ([], METADATA)


def test_an_update_with_an_empty_object_removes_metadata(
    slack: SlackDouble, client: WebClient
) -> None:
    ts = client.chat_postMessage(channel=FOI, text="x", metadata=METADATA)["ts"]
    client.chat_update(channel=FOI, ts=ts, text="y", metadata={})
    assert slack.message("y").metadata is None


def test_an_update_longer_than_four_thousand_characters_is_refused(
    slack: SlackDouble, client: WebClient
) -> None:
    ts = client.chat_postMessage(channel=FOI, text="x")["ts"]
    client.chat_update(channel=FOI, ts=ts, text="y" * 4_000)
    with slack.expecting("msg_too_long", "text_is_split"), pytest.raises(SlackApiError):
        client.chat_update(channel=FOI, ts=ts, text="y" * 4_001)


def test_only_its_author_may_update_or_delete_a_message(
    slack: SlackDouble, client: WebClient
) -> None:
    said = slack.person("U01OFFICER").say("Mine")
    with slack.expecting("cant_update_message"), pytest.raises(SlackApiError):
        client.chat_update(channel=FOI, ts=said.ts, text="x")
    with slack.expecting("cant_delete_message"), pytest.raises(SlackApiError):
        client.chat_delete(channel=FOI, ts=said.ts)


def test_what_is_deleted_cannot_be_updated(slack: SlackDouble, client: WebClient) -> None:
    ts = client.chat_postMessage(channel=FOI, text="x")["ts"]
    client.chat_delete(channel=FOI, ts=ts)
    with slack.expecting("message_not_found"), pytest.raises(SlackApiError):
        client.chat_update(channel=FOI, ts=ts, text="y")


def test_a_deleted_parent_leaves_a_tombstone_that_can_still_be_answered(
    slack: SlackDouble, client: WebClient
) -> None:
    ts = client.chat_postMessage(channel=FOI, text="Card")["ts"]
    slack.person("U01OFFICER").reply(slack.message("Card"), "An answer")
    client.chat_delete(channel=FOI, ts=ts)
    parent, reply = client.conversations_replies(channel=FOI, ts=ts)["messages"]
    assert (parent["subtype"], parent["user"]) == ("tombstone", "USLACKBOT")
    assert reply["text"] == "An answer"
    client.chat_postMessage(channel=FOI, text="More", thread_ts=ts)


def test_missing_identifiers_are_given(slack: SlackDouble, client: WebClient) -> None:
    bare = {"type": "button", "text": {"type": "plain_text", "text": "Next"}}
    client.chat_postMessage(channel=FOI, text="x", blocks=[actions(bare), section()])
    control = slack.message("Words").button("Next")
    assert control.block_id
    assert control.action_id


def test_an_ephemeral_message_is_seen_by_one_person_and_kept_by_nobody(
    slack: SlackDouble, client: WebClient
) -> None:
    client.chat_postEphemeral(channel=FOI, user="U01OFFICER", text="Psst")
    assert [m.text for m in slack.person("U01OFFICER").ephemerals] == ["Psst"]
    assert slack.person("U02LEAD").ephemerals == []
    assert client.conversations_history(channel=FOI)["messages"] == []


def test_an_ephemeral_message_reaches_nobody_outside_the_channel(
    slack: SlackDouble, client: WebClient
) -> None:
    with slack.expecting("user_not_in_channel"), pytest.raises(SlackApiError):
        client.chat_postEphemeral(channel=FOI, user="U09OUTSIDE", text="Psst")


def test_a_permalink_leads_to_the_reply_in_its_thread(
    slack: SlackDouble, client: WebClient
) -> None:
    officer = slack.person("U01OFFICER")
    reply = officer.reply(officer.say("Parent"), "Reply")
    link = client.chat_getPermalink(channel=FOI, message_ts=reply.ts)["permalink"]
    assert f"/archives/{FOI}/p{reply.ts.replace('.', '')}?thread_ts={reply.thread_ts}" in link


def test_a_thread_is_read_page_by_page_with_its_parent_on_each(
    slack: SlackDouble, client: WebClient
) -> None:
    officer = slack.person("U01OFFICER")
    parent = officer.say("Parent")
    replies = [officer.reply(parent, f"Reply {n}") for n in range(5)]
    pages = client.conversations_replies(channel=FOI, ts=parent.ts, limit=2)
    texts = [[message["text"] for message in page["messages"]] for page in pages]
    assert texts == [
        ["Parent", "Reply 0", "Reply 1"],
        ["Parent", "Reply 2", "Reply 3"],
        ["Parent", "Reply 4"],
    ]
    later = client.conversations_replies(channel=FOI, ts=parent.ts, oldest=replies[2].ts)
    assert [m["text"] for m in later["messages"]] == ["Parent", "Reply 3", "Reply 4"]


def test_history_is_newest_first_and_leaves_replies_out(
    slack: SlackDouble, client: WebClient
) -> None:
    officer = slack.person("U01OFFICER")
    officer.reply(officer.say("First"), "In the thread")
    officer.say("Second")
    messages = client.conversations_history(channel=FOI)["messages"]
    assert [message["text"] for message in messages] == ["Second", "First"]
    assert messages[1]["reply_count"] == 1


def test_posts_from_several_threads_get_timestamps_of_their_own(slack: SlackDouble) -> None:
    slack.strictness.strict_pace = False
    with ThreadPoolExecutor(4) as pool:
        posts = [
            pool.submit(slack.client().chat_postMessage, channel=FOI, text=f"{number}")
            for number in range(20)
        ]
    stamps = [post.result()["ts"] for post in posts]
    assert len(set(stamps)) == len(slack.messages()) == 20


def test_reactions_are_added_once_and_read_back(slack: SlackDouble, client: WebClient) -> None:
    said = slack.person("U01OFFICER").say("Draft")
    client.reactions_add(channel=FOI, timestamp=said.ts, name="eyes")
    with slack.expecting("already_reacted"), pytest.raises(SlackApiError):
        client.reactions_add(channel=FOI, timestamp=said.ts, name="eyes")
    slack.person("U02LEAD").react(said, "eyes")
    read = client.reactions_get(channel=FOI, timestamp=said.ts)["message"]["reactions"]
    assert read == [{"name": "eyes", "users": ["U0BOT", "U02LEAD"], "count": 2}]
    client.reactions_remove(channel=FOI, timestamp=said.ts, name="eyes")
    with slack.expecting("no_reaction"), pytest.raises(SlackApiError):
        client.reactions_remove(channel=FOI, timestamp=said.ts, name="eyes")


@pytest.mark.parametrize("name", [":eyes:", "✅", ""])
def test_a_reaction_is_named_without_colons(
    slack: SlackDouble, client: WebClient, name: str
) -> None:
    said = slack.person("U01OFFICER").say("Draft")
    with slack.expecting("invalid_name"), pytest.raises(SlackApiError):
        client.reactions_add(channel=FOI, timestamp=said.ts, name=name)


def test_the_wrong_token_and_no_token_are_refused(slack: SlackDouble) -> None:
    with slack.expecting("invalid_auth"), pytest.raises(SlackApiError):
        WebClient("xoxb-other", base_url=slack.api_url).auth_test()
    with slack.expecting("not_authed"), pytest.raises(SlackApiError):
        WebClient(base_url=slack.api_url).auth_test()


def test_attachments_and_markdown_text_are_not_for_the_practice_slack(
    slack: SlackDouble, client: WebClient
) -> None:
    with slack.expecting("not_renderable_everywhere"):
        client.chat_postMessage(channel=FOI, text="x", attachments=[{"text": "old"}])
    slack.wait(1)
    with slack.expecting("not_renderable_everywhere"):
        client.chat_postMessage(channel=FOI, markdown_text="**x**")
    slack.wait(1)
    with slack.expecting("markdown_text_conflict"), pytest.raises(SlackApiError):
        client.chat_postMessage(channel=FOI, markdown_text="**x**", text="x")


def test_every_call_is_on_record_with_its_reply(slack: SlackDouble, client: WebClient) -> None:
    client.chat_postMessage(channel=FOI, text="x", blocks=[actions(button())])
    (call,) = slack.calls_to("chat.postMessage")
    assert call.ok
    assert call.args["text"] == "x"
