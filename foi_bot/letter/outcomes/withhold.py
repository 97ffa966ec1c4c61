"""The words for information that is held and withheld under an exemption."""

from __future__ import annotations

from collections.abc import Iterator

from foi_bot.case import Case, Key
from foi_bot.interview.days import read_day
from foi_bot.interview.rows import Row, rows
from foi_bot.interview.slices import Slice
from foi_bot.letter.fill import Facts
from foi_bot.letter.passages import (
    answered,
    heading,
    label_of,
    limb_name,
    long_date,
    name_of,
    passage,
    said,
)
from foi_bot.letter.relied_on import alike, provisions, unsaid
from foi_bot.letter.tables import columns
from foi_bot.letter.tree import Block, Table


def decision(case: Case, some: tuple[Slice, ...]) -> Iterator[Block]:
    """What is held and under which exemptions it is withheld, the pieces together that share
    them (section 17(1)(a) and (b)); whatever is given with pieces taken out by itself."""
    for group in alike(case, some):
        whole = tuple(one for one in group.slices if not _schedule(case, one))
        if len(whole) > 1:
            yield from _several(case, whole, group.cites)
        for one in group.slices:
            if one not in whole or len(whole) == 1:
                yield from _one(case, one, group.cites)
        if hidden := unsaid(case, group.cites):
            names = [limb_name(case, cite) for cite in hidden]
            yield from passage(case, "withhold/either-decision", {"unsaid": names})


def section(case: Case, some: tuple[Slice, ...]) -> Iterator[Block]:
    """What can be given of each piece, and what was taken out of which document; the reasons come
    limb by limb."""
    for one in some:
        released = Key("released", one.id)
        taken_out = _schedule(case, one)
        if case.words(*released) or taken_out:
            yield heading(case, 2, "withhold/heading", {"part": label_of(case, one)})
        yield from answered(case, released, "withhold/released")
        if taken_out:
            caption = case.house.wording.text("withhold/schedule", {"part": label_of(case, one)})
            key = Key("schedule", one.id)
            yield Table(caption, columns(case, "withhold/columns"), taken_out, str(key))


def _one(case: Case, one: Slice, cites: tuple[str, ...]) -> tuple[Block, ...]:
    held = said(case, Key("what-withheld", one.id))
    facts: Facts = {
        "part": label_of(case, one),
        "held": held,
        "stopped": held.text.endswith("."),
        "provisions": provisions(case, cites),
    }
    name = "decision-redacted" if _schedule(case, one) else "decision"
    return passage(case, f"withhold/{name}", facts)


def _several(case: Case, some: tuple[Slice, ...], cites: tuple[str, ...]) -> tuple[Block, ...]:
    every = [
        (label_of(case, one) or name_of(case, one), said(case, Key("what-withheld", one.id)))
        for one in some
    ]
    facts: Facts = {"every": every, "provisions": provisions(case, cites)}
    return passage(case, "withhold/decision-several", facts)


def _schedule(case: Case, one: Slice) -> tuple[Row, ...]:
    """The rows of the schedule of redactions: days in words, and each provision by its name."""
    if case.value("redacted", one.id) != "yes":
        return ()
    return tuple(_as_printed(case, row) for row in rows(case.value("schedule", one.id)))


def _as_printed(case: Case, row: Row) -> Row:
    document, date, title, pages, taken_out, cite = row
    day = read_day(date)
    written = long_date(case, day) if day else date
    return (document, written, title, pages, taken_out, limb_name(case, cite))
