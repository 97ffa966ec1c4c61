"""Rule `test` on any letter: exemptions are called what the Act makes them (FOIA s2(3))."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_bot.checks.any_letter.test import check
from foi_bot.checks.finding import Finding, Severity
from tests.checks.any_letter import letters
from tests.checks.any_letter.letters import REFUSAL, letter

MUST_FIX, LOOK_AGAIN = Severity.MUST_FIX, Severity.LOOK_AGAIN
WEIGHED = (
    "In favour of disclosure, people would see how the money is spent. Against it, the "
    "contractors' rivals would undercut them. On balance, the public interest in maintaining the "
    "exemption outweighs that in disclosure."
)


def found(text: str) -> list[Finding]:
    return [one for one in check(letters.sheet(text)) if isinstance(one, Finding)]


def refused(cite: str, *said: str) -> str:
    opening = (
        f"The council holds this. It is exempt under section {cite} of the Freedom of Information "
        "Act 2000, because disclosure would be likely to harm those who work in the yard."
    )
    return letter(opening, *said)


RIGHT = [
    refused("31(1)(a)", "Section 31 is a qualified, prejudice-based exemption.", WEIGHED),
    refused("40(2)", "Section 40(2) is an absolute exemption here."),
    refused("40(2)", "Section 40(2) is qualified only where the third condition is met."),
    refused("42(1)", "Section 42 is a class-based, qualified exemption.", WEIGHED),
    refused("43(2)", "Section 43 is prejudice based.", WEIGHED),
    refused("38(1)(b)", "Section 38 is not a prejudice-based exemption.", WEIGHED),
    refused("36(2)(c)", "The qualified person gave her opinion. Section 36 is qualified.", WEIGHED),
    refused("41(1)", "This exemption is absolute, with a public interest defence of its own."),
    letter(REFUSAL),
]


@pytest.mark.parametrize("text", RIGHT)
def test_exemptions_that_are_rightly_called_are_in_order(text: str) -> None:
    assert found(text) == []


WRONG = [
    ("38(1)(b)", "Section 38 is a prejudice-based exemption."),
    ("38(1)(a)", "This is a prejudice based exemption under section 38(1)(a)."),
    ("42(1)", "Section 42 is a harm-based exemption."),
    ("30(1)(a)(i)", "Section 30 is qualified and prejudice based."),
    ("23(1)", "Section 23 is a qualified exemption."),
    ("41(1)", "Section 41 being a qualified exemption, we weighed both sides."),
    ("43(2)", "Section 43(2) is a class-based exemption."),
    ("36(2)(c)", "Section 36 is a class based exemption."),
]


@pytest.mark.parametrize(("cite", "said"), WRONG)
def test_a_wrong_name_is_to_be_looked_at(cite: str, said: str) -> None:
    [finding] = found(refused(cite, said, WEIGHED))
    assert (finding.severity, finding.quote) == (LOOK_AGAIN, said)


def test_what_is_called_absolute_and_is_not_lacks_its_balance() -> None:
    said = "Section 43(2) is an absolute exemption, so there is nothing to weigh."
    [finding] = found(refused("43(2)", said))
    assert (finding.severity, finding.source) == (MUST_FIX, "FOIA s2(3)")


NATIONAL_SECURITY = (
    "The council neither confirms nor denies that it holds this, by virtue of sections 24(2) and "
    "31(3) of the Act. Sections 24 and 31 being prejudice based, the harm is set out here."
)
HARM = "A yes would tell an attacker which systems are weak, and harm would follow from it."


def test_security_that_is_argued_as_prejudice_alone_misses_its_test() -> None:
    [finding] = found(letter(NATIONAL_SECURITY, HARM, WEIGHED))
    assert finding.severity is MUST_FIX
    assert "section 24 " in finding.advice
    assert "required" in finding.advice


def test_security_that_is_also_argued_as_required_is_only_wrongly_called() -> None:
    required = "Silence is needed for safeguarding national security."
    [finding] = found(letter(NATIONAL_SECURITY, HARM, required, WEIGHED))
    assert finding.severity is LOOK_AGAIN


def test_one_slip_is_told_once() -> None:
    said = "Section 38 is a prejudice-based exemption."
    assert len(found(refused("38(1)(b)", said, said, WEIGHED))) == 1


def test_a_letter_that_puts_no_level_to_the_harm_is_to_be_looked_at() -> None:
    text = letter(
        "The council holds this. It is exempt under section 43(2) of the Act.",
        "Why it applies",
        "Disclosure brings harm to the contractors' trade.",
    )
    [finding] = found(text)
    assert finding.severity is LOOK_AGAIN
    assert "would be likely" in finding.advice


AS_PREJUDICE = [
    "Disclosure would be likely to prejudice health and safety at the depot.",
    "We think the safety of our drivers would be prejudiced by disclosure.",
    "It would prejudice their mental health to be followed.",
    "It would be likely to prejudice the welfare and the safety of crews.",
]
AS_DANGER = [
    "Disclosure would be likely to endanger the drivers, and so to prejudice safety at the depot.",
    "It would be likely to put drivers in danger.",
    "Drivers would be likely to be endangered if they were followed.",
]


@pytest.mark.parametrize("said", AS_PREJUDICE)
def test_danger_is_not_argued_as_prejudice(said: str) -> None:
    [finding] = found(refused("38(1)(b)", said, "It would be likely to be used for threats."))
    assert (finding.severity, finding.quote) == (LOOK_AGAIN, said)


@pytest.mark.parametrize("said", AS_DANGER)
def test_danger_can_be_told_beside_other_words(said: str) -> None:
    assert found(refused("38(1)(b)", said)) == []


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=400))
def test_any_text_can_be_judged_and_is_quoted_word_for_word(text: str) -> None:
    sheet = letters.sheet(letter(text))
    for one in check(sheet):
        if isinstance(one, Finding):
            assert any(one.quote in piece.text for piece in sheet.letter.pieces)
