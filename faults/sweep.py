"""The sweep: every crash point of a story, and then random ones.

A play has a hundred steps, and each can end the program once, so that many points are tried in one
play. A point counts as tried only where the program was really harmed in that act, doing what it
does there undisturbed: what earlier kills push aside is tried again, at last as the first kill of a
play, which nothing can push aside.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from faults.points import MOMENTS, Moment, Passed, Point, Sort, can_be
from faults.stage import Play, Played, Setting
from faults.town import Hit, Manners

HARD = 3
"""After so many attempts behind other kills a point is tried before all others, once no act has
one left that was tried less: with such a point in front, earlier acts are not tried."""
GIVEN_UP = 6
"""After so many attempts before all others it is told that a point was not reached."""
SHARE = 0.06
"""How many of a random play's steps end the program."""


def points_of(
    undisturbed: Played, sorts: Collection[Sort], every: int = 1, seed: int = 0
) -> dict[Point, Passed]:
    """Every point of these sorts at which the program is killed in this play, and what it does
    there; or one in so many of them, drawn by `seed`."""
    found = {
        Point(step, number, moment): passed
        for step, points in undisturbed.passed.items()
        for number, passed in enumerate(points)
        if passed.sort in sorts
        for moment in MOMENTS[passed.sort]
    }
    drawn = _drawn(found, len(found) // every, random.Random(seed))
    return {point: passed for point, passed in found.items() if point in drawn}


def _drawn(points: Collection[Point], wanted: int, chance: random.Random) -> set[Point]:
    """So many of these points, of each act as many as of any other that has as many: what an act
    of few points does is tried all the same, and a play tries about one of each."""
    acts = _by_act(points)
    drawn: set[Point] = set()
    for left, act in zip(range(len(acts), 0, -1), sorted(acts.values(), key=len), strict=True):
        drawn.update(chance.sample(act, min(len(act), (wanted - len(drawn)) // left)))
    return drawn


def stalls_of(undisturbed: Played, every: int = 1) -> dict[Point, Passed]:
    """Every call of the sender's or fetcher's that Slack can do and not answer, every so-many-th of
    them."""
    found = [
        (Point(step, number, Moment.STALL), passed)
        for step, points in undisturbed.passed.items()
        for number, passed in enumerate(points)
        if passed.sort is Sort.CALL and may_stall(step)
    ]
    return dict(found[::every])


def may_stall(step: str) -> bool:
    """Whether a step is what replicas do by themselves: a delivery waits for nobody."""
    return step.rpartition("/")[2].isdigit()


def outages_of(undisturbed: Played, every: int, servers: int) -> dict[Point, Passed]:
    """Commits before which the server ends the connection, every so-many-th of them, as many
    statements, and so many places at which it ends itself."""
    places = [
        (step, number, passed)
        for step, points in undisturbed.passed.items()
        for number, passed in enumerate(points)
        if passed.sort in (Sort.COMMIT, Sort.STATEMENT)
    ]
    commits = [place for place in places if place[2].sort is Sort.COMMIT][::every]
    others = places[:: max(1, len(places) // max(1, len(commits)))]
    found = {Point(step, at, Moment.BACKEND): passed for step, at, passed in [*commits, *others]}
    restarts = places[:: len(places) // servers + 1]
    found |= {Point(step, at, Moment.SERVER): passed for step, at, passed in restarts}
    order = {step: at for at, step in enumerate(undisturbed.passed)}
    return dict(sorted(found.items(), key=lambda one: order[one[0].step]))


@dataclass
class Sweep:
    """Points that are to be tried in one story, and how far that has come."""

    story: str
    setting: Setting
    wanted: Mapping[Point, Passed]
    seed: int
    plant: str = ""
    tried: Counter[Point] = field(default_factory=Counter)
    """How often each was the first point of its act in a play."""
    led: Counter[Point] = field(default_factory=Counter)
    """How often each was the first of a play."""
    hit: set[Point] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._left = dict.fromkeys(self.wanted)
        steps = dict.fromkeys(point.step for point in self.wanted)
        self._order = {step: at for at, step in enumerate(steps)}
        self._chanced: Counter[Point] = Counter()
        self._under_way: set[Point] = set()
        self._random = random.Random(self.seed)
        self._plays = 0

    @property
    def unreached(self) -> tuple[Point, ...]:
        """Points that were tried in vain."""
        return tuple(p for p, times in self.led.items() if times >= GIVEN_UP and p not in self.hit)

    def next(self) -> Play | None:
        """The next play; None while nothing is left to begin."""
        plan = self._together(self._open())
        if not plan:
            return None
        if all(self.tried[point] >= HARD for point in _firsts(plan)):
            plan = self._led()
        self._plays += 1
        self._under_way.update(plan)
        manners = Manners.drawn(self._random)
        seed = self._random.randrange(10**6)
        return Play(self.story, self.setting, plan, manners, seed, self.plant)

    def played(self, play: Play, hits: tuple[Hit, ...]) -> int:
        """A play is over: how many more points were hit?"""
        before = len(self.hit)
        self._under_way.difference_update(play.plan)
        for hit in hits:
            exact = self.wanted.get(hit.point) == hit.passed
            reached = hit.point if exact else self._like(hit)
            if reached is not None:
                self.hit.add(reached)
                self._left.pop(reached, None)
        self.tried.update(_firsts(play.plan))
        first = play.plan[0]
        self.led[first] += 1
        if self.led[first] >= GIVEN_UP:
            self._left.pop(first, None)
        return len(self.hit) - before

    def _like(self, hit: Hit) -> Point | None:
        """A point of the same act, not hit yet, at which the same is done: where an earlier kill
        moved the rounds, this is one of them under another number."""
        return next(
            (
                point
                for point in self._left
                if point.moment is hit.point.moment
                and _act(point) == _act(hit.point)
                and self.wanted[point] == hit.passed
            ),
            None,
        )

    def _open(self) -> Iterator[Point]:
        return (point for point in self._left if point not in self._under_way)

    def _led(self) -> tuple[Point, ...]:
        """A point that other kills keep pushing aside, and behind it points of later steps: they
        may be pushed aside by it, and not it by them."""
        hard = (point for point in self._open() if self.tried[point] >= HARD)
        first = min(hard, key=lambda point: self._order[point.step])
        after = self._order[first.step]
        later = (point for point in self._open() if self._order[point.step] > after)
        return first, *self._together(later)

    def _together(self, points: Iterable[Point]) -> tuple[Point, ...]:
        """Of these, points of every act."""
        return tuple(p for of_act in _by_act(points).values() for p in self._of_act(of_act))

    def _of_act(self, points: list[Point]) -> Iterator[Point]:
        """The one of the earliest step that was tried least, as an earlier act's kill that moves
        one number moves all alike; and one of each later step on the chance that no kill before it
        pushes it aside: an act of twenty steps is so tried twenty times in a play."""
        first = min(points, key=lambda point: (self._order[point.step], self.tried[point]))
        yield first
        later: dict[str, Point] = {}
        for point in points:
            if self._order[point.step] > self._order[first.step]:
                known = later.setdefault(point.step, point)
                if self._chanced[point] < self._chanced[known]:
                    later[point.step] = point
        self._chanced.update(later.values())
        yield from later.values()


def _by_act(points: Iterable[Point]) -> dict[str, list[Point]]:
    acts: dict[str, list[Point]] = {}
    for point in points:
        acts.setdefault(_act(point), []).append(point)
    return acts


def _act(point: Point) -> str:
    return point.step.partition("/")[0]


def _firsts(plan: Iterable[Point]) -> Iterator[Point]:
    """The points of a plan that no other kill of their act can have pushed aside."""
    acts = set()
    for point in plan:
        if _act(point) not in acts:
            acts.add(_act(point))
            yield point


def at_random(
    undisturbed: Played, seed: int, plays: int, moments: tuple[Moment, ...] = ()
) -> Iterator[Play]:
    """Plays with several kills each, anywhere. `moments` are further things that may be done."""
    for number in range(plays):
        chance = random.Random(seed * 10_007 + number)
        plan = []
        for step, points in undisturbed.passed.items():
            if points and chance.random() < SHARE:
                at = chance.randrange(len(points))
                sort = points[at].sort
                further = [one for one in moments if can_be(one, sort)]
                if not may_stall(step):
                    further = [one for one in further if one is not Moment.STALL]
                plan.append(Point(step, at, chance.choice([*MOMENTS[sort], *further])))
        manners = Manners.drawn(chance)
        of = undisturbed.play
        yield Play(of.story, of.setting, tuple(plan), manners, chance.randrange(10**6), of.plant)
