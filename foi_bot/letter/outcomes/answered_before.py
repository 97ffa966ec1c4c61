"""The words for what an earlier letter of the same case has decided."""

from __future__ import annotations

from collections.abc import Iterator

from foi_bot.case import Case, Key
from foi_bot.interview.days import read_day
from foi_bot.interview.slices import Slice
from foi_bot.letter.fill import Facts, Value
from foi_bot.letter.passages import long_date, names_of, passage
from foi_bot.letter.tree import Block


def decision(case: Case, some: tuple[Slice, ...]) -> Iterator[Block]:
    """Which letter decided it, letter by letter; that it still stands."""
    letters: dict[str, list[Slice]] = {}
    for one in some:
        letters.setdefault(case.words("earlier-letter", one.id), []).append(one)
    for told, decided in letters.items():
        day = read_day(told)
        facts: Facts = {
            "what": names_of(case, tuple(decided)),
            "letter": Value(long_date(case, day), str(Key("earlier-letter", decided[0].id)))
            if day
            else Value(""),
        }
        yield from passage(case, "answered-before/decision", facts)


def section(case: Case, some: tuple[Slice, ...]) -> Iterator[Block]:
    """Nothing more is said of it."""
    del case, some
    return iter(())
