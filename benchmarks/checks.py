"""Reading a letter and checking it, beside one bare pass over the same words.

The bare pass splits the text into sentences with one regular expression: less could not be done
with it. Nothing of a letter is remembered from one run to the next, only what is read from files.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter

from foi_bot.checks.any_letter.run import check_letter
from foi_bot.checks.any_letter.sheet import Sheet
from foi_bot.checks.run import check
from foi_bot.letter import text
from foi_bot.letter.compose import compose
from foi_bot.letter.read.decided import is_silent, kind_of
from foi_bot.letter.read.letter import read
from tests.cases.build import case_file

LETTERS = {"withheld-30-and-40": 3, "ncnd-cse-2018": 4}
"""Sample letters, and how many pages they have."""
LETTERS_SENT = Path("../shared/seeds")
"""Where there are letters that authorities sent, these are measured, too."""
TODAY = date(2026, 6, 17)

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])|\n+")

OF_THE_ACT = (is_silent, kind_of)
"""What is remembered of provisions, not of letters."""

Timed = tuple[str, list[float], list[float]]


def checks(times: int) -> Iterator[Timed]:
    """What is done to each letter: its name, the seconds of `times` runs of ours, and those of the
    bare pass, taken by turns."""
    for name, pages in LETTERS.items():
        case = case_file(name)
        letter = compose(case)
        words = text.write(letter, {})
        yield _by_turns(
            f"all checks on the case: {name} ({pages} pages)",
            lambda case=case, letter=letter: check(replace(case), letter),  # type: ignore[misc]
            words,
            times,
        )
        yield from _any_letter(name, words, times)
    for path in sorted(LETTERS_SENT.glob("*.txt")):
        yield from _any_letter(path.stem, path.read_text("utf-8"), times)


def _any_letter(name: str, words: str, times: int) -> Iterator[Timed]:
    what = f"{name} ({len(words.encode()) / 1000:.1f} KB)"
    yield _by_turns(f"reading: {what}", lambda: read(words), words, times)
    yield _by_turns(
        f"reading, and all checks on any letter: {what}",
        lambda: check_letter(Sheet(read(words), TODAY)),
        words,
        times,
    )


def _by_turns(name: str, work: Callable[[], object], words: str, times: int) -> Timed:
    ours, bare = list[float](), list[float]()
    work()
    for _ in range(times):
        _forget()
        began = perf_counter()
        work()
        done = perf_counter()
        _SENTENCE.split(words)
        bare.append(perf_counter() - done)
        ours.append(done - began)
    return name, ours, bare


def _forget() -> None:
    """Empty what remembers words of letters. What is known of the Act stays, and a memory without
    a bound: that holds what was read from files."""
    for name, module in list(sys.modules.items()):
        if name.startswith("foi_bot.") and not name.startswith("foi_bot.law."):
            for one in vars(module).values():
                if not hasattr(one, "cache_clear") or one in OF_THE_ACT:
                    continue
                if one.cache_parameters()["maxsize"] is not None:
                    one.cache_clear()
