"""One thing is not said of in two ways that cannot both be (FOIA s1(1)(a), s12(1), s21(1))."""

from __future__ import annotations

import pytest

from foi_bot.checks.any_letter.completeness import check
from foi_bot.checks.finding import Finding, Severity
from tests.checks.any_letter.letters import REVIEW, SECTION_50, letter, sheet

ASKED = "(a) How many benches are there?\n(b) What did they cost?\n(c) Any report on them?"


def wrong(*body: str) -> bool:
    """Whether the rule finds a must-fix in a letter with these paragraphs."""
    told = check(sheet(letter(*body, REVIEW, SECTION_50), ASKED))
    return Severity.MUST_FIX in [one.severity for one in told if isinstance(one, Finding)]


ANSWERS = ("(a) There are 40.", "(b) They cost £900.")


@pytest.mark.parametrize(
    "held",
    [
        "The council can confirm that it holds the information requested at (a), (b) and (c).",
        "We hold information for parts (a) to (c).",
        "We hold all of the information you requested.",
        "All the information you asked for is held by us.",
        "I can confirm that the information requested in (c) is held.",
        "The report in part (c) is held.",
    ],
)
@pytest.mark.parametrize(
    "lacking",
    [
        "(c) The council does not hold any report on benches.",
        "(c) No report on them is held.",
        "(c) This is not held.",
        "(c) We don't hold a report of that kind.",
        "Part (c). The council holds no report on benches.",
    ],
)
def test_a_question_is_not_said_to_be_held_and_answered_as_not_held(
    held: str, lacking: str
) -> None:
    assert wrong(held, *ANSWERS, lacking)


@pytest.mark.parametrize(
    "held",
    [
        "The council can confirm that it holds the information requested at (a) and (b).",
        "We hold some of the information you requested.",
        "We hold information for parts (a) and (b), but not for part (c).",
        "We hold the information requested in (a). We do not hold that in (c).",
        "We do not hold all of the information you requested.",
        "We hold most of the information.",
        "We have considered whether we hold all of the information you requested.",
    ],
)
def test_what_is_held_of_other_questions_is_no_contradiction(held: str) -> None:
    assert not wrong(held, *ANSWERS, "(c) The council does not hold any report on benches.")


@pytest.mark.parametrize(
    ("body", "both"),
    [
        (("We hold the survey of 2019.", "We do not hold the survey of 2019."), True),
        (("The inspection report is held.", "We do not hold the inspection report."), True),
        (("The inspection report is held.", "We do not hold the inspection photographs."), False),
        (("We hold the survey.", "We no longer hold the survey of 2012."), False),
        (("The report is held.", "Further reports are not held."), False),
    ],
)
def test_things_are_the_same_by_the_words_for_them(body: tuple[str, ...], both: bool) -> None:
    assert wrong(*ANSWERS, "(c) See below.", *body) == both


IN_REACH = "(b) Prices are published on our website. Section 21(1) applies to the prices."


@pytest.mark.parametrize(
    ("costly", "both"),
    [
        ("Further, section 12(1) applies to the prices at (b), since it would cost £700.", True),
        ("Section 12(1) applies to the prices too.", True),
        ("Question (b) is also refused under section 12(1): it would cost £700.", True),
        ("Section 12(1) applies to the report at (c), since it would cost £700.", False),
        ("Section 12(1) applies to the remaining prices, which are not published.", False),
        ("If the prices were not published, section 12(1) would apply to them.", False),
    ],
)
def test_papers_in_reach_are_not_too_costly_to_find(costly: str, both: bool) -> None:
    assert wrong("(a) There are 40.", IN_REACH, costly, "(c) None was made.") == both
