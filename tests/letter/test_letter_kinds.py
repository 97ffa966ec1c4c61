"""The letters that go before and after a response, and a response that comes late."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from foi_bot.case import Case, Key, Sent
from foi_bot.interview.answers import invalid, read_value
from foi_bot.interview.asked import question
from foi_bot.interview.plan import is_late, plan
from foi_bot.law.clock import ClarificationAnswered, ClarificationAsked
from foi_bot.letter.compose import compose
from foi_bot.letter.text import write
from foi_bot.letter.tree import Heading, Quotation, Table
from tests.cases.build import OFFICER, answered, case_file, changed, opened

LETTERS = ["acknowledgement", "holding", "late", "internal-review"]


def words(case: Case) -> str:
    return write(compose(case), {})


def headings(case: Case) -> list[str]:
    found = [block for block in compose(case).blocks if isinstance(block, Heading)]
    return ["".join(span.text for span in block.spans) for block in found]


def sent(case: Case, kind: str, on: date, *cites: str) -> Case:
    """The case after a letter of this kind went out."""
    return replace(case, sent=(*case.sent, Sent(1, kind, on, OFFICER, cites)))


@pytest.mark.parametrize("name", LETTERS)
def test_every_letter_quotes_the_request_and_bears_the_title_of_its_kind(name: str) -> None:
    letter = compose(case_file(name))
    [quoted] = [block for block in letter.blocks if isinstance(block, Quotation)]
    assert quoted.paragraphs
    assert headings(case_file(name))[0] == letter.title


def test_the_titles_tell_the_letters_apart() -> None:
    titles = {compose(case_file(name)).title for name in LETTERS}
    assert len(titles) == len(LETTERS)


def test_an_acknowledgement_gives_receipt_and_due_date_and_how_it_is_counted() -> None:
    letter = words(case_file("acknowledgement"))
    for told in ("received on 6 July 2024", "by 6 August 2024 at the latest", "20 working days"):
        assert told in letter
    assert "quoting the reference ABC-FOI-2024-0070" in letter


def test_an_acknowledgement_says_nothing_of_what_is_held_or_will_be_given() -> None:
    letter = words(case_file("acknowledgement"))
    assert not re.search(r"(?i)\bhold\b|\bheld\b|disclose|will (give|send)|exempt", letter)
    assert "If you are not satisfied" not in letter


def test_an_acknowledgement_asks_an_officer_nothing() -> None:
    assert [key.question for key in plan(case_file("acknowledgement"))] == ["letter"]


def test_an_acknowledgement_gives_no_date_while_the_time_stands_still() -> None:
    asked = ClarificationAsked(date(2024, 7, 8))
    letter = words(replace(case_file("acknowledgement"), happened=(asked,)))
    assert "6 August 2024" not in letter
    assert "does not run while we wait" in letter


def test_an_acknowledgement_that_comes_too_late_says_so() -> None:
    letter = words(replace(case_file("acknowledgement"), on=date(2024, 8, 7)))
    assert "That time ended on 6 August 2024, and we are sorry" in letter


def test_a_holding_letter_says_how_late_it_is_why_and_when_the_answer_comes() -> None:
    letter = words(case_file("holding"))
    for told in ("until 18 June 2024", "4 working days late", "We are sorry", "by 1 July 2024"):
        assert told in letter
    assert case_file("holding").words("holding-why") in letter
    assert "section 50" in letter


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (date(2024, 6, 18), "We will not have an answer for you in time"),
        (date(2024, 6, 19), "1 working day late"),
    ],
)
def test_a_holding_letter_counts_to_its_own_date(on: date, told: str) -> None:
    assert told in words(replace(case_file("holding"), on=on))


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("24 June 2024", "is not after the letter's date"),
        ("3 June 2024", "is not after the letter's date"),
        ("soon", "is not a day that I can read"),
        ("25 June 2024", ""),
    ],
)
def test_a_holding_letter_promises_a_day_that_is_still_to_come(typed: str, wrong: str) -> None:
    case, key = case_file("holding"), Key("holding-until")
    asked = question(case, key)
    assert wrong in (invalid(case, key, asked, read_value(asked, [typed])) or "")


def test_a_late_response_says_by_how_much_and_why_and_that_we_are_sorry() -> None:
    letter = words(case_file("late"))
    for told in ("by 18 June 2024", "8 working days late", "we are sorry"):
        assert told in letter
    assert case_file("late").words("late-why") in letter
    assert letter.index("working days late") < letter.index("Our decision")


def test_a_response_on_the_weekend_after_the_last_day_is_late_by_no_working_day() -> None:
    case = replace(opened(on=date(2024, 5, 1)), on=date(2024, 6, 1))
    assert case.clock.due == date(2024, 5, 31)
    assert "It is late, and we are sorry" in words(case)


@pytest.mark.parametrize("day", [date(2024, 5, 20), date(2024, 6, 18)])
def test_a_response_in_time_does_not_speak_of_lateness(day: date) -> None:
    case = replace(case_file("late"), on=day)
    assert Key("late-why") not in plan(case)
    assert "late" not in words(case)


def test_what_a_response_decided_is_not_late_any_more() -> None:
    case = sent(
        replace(opened(on=date(2024, 5, 20)), on=date(2024, 7, 31)), "response", date(2024, 6, 3)
    )
    assert not is_late(case)
    assert is_late(replace(case, sent=(Sent(1, "holding", date(2024, 6, 3), OFFICER),)))


def test_a_part_whose_time_began_again_after_the_response_can_be_late() -> None:
    case = opened("1. How many?\n2. Which incident?", on=date(2024, 5, 20))
    case = sent(case, "response", date(2024, 6, 3))
    case = replace(
        case,
        happened=(
            ClarificationAsked(date(2024, 6, 3), part="2"),
            ClarificationAnswered(date(2024, 6, 10), part="2"),
        ),
    )
    assert not is_late(replace(case, on=date(2024, 7, 8)))
    assert is_late(replace(case, on=date(2024, 7, 9)))


def test_a_review_begins_with_the_complaint_and_ends_with_the_result() -> None:
    asked = [key.question for key in plan(case_file("internal-review"))]
    assert asked[:4] == ["letter", "review-asked", "reviewer", "complaint"]
    assert asked[-3:] == ["review-faults", "review-result", "review-changes"]


def test_a_review_is_not_asked_why_the_first_answer_was_late() -> None:
    case = replace(case_file("internal-review"), sent=())
    assert case.on > date(2024, 6, 5)
    assert Key("late-why") not in plan(case)


def test_a_review_answers_every_point_of_the_complaint() -> None:
    case = case_file("internal-review")
    [table] = [b for b in compose(case).blocks if isinstance(b, Table) and b.origin == "complaint"]
    assert table.header == ("What you said", "What we find")
    assert len(table.rows) == 3


def test_a_review_says_what_it_relies_on_now_and_no_longer() -> None:
    case = case_file("internal-review")
    letter = words(case)
    assert "We no longer rely on section 41(1)." in letter
    assert "We still rely on section 43(2)." in letter
    assert "for the first time" not in letter
    bare = replace(case, sent=())
    other = words(sent(bare, "response", date(2024, 6, 4), "31(1)(a)"))
    assert "We rely on section 43(2) for the first time." in other
    assert "We no longer rely on section 31(1)(a)." in other


@pytest.mark.parametrize(
    ("outcome", "cite"), [("cost", "12(1)"), ("vexatious", "14(1)"), ("repeated", "14(2)")]
)
def test_provisions_that_are_no_exemptions_come_and_go_openly_too(outcome: str, cite: str) -> None:
    case = changed(opened(), {"letter": "review", "outcome@1": outcome})
    assert f"We rely on section {cite} for the first time." in words(
        sent(case, "response", case.on, "31(1)(a)")
    )
    given = answered(case, "outcome@1", "disclose")
    assert f"We no longer rely on section {cite}." in words(sent(given, "response", case.on, cite))


def test_a_review_decides_on_the_facts_of_the_first_answer() -> None:
    assert "on the facts as they were on 4 June 2024" in words(case_file("internal-review"))


def test_after_a_review_only_the_regulator_is_left() -> None:
    letter = words(case_file("internal-review"))
    rights = letter[letter.index("If you are not satisfied") :]
    assert "section 50" in rights
    assert "ask us to review" not in rights
    assert "foi.review@" not in rights


@pytest.mark.parametrize("result", ["upheld", "partly", "not-upheld"])
def test_the_result_of_a_review_is_said_in_plain_words(result: str) -> None:
    letter = words(answered(case_file("internal-review"), "review-result", result))
    assert ("We do not uphold your complaint" in letter) is (result == "not-upheld")
    assert ("We uphold your complaint in part" in letter) is (result == "partly")


def test_back_at_the_response_the_answers_so_far_are_kept() -> None:
    case = answered(case_file("internal-review"), "letter", "response")
    assert "We pay £1,240,000 a year" in words(case)
    assert "Internal review" not in words(case)
