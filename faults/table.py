"""The table of what was tried and what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from faults.judge import Wrong
from faults.points import Moment, Sort
from faults.stage import Play, Played, Setting

ASIDE = (Moment.STALL, Moment.BACKEND, Moment.SERVER)


@dataclass
class Tally:
    """What was tried in one setting, and what was wrong."""

    setting: Setting
    cases: int = 0
    kills: int = 0
    deliveries: int = 0
    messages: int = 0
    calls: int = 0
    again: int = 0
    seconds: float = 0.0
    points: Counter[str] = field(default_factory=Counter)
    wanted: int = 0
    reached: int = 0
    unreached: list[str] = field(default_factory=list)
    wrong: Counter[Wrong] = field(default_factory=Counter)
    bad: list[Played] = field(default_factory=list)

    def add(self, played: Played) -> None:
        """Count a play."""
        self.cases += 1
        self.kills += played.kills
        self.deliveries += played.deliveries
        self.calls += played.calls
        self.again += played.again
        self.messages += played.outcome.messages if played.outcome else 0
        for hit in played.hits:
            aside = hit.point.moment in ASIDE
            self.points[str(hit.point.moment if aside else hit.passed.sort)] += 1
        if played.problems:
            self.bad.append(played)
            self.wrong.update({problem.wrong for problem in played.problems})


COLUMNS = (
    "",
    "points",
    "reached",
    "cases",
    "kills",
    *(f"at {sort}s" for sort in Sort),
    "stalled",
    "cut off",
    "server",
    "deliveries",
    "messages",
    *(str(one) for one in Wrong),
    "minutes",
)


def table(tallies: Sequence[Tally]) -> str:
    """The table, a line for each setting."""
    return lines([list(COLUMNS), *(_row(tally) for tally in tallies)])


def _row(tally: Tally) -> list[str]:
    counts = [
        tally.wanted,
        tally.reached,
        tally.cases,
        tally.kills,
        *(tally.points[str(sort)] for sort in Sort),
        *(tally.points[str(moment)] for moment in ASIDE),
        tally.deliveries,
        tally.messages,
        *(tally.wrong[one] for one in Wrong),
    ]
    told = [f"{count:,}" for count in counts]
    return [str(tally.setting), *told, f"{tally.seconds / 60:.1f}"]


def lines(rows: list[list[str]]) -> str:
    """Rows, turned so that each figure has a line of its own: there are more of them than plays."""
    turned = [list(column) for column in zip(*rows, strict=True)]
    widths = [max(len(row[i]) for row in turned) for i in range(len(turned[0]))]
    return "".join(
        "  ".join(
            cell.ljust(width) if i == 0 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        + "\n"
        for row in turned
    )


def again(play: Play) -> str:
    """The command that plays one play once more."""
    manners = "".join("x" if one else "-" for one in _manners(play))
    only = " ".join(f"--only '{point}'" for point in play.plan)
    return (
        f"python -m faults --story {play.story} --database {play.setting.database} "
        f"--replicas {play.setting.replicas} --seed {play.seed} --manners={manners} {only}"
    )


def _manners(play: Play) -> tuple[bool, ...]:
    one = play.manners
    return (one.back_at_once, one.catches_up, one.hasty, one.everything_twice)
