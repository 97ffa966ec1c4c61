"""What a letter relies on is law on its date, of the right kind, and named exactly (s17(1)(b))."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from foi_bot.case import Value
from foi_bot.letter.compose import compose
from tests.cases.build import answered, case_file, changed, opened
from tests.cases.build import without as unanswering
from tests.checks.letters import (
    LOOK_AGAIN,
    MUST_FIX,
    NOTE,
    beside,
    findings,
    fraud,
    guarded,
    relying,
    without,
    worked,
    worst,
)

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


WITHHELD: dict[str, Value] = {"outcome@1": "withhold", "what-withheld@1": "a list of yards"}


@pytest.mark.parametrize("cites", [("31(1)(a)",), ("40(2)",), ("30(1)(a)(i)", "31(1)(a)")])
def test_a_letter_that_withholds_under_limbs_of_its_day_is_right(cites: tuple[str, ...]) -> None:
    assert findings(relying("withhold", *cites), "limb") == []


@pytest.mark.parametrize("outcome", ["withhold", "extend"])
def test_a_limb_about_confirming_or_denying_withholds_nothing(outcome: str) -> None:
    case = changed(opened(), {**WITHHELD, "outcome@1": outcome, "exemptions@1": ("24(2)",)})
    [finding] = findings(case, "limb")
    assert (finding.severity, finding.answer) == (MUST_FIX, "exemptions@1")
    assert "section 24(1) can" in finding.advice


def test_where_a_section_has_many_paragraphs_the_officer_is_sent_to_them() -> None:
    case = changed(opened(), {**WITHHELD, "exemptions@1": ("31(3)",)})
    [finding] = findings(case, "limb")
    assert "look among the paragraphs of section 31" in finding.advice


@pytest.mark.parametrize("cite", ["31", "30(1)(a)", "31(2)(c)", "99(1)", "40(3)"])
def test_what_is_no_exact_limb_withholds_nothing(cite: str) -> None:
    assert worst(changed(opened(), {**WITHHELD, "exemptions@1": (cite,)}), "limb") is MUST_FIX


def test_information_that_is_withheld_under_no_provision_is_refused_without_a_reason() -> None:
    [finding] = findings(changed(opened(), WITHHELD), "limb")
    assert "excuses you from giving this information" in finding.advice


def test_the_exemption_for_research_withholds_nothing_before_it_was_law() -> None:
    case = changed(opened(on=date(2014, 9, 30)), {**WITHHELD, "exemptions@1": ("22A(1)",)})
    assert worst(case, "limb") is MUST_FIX
    later = replace(case, on=date(2014, 10, 1))
    assert not [f for f in findings(later, "limb") if "22A" in f.quote]


def test_the_exemption_for_policy_is_not_open_to_a_police_force_but_to_a_department() -> None:
    policy = {**WITHHELD, "exemptions@1": ("35(1)(a)",)}
    assert "not open" in findings(changed(opened(), policy), "limb")[0].advice
    assert findings(relying("withhold", "35(1)(a)", body="department"), "limb") == []


@pytest.mark.parametrize(
    ("outcome", "cite"),
    [("withhold", "31(1)(a)"), ("extend", "31(1)(a)"), ("accessible", "21(1)")],
)
def test_every_refusal_under_an_exemption_names_it(outcome: str, cite: str) -> None:
    case = guarded() if outcome == "withhold" else worked(answered(opened(), "outcome@1", outcome))
    if outcome == "extend":
        case = relying("extend", cite)
    assert findings(case, "limb") == []
    [finding] = findings(case, "limb", without(compose(case), cite))
    assert finding.severity is MUST_FIX
    assert f"section {cite}" in finding.advice


@pytest.mark.parametrize("cite", ["23(1)", "32(1)(a)", "41(1)", "44(1)(a)"])
def test_time_cannot_be_extended_for_an_absolute_exemption(cite: str) -> None:
    case = changed(opened(), {**WITHHELD, "outcome@1": "extend", "exemptions@1": (cite,)})
    [finding] = findings(case, "limb")
    assert (finding.severity, finding.source) == (MUST_FIX, "FOIA s10(3), s17(2)")
    assert "no public interest to weigh" in finding.advice


@pytest.mark.parametrize(
    ("condition", "severity"),
    [("40(3A)(a)", MUST_FIX), ("40(3B)", None), ("40(4A)", None), (None, None)],
)
def test_time_for_personal_data_can_be_extended_where_the_condition_is_a_qualified_one(
    condition: str | None, severity: str | None
) -> None:
    case = relying("extend", "40(2)", asked="Who took the minutes?")
    case = unanswering(case, "condition-40-2@40(2)")
    if condition:
        case = answered(case, "condition-40-2@40(2)", condition)
    assert worst(case, "limb") == severity


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        ("Thieves would learn of the yards, so section 31(3) is engaged.", "said to be held"),
        ("The yards' alarms are exempt under section 43(2).", "does not rely on section 43(2)"),
        ("The yards fall within section 31(1)(b).", "does not rely on section 31(1)(b)"),
        ("The yards fall within section 31.", "Say section 31(1)(a)"),
    ],
)
def test_reasons_that_argue_another_limb_than_the_decision_s_are_found(
    words: str, advice: str
) -> None:
    [finding] = findings(guarded({"actor-and-act@31(1)(a)": words}), "limb")
    assert advice in finding.advice
    assert finding.answer == "actor-and-act@31(1)(a)"


def test_a_limb_of_another_piece_is_not_argued_for_this_one() -> None:
    case = beside({"outcome": "withhold", "exemptions": ("31(1)(a)",)})
    words = "If there were such a drone, its flights would be exempt under section 31(1)(a)."
    [finding] = findings(answered(case, "if-yes@30(3)", words), "limb")
    assert finding.severity is LOOK_AGAIN
    assert "another piece of the request" in finding.advice


BOTH = [
    "Both section 30(1)(a)(i) and section 31(1)(a) apply to the yards.",
    "Section 30(1)(a)(i) covers the yards, and section 31(1)(a) applies as well.",
]


@pytest.mark.parametrize("words", BOTH)
def test_sections_30_and_31_do_not_both_apply_to_the_same_information(words: str) -> None:
    case = relying("withhold", "30(1)(a)(i)", "31(1)(a)")
    [finding] = findings(answered(case, "stage@30(1)(a)(i)", words), "limb")
    assert finding.severity is LOOK_AGAIN
    assert "in the alternative" in finding.advice


@pytest.mark.parametrize(
    "words",
    [
        "Section 31(1)(a) applies to the yards in the alternative to section 30(1)(a)(i).",
        "Either section 30(1)(a)(i) or section 31(1)(a) covers the yards, and not both.",
        "The yards fall within section 30(1)(a)(i).",
    ],
)
def test_sections_30_and_31_may_be_relied_on_in_the_alternative(words: str) -> None:
    case = relying("withhold", "30(1)(a)(i)", "31(1)(a)")
    assert findings(answered(case, "stage@30(1)(a)(i)", words), "limb") == []


def test_sections_23_and_24_are_relied_on_in_the_alternative_alone() -> None:
    case = relying("withhold", "23(1)", "24(1)")
    assert findings(case, "limb") == []
    words = "Section 23(1) covers the yards, and section 24(1) applies in addition."
    [finding] = findings(answered(case, "required-why@24(1)", words), "limb")
    assert finding.severity is LOOK_AGAIN


def test_both_limbs_for_silence_may_apply_at_once() -> None:
    case = answered(
        case_file("ncnd-cse-2018"),
        "stage@30(3)",
        "Both section 30(3) and section 31(3) apply, as exploitation would be hidden.",
    )
    assert findings(case, "limb") == []


def test_a_department_relies_on_section_36_for_what_section_35_does_not_cover() -> None:
    case = relying("withhold", "35(1)(a)", "36(2)(b)(i)", body="department")
    [finding] = findings(case, "limb")
    assert (finding.severity, finding.quote) == (LOOK_AGAIN, "section 36(2)(b)(i)")
    assert "Divide the piece" in finding.advice


def test_each_row_of_the_schedule_names_a_provision_that_is_relied_on() -> None:
    case = worked(
        changed(
            opened(),
            {**WITHHELD, "exemptions@1": ("31(1)(a)", "40(2)"), "redacted@1": "yes"},
        )
    )
    rows = ("1\t\tMinutes\t2\tnames\t40(2)", "2\t\tMap\t1\tyards\t31(1)(a)")
    case = answered(case, "schedule@1", rows)
    assert findings(case, "limb") == []
    case = answered(case, "exemptions@1", ("31(1)(a)",))
    [finding] = findings(case, "limb")
    assert (finding.severity, finding.answer) == (MUST_FIX, "schedule@1")
    assert "Row 1 of the schedule names section 40(2)" in finding.advice


def test_a_review_may_name_the_provisions_of_the_first_decision() -> None:
    case = worked(
        changed(
            opened(),
            {
                "letter": "review",
                "outcome@1": "disclose",
                "complaint": (
                    "That section 31(1)(a) was relied on\tUpheld: section 31 is not met",
                ),
                "review-changes": "Section 31(1)(a) was applied at first, and is now given up.",
            },
        )
    )
    assert findings(case, "limb") == []


def test_a_letter_that_decides_nothing_relies_on_nothing() -> None:
    case = changed(opened(), {"outcome@1": "ncnd", "letter": "holding"})
    case = answered(case, "holding-why", "The register of bicycles is being repaired.")
    assert findings(case, "limb") == []
    case = answered(case, "holding-why", "We think that section 43(2) applies to the register.")
    [finding] = findings(case, "limb")
    assert finding.severity is LOOK_AGAIN
    assert "decides nothing yet" in finding.advice
    assert finding.place == "Why it is late"
