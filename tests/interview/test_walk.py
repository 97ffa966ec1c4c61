"""Walking the plan: every question can be reached, none is asked twice, and there is no dead end,
for all outcomes, all limbs and all days from 2005 to 2030."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_bot.case import Case, Key, Value
from foi_bot.enclosures import Enclosure
from foi_bot.interview.asked import question
from foi_bot.interview.kind import LetterKind
from foi_bot.interview.outcome import CHOSEN_LIMBS, OUTSIDE, SPLIT, Outcome
from foi_bot.interview.parts import to_value
from foi_bot.interview.plan import is_outside_the_act, offered, plan, unanswered
from foi_bot.interview.questions import Kind, wordings
from foi_bot.interview.slices import parts
from foi_bot.law.act import limbs_in_force
from foi_bot.law.cites import section_of
from foi_bot.law.limbs import Body, Duty
from foi_bot.letter.compose import compose
from foi_bot.letter.tree import spans
from tests.cases.build import AT, OFFICER, answered, changed, opened
from tests.interview.values import (
    answered_to_the_end,
    chooser,
    cites,
    harmless,
    onward,
    plainest,
)

DAYS = st.dates(date(2005, 1, 2), date(2030, 12, 31))
REQUESTS = st.sampled_from(
    [
        "How many bicycles were stolen?",
        "1) How many bicycles were stolen?\n2) Is Robin Example under investigation?",
        "2. How many?\n3. By whom?\n4. When?",
        "- How many?\n- By whom?",
    ]
)
MOST = 400
"""More questions than this about three parts, each in pieces of several limbs, would be an
interrogation."""

TODAY = date(2026, 6, 17)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_answering_what_is_asked_leads_to_a_letter_whatever_is_answered(
    data: st.DataObject,
) -> None:
    case = opened(data.draw(REQUESTS), on=data.draw(DAYS))
    case = answered_to_the_end(case, lambda then, key: onward(then, key, data), MOST)
    if not is_outside_the_act(case):
        words = "".join(span.text for span in spans(compose(case)))
        assert case.request.text.split("\n")[0] in words


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_answers_that_undo_others_lead_back_and_then_on(data: st.DataObject) -> None:
    undoing = data.draw(st.integers(0, 4))

    def choose(case: Case, key: Key) -> Value:
        nonlocal undoing
        undoes = [option.value for option in question(case, key).options if option.undoes]
        if undoes and undoing and data.draw(st.booleans()):
            undoing -= 1
            return undoes[0]
        return onward(case, key, data)

    answered_to_the_end(opened(data.draw(REQUESTS), on=data.draw(DAYS)), choose, 2 * MOST)


KEYS = st.builds(
    Key,
    st.sampled_from(sorted(wordings())),
    st.sampled_from(
        ["", "1", "2", "1/1", "1/2", "2/1", "30(3)", "31(1)(a)", "23(5)", "40(2)", "nothing"]
    ),
)
VALUES: st.SearchStrategy[Value] = st.one_of(
    st.sampled_from(
        ["yes", "no", *Outcome, SPLIT, *LetterKind, "ordinary", "waiver", "together", ""]
    ),
    st.lists(
        st.sampled_from(
            [
                *cites(TODAY, Duty.CONFIRM_OR_DENY),
                *cites(TODAY, Duty.COMMUNICATE),
                "40(5)(a)",
                "burden",
                "a\tb\tc",
            ]
        ),
        max_size=4,
    ).map(tuple),
)


@settings(deadline=None, max_examples=200)
@given(st.dictionaries(KEYS.filter(lambda key: key.question != "parts"), VALUES), DAYS, REQUESTS)
def test_the_plan_is_total_finite_and_asks_nothing_twice(
    answers: dict[Key, Value], on: date, request_: str
) -> None:
    case = opened(request_, on=on)
    base = answered(opened(), "outcome@1", "ncnd").answers[0]
    given_ = tuple(
        replace(base, no=no, key=key, value=value)
        for no, (key, value) in enumerate(answers.items(), 1)
    )
    keys = plan(replace(case, answers=given_))
    assert len(set(keys)) == len(keys) <= MOST
    assert all(key.question in wordings() for key in keys)


CHOSEN = {one for family in wordings()["exemptions"].families for one in family.sections}
"""The sections among which an officer chooses to withhold; the others are outcomes of their own."""

EVERY_LIMB = [
    *((Outcome.NCND, cite) for cite in cites(TODAY, Duty.CONFIRM_OR_DENY)),
    *(
        (Outcome.WITHHOLD, cite)
        for cite in cites(TODAY, Duty.COMMUNICATE)
        if section_of(cite) in CHOSEN and cite != "40(1)"
    ),
]


@pytest.mark.parametrize(("outcome", "cite"), EVERY_LIMB)
def test_every_limb_is_argued_to_the_end_by_every_choice(outcome: Outcome, cite: str) -> None:
    for case in _walks(_relying(outcome, cite)):
        assert unanswered(case) == ()
        assert cite in "".join(span.text for span in spans(compose(case)))


@settings(deadline=None, max_examples=60)
@given(DAYS, st.sampled_from([Outcome.NCND, Outcome.WITHHOLD, Outcome.EXTEND]), st.data())
def test_on_any_day_the_limbs_that_are_law_are_offered_and_argued(
    on: date, outcome: Outcome, data: st.DataObject
) -> None:
    case = answered(opened(on=on), "outcome@1", outcome)
    wanted = CHOSEN_LIMBS[outcome]
    options = [one.value for one in question(case, Key(wanted, "1")).options]
    duty = Duty.CONFIRM_OR_DENY if outcome is Outcome.NCND else Duty.COMMUNICATE
    assert set(options) <= {one.cite for one in limbs_in_force(on, duty=duty)}
    some = tuple(data.draw(st.lists(st.sampled_from(options), min_size=1, max_size=3, unique=True)))

    def choose(then: Case, key: Key) -> Value:
        return some if key.question == wanted else onward(then, key, data)

    answered_to_the_end(case, choose, MOST)


def test_no_question_is_asked_of_nobody() -> None:
    """Every question of the set is reached by some request, outcome, limb and choice."""
    reached: set[str] = set()
    for case in _everything():
        reached |= {key.question for key in (*plan(case), *offered(case))}
    assert reached == set(wordings())


@pytest.mark.parametrize("outcome", sorted(Outcome))
def test_every_outcome_is_offered_and_can_be_reached_from_every_other(outcome: Outcome) -> None:
    case = opened()
    offers = [option.value for option in question(case, Key("outcome", "1")).options]
    assert outcome in offers
    for first in sorted(Outcome):
        case = answered_to_the_end(answered(opened(), "outcome@1", first))
        case = answered_to_the_end(answered(case, "outcome@1", outcome))
        assert is_outside_the_act(case) == (outcome in OUTSIDE)


def test_sixty_parts_are_asked_about_one_after_another() -> None:
    request = "\n".join(f"{no}. How many of the {no}th kind?" for no in range(1, 61))
    kinds = [Outcome.DISCLOSE, Outcome.NOT_HELD, Outcome.CLARIFY, Outcome.ENVIRONMENTAL]

    def choose(case: Case, key: Key) -> Value:
        if key.question == "outcome":
            return kinds[int(key.about) % len(kinds)]
        return plainest(case, key, question(case, key))

    case = answered_to_the_end(opened(request), choose, 1000)
    words = "".join(span.text for span in spans(compose(case)))
    assert all(f"part {no}" in words.lower() for no in range(1, 61))


def test_a_piece_keeps_its_answers_however_the_list_is_edited() -> None:
    case = changed(
        opened(),
        {
            "outcome@1": SPLIT,
            "pieces@1": ("the red ones", "the blue ones"),
            "outcome@1/1": "disclose",
            "answer@1/1": "Twelve are red.",
            "outcome@1/2": "ncnd",
        },
    )
    case = answered(case, "pieces@1", ("the green ones", "the blue ones", "the red ones"))
    outcomes = {
        key.about: case.value(*key)
        for key in plan(case)
        if key.question == "outcome" and "/" in key.about
    }
    assert outcomes == {"1/3": None, "1/2": "ncnd", "1/1": "disclose"}


def _relying(outcome: Outcome, cite: str) -> Case:
    """A case whose only part relies on one limb."""
    house = opened().house
    relied_on = next(one for one in limbs_in_force(TODAY) if one.cite == cite)
    for body, kind in ((Body.GOVERNMENT_DEPARTMENT, "department"), (Body.AUDITOR, "auditor")):
        if body in relied_on.only_for:
            house = house.model_copy(update={"body": kind})
    base = answered(opened(on=TODAY, house=house), "outcome@1", outcome)
    wanted = chooser({CHOSEN_LIMBS[outcome]: (cite,)})
    for _ in range(20):
        left = unanswered(base)
        if not left or left[0].about == cite:
            break
        base = answered(base, left[0], wanted(base, left[0]))
    return base


def _walks(case: Case) -> Iterator[Case]:
    """The case answered to its end, so that every option of every choice is taken once: all options
    of one question with the plainest answers to the others."""
    done = answered_to_the_end(case)
    yield done
    for key in plan(done):
        asked = question(done, key)
        if asked.kind is Kind.CHOICE and key.about not in ("", "1"):
            for option in harmless(asked)[1:]:
                yield answered_to_the_end(answered(done, key, option.value))


def _everything() -> Iterator[Case]:
    for outcome, cite in EVERY_LIMB:
        yield from _walks(_relying(outcome, cite))
    for outcome in Outcome:
        case = answered_to_the_end(answered(opened(), "outcome@1", outcome))
        yield case
        for key in plan(case):
            asked = question(case, key)
            for option in asked.options:
                if option.undoes:
                    continue
                some = asked.kind is Kind.CHOICES
                value: Value = (option.value,) if some else option.value
                yield answered_to_the_end(answered(case, key, value))
    for kind in LetterKind:
        yield answered_to_the_end(answered(opened(), "letter", kind))
    two = opened("1) How many?\n2) When?")
    cost = answered_to_the_end(two, chooser({"outcome": Outcome.COST}))
    both: dict[str, Value] = {
        "outcome": Outcome.WITHHOLD,
        "exemptions": ("24(1)", "31(1)(a)"),
        "weighing": "together",
    }
    referred: dict[str, Value] = {
        "outcome": Outcome.NCND,
        "limbs": ("30(3)", "31(3)"),
        "referred": "yes",
    }
    yield from (cost, *(answered_to_the_end(two, chooser(one)) for one in (both, referred)))
    for outcome in OUTSIDE:
        beside = changed(two, {"parts": to_value(parts(two)), "outcome@2": outcome})
        yield answered_to_the_end(beside)
    yield replace(cost, on=date(2030, 1, 1))
    sheet = Enclosure(1, "counts.csv", 120, "0" * 64, OFFICER, AT)
    yield replace(cost, enclosures=(sheet,))
