"""Refusals under section 14: about the request, with its history, and with notices as they are."""

from __future__ import annotations

import pytest

from foi_bot.case import Case
from foi_bot.letter.compose import compose
from foi_bot.letter.text import write
from tests.cases.build import answered, case_file, changed, without


def words(case: Case) -> str:
    return write(compose(case), {})


def test_each_ground_that_was_chosen_is_argued_and_no_other() -> None:
    case = case_file("vexatious")
    letter = words(case)
    for ground in ("burden", "value", "distress"):
        assert case.words(f"vexatious-{ground}") in letter
    assert "What the request is meant to do" not in letter
    fewer = answered(case, "vexatious-grounds", ("burden",))
    assert case.words("vexatious-distress") not in words(fewer)


def test_it_is_the_request_that_is_vexatious() -> None:
    letter = words(case_file("vexatious"))
    assert "This is a decision about the request and not about you" in letter
    assert "section 14(1) of the Act" in letter


def test_what_speaks_for_the_request_is_admitted_before_the_conclusion() -> None:
    letter = words(case_file("vexatious"))
    assert letter.index("What speaks for the request") < letter.index("Our conclusion")


def test_the_history_stays_in_the_record() -> None:
    assert "ABC-FOI-2023-0102" not in words(case_file("vexatious"))


def test_later_requests_may_go_unanswered_only_after_an_earlier_notice_with_its_date() -> None:
    case = case_file("vexatious")
    assert "On 19 February 2024 we gave you notice" in words(case)
    assert "Section 17(6)" in words(case)
    for kept in (
        answered(case, "earlier-notice", "no"),
        without(case, "earlier-notice-date"),
        answered(case, "no-more-notices", "no"),
    ):
        assert "17(6)" not in words(kept)


def test_a_repeated_request_names_the_earlier_one_its_days_and_the_interval() -> None:
    letter = words(case_file("repeated"))
    for told in (
        "We refuse part a of your request under section 14(2)",
        "FOI2024/00083, which we received on 25 March 2024 and complied with on 22 April 2024",
        "identical to it",
        "came on 10 June 2024, 49 days after we complied",
        "We therefore find that no reasonable interval has passed",
    ):
        assert told in letter
    assert "14(1)" not in letter


@pytest.mark.parametrize("same", ["identical", "similar"])
def test_several_earlier_requests_are_listed(same: str) -> None:
    rows = ("A1\t2024-03-01\t2024-03-28", "B2\t2024-04-02\t2024-05-01")
    case = changed(case_file("repeated"), {"repeated-earlier": rows, "repeated-same": same})
    letter = words(case)
    assert "B2, received on 2 April 2024 and complied with on 1 May 2024" in letter
    assert ("identical" in letter) is (same == "identical")
    assert ("substantially similar to them" in letter) is (same == "similar")
    assert "last complied with one of them" in letter
