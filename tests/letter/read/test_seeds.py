"""The two letters that left the building, read into what they say.

They lie beside the checkout in the place where this was built, and are no part of the project.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from foi_bot.interview.outcome import Outcome
from foi_bot.letter.read import read
from foi_bot.letter.read.written import Argued, Place, Written

FOLDER = Path(__file__).parents[4] / "shared" / "seeds"
HOUSE_FIELDS = ("reason", "harm", "factors_for", "factors_against", "balance")

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no letters in {FOLDER}")


@cache
def seed(name: str) -> Written:
    return read((FOLDER / f"{name}.txt").read_text("utf-8"))


def limb(name: str, cite: str) -> Argued:
    return next(one for one in seed(name).limbs if one.cite == cite)


def sizes(name: str, cite: str) -> dict[str, int]:
    return {field: len(getattr(limb(name, cite), field)) for field in HOUSE_FIELDS}


@pytest.mark.parametrize(
    ("name", "reference", "dated", "received", "limbs"),
    [
        (
            "FOI2018-01393",
            "FOI2018/01393",
            date(2018, 4, 9),
            date(2018, 3, 13),
            ("23(5)", "30(3)", "31(3)"),
        ),
        (
            "FOI2018-05339",
            "FOI2018/05339",
            date(2018, 10, 19),
            date(2018, 10, 16),
            ("24(2)", "31(3)"),
        ),
    ],
)
def test_the_facts_are_read_though_letterhead_and_e_mail_are_those_of_others(
    name: str, reference: str, dated: date, received: date, limbs: tuple[str, ...]
) -> None:
    letter = seed(name)
    assert (letter.reference, letter.dated, letter.received) == (reference, dated, received)
    assert letter.authority == "Hertfordshire Constabulary"
    assert letter.cites == limbs
    assert [(one.part, one.kind, one.limbs) for one in letter.decisions] == [
        ("", Outcome.NCND, limbs)
    ]
    assert letter.at(Place.UNPLACED) == ()


@pytest.mark.parametrize(
    ("name", "numbers", "begins", "ends"),
    [
        ("FOI2018-01393", ["1"], "I'd like to request", "or non-familial."),
        ("FOI2018-05339", ["2", "3"], "Please provide the below", "- vii) 2018 to 13.09.18"),
    ],
)
def test_the_request_is_read_word_for_word_with_the_applicants_numbers(
    name: str, numbers: list[str], begins: str, ends: str
) -> None:
    text = (FOLDER / f"{name}.txt").read_text("utf-8")
    letter = seed(name)
    assert letter.request in text
    assert letter.request.startswith(begins)
    assert letter.request.endswith(ends)
    assert [one.number for one in letter.parts] == numbers


@pytest.mark.parametrize(
    ("name", "cite", "expected"),
    [
        ("FOI2018-01393", "23(5)", (0, 0, 0, 0, 0)),
        ("FOI2018-01393", "30(3)", (0, 0, 1, 1, 3)),
        ("FOI2018-01393", "31(3)", (0, 2, 1, 2, 3)),
        ("FOI2018-05339", "24(2)", (0, 6, 1, 5, 5)),
        ("FOI2018-05339", "31(3)", (0, 6, 1, 1, 5)),
    ],
)
def test_every_paragraph_of_reasoning_stands_under_its_limb_on_its_side(
    name: str, cite: str, expected: tuple[int, ...]
) -> None:
    assert tuple(sizes(name, cite).values()) == expected


def test_harm_and_the_last_balance_without_a_limb_are_of_all_limbs() -> None:
    first, second = (limb("FOI2018-05339", cite) for cite in ("24(2)", "31(3)"))
    assert first.harm == second.harm
    assert first.balance == second.balance
    assert first.factors_against != second.factors_against


def test_a_balance_under_a_limbs_own_heading_is_that_limbs_alone() -> None:
    first, second = (limb("FOI2018-01393", cite) for cite in ("30(3)", "31(3)"))
    assert not set(first.balance[:2]) & set(second.balance)


@pytest.mark.parametrize(
    ("name", "place", "begins"),
    [
        ("FOI2018-01393", Place.LAW, "The Section 23 exemption"),
        ("FOI2018-01393", Place.LAW, "The Section 30 exemption"),
        ("FOI2018-01393", Place.LAW, "The Section 31 exemption"),
        ("FOI2018-01393", Place.NO_INFERENCE, "No inference"),
        ("FOI2018-01393", Place.CAVEAT, "The numerical data"),
        ("FOI2018-01393", Place.HOUSE, "I am required"),
        ("FOI2018-01393", Place.REVIEW, "Hertfordshire Constabulary provides"),
        ("FOI2018-01393", Place.REGULATOR, "After lodging"),
        ("FOI2018-05339", Place.LAW, "Sections 24 and 31"),
        ("FOI2018-05339", Place.CONTACT, "Should you have"),
    ],
)
def test_what_is_said_of_any_request_is_no_argument(name: str, place: Place, begins: str) -> None:
    assert any(piece.text.startswith(begins) for piece in seed(name).at(place))
