"""One small app and one small play, which run against any Slack alike.

The play collects everything a Slack answers and everything it brings, by the name of the step, so
that the double and local-slack can be held side by side.
"""

from collections.abc import Callable
from queue import Queue
from typing import Protocol

from slack_bolt import Ack, App
from slack_sdk import WebClient

from tests.slack_double.json_types import Json

from .building import actions, asking, button, choices, home, modal, option, section, text_input

CHANNEL, OFFICER, BOT = "C01FOI", "U01OFFICER", "U0BOT"
METADATA = {"event_type": "foi_post", "event_payload": {"key": "p1"}}
FORM = modal(
    asking(text_input(), block_id="words"),
    asking(choices("static_select"), block_id="menu", optional=True),
    asking({"type": "datepicker", "action_id": "day"}, block_id="date", optional=True),
    callback_id="form",
    notify_on_close=True,
)
CARD = [
    section("A case"),
    {**actions(button(value="q1"), choices("static_select")), "block_id": "c"},
]

STEPS = (
    "auth.test",
    "chat.postMessage",
    "chat.postMessage in a thread",
    "chat.update",
    "chat.postEphemeral",
    "chat.getPermalink",
    "conversations.info",
    "conversations.members",
    "conversations.open",
    "users.info",
    "users.info of a bot",
    "reactions.add",
    "files.getUploadURLExternal",
    "files.completeUploadExternal",
    "files.info",
    "conversations.replies",
    "conversations.history",
    "views.publish",
    "chat.delete",
    "a message",
    "a reply",
    "an edit",
    "a reaction",
    "a reaction taken away",
    "a deletion",
    "a shared file",
    "a look at the Home tab",
    "a command",
    "views.open",
    "views.update",
    "a form sent off",
    "a form given up",
    "a click",
    "a choice",
)
"""The steps of the play, in their order."""


class Stage(Protocol):
    """A Slack with the app connected to it, and one officer who acts."""

    client: WebClient
    heard: "Queue[Json]"

    def pause(self) -> None: ...
    def upload_bytes(self, url: str, content: bytes) -> None: ...
    def say(self, text: str, thread_ts: str | None = None) -> str: ...
    def edit(self, ts: str, text: str) -> None: ...
    def react(self, ts: str, name: str, *, present: bool) -> None: ...
    def delete(self, ts: str) -> None: ...
    def command(self, command: str) -> None: ...
    def submit(self, values: Json) -> None: ...
    def close(self) -> None: ...
    def click(self, ts: str) -> None: ...
    def choose(self, ts: str) -> None: ...
    def open_home(self) -> None: ...
    def share(self, name: str, content: bytes) -> None: ...


def scripted_app(client: WebClient, heard: "Queue[Json]", **settings: object) -> App:
    """An app that hands on what it is brought, and opens FORM on /foi."""
    app = App(client=client, process_before_response=True, **settings)  # type: ignore[arg-type]

    @app.middleware
    def hand_on(body: Json, next_: Callable[[], None]) -> None:
        heard.put(body)
        next_()

    @app.command("/foi")
    def open_form(ack: Ack, body: Json) -> None:
        ack()
        heard.put(_data(client.views_open(trigger_id=body["trigger_id"], view=FORM)))

    def acknowledge(ack: Ack) -> None:
        ack()

    app.view("form")(acknowledge)
    app.view_closed("form")(acknowledge)
    app.action("next")(acknowledge)
    app.action("pick")(acknowledge)
    for event in ("message", "reaction_added", "reaction_removed", "app_home_opened"):
        app.event(event)(acknowledge)
    app.event("file_shared")(acknowledge)
    return app


def play(stage: Stage) -> dict[str, Json]:
    """Every step once; what was answered or brought, by the step's name."""
    return {**_calls(stage), **_events(stage), **_interactions(stage)}


def _data(answer: object) -> Json:
    data = getattr(answer, "data", None)
    assert isinstance(data, dict)
    return data


def _calls(stage: Stage) -> dict[str, Json]:
    client = stage.client
    got: dict[str, Json] = {"auth.test": _data(client.auth_test())}
    post = client.chat_postMessage(channel=CHANNEL, text="Case", blocks=CARD, metadata=METADATA)
    ts = str(post["ts"])
    stage.pause()
    reply = client.chat_postMessage(channel=CHANNEL, text="In its thread", thread_ts=ts)
    got |= {"chat.postMessage": _data(post), "chat.postMessage in a thread": _data(reply)}
    got["chat.update"] = _data(client.chat_update(channel=CHANNEL, ts=ts, text="Changed"))
    got["chat.postEphemeral"] = _data(
        client.chat_postEphemeral(channel=CHANNEL, user=OFFICER, text="Psst")
    )
    got["chat.getPermalink"] = _data(client.chat_getPermalink(channel=CHANNEL, message_ts=ts))
    got["conversations.info"] = _data(client.conversations_info(channel=CHANNEL))
    got["conversations.members"] = _data(client.conversations_members(channel=CHANNEL))
    got["conversations.open"] = _data(client.conversations_open(users=OFFICER))
    got["users.info"] = _data(client.users_info(user=OFFICER))
    got["users.info of a bot"] = _data(client.users_info(user=BOT))
    got["reactions.add"] = _data(client.reactions_add(channel=CHANNEL, timestamp=ts, name="eyes"))
    upload = client.files_getUploadURLExternal(filename="log.txt", length=5)
    stage.upload_bytes(str(upload["upload_url"]), b"hello")
    complete = client.files_completeUploadExternal(
        files=[{"id": str(upload["file_id"]), "title": "Log"}], channel_id=CHANNEL, thread_ts=ts
    )
    got |= {
        "files.getUploadURLExternal": _data(upload),
        "files.completeUploadExternal": _data(complete),
        "files.info": _data(client.files_info(file=str(upload["file_id"]))),
        "conversations.replies": _data(client.conversations_replies(channel=CHANNEL, ts=ts)),
        "conversations.history": _data(client.conversations_history(channel=CHANNEL)),
        "views.publish": _data(client.views_publish(user_id=OFFICER, view=home(section()))),
        "chat.delete": _data(client.chat_delete(channel=CHANNEL, ts=str(reply["ts"]))),
    }
    return got


def _next(stage: Stage, kind: str) -> Json:
    """The next thing of that sort that was brought: an event type, a payload type, "answer"."""
    while True:
        brought = stage.heard.get(timeout=20)
        event = brought.get("event") or {}
        if kind in (event.get("subtype") or event.get("type"), brought.get("type")):
            return brought
        if (kind == "command" and "command" in brought) or (kind == "answer" and "ok" in brought):
            return brought


def _events(stage: Stage) -> dict[str, Json]:
    got: dict[str, Json] = {}
    parent = stage.say("A parent")
    got["a message"] = _next(stage, "message")
    reply = stage.say("A reply", parent)
    got["a reply"] = _next(stage, "message")
    stage.edit(reply, "A better reply")
    got["an edit"] = _next(stage, "message_changed")
    stage.react(reply, "white_check_mark", present=True)
    got["a reaction"] = _next(stage, "reaction_added")
    stage.react(reply, "white_check_mark", present=False)
    got["a reaction taken away"] = _next(stage, "reaction_removed")
    stage.delete(reply)
    got["a deletion"] = _next(stage, "message_deleted")
    stage.share("request.txt", b"How many?")
    got["a shared file"] = _next(stage, "file_share")
    stage.open_home()
    got["a look at the Home tab"] = _next(stage, "app_home_opened")
    return got


def _interactions(stage: Stage) -> dict[str, Json]:
    got: dict[str, Json] = {}
    stage.command("/foi")
    got["a command"] = _next(stage, "command")
    got["views.open"] = _next(stage, "answer")
    view_id = str(got["views.open"]["view"]["id"])
    got["views.update"] = _data(stage.client.views_update(view_id=view_id, view=FORM))
    stage.submit(
        {
            "words": {"typed": {"type": "plain_text_input", "value": "How many?"}},
            "menu": {"pick": {"type": "static_select", "selected_option": option(1)}},
        }
    )
    got["a form sent off"] = _next(stage, "view_submission")
    stage.command("/foi")
    _next(stage, "answer")
    stage.close()
    got["a form given up"] = _next(stage, "view_closed")
    stage.pause()
    ts = str(stage.client.chat_postMessage(channel=CHANNEL, text="Case", blocks=CARD)["ts"])
    stage.click(ts)
    got["a click"] = _next(stage, "block_actions")
    stage.choose(ts)
    got["a choice"] = _next(stage, "block_actions")
    return got
