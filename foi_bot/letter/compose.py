"""compose(case): the letter that the answers make, as a tree. Pure.

The order is the usual one: letterhead, date, reference, heading, what the kind of letter has to say
(`foi_bot.letter.kinds`), contact, sign-off, and how to complain. Every sentence that is not
somebody's answer is a passage in `templates/letters/`.
"""

from __future__ import annotations

from collections.abc import Iterator

from foi_bot.case import Case
from foi_bot.interview.kind import letter_kind
from foi_bot.letter.kinds import KINDS, Kind
from foi_bot.letter.outcomes import clarify, extend
from foi_bot.letter.passages import passage
from foi_bot.letter.quoted import REQUEST
from foi_bot.letter.tables import captioned
from foi_bot.letter.tree import Block, Heading, Letter, Letterhead, Reference, SignOff, Slot, Span

__all__ = ["REQUEST", "compose", "contact"]


def compose(case: Case) -> Letter:
    """The letter as the current answers make it, dated `case.on`. What is unanswered is left out:
    the checks say what is missing."""
    kind = KINDS[letter_kind(case)]
    facts = {"undecided": extend.is_all(case), "unclear": clarify.is_all(case)}
    title = case.house.wording.text(kind.TITLE, facts)
    blocks = captioned(case, _blocks(case, kind, title))
    return Letter(case.house.language, title, tuple(blocks))


def _blocks(case: Case, kind: Kind, title: str) -> Iterator[Block]:
    house = case.house
    yield Letterhead(house.letterhead)
    yield Slot("date", house.wording.text("slots/date", {}))
    yield Slot("applicant", house.wording.text("slots/applicant", {}))
    yield Reference(house.wording.text("names/reference", {}), case.reference)
    yield Heading(1, (Span(title),))
    yield from _speaks(case)
    yield from kind.body(case)
    yield from contact(case)
    yield SignOff(house.sign_off)
    yield from kind.rights(case)


def _speaks(case: Case) -> tuple[Block, ...]:
    """For whom the letter speaks, where a unit answers for several authorities."""
    house = case.house
    if house.unit is None:
        return ()
    facts = {"unit": house.unit, "authority": house.authority, "others": house.others}
    return passage(case, "unit/speaks", facts)


def contact(case: Case) -> tuple[Block, ...]:
    """How to ask about the letter."""
    to = case.house.contact
    return passage(
        case,
        "contact",
        {"email": to.email, "telephone": to.telephone, "reference": case.reference},
    )
