"""Files of a case: what is known of those dropped in its thread, and its enclosures' bytes."""

from __future__ import annotations

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.engine import Connection

from foi_bot.case import Case
from foi_bot.enclosures import Dropped, Enclosure
from store.tables import EnclosureRow

_enclosure = EnclosureRow.__table__  # type: ignore[attr-defined]

_DROPPED = TypeAdapter(tuple[Dropped, ...])
_ENCLOSURES = TypeAdapter(tuple[Enclosure, ...])


def dropped_in_json(dropped: tuple[Dropped, ...]) -> str:
    """The dropped files as their case's row keeps them."""
    return _DROPPED.dump_json(dropped, exclude_defaults=True).decode()


def dropped_from_json(stored: str) -> tuple[Dropped, ...]:
    """The dropped files that `dropped_in_json` wrote."""
    return _DROPPED.validate_json(stored)


def enclosures_in_json(enclosures: tuple[Enclosure, ...]) -> str:
    """The enclosures as their case's row keeps them."""
    return _ENCLOSURES.dump_json(enclosures, exclude_defaults=True).decode()


def enclosures_from_json(stored: str) -> tuple[Enclosure, ...]:
    """The enclosures that `enclosures_in_json` wrote."""
    return _ENCLOSURES.validate_json(stored)


def keep(connection: Connection, case: Case, no: int, content: bytes) -> None:
    """Keep the bytes of an enclosure."""
    row = {"workspace_id": case.workspace, "case_id": case.id, "no": no, "content": content}
    connection.execute(_KEEP, row)


def content(connection: Connection, workspace: str, case: str, no: int) -> bytes | None:
    """The bytes of an enclosure; None where they are not kept any more."""
    whose = {"_workspace_id": workspace, "_case_id": case, "_no": no}
    found = connection.execute(_CONTENT, whose).scalar_one_or_none()
    return None if found is None else bytes(found)


def forget(connection: Connection, case: Case, no: int) -> None:
    """Drop the bytes of an enclosure that never went out."""
    whose = {"_workspace_id": case.workspace, "_case_id": case.id, "_no": no}
    connection.execute(_FORGET, whose)


_this = sa.and_(*(column == sa.bindparam(f"_{column.name}") for column in _enclosure.primary_key))
_KEEP = sa.insert(_enclosure)
_CONTENT = sa.select(_enclosure.c.content).where(_this)
_FORGET = sa.delete(_enclosure).where(_this)
