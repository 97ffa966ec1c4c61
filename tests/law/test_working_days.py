"""Working days of s10(6): bank holidays in any part of the United Kingdom do not count."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_bot.law.working_days import (
    Calendar,
    Change,
    is_working_day,
    read_overrides,
    shipped_overrides,
    uk,
    why_not,
    working_days_between,
)
from tests.law.days import any_day, day


@pytest.mark.parametrize(
    ("when", "why"),
    [
        ("2018-03-30", "Good Friday"),
        ("2018-04-02", "Easter Monday"),
        ("2018-12-25", "Christmas Day"),
        ("2018-12-26", "Boxing Day"),
        ("2018-04-07", "Saturday"),
        ("2018-04-08", "Sunday"),
        # A holiday that falls on a weekend is a weekend.
        ("2022-12-25", "Sunday"),
        ("2022-12-27", "Christmas Day substitute day"),
        # Northern Ireland alone
        ("2021-03-17", "St Patrick's Day (Northern Ireland)"),
        ("2018-03-19", "St Patrick's Day substitute day (Northern Ireland)"),
        ("2023-07-12", "Battle of the Boyne (Northern Ireland)"),
        ("2015-07-13", "Battle of the Boyne substitute day (Northern Ireland)"),
        ("2020-07-13", "Battle of the Boyne substitute day (Northern Ireland)"),
        ("2025-07-14", "Battle of the Boyne substitute day (Northern Ireland)"),
        ("2026-07-13", "Battle of the Boyne substitute day (Northern Ireland)"),
        # Scotland alone
        ("2018-01-02", "2 January (Scotland)"),
        ("2021-01-04", "2 January substitute day (Scotland)"),
        ("2022-01-04", "2 January substitute day (Scotland)"),
        ("2023-01-03", "2 January substitute day (Scotland)"),
        ("2027-01-04", "2 January substitute day (Scotland)"),
        ("2028-01-04", "2 January substitute day (Scotland)"),
        ("2018-08-06", "Summer bank holiday (Scotland)"),
        ("2018-11-30", "St Andrew's Day (Scotland)"),
        ("2019-12-02", "St Andrew's Day substitute day (Scotland)"),
        ("2024-12-02", "St Andrew's Day substitute day (Scotland)"),
        ("2025-12-01", "St Andrew's Day substitute day (Scotland)"),
        ("2026-06-15", "World Cup bank holiday (Scotland)"),
        # Once only
        ("2011-04-29", "Wedding of William and Catherine"),
        ("2012-06-05", "Diamond Jubilee of Elizabeth II"),
        ("2020-05-08", "Early May bank holiday"),
        ("2022-06-02", "Spring bank holiday"),
        ("2022-06-03", "Platinum Jubilee of Elizabeth II"),
        ("2022-09-19", "State Funeral of Queen Elizabeth II"),
        ("2023-05-08", "Coronation of Charles III"),
    ],
)
def test_a_day_that_does_not_count_says_why(when: str, why: str) -> None:
    assert why_not(day(when)) == why
    assert not is_working_day(day(when))


@pytest.mark.parametrize(
    "when",
    [
        "2018-03-16",  # the Friday before St Patrick's Day fell on a Saturday
        "2020-05-04",  # the holiday was moved to 8 May
        "2022-05-30",  # and this one to 2 June
        "2018-12-24",  # offices close on Christmas Eve; that counts all the same
        "2006-11-30",  # St Andrew's Day became a bank holiday in 2007
        "2026-06-16",
    ],
)
def test_a_day_on_which_only_offices_close_counts(when: str) -> None:
    assert why_not(day(when)) is None
    assert is_working_day(day(when))


@given(when=any_day)
def test_a_day_counts_exactly_if_nothing_says_why_not(when: date) -> None:
    assert is_working_day(when) is (why_not(when) is None)


@given(year=any_day.map(lambda when: when.year))
def test_every_year_has_its_fixed_holidays_and_about_248_working_days(year: int) -> None:
    new_year, new_years_eve = date(year, 1, 1), date(year, 12, 31)
    assert not is_working_day(new_year)
    assert not is_working_day(date(year, 12, 25))
    assert 245 <= working_days_between(new_year, new_years_eve) <= 249


@given(start=any_day, first=st.integers(0, 400), second=st.integers(0, 400))
def test_working_days_add_up_across_any_day_between(start: date, first: int, second: int) -> None:
    middle = start + timedelta(days=first)
    end = middle + timedelta(days=second)
    there = working_days_between(start, middle) + working_days_between(middle, end)
    assert there == working_days_between(start, end) == -working_days_between(end, start)


def test_the_day_itself_is_not_counted_and_the_last_one_is() -> None:
    assert working_days_between(day("2018-03-13"), day("2018-03-14")) == 1
    assert working_days_between(day("2018-03-13"), day("2018-04-09")) == 16
    assert working_days_between(day("2018-10-16"), day("2018-10-19")) == 3


def test_a_day_proclaimed_late_can_be_added_and_one_called_off(tmp_path: Path) -> None:
    file = tmp_path / "days.yaml"
    file.write_text(
        "- date: 2030-05-03\n  nations: [wales]\n  change: added\n  name: Eisteddfod day\n"
        "  source: A proclamation\n  status: read\n"
        "- date: 2030-05-27\n  nations: [england, wales, scotland, northern-ireland]\n"
        "  change: removed\n  name: Spring bank holiday\n  source: A proclamation\n"
        "  status: read\n"
    )
    calendar = Calendar((*shipped_overrides(), *read_overrides(file)))
    assert calendar.why_not(date(2030, 5, 3)) == "Eisteddfod day (Wales)"
    assert calendar.is_working_day(date(2030, 5, 27))
    assert not is_working_day(date(2030, 5, 27))
    assert is_working_day(date(2030, 5, 3))


def test_what_is_called_off_in_one_nation_stays_a_holiday_in_another(tmp_path: Path) -> None:
    file = tmp_path / "days.yaml"
    file.write_text(
        "- {date: 2030-04-22, nations: [england, wales], change: removed, "
        "name: Easter Monday, source: A proclamation, status: read}"
    )
    calendar = Calendar(read_overrides(file))
    assert calendar.why_not(date(2030, 4, 22)) == "Easter Monday (Northern Ireland)"


def test_the_days_that_come_with_the_program_say_who_proclaimed_them() -> None:
    assert all(one.source for one in shipped_overrides())
    assert {one.change for one in shipped_overrides()} == {Change.ADDED, Change.REMOVED}


@given(when=any_day)
def test_the_days_that_follow_are_working_days_in_order(when: date) -> None:
    following = uk().working_days_after(when)
    first, second = next(following), next(following)
    assert when < first < second
    assert is_working_day(first)
    assert is_working_day(second)
    assert second - when < timedelta(days=10)
