"""The sender: brings outgoing messages to Slack, in order within a thread, at Slack's pace.

A post happens once. When Slack's reply is lost the sender waits out the timeout, looks for its own
message by the opaque id in its metadata, and only then posts again. On real Slack that makes
exactly-once a best effort. A surface is rendered when it is sent, so updates coalesce.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from foi_bot.casework.outgoing import Kind
from foi_bot.casework.perform import Office
from foi_bot.slack import files, rendering
from foi_bot.slack.pace import POST, UPDATE, Pace
from foi_bot.slack.views import Shown
from store import outbox
from store.database import UnavailableError
from store.load import load
from store.outbox import Outgoing

log = structlog.get_logger(__name__)

EVENT_TYPE = "foi_bot_message"
"""The metadata's event type; its payload holds the opaque id (Slack, "Using message metadata")."""

BATCH = 50
UNCLEAR = timedelta(seconds=15)
"""How long after a lost reply Slack may still be posting the message."""
AGAIN = timedelta(seconds=5)
LATER = timedelta(minutes=10)
AFRESH = 3
"""After so many failed attempts a file's upload begins again: its address may have run out."""

NEVER = frozenset(
    {
        "invalid_blocks",
        "invalid_blocks_format",
        "msg_too_long",
        "msg_blocks_too_long",
        "no_text",
        "invalid_arguments",
        "restricted_action",
        "cant_update_message",
        "edit_window_closed",
    }
)
"""Errors that no later attempt can mend."""

GONE = frozenset({"message_not_found", "thread_not_found"})
"""Somebody deleted our message."""


@dataclass(frozen=True, slots=True)
class Sent:
    """Slack has it, under this timestamp (None where it does not say)."""

    ts: str | None


@dataclass(frozen=True, slots=True)
class Later:
    """A step is done and another is to come: when, and what it must know."""

    until: datetime
    step: dict[str, Any]


@dataclass
class Sender:
    """Sends what is due. `replay` is told of every channel in which a message got its timestamp."""

    office: Office
    client: WebClient
    clock: Callable[[], datetime]
    replay: Callable[[str, str], None]

    def __post_init__(self) -> None:
        self.pace = Pace()
        self._wake = threading.Event()
        self._stopping = False
        self._thread: threading.Thread | None = None

    def wake(self) -> None:
        """There may be something new to send."""
        self._wake.set()

    def start(self) -> None:
        """Send in a thread of our own until `stop`."""
        self._thread = threading.Thread(target=self._run, name="sender", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Finish the message under way, then stop. What is left is sent after the next start."""
        self._stopping = True
        self._wake.set()
        if self._thread is not None:
            self._thread.join(timeout=30)

    def send_due(self) -> int:
        """Send everything that is due now, as far as the pace allows; how many calls were made."""
        with self.office.database.reading() as connection:
            due = outbox.due(connection, self.clock(), BATCH)
        return sum(self._send(message) for message in due if not self._stopping)

    def idle_for(self) -> float | None:
        """Seconds until something is due; None when nothing is left to send."""
        with self.office.database.reading() as connection:
            at = outbox.next_due(connection)
        return None if at is None else max(0.0, (at - self.clock()).total_seconds())

    def _run(self) -> None:
        while not self._stopping:
            self._wake.clear()
            try:
                sent = self.send_due()
                idle = 0.0 if sent else self.idle_for()
            except UnavailableError as refused:
                log.error("sender waits for the database", error=str(refused))
                idle = AGAIN.total_seconds()
            if idle is None or idle > 0:
                # Work that arrives wakes us; the cap is for work of another process.
                self._wake.wait(min(idle if idle is not None else 30.0, 30.0))

    def _send(self, message: Outgoing) -> int:
        """One message. What goes wrong is kept with it; 1 where Slack was called, else 0."""
        method = files.method_of(message) if message.kind is Kind.FILE else _method(message)
        now = self.clock()
        free = self.pace.free_at(message.workspace, message.channel, method)
        if free > now.timestamp():
            self._put_off(message, _at(now, free), tried=False)
            return 0
        try:
            done = self._deliver(message, method)
        except SlackApiError as refused:
            self._refused(message, method, refused)
            return 1
        except (OSError, SlackClientError) as unclear:
            self._unclear(message, type(unclear).__name__)
            return 1
        except UnavailableError:
            raise
        except Exception as bug:  # noqa: BLE001 - one broken message must not silence the others
            log.error("a message cannot be made", message=message.name, error=type(bug).__name__)
            self._put_off(message, now + LATER, type(bug).__name__)
            return 0
        if isinstance(done, Later):
            self._put_off(message, done.until, step=done.step, tried=False)
        else:
            self._sent(message, done.ts)
        return 1

    def _deliver(self, message: Outgoing, method: str) -> Sent | Later:
        """Bring it to Slack. Raises SlackApiError, SlackClientError or OSError."""
        if message.step.get("unclear") and message.kind is not Kind.FILE:
            found = self._find_own(message)
            if found is not None:
                return Sent(found)
        now = self.clock()
        self.pace.made(message.workspace, message.channel, method, now.timestamp())
        if message.kind is Kind.FILE:
            return self._deliver_file(message)
        shown = self._rendered(message)
        if message.ts is None:
            answer = self.client.chat_postMessage(
                channel=message.channel,
                thread_ts=None if message.is_parent else message.thread,
                unfurl_links=False,
                unfurl_media=False,
                **self._content(message, shown),
            )
            return Sent(str(answer["ts"]))
        self.client.chat_update(
            channel=message.channel, ts=message.ts, **self._content(message, shown)
        )
        return Sent(message.ts)

    def _content(self, message: Outgoing, shown: Shown) -> dict[str, Any]:
        payload = {"id": message.opaque}
        return {
            "text": shown.text,
            "blocks": list(shown.blocks),
            "metadata": {"event_type": EVENT_TYPE, "event_payload": payload},
        }

    def _rendered(self, message: Outgoing) -> Shown:
        with self.office.database.reading() as connection:
            case = load(connection, message.workspace, message.case, self.office.houses)
            assert case is not None, "an outgoing message belongs to a case"
            return rendering.render(case.at(self.clock()), message, connection)

    def _deliver_file(self, message: Outgoing) -> Sent | Later:
        """One step of the three that a file takes; each is stored before the next."""
        with self.office.database.reading() as connection:
            case = load(connection, message.workspace, message.case, self.office.houses)
            assert case is not None, "an outgoing message belongs to a case"
            letter = rendering.letter_for(case, message, connection)
        done = files.next_step(self.client, message, case, letter)
        return Sent(done.ts) if done.finished else Later(self.clock() + done.wait, done.step)

    def _find_own(self, message: Outgoing) -> str | None:
        """Our message in Slack, by its opaque id, after a reply was lost."""
        found = (
            self.client.conversations_history(
                channel=message.channel, include_all_metadata=True, limit=200
            )
            if message.is_parent
            else self.client.conversations_replies(
                channel=message.channel,
                ts=message.thread or "",
                include_all_metadata=True,
                limit=1000,
            )
        )
        for one in found["messages"]:
            payload = (one.get("metadata") or {}).get("event_payload") or {}
            if payload.get("id") == message.opaque:
                return str(one["ts"])
        return None

    def _sent(self, message: Outgoing, ts: str | None) -> None:
        with self.office.database.writing() as connection:
            outbox.sent(connection, message, ts, self.clock())
        if message.is_first and ts is not None:
            self.replay(message.workspace, message.channel)

    def _put_off(
        self,
        message: Outgoing,
        until: datetime,
        error: str | None = None,
        step: dict[str, Any] | None = None,
        *,
        tried: bool = True,
    ) -> None:
        with self.office.database.writing() as connection:
            outbox.put_off(connection, message, until, error, step, tried=tried)

    def _unclear(self, message: Outgoing, error: str) -> None:
        """No reply came. An update is repeated safely; a post must be looked for first."""
        log.warning("no clear reply from Slack", message=message.name, error=error)
        now = self.clock()
        if message.kind is Kind.FILE and message.attempts >= AFRESH:
            self._put_off(message, now + AGAIN, error, {})
        elif message.kind is Kind.FILE or message.ts is not None:
            self._put_off(message, now + AGAIN, error)
        else:
            self._put_off(message, now + UNCLEAR, error, {**message.step, "unclear": True})

    def _refused(self, message: Outgoing, method: str, refused: SlackApiError) -> None:
        response = refused.response
        status = int(getattr(response, "status_code", 0) or 0)
        data = response.data if isinstance(response.data, dict) else {}
        code = str(data.get("error") or status)
        now = self.clock()
        if status == 429 or code in ("ratelimited", "rate_limited"):
            seconds = float(response.headers.get("Retry-After") or 30)
            self.pace.refused(message.workspace, message.channel, method, now.timestamp(), seconds)
            self._put_off(message, now + timedelta(seconds=seconds), "ratelimited")
        elif status >= 500 or code in ("internal_error", "fatal_error", "service_unavailable"):
            self._unclear(message, code)
        elif code in GONE and message.ts is not None:
            self._show_again(message)
        elif code in NEVER:
            log.error("Slack will not take a message", message=message.name, error=code)
            with self.office.database.writing() as connection:
                outbox.give_up(connection, message, code)
        else:
            # Tokens revoked, the bot removed from the channel: somebody has to mend it first.
            log.error("Slack refuses; trying again later", message=message.name, error=code)
            self._put_off(message, now + LATER, code)

    def _show_again(self, message: Outgoing) -> None:
        """Our message was deleted in Slack. A post had been read; a surface is shown afresh, unless
        it begins the thread: a card posted again would begin another."""
        with self.office.database.writing() as connection:
            if message.kind is Kind.SURFACE and not message.is_parent:
                outbox.show_afresh(connection, message, self.clock())
            else:
                outbox.give_up(connection, message, "deleted in Slack")


def _method(message: Outgoing) -> str:
    return POST if message.ts is None else UPDATE


def _at(now: datetime, seconds: float) -> datetime:
    return now + timedelta(seconds=max(0.0, seconds - now.timestamp()))
