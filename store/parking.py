"""Parked deliveries: those that came before Slack's answer to the message that they are about. They
wait for its timestamp, and are performed then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import Connection

from store.tables import ParkedRow

_parked = ParkedRow.__table__  # type: ignore[attr-defined]


def park(
    connection: Connection, workspace: str, channel: str, key: str, body: str, now: datetime
) -> None:
    """Keep a delivery until the message that it is about has its timestamp. However often it is
    parked, it waits once."""
    row = {"workspace_id": workspace, "channel_id": channel, "key": key, "body": body, "at": now}
    connection.execute(_PARK, {**row, "times": 1})


@dataclass(frozen=True, slots=True)
class Parked:
    """A delivery that waits: its row, and its body as it came."""

    id: int
    workspace: str
    channel: str
    body: str
    times: int


def parked(connection: Connection, workspace: str, channel: str) -> tuple[Parked, ...]:
    """The parked deliveries of a channel, oldest first."""
    rows = connection.execute(_PARKED, {"workspace": workspace, "channel": channel})
    return tuple(
        Parked(row.id, row.workspace_id, row.channel_id, row.body, row.times) for row in rows
    )


def parked_in(connection: Connection) -> tuple[tuple[str, str], ...]:
    """Where deliveries are parked: (workspace, channel)."""
    query = sa.select(_parked.c.workspace_id, _parked.c.channel_id).distinct()
    return tuple((row.workspace_id, row.channel_id) for row in connection.execute(query))


def unpark(connection: Connection, one: Parked) -> None:
    """It was performed, and no longer waits; unless it was parked anew since it was read, by us or
    by another replica."""
    connection.execute(
        sa.delete(_parked).where(_parked.c.id == one.id, _parked.c.times == one.times)
    )


def drop_parked(connection: Connection, before: datetime) -> int:
    """Forget what waited longer than a message can take: it was about something else."""
    return connection.execute(sa.delete(_parked).where(_parked.c.at < before)).rowcount


# SQLite says it in the same words.
_parking = insert(_parked)
_PARK = _parking.on_conflict_do_update(
    index_elements=["workspace_id", "key"],
    set_={"times": _parked.c.times + 1, "at": _parking.excluded.at},
)
_PARKED = (
    sa.select(_parked)
    .where(
        _parked.c.workspace_id == sa.bindparam("workspace"),
        _parked.c.channel_id == sa.bindparam("channel"),
    )
    .order_by(_parked.c.id)
)
