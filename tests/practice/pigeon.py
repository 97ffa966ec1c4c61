"""A bot that carries messages: whatever a person does, it says in the channel what reached it.

It stands on Bolt and Socket Mode as foi-bot does, so these tests show that the practice workspace
and its people reach a real bot, without needing foi-bot itself.
"""

from __future__ import annotations

from types import TracebackType
from typing import Any, Self

from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from foi_bot.practice.workspace import FOI_CHANNEL, Workspace

Json = dict[str, Any]

FORM: Json = {
    "type": "modal",
    "callback_id": "request",
    "notify_on_close": True,
    "title": {"type": "plain_text", "text": "New request"},
    "submit": {"type": "plain_text", "text": "Open"},
    "blocks": [
        {
            "type": "input",
            "block_id": "text",
            "label": {"type": "plain_text", "text": "Request"},
            "element": {"type": "plain_text_input", "action_id": "typed"},
        },
        {
            "type": "input",
            "block_id": "received",
            "label": {"type": "plain_text", "text": "Received"},
            "element": {
                "type": "datepicker",
                "action_id": "day",
                "initial_date": "2018-03-13",
            },
        },
        {
            "type": "input",
            "block_id": "limbs",
            "label": {"type": "plain_text", "text": "Limbs"},
            "element": {
                "type": "checkboxes",
                "action_id": "chosen",
                "options": [
                    {"text": {"type": "plain_text", "text": limb}, "value": limb}
                    for limb in ("s30(3)", "s40(5B)")
                ],
            },
        },
    ],
}

CARD: list[Json] = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "Which outcome?"}},
    {
        "type": "actions",
        "block_id": "outcome",
        "elements": [
            {
                "type": "button",
                "action_id": "next",
                "text": {"type": "plain_text", "text": "Next"},
                "value": "question-1",
            },
            {
                "type": "static_select",
                "action_id": "pick",
                "placeholder": {"type": "plain_text", "text": "Choose"},
                "options": [
                    {"text": {"type": "plain_text", "text": "Disclose"}, "value": "disclose"},
                    {"text": {"type": "plain_text", "text": "Not held"}, "value": "not-held"},
                ],
            },
        ],
    },
]


class Pigeon:
    """The bot, connected for as long as its `with` lasts."""

    def __init__(self, slack: Workspace) -> None:
        self.slack = slack
        self.client = WebClient(token=slack.bot_token, base_url=slack.api_url)
        app = App(
            client=self.client,
            token_verification_enabled=False,
            process_before_response=True,
        )
        app.command("/foi")(self.open_form)
        app.view("request")(self.take_form)
        app.view_closed("request")(self.form_closed)
        app.action("next")(self.pressed)
        app.action("pick")(self.picked)
        app.event("message")(self.heard)
        app.event("app_home_opened")(self.home_opened)
        app.event("reaction_added")(self.reacted)
        app.event("reaction_removed")(self.reacted)
        self._socket = SocketModeHandler(
            app,
            slack.app_token,
            web_client=WebClient(token=slack.app_token, base_url=slack.api_url),
        ).client

    def __enter__(self) -> Self:
        self._socket.connect()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._socket.close()

    def say(self, text: str, **more: Any) -> str:
        """Post into the requests channel; returns the message's timestamp."""
        ts: str = self.client.chat_postMessage(channel=FOI_CHANNEL, text=text, **more)["ts"]
        return ts

    def open_form(self, ack: Ack, body: Json) -> None:
        ack()
        self.client.views_open(trigger_id=body["trigger_id"], view=FORM)

    def take_form(self, ack: Ack, body: Json, view: Json) -> None:
        values = view["state"]["values"]
        text = values["text"]["typed"]["value"]
        if not text:
            ack(response_action="errors", errors={"text": "Say what was asked"})
            return
        ack()
        limbs = [option["value"] for option in values["limbs"]["chosen"]["selected_options"]]
        day = values["received"]["day"]["selected_date"]
        self.say(f"{body['user']['id']} opened “{text}” of {day} under {', '.join(limbs)}")

    def form_closed(self, ack: Ack, body: Json) -> None:
        ack()
        self.say(f"{body['user']['id']} closed the form")

    def pressed(self, ack: Ack, body: Json) -> None:
        ack()
        self._in_thread(body, f"pressed {body['actions'][0]['value']}")

    def picked(self, ack: Ack, body: Json) -> None:
        ack()
        self._in_thread(body, f"picked {body['actions'][0]['selected_option']['value']}")

    def heard(self, event: Json) -> None:
        if event.get("subtype") == "message_changed":
            self.say(f"{event['message']['user']} changed it to “{event['message']['text']}”")
        elif event.get("subtype") == "message_deleted":
            self.say(f"{event['previous_message']['user']} deleted a message")
        else:
            self.say(f"{event['user']} wrote “{event['text']}”", thread_ts=event.get("thread_ts"))

    def reacted(self, event: Json) -> None:
        self.say(f"{event['user']}: {event['type']} {event['reaction']}")

    def home_opened(self) -> None:
        """What the Home shows is published by the tests themselves."""

    def _in_thread(self, body: Json, words: str) -> None:
        self.say(f"{body['user']['id']} {words}", thread_ts=body["message"]["ts"])
