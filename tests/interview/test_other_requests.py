"""Other requests of the same applicant: those whose costs add up, and those that are repeated."""

from __future__ import annotations

from datetime import date

import pytest

from foi_bot.case import Case, Key
from foi_bot.interview.answers import invalid, read_value
from foi_bot.interview.asked import question
from foi_bot.interview.other_requests import days_since_complied
from foi_bot.interview.plan import plan, unanswered
from foi_bot.law.working_days import working_days_between
from tests.cases.build import answered, changed, opened

RECEIVED = date(2024, 6, 17)


def told(case: Case, question_: str, *typed: str) -> str:
    """What is said of these rows as an answer; "" where they are taken."""
    asked = question(case, Key(question_))
    return invalid(case, Key(question_), asked, read_value(asked, typed)) or ""


@pytest.mark.parametrize(
    ("first", "fits"), [("20 March 2024", True), ("19 March 2024", False), ("4 June 2024", True)]
)
def test_costs_add_up_only_within_sixty_working_days(first: str, fits: bool) -> None:
    case = changed(opened(on=RECEIVED), {"outcome@1": "cost", "cost-with": "same"})
    said = told(case, "cost-requests", f"FOI2024/00002 | {first} | the same records")
    assert (said == "") is fits
    assert fits or "is more than 60 working days" in said


def test_the_sixty_days_hold_from_the_first_request_to_the_last_of_all() -> None:
    assert working_days_between(date(2024, 3, 20), RECEIVED) == 59
    case = changed(opened(on=RECEIVED), {"outcome@1": "cost", "cost-with": "same"})
    rows = ("A | 20 March 2024 | x", "B | 18 June 2024 | x")
    assert "is after the letter's date" in told(case, "cost-requests", rows[1])
    assert told(case, "cost-requests", rows[0]) == ""


def test_why_costs_are_added_up_is_asked_only_where_they_are() -> None:
    one = answered(opened(), "outcome@1", "cost")
    assert Key("cost-alike") not in plan(one)
    assert {Key("cost-requests"), Key("cost-alike")} <= set(
        plan(answered(one, "cost-with", "same"))
    )
    two = opened("1. How many?\n2. By whom?")
    two = answered(two, "parts", question(two, Key("parts")).options[0].value)
    two = changed(two, {"outcome@1": "cost", "outcome@2": "cost", "cost-with": "no"})
    assert Key("cost-alike") in plan(two)
    assert Key("cost-requests") not in plan(two)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("FOI2024/00001 | 1 March 2024 | 28 March 2024", ""),
        ("FOI2024/00001 | 1 March 2024 | 17 June 2024", ""),
        ("FOI2024/00001 | 1 March 2024 | 18 June 2024", "after this request came"),
        ("FOI2024/00001 | 1 March 2024 | 29 February 2024", "which is before it came"),
        ("FOI2024/00001 | 1 March 2024 | never", "expected a day such as 3 June 2024"),
    ],
)
def test_only_a_request_that_had_been_complied_with_is_repeated(row: str, why: str) -> None:
    case = answered(opened(on=RECEIVED), "outcome@1", "repeated")
    said = told(case, "repeated-earlier", row)
    assert why in said if why else said == ""


def test_the_interval_runs_from_the_last_compliance_to_this_request() -> None:
    rows = ("A\t2024-03-01\t2024-03-28", "B\t2024-04-02\t2024-05-01")
    case = changed(opened(on=RECEIVED), {"outcome@1": "repeated", "repeated-earlier": rows})
    assert days_since_complied(case) == 47
    assert days_since_complied(opened()) is None


def test_somebody_else_s_request_is_none_that_is_repeated_so_the_outcome_is_asked_again() -> None:
    case = changed(opened(), {"outcome@1": "repeated", "repeated-same": "no"})
    assert Key("outcome", "1") in unanswered(case)


@pytest.mark.parametrize("outcome", ["vexatious", "repeated"])
def test_a_notice_that_is_still_to_come_is_no_earlier_one(outcome: str) -> None:
    case = changed(
        opened(on=RECEIVED),
        {
            "outcome@1": outcome,
            "vexatious-grounds": ("burden",),
            "repeated-same": "similar",
            "earlier-notice": "yes",
        },
    )
    assert Key("earlier-notice-date") in plan(case)
    assert "is after the letter's date" in told(case, "earlier-notice-date", "18 June 2024")
    assert told(case, "earlier-notice-date", "17 June 2024") == ""


def test_the_history_of_a_request_lies_behind_it() -> None:
    case = changed(opened(on=RECEIVED), {"outcome@1": "vexatious"})
    said = told(case, "vexatious-history", "A | 1 May 2024 | x", "B | 1 July 2024 | x")
    assert said.startswith("Row 2, date: 1 July 2024 is after the letter's date, 17 June 2024")
