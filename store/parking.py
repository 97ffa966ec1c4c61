"""Parked deliveries: those that came before Slack's answer to the message that they are about. They
wait for its timestamp, and are performed then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from store.tables import ParkedRow

_parked = ParkedRow.__table__  # type: ignore[attr-defined]


def park(
    connection: Connection, workspace: str, channel: str, key: str, body: str, now: datetime
) -> None:
    """Keep a delivery until the message that it is about has its timestamp."""
    row = {"workspace_id": workspace, "channel_id": channel, "key": key, "body": body, "at": now}
    connection.execute(sa.insert(_parked), row)


@dataclass(frozen=True, slots=True)
class Parked:
    """A delivery that waits: its row, and its body as it came."""

    id: int
    workspace: str
    channel: str
    body: str


def parked(connection: Connection, workspace: str, channel: str) -> tuple[Parked, ...]:
    """The parked deliveries of a channel, oldest first."""
    rows = connection.execute(_PARKED, {"workspace": workspace, "channel": channel})
    return tuple(Parked(row.id, row.workspace_id, row.channel_id, row.body) for row in rows)


def parked_in(connection: Connection) -> tuple[tuple[str, str], ...]:
    """Where deliveries are parked: (workspace, channel)."""
    query = sa.select(_parked.c.workspace_id, _parked.c.channel_id).distinct()
    return tuple((row.workspace_id, row.channel_id) for row in connection.execute(query))


def unpark(connection: Connection, one: Parked) -> None:
    """It was performed, or parked anew: it no longer waits."""
    connection.execute(sa.delete(_parked).where(_parked.c.id == one.id))


def drop_parked(connection: Connection, before: datetime) -> int:
    """Forget what waited longer than a message can take: it was about something else."""
    return connection.execute(sa.delete(_parked).where(_parked.c.at < before)).rowcount


_PARKED = (
    sa.select(_parked)
    .where(
        _parked.c.workspace_id == sa.bindparam("workspace"),
        _parked.c.channel_id == sa.bindparam("channel"),
    )
    .order_by(_parked.c.id)
)
