"""Nothing is left out, and nothing contradicts itself (FOIA s1(1), s17(1))."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_bot.case import Case, Value
from foi_bot.interview.parts import split, to_value
from foi_bot.letter.compose import compose
from foi_bot.letter.tree import Letterhead, SignOff
from tests.cases.build import HERE, answered, case_file, changed, opened
from tests.cases.build import without as unanswered
from tests.checks.letters import (
    LOOK_AGAIN,
    MUST_FIX,
    NOTE,
    findings,
    fraud,
    with_paragraph,
    worked,
    worst,
)

RULE = "completeness"


def told(answers: Mapping[str, Value], asked: str = "How many bicycles were stolen?") -> Case:
    """A case of one part, disclosed, with these answers."""
    return worked(changed(opened(asked), {"outcome@1": "disclose", **answers}))


@pytest.mark.parametrize("name", sorted(path.stem for path in HERE.glob("*.yaml")))
def test_nothing_has_to_be_mended_in_a_sample_case(name: str) -> None:
    assert worst(case_file(name), RULE) is not MUST_FIX


def test_a_part_of_which_nothing_is_decided_is_found() -> None:
    [finding] = findings(unanswered(case_file("mixed-three"), "outcome@2"), RULE)
    assert (finding.severity, finding.answer) == (MUST_FIX, "outcome@2")


def test_a_letter_that_is_not_this_cases_tells_nothing_of_its_parts() -> None:
    case = case_file("mixed-three")
    other = compose(fraud())
    found = {finding.answer for finding in findings(case, RULE, other)}
    assert {"answer@1", "search-summary@2"} <= found


def test_a_part_that_was_taken_off_the_list_is_missed() -> None:
    case = case_file("mixed-three")
    kept = split(case.request.text).parts[:2]
    [finding] = [
        one for one in findings(answered(case, "parts", to_value(kept)), RULE) if one.quote
    ]
    assert (finding.severity, finding.answer) == (MUST_FIX, "parts")
    assert "Part 3" in finding.advice


def test_a_number_that_the_request_itself_leaves_out_is_noted() -> None:
    case = opened("2) How many bicycles were stolen?\n3) How many were found?")
    case = worked(changed(case, {"outcome@1": "disclose", "outcome@2": "disclose"}))
    assert worst(unanswered(case, "parts"), RULE) is NOTE


@pytest.mark.parametrize("block", [Letterhead(("Southvale Council",)), SignOff(("The Mayor",))])
def test_letterhead_and_signature_are_this_authoritys(block: Letterhead | SignOff) -> None:
    case = case_file("not-held")
    letter = compose(case)
    blocks = tuple(block if type(one) is type(block) else one for one in letter.blocks)
    [finding] = findings(case, RULE, replace(letter, blocks=blocks))
    assert (finding.severity, finding.quote) == (MUST_FIX, block.lines[0])


@pytest.mark.parametrize(
    ("other", "severity"),
    [("the files of 2019", LOOK_AGAIN), ("the files that are on our website", MUST_FIX)],
)
def test_the_same_papers_are_not_both_published_and_too_costly(other: str, severity: str) -> None:
    pieces = ("the files that are on our website", other)
    case = answered(opened("Please send me all files on bicycles."), "outcome@1", "split")
    case = changed(case, {"pieces@1": pieces, "outcome@1/1": "accessible", "outcome@1/2": "cost"})
    [finding] = findings(worked(case), RULE)
    assert (finding.severity, finding.answer) == (severity, "outcome@1/2")


@pytest.mark.parametrize(
    "words", ["No such incidents were recorded.", "There were none in 2023.", "The answer is nil."]
)
def test_nought_is_not_the_same_as_not_held(words: str) -> None:
    case = answered(case_file("not-held"), "why-not-held@1", words)
    [finding] = findings(case, RULE)
    assert (finding.severity, finding.answer, finding.quote) == (MUST_FIX, "why-not-held@1", words)


@pytest.mark.parametrize(
    ("words", "severity"),
    [
        ("0. We do not hold this information.", MUST_FIX),
        ("We do not hold this information.", MUST_FIX),
        ("None were stolen.", None),
        ("386 were stolen. We do not hold any further information.", None),
    ],
)
def test_what_is_given_is_not_said_not_to_be_held(words: str, severity: str | None) -> None:
    assert worst(told({"answer@1": words}), RULE) is severity


TABLE = "Stolen, by district\nDistrict\tBicycles\nAnytown\t212\nSampleton\t{}\nTotal\t{}"


@pytest.mark.parametrize(
    ("some", "total", "severity"),
    [("143", "355", None), ("143", "365", MUST_FIX), ("<5", "214", None)],
)
def test_a_table_that_was_typed_adds_up(some: str, total: str, severity: str | None) -> None:
    case = told({"answer@1": f"These are:\n\n{TABLE.format(some, total)}"})
    found = findings(case, RULE)
    assert (found[0].severity if found else None) is severity
    assert not found or found[0].answer == "answer@1"


@pytest.mark.parametrize(
    ("words", "severity"),
    [
        ("We enclose the file. The names of two witnesses have been redacted.", MUST_FIX),
        ("We enclose the file. Nothing has been redacted.", None),
    ],
)
def test_what_is_taken_out_is_withheld_under_a_provision(words: str, severity: str | None) -> None:
    assert worst(told({"answer@1": words}), RULE) is severity


def test_a_warning_about_data_has_data() -> None:
    words = "The figures in this letter are a snapshot taken from a live system."
    case = case_file("not-held")
    assert worst(case, RULE, with_paragraph(compose(case), words)) is MUST_FIX
    case = told({"answer@1": "386 were stolen."})
    assert worst(case, RULE, with_paragraph(compose(case), words)) is None


@pytest.mark.parametrize(
    ("words", "severity"),
    [
        ("In 2017 to 2019 the number recorded was 386.", MUST_FIX),
        ("In 2018 to 2020 the number recorded was 386.", None),
        ("In 2019 to 2020 the number recorded was 386. We only hold it from 2019.", None),
    ],
)
def test_figures_are_for_the_years_that_were_asked_for(words: str, severity: str | None) -> None:
    case = told({"answer@1": words}, "How many bicycles were stolen from 2018 to 2020?")
    assert worst(case, RULE) is severity


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_answer_is_judged(answer: str, words: str) -> None:
    case = answered(told({}), "answer@1", answer)
    letter = with_paragraph(compose(case), words)
    assert all(finding.rule == RULE for finding in findings(case, RULE, letter))
