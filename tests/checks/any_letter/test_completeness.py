"""Rule `completeness` on any letter: nothing lost, nothing contradictory (FOIA s1(1), s17(1))."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_bot.checks.any_letter.completeness import RULE, check
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.sums import wrong_sums
from tests.checks.any_letter.letters import CLOSE, OPENING, REVIEW, SECTION_50, letter, sheet

MUST_FIX, LOOK_AGAIN = Severity.MUST_FIX, Severity.LOOK_AGAIN


def found(*body: str, request: str = "", close: str = CLOSE) -> list[Finding]:
    """What the rule finds in a letter of Northvale Council with these paragraphs."""
    told = check(sheet(letter(*body, REVIEW, SECTION_50, close=close), request))
    return [one for one in told if isinstance(one, Finding)]


def severities(*body: str, request: str = "", close: str = CLOSE) -> list[Severity]:
    """The severities of what the rule finds."""
    return [one.severity for one in found(*body, request=request, close=close)]


OPENING_WITHOUT_REQUEST = (
    OPENING.format(dated="14 March 2024", received="26 February 2024").partition('"')[0].strip()
)
ASKED = "1. How many benches are there?\n2. How many were mended?\n3. What did that cost?"


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        (("1. There are 40.", "2. Twelve were mended.", "3. It cost £900."), False),
        (("1. There are 40.", "2. Twelve were mended."), True),
        (("Question 1: There are 40.", "Question 3: It cost £900."), True),
        (("Questions 1 and 2: 40 and 12.", "Question 3: It cost £900."), False),
        (("1. There are 40.", "2. Twelve were mended.", "All other questions: not held."), False),
        (("There are 40 benches. Twelve were mended, at a cost of £900.",), False),
        (
            ("* There are 40 benches.", "* Benches that were mended: what that cost was £900."),
            False,
        ),
        (("We do not hold the information that you requested.",), False),
    ],
)
def test_every_question_is_answered(body: tuple[str, ...], wrong: bool) -> None:
    assert severities(*body, request=ASKED) == ([MUST_FIX] if wrong else [])


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        (
            ("Question 1 - stock", "40", "Question 2 - repairs", "12", "Question 4 - cost", "£9"),
            True,
        ),
        (("Question 1: 40.", "Question 2: 12.", "Question 3: £9."), False),
        (("Question 1: 40.", "Questions 2 and 3: 12 and 30.", "Question 4: £9."), False),
        (("Questions 1-3: see our website.", "Question 4: £9."), False),
        (("Q1. 40.", "Q2. 12.", "Q4. £9.", "You asked us to answer Q3 separately."), False),
        (("Q1. 40.", "Q2. 12.", "Q4. £9."), True),
        (("Point 2 of your letter: 40.", "Point 5 of your letter: 12."), False),
    ],
)
def test_answers_that_are_numbered_as_questions_skip_none(
    body: tuple[str, ...], wrong: bool
) -> None:
    assert severities(*body) == ([MUST_FIX] if wrong else [])


@pytest.mark.parametrize(
    "opening",
    [
        "Our answers are set out against each of your questions.",
        "We answer your questions in turn.",
        "I will take your three questions one by one.",
    ],
)
def test_an_opening_that_promises_every_answer_gives_none(opening: str) -> None:
    body = (opening, "1. There are 40.", "3. It cost £900.")
    assert severities(*body, request=ASKED) == [MUST_FIX]


def test_questions_are_known_from_the_letters_own_words() -> None:
    asked = "You asked for (a) how many benches there are, (b) their cost and (c) any report."
    quoted = OPENING_WITHOUT_REQUEST.replace("You asked:", asked)
    answers = ("(a) There are 40.", "(b) They cost £900.", "(c) No report was made.")
    for body, wrong in ((answers, False), ((answers[0], answers[2]), True)):
        text = "\n\n".join((quoted, *body, REVIEW, SECTION_50, CLOSE))
        told = [one for one in check(sheet(text)) if isinstance(one, Finding)]
        assert [one.severity for one in told] == ([MUST_FIX] if wrong else [])


@pytest.mark.parametrize(
    ("one", "other", "wrong"),
    [
        ("Northvale Fire and Rescue Service", "Southvale Fire and Rescue Service", True),
        ("Northvale Ambulance Service NHS Trust", "Southvale Ambulance Service", True),
        ("Department for Ferries", "Ministry of Marshes", True),
        ("Northvale Fire & Rescue Service", "Northvale Fire and Rescue Service", False),
        ("Department for Ferries", "Ferries Agency", False),
    ],
)
def test_who_decides_is_whose_letterhead_it_is(one: str, other: str, wrong: bool) -> None:
    text = letter(f"{other} has decided that it holds no benches.", REVIEW, SECTION_50)
    close = "Yours sincerely\n\nInformation Officer"
    text = text.replace(CLOSE, close).replace("Northvale Council", one)
    told = [found for found in check(sheet(text)) if isinstance(found, Finding)]
    assert (MUST_FIX in [found.severity for found in told]) == wrong


def quoting(request: str, *more: str, given: str = "") -> list[Severity]:
    """What the rule finds in a letter that quotes this request."""
    text = letter("We hold this, and attach it.", *more, REVIEW, SECTION_50)
    quoted = text.replace(
        '"How many benches has the council mended, and what is each contractor paid?"', request
    )
    return [one.severity for one in check(sheet(quoted, given)) if isinstance(one, Finding)]


def test_a_question_that_was_lost_in_the_quotation_is_found() -> None:
    holed = "2) How many benches were mended?\n\n3) What did that cost?"
    assert quoting(holed) == [MUST_FIX]
    assert quoting("1) How many benches were mended?\n\n2) What did that cost?") == []
    assert quoting(holed, given="1) How many are there?\n2) How many were mended?\n3) Cost?") == [
        MUST_FIX
    ]
    assert quoting(holed, given="2) How many benches were mended?\n3) What did that cost?") == [
        Severity.NOTE
    ]
    assert quoting(holed, "You asked us to answer only questions 2 and 3.") == [LOOK_AGAIN]


@pytest.mark.parametrize(
    ("close", "severity"),
    [
        (CLOSE, None),
        ("Yours sincerely\n\nInformation Officer\nSouthvale Council", MUST_FIX),
        ("Yours sincerely\n\nInformation Officer\nNorthvale Borough Council", None),
        ("Yours sincerely\n\nInformation Officer\nLegal Services", None),
        (
            "Yours sincerely\n\nInformation Officer\nOn behalf of Northvale Council and\n"
            "Southvale Council",
            None,
        ),
    ],
)
def test_letterhead_and_signature_are_of_one_authority(close: str, severity: str | None) -> None:
    assert severities("We hold no benches.", close=close) == ([severity] if severity else [])


def test_who_decides_is_who_reviews() -> None:
    text = letter("Southvale Council holds this: there are 40 benches.", REVIEW, SECTION_50)
    [finding] = [one for one in check(sheet(text)) if isinstance(one, Finding)]
    assert (finding.rule, finding.severity) == (RULE, MUST_FIX)


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("None. We do not hold this information.", True),
        ("0. The council does not hold this information.", True),
        ("No such incidents were recorded. We do not hold this information.", True),
        ("None.", False),
        ("We do not hold this information.", False),
        ("No information is held.", False),
        ("None. We do not hold any further information.", False),
        ("There were no dismissals. We do not hold information from before 2010.", False),
    ],
)
def test_nought_is_an_answer_and_not_nothing_held(words: str, wrong: bool) -> None:
    assert severities(words) == ([MUST_FIX] if wrong else [])


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("We hold this information. We do not hold the information you requested.", True),
        ("We hold some of this information. We do not hold the rest.", False),
        ("We hold this information. We do not hold it centrally.", False),
        ("We do not hold the information you requested.", False),
    ],
)
def test_the_same_thing_is_not_both_held_and_not_held(words: str, wrong: bool) -> None:
    assert severities(words) == ([MUST_FIX] if wrong else [])


TABLE = "Ward       Mended\nNorth      10\nSouth      {south}\nEast       4\nTotal      {total}"


@pytest.mark.parametrize(
    ("south", "total", "more", "wrong"),
    [
        ("12", "26", "", False),
        ("12", "29", "", True),
        ("<5", "17", "", False),
        ("12", "30", "Figures are rounded to the nearest 10.", False),
        ("12", "29", "Some benches stand in two wards, so the wards do not add up.", False),
    ],
)
def test_a_table_adds_up(south: str, total: str, more: str, wrong: bool) -> None:
    table = TABLE.format(south=south, total=total)
    assert severities("We hold this.", table, more or "Thank you.") == ([MUST_FIX] if wrong else [])


@pytest.mark.parametrize(
    ("table", "wrong"),
    [
        ([["", "a", "b", "Total"], ["x", "1", "2", "3"], ["y", "2", "2", "4"]], 0),
        (
            [
                ["", "a", "b", "Total"],
                ["x", "1", "2", "3"],
                ["y", "2", "2", "4"],
                ["z", "5", "5", "10"],
                ["w", "2", "5", "9"],
            ],
            1,
        ),
        (
            [
                ["Year", "Cost", "Average"],
                ["2020", "5", "5"],
                ["2021", "7", "7"],
                ["Total", "12", "6"],
            ],
            0,
        ),
        (
            [
                ["Year", "n"],
                ["2020", "5"],
                ["2021", "7"],
                ["of which closed", "3"],
                ["Total", "12"],
            ],
            0,
        ),
        ([["Ward", "n"], ["Hill", "5"], ["All Saints", "7"], ["Mill", "9"]], 0),
    ],
)
def test_totals_stand_under_and_beside_what_they_add_up(table: list[list[str]], wrong: int) -> None:
    assert len(list(wrong_sums(table))) == wrong


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("Of 40 benches, 10 of 40 (25%) were mended.", False),
        ("Of the benches 10 of 40 (35%) were mended.", True),
    ],
)
def test_a_share_is_that_of_its_numbers(words: str, wrong: bool) -> None:
    assert severities(words) == ([MUST_FIX] if wrong else [])


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("We attach the contract. The names of two staff have been redacted.", True),
        ("We attach the contract, from which some prices have been removed.", True),
        (
            "We attach the contract. Names have been redacted under section 40(2), because they "
            "are personal data.",
            False,
        ),
        ("We attach the contract. Nothing has been redacted.", False),
        ("We attach the contract. Pages outside the scope of your request were removed.", False),
        ("We publish answers. Your name will be removed.", False),
    ],
)
def test_what_is_taken_out_is_taken_out_under_a_provision(words: str, wrong: bool) -> None:
    assert severities(words) == ([MUST_FIX] if wrong else [])


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("The figures for 2017 to 2019 are below: 40 benches were mended.", True),
        ("The figures for 2018 to 2020 are below: 40 benches were mended.", False),
        ("The figures for 2015 to 2021 are below: 40 benches were mended.", False),
        ("The figures for 2019 to 2020 are below. We only hold them from 2019.", False),
    ],
)
def test_figures_are_for_the_years_that_were_asked_for(words: str, wrong: bool) -> None:
    request = "How many benches were mended from 2018 to 2020?"
    assert severities("We hold this.", words, request=request) == ([MUST_FIX] if wrong else [])


def test_the_same_papers_are_not_both_published_and_too_costly_to_find() -> None:
    both = "The information is exempt under section 21(1) and section 12(1) of the Act."
    assert MUST_FIX in severities(both)
    apart = "Some of it is exempt under section 21(1) and for the rest section 12(1) applies."
    assert severities(apart) == []


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=400), st.text(max_size=200))
def test_any_text_is_judged_and_every_quotation_is_the_letters(words: str, request: str) -> None:
    read = sheet(letter(words, TABLE.format(south="12", total="29"), REVIEW), request)
    said = "\n".join(f"{piece.label} {piece.text}" for piece in read.letter.pieces)
    for one in check(read):
        if isinstance(one, Finding) and one.quote:
            assert " ".join(one.quote.split()) in " ".join(said.split())
