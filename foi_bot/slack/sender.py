"""The sender: brings outgoing messages to Slack, in order within a thread, at Slack's pace.

A post happens once. That it is about to be made is stored first; where no reply is stored after it,
because Slack's was lost or because the program ended, the sender waits out the timeout, looks for
its own message by the opaque id in its metadata, and only then posts again. On real Slack that
makes exactly-once a best effort. A surface is rendered when it is sent, so updates coalesce.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from typing import Any

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from foi_bot.casework.outgoing import Kind, is_over
from foi_bot.casework.perform import Office
from foi_bot.slack import files, rendering
from foi_bot.slack.deleted import show_again
from foi_bot.slack.pace import HISTORY, POST, REPLIES, UPDATE, Pace
from foi_bot.slack.views import Shown
from foi_bot.slack.watch import UNWATCHED, Watch
from store import outbox
from store.database import UnavailableError
from store.load import load
from store.outbox import Outgoing

log = structlog.get_logger(__name__)

EVENT_TYPE = "foi_bot_message"
"""The metadata's event type; its payload holds the opaque id (Slack, "Using message metadata")."""

LOOKING = frozenset({HISTORY, REPLIES, files.LOOK})
"""The calls that change nothing: they look for what an earlier call may have made."""

BATCH = 50
UNCLEAR = timedelta(seconds=15)
"""How long after a lost reply Slack may still be posting the message."""
SKEW = timedelta(minutes=10)
"""How far Slack's clock and ours may be apart when we look for our own message."""
AGAIN = timedelta(seconds=5)
LATER = timedelta(minutes=10)
AFRESH = 3
"""After so many failed attempts a file's upload begins again: its address may have run out."""

UNSHOWABLE = frozenset(
    {
        "invalid_blocks",
        "invalid_blocks_format",
        "msg_too_long",
        "msg_blocks_too_long",
        "no_text",
        "invalid_arguments",
    }
)
"""Errors that no later attempt can mend: what is to be shown has to be something else."""

UNCHANGEABLE = frozenset({"cant_update_message", "edit_window_closed"})
"""The message has to stay as it is."""

FAILED = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
"""Slack failed, and may have done it or not."""

GONE = "message_not_found"
"""Somebody deleted our message."""

THREAD_GONE = "thread_not_found"
"""Somebody deleted the card before anything hung on it."""

_CODE = re.compile(r"[a-z_]+")
"""How Slack writes errors; anything else did not come from Slack itself."""


@dataclass(frozen=True, slots=True)
class Sent:
    """Slack has it, under this timestamp (None where it does not say), as it was wanted then."""

    ts: str | None
    wanted: int


@dataclass(frozen=True, slots=True)
class Later:
    """A step is done and another is to come: when, and what it must know."""

    until: datetime
    step: dict[str, Any]


@dataclass
class Sender:
    """Sends what is due. `replay` is told of every channel in which a message got its timestamp,
    `watch` of what is counted."""

    office: Office
    client: WebClient
    clock: Callable[[], datetime]
    replay: Callable[[str, str], None]
    watch: Watch = UNWATCHED

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

    @property
    def is_alive(self) -> bool:
        """Whether it was started and still sends."""
        return self._thread is not None and self._thread.is_alive() and not self._stopping

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
            except Exception as bug:  # noqa: BLE001 - a sender that died would leave every thread silent
                log.error("sender goes on after a fault", error=type(bug).__name__)
                idle = AGAIN.total_seconds()
            if idle is None or idle > 0:
                # Work that arrives wakes us; the cap is for work of another process.
                self._wake.wait(min(idle if idle is not None else 30.0, 30.0))

    def _send(self, message: Outgoing) -> int:
        """One message. What goes wrong is kept with it; 1 where Slack was called, else 0."""
        method = files.method_of(message) if message.kind is Kind.FILE else _method(message)
        now = self.clock()
        free = max(self._pace_allows(message, method, now), _waited_out(message, now))
        if free > now:
            self._put_off(message, free, tried=False)
            return 0
        try:
            if message.is_first and method not in LOOKING and self._is_over(message):
                self._give_up(message, "no longer wanted")
                return 0
            message = self._attempted(message, method, now)
            done = self._deliver(message, method)
        except SlackApiError as refused:
            self._refused(message, method, refused)
            return 1
        except (OSError, HTTPException, SlackClientError) as unclear:
            self._unclear(message, method, type(unclear).__name__)
            return 1
        except UnavailableError:
            raise
        except Exception as bug:  # noqa: BLE001 - one broken message must not silence the others
            log.error("a message cannot be made", message=message.name, error=type(bug).__name__)
            self._put_off(message, now + LATER, type(bug).__name__, _not_done(message, method))
            return 0
        if isinstance(done, Later):
            self._put_off(message, done.until, step=done.step, tried=False)
        else:
            self._sent(replace(message, wanted=done.wanted), done.ts)
        return 1

    def _is_over(self, message: Outgoing) -> bool:
        """Whether it comes too late. Known only now: it may have waited for Slack for hours, and
        one that may stand there already is looked for first."""
        with self.office.database.reading() as connection:
            case = load(connection, message.workspace, message.case, self.office.houses)
        return case is not None and is_over(case, message.name)

    def _pace_allows(self, message: Outgoing, method: str, now: datetime) -> datetime:
        free = self.pace.free_at(message.workspace, message.channel, method)
        return now + timedelta(seconds=max(0.0, free - now.timestamp()))

    def _attempted(self, message: Outgoing, method: str, now: datetime) -> Outgoing:
        """The message, with what must be known after it if this call's reply is never stored."""
        step = {**message.step, "asked": now.timestamp()}
        if method == POST:
            step["wanted"] = message.wanted
        elif method == files.COMPLETE:
            step["at"] = "completing"
        else:
            return message
        with self.office.database.writing() as connection:
            outbox.attempt(connection, message, step)
        return replace(message, step=step)

    def _deliver(self, message: Outgoing, method: str) -> Sent | Later:
        """Bring it to Slack. Raises SlackApiError, SlackClientError or OSError."""
        now = self.clock()
        self.pace.made(message.workspace, message.channel, method, now.timestamp())
        if message.kind is Kind.FILE:
            return self._deliver_file(message, method)
        if method in (HISTORY, REPLIES):
            found = self._find_own(message, method)
            return Sent(found, message.step["wanted"]) if found else Later(now, {})
        shown = self._rendered(message)
        if message.ts is None:
            answer = self.client.chat_postMessage(
                channel=message.channel,
                thread_ts=message.thread,
                unfurl_links=False,
                unfurl_media=False,
                **self._content(message, shown),
            )
            return Sent(str(answer["ts"]), message.wanted)
        self.client.chat_update(
            channel=message.channel, ts=message.ts, **self._content(message, shown)
        )
        return Sent(message.ts, message.wanted)

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
            shown = rendering.render(case.at(self.clock()), message, connection)
            return rendering.plain(message, shown) if "plain" in message.step else shown

    def _deliver_file(self, message: Outgoing, method: str) -> Sent | Later:
        """One step of the three that a file takes; each is stored before the next."""
        with self.office.database.reading() as connection:
            case = load(connection, message.workspace, message.case, self.office.houses)
            assert case is not None, "an outgoing message belongs to a case"
            letter = rendering.letter_for(case, message, connection)
        done = files.next_step(self.client, message, method, case, letter)
        if done.finished:
            return Sent(done.ts, message.wanted)
        return Later(self.clock() + done.wait, done.step)

    def _find_own(self, message: Outgoing, method: str) -> str | None:
        """Our message in Slack, by its opaque id, after a reply was lost."""
        for one in self._since(message, method):
            payload = (one.get("metadata") or {}).get("event_payload") or {}
            if payload.get("id") == message.opaque:
                return str(one["ts"])
        return None

    def _since(self, message: Outgoing, method: str) -> Iterator[dict[str, Any]]:
        """What stands in the channel or the thread since we tried to post."""
        asked = datetime.fromtimestamp(message.step["asked"], UTC)
        place = {"ts": message.thread} if method == REPLIES else {}
        cursor = ""
        while True:
            page = self.client.api_call(
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

    def _sent(self, message: Outgoing, ts: str | None) -> None:
        with self.office.database.writing() as connection:
            outbox.sent(connection, message, ts, self.clock())
        if message.is_first and ts is not None:
            self.replay(message.workspace, message.channel)

    def _give_up(self, message: Outgoing, why: str) -> None:
        with self.office.database.writing() as connection:
            outbox.give_up(connection, message, why)
        self.watch.given_up()
        if message.is_first:
            # What waits for its timestamp waits in vain.
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

    def _unclear(self, message: Outgoing, method: str, error: str) -> None:
        """No reply came. What can be repeated is; a post or a finished file is looked for first."""
        log.warning("no clear reply from Slack", message=message.name, error=error)
        now = self.clock()
        afresh = method in (files.BEGIN, files.UPLOAD) and message.attempts >= AFRESH
        if "asked" in message.step:
            self._put_off(message, now + UNCLEAR, error)
        else:
            self._put_off(message, now + AGAIN, error, {} if afresh else message.step)

    def _refused(self, message: Outgoing, method: str, refused: SlackApiError) -> None:
        """Slack answered that it did not do it."""
        response = refused.response
        status = int(getattr(response, "status_code", 0) or 0)
        data = response.data if isinstance(response.data, dict) else {}
        code = str(data.get("error") or status)
        now, step = self.clock(), _not_done(message, method)
        if status == 429 or code in ("ratelimited", "rate_limited"):
            seconds = float(response.headers.get("Retry-After") or 30)
            self.pace.refused(message.workspace, message.channel, method, now.timestamp(), seconds)
            self._put_off(message, now + timedelta(seconds=seconds), "ratelimited", step)
        elif status >= 500 or code in FAILED or not _CODE.fullmatch(code):
            self._unclear(message, method, code if _CODE.fullmatch(code) else f"HTTP {status}")
        elif code == GONE and message.ts is not None:
            with self.office.database.writing() as connection:
                show_again(connection, self.office, message, now)
        elif code == THREAD_GONE:
            with self.office.database.writing() as connection:
                outbox.put_off(connection, message, now, code, step)
                outbox.begin_again(connection, message, now)
        elif code in files.GONE and message.kind is Kind.FILE:
            self._put_off(message, now + AGAIN, code, {})
        elif _plainer(message, method, code):
            log.error("Slack will not show a message in full", message=message.name, error=code)
            self._put_off(message, now, code, {**step, "plain": True})
        elif code in UNSHOWABLE | UNCHANGEABLE and method not in LOOKING:
            log.error("Slack will not take a message", message=message.name, error=code)
            self._give_up(message, code)
        else:
            # Tokens revoked, the bot removed from the channel, posting restricted to some, no room
            # for files: somebody has to mend it first.
            log.error("Slack refuses; trying again later", message=message.name, error=code)
            self._put_off(message, now + LATER, code, step)


def _plainer(message: Outgoing, method: str, code: str) -> bool:
    """Whether words alone may do, where Slack refuses a message's blocks."""
    blocks = method in (POST, UPDATE) and "plain" not in message.step
    return blocks and code in UNSHOWABLE


def _method(message: Outgoing) -> str:
    """What is called next: after a post without a stored reply, that it is looked for."""
    if message.ts is not None:
        return UPDATE
    if "asked" not in message.step:
        return POST
    return HISTORY if message.begins_thread else REPLIES


def _waited_out(message: Outgoing, now: datetime) -> datetime:
    """When Slack can no longer be busy with a call whose reply we do not have."""
    asked = message.step.get("asked")
    return now if asked is None else datetime.fromtimestamp(asked, UTC) + UNCLEAR


def _not_done(message: Outgoing, method: str) -> dict[str, Any]:
    """The step as it was before the call that Slack refused. A refused look says nothing about what
    was looked for: that it may stand in Slack has to stay known, or it would be made twice."""
    if method in LOOKING:
        return message.step
    step = {name: value for name, value in message.step.items() if name not in ("asked", "wanted")}
    if step.get("at") == "completing":
        step["at"] = "uploaded"
    return step
