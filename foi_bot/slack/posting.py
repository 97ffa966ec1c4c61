"""Bringing one message to Slack: it is rendered as its case stands now, posted, updated, or looked
for by the opaque id in its metadata."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_sdk import WebClient

from foi_bot.case import Case
from foi_bot.casework.outgoing import Kind, is_over
from foi_bot.casework.perform import Office
from foi_bot.letter.tree import Letter
from foi_bot.slack import files, rendering
from foi_bot.slack.calls import LOOKING
from foi_bot.slack.pace import REPLIES
from foi_bot.slack.views import Shown
from store.load import load
from store.outbox import Outgoing

EVENT_TYPE = "foi_bot_message"
"""The metadata's event type; its payload holds the opaque id (Slack, "Using message metadata")."""

SKEW = timedelta(minutes=10)
"""How far Slack's clock and ours may be apart when we look for our own message."""


class OverError(Exception):
    """A message that was never shown comes too late. Known only now: it may have waited for Slack
    for hours, and one that may stand there already is looked for first."""


@dataclass(frozen=True, slots=True)
class Sent:
    """Slack has it, under this timestamp (None where it does not say), as it was wanted then."""

    ts: str | None
    wanted: int


@dataclass(frozen=True, slots=True)
class Later:
    """A step is done and another is to come: after how long, and what it must know."""

    wait: timedelta
    step: dict[str, Any]


@dataclass(frozen=True, slots=True)
class LetterFile:
    """What a file of a letter is written from."""

    case: Case
    letter: Letter


Prepared = Shown | LetterFile | None
"""What is brought to Slack; None where one of ours is looked for."""


def prepare(office: Office, message: Outgoing, method: str, now: datetime) -> Prepared:
    """What a call needs, as the case stands now. Raises OverError, and whatever a view raises."""
    if message.kind is not Kind.FILE and method in LOOKING:
        return None
    with office.database.reading() as connection:
        case = load(connection, message.workspace, message.case, office.houses)
        assert case is not None, "an outgoing message belongs to a case"
        if message.is_first and method not in LOOKING and is_over(case, message.name):
            raise OverError(message.name)
        if message.kind is Kind.FILE:
            return LetterFile(case, rendering.letter_for(case, message, connection))
        shown = rendering.render(case.at(now), message, connection)
        return rendering.plain(message, shown) if "plain" in message.step else shown


def bring(client: WebClient, message: Outgoing, method: str, prepared: Prepared) -> Sent | Later:
    """Make the call. Raises SlackApiError, SlackClientError or OSError."""
    match prepared:
        case LetterFile(case, letter):
            done = files.next_step(client, message, method, case, letter)
            return Sent(done.ts, message.wanted) if done.finished else Later(done.wait, done.step)
        case Shown():
            return Sent(_shown(client, message, prepared), message.wanted)
        case None:
            found = _find_own(client, message, method)
            return Sent(found, message.step["wanted"]) if found else Later(timedelta(0), {})


def _shown(client: WebClient, message: Outgoing, shown: Shown) -> str:
    content: dict[str, Any] = {
        "text": shown.text,
        "blocks": list(shown.blocks),
        "metadata": {"event_type": EVENT_TYPE, "event_payload": {"id": message.opaque}},
    }
    if message.ts is not None:
        client.chat_update(channel=message.channel, ts=message.ts, **content)
        return message.ts
    answer = client.chat_postMessage(
        channel=message.channel,
        thread_ts=message.thread,
        unfurl_links=False,
        unfurl_media=False,
        **content,
    )
    return str(answer["ts"])


def _find_own(client: WebClient, message: Outgoing, method: str) -> str | None:
    """Our message in Slack, by its opaque id, after a reply was lost."""
    for one in _since(client, message, method):
        payload = (one.get("metadata") or {}).get("event_payload") or {}
        if payload.get("id") == message.opaque:
            return str(one["ts"])
    return None


def _since(client: WebClient, message: Outgoing, method: str) -> Iterator[dict[str, Any]]:
    """What stands in the channel or the thread since we tried to post."""
    asked = datetime.fromtimestamp(message.step["asked"], UTC)
    place = {"ts": message.thread} if method == REPLIES else {}
    cursor = ""
    while True:
        page = client.api_call(
            method,
            params={
                "channel": message.channel,
                "include_all_metadata": 1,
                "limit": 200,
                "oldest": f"{(asked - SKEW).timestamp():.6f}",
                "cursor": cursor,
                **place,
            },
        )
        yield from page["messages"]
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return
