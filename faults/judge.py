"""The judge: ledger, database, thread and audit chain, after everything was done to the program.

What people said and did (the ledger) must stand in the database once, in its order; what the
database has to show must stand in the thread once, in its order; the chain must verify and replay
to the rows; and the whole must read as the same play reads when nothing goes wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from faults.ledger import Ledger
from faults.people import CHANNEL, People
from foi_bot.case import Case
from foi_bot.casework import facts as f
from foi_bot.casework.fold import replay
from foi_bot.letter.house import House
from store import audit
from store import files as bytes_of
from store.database import Database
from store.load import load
from store.tables import CaseRow, ErrandRow, FailedRow, OutgoingRow, ParkedRow
from tests.slack_double.messages import Message

_case = CaseRow.__table__  # type: ignore[attr-defined]
_outgoing = OutgoingRow.__table__  # type: ignore[attr-defined]
_left_over = (
    FailedRow.__table__,  # type: ignore[attr-defined]
    ParkedRow.__table__,  # type: ignore[attr-defined]
    ErrandRow.__table__,  # type: ignore[attr-defined]
)


class Wrong(StrEnum):
    """What can be wrong after a play."""

    LOST = "lost"
    """Said or done, and not in the database."""
    DOUBLED = "doubled"
    """There twice: in the database, or in the thread."""
    MISSING = "missing"
    """In the database, and not in the thread."""
    DISORDERED = "out of order"
    CHAIN = "chain"
    """The audit chain does not verify, or does not replay to the rows."""
    DIFFERENT = "different"
    """Not as it comes to when nothing goes wrong."""
    FELL = "fell"
    """The program ended by itself, or an error came out of it that it does not know."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong."""

    wrong: Wrong
    what: str

    def __str__(self) -> str:
        return f"{self.wrong}: {self.what}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a play came to, to be held against the same play undisturbed."""

    thread: str
    facts: tuple[str, ...]
    drafts: tuple[str, ...]
    messages: int


def judged(
    people: People, database: Database, houses: Mapping[str, House], as_it_should: Outcome | None
) -> tuple[Outcome | None, list[Problem]]:
    """What the play came to, and everything that is wrong with it. Without `as_it_should` it is the
    undisturbed play itself."""
    with database.reading() as connection:
        cases = connection.execute(sa.select(_case.c.workspace_id, _case.c.id)).all()
        problems = list(_opened(people, len(cases)))
        if len(cases) != 1:
            return None, problems
        (whose,) = cases
        case = load(connection, whose.workspace_id, whose.id, houses)
        assert case is not None
        problems += _kept(people.ledger, case, connection)
        problems += _shown(people, connection)
        problems += _chain(case, connection, houses)
        facts = tuple(_told(audit.facts_of(connection, case.workspace, case.id)))
    drafts = tuple(draft.hash for draft in case.drafts)
    said = people.slack.transcript(CHANNEL)
    outcome = Outcome(said, facts, drafts, sum(m.from_app for m in people.messages))
    if as_it_should is not None:
        problems += _differences(outcome, as_it_should)
    return outcome, problems


def _opened(people: People, cases: int) -> Iterator[Problem]:
    for what, count in (("cases", cases), ("cards", len(people.cards))):
        if count < people.ledger.opened:
            yield Problem(Wrong.LOST, f"{count} {what} of {people.ledger.opened}")
        if count > people.ledger.opened:
            yield Problem(Wrong.DOUBLED, f"{count} {what} instead of {people.ledger.opened}")


# Ledger and database


def _kept(ledger: Ledger, case: Case, connection: Connection) -> Iterator[Problem]:
    if case.request.text != ledger.request or case.request.received.isoformat() != ledger.received:
        yield Problem(Wrong.LOST, "the request is not as it was typed")
    said = [(one.ts, one.words) for one in ledger.said]
    there = [(reply.ts, reply.text) for reply in case.replies if ":" not in reply.ts]
    yield from _compared("reply", said, there)
    given = [(one.question, one.value) for one in ledger.given]
    answers = [(answer.key.question, _text(answer.value)) for answer in case.answers]
    yield from _compared("answer", given, answers)
    marks = {(m.draft, m.by, str(m.mark)): m.present for m in case.marks if not m.finding}
    for mark, present in ledger.marks.items():
        if marks.get(mark) is not present:
            yield Problem(Wrong.LOST, f"the mark {mark} is {marks.get(mark)}, not {present}")
    for mark in set(marks) - set(ledger.marks):
        yield Problem(Wrong.DOUBLED, f"nobody made the mark {mark}")
    sent = [(str(one.draft), one.on.isoformat()) for one in case.sent]
    wanted = [(str(ledger.drafts), ledger.sent_on)] if ledger.sent_on else []
    yield from _compared("letter sent", wanted, sent)
    numbers = [one.no for one in case.enclosures if not one.removed]
    kept = [("", bytes_of.content(connection, case.workspace, case.id, no)) for no in numbers]
    yield from _compared("enclosure", [("", content) for content in ledger.enclosed], kept)
    if len(case.drafts) != ledger.drafts:
        wrong = Wrong.LOST if len(case.drafts) < ledger.drafts else Wrong.DOUBLED
        yield Problem(wrong, f"{len(case.drafts)} drafts instead of {ledger.drafts}")


def _compared(what: str, wanted: list[Any], there: list[Any]) -> Iterator[Problem]:
    """Each once, and in the same order."""
    for one, count in (Counter(wanted) - Counter(there)).items():
        yield Problem(Wrong.LOST, f"{what} {one!r} ({count})")
    for one, count in (Counter(there) - Counter(wanted)).items():
        yield Problem(Wrong.DOUBLED, f"{what} {one!r} ({count})")
    if Counter(wanted) == Counter(there) and wanted != there:
        yield Problem(Wrong.DISORDERED, f"{what}: {there!r}")


def _text(value: object) -> str:
    return value if isinstance(value, str) else "\n".join(map(str, value))  # type: ignore[call-overload]


# Database and thread


def _shown(people: People, connection: Connection) -> Iterator[Problem]:
    ours = [message for message in people.messages if message.from_app]
    rows = connection.execute(sa.select(_outgoing).order_by(_outgoing.c.id)).all()
    for row in rows:
        if row.due_at is not None or row.shown < row.wanted:
            yield Problem(Wrong.MISSING, f"{row.name} still waits ({row.error})")
        yield from _stands_once(row, ours, people)
    known = {row.opaque for row in rows}
    for message in ours:
        if not message.file_ids and _opaque(message) not in known:
            yield Problem(Wrong.DOUBLED, f"nobody asked for {message.prose[:60]!r}")
    places = [row.ts for row in rows if row.ts is not None]
    if places != sorted(places, key=float):
        yield Problem(Wrong.DISORDERED, "messages do not stand in the order in which they were due")
    for table in _left_over:
        left = connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
        if left:
            yield Problem(Wrong.LOST, f"{left} rows are left in {table.name}")


def _stands_once(row: Any, ours: list[Message], people: People) -> Iterator[Problem]:
    """A message stands in the thread once, under the timestamp that was kept."""
    if row.kind == "file":
        _, draft, _, kind = row.name.split(":")
        wanted = f"draft-{draft}.{kind}"
        found = [m for m in ours if any(name.endswith(wanted) for name in people.file_names(m))]
    else:
        found = [m for m in ours if _opaque(m) == row.opaque]
    if not found:
        yield Problem(Wrong.MISSING, f"{row.name} stands nowhere ({row.error})")
    elif len(found) > 1:
        yield Problem(Wrong.DOUBLED, f"{row.name} stands in the thread {len(found)} times")
    elif row.ts is not None and found[0].ts != row.ts:
        yield Problem(Wrong.DIFFERENT, f"{row.name} stands elsewhere than the database knows")


def _opaque(message: Message) -> str:
    payload = (message.metadata or {}).get("event_payload") or {}
    return str(payload.get("id", ""))


# The chain


def _chain(case: Case, connection: Connection, houses: Mapping[str, House]) -> Iterator[Problem]:
    for broken in audit.verify(connection):
        yield Problem(Wrong.CHAIN, f"entry {broken.seq}: {broken.what}")
    facts = tuple(audit.facts_of(connection, case.workspace, case.id))
    made = replay(facts, houses)
    for name in ("revision", "answers", "replies", "marks", "sent", "request", "tenures"):
        if getattr(made, name) != getattr(case, name):
            yield Problem(Wrong.CHAIN, f"replayed, {name} is not what the rows say")
    if [d.hash for d in made.drafts] != [d.hash for d in case.drafts]:
        yield Problem(Wrong.CHAIN, "replayed, the drafts are not what the rows say")


def _told(facts: Iterable[f.Fact]) -> Iterator[str]:
    """The facts by their kind. A mark found in the thread may come by itself after all: then it is
    entered again with its own time, which says nothing new."""
    standing: dict[tuple[object, ...], bool] = {}
    for fact in facts:
        if isinstance(fact, f.Marked):
            whose = (fact.draft, fact.by, fact.mark, fact.finding)
            if standing.get(whose) is fact.present:
                continue
            standing[whose] = fact.present
        yield type(fact).__name__


# As it should be


def _differences(outcome: Outcome, should: Outcome) -> Iterator[Problem]:
    if outcome.facts != should.facts:
        more = Counter(outcome.facts) - Counter(should.facts)
        less = Counter(should.facts) - Counter(outcome.facts)
        yield Problem(Wrong.DIFFERENT, f"facts: {dict(more)} more, {dict(less)} fewer")
    if outcome.drafts != should.drafts:
        yield Problem(Wrong.DIFFERENT, "the letters are not the same")
    theirs, ours = should.thread.splitlines(), outcome.thread.splitlines()
    for number, (one, other) in enumerate(zip(theirs, ours, strict=False), start=1):
        if one != other:
            yield Problem(Wrong.DIFFERENT, f"line {number} says {other!r} and not {one!r}")
            return
    if len(theirs) != len(ours):
        yield Problem(Wrong.DIFFERENT, f"the thread has {len(ours)} lines, not {len(theirs)}")
