"""All rules together: what has to be mended comes first, and nothing is told twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_bot.case import Case, Key, Value
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.run import check
from foi_bot.interview.asked import question
from foi_bot.interview.kind import LetterKind
from foi_bot.interview.outcome import Outcome
from foi_bot.interview.plan import plan
from foi_bot.interview.questions import Kind
from foi_bot.letter.compose import compose
from foi_bot.letter.tree import Letter
from tests.cases.build import HERE, answered, case_file, changed, opened
from tests.checks.letters import fraud, worked
from tests.interview.test_walk import DAYS, KEYS, MOST, REQUESTS, VALUES
from tests.interview.values import answered_to_the_end, onward
from tests.letter.texts import anything

SAMPLES = sorted(file.stem for file in HERE.glob("*.yaml"))


@pytest.mark.parametrize("name", SAMPLES)
def test_a_good_letter_has_no_findings(name: str) -> None:
    case = case_file(name)
    found = check(case, compose(case))
    # Always shown to the approver: a recorded decision not to weigh what practice varies about, and
    # a language that rules on words do not know.
    told = [f for f in found if f.rule != "language"]
    assert [f for f in told if not f.answer.startswith("waiver-reason@")] == []


def test_what_has_to_be_mended_comes_first() -> None:
    case = fraud({"if-yes@30(3)": "n/a", "stage@30(3)": "Our investigation would suffer."})
    severities = [finding.severity for finding in check(case, compose(case))]
    assert set(severities) == {Severity.MUST_FIX, Severity.LOOK_AGAIN}
    assert severities == sorted(severities, key=list(Severity).index)


def test_the_same_letter_always_has_the_same_findings_in_the_same_order() -> None:
    case = fraud({"if-yes@30(3)": "n/a", "if-no@30(3)": "We hold [number] files, section 31."})
    assert check(case, compose(case)) == check(case, compose(case))


def test_a_finding_keeps_its_name_while_it_stands_so_that_it_can_be_overruled() -> None:
    one = fraud({"if-yes@30(3)": "n/a"})
    both = answered(one, "stage@30(3)", "None.")
    ids = {finding.id for finding in check(one, compose(one))}
    assert ids <= {finding.id for finding in check(both, compose(both))}


def test_every_finding_says_where_by_which_law_and_what_to_do_next() -> None:
    case = fraud(
        {
            "if-yes@30(3)": "n/a",
            "if-no@30(3)": "We hold [number] files under section 40(5).",
            "pit-for@30(3)": ("Transparency.",),
            "pit-decisive@30(3)": "The balance is not made out.",
        }
    )
    for finding in check(case, Letter("en-GB", "Empty", ())) + check(case, compose(case)):
        assert finding.place
        assert finding.source.startswith("FOIA s")
        assert finding.advice.endswith((".", "?"))
        assert not finding.answer or Key.parse(finding.answer) in case.current


def test_an_empty_letter_breaks_every_duty_and_no_check() -> None:
    found = check(fraud(), Letter("en-GB", "", ()))
    assert {finding.rule for finding in found} >= {"limb", "reason", "public-interest", "rights"}


KINDS = [*Outcome, *LetterKind]


@cache
def _case(kind: Outcome | LetterKind) -> Case:
    """A case of two parts, the first with this outcome, or one that is at this letter."""
    case = opened("1) How many bicycles were stolen in 2023?\n2) Is Robin Example a suspect?")
    if isinstance(kind, LetterKind):
        return worked(changed(case, {"letter": kind, "outcome@1": "cost", "outcome@2": "ncnd"}))
    return worked(changed(case, {"outcome@1": kind, "outcome@2": "disclose"}))


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_the_outcome_good_answers_leave_nothing_to_mend(kind: str) -> None:
    case = _case(kind)
    assert [f for f in check(case, compose(case)) if f.severity is Severity.MUST_FIX] == []


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_the_outcome_a_finding_on_an_empty_letter_leads_to_a_question_that_is_asked(
    kind: str,
) -> None:
    case = _case(kind)
    for finding in check(case, Letter("en-GB", "", ())):
        _leads_somewhere(case, finding)


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_whatever_is_typed_the_checks_come_to_an_end_and_blame_a_question_that_was_asked(
    data: st.DataObject,
) -> None:
    case = _case(data.draw(st.sampled_from(KINDS)))
    typed = [key for key in plan(case) if question(case, key).kind in (Kind.TEXT, Kind.LINES)]
    for key in data.draw(st.lists(st.sampled_from(typed), max_size=4)) if typed else ():
        value = data.draw(anything)
        # The list of pieces decides which slices there are; what is typed there is a piece's name.
        case = answered(case, key, (value, "any other") if _is_list(case, key) else value)
    for finding in check(case, compose(case)):
        _leads_somewhere(case, finding)


@settings(deadline=None, max_examples=60)
@given(DAYS, REQUESTS, st.data())
def test_whatever_is_chosen_the_checks_come_to_an_end_and_blame_a_question_that_was_asked(
    on: date, request_: str, data: st.DataObject
) -> None:
    case = answered_to_the_end(
        opened(request_, on=on), lambda then, key: onward(then, key, data), MOST
    )
    later = replace(case, on=data.draw(DAYS))
    for one in (case, later):
        for finding in check(one, compose(case)):
            _leads_somewhere(one, finding)


@settings(deadline=None, max_examples=150)
@given(st.dictionaries(KEYS.filter(lambda key: key.question != "parts"), VALUES), DAYS, REQUESTS)
def test_the_checks_are_total_whatever_answers_a_case_holds(
    answers: dict[Key, Value], on: date, request_: str
) -> None:
    case = opened(request_, on=on)
    base = answered(opened(), "outcome@1", "ncnd").answers[0]
    given_ = tuple(
        replace(base, no=no, key=key, value=value)
        for no, (key, value) in enumerate(answers.items(), 1)
    )
    for finding in check(replace(case, answers=given_), compose(_case(Outcome.WITHHOLD))):
        assert finding.place
        assert finding.advice.endswith((".", "?"))


def _is_list(case: Case, key: Key) -> bool:
    return question(case, key).kind is Kind.LINES


def _leads_somewhere(case: Case, finding: Finding) -> None:
    """A finding names its place and its law, says what to do, and goes to a question that the
    officer was asked."""
    assert finding.place
    assert finding.source
    assert finding.advice.endswith((".", "?"))
    assert not finding.answer or Key.parse(finding.answer) in plan(case)
