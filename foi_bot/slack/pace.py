"""Slack's pace: one message a second a channel, and so many calls a minute of each method in a
workspace (Slack, "Rate limits"). Kept by spacing calls, so that none is refused; where the next
call stands in the queue is kept in the database (`store.paces`), for all replicas."""

from __future__ import annotations

from datetime import timedelta

POST = "chat.postMessage"
UPDATE = "chat.update"
REPLIES = "conversations.replies"
HISTORY = "conversations.history"
INFO = "files.info"

_TIER_3 = timedelta(minutes=1) / 50
_TIER_4 = timedelta(minutes=1) / 100

SPACING: dict[str, timedelta] = {
    # One a second in a channel.
    POST: timedelta(seconds=1),
    # Tier 3: 50 a minute and more.
    UPDATE: _TIER_3,
    REPLIES: _TIER_3,
    HISTORY: _TIER_3,
    # Tier 4: 100 a minute and more.
    "files.getUploadURLExternal": _TIER_4,
    "files.completeUploadExternal": _TIER_4,
    INFO: _TIER_4,
}
"""The time between two calls of a method. Slack allows bursts but promises none."""


def whose(method: str, channel: str) -> str:
    """Whose pace a call keeps: its channel's or its method's; "" for what has none."""
    if method == POST:
        return f"{POST} {channel}"
    return method if method in SPACING else ""
