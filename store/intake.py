"""Requests on their way in: kept apart until a case is made, with what names the applicant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import Connection

from store.database import is_reading
from store.lists import folded
from store.tables import ApplicantRow, CaseRow, CounterRow, IntakeRow

_intake = IntakeRow.__table__  # type: ignore[attr-defined]
_applicant = ApplicantRow.__table__  # type: ignore[attr-defined]
_case = CaseRow.__table__  # type: ignore[attr-defined]
_counter = CounterRow.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Intake:
    """A request whose form is open. `case_id` is set once it is a case. Its `repr` tells nothing
    about the applicant: nobody knows where one is shown."""

    workspace_id: str
    id: str
    opener: str
    channel_id: str
    house: str
    original_text: str = field(repr=False)
    received: date | None
    applicant_name: str = field(repr=False)
    applicant_contact: str = field(repr=False)
    at: datetime
    case_id: str | None = None


def keep(connection: Connection, intake: Intake) -> None:
    """Keep what a form said so far; the same form sent again replaces it."""
    connection.execute(_KEEP, asdict(intake))


def find(connection: Connection, workspace: str, id_: str) -> Intake | None:
    """The intake with this id, or None. In a write it is locked until the transaction ends, so that
    it becomes one case."""
    query = _FIND if is_reading(connection) else _FIND.with_for_update()
    row = connection.execute(query, {"workspace": workspace, "id": id_}).one_or_none()
    return None if row is None else Intake(**row._mapping)


def became(connection: Connection, intake: Intake, case: str) -> None:
    """It is a case now: the applicant's details move to where the final letter finds them."""
    connection.execute(
        sa.insert(_applicant),
        {
            "workspace_id": intake.workspace_id,
            "case_id": case,
            "name": intake.applicant_name,
            "contact": intake.applicant_contact,
            "original_text": intake.original_text,
        },
    )
    connection.execute(
        sa.update(_intake)
        .where(_intake.c.workspace_id == intake.workspace_id, _intake.c.id == intake.id)
        .values(case_id=case, original_text="", applicant_name="", applicant_contact="")
    )


def applicant(connection: Connection, workspace: str, case: str) -> tuple[str, str]:
    """The applicant's name and contact, "" where they are not known: only to find them where they
    must not stand."""
    row = connection.execute(
        sa.select(_applicant.c.name, _applicant.c.contact).where(
            _applicant.c.workspace_id == workspace, _applicant.c.case_id == case
        )
    ).one_or_none()
    return ("", "") if row is None else (row.name, row.contact)


def forget(connection: Connection, before: datetime) -> int:
    """Drop forms that nobody came back to, and those that are cases by now."""
    return connection.execute(sa.delete(_intake).where(_intake.c.at < before)).rowcount


def next_reference(
    connection: Connection, workspace: str, house: str, year: int, made: Callable[[int], str]
) -> str:
    """The reference of a house's next case of this year; `made` makes one from a number.

    A number whose reference is taken is passed over: two houses may write theirs alike, and a
    pattern without the year begins again each January. The write lock keeps two cases apart; on
    PostgreSQL the counter's row does.
    """
    whose = {"workspace_id": workspace, "house": house, "year": year}
    while True:
        number = connection.execute(_COUNT, {**whose, "last": 1}).scalar_one()
        reference = made(number)
        taken = {"workspace": workspace, "folded": folded(reference)}
        if connection.execute(_TAKEN, taken).first() is None:
            return reference


# PostgreSQL's INSERT is said to SQLite in the same words.
_keeping = insert(_intake)
_KEEP = _keeping.on_conflict_do_update(
    index_elements=list(_intake.primary_key),
    set_={
        column.name: _keeping.excluded[column.name]
        for column in _intake.c
        if not column.primary_key
    },
)
_FIND = sa.select(_intake).where(
    _intake.c.workspace_id == sa.bindparam("workspace"), _intake.c.id == sa.bindparam("id")
)
_COUNT = (
    insert(_counter)
    .on_conflict_do_update(
        index_elements=list(_counter.primary_key), set_={"last": _counter.c.last + 1}
    )
    .returning(_counter.c.last)
)
_TAKEN = (
    sa.select(_case.c.id)
    .where(
        _case.c.workspace_id == sa.bindparam("workspace"),
        _case.c.folded == sa.bindparam("folded"),
    )
    .limit(1)
)
