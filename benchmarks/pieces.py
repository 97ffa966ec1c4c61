"""The pieces of an answered question and of a letter, each on its own, in milliseconds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from time import perf_counter

from benchmarks.plays import practice_case
from foi_bot.case import Asking, Case
from foi_bot.checks.run import check
from foi_bot.interview.plan import plan
from foi_bot.letter import docx, pdf, text
from foi_bot.letter.compose import compose
from foi_bot.slack.views import card, question
from tests.cases.build import case_file

LARGEST = "partial-with-schedule"
"""The sample letter with the most questions: three exemptions and a schedule."""


def pieces(times: int) -> Iterator[tuple[str, list[float]]]:
    """Each piece's name, and the seconds of `times` runs after one that warms it up."""
    case = practice_case()
    letter = compose(case)
    largest = case_file(LARGEST)
    for name, work in {
        "plan(case)": lambda: plan(_anew(case)),
        "the card, rendered": lambda: card.render(_anew(case)),
        "the last question, rendered": lambda: question.render(_asking_again(case), 1),
        "compose(case)": lambda: compose(_anew(case)),
        "check(case, letter)": lambda: check(_anew(case), letter),
        f"plan(case) of {LARGEST}": lambda: plan(_anew(largest)),
        f"compose(case) of {LARGEST}, and its text": lambda: text.write(
            compose(_anew(largest)), {}
        ),
        "the letter as DOCX": lambda: docx.write(letter, {}, case.house.stationery),
        "the letter as PDF": lambda: pdf.write(letter, {}, case.house.stationery),
    }.items():
        yield name, _timed(work, times)


def _timed(work: Callable[[], object], times: int) -> list[float]:
    work()
    taken = []
    for _ in range(times):
        began = perf_counter()
        work()
        taken.append(perf_counter() - began)
    return taken


def _anew(case: Case) -> Case:
    """The same case as if it had just been loaded: nothing is remembered about it yet."""
    return replace(case)


def _asking_again(case: Case) -> Case:
    last = plan(case)[-1]
    return replace(
        case, askings=(Asking(1, last, datetime(2024, 6, 17, tzinfo=UTC), posted="1.0"),)
    )
