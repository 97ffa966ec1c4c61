"""compose(case): the letter that the answers make, as a tree. Pure.

The order is the usual one: letterhead, date, reference, heading, what was asked and when, the
request word for word, the outcome part by part, the reasons limb by limb, contact, sign-off, review
and regulator. Every sentence that is not somebody's answer is a passage in `templates/letters/`.
"""

from __future__ import annotations

from collections.abc import Iterator

from foi_bot.case import Case
from foi_bot.interview.outcome import Outcome
from foi_bot.interview.slices import Slice, slices_with
from foi_bot.law.days_in_words import long_date
from foi_bot.law.regulator import NoRegulatorError, regulator
from foi_bot.letter.characters import printable
from foi_bot.letter.fill import Facts
from foi_bot.letter.limbs import all_reasons
from foi_bot.letter.outcomes import WORDS
from foi_bot.letter.passages import heading, passage
from foi_bot.letter.tree import (
    Block,
    Heading,
    Letter,
    Letterhead,
    Paragraph,
    Quotation,
    Reference,
    SignOff,
    Slot,
    Span,
)

REQUEST = "request"
"""The origin of the applicant's own words."""


def compose(case: Case) -> Letter:
    """The letter as the current answers make it, dated `case.on`. What is unanswered is left out:
    the checks say what is missing."""
    title = case.house.wording.text("title", {})
    return Letter(case.house.language, title, tuple(_blocks(case, title)))


def _blocks(case: Case, title: str) -> Iterator[Block]:
    house = case.house
    yield Letterhead(house.letterhead)
    yield Slot("date")
    yield Slot("applicant")
    yield Reference("Our reference", case.reference)
    yield Heading(1, (Span(title),))
    yield from passage(case, "opening", {"received": long_date(case.request.received)})
    yield _quoted(case.request.text)
    yield from _decision(case)
    yield from _sections(case)
    yield from all_reasons(case)
    yield from contact(case)
    yield SignOff(house.sign_off)
    yield from _rights(case)


def _decision(case: Case) -> Iterator[Block]:
    yield heading(case, 2, "decision-heading")
    for outcome, some in _by_outcome(case):
        yield from WORDS[outcome].decision(case, some)


def _sections(case: Case) -> Iterator[Block]:
    for outcome, some in _by_outcome(case):
        yield from WORDS[outcome].section(case, some)


def _by_outcome(case: Case) -> Iterator[tuple[Outcome, tuple[Slice, ...]]]:
    """The slices of each outcome, in the order in which the letter speaks of them."""
    for outcome in WORDS:
        if some := slices_with(case, outcome):
            yield outcome, some


def _rights(case: Case) -> Iterator[Block]:
    """FOIA s17(7): how to complain to the authority, and the right under s50. For days on which
    nothing is known of the regulator the letter says nothing, and the checks do."""
    review = case.house.review
    yield heading(case, 2, "rights/heading")
    facts: Facts = {
        "window_days": review.window_days,
        "answer_days": review.answer_days,
        "review_email": review.email,
        "review_address": review.address,
        "reference": case.reference,
    }
    yield from passage(case, "rights/review", facts)
    try:
        to = regulator(on=case.on)
    except NoRegulatorError:
        return
    complaint: Facts = {
        "regulator": to.name,
        "web": to.web,
        "telephone": to.telephone,
        "address": ", ".join((to.office, *to.address)),
    }
    yield from passage(case, "rights/regulator", complaint)


def contact(case: Case) -> tuple[Block, ...]:
    """How to ask about the letter."""
    to = case.house.contact
    return passage(
        case,
        "contact",
        {"email": to.email, "telephone": to.telephone, "reference": case.reference},
    )


def _quoted(text: str) -> Quotation:
    """The request word for word, its blank lines as paragraphs."""
    pieces = [piece.strip("\n") for piece in printable(text).split("\n\n") if piece.strip()]
    return Quotation(tuple(Paragraph((Span(piece, REQUEST),)) for piece in pieces))
