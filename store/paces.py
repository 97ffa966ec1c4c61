"""Pace: how fast Slack may be called, kept where all replicas see it.

Each pace (a channel's posts, a method in a workspace) is a queue with numbers, as at a counter.
What finds it free goes. What finds it taken draws the next number and is told when its turn will
come; it is not looked at before. A number counts, not a time: where Slack makes us wait, or nobody
was there to send for an hour, everybody's turn moves with it, in the order of the numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import Connection

from store.tables import PaceRow

_pace = PaceRow.__table__  # type: ignore[attr-defined]

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Key:
    """Whose pace: one of a workspace's."""

    workspace: str
    what: str


@dataclass(frozen=True, slots=True)
class Pace:
    """When the next call may be made, the last number that was given out, and the last that was
    called up."""

    free_at: datetime
    given: int = 0
    served: int = 0


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody's turn: when it is, under which number, and the pace after that."""

    at: datetime
    number: int
    pace: Pace


def turn(
    pace: Pace, spacing: timedelta, number: int | None, now: datetime, until: datetime
) -> Turn:
    """The turn of whoever has this number, or has none yet and wants to call now. Where it is at
    `until` at the latest, it is taken: the call is made at that time.

    Those before it have `spacing` each. Whoever lets that go by (it was given up, or its replica
    died) is not waited for.
    """
    mine = pace.given + 1 if number is None else number
    given = max(pace.given, mine)
    ahead = max(0, mine - pace.served - 1)
    at = max(now, pace.free_at + spacing * ahead)
    if at > until:
        return Turn(at, mine, Pace(pace.free_at, given, pace.served))
    return Turn(at, mine, Pace(at + spacing, given, max(pace.served, mine)))


def lock(connection: Connection, keys: Iterable[Key]) -> dict[Key, Pace]:
    """These paces, for this transaction alone. One that another transaction has is left out, so
    that nobody waits while holding lanes."""
    wanted = set(keys)
    if not wanted:
        return {}
    found = _locked(connection, wanted)
    missing = wanted - found.keys()
    if missing:
        whose = sorted((key.workspace, key.what) for key in missing)
        fresh = [{"workspace_id": w, "what": what, "free_at": LONG_AGO} for w, what in whose]
        connection.execute(_MAKE, [{**row, "given": 0, "served": 0} for row in fresh])
        found |= _locked(connection, missing)
    return found


def keep(connection: Connection, paces: dict[Key, Pace]) -> None:
    """The paces as they are now."""
    rows = [
        {
            "_workspace": key.workspace,
            "_what": key.what,
            "free_at": pace.free_at,
            "given": pace.given,
            "served": pace.served,
        }
        for key, pace in paces.items()
    ]
    if rows:
        connection.execute(_KEEP, rows)


def hold_until(connection: Connection, key: Key, at: datetime) -> None:
    """Slack said when to come back (`Retry-After`)."""
    row = {"workspace_id": key.workspace, "what": key.what, "free_at": at}
    connection.execute(_HOLD, {**row, "given": 0, "served": 0})


def ask(connection: Connection, key: Key, spacing: timedelta, now: datetime) -> datetime:
    """A call is to be made by somebody who waits for it here: when it may be. That turn is theirs
    from now on."""
    whose = {"workspace_id": key.workspace, "what": key.what}
    connection.execute(_MAKE, {**whose, "free_at": LONG_AGO, "given": 0, "served": 0})
    row = connection.execute(_WAITED_FOR, {"_workspace": key.workspace, "_what": key.what}).one()
    pace = Pace(max(row.free_at, now), row.given, row.served)
    keep(connection, {key: replace(pace, free_at=pace.free_at + spacing)})
    return pace.free_at


def _locked(connection: Connection, keys: set[Key]) -> dict[Key, Pace]:
    wanted = {
        "workspaces": sorted({key.workspace for key in keys}),
        "whats": sorted({key.what for key in keys}),
    }
    found = {
        Key(row.workspace_id, row.what): Pace(row.free_at, row.given, row.served)
        for row in connection.execute(_LOCK, wanted)
    }
    return {key: pace for key, pace in found.items() if key in keys}


# Made once: to build a statement takes several times as long as to run it.
_LOCK = (
    sa.select(_pace)
    .where(
        # By both halves of the key, not by pairs: for pairs SQLite uses no index.
        _pace.c.workspace_id.in_(sa.bindparam("workspaces", expanding=True)),
        _pace.c.what.in_(sa.bindparam("whats", expanding=True)),
    )
    .order_by(_pace.c.workspace_id, _pace.c.what)
    .with_for_update(skip_locked=True)
)
_its = sa.and_(
    _pace.c.workspace_id == sa.bindparam("_workspace"), _pace.c.what == sa.bindparam("_what")
)
_WAITED_FOR = sa.select(_pace).where(_its).with_for_update()
# SQLite says it in the same words.
_MAKE = insert(_pace).on_conflict_do_nothing()
_holding = insert(_pace)
_HOLD = _holding.on_conflict_do_update(
    index_elements=["workspace_id", "what"],
    set_={
        "free_at": sa.case(
            (_pace.c.free_at > _holding.excluded.free_at, _pace.c.free_at),
            else_=_holding.excluded.free_at,
        )
    },
)
_KEEP = sa.update(_pace).where(_its)
