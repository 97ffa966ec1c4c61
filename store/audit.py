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
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import Connection

from foi_bot.casework import facts as f
from store.database import Database, take_time
from store.tables import AnchorRow, AuditRow, CaseRow

_case = CaseRow.__table__  # type: ignore[attr-defined]
_audit = AuditRow.__table__  # type: ignore[attr-defined]
_anchor = AnchorRow.__table__  # type: ignore[attr-defined]

START = "0" * 64
"""What the first entry of a chain is chained to."""

SETTLED = timedelta(hours=1)
"""How long after midnight a day is anchored: an entry is dated when its delivery comes in, and may
be written a moment later."""


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
        connection.execute(_APPEND, rows)


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
    take_time(connection)
    told = sa.select(_case.c.workspace_id, _case.c.id, _case.c.revision)
    lengths = {(row.workspace_id, row.id): row.revision for row in connection.execute(told)}
    query = sa.select(_audit).order_by(_audit.c.workspace_id, _audit.c.case_id, _audit.c.seq)
    rows = connection.execute(query, execution_options=_BY_THE_THOUSAND)
    for whose, entries in groupby(rows, key=lambda row: (row.workspace_id, row.case_id)):
        seq, previous = 0, START
        for row in entries:
            yield from _wrong_with(row, seq + 1, previous)
            seq, previous = row.seq, row.hash
        # A chain that lost its end verifies in itself, but the case knows how long it was.
        yield from _wrong_length(whose[1], seq, lengths.pop(whose, 0))
    for (_, case), length in lengths.items():
        yield from _wrong_length(case, 0, length)
    yield from _wrong_anchors(connection)


def settled(now: datetime) -> date:
    """The last day, in UTC, before which no more entries will be dated."""
    return (now - SETTLED).astimezone(UTC).date()


def anchor(database: Database, workspace: str, day: date) -> str:
    """Write the anchor of a day that has settled, unless it stands already; its hash.

    An anchor is over the heads of all chains as the day began. It stands in a chain of anchors, so
    that neither can a whole case's chain be written anew nor an anchor be left out. Nobody waits
    for a million heads to be read: what is written then is one row. Raises UnavailableError.
    """
    with database.reading() as connection:
        standing = connection.execute(
            sa.select(_anchor.c.hash).where(
                _anchor.c.workspace_id == workspace, _anchor.c.day == day
            )
        ).scalar_one_or_none()
        if standing:
            return str(standing)
        sealed = _anchored(connection, workspace, day)
    # Each replica anchors every day: whoever is second finds that it has the same to say.
    with database.writing() as connection:
        connection.execute(_ANCHOR, {"workspace_id": workspace, "day": day, **sealed})
    return str(sealed["hash"])


def _anchored(connection: Connection, workspace: str, day: date) -> dict[str, str | int]:
    """What an anchor of a day says, from the chains."""
    take_time(connection)
    last = (
        sa.select(_anchor.c.hash)
        .where(_anchor.c.workspace_id == workspace, _anchor.c.day < day)
        .order_by(_anchor.c.day.desc())
        .limit(1)
    )
    previous = str(connection.execute(last).scalar_one_or_none() or START)
    sealer = _Sealer()
    heads = connection.execute(
        _HEADS,
        {"workspace": workspace, "before": _midnight(day)},
        execution_options=_BY_THE_THOUSAND,
    )
    for case, hash_ in heads:
        if hash_ is not None:
            sealer.add(case, hash_)
    return {"heads": sealer.count, "hash": sealer.sealed(previous, day), "previous": previous}


class _Sealer:
    """Seals the heads of chains, which are added in the order of their cases' ids."""

    def __init__(self) -> None:
        self.count = 0
        self._over = sha256()

    def add(self, case: str, hash_: str) -> None:
        self.count += 1
        self._over.update(f"{case}:{hash_};".encode())

    def sealed(self, previous: str, day: date) -> str:
        told = f"{previous}{day.isoformat()}{self.count}{self._over.hexdigest()}"
        return sha256(told.encode()).hexdigest()


class _Heads:
    """The head of each case's chain, as far as entries were added."""

    def __init__(self) -> None:
        self._heads: dict[str, tuple[int, str]] = {}

    def add(self, case: str, seq: int, hash_: str) -> None:
        # Clocks are set back, so the latest entry need not be the last.
        self._heads[case] = max(self._heads.get(case, (0, "")), (seq, hash_))

    @property
    def count(self) -> int:
        return len(self._heads)

    def sealed(self, previous: str, day: date) -> str:
        sealer = _Sealer()
        for case, (_, hash_) in sorted(self._heads.items()):
            sealer.add(case, hash_)
        return sealer.sealed(previous, day)


def _entries(workspace: str, before: datetime) -> sa.Select[tuple[Any, ...]]:
    return (
        sa.select(_audit.c.case_id, _audit.c.seq, _audit.c.at, _audit.c.hash)
        .where(_audit.c.workspace_id == workspace, _audit.c.at < before)
        .order_by(_audit.c.at)
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _head(connection: Connection, workspace: str, case: str) -> str:
    return str(connection.execute(_HEAD, {"workspace": workspace, "case": case}).scalar_one())


_HEAD = (
    sa.select(_audit.c.hash)
    .where(
        _audit.c.workspace_id == sa.bindparam("workspace"),
        _audit.c.case_id == sa.bindparam("case"),
    )
    .order_by(_audit.c.seq.desc())
    .limit(1)
)
_latest = (
    sa.select(_audit.c.hash)
    .where(
        _audit.c.workspace_id == _case.c.workspace_id,
        _audit.c.case_id == _case.c.id,
        _audit.c.at < sa.bindparam("before"),
    )
    # Clocks are set back, so the latest entry need not be the last.
    .order_by(_audit.c.seq.desc())
    .limit(1)
    .scalar_subquery()
)
_HEADS = (
    sa.select(_case.c.id, _latest.label("hash"))
    .where(_case.c.workspace_id == sa.bindparam("workspace"))
    # By its bytes: a server sorts text as its country does, and anchors must be the same anywhere.
    .order_by(sa.cast(_case.c.id, sa.LargeBinary))
)
"""The head of each case's chain as a day began, from as many looks at the chains as there are cases
and not from all entries."""
_APPEND = sa.insert(_audit)
# PostgreSQL's INSERT is said to SQLite in the same words.
_ANCHOR = insert(_anchor).on_conflict_do_nothing()
_BY_THE_THOUSAND = {"yield_per": 1000}
"""A server would else send all rows before the first is looked at."""


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


def _wrong_length(case: str, length: int, told: int) -> Iterator[Broken]:
    if length != told:
        yield Broken(case, length, f"the chain ends here, but the case has {told} entries")


def _wrong_anchors(connection: Connection) -> Iterator[Broken]:
    query = sa.select(_anchor).order_by(_anchor.c.workspace_id, _anchor.c.day)
    anchors = connection.execute(query).all()
    for workspace, of_workspace in groupby(anchors, key=lambda row: row.workspace_id):
        days = list(of_workspace)
        query = _entries(workspace, _midnight(days[-1].day))
        entries = connection.execute(query, execution_options=_BY_THE_THOUSAND)
        yield from _wrong_days(days, iter(entries))


def _wrong_days(
    days: list[sa.Row[tuple[Any, ...]]], entries: Iterator[sa.Row[tuple[Any, ...]]]
) -> Iterator[Broken]:
    """The anchors that do not match, in one walk over all entries as they were made."""
    heads, previous = _Heads(), START
    entry = next(entries, None)
    for row in days:
        while entry is not None and entry.at < _midnight(row.day):
            heads.add(entry.case_id, entry.seq, entry.hash)
            entry = next(entries, None)
        told = (row.heads, row.previous, row.hash)
        if told != (heads.count, previous, heads.sealed(previous, row.day)):
            yield Broken("", 0, f"the anchor of {row.day.isoformat()} does not match the chains")
        previous = row.hash


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
