"""Whether a letter is a notice of refusal, and under which subsection of section 17."""

from __future__ import annotations

import pytest

from foi_bot.case import Case
from foi_bot.letter.compose import compose
from foi_bot.letter.text import write
from tests.cases.build import case_file


def said(case: Case) -> str:
    """The sentence in which the letter says so, "" where it does not."""
    found = [line for line in write(compose(case), {}).splitlines() if "refusal notice" in line]
    assert len(found) <= 1
    return "".join(found)


@pytest.mark.parametrize(
    ("name", "sections"),
    [
        ("withheld-43", "section 17(1)"),
        ("ncnd-fraud", "section 17(1)"),
        ("mixed-three", "section 17(1)"),
        ("accessible-and-to-be-published", "section 17(1)"),
        ("extension", "section 17(1)"),
        ("cost-aggregated", "section 17(5)"),
        ("cost-finding-out", "section 17(5)"),
        ("vexatious", "section 17(5)"),
        ("repeated", "section 17(5)"),
    ],
)
def test_a_letter_that_refuses_is_a_notice_under_the_subsection_for_its_ground(
    name: str, sections: str
) -> None:
    assert (
        said(case_file(name)) == f"This letter is our refusal notice under {sections} of the Act."
    )


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
    assert said(case_file(name)) == ""
