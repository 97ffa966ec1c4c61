"""How much waits in the database, for whoever watches the program. Cheap: each number is read from
an index, or from a table that is empty as a rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from store.tables import FailedRow, OutgoingRow, ParkedRow

_outgoing = OutgoingRow.__table__  # type: ignore[attr-defined]
_parked = ParkedRow.__table__  # type: ignore[attr-defined]
_failed = FailedRow.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Depths:
    """`unsent` messages are not shown as they should be, the most overdue since `oldest_due`;
    `parked` deliveries wait for a message; `failed` deliveries were given up or wait for Slack to
    bring them again."""

    unsent: int
    oldest_due: datetime | None
    parked: int
    failed: int


def depths(connection: Connection) -> Depths:
    """What waits now, in all workspaces."""
    row = connection.execute(_DEPTHS).one()
    return Depths(row.unsent, row.oldest_due, row.parked, row.failed)


def _count(table: sa.Table) -> sa.ScalarSelect[int]:
    return sa.select(sa.func.count()).select_from(table).scalar_subquery()


_is_unsent = _outgoing.c.due_at.is_not(None)
_DEPTHS = sa.select(
    sa.select(sa.func.count())
    .select_from(_outgoing)
    .where(_is_unsent)
    .scalar_subquery()
    .label("unsent"),
    sa.select(sa.func.min(_outgoing.c.due_at, type_=_outgoing.c.due_at.type))
    .where(_is_unsent)
    .scalar_subquery()
    .label("oldest_due"),
    _count(_parked).label("parked"),
    _count(_failed).label("failed"),
)
