"""Every refusal tells how to complain: the review, section 50, the regulator (s17(7))."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from foi_bot.case import Case
from foi_bot.interview.outcome import REFUSALS, Outcome
from foi_bot.law.regulator import regulator
from foi_bot.letter.compose import compose
from foi_bot.letter.tree import Letter
from tests.cases.build import answered, case_file, changed, opened
from tests.checks.letters import (
    MUST_FIX,
    NOTE,
    findings,
    fraud,
    reworded,
    with_paragraph,
    without,
    worked,
    worst,
)

RULE = "rights"


@pytest.mark.parametrize("name", ["ncnd-fraud", "ncnd-cse-2018", "disclose-table-free", "mixed"])
def test_the_house_s_letters_tell_how_to_complain(name: str) -> None:
    assert findings(case_file(name), RULE) == []


def test_a_refusal_without_a_way_to_have_it_reviewed_breaks_the_duty() -> None:
    case = fraud()
    [finding] = findings(case, RULE, without(compose(case), "ask us to review"))
    assert (finding.severity, finding.source) == (MUST_FIX, "FOIA s17(7)(a)")
    assert case.house.review.email in finding.advice


def test_a_right_to_a_review_without_anywhere_to_write_to_is_none() -> None:
    case = fraud()
    review = case.house.review
    letter = reworded(compose(case), f"at {review.email} or at {review.address}, ", "")
    assert worst(case, RULE, letter) is MUST_FIX


def test_the_address_for_questions_is_no_address_for_a_review() -> None:
    case = fraud()
    house = case.house
    review = house.review.model_copy(update={"email": house.contact.email})
    case = replace(case, house=house.model_copy(update={"review": review}))
    assert findings(case, RULE) == []
    assert worst(case, RULE, without(compose(case), "ask us to review")) is MUST_FIX


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("section 50 of the Act", "the Act"),
        ("the Information Commissioner for a decision", "the regulator for a decision"),
    ],
)
def test_a_refusal_names_section_50_and_the_regulator(old: str, new: str) -> None:
    case = fraud()
    [finding] = findings(case, RULE, reworded(compose(case), old, new))
    assert (finding.severity, finding.source) == (MUST_FIX, "FOIA s17(7)(b), s50(1)")


def test_a_regulator_that_cannot_be_reached_is_no_particulars() -> None:
    case = fraud()
    to = regulator(case.on)
    letter = compose(case)
    for words in (to.web, to.telephone, to.address[-1]):
        letter = reworded(letter, words, "")
    assert worst(case, RULE, letter) is MUST_FIX


@pytest.mark.parametrize(
    ("on", "stale"),
    [
        (date(2024, 6, 17), "https://ico.org.uk/concerns/"),
        (date(2024, 6, 17), "mail@ico.gsi.gov.uk"),
        (date(2018, 4, 9), "https://ico.org.uk/make-a-complaint/foi-and-eir-complaints/"),
        (date(2024, 6, 17), "help@ico.org.uk"),
    ],
)
def test_the_regulator_s_details_are_those_of_the_letter_s_date(on: date, stale: str) -> None:
    case = replace(case_file("ncnd-cse-2018"), on=on)
    letter = reworded(compose(case), regulator(on).web, stale)
    [finding] = findings(case, RULE, letter)
    assert finding.severity is MUST_FIX
    assert finding.quote == stale
    assert regulator(on).web in finding.advice


@pytest.mark.parametrize(
    ("on", "written"),
    [
        (date(2024, 6, 17), "casework@ico.org.uk"),
        (date(2024, 6, 17), "https://ico.org.uk/make-a-complaint/"),
        (date(2018, 4, 9), "mail@ico.gsi.gov.uk"),
    ],
)
def test_a_mailbox_that_the_regulator_had_on_that_day_is_no_wrong_address(
    on: date, written: str
) -> None:
    case = replace(case_file("ncnd-cse-2018"), on=on)
    letter = with_paragraph(compose(case), f"The mailbox is {written}.")
    assert findings(case, RULE, letter) == []


def test_the_regulator_s_front_page_is_no_wrong_address() -> None:
    case = fraud()
    assert findings(case, RULE, with_paragraph(compose(case), "See https://ico.org.uk/.")) == []


def test_a_letter_that_refuses_nothing_need_not_tell_how_to_complain() -> None:
    case = case_file("disclose-table-free")
    letter = without(without(compose(case), "ask us to review"), "section 50")
    assert {f.severity for f in findings(case, RULE, letter)} == {NOTE}


def test_a_letter_of_a_day_on_which_the_regulator_s_details_are_unknown_says_so() -> None:
    case = replace(fraud(), on=date(2004, 12, 1))
    assert any("not recorded" in f.advice for f in findings(case, RULE))


def test_details_that_nobody_has_looked_up_lately_are_noted() -> None:
    to = regulator(date(2026, 12, 1))
    later = date(to.verified_on.year + 2, 1, 4)
    [finding] = findings(replace(case_file("disclose-table-free"), on=later), RULE)
    assert finding.severity is NOTE
    assert "before the letter goes" in finding.advice


NOTICES = sorted(REFUSALS - {Outcome.OWN_DATA})
OTHERS = [Outcome.NOT_HELD, Outcome.DISCLOSE, Outcome.CLARIFY]


@cache
def told(outcome: str) -> Case:
    """A case whose only part has this outcome."""
    return worked(answered(opened(), "outcome@1", outcome))


@pytest.mark.parametrize("outcome", [*NOTICES, *OTHERS])
def test_every_response_of_the_house_s_tells_how_to_complain(outcome: str) -> None:
    assert findings(told(outcome), RULE) == []


@pytest.mark.parametrize("outcome", NOTICES)
def test_whatever_a_request_is_refused_for_the_letter_has_to_tell_how_to_complain(
    outcome: str,
) -> None:
    case = told(outcome)
    letter = without(without(compose(case), "ask us to review"), "section 50")
    assert [(f.severity, f.source) for f in findings(case, RULE, letter)] == [
        (MUST_FIX, "FOIA s17(7)(a)"),
        (MUST_FIX, "FOIA s17(7)(b), s50(1)"),
    ]


@pytest.mark.parametrize("outcome", OTHERS)
def test_what_refuses_nothing_is_better_for_telling_how_to_complain(outcome: str) -> None:
    case = told(outcome)
    letter = without(without(compose(case), "ask us to review"), "section 50")
    assert {f.severity for f in findings(case, RULE, letter)} == {NOTE}


def test_one_refusal_beside_an_answer_makes_a_notice_of_refusal() -> None:
    two = {"outcome@1": "disclose", "outcome@2": "cost"}
    case = worked(changed(opened("1) How many?\n2) By whom?"), two))
    assert worst(case, RULE, without(compose(case), "section 50")) is MUST_FIX


@pytest.mark.parametrize("kind", ["acknowledgement", "holding"])
def test_a_letter_that_decides_nothing_need_not_tell_how_to_complain(kind: str) -> None:
    case = worked(answered(told("withhold"), "letter", kind))
    assert findings(case, RULE, Letter("en-GB", "", ())) == []


def test_the_reply_to_a_review_tells_of_section_50_and_of_no_other_review() -> None:
    case = worked(answered(told("withhold"), "letter", "review"))
    assert findings(case, RULE) == []
    [finding] = findings(case, RULE, without(compose(case), "section 50"))
    assert (finding.severity, finding.source) == (MUST_FIX, "FOIA s17(7)(b), s50(1)")
