"""Rule `rights` on any letter: how to have a refusal reviewed, and who decides after that
(FOIA s17(7))."""

from __future__ import annotations

import pytest

from foi_bot.checks.any_letter.rights import REGULATOR, REVIEW, check
from foi_bot.checks.any_letter.sheet import CannotTell
from foi_bot.checks.finding import Finding, Severity
from tests.checks.any_letter import letters
from tests.checks.any_letter.letters import REFUSAL, SECTION_50, letter


def found(text: str) -> list[tuple[Severity, str, str]]:
    told = check(letters.sheet(text))
    return [(one.severity, one.source, one.quote) for one in told if isinstance(one, Finding)]


def test_a_refusal_that_tells_both_rights_is_in_order() -> None:
    assert found(letter(REFUSAL, letters.REVIEW, SECTION_50)) == []


def test_a_refusal_that_tells_neither_right_lacks_both() -> None:
    missing = [(Severity.MUST_FIX, REVIEW, ""), (Severity.MUST_FIX, REGULATOR, "")]
    assert found(letter(REFUSAL)) == missing


def test_a_refusal_without_a_review_lacks_the_procedure_for_complaints() -> None:
    assert found(letter(REFUSAL, SECTION_50)) == [(Severity.MUST_FIX, REVIEW, "")]


def test_a_refusal_without_the_commissioner_lacks_section_50() -> None:
    assert found(letter(REFUSAL, letters.REVIEW)) == [(Severity.MUST_FIX, REGULATOR, "")]


@pytest.mark.parametrize(
    "review",
    [
        "You have the right to appeal against this decision. Please write to the Chief Clerk.",
        "Should you be dissatisfied with this reply, please let us know within two months and a "
        "different officer will look at it again.",
        "Our complaints procedure is at northvale.example.org/complaints.",
        "If you wish to complain about how we dealt with your request, e-mail the address above.",
        "You may ask us to reconsider within 40 working days.",
        "The council has no internal review procedure.",
        "To request that this decision is reviewed, please contact the Monitoring Officer.",
    ],
)
def test_a_review_is_offered_in_many_words(review: str) -> None:
    assert found(letter(REFUSAL, review, SECTION_50)) == []


@pytest.mark.parametrize(
    "right",
    [
        "You then have the right to apply to the Information Commissioner for a decision.",
        "If still unhappy, contact the ICO: www.ico.org.uk.",
        "After that you may complain to the Information Commissioner's Office under section 50.",
        "You can refer the matter to the Information Commissioner, Wycliffe House, Wilmslow.",
    ],
)
def test_section_50_is_told_in_many_words(right: str) -> None:
    assert found(letter(REFUSAL, letters.REVIEW, right)) == []


def test_rights_on_a_sheet_that_is_enclosed_are_told() -> None:
    sheet = "Please see the enclosed sheet for details of your right to appeal."
    assert found(letter(REFUSAL, sheet)) == []


def test_the_commissioners_guidance_is_no_right_to_complain() -> None:
    guidance = "We have followed the guidance of the Information Commissioner on this exemption."
    assert found(letter(REFUSAL, guidance, letters.REVIEW)) == [(Severity.MUST_FIX, REGULATOR, "")]


def test_a_letter_that_refuses_nothing_need_not_tell_of_rights() -> None:
    assert found(letter("The council mended 41 benches and pays each contractor £300.")) == []


def test_the_reply_to_a_review_tells_of_section_50_alone() -> None:
    review = (
        "I have now completed the internal review that you asked for on 26 February 2024. I uphold "
        "the decision to withhold the prices under section 43(2)."
    )
    assert found(letter(review, REFUSAL, SECTION_50)) == []
    assert found(letter(review, REFUSAL)) == [(Severity.MUST_FIX, REGULATOR, "")]


def test_an_extract_without_a_close_is_not_judged() -> None:
    told = list(check(letters.sheet(letter(REFUSAL, close=""))))
    assert [type(one) for one in told] == [CannotTell]


@pytest.mark.parametrize(
    ("dated", "severity"), [("14 March 2016", []), ("14 March 2024", [Severity.LOOK_AGAIN])]
)
def test_an_address_of_the_regulators_goes_out_of_use(dated: str, severity: list[Severity]) -> None:
    right = "You can apply to the Information Commissioner at mail@ico.gsi.gov.uk for a decision."
    told = found(letter(REFUSAL, letters.REVIEW, right, dated=dated, received=dated))
    assert [one[0] for one in told] == severity


def test_the_registrar_of_other_days_does_not_decide_under_section_50() -> None:
    right = "You can apply to the Data Protection Registrar for a decision."
    told = found(letter(REFUSAL, letters.REVIEW, right))
    assert {one[2] for one in told} == {"Data Protection Registrar"}


@pytest.mark.parametrize(
    "review",
    [
        "You may complain to the Council within 40 working days, at review@northvale.example.org.",
        "A complaint may be made to the Chairman of Audit, audit@northvale.example.org.",
        "Representations are to be addressed to the Director of Place within forty working days.",
        "Requests for a review are made to the Town Clerk within two months of this letter.",
    ],
)
def test_whom_to_complain_to_and_by_when_offers_a_review(review: str) -> None:
    assert found(letter(REFUSAL, review, SECTION_50)) == []
