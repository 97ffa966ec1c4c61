"""The words for information that is exempt while the public interest is still being weighed
(sections 10(3) and 17(2))."""

from __future__ import annotations

from collections.abc import Iterator

from foi_bot.case import Case, Key
from foi_bot.interview.days import read_day
from foi_bot.interview.outcome import Outcome
from foi_bot.interview.slices import Slice, slices, slices_with
from foi_bot.letter.fill import Facts, Value
from foi_bot.letter.passages import label_of, long_date, names_of, passage, said
from foi_bot.letter.relied_on import alike, provisions
from foi_bot.letter.tree import Block

UNTIL = Key("extended-until")


def decision(case: Case, some: tuple[Slice, ...]) -> Iterator[Block]:
    """What is held, under which exemptions, and by when it will be decided."""
    for group in alike(case, some):
        for one in group.slices:
            held = said(case, Key("what-withheld", one.id))
            facts: Facts = {
                "part": label_of(case, one),
                "held": held,
                "stopped": held.text.endswith("."),
                "provisions": provisions(case, group.cites),
                "until": _until(case),
            }
            yield from passage(case, "extend/decision", facts)


def section(case: Case, some: tuple[Slice, ...]) -> Iterator[Block]:
    """Nothing: why the exemptions apply is said limb by limb, with `until` at the end."""
    del case, some
    return iter(())


def until(case: Case) -> tuple[Block, ...]:
    """That more time is taken, for which pieces only, and the estimated day."""
    facts: Facts = {
        "until": _until(case),
        "other": not is_all(case),
        "what": names_of(case, slices_with(case, Outcome.EXTEND)),
    }
    return passage(case, "extend/until", facts)


def is_all(case: Case) -> bool:
    """Whether the letter decides nothing but that it takes more time."""
    found = slices(case)
    return bool(found) and slices_with(case, Outcome.EXTEND) == found


def _until(case: Case) -> Value:
    day = read_day(case.words(*UNTIL))
    return Value(long_date(case, day), str(UNTIL)) if day else Value("")
