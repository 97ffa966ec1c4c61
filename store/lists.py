"""Lists: cases as lines of a list, found by reference, channel or thread without reading any other
row, however many there are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from foi_bot.case import State
from foi_bot.letter.house import House
from store.tables import CaseRow

_case = CaseRow.__table__  # type: ignore[attr-defined]
_is_open = _case.c.state.in_([s for s in State if s not in (State.ANSWERED, State.CLOSED)])
"""In such a case something is left to be done. Said by what it is, not by what it is not: an index
finds the one and not the other."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list of cases."""

    id: str
    reference: str
    officer: str
    state: str
    due: date | None
    channel: str
    thread: str | None


_LINE = sa.select(
    _case.c.id,
    _case.c.reference,
    _case.c.officer,
    _case.c.state,
    _case.c.due,
    _case.c.channel_id,
    _case.c.thread_ts,
)


def list_open(
    connection: Connection, workspace: str, limit: int, channels: Collection[str] | None = None
) -> tuple[Listed, ...]:
    """The open cases, in these channels or in all: the one due first at the head, those whose time
    stands still at the end."""
    query = _LINE.where(_case.c.workspace_id == workspace, _is_open)
    if channels is not None:
        query = query.where(_case.c.channel_id.in_(channels))
    query = query.order_by(_case.c.due.is_(None), _case.c.due, _case.c.reference).limit(limit)
    return tuple(Listed(*row) for row in connection.execute(query))


def open_channels(connection: Connection, workspace: str) -> tuple[str, ...]:
    """The channels in which there is an open case."""
    # With its states: so the index on them is in the order that DISTINCT wants.
    query = sa.select(_case.c.state, _case.c.channel_id).distinct()
    found = connection.execute(query.where(_case.c.workspace_id == workspace, _is_open))
    return tuple(sorted({row.channel_id for row in found}))


def find_reference(connection: Connection, workspace: str, reference: str) -> Listed | None:
    """The case with this reference, however it is typed as to capitals."""
    query = _LINE.where(_case.c.workspace_id == workspace, _case.c.folded == folded(reference))
    row = connection.execute(query).first()
    return Listed(*row) if row else None


def folded(reference: str) -> str:
    """A reference as it is compared with others."""
    return reference.upper()


def workspaces(connection: Connection) -> tuple[str, ...]:
    """Every workspace that has a case."""
    return tuple(_each(connection, _case.c.workspace_id))


@dataclass(frozen=True, slots=True)
class OpenThread:
    """The thread of an open case."""

    workspace: str
    case: str
    channel: str
    ts: str


def list_threads(connection: Connection) -> tuple[OpenThread, ...]:
    """The threads of all open cases, oldest first."""
    query = sa.select(
        _case.c.workspace_id, _case.c.id, _case.c.channel_id, _case.c.thread_ts, _case.c.opened_at
    ).where(_is_open, _case.c.thread_ts.is_not(None))
    found = [
        row
        for workspace in workspaces(connection)
        for row in connection.execute(query.where(_case.c.workspace_id == workspace))
    ]
    return tuple(OpenThread(*row[:4]) for row in sorted(found, key=lambda row: row.opened_at))


def list_without_pack(
    connection: Connection, houses: Mapping[str, House]
) -> tuple[tuple[str, str], ...]:
    """(reference, house) of every case that is not closed and whose house pack is not installed."""
    gone = [house for house in _each(connection, _case.c.house) if house not in houses]
    query = sa.select(_case.c.reference, _case.c.house).where(
        _case.c.house.in_(gone), _case.c.state != "closed"
    )
    return tuple((row.reference, row.house) for row in connection.execute(query)) if gone else ()


def _each(connection: Connection, column: sa.Column[str]) -> Iterator[str]:
    """The values of a column, each once. An index that begins with it is gone through from one
    value to the next, which DISTINCT does on neither database: it reads every row's entry."""
    first = sa.select(sa.func.min(column))
    value = connection.execute(first).scalar_one()
    while value is not None:
        yield value
        value = connection.execute(first.where(column > value)).scalar_one()
