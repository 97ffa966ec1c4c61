"""Deliveries: the keys under which Slack's repetitions are recognised, and events that failed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import Connection

from store.tables import DeliveryRow, FailedRow

_delivery = DeliveryRow.__table__  # type: ignore[attr-defined]
_failed = FailedRow.__table__  # type: ignore[attr-defined]

NOTHING: Mapping[str, Any] = {}
"""An acknowledgement that says nothing."""


def answered(connection: Connection, workspace: str, key: str) -> dict[str, Any] | None:
    """What a delivery with this key was acknowledged with; None if it is new."""
    whose = {"workspace": workspace, "key": key}
    found = connection.execute(_ANSWER, whose).scalar_one_or_none()
    return None if found is None else dict(json.loads(found))


def accept(
    connection: Connection,
    workspace: str,
    key: str,
    now: datetime,
    answer: Mapping[str, Any] = NOTHING,
) -> bool:
    """Accept this delivery; False where it was accepted before. One that another replica is dealing
    with at this moment is waited for. To be done before a case is locked, so that two replicas that
    got the same delivery wait for each other in one order.
    """
    row = {"workspace_id": workspace, "key": key, "at": now, "answer": json.dumps(dict(answer))}
    return connection.execute(_ACCEPT, row).first() is not None


def leave(connection: Connection, workspace: str, key: str) -> None:
    """It was accepted, and is to come again all the same: to be mended, or from where it waits."""
    connection.execute(_FORGET, {"_workspace": workspace, "_key": key})


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
    accept(connection, workspace, mark.key, now)


def forget_refused(connection: Connection, workspace: str, mark: RefusedMark) -> None:
    """This mark was taken away, or counts after all."""
    leave(connection, workspace, mark.key)


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
    row = {"workspace_id": workspace, "key": key, "at": now, "error": error, "body": body}
    return int(connection.execute(_FAILED, {**row, "attempts": 1}).scalar_one())


# Made once: to build a statement takes several times as long as to run it. PostgreSQL's INSERT is
# said to SQLite in the same words.
_ANSWER = sa.select(_delivery.c.answer).where(
    _delivery.c.workspace_id == sa.bindparam("workspace"), _delivery.c.key == sa.bindparam("key")
)
_ACCEPT = insert(_delivery).on_conflict_do_nothing().returning(_delivery.c.key)
_FORGET = sa.delete(_delivery).where(
    _delivery.c.workspace_id == sa.bindparam("_workspace"),
    _delivery.c.key == sa.bindparam("_key"),
)
_REFUSED = sa.select(_delivery.c.key).where(
    _delivery.c.workspace_id == sa.bindparam("workspace"),
    _delivery.c.key.like(sa.bindparam("like")),
)
_failing = insert(_failed)
_FAILED = _failing.on_conflict_do_update(
    index_elements=list(_failed.primary_key),
    set_={
        "attempts": _failed.c.attempts + 1,
        **{name: _failing.excluded[name] for name in ("at", "error", "body")},
    },
).returning(_failed.c.attempts)
