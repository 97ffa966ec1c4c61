"""Catch-up: Slack keeps no backlog. After a disconnection, and hourly, the threads of open cases
are read; replies, edits, deletions and reactions that were missed go the same way as live ones.

What is missing is found by holding the case as it was *before* its thread was read against what was
read: a live event that comes in between is then never taken for something missed. Keys name what
was found, so that catching up twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Any

import structlog
from slack_sdk.errors import SlackApiError

from foi_bot.case import Case, Mark, Place, moment
from foi_bot.casework.outgoing import verdict
from foi_bot.slack import strays
from foi_bot.slack.app import PASSING
from foi_bot.slack.delivery import told
from foi_bot.slack.desk import Desk, Whisper, Whispers
from foi_bot.slack.listeners.events import MARKS, heard
from foi_bot.slack.pace import REPLIES, SPACING, UPDATE
from foi_bot.slack.retry_after import retry_after
from foi_bot.slack.typed import typed
from store import deliveries, leases, outbox, paces
from store.database import UnavailableError
from store.leases import Lease
from store.lists import OpenThread, list_threads
from store.load import UnknownHouseError, load
from store.paces import Key

log = structlog.get_logger(__name__)

PAGE = 200
NAME = "catch-up"
LASTS = timedelta(minutes=2)
"""How long a replica that reads the threads may be silent before another begins."""

Message = dict[str, Any]
Pause = Callable[[float], object]
"""Lets so many seconds pass; True where the program is to end instead."""


def catch_up(desk: Desk, pause: Pause, unless_within: timedelta = timedelta(0)) -> int:
    """Read the threads of all open cases; how many things had been missed. One replica at a time
    does so for all: where one is at it, it begins once more when it is through; and none does where
    they were read within that time.

    What fails for one thread or one message is logged and does not hide the others. Raises
    `app.PASSING` where Slack or the database as a whole is away.
    """
    desk = replace(desk, whispers=_Silence(desk.client))
    now = desk.clock()
    with desk.office.database.writing() as connection:
        since = now - unless_within if unless_within else None
        lease = leases.take(connection, NAME, now, LASTS, unless_since=since)
    found = 0
    while lease is not None:
        reading = _Reading(desk, pause, lease)
        try:
            found += reading.threads()
        except _InterruptedError:
            reading.give_back()
            break
        except BaseException:
            reading.give_back()
            raise
        lease = reading.finished()
    return found


class _InterruptedError(Exception):
    """The program is being stopped, or another replica reads the threads now."""


@dataclass
class _Reading:
    """One time that all threads are read."""

    desk: Desk
    pause: Pause
    lease: Lease

    def threads(self) -> int:
        """Read them; how many things had been missed."""
        with self.desk.office.database.reading() as connection:
            threads = list_threads(connection)
        return sum(_unless_it_fails(one, partial(_thread, self, one)) for one in threads)

    def wait_for(self, workspace: str, method: str = REPLIES) -> None:
        """Wait until Slack may be asked for a thread of this workspace."""
        now, key = self.desk.clock(), Key(workspace, method)
        with self.desk.office.database.writing() as connection:
            at = paces.ask(connection, key, SPACING[method], now)
            is_ours = leases.renew(connection, self.lease, at + LASTS)
        if not is_ours or (at > now and self.pause((at - now).total_seconds()) is True):
            raise _InterruptedError

    def hold(self, workspace: str, refused: SlackApiError) -> None:
        """Slack said when to come back."""
        now = self.desk.clock()
        until = now + timedelta(seconds=retry_after(refused.response.headers, now))
        with self.desk.office.database.writing() as connection:
            paces.hold_until(connection, Key(workspace, REPLIES), until)

    def give_back(self) -> None:
        """Let another replica begin."""
        with suppress(UnavailableError), self.desk.office.database.writing() as connection:
            leases.give_back(connection, self.lease)

    def finished(self) -> Lease | None:
        """The lease for reading them once more, where somebody has asked for it meanwhile."""
        now = self.desk.clock()
        with self.desk.office.database.writing() as connection:
            if leases.finish(connection, self.lease):
                return None
            again = leases.renew(connection, self.lease, now + LASTS)
        return replace(self.lease, begun=now) if again else None


def _unless_it_fails(thread: OpenThread, count: Callable[[], int]) -> int:
    """How many things were missed; 0, and a line in the log, where that fails for a reason of its
    own: a channel that the bot was removed from, a house pack that is gone, a fault of ours."""
    try:
        return count()
    except SlackApiError as refused:
        log.warning("not caught up", case=thread.case, error=refused.response.get("error"))
    except (_InterruptedError, *PASSING):
        raise
    except Exception as failed:  # noqa: BLE001 - one case must not keep the others from being heard
        told = str(failed) if isinstance(failed, UnknownHouseError) else type(failed).__name__
        log.error("not caught up", case=thread.case, error=told)
    return 0


class _Silence(Whispers):
    """Says nothing: whoever did something long ago was told then, or has moved on since."""

    def say(self, whisper: Whisper) -> None:
        """Drop it."""


def _thread(reading: _Reading, thread: OpenThread) -> int:
    desk = reading.desk
    with desk.office.database.reading() as connection:
        before = load(connection, thread.workspace, thread.case, desk.office.houses)
        if before is None:
            return 0
        last = verdict(len(before.drafts)).name
        post = outbox.timestamp(connection, thread.workspace, thread.case, last)
        known = (thread.workspace, thread.case, len(before.drafts))
        refused = {(Mark(one.mark), one.by) for one in deliveries.refused_marks(connection, *known)}
    messages = tuple(_messages(reading, thread))
    missed = (
        *_replies(before, thread, messages),
        *_deletions(before, thread, messages),
        *_reactions(before, messages, post, refused),
    )
    found = sum(_unless_it_fails(thread, partial(_heard, desk, thread, body)) for body in missed)
    _withdraw(reading, thread, messages)
    return found


def _withdraw(reading: _Reading, thread: OpenThread, messages: tuple[Message, ...]) -> None:
    """Take the buttons from what we posted before the database was put back, and is not in it. A
    message is written down before it is posted, so no live one can be among these."""
    desk = reading.desk
    with desk.office.database.reading() as connection:
        known = outbox.opaques(connection, thread.workspace, thread.case)
    for message in strays.find(messages, known, desk.identity().bot_id or ""):
        reading.wait_for(thread.workspace, UPDATE)
        ts = str(message["ts"])
        desk.client.chat_update(channel=thread.channel, ts=ts, **strays.withdrawn(message))
        log.info("withdrawn", case=thread.case)


def _heard(desk: Desk, thread: OpenThread, body: Message) -> int:
    delivery = told(body, desk.office.database, thread.workspace)
    assert delivery is not None, "what was found is an event"
    heard(desk, delivery, body)
    log.info("caught up", case=thread.case, kind=body["event"]["type"])
    return 1


def _messages(reading: _Reading, thread: OpenThread) -> Iterator[Message]:
    cursor = ""
    while True:
        page = _page(reading, thread, cursor)
        yield from page["messages"]
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return


def _page(reading: _Reading, thread: OpenThread, cursor: str) -> Any:
    while True:
        reading.wait_for(thread.workspace)
        try:
            return reading.desk.client.conversations_replies(
                channel=thread.channel,
                ts=thread.ts,
                limit=PAGE,
                cursor=cursor,
                include_all_metadata=True,
            )
        except SlackApiError as refused:
            if refused.response.get("error") != "ratelimited":
                raise
            reading.hold(thread.workspace, refused)


def _replies(case: Case, thread: OpenThread, messages: tuple[Message, ...]) -> Iterator[Message]:
    """Messages that we do not know, and known ones that say something else now."""
    for message in messages:
        ts, user = str(message.get("ts")), message.get("user")
        if message.get("bot_id") or not user or ts == thread.ts:
            continue
        known, edited = case.reply(ts), (message.get("edited") or {}).get("ts")
        if known is None:
            new = user == case.officer_at(ts) and _is_of_this_case(case, ts)
        else:
            new = bool(edited) and edited != known.edited and typed(message) != known.text
        if new:
            yield _event(
                f"{thread.channel}:{ts}:{edited or ''}",
                {
                    "type": "message",
                    "subtype": "message_changed",
                    "channel": thread.channel,
                    "message": {**message, "thread_ts": thread.ts},
                },
            )


def _is_of_this_case(case: Case, ts: str) -> bool:
    """Whether a message was sent while a question stood open: else it is discussion anyway."""
    return any(
        asking.posted is not None and moment(asking.posted) <= moment(ts) for asking in case.askings
    )


def _deletions(case: Case, thread: OpenThread, messages: tuple[Message, ...]) -> Iterator[Message]:
    there = {str(message.get("ts")) for message in messages}
    standing = (Place.ANSWER, Place.UNPLACED)
    known = {reply.message: reply.by for reply in case.replies if reply.place in standing}
    known |= {file.ts: file.by for file in case.dropped if not file.gone}
    for ts, by in known.items():
        if ts not in there:
            yield _event(
                f"{thread.channel}:{ts}:deleted",
                {
                    "type": "message",
                    "subtype": "message_deleted",
                    "channel": thread.channel,
                    "deleted_ts": ts,
                    "previous_message": {"user": by, "ts": ts, "thread_ts": thread.ts},
                },
            )


def _reactions(
    case: Case, messages: tuple[Message, ...], post: str, refused: set[tuple[Mark, str]]
) -> Iterator[Message]:
    """What the newest draft's last post carries now, against the marks that we have. A mark made
    before that post was shown afresh cannot be withdrawn by missing on it, and one that was refused
    when it was made is nothing new."""
    there = next((m for m in messages if post and str(m.get("ts")) == post), None)
    if case.draft is None or there is None:
        return
    carried = {
        (mark, user)
        for reaction in there.get("reactions") or ()
        if (mark := MARKS.get(_name(reaction))) is not None
        for user in reaction.get("users") or ()
    }
    marks = {(m.mark, m.by): m for m in case.marks if m.draft == case.draft.no and not m.finding}
    standing = {found for found, m in marks.items() if m.present and moment(m.event) > moment(post)}
    # Slack names only some of those who react where they are many: who is missing may be there.
    cut = {
        MARKS.get(_name(reaction))
        for reaction in there.get("reactions") or ()
        if len(reaction.get("users") or ()) < int(reaction.get("count") or 0)
    }
    counted = carried - (refused - standing)
    gone = {(mark, user) for mark, user in standing | refused if mark not in cut} - carried
    for mark, user in sorted((counted - standing) | gone):
        known = marks.get((mark, user))
        since = max(post, known.event if known else post, key=moment)
        yield _reaction(case, post, mark, user, since, present=(mark, user) in carried)


def _name(reaction: Message) -> str:
    """The reaction's name without a skin tone."""
    return str(reaction.get("name")).split("::")[0]


def _reaction(
    case: Case, post: str, mark: Mark, user: str, since: str, *, present: bool
) -> Message:
    """When it happened is not known: just after what we know, so that any live event is newer."""
    kind = "reaction_added" if present else "reaction_removed"
    seconds, micros = moment(since)
    name = next(name for name, one in MARKS.items() if one is mark)
    return _event(
        f"{post}:{kind}:{name}:{user}:{since}",
        {
            "type": kind,
            "user": user,
            "reaction": name,
            "item": {"type": "message", "channel": case.channel, "ts": post},
            "event_ts": f"{seconds}.{micros + 1:06d}",
        },
    )


def _event(found: str, event: Message) -> Message:
    """What was found, as Slack would have brought it."""
    return {"type": "event_callback", "event_id": f"found:{found}", "event": event}
