"""Outgoing messages, kept in the same transaction as the facts that cause them.

A row is sent when it is due. A post has `wanted` 1; a surface's `wanted` grows each time something
that it shows changes, and it is due until `shown` has caught up, so updates coalesce and repeat
safely. Within a thread what has never been shown goes out in the order of `id`.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from foi_bot.case import Case
from foi_bot.casework.outgoing import CARD, Intent, Kind
from store.tables import AskingRow, CaseRow, OutgoingRow

_outgoing = OutgoingRow.__table__  # type: ignore[attr-defined]
_case = CaseRow.__table__  # type: ignore[attr-defined]
_asking = AskingRow.__table__  # type: ignore[attr-defined]

NO_FILES = frozenset(
    {
        "file_uploads_disabled",
        "file_uploads_except_images",
        "file_upload_size_restricted",
        "storage_limit_reached",
    }
)
"""Why Slack takes no file for now. Somebody can mend it, but the letter's approval does not wait:
a file that is refused so lets what follows it go out first."""

CARD_COALESCES = timedelta(seconds=3)
"""An update of the card waits this long for others: answers come faster than readers look."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message that is due: what to show, where, and how far sending it has come."""

    id: int
    workspace: str
    channel: str
    thread: str | None
    case: str
    name: str
    kind: Kind
    view: str
    args: dict[str, Any]
    wanted: int
    ts: str | None
    opaque: str
    step: dict[str, Any]
    attempts: int

    @property
    def is_parent(self) -> bool:
        """Whether this is the case's card, under which its thread hangs."""
        return self.name == CARD

    @property
    def begins_thread(self) -> bool:
        """Whether posting it begins the thread: the card does, but one that is shown again after it
        was deleted goes into the thread that it began."""
        return self.is_parent and self.thread is None

    @property
    def is_first(self) -> bool:
        """Whether it has never been shown."""
        return self.ts is None


def put(connection: Connection, case: Case, wanted: Iterable[Intent], now: datetime) -> None:
    """Ask for these messages. One that is there already is updated, if it is a surface."""
    wanted = tuple(wanted)
    if not wanted:
        return
    there = {
        row.name: row
        for row in connection.execute(
            _THERE,
            {"workspace": case.workspace, "case": case.id, "names": [i.name for i in wanted]},
        )
    }
    fresh = [_row(case, intent, now) for intent in wanted if intent.name not in there]
    if fresh:
        connection.execute(_INSERT, fresh)
    stale = [
        {"_id": there[i.name].id, "due_at": _due_again(there[i.name], i, now)}
        for i in wanted
        if i.name in there and i.kind is Kind.SURFACE
    ]
    if stale:
        connection.execute(_TOUCH, stale)


def due(connection: Connection, now: datetime, limit: int) -> tuple[Outgoing, ...]:
    """What can be sent now: per thread the first message never shown, and any update.

    A message whose thread has no card yet waits for the card.
    """
    rows = connection.execute(_DUE, {"now": now, "limit": limit}).all()
    return tuple(_of(row) for row in rows)


def next_due(connection: Connection) -> datetime | None:
    """When something can next be sent; None when nothing can. What waits for its thread or for the
    message before it does not count: a sender that woke for it would find nothing to do."""
    found = connection.execute(_NEXT_DUE).scalar_one()
    return found if found is None or isinstance(found, datetime) else None


def waiting(connection: Connection, case: str | None = None) -> int:
    """How many messages are not shown as they should be."""
    query = sa.select(sa.func.count()).where(_outgoing.c.due_at.is_not(None))
    if case is not None:
        query = query.where(_outgoing.c.case_id == case)
    return int(connection.execute(query).scalar_one())


def sent(connection: Connection, message: Outgoing, ts: str | None, now: datetime) -> None:
    """Slack has taken it, under this timestamp. What changed since is due again.

    What somebody deleted in Slack meanwhile is left as its deletion left it: to be shown afresh.
    """
    again = now + CARD_COALESCES if message.name == CARD else now
    row = {"_id": message.id, "_was": message.ts, "ts": ts, "shown": message.wanted, "again": again}
    if not connection.execute(_SENT, row).rowcount:
        return
    if message.begins_thread and message.is_first:
        connection.execute(_BEGINS, {**_whose(message), "thread_ts": ts})
    if message.view == "question" and message.is_first:
        asking = {**_whose(message), "_no": message.args["asking"]}
        connection.execute(_POSTED, {**asking, "posted": ts})


def put_off(
    connection: Connection,
    message: Outgoing,
    until: datetime,
    error: str | None = None,
    step: dict[str, Any] | None = None,
    *,
    tried: bool = True,
) -> None:
    """It was not sent: try again then. `step` is what the next attempt must know."""
    row = {
        "due_at": until,
        "attempts": message.attempts + (1 if tried else 0),
        "error": error,
        "step": json.dumps(message.step if step is None else step),
    }
    connection.execute(_CHANGE, {"_id": message.id, **row})


def give_up(connection: Connection, message: Outgoing, error: str) -> None:
    """It is not to be sent: keep it, with the reason, and let what follows it go out. A surface
    that is asked for again is tried again, from the beginning."""
    row = {"due_at": None, "error": error, "attempts": message.attempts + 1, "step": None}
    connection.execute(_CHANGE, {"_id": message.id, **row})


def expects(connection: Connection, workspace: str, channel: str) -> bool:
    """Whether a message of ours in this channel has no timestamp yet."""
    query = sa.select(_outgoing.c.id).where(
        _outgoing.c.workspace_id == workspace,
        _outgoing.c.channel_id == channel,
        _outgoing.c.ts.is_(None),
        _outgoing.c.due_at.is_not(None),
    )
    return connection.execute(query.limit(1)).first() is not None


def timestamp(connection: Connection, workspace: str, case: str, name: str) -> str:
    """The Slack timestamp of one of a case's messages, "" where it has none."""
    query = sa.select(_outgoing.c.ts).where(
        _outgoing.c.workspace_id == workspace,
        _outgoing.c.case_id == case,
        _outgoing.c.name == name,
    )
    return connection.execute(query).scalar_one_or_none() or ""


def thread_of(connection: Connection, workspace: str, case: str) -> str:
    """The timestamp of the case's card, "" before Slack has taken it."""
    whose = {"_workspace": workspace, "_case": case}
    return connection.execute(_THREAD, whose).scalar_one_or_none() or ""


def find(connection: Connection, workspace: str, channel: str, ts: str) -> Outgoing | None:
    """The message that Slack gave this timestamp."""
    place = {"workspace": workspace, "channel": channel, "ts": ts}
    row = connection.execute(_FIND, place).one_or_none()
    return _of(row) if row else None


def show_afresh(connection: Connection, message: Outgoing, now: datetime) -> None:
    """It was deleted in Slack: post it again, as the last in its thread."""
    row = {"ts": None, "shown": 0, "due_at": now, "step": None}
    connection.execute(_CHANGE, {"_id": message.id, **row})


def begin_again(connection: Connection, message: Outgoing, now: datetime) -> None:
    """The thread of this message's case is gone: its card was deleted before anything hung on it.
    The card is posted anew, and begins another."""
    of_case = (_case.c.workspace_id == message.workspace, _case.c.id == message.case)
    connection.execute(sa.update(_case).where(*of_case).values(thread_ts=None))
    connection.execute(
        sa.update(_outgoing)
        .where(
            _outgoing.c.workspace_id == message.workspace,
            _outgoing.c.case_id == message.case,
            _outgoing.c.name == CARD,
        )
        .values(ts=None, shown=0, due_at=now, step=None)
    )


def attempt(connection: Connection, message: Outgoing, step: dict[str, Any]) -> None:
    """A call is about to be made that must not be made twice: what to know if no reply is ever
    stored, because Slack's was lost or because the program ended."""
    connection.execute(_CHANGE, {"_id": message.id, "step": json.dumps(step)})


def given_up(connection: Connection) -> tuple[tuple[str, str, str], ...]:
    """(case, name, error) of every message that was given up."""
    query = sa.select(_outgoing.c.case_id, _outgoing.c.name, _outgoing.c.error).where(
        _outgoing.c.due_at.is_(None), _outgoing.c.error.is_not(None), _outgoing.c.ts.is_(None)
    )
    return tuple((row.case_id, row.name, row.error) for row in connection.execute(query))


def _whose(message: Outgoing) -> dict[str, Any]:
    return {"_workspace": message.workspace, "_case": message.case}


def _row(case: Case, intent: Intent, now: datetime) -> dict[str, Any]:
    return {
        "workspace_id": case.workspace,
        "channel_id": case.channel,
        "case_id": case.id,
        "name": intent.name,
        "kind": str(intent.kind),
        "view": intent.view,
        "args": json.dumps(intent.args, ensure_ascii=False),
        "wanted": 1,
        "shown": 0,
        "opaque": secrets.token_hex(8),
        "attempts": 0,
        "due_at": now,
    }


def _due_again(row: Row[Any], intent: Intent, now: datetime) -> datetime:
    waiting: datetime | None = row.due_at
    if waiting is not None:
        return waiting
    return now + CARD_COALESCES if intent.name == CARD else now


def _of(row: Row[Any]) -> Outgoing:
    return Outgoing(
        row.id,
        row.workspace_id,
        row.channel_id,
        row.thread_ts,
        row.case_id,
        row.name,
        Kind(row.kind),
        row.view,
        json.loads(row.args),
        row.wanted,
        row.ts,
        row.opaque,
        json.loads(row.step) if row.step else {},
        row.attempts,
    )


# Made once: to build a statement takes several times as long as to run it.
_INSERT = sa.insert(_outgoing)
_CHANGE = sa.update(_outgoing).where(_outgoing.c.id == sa.bindparam("_id"))
_its_case = sa.and_(
    _case.c.workspace_id == sa.bindparam("_workspace"), _case.c.id == sa.bindparam("_case")
)
_THREAD = sa.select(_case.c.thread_ts).where(_its_case)
_BEGINS = sa.update(_case).where(_its_case)
_POSTED = sa.update(_asking).where(
    _asking.c.workspace_id == sa.bindparam("_workspace"),
    _asking.c.case_id == sa.bindparam("_case"),
    _asking.c.no == sa.bindparam("_no"),
    # Shown afresh, it is the same question: what was typed under it still belongs.
    _asking.c.posted.is_(None),
)
_THERE = sa.select(_outgoing.c.id, _outgoing.c.name, _outgoing.c.due_at).where(
    _outgoing.c.workspace_id == sa.bindparam("workspace"),
    _outgoing.c.case_id == sa.bindparam("case"),
    _outgoing.c.name.in_(sa.bindparam("names", expanding=True)),
)
_TOUCH = (
    sa.update(_outgoing)
    .where(_outgoing.c.id == sa.bindparam("_id"))
    .values(wanted=_outgoing.c.wanted + 1, due_at=sa.bindparam("due_at"))
)
_earlier = _outgoing.alias("earlier")
_blocked = sa.exists().where(
    _earlier.c.workspace_id == _outgoing.c.workspace_id,
    _earlier.c.case_id == _outgoing.c.case_id,
    _earlier.c.id < _outgoing.c.id,
    _earlier.c.shown == 0,
    _earlier.c.due_at.is_not(None),
    sa.or_(_earlier.c.error.is_(None), _earlier.c.error.not_in(NO_FILES)),
)
_of_case = sa.and_(
    _case.c.workspace_id == _outgoing.c.workspace_id, _case.c.id == _outgoing.c.case_id
)
_free = sa.and_(
    sa.or_(_outgoing.c.shown > 0, ~_blocked),
    sa.or_(_outgoing.c.name == CARD, _case.c.thread_ts.is_not(None)),
)
_FIND = (
    sa.select(_outgoing, _case.c.thread_ts)
    .join(_case, _of_case)
    .where(
        _outgoing.c.workspace_id == sa.bindparam("workspace"),
        _outgoing.c.channel_id == sa.bindparam("channel"),
        _outgoing.c.ts == sa.bindparam("ts"),
    )
)
_NEXT_DUE = (
    sa.select(sa.func.min(_outgoing.c.due_at))
    .join(_case, _of_case)
    .where(_outgoing.c.due_at.is_not(None), _free)
)
_DUE = (
    sa.select(_outgoing, _case.c.thread_ts)
    .join(_case, _of_case)
    .where(_outgoing.c.due_at <= sa.bindparam("now"), _free)
    .order_by(_outgoing.c.due_at, _outgoing.c.id)
    .limit(sa.bindparam("limit"))
)
_SENT = (
    sa.update(_outgoing)
    .where(
        _outgoing.c.id == sa.bindparam("_id"),
        _outgoing.c.ts.is_not_distinct_from(sa.bindparam("_was", type_=_outgoing.c.ts.type)),
    )
    .values(
        ts=sa.func.coalesce(sa.bindparam("ts"), _outgoing.c.ts),
        shown=sa.bindparam("shown"),
        attempts=0,
        error=None,
        step=None,
        # Within a CASE the type is not taken from the column, and the zone would be stored too.
        due_at=sa.case(
            (
                _outgoing.c.wanted > sa.bindparam("shown"),
                sa.bindparam("again", type_=_outgoing.c.due_at.type),
            ),
            else_=sa.null(),
        ),
    )
)
