"""Errands: files to be fetched from Slack. Each is written with the press of the button that wants
it, and is done once something came of it, however often the program ends in between. Whoever
fetches it has put it off for as long: nobody else does so meanwhile, and where they end, another
begins."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from foi_bot.case import Case
from foi_bot.enclosures import Use
from store.tables import ErrandRow

_errand = ErrandRow.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Errand:
    """A file of a case to be fetched: for what, and who wants it."""

    id: int
    workspace: str
    case: str
    file: int
    use: Use
    by: str
    opaque: str
    attempts: int
    until: datetime
    """Until when it is ours."""

    @property
    def key(self) -> str:
        """The key of the delivery in which something comes of it."""
        return f"errand:{self.opaque}"


def put(connection: Connection, case: Case, file: int, use: Use, by: str, now: datetime) -> None:
    """A file is wanted."""
    whose = {"workspace_id": case.workspace, "case_id": case.id, "by": by}
    what = {"file": file, "use": str(use), "opaque": secrets.token_hex(8)}
    connection.execute(_PUT, {**whose, **what, "attempts": 0, "due_at": now})


def take(connection: Connection, now: datetime, lasts: timedelta) -> Errand | None:
    """What was wanted first of all that can be fetched now: it is ours for so long."""
    row = connection.execute(_DUE, {"now": now}).first()
    if row is None:
        return None
    until = now + lasts
    connection.execute(_PUT_OFF, {"_id": row.id, "_until": row.due_at, "due_at": until})
    what = (row.file, Use(row.use), row.by, row.opaque, row.attempts)
    return Errand(row.id, row.workspace_id, row.case_id, *what, until)


def next_due(connection: Connection) -> datetime | None:
    """When something can next be fetched; None when nothing is wanted."""
    found = connection.execute(_NEXT_DUE).scalar_one()
    return found if found is None or isinstance(found, datetime) else None


def put_off(connection: Connection, errand: Errand, until: datetime) -> None:
    """Slack did not give the file now: try again then. Nothing where another has it by now."""
    again = {"due_at": until, "attempts": errand.attempts + 1}
    connection.execute(_PUT_OFF, {**_as_taken(errand), **again})


def done(connection: Connection, errand: Errand) -> None:
    """Something came of it."""
    connection.execute(_DONE, {"_id": errand.id})


def _as_taken(errand: Errand) -> dict[str, object]:
    return {"_id": errand.id, "_until": errand.until}


_PUT = sa.insert(_errand)
_DUE = (
    sa.select(_errand)
    .where(_errand.c.due_at <= sa.bindparam("now"))
    .order_by(_errand.c.due_at, _errand.c.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_NEXT_DUE = sa.select(sa.func.min(_errand.c.due_at))
_PUT_OFF = sa.update(_errand).where(
    _errand.c.id == sa.bindparam("_id"),
    _errand.c.due_at == sa.bindparam("_until", type_=_errand.c.due_at.type),
)
_DONE = sa.delete(_errand).where(_errand.c.id == sa.bindparam("_id"))
