"""The town: a strict Slack, the replicas that serve it, and the time.

Slack behaves as it does where an app does not answer: events are brought again, and of a command, a
click or a form the person learns that it went wrong. Nothing here reads the program's database.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, cast

from slack_bolt import App, BoltRequest, BoltResponse

from faults.points import Passed, Point, Trip
from faults.replica import DiedError, Replica
from tests.slack_double import SlackDouble
from tests.slack_double.deliveries import Sort as Kind

QUIET = 30.0
"""Seconds after which every replica looks for work that nobody told it of; longer than a lease."""
AGAIN = 5.0
"""Seconds after which a program looks again whose database refused."""
DOWN = 2.0
"""Seconds until a dead program is begun again."""
HOUR = 3_600.0
ROUNDS = 600
"""Rounds in which everything must have been sent."""


class StuckError(Exception):
    """The play cannot go on: somebody waits for what never comes."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How the town takes a death: whether the program is back before Slack brings an event again at
    once; whether it reads the threads when it is back (it does when Slack says hello); whether a
    person presses again without a look; whether Slack brings everything twice."""

    back_at_once: bool = False
    catches_up: bool = True
    hasty: bool = False
    everything_twice: bool = False

    @staticmethod
    def drawn(chance: random.Random) -> Manners:
        """Any of them."""
        return Manners(*(chance.random() < share for share in (0.4, 0.6, 0.3, 0.1)))


@dataclass(frozen=True, slots=True)
class Hit:
    """A point of the plan at which something was done to the program, and what it did there."""

    point: Point
    passed: Passed
    died: bool


@dataclass
class Town:
    """One play's Slack and replicas. `plan` says in which step the program is to end where;
    `undisturbed`, what each step passes when nothing goes wrong."""

    slack: SlackDouble
    replicas: list[Replica]
    plan: Mapping[str, Point]
    manners: Manners = field(default_factory=Manners)
    seed: int = 0
    undisturbed: Mapping[str, Sequence[Passed]] = field(default_factory=dict)
    passed: dict[str, list[Passed]] = field(default_factory=dict)
    """What each step passed, until it was disturbed."""
    hits: list[Hit] = field(default_factory=list)

    def __post_init__(self) -> None:
        # Slack tells an app of its own posts, too: that means nothing to this one.
        self.slack.echo_own = False
        self.slack.duplicate_everything = self.manners.everything_twice
        self.slack.connect(cast(App, self))
        self.act_name = "0.start"
        self._acts = 0
        self._step = ""
        self._turn = 0
        self._disturbed = False
        self._lost = 0

    def begin(self) -> None:
        """Begin every replica."""
        for replica in self.replicas:
            replica.meanwhile = self._go_on
            replica.begin(self.now)

    def _go_on(self) -> None:
        """What the others do while a replica waits for an answer of Slack's: its lease runs out."""
        end = self.slack.clock.now() + QUIET
        with self._in("meanwhile"):
            while self.slack.clock.now() < end:
                if not self._round():
                    self.slack.wait(1)

    @property
    def now(self) -> datetime:
        """Slack's time, which is everybody's."""
        return datetime.fromtimestamp(self.slack.clock.now(), UTC)

    @contextmanager
    def act(self, name: str) -> Iterator[None]:
        """Something that a person does. What follows from it are further steps (`settle`)."""
        self._acts += 1
        self.act_name = f"{self._acts}.{name}"
        with self._in(self.act_name):
            yield
        self.settle()

    def settle(self) -> None:
        """Until nothing is left to say, to send or to bring again."""
        end = self.slack.clock.now() + HOUR
        for round_ in range(ROUNDS):
            with self._in(f"{self.act_name}/{round_}"):
                if self._round():
                    continue
            idle = self._idle()
            if idle is not None and self.slack.clock.now() + idle <= end:
                self._wait(max(idle, 0.001))
            elif self._at_rest():
                return
        raise StuckError(f"{self.act_name}: there is always something left to send")

    # What Slack brings

    def dispatch(self, request: BoltRequest) -> BoltResponse:
        """Bring something to one replica after another. Status 0 where it does not answer."""
        alive = self._alive()
        if not alive:
            return BoltResponse(status=0)
        self._turn += 1
        headers = {name: list(values) for name, values in request.headers.items()}
        try:
            replica = alive[self._turn % len(alive)]
            told = self._do(replica, "dispatch", request.raw_body, headers)
        except DiedError:
            if self.manners.back_at_once:
                self._revive()
            told = None
        if told is None:
            return BoltResponse(status=0)
        status, body, answered = told
        return BoltResponse(status=status, body=body, headers=answered)

    # What the replicas do

    def _round(self) -> bool:
        """Every replica does what its threads would do; whether any found something to do."""
        if not self._alive():
            self._wait(DOWN)
            self._revive()
        worked = False
        for replica in self._alive():
            try:
                self._do(replica, "background")
                worked = bool(self._do(replica, "fetch")) or worked
                worked = bool(self._do(replica, "send")) or worked
            except DiedError:
                worked = True
        return worked

    def _idle(self) -> float | None:
        """Seconds until Slack or a replica has something to do."""
        waits = []
        for replica in self._alive():
            waits.append(replica.ask("idle", self.now))
            if replica.refused:
                waits.append(AGAIN)
        again = self.slack.post_office.next_retry()
        if again is not None:
            waits.append(max(0.0, again - self.slack.clock.now()))
        return min((float(wait) for wait in waits if wait is not None), default=None)

    def _at_rest(self) -> bool:
        """Whether nobody has anything to do: whoever died is back, after a death everybody has
        looked once more when leases had run out, and what Slack gave up was read in the threads."""
        if self._disturbed or not all(replica.alive for replica in self.replicas):
            self._disturbed = False
            self._wait(QUIET)
            self._revive()
            return False
        lost = sum(d.lost and d.sort is Kind.EVENT for d in self.slack.deliveries)
        if lost > self._lost:
            self._lost = lost
            self._alive()[0].ask("catch_up", self.now)
            return False
        return True

    def _wait(self, seconds: float) -> None:
        with self._in(f"{self.act_name}/brought"):
            self.slack.wait(seconds)

    def _alive(self) -> list[Replica]:
        return [replica for replica in self.replicas if replica.alive and not replica.stalled]

    def _revive(self) -> None:
        for replica in self.replicas:
            if not replica.alive:
                replica.begin(self.now)
                if self.manners.catches_up:
                    replica.ask("catch_up", self.now)

    def _do(self, replica: Replica, do: str, *what: Any) -> Any:
        """Have a replica do something in this step, and end it there if that is the plan."""
        behind = self.passed.setdefault(self._step, [])
        point = self.plan.get(self._step)
        if point is not None and any(hit.point == point for hit in self.hits):
            point = None
        trip = None if point is None else self._trip(point, behind)
        harmed = len(replica.harmed)
        try:
            seed = self.seed + len(self.hits)
            return replica.ask(do, self.now, *what, passed=len(behind), trip=trip, seed=seed)
        finally:
            behind += replica.passed
            if point is not None and len(replica.harmed) > harmed:
                self._disturbed = True
                self.hits.append(Hit(point, replica.harmed[-1].passed, not replica.alive))

    def _trip(self, point: Point, behind: Sequence[Passed]) -> Trip:
        """A point by its number; once something was disturbed, which moves the numbers, by what is
        done there, and for which time in this step."""
        usual = self.undisturbed.get(point.step, ())
        if not self.hits or point.number >= len(usual):
            return point.trip
        passed = usual[point.number]
        nth = usual[: point.number].count(passed) - behind.count(passed)
        return replace(point.trip, passed=passed, nth=nth)

    @contextmanager
    def _in(self, step: str) -> Iterator[None]:
        before, self._step = self._step, step
        try:
            yield
        finally:
            self._step = before
