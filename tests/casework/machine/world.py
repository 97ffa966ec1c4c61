"""One installation with a case in it: deeds are delivered, and each delivery is held against every
law at once. Everything is repeatable: no time but the world's own is looked at."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache

import sqlalchemy as sa
from sqlmodel import SQLModel

from foi_bot import approval
from foi_bot.case import Case, london, moment
from foi_bot.casework import deeds
from foi_bot.casework import facts as f
from foi_bot.casework.decide import decide
from foi_bot.casework.decision import Decided, Decision
from foi_bot.casework.fold import after, replay
from foi_bot.casework.people import Footing, Person
from foi_bot.casework.perform import Delivery, Done, NotDone, Office, Outcome, open_case, perform
from foi_bot.letter.house import House
from store import audit, intake, parking
from store.database import Database
from store.migrate import migrate
from tests.casework.machine.cast import FOOTINGS, OLIVE
from tests.casework.machine.rows import Rows, rows_of
from tests.store.play import CHANNEL, RECEIVED, WORKSPACE, Play, kept_form

NEIGHBOUR = "A neighbour's request: who repairs the lamps?"


@dataclass(frozen=True)
class Step:
    """One delivery: what was done, what was to follow, and what did."""

    delivery: Delivery
    deed: deeds.CaseDeed
    decision: Decision
    outcome: Outcome
    before: Case
    after: Case
    facts: tuple[f.Fact, ...]
    was: Rows
    is_: Rows


@dataclass
class Tallied:
    """What was reached, over all examples: how often a deed was taken or refused, a fact written, a
    word said, a state seen; and, of each example, every stage that it came to."""

    examples: int = 0
    deeds: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    facts: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    stages: Counter[str] = field(default_factory=Counter)


Law = Callable[["World", Step], None]
"""What holds one delivery against what has to be true. Raises AssertionError."""


class World(Play):
    """An office, the case that everything is done to, and a neighbour that nothing is done to."""

    def __init__(self, office: Office, request: str, law: Law, tallied: Tallied) -> None:
        super().__init__(office)
        tallied.examples += 1
        self.tallied = tallied
        self.stages: set[str] = set()
        self.footings: dict[str, Footing] = dict(FOOTINGS)
        self.facts: list[f.Fact] = []
        self.steps: list[Step] = []
        self.heard: dict[str, deeds.CaseDeed] = {}
        self.days: dict[str, date] = {}
        self.sent_as: dict[int, object] = {}
        self.enclosed_with_a_letter: set[int] = set()
        self._law = law
        self._keys = 0
        self._fractions = 0
        self.case = self._opened_twice(request)
        self.neighbour = self.opened(NEIGHBOUR, send=False).id
        self.rows = rows_of(office.database)
        self._read_facts()
        self.folded = replay(self.facts, office.houses)

    def _opened_twice(self, request: str) -> Case:
        """The case, its form sent a second time as whoever sees no answer does."""
        with self.office.database.writing() as connection:
            intake.keep(connection, kept_form("form", request))
        by, ts = Person(OLIVE), self.ts()
        deed = deeds.OpenRequest(by, "practice", CHANNEL, request, RECEIVED, ts)
        done = open_case(self.office, Delivery(WORKSPACE, "form"), deed, "form", self.now)
        assert isinstance(done, Done)
        assert done.case is not None
        for key in ("form", "another form"):
            again = open_case(self.office, Delivery(WORKSPACE, key), deed, "form", self.now)
            assert again == Done(again=True)
        return self.loaded(done.case.id)

    def person(self, id_: str) -> Person:
        """Somebody as they stand now."""
        return Person(id_, self.footings[id_])

    @property
    def dated(self) -> Case:
        """The case as it is today."""
        return self.case.at(self.now)

    def deliver(self, deed: deeds.CaseDeed, *, form: bool = False) -> None:
        """Have a deed done under a new key, and hold what came of it against the laws."""
        self._keys += 1
        delivery = Delivery(WORKSPACE, f"key-{self._keys}", CHANNEL, f"key-{self._keys}", form)
        self.heard[delivery.key] = deed
        self._performed(delivery, deed)

    def _performed(self, delivery: Delivery, deed: deeds.CaseDeed) -> None:
        before, was = self.case, self.rows
        decision = decide(before, deed, self.now)
        outcome = perform(self.office, delivery, before.id, deed, self.now)
        self._look()
        facts = self._read_facts()
        self.folded = after(self.folded, facts)
        step = Step(delivery, deed, decision, outcome, before, self.case, facts, was, self.rows)
        self.steps.append(step)
        self.days[delivery.key] = self.dated.on
        self._law(self, step)
        self._count(deed, outcome, facts)
        notices = decision.notices if isinstance(decision, Decided) else ()
        self.tallied.words.update(notice.words.name for notice in notices)

    def _count(self, deed: deeds.CaseDeed, outcome: Outcome, facts: tuple[f.Fact, ...]) -> None:
        kind = type(deed).__name__
        if isinstance(outcome, NotDone):
            self.tallied.refused[kind] += 1
            self.tallied.words[outcome.why.name] += 1
        elif facts:
            self.tallied.deeds[kind] += 1
        self.tallied.facts.update(type(fact).__name__ for fact in facts)
        new = _stages(self.dated) - self.stages
        self.tallied.stages.update(new)
        self.stages |= new

    def deliver_again(self, step: Step) -> Outcome:
        """Slack repeats a delivery, key and all."""
        outcome = perform(self.office, step.delivery, self.case.id, step.deed, self.now)
        self._look()
        self._read_facts()
        return outcome

    def slack_takes(self) -> None:
        """Slack takes everything that is due; what waited for that is performed."""
        self.send()
        self._look()
        with self.office.database.reading() as connection:
            waiting = parking.parked(connection, WORKSPACE, CHANNEL)
        for one in waiting:
            known = one.body in {step.delivery.key for step in self.steps if step.facts}
            deed = self.heard[one.body]
            if known:
                assert self.deliver_again(self._step(one.body)) == Done(again=True)
            else:
                self._performed(Delivery(WORKSPACE, one.body, CHANNEL, one.body), deed)
            with self.office.database.writing() as connection:
                parking.unpark(connection, one)
            self._look()

    def _step(self, key: str) -> Step:
        return next(step for step in reversed(self.steps) if step.delivery.key == key)

    @staticmethod
    def day_of(seconds: int) -> date:
        """The day in London at a Slack timestamp's second."""
        return london(datetime.fromtimestamp(seconds, UTC))

    def pass_time(self, time: timedelta) -> None:
        self.now += time

    def late(self, seconds: int) -> str:
        """The Slack timestamp, given to no other message, of so many seconds ago."""
        self._fractions += 1
        now, _ = moment(self.ts())
        return f"{now - seconds}.{self._fractions:06d}"

    def _look(self) -> None:
        self.case = self.loaded(self.case.id)
        self.rows = rows_of(self.office.database)

    def _read_facts(self) -> tuple[f.Fact, ...]:
        new = [
            row
            for (_, case, seq), row in sorted(self.rows["audit"].items())
            if case == self.case.id and seq > len(self.facts)
        ]
        found = tuple(f.from_json(row["kind"], row["fact"]) for row in new)
        self.facts += found
        return found

    def close(self) -> None:
        """Let go of a database that is of no more use."""
        if self.office.database.is_sqlite:
            self.office.database.close()

    def broken(self) -> list[audit.Broken]:
        """Where the audit chains do not verify."""
        with self.office.database.reading() as connection:
            return list(audit.verify(connection))


def _stages(case: Case) -> set[str]:
    """How far a case has come."""
    found = {str(approval.state(case)), *(f"sent: {sent.kind}" for sent in case.sent)}
    if approval.reviews(case):
        found.add("reviewing")
    if case.sent and not case.went_out:
        found.add("drafted anew after sending")
    if len(case.sent) > 1:
        found.add("sent twice")
    return found


Making = Callable[[House], Office]
"""How an office with an empty database is made, one at a time."""


@cache
def _template() -> Database:
    made = Database("sqlite://")
    migrate(made)
    return made


def in_memory(house: House) -> Office:
    """An office whose database is in memory: a copy of one that was migrated once."""
    database = Database("sqlite://")
    with _template().engine.connect() as source, database.engine.connect() as target:
        whole, copy = source.connection.driver_connection, target.connection.driver_connection
        assert isinstance(whole, sqlite3.Connection)
        assert isinstance(copy, sqlite3.Connection)
        whole.backup(copy)
    return Office(database, {"practice": house})


def emptied(database: Database) -> Making:
    """The office of one database that stays, emptied for each case."""

    def made(house: House) -> Office:
        with database.writing() as connection:
            for table in reversed(SQLModel.metadata.sorted_tables):
                connection.execute(sa.delete(table))
        return Office(database, {"practice": house})

    return made
