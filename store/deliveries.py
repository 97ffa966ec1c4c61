"""Deliveries: the keys under which Slack's repetitions are recognised, and events that failed."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from store.tables import DeliveryRow, FailedRow

_delivery = DeliveryRow.__table__  # type: ignore[attr-defined]
_failed = FailedRow.__table__  # type: ignore[attr-defined]


def answered(connection: Connection, workspace: str, key: str) -> dict[str, Any] | None:
    """What a delivery with this key was acknowledged with; None if it is new."""
    whose = {"workspace": workspace, "key": key}
    found = connection.execute(_ANSWER, whose).scalar_one_or_none()
    return None if found is None else dict(json.loads(found))


def accept(
    connection: Connection, workspace: str, key: str, answer: dict[str, Any], now: datetime
) -> None:
    """Remember that this delivery was accepted. The primary key refuses a second one."""
    row = {"workspace_id": workspace, "key": key, "at": now, "answer": json.dumps(answer)}
    connection.execute(_ACCEPT, row)


def forget(connection: Connection, before: datetime) -> int:
    """Drop keys older than anything that Slack could still repeat, and the failures of deliveries
    that went well after all; how many keys there were. What was lost stays, for whoever mends it.
    """
    connection.execute(
        sa.delete(_failed).where(
            sa.exists().where(
                _delivery.c.workspace_id == _failed.c.workspace_id,
                _delivery.c.key == _failed.c.key,
            )
        )
    )
    return connection.execute(sa.delete(_delivery).where(_delivery.c.at < before)).rowcount


def failed(
    connection: Connection, workspace: str, key: str, error: str, body: str, now: datetime
) -> int:
    """Keep a delivery that failed, and say how often it has failed now."""
    whose = (_failed.c.workspace_id == workspace, _failed.c.key == key)
    before = connection.execute(sa.select(_failed.c.attempts).where(*whose)).scalar_one_or_none()
    attempts = int(before or 0) + 1
    row = {"at": now, "attempts": attempts, "error": error, "body": body}
    if before is None:
        connection.execute(sa.insert(_failed), {"workspace_id": workspace, "key": key, **row})
    else:
        connection.execute(sa.update(_failed).where(*whose).values(**row))
    return attempts


# Made once: to build a statement takes several times as long as to run it.
_ANSWER = sa.select(_delivery.c.answer).where(
    _delivery.c.workspace_id == sa.bindparam("workspace"), _delivery.c.key == sa.bindparam("key")
)
_ACCEPT = sa.insert(_delivery)
