"""What a letter relies on is law on its date, of the right kind, and named exactly (s17(1)(b))."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from foi_bot.case import Value
from foi_bot.letter.compose import compose
from tests.cases.build import answered, case_file, changed, opened
from tests.checks.letters import LOOK_AGAIN, MUST_FIX, NOTE, findings, fraud, without, worst

NCND: dict[str, Value] = {
    "outcome@1": "ncnd",
    "reveals@1": "yes",
    "confirmed@1": "no",
    "consistent@1": "yes",
}


@pytest.mark.parametrize("name", ["ncnd-fraud", "ncnd-cse-2018", "disclose-table-free", "mixed"])
def test_a_letter_that_names_the_limbs_of_its_day_exactly_is_right(name: str) -> None:
    assert findings(case_file(name), "limb") == []


def test_a_limb_that_was_repealed_before_the_letter_s_date_cannot_be_relied_on() -> None:
    case = changed(opened(on=date(2018, 5, 24)), {**NCND, "limbs@1": ("40(5)(b)(i)",)})
    assert not [f for f in findings(case, "limb") if f.severity is MUST_FIX]
    [finding] = findings(replace(case, on=date(2018, 5, 25)), "limb")
    assert finding.severity is MUST_FIX
    assert "40(5B)(a)(i)" in finding.advice
    assert finding.answer == "limbs@1"
    assert finding.source == "FOIA s17(1)(b)"


def test_a_limb_that_withholds_does_not_excuse_from_confirming_or_denying() -> None:
    [finding] = findings(changed(opened(), {**NCND, "limbs@1": ("31(1)(a)",)}), "limb")
    assert finding.severity is MUST_FIX
    assert "section 31(3) can" in finding.advice


@pytest.mark.parametrize("cite", ["31(7)", "31", "99(1)"])
def test_a_provision_that_does_not_exist_cannot_be_relied_on(cite: str) -> None:
    assert worst(changed(opened(), {**NCND, "limbs@1": (cite,)}), "limb") is MUST_FIX


def test_an_ncnd_without_a_provision_is_no_refusal() -> None:
    assert worst(changed(opened(), NCND), "limb") is MUST_FIX


def test_an_exemption_for_departments_is_not_open_to_a_police_force() -> None:
    [finding] = findings(changed(opened(), {**NCND, "limbs@1": ("35(3)",)}), "limb")
    assert "not open to a body like yours" in finding.advice


def test_what_is_relied_on_has_to_be_named_in_the_letter() -> None:
    case = fraud()
    letter = without(compose(case), "40(5B)(a)(i)")
    [finding] = findings(case, "limb", letter)
    assert (finding.severity, finding.answer) == (MUST_FIX, "limbs@1")
    assert "section 40(5B)(a)(i)" in finding.advice


@pytest.mark.parametrize(
    ("words", "severity"),
    [
        ("Whether Sam Sample is suspected is exempt under section 40(5).", MUST_FIX),
        ("The fund's treasurer is protected by section 40(3).", MUST_FIX),
        ("We rely on section 31(7) because the fund is small.", MUST_FIX),
        ("We rely on section 31 because fraud at the fund would go undetected.", MUST_FIX),
        ("Fraud at the fund would go undetected, so section 31(3) is engaged.", MUST_FIX),
        ("The fund's accounts would be exempt under section 43(2).", MUST_FIX),
        ("A yes about the fund would engage section 30.", LOOK_AGAIN),
        ("If held, it would fall within section 30(1).", LOOK_AGAIN),
        ("It would fall within section 30(1)(b), because the fund is a charity.", LOOK_AGAIN),
        ("The fund falls under section 87.", NOTE),
    ],
)
def test_a_wrong_provision_in_the_reasons_is_found(words: str, severity: str) -> None:
    [finding] = findings(fraud({"if-yes@30(3)": words}), "limb")
    assert finding.severity == severity
    assert finding.quote == words
    assert finding.place == "Section 30(3)"
    assert finding.answer == "if-yes@30(3)"


@pytest.mark.parametrize(
    "words",
    [
        "A suspect in a fraud would be warned, so section 30(3) applies.",
        "If it were held, the fund's papers would be exempt under section 30(1)(a)(i).",
        "Section 31 does not apply to the fund, and is not relied on.",
        "Fraud is an offence under section 1 of the Fraud Act 2006, and the fund is a charity.",
        "The fund can be told so under section 16(1), as advice and assistance.",
        "Section 17(1)(c) asks for a reason, and the fund is named.",
        "The authority's 31 officers could not reach the fund in time.",
    ],
)
def test_a_right_or_unrelated_provision_in_the_reasons_is_left_alone(words: str) -> None:
    assert findings(fraud({"if-yes@30(3)": words}), "limb") == []


def test_the_same_words_were_right_while_they_were_the_law() -> None:
    words = "The treasurer would be named, so section 40(5)(b)(i) is engaged."
    case = changed(
        opened(on=date(2018, 4, 9)),
        {**NCND, "limbs@1": ("40(5)(b)(i)",), "data-subject@40(5)(b)(i)": words},
    )
    assert findings(case, "limb") == []


def test_provisions_in_the_applicant_s_own_words_are_the_applicant_s_affair() -> None:
    asked = "Do not refuse this under section 40(5) or section 31 again. Is the fund investigated?"
    case = changed(opened(asked), {**NCND, "limbs@1": ("30(3)",)})
    assert findings(case, "limb") == []


def test_a_redaction_in_an_answer_given_in_full_is_looked_at_again() -> None:
    case = answered(
        case_file("disclose-table-free"),
        "answer@1",
        "There were 412. The names of officers are withheld under section 40(2).",
    )
    assert worst(case, "limb") is LOOK_AGAIN
