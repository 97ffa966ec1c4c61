"""How a test with the double reads, from the command to the violation that would fail it."""

from slack_bolt import Ack, App, Say
from slack_sdk import WebClient

from tests.slack_double import SlackDouble

from .building import actions, asking, button, modal, section, text_input

FORM = modal(asking(text_input(multiline=True), "The request", block_id="words"), callback_id="new")


def case_app(slack: SlackDouble) -> App:
    """A form on /foi, a card when it is sent off, an answer to each reply."""
    app = App(
        client=slack.client(), signing_secret=slack.signing_secret, process_before_response=True
    )

    @app.command("/foi")
    def open_form(ack: Ack, body: dict[str, str], client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=FORM)

    @app.view("new")
    def post_card(ack: Ack, client: WebClient) -> None:
        ack()
        blocks = [section("*A new case*"), actions(button("Take over", "take"))]
        client.chat_postMessage(channel="C01FOI", text="A new case", blocks=blocks)

    @app.event("message")
    def note_answer(event: dict[str, str], say: Say) -> None:
        if "thread_ts" in event:
            say(text="Noted", thread_ts=event["thread_ts"])

    @app.action("take")
    def take_over(ack: Ack, body: dict[str, dict[str, str]], say: Say) -> None:
        ack()
        say(text=f"<@{body['user']['id']}> has taken over", thread_ts=body["message"]["ts"])

    return app


def test_a_request_becomes_a_case_and_changes_hands(slack: SlackDouble) -> None:
    slack.connect(case_app(slack))
    officer, lead = slack.person("U01OFFICER"), slack.person("U02LEAD")

    officer.command("/foi", channel="C01FOI")
    officer.submit(officer.view, {"words": "How many logs?\nSince 2016"})
    card = slack.message("A new case")
    officer.reply(card, "We hold <four> logs & no others")
    lead.click(card, "Take over")

    assert slack.transcript("C01FOI", card).split("\n") == [
        "foi-bot: *A new case*",
        "  [Take over]",
        "Olive Officer: We hold <four> logs & no others",
        "foi-bot: Noted",
        "foi-bot: @lead has taken over",
    ]
    assert slack.events("message")[1]["text"] == "We hold &lt;four&gt; logs &amp; no others"


def test_the_same_story_when_slack_brings_everything_twice(slack: SlackDouble) -> None:
    slack.connect(case_app(slack))
    slack.duplicate_everything = True
    # This app recognises no copy, which is what the double is there to show.
    with slack.expecting("ratelimited"):
        officer = slack.person("U01OFFICER")
        officer.reply(officer.say("A parent"), "An answer")
