"""What a test reads: transcripts, threads, screens, and the violations that fail it."""

import pytest
from slack_sdk import WebClient

from tests.slack_double import Message, SlackDouble

from .building import actions, asking, button, choices, mrkdwn, plain, section, select, text_input


def card(slack: SlackDouble, client: WebClient) -> Message:
    client.chat_postMessage(
        channel="C01FOI",
        text="Case",
        blocks=[
            {"type": "header", "text": plain("FOI 2018/1")},
            section("*Officer:* <@U01OFFICER> &amp; team", accessory=choices("overflow")),
            {"type": "divider"},
            {"type": "context", "elements": [mrkdwn("Due 13 April 2018")]},
            actions(button(), button("Skip for now", "skip"), select()),
        ],
    )
    return slack.message("FOI 2018/1")


def test_a_transcript_reads_as_a_person_would_see_it(slack: SlackDouble, client: WebClient) -> None:
    case = card(slack, client)
    officer = slack.person("U01OFFICER")
    answer = officer.reply(case, "We hold <three> logs & ask @lead")
    officer.edit(answer, "We hold <four> logs & ask @lead")
    slack.person("U02LEAD").react(answer, "white_check_mark")
    officer.upload("log.csv", b"1", thread=case, comment="Here")
    assert slack.transcript(thread=case).split("\n") == [
        "foi-bot: # FOI 2018/1",
        "  *Officer:* @officer & team",
        "  [… Option 0 | Option 1]",
        "  ---",
        "  Due 13 April 2018",
        "  [Next] [Skip for now] [pick v]",
        "Olive Officer: We hold <four> logs & ask @lead (edited)",
        "  :white_check_mark: Len Lead",
        "Olive Officer: Here",
        "  <log.csv>",
    ]


def test_a_transcript_shows_ephemerals_to_their_viewer_alone(
    slack: SlackDouble, client: WebClient
) -> None:
    client.chat_postEphemeral(channel="C01FOI", user="U01OFFICER", text="Psst")
    officer, lead = slack.person("U01OFFICER"), slack.person("U02LEAD")
    assert slack.transcript(viewer=officer) == "foi-bot: Psst (only you can see this)"
    assert slack.transcript(viewer=lead) == slack.transcript() == ""


def test_a_screen_shows_the_form_with_what_is_filled_in(
    slack: SlackDouble, client: WebClient
) -> None:
    officer = slack.person("U01OFFICER")
    trigger_id = officer.command("/foi").payload["trigger_id"]
    client.views_open(
        trigger_id=trigger_id,
        view={
            "type": "modal",
            "title": plain("New request"),
            "submit": plain("Open"),
            "close": plain("Cancel"),
            "blocks": [
                asking(text_input(), label="Request", block_id="r", hint=plain("Word for word")),
                asking(choices("checkboxes"), label="Parts", block_id="p"),
            ],
        },
    )
    officer.fill({"r": "How many?", "p": ["v0", "v1"]})
    assert slack.screen(officer).split("\n") == [
        "= New request =",
        "Request (Word for word):",
        "[How many?]",
        "Parts:",
        "[Option 0, Option 1 v]",
        "[Cancel] [Open]",
    ]


def test_a_thread_is_live(slack: SlackDouble) -> None:
    officer = slack.person("U01OFFICER")
    thread = slack.thread(officer.say("Parent"))
    officer.reply(thread, "One")
    officer.reply(thread, "Two")
    assert [m.text for m in thread.replies] == ["One", "Two"]
    assert thread.parent.text == "Parent"
    assert thread.last is thread.message("Two")


def test_a_message_is_found_by_its_words_if_it_is_the_only_one(slack: SlackDouble) -> None:
    officer = slack.person("U01OFFICER")
    officer.say("One draft")
    officer.say("Two drafts")
    assert slack.message("One").text == "One draft"
    with pytest.raises(AssertionError, match="2 messages say 'draft'"):
        slack.message("draft")


def test_a_violation_fails_the_test_at_its_end(slack: SlackDouble, client: WebClient) -> None:
    client.chat_postMessage(channel="C01FOI", text="Q&A")
    with pytest.raises(AssertionError, match=r"unescaped_text.*\[Formatting message text\]"):
        slack.violations.assert_none()
    slack.permit("unescaped_text")
    slack.violations.assert_none()


def test_a_violation_that_was_expected_must_come(slack: SlackDouble) -> None:
    with pytest.raises(AssertionError, match="no_text"), slack.expecting("no_text"):
        pass


def test_time_passes_with_every_act(slack: SlackDouble) -> None:
    before = slack.clock.now()
    slack.person("U01OFFICER").say("x")
    assert slack.clock.now() == before + slack.seconds_per_act
