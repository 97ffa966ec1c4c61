"""A workbook's figures as its number formats show them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_bot.reading.number_formats import (
    UnknownFormatError,
    Value,
    masks,
    shown,
    shows_nothing,
)

ACCOUNTING = '_-"£"* #,##0.00_-;-"£"* #,##0.00_-;_-"£"* "-"??_-;_-@_-'
DAY = datetime(2018, 4, 13, 14, 5, 9)  # noqa: DTZ001 - cells have no time zone


@pytest.mark.parametrize(
    ("value", "code", "words"),
    [
        (1234.0, "General", "1234"),
        (1234, "", "1234"),
        (0.1 + 0.2, "General", "0.3"),
        (1 / 3, "General", "0.333333333"),
        (1234567.891, "General", "1234567.891"),
        (123456789012, "General", "123456789012"),
        (-5, "General", "-5"),
        (0.00001, "General", "0.00001"),
        (0.125, "0.0%", "12.5%"),
        (0.5, "0%", "50%"),
        (1234567, "#,##0", "1,234,567"),
        (999, "#,##0", "999"),
        (1234.5, '"£"#,##0.00', "£1,234.50"),
        (1234.5, "[$£-809]#,##0.00", "£1,234.50"),
        (-1234.5, "£#,##0.00;[Red]-£#,##0.00", "-£1,234.50"),
        (-1234.5, "#,##0;(#,##0)", "(1,235)"),
        (1234.5, ACCOUNTING, "£1,234.50"),
        (0, ACCOUNTING, "£-"),
        (2.5, "0", "3"),
        (1.005, "0.00", "1.01"),
        (-0.4, "0", "0"),
        (7, "000", "007"),
        (5, "#.##", "5."),
        (0.5, "#.##", ".5"),
        (1.5, "0.0#", "1.5"),
        (12_345_678, '0.0,,"m"', "12.3m"),
        (4_200, "#,##0,", "4"),
        (3, '[<5]"fewer than 5";0', "fewer than 5"),
        (12, '[<5]"fewer than 5";0', "12"),
        (150, '[<5]0;[>100]"many";General', "many"),
        (7, '"Ward "0', "Ward 7"),
        (0, "0;-0;;@", ""),
        (3, ";;;", ""),
        (True, "General", "TRUE"),
        ("007", "General", "007"),
        (" North ", "@", " North "),
        ("North", '"Ward "@', "Ward North"),
        ("North", ";;;", ""),
        ("North", "dd/mm/yyyy", "North"),
        (12, "@", "12"),
    ],
)
def test_a_figure_is_shown_as_excel_shows_it(value: Value, code: str, words: str) -> None:
    assert shown(value, code) == words


@pytest.mark.parametrize(
    ("value", "code", "words"),
    [
        (DAY, "dd/mm/yyyy", "13 April 2018"),
        (DAY, "yyyy-mm-dd", "13 April 2018"),
        (DAY, "dd.mm.yy", "13 April 2018"),
        (DAY, "[$-809]dddd, d mmmm yyyy", "Friday 13 April 2018"),
        (DAY, "mmm-yy", "April 2018"),
        (DAY, "d-mmm", "13 April"),
        (DAY, "mmmm", "April"),
        (DAY, "yyyy", "2018"),
        (DAY, "ddd", "Friday"),
        (DAY, "dd/mm/yyyy hh:mm", "13 April 2018 14:05"),
        (DAY, "hh:mm:ss", "14:05:09"),
        (DAY, "h:mm AM/PM", "2:05pm"),
        (time(14, 5), "hh:mm", "14:05"),
        (date(2018, 4, 13), "d/m/yy", "13 April 2018"),
        (timedelta(hours=26, minutes=30), "[h]:mm", "26:30"),
        (timedelta(hours=26, minutes=30), "[h]:mm:ss", "26:30:00"),
    ],
)
def test_a_date_is_shown_as_the_letter_writes_dates(value: Value, code: str, words: str) -> None:
    assert shown(value, code) == words


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (0.5, "# ?/?"),
        (12345, "0.00E+00"),
        (12345, "000-00"),
        (1e20, "General"),
        (1e20, "0"),
        (1e-12, "General"),
        (float("inf"), "0"),
        (3, "[>=5]0"),
        (time(0), "dd/mm/yyyy"),
        (date(2018, 4, 13), "hh:mm"),
        (timedelta(hours=-1), "[h]:mm"),
        (3, '0 "unclosed'),
        (3, "TT.MM"),
    ],
)
def test_what_is_not_understood_is_not_shown(value: Value, code: str) -> None:
    with pytest.raises(UnknownFormatError):
        shown(value, code)


@given(st.integers(-(10**14), 10**14))
def test_a_whole_number_keeps_every_digit(number: int) -> None:
    assert shown(number, "General") == shown(number, "0") == str(number)
    assert shown(number, "#,##0") == f"{number:,}"


@given(
    st.one_of(st.floats(), st.integers(), st.text()),
    st.text(st.sampled_from('0#?,.%;"£@ dmyhs[<5]*_\\E/G')),
)
def test_any_value_under_any_format_is_shown_or_refused(value: Value, code: str) -> None:
    try:
        assert isinstance(shown(value, code), str)
    except UnknownFormatError:
        return


@pytest.mark.parametrize("code", [";;;", ";;", "0;;", "[<5];0"])
def test_a_format_can_hide_what_a_cell_holds(code: str) -> None:
    assert shows_nothing(code)


@pytest.mark.parametrize("code", ["", "General", "0", "0;-0;;@", ACCOUNTING, "[=0];0", "nonsense"])
def test_a_format_that_shows_all_but_nought_hides_nothing(code: str) -> None:
    assert not shows_nothing(code)


@pytest.mark.parametrize("code", ['[<5]"*";0', '"yes";"no"', '[<5]"fewer than 5";[>=5]0'])
def test_a_format_can_put_words_in_the_place_of_figures(code: str) -> None:
    assert masks(code)


@pytest.mark.parametrize("code", ["", "General", ACCOUNTING, '0;-0;"nil"', '[=0]"nil";0', "@"])
def test_a_format_with_words_for_nought_alone_masks_nothing(code: str) -> None:
    assert not masks(code)
