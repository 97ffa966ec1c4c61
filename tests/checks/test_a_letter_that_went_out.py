"""A letter that really went out in April 2018, beside the one that the program makes on its facts.

The letter itself is no part of this repository. Where the folder with it does not lie beside the
checkout, these tests are skipped.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from foi_bot.checks.finding import Severity
from foi_bot.checks.run import check
from foi_bot.letter.compose import compose
from foi_bot.letter.text import write
from foi_bot.letter.tree import HOUSE, Letter, Paragraph, Span
from tests.cases.build import case_file
from tests.checks.letters import MUST_FIX, findings

FOLDER = Path(__file__).parents[3] / "shared" / "seeds"
SENT = FOLDER / "FOI2018-01393.txt"

pytestmark = pytest.mark.skipif(
    not SENT.is_file(), reason="the letter of April 2018 does not lie beside the checkout"
)

RIGHTS = ("review", "Information Commissioner", "https://ico.org.uk/concerns/", "0303 123 1113")
CAVEATS = ("un-audited", "unaudited", "snapshot", "numerical data", "live systems")


@pytest.fixture(scope="module")
def sent() -> str:
    return SENT.read_text("utf-8")


@pytest.fixture(scope="module")
def ours() -> str:
    case = case_file("ncnd-cse-2018")
    return write(compose(case), {"date": "9 April 2018"})


def as_letter(text: str) -> Letter:
    """The letter as it went out, every word of it the house's: nobody can tell the origins now."""
    pieces = [piece.strip() for piece in text.split("\n") if piece.strip()]
    return Letter("en-GB", "", tuple(Paragraph((Span(piece, HOUSE),)) for piece in pieces))


def test_both_answer_the_same_request_on_the_same_grounds(sent: str) -> None:
    case = case_file("ncnd-cse-2018")
    assert case.request.received.isoformat() == "2018-03-13"
    assert case.on.isoformat() == "2018-04-09"
    for cite in case.value("limbs", "1") or ():
        assert f"Section {cite}" in sent


def test_ours_tells_every_right_that_the_other_tells_and_section_50_besides(
    sent: str, ours: str
) -> None:
    for right in RIGHTS:
        assert right in sent
        assert right in ours
    assert "section 50" in ours.lower()
    assert "section 50" not in sent.lower()


def test_ours_warns_of_no_data_where_the_other_does(sent: str, ours: str) -> None:
    assert any(caveat in sent for caveat in CAVEATS)
    assert not any(caveat in ours for caveat in CAVEATS)


def test_nothing_in_ours_has_to_be_mended() -> None:
    case = case_file("ncnd-cse-2018")
    assert not [f for f in check(case, compose(case)) if f.severity is Severity.MUST_FIX]


def test_the_checks_find_what_nobody_found_in_the_other(sent: str) -> None:
    case, letter = case_file("ncnd-cse-2018"), as_letter(sent)
    [caveat] = findings(case, "ncnd-leak", letter)
    assert caveat.severity is MUST_FIX
    assert "snapshot" in caveat.quote
    assert any(f.place == "Section 23(5)" for f in findings(case, "reason", letter))
    assert any("s50" in f.source for f in findings(case, "rights", letter))
