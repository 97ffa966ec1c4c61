"""Figures are for the time that was asked about, and notes agree with the table (FOIA s1(1))."""

from __future__ import annotations

import pytest

from foi_bot.checks.any_letter.completeness import check
from foi_bot.checks.any_letter.periods import spans
from foi_bot.checks.finding import Finding, Severity
from tests.checks.any_letter.letters import REVIEW, SECTION_50, letter, sheet


def wrong(request: str, *body: str) -> bool:
    """Whether the rule finds a must-fix in a letter with these paragraphs."""
    told = check(sheet(letter("We hold this.", *body, REVIEW, SECTION_50), request))
    return Severity.MUST_FIX in [one.severity for one in told if isinstance(one, Finding)]


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("between 1 April 2023 and 31 March 2024", (2023 * 12 + 3, 2024 * 12 + 2)),
        ("from April to June 2023", (2023 * 12 + 3, 2023 * 12 + 5)),
        ("in 2023/24", (2023 * 12 + 3, 2024 * 12 + 2)),
        ("in the financial year 2023-2024", (2023 * 12 + 3, 2024 * 12 + 2)),
        ("from 2018 to 2020", (2018 * 12, 2020 * 12 + 11)),
        ("for the calendar year 2019", (2019 * 12, 2019 * 12 + 11)),
    ],
)
def test_spans_of_time_are_read(text: str, months: tuple[int, int]) -> None:
    assert [(one.first, one.last) for one in spans(text)] == [months]


@pytest.mark.parametrize("text", ["on 1 April 2023", "FOI/2023/24", "the 2018 Act", "ref 2019-77"])
def test_other_numbers_are_no_spans(text: str) -> None:
    assert spans(text) == ()


ASKED = "How many benches were mended between 1 April 2023 and 31 March 2024?"


@pytest.mark.parametrize(
    ("words", "is_wrong"),
    [
        ("In the year 1 April 2021 to 31 March 2022 the number mended was 40.", True),
        ("The figures for 2021/22 are: 40 mended.", True),
        ("The data below covers April 2022 to March 2023: 40 benches.", True),
        ("The figures for 2023/24 are: 40 mended.", False),
        ("The number mended was 40.", False),
        ("Figures for 2023 are below: 40.", False),
        ("The figures for 2021/22 are the latest that are available: 40 mended.", False),
        ("The total was 40. The contract of 2019 to 2022 is published.", False),
    ],
)
def test_figures_for_another_time_are_found(words: str, is_wrong: bool) -> None:
    assert wrong(ASKED, words) == is_wrong


YEARS = "How many benches were mended in 2021, 2022 and 2023?"


@pytest.mark.parametrize(
    ("rows", "is_wrong"),
    [
        (("2021  40", "2022  30", "2023  20"), False),
        (("2020  40", "2021  30", "2022  20"), True),
        (("2020  40", "2021  30", "2022  20", "2023  10"), False),
        (("2021/22  40", "2022/23  30"), False),
    ],
)
def test_a_year_that_was_asked_about_is_not_replaced_by_another(
    rows: tuple[str, ...], is_wrong: bool
) -> None:
    assert wrong(YEARS, "\n".join(("Year  Mended", *rows))) == is_wrong


TABLE = "Year  Fires  False alarms\n2021  10  20\n2022  11  21"


@pytest.mark.parametrize(
    ("note", "is_wrong"),
    [
        ("The figures do not include false alarms, which are recorded elsewhere.", True),
        ("These figures exclude false alarms.", True),
        ("The data doesn't cover false alarms because they are kept on another system.", True),
        ("The table leaves out any false alarms.", True),
        ("The figures do not include false alarms made before 2015.", False),
        ("The figures do not include malicious false alarms.", False),
        ("The figures do not include road accidents.", False),
        ("The figures include false alarms.", False),
        ("The figures in the column of fires do not include false alarms.", False),
    ],
)
def test_what_is_said_to_be_left_out_is_not_in_the_table(note: str, is_wrong: bool) -> None:
    assert wrong("How many fires and false alarms in 2021 and 2022?", TABLE, note) == is_wrong
