"""`make faults`: kill the program at every point of whole cases, and print a table; then bring it
hostile deliveries, and try whatever people can do.

Exits with 1 where anything was lost, doubled, missing, out of order or otherwise wrong.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from itertools import chain

from faults.company import Company, company
from faults.others import side_by_side, suites
from faults.points import Moment, Point, Sort, parse
from faults.stage import Play, Played, Setting, stage
from faults.stories import STORIES
from faults.sweep import Sweep, at_random, outages_of, points_of, stalls_of
from faults.table import Tally, again, table
from faults.town import Manners
from foi_bot import logs

DATABASES = ("sqlite", "postgresql")
REPLICAS = (1, 2)
RANDOM = 60
"""Random plays of each story in each setting."""
SERVERS = 40
"""How often PostgreSQL's server is stopped in the middle of a story's plays, of a whole run."""
TOLD_EVERY = 25
"""After so many cases it is told how far it has come."""
ELSEWHERE = 4
"""In a run that is not whole, so many times fewer points are tried with more replicas, or on
PostgreSQL."""
LIMITS = """\
Known limits, which no play counts as wrong:
- Words for one person alone (ephemeral messages) are never stored: whoever pressed a button when
  the program was killed may hear nothing and presses again.
- Posts are found again by their metadata. Where Slack keeps none, or takes longer than fifteen
  seconds over a call whose connection is gone, a message could stand twice.
- A reaction that was found by reading the thread, and then comes by itself after all, is entered in
  the chain again, with its own time. It counts once.
- A killed program leaves its writes to the system. What a power cut takes is tried elsewhere
  (tests/keeping), by cutting the write-ahead log at every byte.
"""


def main() -> int:
    """Run what is wanted and print it; 1 where anything is wrong."""
    wanted = _parser().parse_args()
    logs.configure("CRITICAL")
    if wanted.only or wanted.undisturbed:
        return _once(wanted)
    sys.stdout.write(f"seed {wanted.seed}\n")
    tallies = []
    others = () if wanted.kills else suites(wanted.every, wanted.seed)
    with company(wanted.players) as players, side_by_side(others) as begun:
        for database in wanted.database or DATABASES:
            for replicas in wanted.replicas or REPLICAS:
                tally = _tried(players, Setting(database, replicas), wanted)
                tallies.append(tally)
                _tell(tally)
                for point in tally.unreached:
                    sys.stdout.write(f"  not reached: {point}\n")
        sys.stdout.write(f"\n{table(tallies)}\n{LIMITS}\n")
        held = [suite.held() for suite in begun]
    failed = any(tally.bad or tally.unreached for tally in tallies) or not all(held)
    return 1 if failed else 0


def _tried(players: Company, setting: Setting, wanted: argparse.Namespace) -> Tally:
    """Every story in one setting: its points, and then random ones."""
    began, tally = time.monotonic(), Tally(setting)
    undisturbed = players.references(wanted.story or STORIES, setting)
    sweeps = [sweep for one in undisturbed for sweep in _sweeps(one, wanted)]
    tally.wanted = sum(len(sweep.wanted) for sweep in sweeps)
    at_last = chain.from_iterable(_random(one, wanted) for one in undisturbed)
    whose: dict[Play, Sweep] = {}

    def following() -> Play | None:
        """Of the first sweep that has one: the last points of one do not keep players waiting."""
        for sweep in sweeps:
            if (play := sweep.next()) is not None:
                whose[play] = sweep
                return play
        return next(at_last, None)

    def over(played: Played) -> None:
        if (sweep := whose.get(played.play)) is not None:
            tally.reached += sweep.played(played.play, played.hits)
        tally.add(played)
        if played.problems:
            # At once: whoever stops a long run has it all the same.
            _say(played)
        if tally.cases % TOLD_EVERY == 0:
            _tell(tally)

    players.play(following, over)
    tally.unreached = [f"{one.story} {point}" for one in sweeps for point in one.unreached]
    tally.seconds = time.monotonic() - began
    return tally


def _sweeps(undisturbed: Played, wanted: argparse.Namespace) -> Iterator[Sweep]:
    setting, story = undisturbed.play.setting, undisturbed.play.story
    every = _every(setting, wanted)

    def sweep(points: dict[Point, object]) -> Sweep:
        return Sweep(story, setting, points, wanted.seed)  # type: ignore[arg-type]

    sorts = [Sort(one) for one in wanted.at or Sort]
    yield sweep(dict(points_of(undisturbed, sorts, every, wanted.seed)))
    if setting.replicas > 1:
        # With one replica nobody would go on meanwhile: these are tried nowhere else.
        yield sweep(dict(stalls_of(undisturbed, wanted.every)))
    if setting.database == "postgresql":
        yield sweep(dict(outages_of(undisturbed, every, max(4, SERVERS // every))))


def _random(undisturbed: Played, wanted: argparse.Namespace) -> Iterator[Play]:
    setting = undisturbed.play.setting
    more: tuple[Moment, ...] = (Moment.STALL,) if setting.replicas > 1 else ()
    more += (Moment.BACKEND,) if setting.database == "postgresql" else ()
    plays = max(1, wanted.random // _every(setting, wanted))
    return at_random(undisturbed, wanted.seed, plays, more)


def _every(setting: Setting, wanted: argparse.Namespace) -> int:
    """A small run tries most where most run it; the others share the way of what they try."""
    first = setting == Setting(DATABASES[0], REPLICAS[0])
    every: int = wanted.every
    return every if first or every == 1 else every * ELSEWHERE


def _tell(tally: Tally) -> None:
    sys.stdout.write(
        f"{tally.setting}: {tally.cases} cases, {tally.kills} kills, {tally.reached} of "
        f"{tally.wanted} points done with, {len(tally.bad)} cases with something wrong\n"
    )
    sys.stdout.flush()


def _say(played: Played) -> None:
    out = sys.stdout.write
    for problem in played.problems:
        out(f"  {problem}\n")
    out(f"    again: {again(played.play)}\n")


def _once(wanted: argparse.Namespace) -> int:
    """One play, told in full."""
    database = (wanted.database or DATABASES)[0]
    setting = Setting(database, (wanted.replicas or REPLICAS)[0])
    story = (wanted.story or list(STORIES))[0]
    manners = Manners(*(one == "x" for one in wanted.manners))
    play = Play(story, setting, tuple(wanted.only or ()), manners, wanted.seed)
    with stage(database) as made:
        if wanted.undisturbed:
            for step, points in made.reference(story, setting).passed.items():
                for number, passed in enumerate(points):
                    sys.stdout.write(f"{step}#{number}  {passed.sort}: {passed.what}\n")
            return 0
        played = made.play(play)
    for hit in played.hits:
        sys.stdout.write(f"{hit.point}: {hit.passed.sort} {hit.passed.what}\n")
    if played.outcome is not None:
        sys.stdout.write(f"\n{played.outcome.thread}\n\n")
    _say(played)
    return 1 if played.problems else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m faults", description=__doc__)
    add = parser.add_argument
    add(
        "--tenth",
        dest="every",
        action="store_const",
        const=10,
        default=1,
        help="a tenth of it, and less on PostgreSQL and with two replicas",
    )
    add("--every", type=int, dest="every", help="of all points every so-many-th")
    add("--random", type=int, default=RANDOM, help="random plays of a story in a setting")
    add("--seed", type=int, default=1, help="the same seed plays the same")
    add("--story", action="append", choices=list(STORIES), help="this story alone")
    add("--database", action="append", choices=DATABASES, help="this database alone")
    add("--replicas", action="append", type=int, choices=REPLICAS, help="so many replicas alone")
    add("--at", action="append", choices=list(map(str, Sort)), help="kills at these alone")
    add("--kills", action="store_true", help="leave the other fault suites out")
    add("--players", type=int, default=2, help="plays at the same time")
    add("--only", action="append", type=parse, metavar="POINT", help="one play, with these points")
    add("--manners", default="-x--", help="of that play: back at once, catches up, hasty, twice")
    add("--undisturbed", action="store_true", help="name every point of a story")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
