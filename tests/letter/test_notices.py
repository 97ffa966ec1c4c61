"""Whether a letter is a notice of refusal, of which pieces, and under which subsection."""

from __future__ import annotations

import pytest

from foi_bot.case import Case
from foi_bot.letter.compose import compose
from foi_bot.letter.text import write
from tests.cases.build import case_file, changed


def said(case: Case) -> list[str]:
    """The sentences in which the letter says so."""
    return [line for line in write(compose(case), {}).splitlines() if "refusal notice" in line]


@pytest.mark.parametrize(
    ("name", "beginning", "section"),
    [
        ("withheld-43", "For parts 2 and 3 of your request, this", "17(1)"),
        ("ncnd-fraud", "This", "17(1)"),
        ("mixed-three", "For part 3 of your request, this", "17(1)"),
        ("accessible-and-to-be-published", "This", "17(1)"),
        ("extension", "For part 2 of your request, this", "17(1)"),
        ("cost-aggregated", "For parts 2 and 3 of your request, this", "17(5)"),
        ("cost-finding-out", "This", "17(5)"),
        ("vexatious", "This", "17(5)"),
        ("repeated", "For part a of your request, this", "17(5)"),
    ],
)
def test_a_letter_that_refuses_is_a_notice_under_the_subsection_for_its_ground(
    name: str, beginning: str, section: str
) -> None:
    expected = f"{beginning} letter is our refusal notice under section {section} of the Act."
    assert said(case_file(name)) == [expected]


def test_what_is_refused_for_its_cost_and_what_is_exempt_are_told_apart() -> None:
    case = changed(case_file("cost-aggregated"), {"outcome@1": "ncnd", "limbs@1": ("31(3)",)})
    assert said(case) == [
        "For part 1 of your request, this letter is our refusal notice under section 17(1) of the "
        "Act.",
        "For parts 2 and 3 of your request, this letter is our refusal notice under section 17(5) "
        "of the Act.",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "acknowledgement",
        "clarification",
        "disclosure-with-table",
        "holding",
        "internal-review",
        "not-held",
    ],
)
def test_a_letter_that_refuses_nothing_and_the_reply_to_a_review_are_no_notice(name: str) -> None:
    assert said(case_file(name)) == []
