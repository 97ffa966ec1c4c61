"""What may say who the applicant is, is found before anybody but the opener sees the request."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_bot.interview.masking import MASK, find, find_words, masked


def words(text: str, name: str = "", contact: str = "") -> list[str]:
    return [one.text for one in find(text, name, contact)]


@pytest.mark.parametrize(
    ("text", "identifies"),
    [
        (
            "From: Pat Applicant <pat@example.org>\nHow many?",
            "From: Pat Applicant <pat@example.org>",
        ),
        ("How many?\n\nKind regards\nPat Applicant\nThe Old Mill", "Pat Applicant\nThe Old Mill"),
        ("How many?\n\nYours faithfully,\n\nP. Applicant", "P. Applicant"),
        ("How many?\n--\nPat Applicant\n01632 960001", "Pat Applicant\n01632 960001"),
        ("Reply to pat@example.org please.", "pat@example.org"),
        ("Ring me on 01632 960 001.", "01632 960 001"),
        ("I live at AN1 1AA, Anytown.", "AN1 1AA"),
        ("My name is Pat Applicant and I ask how many.", "Pat Applicant"),
        (
            "I ask as a reporter for the Anytown Gazette, how many?",
            "a reporter for the Anytown Gazette",
        ),
        ("I'm a student at Anytown College. How many?", "a student at Anytown College"),
        ("I write on behalf of Anytown Residents, to ask how many.", "Anytown Residents"),
        ("How many?\n\nKind regards, Pat Applicant", "Pat Applicant"),
        ("How many?\nThanks Pat", "Pat"),
        ("How many?\ncheers, pat", "pat"),
        ("How many? Many thanks, Pat Applicant\n1 Mill Lane", "Pat Applicant\n1 Mill Lane"),
        ("> From: Pat Applicant\nHow many?", "> From: Pat Applicant"),
        ("*From:* Pat Applicant\nHow many?", "*From:* Pat Applicant"),
        (
            "How many?\n\nPat Applicant\n12 Mill Lane\nAnytown AN1 1AA",
            "Pat Applicant\n12 Mill Lane\nAnytown AN1 1AA",
        ),
        ("How many?\nPat Applicant", "Pat Applicant"),
        (
            "How many?\nYours sincerely,\n\nPat Applicant\nSent from my telephone. Can you help?",
            "Pat Applicant",
        ),
    ],
)
def test_words_that_identify_an_applicant_are_found(text: str, identifies: str) -> None:
    assert identifies in words(text)


@pytest.mark.parametrize(
    "text",
    [
        "How many offences were recorded in 2017, 2018 and 2019?",
        "1) How many officers are there?\n2) As a percentage of the total, how many are new?",
        "Please give the figures as a table for each of the years 2012 to 2018.",
        "Please send copies of section 5 of the report of 3 May 2024, pages 10 to 20.",
    ],
)
def test_a_request_that_names_nobody_is_left_alone(text: str) -> None:
    assert words(text) == []


def test_thanks_said_before_the_questions_do_not_hide_the_questions() -> None:
    text = "Dear team\n\nThank you\n\n1) How many officers are there?\n2) How many are new?"
    assert words(text) == []


def test_the_name_given_in_the_form_is_found_wherever_the_request_repeats_it() -> None:
    text = "I, Pat  Applicant, ask how many. Signed: pat applicant"
    assert words(text, name="Pat Applicant") == ["Pat  Applicant", "pat applicant"]


@pytest.mark.parametrize(
    "text",
    [
        "I, Pat Applicant, ask how many.\n\nYours sincerely\nPat Applicant",
        "From: Pat Applicant <pat@example.org>\n\nPat Applicant asks how many.",
        "Pat Applicant here. How many?\n\nThanks, Pat Applicant",
        "My name is Pat Applicant.\nHow many letters did Pat Applicant write?",
    ],
)
def test_a_name_that_signs_or_heads_a_request_is_found_in_the_rest_of_it(text: str) -> None:
    assert "Pat" not in masked(text, find(text))


def test_each_word_of_the_name_given_in_the_form_is_found_alone() -> None:
    text = "I am Ms Applicant. PatApplicant asks, and Pat wants. The applicant may pat a dog."
    assert words(text, name="Pat Applicant") == ["Applicant", "PatApplicant", "Pat"]


def test_the_town_below_a_name_and_whom_the_letter_is_to_stay_in_the_questions() -> None:
    text = "To: Anytown Police\nHow many in Anytown, by Anytown Police?\n\nRegards\nPat\nAnytown"
    assert "How many in Anytown, by Anytown Police?" in masked(text, find(text))


def test_a_name_is_not_found_within_another_word() -> None:
    assert words("The Patterson report", name="Pat") == []


def test_masking_leaves_every_other_word_as_it_was() -> None:
    text = "How many?\n\nKind regards\nPat Applicant"
    assert masked(text, find(text)) == f"How many?\n\nKind regards\n{MASK}"


def test_the_opener_can_name_more_words_to_mask() -> None:
    text = "About my neighbour Alex Sample of Mill Lane."
    found = find_words(text, ["Alex Sample", "mill lane", ""])
    assert masked(text, found) == f"About my neighbour {MASK} of {MASK}."


@given(st.text(max_size=300), st.text(max_size=20), st.text(max_size=20))
def test_finding_and_masking_are_total_and_lose_nothing_that_is_not_masked(
    text: str, name: str, contact: str
) -> None:
    found = find(text, name, contact)
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    rest = masked(text, found)
    kept = sum(one.end - one.start for one in found)
    assert len(rest) == len(text) - kept + len(MASK) * len(found)
