"""Which call a message needs next, and what must be known if its reply is never stored.

A post happens once. That it is about to be made is stored first; where no reply is stored after it,
because Slack's was lost or because the program ended, the sender waits out the timeout, looks for
its own message by the opaque id in its metadata, and only then posts again.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from foi_bot.casework.outgoing import Kind
from foi_bot.slack import files
from foi_bot.slack.pace import HISTORY, POST, REPLIES, SPACING, UPDATE, whose
from store.lanes import Call
from store.outbox import Outgoing

LOOKING = frozenset({HISTORY, REPLIES, files.LOOK})
"""The calls that change nothing: they look for what an earlier call may have made."""

UNCLEAR = timedelta(seconds=15)
"""How long after a lost reply Slack may still be posting the message."""


def call_for(message: Outgoing, now: datetime) -> Call:
    """The call that this message needs next, were it made now."""
    method = files.method_of(message) if message.kind is Kind.FILE else _method(message)
    return Call(
        method=method,
        what=whose(method, message.channel),
        spacing=SPACING.get(method, timedelta(0)),
        not_before=_waited_out(message),
        step=_asked(message, method, now),
    )


def not_done(message: Outgoing, method: str) -> dict[str, Any]:
    """The step as it was before a call that was not made, or that Slack refused. A refused look
    says nothing about what was looked for: that it may stand in Slack has to stay known, or it
    would be made twice."""
    if method in LOOKING:
        return message.step
    step = {name: value for name, value in message.step.items() if name not in ("asked", "wanted")}
    if step.get("at") == "completing":
        step["at"] = "uploaded"
    return step


def _method(message: Outgoing) -> str:
    """What is called next: after a post without a stored reply, that it is looked for."""
    if message.ts is not None:
        return UPDATE
    if "asked" not in message.step:
        return POST
    return HISTORY if message.begins_thread else REPLIES


def _waited_out(message: Outgoing) -> datetime | None:
    """When Slack can no longer be busy with a call whose reply we do not have."""
    asked = message.step.get("asked")
    return None if asked is None else datetime.fromtimestamp(asked, UTC) + UNCLEAR


def _asked(message: Outgoing, method: str, now: datetime) -> dict[str, Any] | None:
    """What is stored before a call that must not be made twice."""
    if method == POST:
        return {**message.step, "asked": now.timestamp(), "wanted": message.wanted}
    if method == files.COMPLETE:
        return {**message.step, "asked": now.timestamp(), "at": "completing"}
    return None
