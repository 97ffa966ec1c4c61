"""Results: what was measured beside what, the aim, and whether it was met; printed and kept."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.table import table

HERE = Path("docs/benchmark")


@dataclass(frozen=True, slots=True)
class Aim:
    """What a figure should be: at most, or at least, this. `value` is None where there is none."""

    value: float | None = None
    is_most: bool = True

    def met(self, figure: float) -> bool:
        """Whether this figure is as it should be."""
        if self.value is None:
            return True
        return figure <= self.value if self.is_most else figure >= self.value

    def __str__(self) -> str:
        if self.value is None:
            return ""
        return f"{'<=' if self.is_most else '>='} {self.value:g}"


def at_most(value: float) -> Aim:
    """An aim that a figure should not be above."""
    return Aim(value)


def at_least(value: float) -> Aim:
    """An aim that a figure should not be below."""
    return Aim(value, is_most=False)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: what was measured, ours and the baseline in words, and what it comes to."""

    what: str
    ours: str
    baseline: str
    figure: float
    unit: str = "x"
    aim: Aim = field(default_factory=Aim)

    @property
    def row(self) -> list[str]:
        """As a line of a table."""
        verdict = (
            "" if self.aim.value is None else ("met" if self.aim.met(self.figure) else "MISSED")
        )
        told = f"{self.figure:.2f} {self.unit}"
        return [self.what, self.ours, self.baseline, told, str(self.aim), verdict]


HEAD = ["What", "ours", "baseline", "comes to", "aim", ""]


def printed(figures: Iterable[Figure]) -> str:
    """A table of them."""
    return table(HEAD, [figure.row for figure in figures])


def keep(name: str, about: str, figures: Iterable[Figure]) -> None:
    """Keep them in docs/benchmark, from which the plot is drawn."""
    HERE.mkdir(exist_ok=True)
    told = {
        "about": about,
        "figures": [{**asdict(one), "met": one.aim.met(one.figure)} for one in figures],
    }
    (HERE / f"{name}.json").write_text(f"{json.dumps(told, indent=1)}\n", "utf-8")
