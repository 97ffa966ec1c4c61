"""What follows for Slack when a database is put back to an earlier moment.

Slack is not put back with it. A message that was still to be posted then may stand in its thread by
now, so it is looked for before it is posted, as after a lost reply. What people act on is shown
afresh, as the case stands in this database. And each open case's thread is told, because what was
recorded since is recorded no more.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from foi_bot.case import Ending, State
from foi_bot.casework.outgoing import CARD, Kind, findings, question, verdict
from store import lanes
from store.tables import AskingRow, AuditRow, CaseRow, DraftRow, OutgoingRow

_outgoing = OutgoingRow.__table__  # type: ignore[attr-defined]
_case = CaseRow.__table__  # type: ignore[attr-defined]
_asking = AskingRow.__table__  # type: ignore[attr-defined]
_draft = DraftRow.__table__  # type: ignore[attr-defined]
_audit = AuditRow.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Settled:
    """How many messages are looked for before they are posted, how many are shown afresh, and how
    many threads are told."""

    looked_for: int
    shown_afresh: int
    told: int


def settle(
    connection: Connection, notice: Mapping[str, Any], last: datetime, now: datetime
) -> Settled:
    """Make a database that was put back ready for a Slack that was not.

    `notice` is what the thread of each open case is told, as plain data of a
    `casework.decision.Notice`. All that is to be shown is due since `last`, when the database's
    last entry was made: before anything new.
    """
    looked_for = _look_first(connection)
    shown_afresh = _show_afresh(connection, last)
    name = f"put-back:{now.timestamp():.6f}"
    told = _tell(connection, notice, name, last)
    lanes.look_everywhere(connection)
    return Settled(looked_for, shown_afresh, told)


def _look_first(connection: Connection) -> int:
    """Whatever is still to be posted may have been, at any time since the case's last entry: mark
    it as a post without a reply. What is found is then brought up to date: nobody knows which
    state of the case it shows."""
    last = (
        sa.select(sa.func.max(_audit.c.at))
        .where(_of(_audit))
        .correlate(_outgoing)
        .scalar_subquery()
    )
    waiting = connection.execute(
        sa.select(_outgoing.c.id, _outgoing.c.kind, _outgoing.c.step, last.label("last")).where(
            _outgoing.c.due_at.is_not(None), _outgoing.c.ts.is_(None)
        )
    ).all()
    changed = [
        {
            "_id": row.id,
            "step": json.dumps(_asked(row.kind, json.loads(row.step or "{}"), row.last)),
        }
        for row in waiting
    ]
    if changed:
        connection.execute(_STEP, changed)
    return len(changed)


def _asked(kind: str, step: dict[str, Any], last: datetime) -> dict[str, Any]:
    step = {**step, "asked": step.get("asked") or last.timestamp()}
    if kind != Kind.FILE:
        return {**step, "wanted": 0}
    # A file whose id is known is asked for by it, another is looked for by its name.
    return {**step, "at": "completing" if "file" in step else "lost"}


def _show_afresh(connection: Connection, due: datetime) -> int:
    """What people act on in the open cases: their cards, open questions and newest drafts."""
    askings = sa.select(_asking.c.workspace_id, _asking.c.case_id, _asking.c.no).where(
        _asking.c.ending == str(Ending.OPEN)
    )
    drafts = sa.select(
        _draft.c.workspace_id, _draft.c.case_id, sa.func.max(_draft.c.no).label("no")
    ).group_by(_draft.c.workspace_id, _draft.c.case_id)
    acted_on = {
        *(
            (row.workspace_id, row.case_id, question(row.no).name)
            for row in connection.execute(askings)
        ),
        *(
            (row.workspace_id, row.case_id, intent.name)
            for row in connection.execute(drafts)
            for intent in (findings(row.no), verdict(row.no))
        ),
    }
    shown = connection.execute(
        sa.select(_outgoing.c.id, _outgoing.c.workspace_id, _outgoing.c.case_id, _outgoing.c.name)
        .join(_case, _of_case)
        .where(
            _open,
            _outgoing.c.kind == str(Kind.SURFACE),
            _outgoing.c.ts.is_not(None),
            _outgoing.c.due_at.is_(None),
        )
    )
    again = [
        {"_id": row.id, "due_at": due}
        for row in shown
        if row.name == CARD or (row.workspace_id, row.case_id, row.name) in acted_on
    ]
    if again:
        connection.execute(_AGAIN, again)
    return len(again)


def _tell(connection: Connection, notice: Mapping[str, Any], name: str, due: datetime) -> int:
    """One post for each open case."""
    cases = connection.execute(
        sa.select(_case.c.workspace_id, _case.c.id, _case.c.channel_id).where(_open)
    )
    posts = list(_posts(cases, notice, name, due))
    if posts:
        connection.execute(sa.insert(_outgoing), posts)
    return len(posts)


def _posts(
    cases: Iterable[sa.Row[Any]], notice: Mapping[str, Any], name: str, due: datetime
) -> Iterator[dict[str, Any]]:
    args = json.dumps(dict(notice), ensure_ascii=False)
    for case in cases:
        yield {
            "workspace_id": case.workspace_id,
            "channel_id": case.channel_id,
            "case_id": case.id,
            "name": name,
            "kind": str(Kind.POST),
            "view": "notice",
            "args": args,
            "wanted": 1,
            "shown": 0,
            "opaque": secrets.token_hex(8),
            "attempts": 0,
            "due_at": due,
        }


def _of(table: Any) -> sa.ColumnElement[bool]:
    return sa.and_(
        table.c.workspace_id == _outgoing.c.workspace_id, table.c.case_id == _outgoing.c.case_id
    )


_of_case = sa.and_(
    _case.c.workspace_id == _outgoing.c.workspace_id, _case.c.id == _outgoing.c.case_id
)
_open = _case.c.state.not_in((str(State.CLOSED), str(State.ANSWERED)))
_STEP = sa.update(_outgoing).where(_outgoing.c.id == sa.bindparam("_id"))
_AGAIN = (
    sa.update(_outgoing)
    .where(_outgoing.c.id == sa.bindparam("_id"))
    .values(wanted=_outgoing.c.wanted + 1, due_at=sa.bindparam("due_at"))
)
