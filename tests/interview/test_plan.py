"""The plan: which questions are asked, in which order, whatever was answered so far."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from foi_bot.case import Case, Key
from foi_bot.interview.plan import offered, plan, unanswered
from foi_bot.interview.questions import withheld_wordings, wordings
from foi_bot.letter.compose import compose
from foi_bot.letter.tree import spans
from tests.cases.build import answered, case_file, changed, opened, without


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


@pytest.mark.parametrize(
    ("outcome", "is_offered"),
    [("withhold", True), ("extend", True), ("to-be-published", True), ("ncnd", False)],
)
def test_where_it_lies_is_noted_only_of_what_the_letter_says_is_held(
    outcome: str, is_offered: bool
) -> None:
    case = answered(opened(), "outcome@1", outcome)
    assert (Key("kept-where") in offered(case)) is is_offered


@pytest.mark.parametrize("name", wordings())
def test_a_question_about_what_is_withheld_has_other_words_and_takes_the_same_answer(
    name: str,
) -> None:
    """What an answer must be is asked of a question whose words nobody needs (`cannot_stand`)."""
    assert withheld_wordings()[name].kind is wordings()[name].kind
