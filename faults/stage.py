"""The stage: one play after another, each in a Slack and on a database of its own."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from faults.databases import Databases, databases
from faults.gate import Gate
from faults.judge import Outcome, Problem, Wrong, judged
from faults.people import People
from faults.points import Passed, Point
from faults.replica import FellError, Replica
from faults.stories import STORIES
from faults.town import Hit, Manners, StuckError, Town
from faults.wire import Start
from faults.zygote import Zygote
from foi_bot.letter.house import House, load_houses
from store.database import Database
from tests.slack_double import SlackDouble
from tests.slack_double.messages import NothingToUseError


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a play is played: on which database, with how many replicas."""

    database: str
    replicas: int

    def __str__(self) -> str:
        return f"{self.database}, {self.replicas} replica{'' if self.replicas == 1 else 's'}"


AFTER_A_KILL = frozenset({"file_not_found"})
"""What Slack may refuse after a kill: a file is looked for that was never completed."""
TWICE = frozenset({"exchanged_trigger_id"})
"""What Slack refuses where it brings twice what opens a form."""


@dataclass(frozen=True, slots=True)
class Play:
    """What is to be played. `plan` has a point at most for each step."""

    story: str
    setting: Setting
    plan: tuple[Point, ...] = ()
    manners: Manners = field(default_factory=Manners)
    seed: int = 0
    plant: str = ""


@dataclass(frozen=True, slots=True)
class Played:
    """What came of it."""

    play: Play
    outcome: Outcome | None
    problems: tuple[Problem, ...]
    hits: tuple[Hit, ...]
    passed: Mapping[str, tuple[Passed, ...]]
    deliveries: int
    acknowledged: int
    again: int
    calls: int
    troubles: int
    refusals: tuple[str, ...]
    seconds: float

    @property
    def kills(self) -> int:
        """How often the program died."""
        return sum(hit.died for hit in self.hits)


@dataclass
class Stage:
    """Databases of one kind, and a warm process to fork programs from. Plays one play at a time."""

    made: Databases
    zygote: Zygote
    houses: Mapping[str, House]
    undisturbed: dict[tuple[str, Setting], Played] = field(default_factory=dict)

    def reference(self, story: str, setting: Setting) -> Played:
        """The story when nothing goes wrong. Raises AssertionError where that goes wrong."""
        known = (story, setting)
        if known not in self.undisturbed:
            played = self._played(Play(story, setting), None)
            assert not played.problems, [str(problem) for problem in played.problems]
            self.undisturbed[known] = played
        return self.undisturbed[known]

    def play(self, play: Play) -> Played:
        """Play, and judge by what the story comes to undisturbed."""
        return self._played(play, self.reference(play.story, play.setting))

    def _played(self, play: Play, undisturbed: Played | None) -> Played:
        began = time.monotonic()
        slack = SlackDouble().start()
        url = self.made.fresh()
        gate = Gate(slack)
        start = Start(url, slack.api_url, slack.bot_token, slack.signing_secret, play.plant)
        replicas = [
            Replica(f"replica {n}", start, self.zygote, gate, self.made.take_away)
            for n in range(1, play.setting.replicas + 1)
        ]
        problems: list[Problem] = []
        outcome = None
        try:
            plan = {point.step: point for point in play.plan}
            usual = undisturbed.passed if undisturbed else {}
            town = Town(slack, replicas, plan, play.manners, play.seed, usual)
            people = People(town)
            try:
                town.begin()
                STORIES[play.story](people)
            except FellError as fell:
                problems.append(Problem(Wrong.FELL, str(fell)))
            except (StuckError, NothingToUseError) as stuck:
                problems.append(Problem(Wrong.MISSING, str(stuck)))
            for replica in replicas:
                replica.end()
                problems += [Problem(Wrong.FELL, bug) for bug in dict.fromkeys(replica.bugs)]
            database = Database(url)
            try:
                should = undisturbed.outcome if undisturbed else None
                outcome, found = judged(people, database, self.houses, should)
            finally:
                database.close()
            problems += found
        finally:
            for replica in replicas:
                replica.end()
            slack.stop()
            self.made.forget(url)
        allowed = AFTER_A_KILL | (TWICE if play.manners.everything_twice else frozenset())
        refused = [v for v in slack.violations.found if v.rule not in allowed]
        problems += [Problem(Wrong.DIFFERENT, f"Slack refuses: {one}") for one in refused]
        return Played(
            play,
            outcome,
            tuple(problems),
            tuple(town.hits),
            {step: tuple(passed) for step, passed in town.passed.items()},
            len(slack.deliveries),
            sum(any(answer.accepted for answer in d.answers) for d in slack.deliveries),
            people.ledger.again,
            len(slack.calls),
            sum(len(replica.troubles) for replica in replicas),
            tuple(str(violation) for violation in slack.violations.found),
            time.monotonic() - began,
        )


@contextmanager
def stage(database: str) -> Iterator[Stage]:
    """A stage with databases of this kind, taken down at the end."""
    with databases(database) as made:
        zygote = Zygote([made.fresh() for _ in STORIES])
        try:
            yield Stage(made, zygote, load_houses(None))
        finally:
            zygote.close()
