"""The audit chain: append-only, one hash chain per case, a daily anchor over all heads.

FOIA s77 makes altering a record to defeat a request an offence, so every fact is sealed as it is
written. An entry's hash covers its place, its kind, who and when, and a salted digest of the fact:
erasure can remove the fact and the salt, and the chain still verifies.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from foi_bot.casework import facts as f
from store.tables import AnchorRow, AuditRow

_audit = AuditRow.__table__  # type: ignore[attr-defined]
_anchor = AnchorRow.__table__  # type: ignore[attr-defined]

START = "0" * 64
"""What the first entry of a chain is chained to."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A place where a chain does not verify."""

    case: str
    seq: int
    what: str


def append(
    connection: Connection,
    workspace: str,
    case: str,
    after: int,
    facts: Iterable[f.Fact],
    by: str,
    at: datetime,
) -> None:
    """Seal these facts at the end of the case's chain, whose last entry has number `after`.

    The primary key refuses a second entry with the same number, so two writers cannot fork a chain.
    """
    previous = _head(connection, workspace, case) if after else START
    rows = []
    for seq, fact in enumerate(facts, start=after + 1):
        kind, text, salt = type(fact).__name__, f.to_json(fact).decode(), secrets.token_hex(16)
        digest = _digest(salt, text)
        hash_ = _hash(previous, workspace, case, seq, kind, by, at, digest)
        rows.append(
            {
                "workspace_id": workspace,
                "case_id": case,
                "seq": seq,
                "kind": kind,
                "at": at,
                "by": by,
                "fact": text,
                "salt": salt,
                "digest": digest,
                "previous": previous,
                "hash": hash_,
            }
        )
        previous = hash_
    if rows:
        connection.execute(sa.insert(_audit), rows)


def facts_of(connection: Connection, workspace: str, case: str) -> Iterator[f.Fact]:
    """The facts of an unerased case, in order."""
    query = (
        sa.select(_audit.c.kind, _audit.c.fact)
        .where(_audit.c.workspace_id == workspace, _audit.c.case_id == case)
        .order_by(_audit.c.seq)
    )
    for row in connection.execute(query):
        yield f.from_json(row.kind, row.fact)


def verify(connection: Connection) -> Iterator[Broken]:
    """Every place where a chain or an anchor does not verify; nothing where all is well."""
    query = sa.select(_audit).order_by(_audit.c.workspace_id, _audit.c.case_id, _audit.c.seq)
    last: tuple[str, str, int, str] = ("", "", 0, START)
    for row in connection.execute(query).yield_per(1000):
        same = last[:2] == (row.workspace_id, row.case_id)
        seq, previous = (last[2] + 1, last[3]) if same else (1, START)
        yield from _wrong_with(row, seq, previous)
        last = (row.workspace_id, row.case_id, row.seq, row.hash)
    yield from _wrong_anchors(connection)


def anchor(connection: Connection, workspace: str, day: date) -> str:
    """Write the day's anchor, unless it stands already, and return its hash."""
    standing = connection.execute(
        sa.select(_anchor.c.hash).where(_anchor.c.workspace_id == workspace, _anchor.c.day == day)
    ).scalar_one_or_none()
    if standing:
        return str(standing)
    heads, over = _heads(connection, workspace, datetime(day.year, day.month, day.day, tzinfo=UTC))
    previous = (
        connection.execute(
            sa.select(_anchor.c.hash)
            .where(_anchor.c.workspace_id == workspace, _anchor.c.day < day)
            .order_by(_anchor.c.day.desc())
            .limit(1)
        ).scalar_one_or_none()
        or START
    )
    hash_ = sha256(f"{previous}{day.isoformat()}{heads}{over}".encode()).hexdigest()
    connection.execute(
        sa.insert(_anchor),
        {
            "workspace_id": workspace,
            "day": day,
            "heads": heads,
            "hash": hash_,
            "previous": previous,
        },
    )
    return hash_


def _head(connection: Connection, workspace: str, case: str) -> str:
    query = (
        sa.select(_audit.c.hash)
        .where(_audit.c.workspace_id == workspace, _audit.c.case_id == case)
        .order_by(_audit.c.seq.desc())
        .limit(1)
    )
    return str(connection.execute(query).scalar_one())


def _heads(connection: Connection, workspace: str, before: datetime) -> tuple[int, str]:
    """How many chains there were before that moment, and one hash over their heads then."""
    newest = (
        sa.select(_audit.c.case_id, sa.func.max(_audit.c.seq).label("seq"))
        .where(_audit.c.workspace_id == workspace, _audit.c.at < before)
        .group_by(_audit.c.case_id)
        .subquery()
    )
    query = (
        sa.select(_audit.c.case_id, _audit.c.hash)
        .join(
            newest,
            sa.and_(_audit.c.case_id == newest.c.case_id, _audit.c.seq == newest.c.seq),
        )
        .where(_audit.c.workspace_id == workspace)
        .order_by(_audit.c.case_id)
    )
    count, over = 0, sha256()
    for row in connection.execute(query):
        count += 1
        over.update(f"{row.case_id}:{row.hash};".encode())
    return count, over.hexdigest()


def _wrong_with(row: sa.Row[tuple[object, ...]], seq: int, previous: str) -> Iterator[Broken]:
    whose = row.case_id
    if row.seq != seq:
        yield Broken(whose, row.seq, f"entry {seq} is missing")
    elif row.previous != previous:
        yield Broken(whose, row.seq, "it does not continue the entry before it")
    sealed = _hash(
        row.previous, row.workspace_id, whose, row.seq, row.kind, row.by, row.at, row.digest
    )
    if sealed != row.hash:
        yield Broken(whose, row.seq, "its hash does not match what it says")
    if row.fact is not None and _digest(row.salt, row.fact) != row.digest:
        yield Broken(whose, row.seq, "its fact was altered")


def _wrong_anchors(connection: Connection) -> Iterator[Broken]:
    previous: dict[str, str] = {}
    query = sa.select(_anchor).order_by(_anchor.c.workspace_id, _anchor.c.day)
    for row in connection.execute(query).all():
        before = datetime(row.day.year, row.day.month, row.day.day, tzinfo=UTC)
        heads, over = _heads(connection, row.workspace_id, before)
        told = previous.get(row.workspace_id, START)
        hash_ = sha256(f"{told}{row.day.isoformat()}{heads}{over}".encode()).hexdigest()
        if (row.heads, row.hash) != (heads, hash_):
            yield Broken("", 0, f"the anchor of {row.day.isoformat()} does not match the chains")
        previous[row.workspace_id] = row.hash


def _digest(salt: str, fact: str) -> str:
    return sha256(f"{salt}{fact}".encode()).hexdigest()


def _hash(
    previous: str,
    workspace: str,
    case: str,
    seq: int,
    kind: str,
    by: str,
    at: datetime,
    digest: str,
) -> str:
    told = [previous, workspace, case, seq, kind, by, at.astimezone(UTC).isoformat(), digest]
    return sha256(json.dumps(told).encode()).hexdigest()
