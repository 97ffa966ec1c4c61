"""Outgoing messages, kept in the same transaction as the facts that cause them.

A row is sent when it is due, by whoever leases its lane (`store.lanes`). A post has `wanted` 1; a
surface's `wanted` grows each time something that it shows changes, and it is due until `shown` has
caught up, so updates coalesce and repeat safely. Within a thread what has never been shown goes out
in the order of `id`.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import Connection, Row

from foi_bot.case import Case
from foi_bot.casework.outgoing import CARD, Intent, Kind
from store.tables import AskingRow, CaseRow, LaneRow, OutgoingRow

_outgoing = OutgoingRow.__table__  # type: ignore[attr-defined]
_case = CaseRow.__table__  # type: ignore[attr-defined]
_asking = AskingRow.__table__  # type: ignore[attr-defined]
_lane = LaneRow.__table__  # type: ignore[attr-defined]

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
    coalesces = all(intent.name == CARD for intent in wanted)
    look_at(connection, case.workspace, case.id, now + CARD_COALESCES if coalesces else now)
    again = {"_now": now, "_later": now + CARD_COALESCES}
    connection.execute(_PUT, [{**_row(case, intent, now), **again} for intent in wanted])


def look_at(connection: Connection, workspace: str, case: str, at: datetime) -> None:
    """Something in a case's lane may have to be sent then. Whoever changes what waits in a lane
    says so first: that locks the lane, and keeps apart all who change it."""
    row = {"workspace_id": workspace, "case_id": case, "fence": 0, "due_at": at}
    connection.execute(_LOOK_AT, row)


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
    row = {**_as_taken(message), "ts": ts, "shown": message.wanted, "again": again}
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
    connection.execute(_PUT_OFF, {**_as_taken(message), **row})


def give_up(connection: Connection, message: Outgoing, error: str) -> None:
    """It is not to be sent: keep it, with the reason, and let what follows it go out. A surface
    that is asked for again is tried again, from the beginning."""
    row = {"due_at": None, "error": error, "attempts": message.attempts + 1, "step": None}
    connection.execute(_CHANGE, {"_id": message.id, **row})


def show_anew(connection: Connection, message: Outgoing, now: datetime) -> None:
    """What a surface shows may be older than what was written down of it: update it once more."""
    look_at(connection, message.workspace, message.case, now)
    connection.execute(_SHOW_ANEW, {"_id": message.id, "_now": now})


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


def opaques(connection: Connection, workspace: str, case: str) -> frozenset[str]:
    """The random names of all messages of a case, whether Slack has them or not."""
    query = sa.select(_outgoing.c.opaque).where(
        _outgoing.c.workspace_id == workspace, _outgoing.c.case_id == case
    )
    return frozenset(connection.execute(query).scalars())


def thread_of(connection: Connection, workspace: str, case: str) -> str:
    """The timestamp of the case's card, "" before Slack has taken it."""
    whose = {"_workspace": workspace, "_case": case}
    return connection.execute(_THREAD, whose).scalar_one_or_none() or ""


def find(connection: Connection, workspace: str, channel: str, ts: str) -> Outgoing | None:
    """The message that Slack gave this timestamp."""
    place = {"workspace": workspace, "channel": channel, "ts": ts}
    row = connection.execute(_FIND, place).one_or_none()
    return outgoing(row) if row else None


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


def given_up(connection: Connection) -> tuple[tuple[str, str, str], ...]:
    """(case, name, error) of every message that was given up."""
    query = sa.select(_outgoing.c.case_id, _outgoing.c.name, _outgoing.c.error).where(
        _outgoing.c.due_at.is_(None), _outgoing.c.error.is_not(None), _outgoing.c.ts.is_(None)
    )
    return tuple((row.case_id, row.name, row.error) for row in connection.execute(query))


def _as_taken(message: Outgoing) -> dict[str, Any]:
    return {"_id": message.id, "_was": message.ts}


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


def outgoing(row: Row[Any]) -> Outgoing:
    """A message from its row, with its case's `thread_ts`."""
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
_looking = insert(_lane)
_LOOK_AT = _looking.on_conflict_do_update(
    index_elements=["workspace_id", "case_id"],
    set_={
        "due_at": sa.case(
            (_lane.c.due_at < _looking.excluded.due_at, _lane.c.due_at),
            else_=_looking.excluded.due_at,
        )
    },
)
_NOW = sa.bindparam("_now", type_=_outgoing.c.due_at.type)
_PUT = insert(_outgoing).on_conflict_do_update(
    index_elements=["workspace_id", "case_id", "name"],
    set_={
        "wanted": _outgoing.c.wanted + 1,
        # What waits already keeps its place.
        "due_at": sa.func.coalesce(
            _outgoing.c.due_at,
            sa.case(
                (
                    _outgoing.c.name == CARD,
                    sa.bindparam("_later", type_=_outgoing.c.due_at.type),
                ),
                else_=_NOW,
            ),
        ),
    },
    where=_outgoing.c.kind == str(Kind.SURFACE),
)
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
_of_case = sa.and_(
    _case.c.workspace_id == _outgoing.c.workspace_id, _case.c.id == _outgoing.c.case_id
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
_unchanged = sa.and_(
    _outgoing.c.id == sa.bindparam("_id"),
    _outgoing.c.ts.is_not_distinct_from(sa.bindparam("_was", type_=_outgoing.c.ts.type)),
)
"""Since it was taken nobody has deleted it in Slack, and it was not shown afresh."""
_PUT_OFF = sa.update(_outgoing).where(_unchanged, _outgoing.c.due_at.is_not(None))
_SHOW_ANEW = (
    sa.update(_outgoing)
    .where(_outgoing.c.id == sa.bindparam("_id"), _outgoing.c.kind == str(Kind.SURFACE))
    .values(wanted=_outgoing.c.wanted + 1, due_at=sa.func.coalesce(_outgoing.c.due_at, _NOW))
)
_SENT = (
    sa.update(_outgoing)
    .where(_unchanged)
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
