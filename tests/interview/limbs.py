"""Cases that rely on one limb, answered limb by limb: no more of the plan than that."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

from foi_bot.case import Case, Key, Value
from foi_bot.interview.asked import question
from foi_bot.interview.outcome import CHOSEN_LIMBS, FIXED_LIMBS, Outcome
from foi_bot.interview.questions import Kind, Question
from foi_bot.interview.reasons import reasons
from foi_bot.law.act import limb
from foi_bot.law.limbs import Body
from tests.cases.build import answered, changed, opened
from tests.interview.values import harmless, plainest

TODAY = date(2026, 6, 17)
DAYS = (date(2008, 3, 3), date(2018, 5, 24), TODAY)
"""Before the law of 2011, before that of 2018, and now."""


def relying(*cites: str, on: date = TODAY, outcome: Outcome | None = None) -> Case:
    """A case whose only part relies on these limbs of one duty."""
    house = opened().house
    relied_on = [limb(cite, on=on) for cite in cites]
    if any(Body.GOVERNMENT_DEPARTMENT in one.only_for for one in relied_on):
        house = house.model_copy(update={"body": "department"})
    fixed = next((o for o, limbs in FIXED_LIMBS.items() if limbs == cites), None)
    usual = Outcome.NCND if relied_on[0].is_ncnd else Outcome.WITHHOLD
    decided = outcome or fixed or usual
    answers: dict[str, Value] = {"outcome@1": decided}
    if decided in CHOSEN_LIMBS:
        answers[f"{CHOSEN_LIMBS[decided]}@1"] = cites
    return changed(opened(on=on, house=house), answers)


def asked(case: Case, cite: str, *beside: str) -> list[str]:
    """The questions that are asked for a limb now; `beside` are the limbs before it."""
    return [key.question for key in reasons(case, cite, (*beside, cite))]


def argued(case: Case, cite: str, answers: dict[str, str] | None = None) -> Case:
    """The case with everything answered that is asked for a limb: these answers to these questions,
    the plainest ones to all others."""
    for _ in range(60):
        left = [key for key in reasons(case, cite, (cite,)) if key not in case.current]
        if not left:
            return case
        given = (answers or {}).get(left[0].question)
        value = given or plainest(case, left[0], question(case, left[0]))
        case = answered(case, left[0], value)
    raise AssertionError(f"no end to what is asked for {cite}")


def every_way(case: Case, cite: str) -> Iterator[Case]:
    """The case argued so that every option of every choice is taken once, but for those that end
    the reliance on the limb."""
    done = argued(case, cite)
    yield done
    for key in [one for one in reasons(done, cite, (cite,)) if one.about == cite]:
        one = question(done, key)
        if one.kind is Kind.CHOICE:
            for option in harmless(one)[1:]:
                yield argued(answered(done, Key(key.question, cite), option.value), cite)


@cache
def put(cite: str, on: date) -> dict[str, Question]:
    """Every question that is asked for a limb in one way or another, as it is put."""
    found: dict[str, Question] = {}
    for case in every_way(relying(cite, on=on), cite):
        for key in reasons(case, cite, (cite,)):
            found.setdefault(key.question, question(case, key))
    return found
