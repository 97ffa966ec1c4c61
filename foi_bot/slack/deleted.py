"""Our own messages that somebody deleted in Slack."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.engine import Connection

from foi_bot.casework.outgoing import Kind, still_needed
from foi_bot.casework.perform import Office
from store import outbox
from store.load import load
from store.outbox import Outgoing


def deleted_message(event: dict[str, Any]) -> str:
    """The timestamp of an app's message that this event says was deleted, "" for anything else.

    A message on which replies hang becomes a tombstone (Slack, "message_deleted").
    """
    before = event.get("previous_message") or {}
    left = event.get("message") or {}
    if not before.get("bot_id"):
        return ""
    if event.get("subtype") == "message_deleted" or left.get("subtype") == "tombstone":
        return str(event.get("deleted_ts") or before.get("ts") or "")
    return ""


def show_again(connection: Connection, office: Office, message: Outgoing, now: datetime) -> None:
    """Post it once more where somebody still has to act on it; else let it rest, for whoever
    deleted it may have had a reason."""
    case = load(connection, message.workspace, message.case, office.houses)
    outbox.look_at(connection, message.workspace, message.case, now)
    needed = case is not None and still_needed(case, message.name)
    if needed and message.kind is Kind.SURFACE:
        outbox.show_afresh(connection, message, now)
    else:
        outbox.give_up(connection, message, "deleted in Slack")
