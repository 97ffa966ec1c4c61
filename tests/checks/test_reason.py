"""Each limb has a reason, tied to the request (s17(1)(c))."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from foi_bot.case import Case, Value
from foi_bot.interview.asked import question
from foi_bot.interview.plan import plan, unanswered
from foi_bot.interview.questions import Goes, Kind
from foi_bot.law.act import limbs_in_force
from foi_bot.law.limbs import Duty
from foi_bot.letter.compose import compose
from tests.cases.build import answered, case_file, changed, opened
from tests.cases.build import without as unanswering
from tests.checks.letters import LOOK_AGAIN, MUST_FIX, findings, fraud, without, worst

NCND: dict[str, Value] = {
    "outcome@1": "ncnd",
    "reveals@1": "yes",
    "reveals-words@1": "The name.",
    "confirmed@1": "no",
    "consistent@1": "yes",
}
ON = date(2024, 6, 17)


@pytest.mark.parametrize("name", ["ncnd-fraud", "ncnd-cse-2018", "disclose-table-free", "mixed"])
def test_reasons_about_this_request_are_reasons(name: str) -> None:
    assert findings(case_file(name), "reason") == []


@pytest.mark.parametrize("key", ["if-yes@30(3)", "if-no@30(3)", "paragraph@30(3)", "stage@30(3)"])
def test_a_reason_that_nobody_gave_is_missing(key: str) -> None:
    found = findings(unanswering(fraud(), key), "reason")
    assert [(f.severity, f.answer) for f in found] == [(MUST_FIX, key)]
    assert "still to be answered" in found[0].advice


def test_a_reason_that_was_given_has_to_stand_in_the_letter() -> None:
    case = fraud()
    [finding] = findings(case, "reason", without(compose(case), "Accounts could be altered"))
    assert (finding.severity, finding.answer) == (MUST_FIX, "if-yes@30(3)")


@pytest.mark.parametrize(
    "words",
    ["n/a", "N/A.", "Not applicable.", "None", "As above.", "Sensitive.", "-", "No.", "TBC"],
)
def test_a_formula_or_a_single_word_is_no_reason(words: str) -> None:
    [finding] = findings(fraud({"if-no@30(3)": words}), "reason")
    assert (finding.severity, finding.quote, finding.place) == (MUST_FIX, words, "Section 30(3)")


DEFINITIONS = [
    "The information falls within the exemption.",
    "Section 23(5) removes the duty to confirm or deny where that would disclose information "
    "supplied by, or relating to, a security body.",
    "This is an absolute, class-based exemption, so Parliament has decided that no harm need be "
    "shown and no public interest test is required.",
    "The exemption is engaged because the information is exempt.",
    "Disclosure would not be appropriate under the Freedom of Information Act.",
]


@pytest.mark.parametrize("words", DEFINITIONS)
def test_a_definition_of_the_exemption_is_no_reason(words: str) -> None:
    case = answered(case_file("ncnd-cse-2018"), "security-subject@23(5)", words)
    assert worst(case, "reason") is MUST_FIX
    assert findings(case, "reason")[0].place == "Section 23(5)"


def test_one_definition_among_good_reasons_is_looked_at_again() -> None:
    case = fraud({"stage@30(3)": "Section 30 is about investigations and proceedings."})
    assert worst(case, "reason") is LOOK_AGAIN


def test_the_same_words_for_a_yes_and_a_no_argue_neither() -> None:
    same = "Suspects of a fraud on the fund would learn something and could act on it."
    case = fraud({"if-yes@30(3)": same, "if-no@30(3)": same})
    [finding] = findings(case, "reason")
    assert (finding.severity, finding.answer) == (LOOK_AGAIN, "if-no@30(3)")


def test_reasons_that_could_stand_in_any_letter_are_looked_at_again() -> None:
    elsewhere = {
        "particular-investigation": "Anything held would be about tachographs in lorries.",
        "stage": "Drivers of lorries would be warned of roadside checks.",
        "if-yes": "Drivers would learn where the roadside checks are and take another road.",
        "if-no": "Drivers would learn that no roadside checks are made there.",
    }
    case = fraud({f"{name}@30(3)": words for name, words in elsewhere.items()})
    [finding] = findings(case, "reason")
    assert finding.severity is LOOK_AGAIN
    assert "any letter" in finding.advice


def test_that_nothing_is_public_may_be_said_in_a_word_but_is_looked_at() -> None:
    case = answered(case_file("ncnd-cse-2018"), "known-already@31(3)", "Nothing.")
    assert worst(case, "reason") is LOOK_AGAIN


def test_the_applicant_s_words_are_no_reason_of_ours() -> None:
    asked = "Is the treasurer investigated? You will only say that it falls within the exemption."
    case = changed(opened(asked), {**NCND, "limbs@1": ("23(5)",)})
    case = changed(case, {"security-subject@23(5)": "The treasurer is a name, and it is known."})
    assert all(f.answer != "security-subject@23(5)" for f in findings(case, "reason"))


@cache
def _worked(cite: str, bad: str = "") -> Case:
    """A case under one limb, answered with the examples that the questions themselves give."""
    case = changed(opened(on=ON), {**NCND, "limbs@1": (cite,)})
    while left := unanswered(case):
        asked = question(case, left[0])
        if asked.kind is Kind.CHOICE:
            value: str | tuple[str, ...] = next(o.value for o in asked.options if not o.undoes)
        else:
            words = asked.bad if asked.id == bad else asked.good
            value = (words,) if asked.kind is Kind.LINES else words
        case = answered(case, left[0], value)
    return case


CITES = [
    one.cite
    for one in limbs_in_force(ON, duty=Duty.CONFIRM_OR_DENY)
    if one.cite not in ("33(3)", "35(3)")
]


@pytest.mark.parametrize("cite", CITES)
def test_what_the_questions_hold_up_as_good_never_has_to_be_mended(cite: str) -> None:
    case = _worked(cite)
    for rule in ("limb", "reason", "public-interest", "ncnd-leak", "foreign-matter"):
        assert worst(case, rule) is not MUST_FIX


@pytest.mark.parametrize("cite", ["23(5)", "24(2)", "30(3)", "31(3)", "38(2)", "41(2)", "43(3)"])
def test_what_the_questions_warn_of_is_found(cite: str) -> None:
    # Bad for what they say, not for how: only somebody who knows the matter can see it.
    beyond_words = {"required-why", "route", "competition"}
    for key in plan(_worked(cite)):
        asked = question(_worked(cite), key)
        typed = asked.kind in (Kind.TEXT, Kind.LINES) and asked.goes is Goes.LETTER
        if typed and key.question not in beyond_words:
            case = _worked(cite, bad=key.question)
            rules = ("reason", "public-interest", "ncnd-leak")
            assert any(f.answer == str(key) for rule in rules for f in findings(case, rule)), key
