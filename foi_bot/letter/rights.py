"""How to complain: to the authority, and to the regulator (FOIA s17(7), s50)."""

from __future__ import annotations

from collections.abc import Iterator

from foi_bot.case import Case
from foi_bot.law.regulator import NoRegulatorError, regulator
from foi_bot.letter.fill import Facts
from foi_bot.letter.passages import heading, of_the_law, passage
from foi_bot.letter.tree import Block


def review_and_regulator(case: Case) -> Iterator[Block]:
    """Both ways to complain, as every notice of refusal has to tell them."""
    yield heading(case, 2, "rights/heading")
    yield from passage(case, "rights/review", review_route(case))
    yield from to_regulator(case, "rights/regulator")


def review_route(case: Case) -> Facts:
    """Where and by when an applicant asks for a review, for a passage that says so."""
    review = case.house.review
    return {
        "window_days": review.window_days,
        "answer_days": review.answer_days,
        "review_email": review.email,
        "review_address": review.address,
        "reference": case.reference,
    }


def to_regulator(case: Case, name: str) -> tuple[Block, ...]:
    """A passage on the right under section 50. For days on which nothing is known of the regulator
    the letter says nothing, and the checks do."""
    try:
        to = regulator(on=case.on)
    except NoRegulatorError:
        return ()
    return passage(
        case,
        name,
        {
            "regulator": of_the_law(case, to.name),
            "web": to.web,
            "telephone": to.telephone,
            "address": ", ".join((of_the_law(case, to.office), *to.address)),
        },
    )
