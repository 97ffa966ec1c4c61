"""Rule `reason` on any letter: a reason for each limb; a definition is none (FOIA s17(1)(c))."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_bot.checks.any_letter.reason import check
from foi_bot.checks.any_letter.sheet import CannotTell
from foi_bot.checks.finding import Finding, Severity
from tests.checks.any_letter import letters
from tests.checks.any_letter.letters import REFUSAL, letter

MUST_FIX, LOOK_AGAIN = Severity.MUST_FIX, Severity.LOOK_AGAIN


def found(text: str) -> list[Finding]:
    return [one for one in check(letters.sheet(text)) if isinstance(one, Finding)]


def held(*said: str) -> str:
    return letter("The council holds this information. " + said[0], *said[1:])


REASONED = [
    letter(REFUSAL),
    held("The names of junior staff are exempt under section 40(2) of the Act."),
    held("Signatures and direct lines have been redacted under section 40(2) of the Act."),
    held(
        "It is exempt under section 31(1)(a) of the Act, as releasing the rota would show burglars "
        "when the depot is empty."
    ),
    held("It is exempt under section 42(1), as it is advice that our solicitors gave in May."),
    held(
        "It is exempt under section 21(1), because the accounts are on our website at "
        "https://northvale.example.org/accounts."
    ),
    held(
        "It is exempt under section 44(1)(a), because section 237 of the Enterprise Act 2002 "
        "forbids giving out what traders told us."
    ),
    held(
        "It is exempt under section 41(1): parents gave these letters to us in confidence, and "
        "could sue if we published what they wrote."
    ),
    held(
        "It is exempt under section 31(1)(a) of the Act. Some of our reasons would themselves give "
        "it away, and under section 17(4) we leave them out."
    ),
    held(
        "It is exempt under section 36(2)(b)(i) of the Act. In the opinion of the Monitoring "
        "Officer, our qualified person, officers would be less frank about failing schools."
    ),
    letter(
        "The council neither confirms nor denies that it holds this, by virtue of sections 24(2) "
        "and 31(3) of the Act.",
        "Harm in confirming or denying",
        "A yes would tell an attacker which of our computers run old software, and a no that "
        "they may try elsewhere.",
    ),
]


@pytest.mark.parametrize("text", REASONED)
def test_a_short_reason_and_a_shared_one_are_reasons(text: str) -> None:
    assert found(text) == []


def test_an_exemption_that_might_have_applied_needs_no_reason() -> None:
    said = "Had the cost been within the limit, section 31(1)(a) might have applied to some of it."
    assert found(letter("We refuse under section 12(1) of the Act.", said)) == []


BARE = [
    "It is exempt under section 31(1)(a) of the Act.",
    "It is exempt under section 43(2) of the Act, as disclosure would prejudice commercial "
    "interests.",
    "It is exempt under section 31(1)(a) of the Act, which exempts information whose disclosure "
    "would, or would be likely to, prejudice the prevention or detection of crime.",
]


@pytest.mark.parametrize("said", BARE)
def test_the_words_of_the_section_alone_are_no_reason(said: str) -> None:
    [finding] = found(held(said))
    assert (finding.severity, finding.source) == (MUST_FIX, "FOIA s17(1)(c)")


def test_one_limb_of_several_that_is_left_without_a_reason_is_told() -> None:
    text = letter(
        "The council neither confirms nor denies that it holds this, by virtue of the following:",
        "Section 23(5) – Security bodies",
        "Section 31(3) – Law enforcement",
        "The section 23 exemption is absolute and class based. This means that Parliament has "
        "decided that no harm need be shown.",
        "Section 31(3)",
        "A yes would tell thieves which of the yards is watched at night; a no would tell them "
        "which is not.",
    )
    [finding] = found(text)
    assert finding.severity is MUST_FIX
    assert "section 23(5)" in finding.advice


def test_a_prohibition_has_to_be_named() -> None:
    said = "It is exempt under section 44(1)(a), because another law forbids us to give it out."
    told = [(one.severity, one.source) for one in found(held(said))]
    assert (MUST_FIX, "FOIA s44(1), s17(1)(c)") in told


FRANK = "because officers would be less frank about failing schools if their notes were read."


def test_section_36_without_an_opinion_does_not_apply() -> None:
    [finding] = found(held(f"It is exempt under section 36(2)(b)(i) of the Act, {FRANK}"))
    assert (finding.severity, finding.source) == (MUST_FIX, "FOIA s36(2), (5)")


def test_whose_opinion_it_was_is_told_by_office() -> None:
    said = f"It is exempt under section 36(2)(b)(i): the qualified person found so {FRANK}"
    [finding] = found(held(said))
    assert (finding.severity, finding.source) == (LOOK_AGAIN, "FOIA s36(5)")


def test_reasons_in_an_enclosed_notice_cannot_be_judged() -> None:
    said = "It is exempt under section 31(1)(a). Our reasons are set out in the attached notice."
    assert [type(one) for one in check(letters.sheet(held(said)))] == [CannotTell]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=400))
def test_any_text_can_be_judged_and_is_quoted_word_for_word(text: str) -> None:
    sheet = letters.sheet(letter(text))
    for one in check(sheet):
        if isinstance(one, Finding):
            assert any(one.quote in piece.text for piece in sheet.letter.pieces)
