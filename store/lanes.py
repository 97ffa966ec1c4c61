"""Lanes: each case's thread is leased by one replica at a time, which sends one message into it.

`take` leases lanes in which something can be sent now, and stores with the lease what must be known
if nothing is ever heard of it again; what the call came to is written with the lane's release. So a
message costs two transactions. A lease that is not renewed ends, and whoever leases the lane next
goes on from what was stored; every lease raises the fence, and whoever comes back late to a lane
that went to another writes nothing.

Locks are taken in one order: the case, its lane, its messages, a pace. `take` waits for none of the
first and the last, so that no two replicas ever wait for each other.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from foi_bot.casework.outgoing import CARD
from store import outbox, paces
from store.database import Database
from store.outbox import NO_FILES, Outgoing, outgoing
from store.paces import Key, Pace
from store.tables import CaseRow, LaneRow, OutgoingRow

_outgoing = OutgoingRow.__table__  # type: ignore[attr-defined]
_case = CaseRow.__table__  # type: ignore[attr-defined]
_lane = LaneRow.__table__  # type: ignore[attr-defined]

T = TypeVar("T")

LEASE = timedelta(seconds=6)
"""How long a lane stays with a replica that does not renew its lease. Renewed while a call is under
way, so that what a dead replica leaves behind goes to another within seconds."""

LOOKED_AT = 4
"""How many lanes are looked at for each message that is wanted: those that find their pace taken
are told their turn, and not looked at before it."""


class LaneLostError(Exception):
    """The lane went to another replica while a call was under way: nothing was written."""


@dataclass(frozen=True, slots=True)
class Call:
    """The call that a message needs next, by its method. `what` is whose pace it keeps ("" for
    none), `spacing` the time between two such calls; it is not made before `not_before`; `step` is
    stored with the lease, where the call must not be made twice."""

    method: str = ""
    what: str = ""
    spacing: timedelta = timedelta(0)
    not_before: datetime | None = None
    step: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """A message to be sent by whoever holds its lane, with this call and not before `at`. Its step
    is as it was stored with the lease. `late` is when the call began, where that was later than its
    pace knows."""

    message: Outgoing
    call: Call
    holder: str
    fence: int
    since: datetime
    at: datetime
    late: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A message that could be the next of its lane."""

    message: Outgoing
    due_at: datetime
    queue: str | None
    number: int | None


def take(
    connection: Connection,
    me: str,
    now: datetime,
    most: int,
    call: Callable[[Outgoing, datetime], Call],
    early: timedelta = timedelta(0),
) -> tuple[Taken, ...]:
    """Lease up to so many lanes and say what to send into each; none where nothing can be sent.

    What is to be sent within `early` from now is taken already. `call` says of a message what has
    to be called at a time.
    """
    found = _due_lanes(connection, now, early, LOOKED_AT * most)
    if not found:
        return ()
    waiting = _waiting(connection, {(lane.workspace_id, lane.case_id) for lane in found})
    taking = _Taking(me, now, now + early, call)
    taking.look(connection, waiting)
    for lane in found:
        if len(taking.taken) == most:
            break
        taking.consider(lane, waiting.get((lane.workspace_id, lane.case_id), []))
    taking.write(connection)
    return tuple(taking.taken)


def next_due(connection: Connection) -> datetime | None:
    """When there may be something to send, a lease may end included; None when there is nothing."""
    row = connection.execute(_NEXT_DUE).one()
    return min((at for at in (row.due_at, row.until) if at is not None), default=None)


def renew(connection: Connection, taken: Iterable[Taken], now: datetime) -> None:
    """Calls are still under way: keep these lanes."""
    rows = [{**_mine(one), "until": now + LEASE} for one in taken]
    if rows:
        connection.execute(_UNDER_MY_FENCE, rows)


def written(database: Database, taken: Taken, write: Callable[[Connection], T]) -> T:
    """Write what a call came to, and let go of the lane, in one transaction.

    Raises LaneLostError, or store.database.UnavailableError; then nothing was written.
    """

    def work(connection: Connection) -> T:
        _hold(connection, taken)
        made = write(connection)
        _release(connection, taken)
        if taken.late is not None and taken.call.what:
            # Whoever is next counts from it.
            key = Key(taken.message.workspace, taken.call.what)
            paces.hold_until(connection, key, taken.late + taken.call.spacing)
        return made

    return database.transact(work)


def look_everywhere(connection: Connection) -> None:
    """Forget every lease, and look at every lane in which something waits: the messages of this
    database were changed from outside."""
    connection.execute(sa.update(_lane).values(holder=None, until=None, due_at=None))
    waiting = connection.execute(_EVERYTHING).all()
    for row in waiting:
        outbox.look_at(connection, row.workspace_id, row.case_id, row.due_at)


def _sendable(messages: Iterable[Row[Any]]) -> Iterator[Row[Any]]:
    """What can be sent into a lane, of what waits there in the order of `id`: any update, and the
    first message that was never shown. A thread has to begin with its card; a file that Slack does
    not take for now lets what follows it go out first."""
    held_up = False
    for row in messages:
        has_thread = row.name == CARD or row.thread_ts is not None
        if has_thread and (row.shown > 0 or not held_up):
            yield row
        if row.shown == 0 and row.error not in NO_FILES:
            held_up = True


class _Taking:
    """One transaction in which lanes are leased."""

    def __init__(
        self, me: str, now: datetime, until: datetime, call: Callable[[Outgoing, datetime], Call]
    ) -> None:
        self.taken: list[Taken] = []
        self._me, self._now, self._until, self._call = me, now, until, call
        self._calls: dict[int, Call] = {}
        self._paces: dict[Key, Pace] = {}
        self._changed: set[Key] = set()
        self._messages: dict[int, dict[str, Any]] = {}
        self._lanes: list[dict[str, Any]] = []

    def look(self, connection: Connection, waiting: dict[tuple[str, str], list[_Waiting]]) -> None:
        """Find out what has to be called, and how fast it may be."""
        messages = [one for lane in waiting.values() for one in lane if one.due_at <= self._until]
        self._calls = {one.message.id: self._call(one.message, self._now) for one in messages}
        calls = [(one.message.workspace, self._calls[one.message.id]) for one in messages]
        keys = {Key(workspace, call.what) for workspace, call in calls if call.what}
        self._paces = paces.lock(connection, keys)

    def consider(self, lane: Row[Any], waiting: list[_Waiting]) -> None:
        """Send the first message of this lane that can be sent, or look at it again when one can
        be."""
        due: list[datetime] = []
        for one in sorted(waiting, key=lambda one: (one.due_at, one.message.id)):
            at = self._when(one)
            if at is None:
                # Another replica has its pace just now.
                return
            if at <= self._until:
                self._lease(lane, one, max(at, self._now))
                return
            due.append(at)
        self._lanes.append(_lane_row(lane, lane.fence, due_at=min(due, default=None)))

    def write(self, connection: Connection) -> None:
        """Keep all this."""
        paces.keep(connection, {key: self._paces[key] for key in self._changed})
        if self._messages:
            rows = [{"_id": id_, **row} for id_, row in self._messages.items()]
            connection.execute(_PLACED, rows)
        if self._lanes:
            connection.execute(_LEASED, self._lanes)

    def _when(self, one: _Waiting) -> datetime | None:
        """When a message can be sent; None where that cannot be known now."""
        if one.due_at > self._until:
            return one.due_at
        call = self._calls[one.message.id]
        if call.not_before is not None and call.not_before > self._until:
            self._place(one, call.not_before)
            return call.not_before
        if not call.what:
            return one.due_at
        key = Key(one.message.workspace, call.what)
        if key not in self._paces:
            return None
        number = one.number if one.queue == call.what else None
        turn = paces.turn(
            self._paces[key], call.spacing, number, max(self._now, one.due_at), self._until
        )
        self._paces[key] = turn.pace
        self._changed.add(key)
        if turn.at > self._until:
            self._place(one, turn.at, call.what, turn.number)
        return turn.at

    def _place(
        self, one: _Waiting, due_at: datetime, queue: str | None = None, number: int | None = None
    ) -> None:
        step = json.dumps(one.message.step) if one.message.step else None
        row = {"due_at": due_at, "step": step, "queue": queue, "number": number}
        self._messages[one.message.id] = row

    def _lease(self, lane: Row[Any], one: _Waiting, at: datetime) -> None:
        message, call = one.message, self._calls[one.message.id]
        if call.step is not None:
            message = replace(message, step=call.step)
        if call.step is not None or one.number is not None:
            self._place(replace(one, message=message), one.due_at)
        fence = lane.fence + 1
        self.taken.append(Taken(message, call, self._me, fence, self._now, at))
        until = self._now + LEASE
        row = _lane_row(lane, fence, holder=self._me, until=until, due_at=one.due_at)
        self._lanes.append(row)


def _lane_row(
    lane: Row[Any],
    fence: int,
    *,
    holder: str | None = None,
    until: datetime | None = None,
    due_at: datetime | None,
) -> dict[str, Any]:
    whose = {"_workspace": lane.workspace_id, "_case": lane.case_id}
    return {**whose, "holder": holder, "until": until, "fence": fence, "due_at": due_at}


def _due_lanes(
    connection: Connection, now: datetime, early: timedelta, limit: int
) -> Sequence[Row[Any]]:
    """Lanes whose lease has ended, and free ones in which something may have to be sent."""
    ended = connection.execute(_ENDED, {"now": now, "limit": limit}).all()
    due = connection.execute(_DUE, {"now": now + early, "limit": limit}).all()
    return [*ended, *due]


def _waiting(
    connection: Connection, lanes: set[tuple[str, str]]
) -> dict[tuple[str, str], list[_Waiting]]:
    """What can be sent into these lanes."""
    return {
        lane: [
            _Waiting(outgoing(row), row.due_at, row.queue, row.number) for row in _sendable(rows)
        ]
        for lane, rows in _rows(connection, lanes)
    }


def _rows(
    connection: Connection, lanes: set[tuple[str, str]]
) -> Iterator[tuple[tuple[str, str], Iterable[Row[Any]]]]:
    """What waits in these lanes, in the order of `id`. Asked for by both halves of the key, not by
    pairs: for pairs SQLite uses no index."""
    wanted = {
        "workspaces": sorted({workspace for workspace, _ in lanes}),
        "cases": sorted({case for _, case in lanes}),
    }
    rows = connection.execute(_WAITING, wanted)
    for lane, found in groupby(rows, key=lambda row: (row.workspace_id, row.case_id)):
        if lane in lanes:
            yield lane, found


def _hold(connection: Connection, taken: Taken) -> None:
    whose = {"_workspace": taken.message.workspace, "_case": taken.message.case}
    connection.execute(_LOCK_CASE, whose)
    if connection.execute(_LOCK_MINE, _mine(taken)).first() is None:
        raise LaneLostError(taken.message.name)


def _release(connection: Connection, taken: Taken) -> None:
    lane = (taken.message.workspace, taken.message.case)
    due = [row.due_at for _, rows in _rows(connection, {lane}) for row in _sendable(rows)]
    free = {"holder": None, "until": None, "due_at": min(due, default=None)}
    connection.execute(_UNDER_MY_FENCE, {**_mine(taken), **free})


def _mine(taken: Taken) -> dict[str, Any]:
    message = taken.message
    whose = {"_workspace": message.workspace, "_case": message.case}
    return {**whose, "_holder": taken.holder, "_fence": taken.fence}


# Made once: to build a statement takes several times as long as to run it.
_its = sa.and_(
    _lane.c.workspace_id == sa.bindparam("_workspace"), _lane.c.case_id == sa.bindparam("_case")
)
_under_my_fence = sa.and_(
    _its, _lane.c.holder == sa.bindparam("_holder"), _lane.c.fence == sa.bindparam("_fence")
)
_LEASED = sa.update(_lane).where(_its)
_UNDER_MY_FENCE = sa.update(_lane).where(_under_my_fence)
_LOCK_MINE = sa.select(_lane.c.fence).where(_under_my_fence).with_for_update()
_LOCK_CASE = (
    sa.select(_case.c.id)
    .where(_case.c.workspace_id == sa.bindparam("_workspace"), _case.c.id == sa.bindparam("_case"))
    .with_for_update(key_share=True)
)
_ENDED = (
    sa.select(_lane)
    .where(_lane.c.until <= sa.bindparam("now"))
    .order_by(_lane.c.until)
    .limit(sa.bindparam("limit"))
    .with_for_update(skip_locked=True)
)
_DUE = (
    sa.select(_lane)
    .where(_lane.c.until.is_(None), _lane.c.due_at <= sa.bindparam("now"))
    .order_by(_lane.c.due_at)
    .limit(sa.bindparam("limit"))
    .with_for_update(skip_locked=True)
)
_NEXT_DUE = sa.select(
    sa.select(sa.func.min(_lane.c.due_at, type_=_lane.c.due_at.type))
    .where(_lane.c.until.is_(None), _lane.c.due_at.is_not(None))
    .scalar_subquery()
    .label("due_at"),
    sa.select(sa.func.min(_lane.c.until, type_=_lane.c.until.type))
    .where(_lane.c.until.is_not(None))
    .scalar_subquery()
    .label("until"),
)
_WAITING = (
    sa.select(_outgoing, _case.c.thread_ts)
    .join(
        _case,
        sa.and_(
            _case.c.workspace_id == _outgoing.c.workspace_id, _case.c.id == _outgoing.c.case_id
        ),
    )
    .where(
        _outgoing.c.workspace_id.in_(sa.bindparam("workspaces", expanding=True)),
        _outgoing.c.case_id.in_(sa.bindparam("cases", expanding=True)),
        _outgoing.c.due_at.is_not(None),
    )
    .order_by(_outgoing.c.workspace_id, _outgoing.c.case_id, _outgoing.c.id)
)
_PLACED = sa.update(_outgoing).where(_outgoing.c.id == sa.bindparam("_id"))
_EVERYTHING = (
    sa.select(
        _outgoing.c.workspace_id,
        _outgoing.c.case_id,
        sa.func.min(_outgoing.c.due_at, type_=_outgoing.c.due_at.type).label("due_at"),
    )
    .where(_outgoing.c.due_at.is_not(None))
    .group_by(_outgoing.c.workspace_id, _outgoing.c.case_id)
)
