"""The sender: brings outgoing messages to Slack, in order within a thread, at Slack's pace.

One dispatcher leases lanes (`store.lanes`) and hands what is to be sent into them to several
workers, because Slack answers slowly. Several replicas do so side by side: each lane, which is one
case's thread, is with one of them at a time. A replica that dies loses nothing: its leases end, and
whoever leases its lanes next goes on from what was stored with them (`foi_bot.slack.calls`). On
real Slack that makes exactly-once a best effort. A surface is rendered when it is sent, so updates
coalesce.
"""

from __future__ import annotations

import re
import secrets
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from http.client import HTTPException
from typing import Any

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from sqlalchemy.engine import Connection

from foi_bot.casework.outgoing import Kind
from foi_bot.casework.perform import Office
from foi_bot.slack import files
from foi_bot.slack.calls import LOOKING, UNCLEAR, call_for, not_done
from foi_bot.slack.deleted import show_again
from foi_bot.slack.pace import POST, UPDATE
from foi_bot.slack.posting import Later, OverError, Prepared, Sent, bring, prepare
from foi_bot.slack.retry_after import retry_after
from foi_bot.slack.watch import FAILED, NO_REPLY, OK, UNWATCHED, Watch
from store import lanes, outbox, paces, parking
from store.database import UnavailableError
from store.lanes import LaneLostError, Taken
from store.outbox import Outgoing
from store.paces import Key

log = structlog.get_logger(__name__)

BATCH = 50
WORKERS = 8
"""How many calls to Slack are under way at once."""

START_WITHIN = timedelta(seconds=5)
"""A call begins this soon after it was stored that it is about to be made, or it is not made: a
program that was held up for longer may have lost the lane, and whoever has it now counts from then
until Slack can no longer be busy with the call. Less than a lease, and less than `UNCLEAR` by more
than a call may take."""

EARLY = timedelta(seconds=0.2)
"""What is due so soon is leased already: its worker waits, and the pace is kept to the moment."""
LATE = timedelta(seconds=0.05)
"""How much later than planned a call may begin without the next one being told."""
POLL = 1.0
"""Seconds after which is looked for what another replica has left to be sent."""
HELD_UP = 0.05
"""Seconds until is looked again for what another replica has in its hands just now."""
RENEW = lanes.LEASE / 3
LEFT = timedelta(minutes=1)
"""How often is looked for deliveries that wait for a message although none is awaited."""

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

TROUBLE = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
"""Slack failed, and may have done it or not."""

GONE = "message_not_found"
"""Somebody deleted our message."""

THREAD_GONE = "thread_not_found"
"""Somebody deleted the card before anything hung on it."""

_CODE = re.compile(r"[a-z_]+")
"""How Slack writes errors; anything else did not come from Slack itself."""

Write = Callable[[Connection], object]


@dataclass
class Sender:
    """Sends what is due. `replay` is told of every channel in which a message got its timestamp,
    `watch` of what is counted. `me` is what this replica is called in the database."""

    office: Office
    client: WebClient
    clock: Callable[[], datetime]
    replay: Callable[[str, str], None]
    watch: Watch = UNWATCHED
    workers: int = WORKERS
    me: str = field(default_factory=lambda: secrets.token_hex(8))

    def __post_init__(self) -> None:
        self._wake = threading.Event()
        self._stopping = False
        self._thread: threading.Thread | None = None
        self._under_way: dict[int, Taken] = {}
        self._turns = threading.Lock()
        self._next_turn: dict[tuple[str, str], datetime] = {}
        self._renewed = self._replayed = self.clock()

    def wake(self) -> None:
        """There may be something new to send."""
        self._wake.set()

    def start(self) -> None:
        """Send in threads of our own until `stop`."""
        self._thread = threading.Thread(target=self._run, name="sender", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Finish the calls under way, then stop. What is left is sent after the next start, or by
        another replica."""
        self._stopping = True
        self._wake.set()
        if self._thread is not None:
            self._thread.join(timeout=30)

    @property
    def is_alive(self) -> bool:
        """Whether it was started and still sends."""
        return self._thread is not None and self._thread.is_alive() and not self._stopping

    def send_due(self) -> int:
        """Send what is due now, one message into each lane, as far as the pace allows, here and
        one after the other; how many calls were made."""
        return sum(self._send(one) for one in self._take(BATCH) if not self._stopping)

    def idle_for(self) -> float | None:
        """Seconds until something is due; None when nothing is left to send."""
        with self.office.database.reading() as connection:
            at = lanes.next_due(connection)
        return None if at is None else max(0.0, (at - self.clock()).total_seconds())

    def replay_left(self) -> None:
        """Hear deliveries that wait for a message although none is awaited there: whoever got its
        timestamp ended before they were heard."""
        with self.office.database.reading() as connection:
            places = [
                place
                for place in parking.parked_in(connection)
                if not outbox.expects(connection, *place)
            ]
        for workspace, channel in places:
            self.replay(workspace, channel)

    def _run(self) -> None:
        with ThreadPoolExecutor(self.workers, "sender") as pool:
            while not self._stopping or self._under_way:
                self._wake.clear()
                try:
                    idle = self._dispatch(pool)
                except UnavailableError as refused:
                    log.error("sender waits for the database", error=str(refused))
                    idle = AGAIN.total_seconds()
                except Exception as bug:  # noqa: BLE001 - a sender that died would leave every thread silent
                    log.error("sender goes on after a fault", error=type(bug).__name__)
                    idle = AGAIN.total_seconds()
                # Work that arrives wakes us, and a worker that has done its own.
                self._wake.wait(idle)

    def _dispatch(self, pool: ThreadPoolExecutor) -> float:
        """Give every worker that has nothing to do a message; for how many seconds there is nothing
        to be done then."""
        self._renew()
        free = 0 if self._stopping else self.workers - len(self._under_way)
        taken = self._take(free, EARLY) if free else ()
        for one in taken:
            self._under_way[one.message.id] = one
            pool.submit(self._work, one)
        self.watch.lanes(len(self._under_way))
        if taken or not free:
            return 0.0 if taken else POLL
        if self.clock() - self._replayed >= LEFT:
            self._replayed = self.clock()
            pool.submit(self.replay_left)
        idle = self.idle_for()
        return POLL if idle is None else min(max(idle - EARLY.total_seconds(), HELD_UP), POLL)

    def _take(self, most: int, early: timedelta = timedelta(0)) -> tuple[Taken, ...]:
        now = self.clock()
        with self.office.database.reading() as connection:
            due = lanes.next_due(connection)
        if due is None or due > now + early:
            return ()
        return self.office.database.transact(
            partial(lanes.take, me=self.me, now=now, most=most, call=call_for, early=early)
        )

    def _renew(self) -> None:
        """Keep the lanes into which something is being sent."""
        now = self.clock()
        if self._under_way and now - self._renewed >= RENEW:
            with self.office.database.writing() as connection:
                lanes.renew(connection, tuple(self._under_way.values()), now)
            self._renewed = now

    def _work(self, taken: Taken) -> None:
        """What a worker does with one message."""
        try:
            self._send(taken, self._wait_for_turn)
        except UnavailableError as refused:
            log.error("what a call came to is not written", error=str(refused))
        except Exception as bug:  # noqa: BLE001 - the lane goes on when its lease has ended
            log.error("a worker goes on after a fault", error=type(bug).__name__)
        finally:
            del self._under_way[taken.message.id]
            self._wake.set()

    def _wait_for_turn(self, taken: Taken) -> None:
        """Wait until the call may be made: until the pace says, and however long the call before it
        took to be prepared."""
        with self._turns:
            now, whose = self.clock(), (taken.message.workspace, taken.call.what)
            at = max(now, taken.at, self._next_turn.get(whose, now) if taken.call.what else now)
            self._next_turn[whose] = at + taken.call.spacing
        time.sleep((at - now).total_seconds())

    def _send(self, taken: Taken, wait: Callable[[Taken], None] = lambda _: None) -> int:
        """One message. What goes wrong is kept with it; 1 where Slack was called, else 0. `wait` is
        called when all is ready for the call."""
        message, method = taken.message, taken.call.method
        try:
            prepared = prepare(self.office, message, method, self.clock())
            wait(taken)
            begun = self.clock()
            if begun > taken.at + LATE:
                taken = replace(taken, late=begun)
            if begun > taken.since + START_WITHIN:
                self._put_off(taken, begun, step=not_done(message, method), tried=False)
                return 0
            done = self._call(message, method, prepared)
        except OverError:
            self._give_up(taken, "no longer wanted")
            return 0
        except SlackApiError as refused:
            self._refused(taken, refused)
        except (OSError, HTTPException, SlackClientError) as unclear:
            self._unclear(taken, type(unclear).__name__)
        except UnavailableError:
            raise
        except Exception as bug:  # noqa: BLE001 - one broken message must not silence the others
            log.error("a message cannot be made", message=message.name, error=type(bug).__name__)
            later, error = self.clock() + LATER, type(bug).__name__
            self._put_off(taken, later, error, not_done(message, method))
            return 0
        else:
            self._done(taken, done)
        return 1

    def _call(self, message: Outgoing, method: str, prepared: Prepared) -> Sent | Later:
        if method != files.UPLOAD:
            return bring(self.client, message, method, prepared)
        # No client watches this one: it goes to an address of its own.
        begun, result = time.perf_counter(), FAILED
        try:
            done = bring(self.client, message, method, prepared)
            result = OK
        except TimeoutError:
            result = NO_REPLY
            raise
        finally:
            self.watch.called(method, result, time.perf_counter() - begun)
        return done

    def _done(self, taken: Taken, done: Sent | Later) -> None:
        if isinstance(done, Later):
            self._put_off(taken, self.clock() + done.wait, step=done.step, tried=False)
            return
        message = replace(taken.message, wanted=done.wanted)
        kept = self._write(taken, lambda c: outbox.sent(c, message, done.ts, self.clock()))
        if kept and message.is_first and done.ts is not None:
            self.replay(message.workspace, message.channel)

    def _give_up(self, taken: Taken, why: str) -> None:
        message = taken.message
        if not self._write(taken, lambda c: outbox.give_up(c, message, why)):
            return
        self.watch.given_up()
        if message.is_first:
            # What waits for its timestamp waits in vain.
            self.replay(message.workspace, message.channel)

    def _put_off(
        self,
        taken: Taken,
        until: datetime,
        error: str | None = None,
        step: dict[str, Any] | None = None,
        *,
        tried: bool = True,
    ) -> None:
        def write(connection: Connection) -> None:
            outbox.put_off(connection, taken.message, until, error, step, tried=tried)

        self._write(taken, write)

    def _write(self, taken: Taken, write: Write) -> bool:
        """Write what a call came to, and let go of the lane; False where another replica has it."""
        try:
            lanes.written(self.office.database, taken, write)
        except LaneLostError:
            log.warning("a lane went to another replica", message=taken.message.name)
            self.watch.lane_lost()
            self._show_anew(taken)
            return False
        return True

    def _show_anew(self, taken: Taken) -> None:
        """Whoever has the lane may have shown something newer, and our call come after theirs."""
        if taken.call.method == UPDATE:
            with self.office.database.writing() as connection:
                outbox.show_anew(connection, taken.message, self.clock())

    def _unclear(self, taken: Taken, error: str) -> None:
        """No reply came. What can be repeated is; a post or a finished file is looked for first."""
        message, method, now = taken.message, taken.call.method, self.clock()
        log.warning("no clear reply from Slack", message=message.name, error=error)
        afresh = method in (files.BEGIN, files.UPLOAD) and message.attempts >= AFRESH
        if "asked" in message.step:
            self._put_off(taken, now + UNCLEAR, error)
        else:
            self._put_off(taken, now + AGAIN, error, {} if afresh else message.step)

    def _refused(self, taken: Taken, refused: SlackApiError) -> None:
        """Slack answered that it did not do it."""
        message, method, response = taken.message, taken.call.method, refused.response
        status = int(getattr(response, "status_code", 0) or 0)
        data = response.data if isinstance(response.data, dict) else {}
        code = str(data.get("error") or status)
        now, step = self.clock(), not_done(message, method)
        if status == 429 or code in ("ratelimited", "rate_limited"):
            seconds = retry_after(response.headers, now)
            self._too_fast(taken, now + timedelta(seconds=seconds), step)
        elif status >= 500 or code in TROUBLE or not _CODE.fullmatch(code):
            self._unclear(taken, code if _CODE.fullmatch(code) else f"HTTP {status}")
        elif code == GONE and message.ts is not None:
            self._write(taken, lambda c: show_again(c, self.office, message, now))
        elif code == THREAD_GONE:
            self._begin_again(taken, now, step)
        elif code in files.GONE and message.kind is Kind.FILE:
            self._put_off(taken, now + AGAIN, code, {})
        elif _plainer(message, method, code):
            log.error("Slack will not show a message in full", message=message.name, error=code)
            self._put_off(taken, now, code, {**step, "plain": True})
        elif code in UNSHOWABLE | UNCHANGEABLE and method not in LOOKING:
            log.error("Slack will not take a message", message=message.name, error=code)
            self._give_up(taken, code)
        else:
            # Tokens revoked, the bot removed from the channel, posting restricted to some, no room
            # for files: somebody has to mend it first.
            log.error("Slack refuses; trying again later", message=message.name, error=code)
            self._put_off(taken, now + LATER, code, step)

    def _too_fast(self, taken: Taken, until: datetime, step: dict[str, Any]) -> None:
        message, what = taken.message, taken.call.what

        def write(connection: Connection) -> None:
            outbox.put_off(connection, message, until, "ratelimited", step)
            if what:
                paces.hold_until(connection, Key(message.workspace, what), until)

        self._write(taken, write)

    def _begin_again(self, taken: Taken, now: datetime, step: dict[str, Any]) -> None:
        def write(connection: Connection) -> None:
            outbox.put_off(connection, taken.message, now, THREAD_GONE, step)
            outbox.begin_again(connection, taken.message, now)

        self._write(taken, write)


def _plainer(message: Outgoing, method: str, code: str) -> bool:
    """Whether words alone may do, where Slack refuses a message's blocks."""
    blocks = method in (POST, UPDATE) and "plain" not in message.step
    return blocks and code in UNSHOWABLE
