"""Deliveries: the keys under which Slack's repetitions are recognised, and events that failed."""

from __future__ import annotations

import json
from dataclasses import dataclass
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
    that went well after all; how many keys there were. What was lost stays, for whoever mends it,
    and so does which marks were refused.
    """
    connection.execute(
        sa.delete(_failed).where(
            sa.exists().where(
                _delivery.c.workspace_id == _failed.c.workspace_id,
                _delivery.c.key == _failed.c.key,
            )
        )
    )
    old = sa.delete(_delivery).where(_delivery.c.at < before, _delivery.c.key.not_like("refused:%"))
    return connection.execute(old).rowcount


@dataclass(frozen=True, slots=True)
class RefusedMark:
    """A mark that did not count when it was made, and stands in Slack all the same. It must not
    come to count later without anybody's doing: whoever means it takes it away and makes it anew.
    """

    case: str
    draft: int
    mark: str
    by: str

    @property
    def key(self) -> str:
        """Under which it is kept among the deliveries."""
        return f"refused:{self.case}:{self.draft}:{self.mark}:{self.by}"


def remember_refused(
    connection: Connection, workspace: str, mark: RefusedMark, now: datetime
) -> None:
    """This mark was refused."""
    if answered(connection, workspace, mark.key) is None:
        accept(connection, workspace, mark.key, {}, now)


def forget_refused(connection: Connection, workspace: str, mark: RefusedMark) -> None:
    """This mark was taken away, or counts after all."""
    connection.execute(_FORGET, {"_workspace": workspace, "_key": mark.key})


def refused_marks(
    connection: Connection, workspace: str, case: str, draft: int
) -> tuple[RefusedMark, ...]:
    """The refused marks that stand on a draft."""
    begins = f"refused:{case}:{draft}:"
    keys = connection.execute(_REFUSED, {"workspace": workspace, "like": f"{begins}%"}).scalars()
    found = [key.removeprefix(begins).split(":") for key in keys]
    return tuple(RefusedMark(case, draft, mark, by) for mark, by in found)


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
_FORGET = sa.delete(_delivery).where(
    _delivery.c.workspace_id == sa.bindparam("_workspace"),
    _delivery.c.key == sa.bindparam("_key"),
)
_REFUSED = sa.select(_delivery.c.key).where(
    _delivery.c.workspace_id == sa.bindparam("workspace"),
    _delivery.c.key.like(sa.bindparam("like")),
)
