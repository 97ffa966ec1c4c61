"""Messages of ours that the database knows nothing of: it was put back to a moment before they were
posted. What they say stays, for whoever has to answer once more; but nobody may press a button of
theirs any more, which could be about a question that has another number now.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from foi_bot.slack.blocks import Block, context
from foi_bot.slack.words import say

Message = dict[str, Any]


def find(messages: Iterable[Message], known: Collection[str], bot: str) -> Iterator[Message]:
    """What this bot has posted in a thread under a random name (Slack, "Using message metadata")
    that is not known, and that somebody could press."""
    for message in messages:
        payload = (message.get("metadata") or {}).get("event_payload") or {}
        name, ours = payload.get("id"), bool(bot) and message.get("bot_id") == bot
        if ours and name and name not in known and _can_be_pressed(message):
            yield message


def withdrawn(message: Message) -> dict[str, Any]:
    """The message as it is shown from now on: its words, and that they no longer count."""
    blocks: list[Block] = [
        {name: part for name, part in block.items() if name != "accessory"}
        for block in message["blocks"]
        if block.get("type") != "actions"
    ]
    return {
        "text": str(message.get("text") or ""),
        "blocks": [*blocks, context(say("posted-since"))],
    }


def _can_be_pressed(message: Message) -> bool:
    return any(
        block.get("type") == "actions" or "accessory" in block
        for block in message.get("blocks") or ()
    )
