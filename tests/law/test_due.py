"""The twentieth working day following receipt (s10(1)), counted so that it can be shown."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_bot.law.count import Gap, due, due_at_school, sent_in_time, working_days_late
from foi_bot.law.working_days import is_working_day, working_days_between
from tests.law.days import any_day, day


@pytest.mark.parametrize(
    ("received", "last"),
    [
        ("2018-03-13", "2018-04-13"),  # 19 March (Northern Ireland), Good Friday, Easter Monday
        ("2018-10-16", "2018-11-13"),  # nothing to skip
        ("2011-04-11", "2011-05-13"),  # Easter, a royal wedding and May Day
        ("2018-05-07", "2018-06-05"),  # received on a bank holiday
        ("2018-07-13", "2018-08-13"),  # 6 August (Scotland)
        ("2020-04-20", "2020-05-19"),  # 8 May 2020, and not 4 May
        ("2020-12-18", "2021-01-21"),  # Christmas, New Year, 4 January (Scotland)
        ("2022-05-16", "2022-06-15"),  # 2 and 3 June 2022, and not 30 May
        ("2022-09-05", "2022-10-04"),  # 19 September 2022, proclaimed ten days before
        ("2023-04-17", "2023-05-17"),  # May Day and the coronation on 8 May
        ("2024-07-01", "2024-07-30"),  # 12 July (Northern Ireland)
        ("2024-11-15", "2024-12-16"),  # 2 December for St Andrew's Day (Scotland)
        ("2025-07-07", "2025-08-06"),  # 14 July (Northern Ireland), 4 August (Scotland)
        ("2026-06-01", "2026-06-30"),  # 15 June 2026 (Scotland)
        ("2027-12-20", "2028-01-21"),  # four substitute days
        # A weekend receipt is day 0, as Friday's is.
        ("2025-03-07", "2025-04-07"),
        ("2025-03-08", "2025-04-07"),
        ("2025-03-09", "2025-04-07"),
    ],
)
def test_the_last_day_for_an_answer(received: str, last: str) -> None:
    assert due(day(received)).last == day(last)


@pytest.mark.parametrize(
    ("from_day", "days", "last"),
    [
        ("2018-03-13", 40, "2018-05-14"),  # an answer whose public interest takes longer
        ("2018-10-16", 40, "2018-12-12"),
        ("2018-04-09", 40, "2018-06-06"),  # asking for a review of an answer of that day
        ("2018-10-19", 40, "2018-12-17"),
        ("2018-03-13", 30, "2018-04-27"),  # a transferred public record
        ("2018-03-13", 1, "2018-03-14"),
        ("2018-03-16", 1, "2018-03-20"),
    ],
)
def test_other_periods_are_counted_alike(from_day: str, days: int, last: str) -> None:
    assert due(day(from_day), days).last == day(last)


def test_the_count_is_shown_with_what_was_skipped_and_where() -> None:
    count = due(day("2018-03-13"))
    assert count.explain() == (
        "day 1 = 14 March",
        "skipped: 19 March (Northern Ireland), 30 March, 2 April",
        "day 20 = 13 April",
    )
    assert [(one.day, one.reason) for one in count.skipped] == [
        (day("2018-03-19"), "St Patrick's Day substitute day (Northern Ireland)"),
        (day("2018-03-30"), "Good Friday"),
        (day("2018-04-02"), "Easter Monday"),
    ]


def test_a_count_without_holidays_skips_nothing() -> None:
    assert str(due(day("2018-10-16"))) == "day 1 = 17 October; day 20 = 13 November"


def test_a_count_across_new_year_says_the_years() -> None:
    assert str(due(day("2018-12-16"))) == (
        "day 1 = 17 December 2018; skipped: 25 December 2018, 26 December 2018, 1 January 2019, "
        "2 January 2019 (Scotland); day 20 = 17 January 2019"
    )


def test_days_from_fees_notice_to_payment_are_disregarded_both_included() -> None:
    gap = Gap(day("2018-03-16"), day("2018-03-26"), "fees notice")
    count = due(day("2018-03-13"), gaps=[gap])
    assert count.explain() == (
        "day 1 = 14 March",
        "skipped: 30 March, 2 April",
        "disregarded: 16 March to 26 March (fees notice)",
        "day 20 = 23 April",
    )


def test_a_gap_on_the_first_day_moves_day_one() -> None:
    gap = Gap(day("2018-10-16"), day("2018-10-17"), "fees notice")
    assert due(day("2018-10-16"), gaps=[gap]).day_one == day("2018-10-18")


def test_there_is_nothing_to_count_in_no_days() -> None:
    with pytest.raises(ValueError, match="nothing to count in 0 days"):
        due(day("2018-03-13"), 0)


def test_a_school_counts_school_days_but_never_beyond_sixty_working_days() -> None:
    received = day("2024-07-15")
    summer = Gap(day("2024-07-22"), day("2024-09-02"), "school holiday")
    count = due_at_school(received, [summer])
    assert (count.days, count.last) == (20, day("2024-09-24"))
    never = due_at_school(received, [Gap(received, date(2026, 1, 1), "closed")])
    assert (never.days, never.last) == (60, due(received, 60).last)


@pytest.mark.parametrize(
    ("sent", "in_time", "late"),
    [
        ("2018-04-09", True, 0),
        ("2018-04-13", True, 0),
        ("2018-04-14", False, 0),  # the Saturday after the last day is late, by no working day
        ("2018-04-16", False, 1),
        ("2018-04-25", False, 8),
    ],
)
def test_an_answer_is_in_time_until_the_end_of_the_last_day(
    sent: str, in_time: bool, late: int
) -> None:
    count = due(day("2018-03-13"))
    assert sent_in_time(count, day(sent)) is in_time
    assert working_days_late(count, day(sent)) == late


@given(received=any_day, days=st.integers(1, 60))
def test_the_last_day_is_a_working_day_and_exactly_so_many_after(received: date, days: int) -> None:
    count = due(received, days)
    assert is_working_day(count.last)
    assert is_working_day(count.day_one)
    assert working_days_between(received, count.last) == days
    assert working_days_between(received, count.day_one) == 1


@given(received=any_day, later=st.integers(0, 30))
def test_who_asks_later_never_has_the_earlier_answer(received: date, later: int) -> None:
    assert due(received).last <= due(received + timedelta(days=later)).last


@given(received=any_day)
def test_the_explanation_agrees_with_the_count(received: date) -> None:
    count = due(received)
    lines = count.explain()
    assert lines[-1].startswith(f"day 20 = {count.last.day} {count.last:%B}")
    assert lines[0].startswith(f"day 1 = {count.day_one.day} {count.day_one:%B}")
    weekdays = [received + timedelta(days=no) for no in range(1, (count.last - received).days + 1)]
    weekdays = [one for one in weekdays if one.weekday() < 5]
    assert len(weekdays) == 20 + len(count.skipped)
    assert ("skipped" in str(count)) is bool(count.skipped)


@given(received=any_day, start=st.integers(-5, 40), length=st.integers(0, 60))
def test_a_gap_costs_exactly_the_working_days_in_it(
    received: date, start: int, length: int
) -> None:
    first = received + timedelta(days=start)
    gap = Gap(first, first + timedelta(days=length), "fees notice")
    count = due(received, gaps=[gap])
    inside = [gap.start + timedelta(days=no) for no in range(length + 1)]
    lost = sum(is_working_day(one) for one in inside if received < one <= count.last)
    assert working_days_between(received, count.last) == 20 + lost
    assert not gap.start <= count.last <= gap.end
