"""What every delivery says, whatever its kind, found once: the workspace, its key, who, where, and
which case it is about. Middleware puts it into Bolt's context; listeners only read it.

Keys (design): events by `event_id`; commands, shortcuts and actions by `trigger_id`; submissions
by `view.id`. Slack repeats events alone, but a form can be sent twice.
"""

from __future__ import annotations

import json
import re
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import Any, Final

from foi_bot.case import Case
from foi_bot.slack.blocks import unpacked
from foi_bot.slack.watch import ACCEPTED
from store.database import Database
from store.load import Spot, find_message, find_thread

OTHER: Final = "other"
_KINDS: Final = {
    "event_callback": "event",
    "block_actions": "action",
    "view_submission": "form",
    "view_closed": "form",
    "message_action": "shortcut",
    "shortcut": "shortcut",
}
KINDS = ("command", *dict.fromkeys(_KINDS.values()), OTHER)
"""The kinds of deliveries."""

came_to: ContextVar[str] = ContextVar("came_to", default=ACCEPTED)
"""What the delivery under way came to so far, one of `watch.OUTCOMES`. Whoever performs it says so,
and whoever answers it reads it, in one and the same thread."""


def kind_of(body: dict[str, Any]) -> str:
    """What a delivery is, one of `KINDS`."""
    return "command" if "command" in body else _KINDS.get(str(body.get("type")), OTHER)


_CASE = re.compile(r"[0-9a-f]{32}")
"""A case's id. What a button of another app's says in its place is nothing to look for, or to log.
"""


@dataclass(frozen=True, slots=True)
class Told:
    """A delivery, unpacked. `about` is what the button or form says it is about; `ts` is when it
    happened, as a Slack timestamp ("" where Slack does not say)."""

    workspace: str
    key: str
    user: str
    channel: str
    ts: str
    trigger: str = ""
    about: dict[str, Any] = field(default_factory=dict)
    thread: str = ""
    action: dict[str, Any] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)

    spot: Spot | None = None

    @property
    def case(self) -> str:
        """The id of the case that this is about, or "": a button and a form say it, an event's
        place in Slack does."""
        said = str(self.about.get("case") or "")
        return self.spot.case if self.spot else said if _CASE.fullmatch(said) else ""

    @property
    def is_event(self) -> bool:
        """Whether Slack brings it again if it is not acknowledged."""
        return self.key.startswith("event:")

    @property
    def is_form(self) -> bool:
        """Whether a person can mend it and send it again."""
        return self.key.startswith("form:")

    def in_thread_of(self, case: Case) -> Told:
        """As it is, but in the case's own thread where a thread of its channel is named: which
        message that thread hangs on is ours to know, and not the payload's to say."""
        ours = bool(self.thread and case.thread) and case.channel == self.channel
        return replace(self, thread=case.thread or "") if ours else self

    def number(self, name: str) -> int:
        """A number that the button carries; -1 where it carries none, which no case has."""
        value = self.about.get(name)
        return value if isinstance(value, int) else -1

    def entered(self, block: str) -> str:
        """What was typed or chosen in a form's field, "" for nothing."""
        element: dict[str, Any] = next(iter((self.values.get(block) or {}).values()), {})
        chosen = (element.get("selected_option") or {}).get("value")
        return str(element.get("value") or chosen or element.get("selected_date") or "")

    def ticked(self, prefix: str) -> tuple[str, ...]:
        """The values ticked in every group of checkboxes whose block begins with `prefix`."""
        return tuple(
            option["value"]
            for block, elements in self.values.items()
            if block.startswith(prefix)
            for element in elements.values()
            for option in element.get("selected_options") or ()
        )


def told(body: dict[str, Any], database: Database, workspace: str | None) -> Told | None:
    """The delivery in this body, with the case that it is about; None for a kind we do not know.

    `workspace` is that of our installation: people of another organisation, who reach us through
    Slack Connect, act from their own. Raises store.database.UnavailableError where the case of an
    event cannot be looked up.
    """
    unpacked = _unpacked(body)
    if unpacked is None:
        return None
    ours = workspace or unpacked.workspace
    found = unpacked if unpacked.workspace == ours else replace(unpacked, workspace=ours)
    if body.get("type") != "event_callback" or not found.channel:
        return found
    item = (body.get("event") or {}).get("item") or {}
    with database.reading() as connection:
        if item.get("ts"):
            place = (found.workspace, found.channel, str(item["ts"]))
            return replace(found, spot=find_message(connection, *place))
        if found.thread:
            place = (found.workspace, found.channel, found.thread)
            return replace(found, spot=find_thread(connection, *place))
    return found


def written(body: dict[str, Any]) -> str:
    """The body as it is kept until it is needed again, without Slack's verification token, which is
    a secret ("Verifying requests from Slack"). ASCII: no database takes a lone surrogate, and
    PostgreSQL no NUL."""
    kept = {name: value for name, value in body.items() if name != "token"}
    return json.dumps(kept, separators=(",", ":"))


def _unpacked(body: dict[str, Any]) -> Told | None:
    if "command" in body:
        return _command(body)
    match body.get("type"):
        case "event_callback":
            return _event(body)
        case "block_actions":
            return _action(body)
        case "view_submission" | "view_closed":
            return _form(body)
        case "message_action":
            return _shortcut(body)
        case _:
            return None


def _command(body: dict[str, Any]) -> Told:
    return Told(
        body.get("team_id", ""),
        f"command:{body.get('trigger_id', '')}",
        body.get("user_id", ""),
        body.get("channel_id", ""),
        "",
        trigger=body.get("trigger_id", ""),
    )


def _event(body: dict[str, Any]) -> Told:
    event = body.get("event") or {}
    message = event.get("message") or event.get("previous_message") or {}
    item = event.get("item") or {}
    user = event.get("user") or message.get("user") or ""
    return Told(
        body.get("team_id", ""),
        f"event:{body.get('event_id', '')}",
        user if isinstance(user, str) else str(user.get("id") or ""),
        event.get("channel") or item.get("channel") or "",
        event.get("ts") or event.get("event_ts") or "",
        thread=event.get("thread_ts") or message.get("thread_ts") or "",
    )


def _action(body: dict[str, Any]) -> Told:
    action = (body.get("actions") or [{}])[0]
    about = unpacked(action.get("value"))
    if not about:
        case, _, asking = str(action.get("block_id") or "").partition(":")
        about = {"case": case, "asking": int(asking)} if asking.isdigit() else {}
    container = body.get("container") or {}
    return Told(
        (body.get("team") or {}).get("id", ""),
        f"action:{body.get('trigger_id', '')}",
        (body.get("user") or {}).get("id", ""),
        (body.get("channel") or {}).get("id", "") or container.get("channel_id", ""),
        str(action.get("action_ts") or ""),
        trigger=body.get("trigger_id", ""),
        about=about,
        thread=container.get("thread_ts") or (body.get("message") or {}).get("thread_ts") or "",
        action=action,
    )


def _form(body: dict[str, Any]) -> Told:
    view = body.get("view") or {}
    about = unpacked(view.get("private_metadata"))
    return Told(
        (body.get("team") or {}).get("id", ""),
        f"form:{view.get('id', '')}",
        (body.get("user") or {}).get("id", ""),
        str(about.get("channel") or ""),
        "",
        trigger=body.get("trigger_id", ""),
        about=about,
        values=(view.get("state") or {}).get("values") or {},
    )


def _shortcut(body: dict[str, Any]) -> Told:
    return Told(
        (body.get("team") or {}).get("id", ""),
        f"shortcut:{body.get('trigger_id', '')}",
        (body.get("user") or {}).get("id", ""),
        (body.get("channel") or {}).get("id", ""),
        str(body.get("action_ts") or ""),
        trigger=body.get("trigger_id", ""),
    )
