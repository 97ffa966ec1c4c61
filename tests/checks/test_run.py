"""All rules together: what has to be mended comes first, and nothing is told twice."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_bot.case import Key
from foi_bot.checks.finding import Severity
from foi_bot.checks.run import check
from foi_bot.interview.asked import question
from foi_bot.interview.questions import Kind
from foi_bot.letter.compose import compose
from foi_bot.letter.tree import Letter
from tests.cases.build import answered, case_file
from tests.checks.letters import fraud
from tests.letter.texts import anything

TYPED = [
    str(key)
    for key in case_file("ncnd-fraud").current
    if question(case_file("ncnd-fraud"), key).kind in (Kind.TEXT, Kind.LINES)
]


@pytest.mark.parametrize("name", ["ncnd-fraud", "ncnd-cse-2018", "disclose-table-free"])
def test_a_good_letter_has_no_findings(name: str) -> None:
    case = case_file(name)
    assert check(case, compose(case)) == ()


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


@settings(deadline=None)
@given(st.data())
def test_whatever_is_typed_the_checks_come_to_an_end_and_blame_a_question_that_was_asked(
    data: st.DataObject,
) -> None:
    case = fraud()
    for key in data.draw(st.lists(st.sampled_from(TYPED), max_size=4)):
        value = data.draw(anything)
        lines = isinstance(case.current[Key.parse(key)].value, tuple)
        case = answered(case, key, (value,) if lines else value)
    for finding in check(case, compose(case)):
        assert not finding.answer or Key.parse(finding.answer) in case.current
