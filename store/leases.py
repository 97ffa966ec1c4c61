"""Leases of work that one replica at a time does for all of them: by name, until they end or are
given back. Whoever finds the work taken can leave word that it is wanted once more."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import Connection

from store.tables import LeaseRow

_lease = LeaseRow.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Lease:
    """Work that is ours alone until its lease ends. `holder` is a random name for this one time."""

    name: str
    holder: str
    begun: datetime


def take(
    connection: Connection,
    name: str,
    now: datetime,
    lasts: timedelta,
    *,
    unless_since: datetime | None = None,
) -> Lease | None:
    """Take this work on; None where somebody is at it (they are told that it is wanted again), or
    where it was done already, begun at `unless_since` or later."""
    mine = Lease(name, secrets.token_hex(8), now)
    row = connection.execute(_LOOK, {"_name": name}).one_or_none()
    begun = row.begun_at if row is not None and row.until is None else None
    if begun is not None and unless_since is not None and begun >= unless_since:
        return None
    taken = {"name": name, "holder": mine.holder, "until": now + lasts}
    if connection.execute(_TAKE, {**taken, "_now": now}).first() is not None:
        return mine
    connection.execute(_WANT, {"_name": name, "wanted_at": now})
    return None


def renew(connection: Connection, lease: Lease, until: datetime) -> bool:
    """Keep it so long; False where it went to another."""
    return connection.execute(_MINE, {**_whose(lease), "until": until}).rowcount > 0


def finish(connection: Connection, lease: Lease) -> bool:
    """It is done and given back; False where it was wanted again since it was begun, or went to
    another: then nothing was written."""
    row = {"holder": None, "until": None, "begun_at": lease.begun, "wanted_at": None}
    return connection.execute(_FINISH, {**_whose(lease), "_begun": lease.begun, **row}).rowcount > 0


def give_back(connection: Connection, lease: Lease) -> None:
    """It was not done: whoever wants it can take it on at once."""
    connection.execute(_MINE, {**_whose(lease), "holder": None, "until": None})


def _whose(lease: Lease) -> dict[str, str]:
    return {"_name": lease.name, "_holder": lease.holder}


# Made once: to build a statement takes several times as long as to run it.
_its = _lease.c.name == sa.bindparam("_name")
_mine = sa.and_(_its, _lease.c.holder == sa.bindparam("_holder"))
_LOOK = sa.select(_lease).where(_its)
_MINE = sa.update(_lease).where(_mine)
_WANT = sa.update(_lease).where(_its)
_FINISH = _MINE.where(
    sa.or_(
        _lease.c.wanted_at.is_(None),
        _lease.c.wanted_at <= sa.bindparam("_begun", type_=_lease.c.until.type),
    )
)
# SQLite says it in the same words.
_taking = insert(_lease)
_TAKE = _taking.on_conflict_do_update(
    index_elements=["name"],
    set_={"holder": _taking.excluded.holder, "until": _taking.excluded.until},
    where=sa.or_(
        _lease.c.until.is_(None),
        _lease.c.until <= sa.bindparam("_now", type_=_lease.c.until.type),
    ),
).returning(_lease.c.name)
