"""Errands: files to be fetched from Slack. Each is written with the press of the button that wants
it, and is done once something came of it, however often the program ends in between."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

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

    @property
    def key(self) -> str:
        """The key of the delivery in which something comes of it."""
        return f"errand:{self.opaque}"


def put(connection: Connection, case: Case, file: int, use: Use, by: str, now: datetime) -> None:
    """A file is wanted."""
    whose = {"workspace_id": case.workspace, "case_id": case.id, "by": by}
    what = {"file": file, "use": str(use), "opaque": secrets.token_hex(8)}
    connection.execute(_PUT, {**whose, **what, "attempts": 0, "due_at": now})


def due(connection: Connection, now: datetime) -> tuple[Errand, ...]:
    """What can be fetched now, in the order in which it was wanted."""
    return tuple(
        Errand(
            row.id,
            row.workspace_id,
            row.case_id,
            row.file,
            Use(row.use),
            row.by,
            row.opaque,
            row.attempts,
        )
        for row in connection.execute(_DUE, {"now": now})
    )


def next_due(connection: Connection) -> datetime | None:
    """When something can next be fetched; None when nothing is wanted."""
    found = connection.execute(_NEXT_DUE).scalar_one()
    return found if found is None or isinstance(found, datetime) else None


def put_off(connection: Connection, errand: Errand, until: datetime) -> None:
    """Slack did not give the file now: try again then."""
    again = {"due_at": until, "attempts": errand.attempts + 1}
    connection.execute(_PUT_OFF, {"_id": errand.id, **again})


def done(connection: Connection, errand: Errand) -> None:
    """Something came of it."""
    connection.execute(_DONE, {"_id": errand.id})


_PUT = sa.insert(_errand)
_DUE = sa.select(_errand).where(_errand.c.due_at <= sa.bindparam("now")).order_by(_errand.c.id)
_NEXT_DUE = sa.select(sa.func.min(_errand.c.due_at))
_PUT_OFF = sa.update(_errand).where(_errand.c.id == sa.bindparam("_id"))
_DONE = sa.delete(_errand).where(_errand.c.id == sa.bindparam("_id"))
