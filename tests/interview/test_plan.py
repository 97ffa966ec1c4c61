"""The plan: which questions are asked, in which order, whatever was answered so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_bot.case import Case, Key, Value
from foi_bot.interview.answers import invalid
from foi_bot.interview.asked import question
from foi_bot.interview.parts import split, to_value
from foi_bot.interview.plan import plan, unanswered
from foi_bot.interview.questions import Kind, Question, wordings
from foi_bot.law.act import limbs_in_force
from foi_bot.law.limbs import Duty
from foi_bot.letter.compose import compose
from foi_bot.letter.tree import spans
from tests.cases.build import answered, case_file, changed, opened, without

DAYS = st.dates(date(2005, 1, 1), date(2030, 12, 31))
REQUESTS = st.sampled_from(
    [
        "How many bicycles were stolen?",
        "1) How many bicycles were stolen?\n2) Is Robin Example under investigation?",
        "2. How many?\n3. By whom?\n4. When?",
        "- How many?\n- By whom?",
    ]
)
MOST = 150
"""More questions than this about three parts and three limbs would be an interrogation."""


def limbs(on: date) -> list[str]:
    """Every provision that excuses from confirming or denying on a day."""
    return [limb.cite for limb in limbs_in_force(on, duty=Duty.CONFIRM_OR_DENY)]


def valid(case: Case, asked: Question) -> st.SearchStrategy[Value]:
    """Any value that the question takes."""
    values = [option.value for option in asked.options]
    match asked.kind:
        case Kind.CHOICE:
            return st.sampled_from(values)
        case Kind.CHOICES:
            some = st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True)
            return some.map(tuple)
        case Kind.LINES:
            return st.just(("One factor of weight.",))
        case Kind.PARTS:
            return st.just(to_value(split(case.request.text).parts))
        case _:
            return st.just("Somebody would learn something, and act on it.")


def onward(case: Case, asked: Question, data: st.DataObject) -> Value:
    """A valid value that does not take the ground from an earlier answer."""
    value = data.draw(valid(case, asked))
    option = asked.option(value) if isinstance(value, str) else None
    if option is None or not option.undoes:
        return value
    return next(option.value for option in asked.options if not option.undoes)


def test_a_plain_how_many_takes_at_most_five_answers_the_form_s_included() -> None:
    case = case_file("disclose-table-free")
    form = 1
    assert len(plan(case)) + form <= 5
    assert [key.question for key in plan(case)] == ["outcome", "answer", "basis", "people"]


def test_a_request_without_numbers_is_not_asked_about_its_parts() -> None:
    assert plan(opened()) == (Key("outcome", "1"),)


@pytest.mark.parametrize("request_", ["2) How many?\n3) When?", "1. a\n2. b"])
def test_a_numbered_request_or_a_gap_in_the_numbers_is_asked_about_first(request_: str) -> None:
    assert plan(opened(request_)) == (Key("parts"),)


def test_whether_we_may_say_held_is_asked_first() -> None:
    """Otherwise the thread, which can itself be requested, would say what an NCND protects."""
    case = opened()
    assert plan(case) == (Key("outcome", "1"),)
    case = answered(case, "outcome@1", "ncnd")
    assert unanswered(case) == (Key("reveals", "1"),)
    asked = [key.question for key in plan(case_file("ncnd-fraud"))]
    assert asked.index("outcome") == 0
    first = ["outcome", "reveals", "reveals-words", "confirmed", "consistent", "limbs"]
    assert asked[: len(first)] == first


@pytest.mark.parametrize("question_", ["answer", "basis", "people"])
def test_an_ncnd_is_never_asked_what_is_held(question_: str) -> None:
    asked = {key.question for key in plan(case_file("ncnd-fraud"))}
    assert question_ not in asked


def test_each_answer_that_can_end_an_ncnd_is_awaited_before_the_next_is_asked() -> None:
    case = answered(opened(), "outcome@1", "ncnd")
    for ends in ("reveals", "confirmed", "consistent"):
        left = unanswered(case)
        assert left[-1] == Key(ends, "1")
        for key in left:
            value = "The name." if key.question == "reveals-words" else "yes"
            case = answered(case, key, "no" if key.question == "confirmed" else value)
    assert unanswered(case) == (Key("limbs", "1"),)


@pytest.mark.parametrize(("key", "value"), [("reveals@1", "no"), ("confirmed@1", "yes")])
def test_an_answer_that_ends_the_ncnd_has_the_outcome_asked_again(key: str, value: str) -> None:
    case = answered(case_file("ncnd-fraud"), key, value)
    assert Key("outcome", "1") in unanswered(case)
    assert Key("limbs", "1") not in plan(case)


def test_a_limb_that_is_no_longer_law_is_not_asked_about() -> None:
    old = changed(
        opened(on=date(2018, 5, 24)),
        {
            "outcome@1": "ncnd",
            "reveals@1": "yes",
            "confirmed@1": "no",
            "consistent@1": "yes",
            "limbs@1": ("40(5)(b)(i)",),
        },
    )
    assert any(key.about == "40(5)(b)(i)" for key in plan(old))
    assert not any(
        key.about for key in plan(replace(old, on=date(2018, 5, 25))) if "4" in key.about
    )


def test_going_back_and_changing_an_answer_asks_only_what_depends_on_it() -> None:
    case = case_file("ncnd-fraud")
    fewer = answered(case, "limbs@1", ("30(3)",))
    assert unanswered(fewer) == ()
    assert set(plan(fewer)) < set(plan(case))
    again = answered(fewer, "limbs@1", ("30(3)", "40(5B)(a)(i)"))
    assert plan(again) == plan(case)
    assert unanswered(again) == ()


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_answering_what_is_asked_leads_to_a_letter_whatever_is_answered(
    data: st.DataObject,
) -> None:
    case = opened(data.draw(REQUESTS), on=data.draw(DAYS))
    for _ in range(MOST):
        left = unanswered(case)
        if not left:
            break
        asked = question(case, left[0])
        value = onward(case, asked, data)
        assert invalid(asked, value) is None
        case = answered(case, left[0], value)
    assert unanswered(case) == ()
    words = "".join(span.text for span in spans(compose(case)))
    assert case.request.text.split("\n")[0] in words


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_answers_that_undo_others_lead_back_and_then_on(data: st.DataObject) -> None:
    case = opened(data.draw(REQUESTS), on=data.draw(DAYS))
    undoing = data.draw(st.integers(0, 4))
    for _ in range(2 * MOST):
        left = unanswered(case)
        if not left:
            break
        asked = question(case, left[0])
        undoes = [o.value for o in asked.options if o.undoes]
        if undoes and undoing and data.draw(st.booleans()):
            undoing -= 1
            case = answered(case, left[0], undoes[0])
        else:
            case = answered(case, left[0], onward(case, asked, data))
    assert unanswered(case) == ()


KEYS = st.builds(
    Key,
    st.sampled_from(sorted(wordings())),
    st.sampled_from(["", "1", "2", "30(3)", "31(3)", "23(5)", "40(5B)(a)(i)", "nothing"]),
)
VALUES = st.one_of(
    st.sampled_from(["yes", "no", "ncnd", "disclose", "ordinary", "waiver", "31(1)(g)", ""]),
    st.lists(st.sampled_from([*limbs(date(2024, 6, 17)), "40(5)(a)", "99"]), max_size=4).map(tuple),
)


@settings(deadline=None, max_examples=150)
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


def _walks(case: Case) -> Iterator[Case]:
    """The case answered to its end in every way that its choices allow."""
    while left := unanswered(case):
        asked = question(case, left[0])
        if asked.kind is Kind.CHOICE:
            for option in asked.options:
                if not option.undoes:
                    yield from _walks(answered(case, left[0], option.value))
            return
        one: Value = ("A factor.",) if asked.kind is Kind.LINES else "A reason."
        case = answered(case, left[0], one)
    yield case


def test_no_question_is_asked_of_nobody() -> None:
    """Every question of the set is reached by some request, limb and choice."""
    reached = {"parts", "answer", "basis", "people"}
    on = date(2024, 6, 17)
    for cite in limbs(on):
        case = changed(
            opened(on=on),
            {
                "outcome@1": "ncnd",
                "reveals@1": "yes",
                "reveals-words@1": "The name.",
                "confirmed@1": "no",
                "consistent@1": "yes",
                "limbs@1": (cite,),
            },
        )
        for end in _walks(case):
            reached |= {key.question for key in plan(end)}
    assert set(wordings()) == reached


def test_an_answer_whose_question_left_the_plan_never_reaches_the_letter() -> None:
    case = case_file("ncnd-fraud")
    said = "without a hearing at which to answer"
    assert said in _words(case)
    gone = answered(case, "limbs@1", ("30(3)",))
    assert gone.words("pit-against", "40(5B)(a)(i)")
    assert said not in _words(gone)
    disclosed = changed(
        case, {"outcome@1": "disclose", "answer@1": "No.", "basis@1": "x", "people@1": "no"}
    )
    assert all(str(one) not in _words(disclosed) for one in case.value("pit-for", "30(3)") or ())


def test_an_answer_that_was_taken_back_is_asked_for_again() -> None:
    case = case_file("ncnd-fraud")
    key = Key("if-yes", "30(3)")
    assert key in unanswered(without(case, str(key)))


def _words(case: Case) -> str:
    return "".join(span.text for span in spans(compose(case)))
