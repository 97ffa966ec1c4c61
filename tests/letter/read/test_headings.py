"""What a heading says: where the words below it belong, and of which provisions and parts."""

from __future__ import annotations

import pytest

from foi_bot.letter.read.headings import saying
from foi_bot.letter.read.written import Place


@pytest.mark.parametrize(
    ("heading", "place"),
    [
        ("Factors favouring disclosure", Place.FOR),
        ("FACTORS IN FAVOUR OF CONFIRMING OR DENYING", Place.FOR),
        ("Arguments for disclosure:", Place.FOR),
        ("In favour of releasing the information", Place.FOR),
        ("Considerations supporting disclosure", Place.FOR),
        ("Arguments for saying whether information is held", Place.FOR),
        ("Public interest in disclosing", Place.FOR),
        ("Factors favouring non-disclosure", Place.AGAINST),
        ("Factors against disclosure", Place.AGAINST),
        ("Arguments against", Place.AGAINST),
        ("In favour of maintaining the exemption:", Place.AGAINST),
        ("In favour of neither confirming nor denying", Place.AGAINST),
        ("Public interest in withholding", Place.AGAINST),
        ("Overall balancing", Place.BALANCE),
        ("Balance Test", Place.BALANCE),
        ("5.3 Where the balance lies", Place.BALANCE),
        ("Weighing the public interest", Place.BALANCE),
        ("Evidence of harm", Place.HARM),
        ("Overall harm", Place.HARM),
        ("The prejudice test", Place.HARM),
        ("Your request", Place.REQUEST),
        ("You asked:", Place.REQUEST),
        ("Our decision", Place.DECISION),
        ("Response:", Place.DECISION),
        ("Why we withhold information", Place.REASON),
        ("Reason for decision", Place.REASON),
        ("If you are not satisfied", Place.REVIEW),
        ("Right of appeal", Place.REVIEW),
        ("COMPLAINT RIGHTS", Place.REVIEW),
        ("The Information Commissioner", Place.REGULATOR),
        ("How we can help", Place.HELP),
        ("Advice and assistance", Place.HELP),
        ("What we can give you", Place.ANSWER),
        ("O blaid cadarnhau neu wadu:", Place.FOR),
        ("O blaid peidio â chadarnhau na gwadu:", Place.AGAINST),
        ("Os nad ydych yn fodlon", Place.REVIEW),
        ("Tea and biscuits", None),
    ],
)
def test_a_heading_says_where_the_words_below_it_belong(heading: str, place: Place | None) -> None:
    assert saying(heading).place is place


@pytest.mark.parametrize(
    "heading", ["Public Interest Test", "PUBLIC INTEREST TEST (PIT)", "4. Public interest", "PIT"]
)
def test_a_heading_on_the_public_interest_takes_no_side(heading: str) -> None:
    assert saying(heading).weighs
    assert saying(heading).place is None


@pytest.mark.parametrize(
    ("heading", "cites"),
    [
        ("Section 31(3) Law Enforcement", ("31(3)",)),
        ("Section 31 (3) – Law Enforcement", ("31(3)",)),
        ("S.31(1)(a)", ("31(1)(a)",)),
        ("SECTION 40(2): PERSONAL INFORMATION", ("40(2)",)),
        ("Sections 31(1)(a) and (b)", ("31(1)(a)", "31(1)(b)")),
        ("Section 31(1)(a)(b) (Law Enforcement)", ("31(1)(a)", "31(1)(b)")),
        ("s12(1)", ("12(1)",)),
        ("Section 31", ("31",)),
        ("3. Section 43(2) – prejudice to commercial interests", ("43(2)",)),
        ("Adran 31(3): gorfodi'r gyfraith", ("31(3)",)),
        ("Section 17 notice", ()),
        ("Section 16 – advice and assistance", ()),
    ],
)
def test_a_heading_names_provisions_and_its_title_gives_no_side(
    heading: str, cites: tuple[str, ...]
) -> None:
    assert saying(heading).cites == cites
    if cites:
        assert saying(heading).place is None


@pytest.mark.parametrize(
    ("heading", "cites", "place"),
    [
        ("Overall harm for Section 31(1)(a)(b):", ("31(1)(a)", "31(1)(b)"), Place.HARM),
        ("Section 31(3) – evidence of harm", ("31(3)",), Place.HARM),
        ("Balancing test for section 24(2)", ("24(2)",), Place.BALANCE),
        ("Section 30(3): factors favouring disclosure", ("30(3)",), Place.FOR),
    ],
)
def test_a_heading_can_name_both_a_provision_and_a_side(
    heading: str, cites: tuple[str, ...], place: Place
) -> None:
    assert (saying(heading).cites, saying(heading).place) == (cites, place)


@pytest.mark.parametrize(
    ("heading", "parts"),
    [
        ("Part 1: the information", ("1",)),
        ("Parts 2 and 3", ("2", "3")),
        ("Questions 4 to 6", ("4", "5", "6")),
        ("Part b: what we can give you", ("b",)),
        ("Part II of the Act", ()),
        ("Our decision", ()),
    ],
)
def test_a_heading_names_the_parts_of_the_request(heading: str, parts: tuple[str, ...]) -> None:
    assert saying(heading).parts == parts
