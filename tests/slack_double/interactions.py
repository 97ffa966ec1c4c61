"""The payloads of commands, clicks, forms and shortcuts ("Interaction payloads" pages)."""

from typing import TYPE_CHECKING

from . import payloads
from .json_types import Json
from .messages import Message
from .modals import OpenView, Trigger, state_values
from .people import Account, Channel

if TYPE_CHECKING:
    from .double import SlackDouble

TOKEN = "verification-token"
"""The deprecated verification token, which payloads still carry."""


def _trigger(slack: "SlackDouble", who: Account, view: OpenView | None = None) -> str:
    number = slack.workspace.new_id("")
    trigger_id = f"{int(slack.clock.now())}.{int(number, 16)}.{number.lower():0>24}"
    slack.screens.triggers[trigger_id] = Trigger(
        who.id, slack.clock.now(), view.id if view else None
    )
    return trigger_id


def _common(slack: "SlackDouble", kind: str, who: Account) -> Json:
    app = slack.workspace.app
    return {
        "type": kind,
        "team": payloads.team_of(who, app),
        "user": payloads.actor(who),
        "api_app_id": app.app_id,
        "token": TOKEN,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def command(slack: "SlackDouble", who: Account, room: Channel, name: str, text: str) -> Json:
    """A slash command, as form fields ("Implementing slash commands")."""
    team = payloads.team_of(who, slack.workspace.app)
    return {
        "token": TOKEN,
        "team_id": team["id"],
        "team_domain": team["domain"],
        "channel_id": room.id,
        "channel_name": room.name,
        "user_id": who.id,
        "user_name": who.name,
        "command": name,
        "text": text.strip(),
        "api_app_id": slack.workspace.app.app_id,
        "is_enterprise_install": "false",
        "response_url": slack.response_urls.issue(room.id, who.id),
        "trigger_id": _trigger(slack, who),
    }


def shortcut(slack: "SlackDouble", who: Account, callback_id: str, message: Message | None) -> Json:
    """A global shortcut, or one on a message ("Shortcuts interaction payload")."""
    trigger_id = _trigger(slack, who)
    action_ts = slack.workspace.new_ts()
    common = {"callback_id": callback_id, "trigger_id": trigger_id, "action_ts": action_ts}
    if message is None:
        return {**_common(slack, "shortcut", who), **common}
    room = slack.workspace.channels[message.channel]
    return {
        **_common(slack, "message_action", who),
        **common,
        "message_ts": message.ts,
        "channel": _channel(room),
        "message": payloads.message(slack.workspace, message),
        "response_url": slack.response_urls.issue(room.id, who.id, message),
    }


def block_actions(
    slack: "SlackDouble",
    who: Account,
    shown: Message | OpenView,
    action: Json,
    touched: dict[tuple[str, str], Json],
) -> Json:
    """A click or a choice ("block_actions payload")."""
    payload = _common(slack, "block_actions", who) | {
        "actions": [action],
        "state": {"values": state_values(shown.blocks, touched)},
    }
    if isinstance(shown, OpenView):
        return payload | {
            "trigger_id": _trigger(slack, who, shown),
            "container": {"type": "view", "view_id": shown.id},
            "view": shown.payload(slack.workspace.app),
        }
    room = slack.workspace.channels[shown.channel]
    container: Json = {
        "type": "message",
        "message_ts": shown.ts,
        "channel_id": room.id,
        "is_ephemeral": shown.only_for is not None,
    }
    if shown.is_reply:
        container["thread_ts"] = shown.thread_ts
    payload |= {
        "trigger_id": _trigger(slack, who),
        "container": container,
        "channel": _channel(room),
        "response_url": slack.response_urls.issue(room.id, who.id, shown),
    }
    if shown.only_for is None:
        payload["message"] = payloads.message(slack.workspace, shown)
    return payload


def submission(slack: "SlackDouble", who: Account, view: OpenView) -> Json:
    """A form sent off ("view_submission payload")."""
    return _common(slack, "view_submission", who) | {
        "trigger_id": _trigger(slack, who, view),
        "view": view.payload(slack.workspace.app),
        "response_urls": [],
    }


def closure(slack: "SlackDouble", who: Account, view: OpenView, cleared: bool) -> Json:
    """A form given up ("view_closed payload"); what was typed is not told."""
    shown = view.payload(slack.workspace.app) | {"state": {"values": {}}}
    return _common(slack, "view_closed", who) | {"view": shown, "is_cleared": cleared}


def _channel(room: Channel) -> Json:
    return {"id": room.id, "name": room.name}
