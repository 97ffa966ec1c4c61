"""The estimate of section 12: what is added up, and what is refused while it is typed."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_bot.case import Case, Key
from foi_bot.interview.answers import invalid, read_value
from foi_bot.interview.asked import question
from foi_bot.interview.estimate import estimate, plain_number, pounds, time
from foi_bot.letter.house import House
from tests.cases.build import answered, changed, opened, practice

ESTIMATE = Key("estimate")


def refused_for_cost(limb: str = "12(1)", house: House | None = None) -> Case:
    """A case whose one part is refused under section 12, its estimate still to be given."""
    case = opened(house=house)
    return changed(case, {"outcome@1": "cost", "cost-limb": limb, "cost-with": "no"})


def told(case: Case, *typed: str) -> str:
    """What is said of these rows as an estimate; "" where they are taken."""
    asked = question(case, ESTIMATE)
    return invalid(case, ESTIMATE, asked, read_value(asked, typed)) or ""


def test_the_program_adds_up_the_hours_and_the_cost() -> None:
    case = refused_for_cost()
    typed = ("locating | boxes | 30 | 20", "extracting | custody records | 2,300 | 6")
    assert told(case, *typed) == ""
    found = estimate(answered(case, ESTIMATE, read_value(question(case, ESTIMATE), typed)))
    assert found is not None
    assert [time(one.minutes) for one in found.work] == ["10 hours", "230 hours"]
    assert time(found.minutes) == "240 hours"
    assert (pounds(found.pounds), pounds(found.apart)) == ("£6,000", "£5,550")


def test_the_limit_is_that_of_the_body() -> None:
    row = "extracting | files | 20 | 60"
    assert told(refused_for_cost(), row) == ""
    department = practice().model_copy(update={"body": "department"})
    parliament = practice().model_copy(update={"body": "other", "central": True})
    for house in (department, parliament):
        said = told(refused_for_cost(house=house), row)
        assert "£500 and £100 short of the limit of £600 (24 hours)" in said


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("extracting | files | 18 | 60", "£450 and exactly the limit of £450 (18 hours)"),
        ("extracting | files | 17 | 60", "17 hours, which is £425 and £25 short of the limit"),
        ("extracting | files | 1 | 100", "1 hour 40 minutes, which is £41.67 and £408.33 short"),
    ],
)
def test_an_estimate_that_does_not_pass_the_limit_is_refused_with_what_is_missing(
    row: str, why: str
) -> None:
    assert why in told(refused_for_cost(), row)


def test_a_minute_more_than_the_limit_is_enough() -> None:
    case = refused_for_cost()
    assert told(case, "extracting | files | 18 | 60", "locating | the index | 1 | 1") == ""


@pytest.mark.parametrize("activity", ["redacting", "reading for exemptions", "approving", ""])
def test_work_that_may_not_be_counted_is_refused_by_name(activity: str) -> None:
    said = told(refused_for_cost(), f"{activity} | records | 2,300 | 6")
    assert "expected one of finding out, locating, retrieving, extracting" in said
    assert "Nothing else may be counted: not redacting" in said


@pytest.mark.parametrize(
    "minutes",
    ["0", "-6", "0.0", "", "six", "NaN", "Infinity", "1e400", "1_000", "9" * 30, "0." + "0" * 30],
)
def test_minutes_that_are_no_number_above_zero_are_refused(minutes: str) -> None:
    said = told(refused_for_cost(), f"extracting | records | 2,300 | {minutes}")
    assert said.startswith("Row 1, minutes each: expected a number above zero")
    assert len(said) < 200


def test_a_number_of_thirty_digits_is_refused_wherever_it_stands() -> None:
    said = told(refused_for_cost(), f"extracting | records | {'9' * 30} | 6")
    assert said.startswith("Row 1, how many: expected a number above zero, of no more than nine")


def test_the_largest_numbers_that_are_taken_are_added_up_exactly() -> None:
    case = refused_for_cost()
    row = "extracting | records | 999,999,999 | 999,999,999.9999"
    value = read_value(question(case, ESTIMATE), [row])
    assert told(case, row) == ""
    found = estimate(answered(case, ESTIMATE, value))
    assert found is not None
    assert found.minutes == Fraction(999_999_999) * Fraction("999999999.9999")
    assert pounds(found.pounds) == "£416,666,666,249,958,333.33"


def test_under_12_2_only_finding_out_counts() -> None:
    case = refused_for_cost("12(2)")
    assert told(case, "finding out | mailboxes | 40 | 60") == ""
    said = told(case, "finding out | mailboxes | 40 | 60", "extracting | e-mails | 40 | 60")
    assert said.startswith("Row 2: you rely on section 12(2), for which only finding out counts")
    assert "short of the limit" in told(case, "finding out | mailboxes | 4 | 60")


def test_what_no_longer_counts_is_left_out_after_a_change_of_limb() -> None:
    case = refused_for_cost()
    rows = ("finding out\tboxes\t10\t60", "extracting\tfiles\t40\t60")
    case = answered(case, ESTIMATE, rows)
    whole = estimate(case)
    alone = estimate(answered(case, "cost-limb", "12(2)"))
    assert whole is not None
    assert whole.exceeds
    assert alone is not None
    assert not alone.exceeds


MINUTES = st.fractions(min_value=0, max_value=10**9, max_denominator=100)


@given(MINUTES)
def test_time_is_told_to_the_minute_and_reads_back(minutes: Fraction) -> None:
    said = time(minutes).replace(",", "").split()
    back = Fraction(0)
    for number, unit in zip(said[::2], said[1::2], strict=True):
        back += Fraction(number) * (60 if unit.startswith("hour") else 1)
    assert abs(back - minutes) <= Fraction(1, 10_000)


@given(st.integers(1, 10**9))
def test_a_whole_number_is_told_as_it_is(count: int) -> None:
    assert plain_number(Fraction(count)) == f"{count:,}"
