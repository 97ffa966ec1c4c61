"""Each limb has a reason, tied to the request (s17(1)(c))."""

from __future__ import annotations

from datetime import date

import pytest

from foi_bot.case import Value
from foi_bot.checks.run import check
from foi_bot.interview.answers import read_value
from foi_bot.interview.asked import question
from foi_bot.interview.plan import plan
from foi_bot.interview.questions import Goes, Kind
from foi_bot.law.act import limbs_in_force
from foi_bot.law.limbs import Body, Duty
from foi_bot.letter.compose import compose
from tests.cases.build import answered, case_file, changed, opened
from tests.cases.build import without as unanswering
from tests.checks.letters import (
    GUARDED,
    LOOK_AGAIN,
    MUST_FIX,
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
    "reveals-words@1": "The name.",
    "confirmed@1": "no",
    "consistent@1": "yes",
}
ON = date(2024, 6, 17)
DEPARTMENT = "department"


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


EVERY_LIMB = [
    *(("ncnd", one) for one in limbs_in_force(ON, duty=Duty.CONFIRM_OR_DENY)),
    *(("withhold", one) for one in limbs_in_force(ON, duty=Duty.COMMUNICATE)),
]
CHOSEN = [
    (outcome, one.cite, DEPARTMENT if Body.GOVERNMENT_DEPARTMENT in one.only_for else "")
    for outcome, one in EVERY_LIMB
    # Sections 21 and 22 and the applicant's own data are outcomes of their own, and no house that
    # answers requests is an auditor of others.
    if one.cite not in ("21(1)", "22(1)", "33(2)", "33(3)", "39(1)(a)", "39(1)(b)", "40(1)")
]


@pytest.mark.parametrize(("outcome", "cite", "body"), CHOSEN)
def test_what_the_questions_hold_up_as_good_never_has_to_be_mended(
    outcome: str, cite: str, body: str
) -> None:
    case = relying(outcome, cite, body=body)
    found = [f for f in check(case, compose(case)) if f.severity is MUST_FIX]
    # Each example speaks of a request of its own, and that it is not this one's is found rightly.
    assert [f for f in found if f.rule != "foreign-matter"] == []


@pytest.mark.parametrize(
    ("outcome", "cite"),
    [
        *(("ncnd", c) for c in ("23(5)", "24(2)", "30(3)", "31(3)", "38(2)", "41(2)", "43(3)")),
        *(("withhold", c) for c in ("23(1)", "31(1)(a)", "38(1)(a)", "41(1)", "42(1)", "43(1)")),
    ],
)
def test_what_the_questions_warn_of_is_found(outcome: str, cite: str) -> None:
    # Bad for what they say, not for how: only somebody who knows the matter can see it.
    beyond_words = {"required-why", "route", "competition", "obtained-from"}
    good = relying(outcome, cite)
    for key in plan(good):
        asked = question(good, key)
        typed = asked.kind in (Kind.TEXT, Kind.LINES) and asked.goes is Goes.LETTER
        if typed and key.about == cite and key.question not in beyond_words:
            case = answered(good, key, read_value(asked, [asked.bad]))
            rules = ("reason", "public-interest", "ncnd-leak")
            assert any(f.answer == str(key) for rule in rules for f in findings(case, rule)), key


@pytest.mark.parametrize("key", ["actor-and-act", "consequence", "level", "known-already"])
def test_a_reason_for_withholding_that_nobody_gave_is_missing(key: str) -> None:
    found = findings(unanswering(guarded(), f"{key}@31(1)(a)"), "reason")
    assert [(f.severity, f.answer) for f in found] == [(MUST_FIX, f"{key}@31(1)(a)")]


def test_a_reason_for_withholding_has_to_stand_in_the_letter() -> None:
    case = guarded()
    [finding] = findings(case, "reason", without(compose(case), "People who steal from vehicles"))
    assert (finding.severity, finding.answer) == (MUST_FIX, "actor-and-act@31(1)(a)")


@pytest.mark.parametrize("words", ["n/a", "None.", "As above.", "Sensitive."])
def test_a_formula_is_no_reason_for_withholding(words: str) -> None:
    assert worst(guarded({"consequence@31(1)(a)": words}), "reason") is MUST_FIX


def test_repeating_the_act_is_no_reason_for_withholding() -> None:
    words = "Disclosure would prejudice the prevention and detection of crime."
    case = guarded(
        {f"{name}@31(1)(a)": words for name in ("actor-and-act", "consequence", "known-already")}
    )
    assert worst(case, "reason") is MUST_FIX
    assert "what the Act says" in findings(case, "reason")[0].advice


def test_reasons_about_what_is_withheld_are_about_the_request() -> None:
    case = relying("withhold", "31(1)(a)", asked="How are your police stations protected?")
    assert worst(case, "reason") is LOOK_AGAIN
    case = answered(case, "what-withheld@1", "a list of vehicles that guard stations")
    assert worst(case, "reason") is None


@pytest.mark.parametrize("outcome", ["withhold", "extend"])
def test_what_is_refused_has_to_be_named(outcome: str) -> None:
    case = answered(relying(outcome, "31(1)(a)"), "what-withheld@1", "n/a")
    [finding] = findings(case, "reason")
    assert (finding.severity, finding.answer) == (MUST_FIX, "what-withheld@1")
    assert finding.source == "FOIA s1(1)(a), s17(1)(a)"


def test_more_time_for_the_public_interest_still_says_why_the_exemption_applies() -> None:
    case = relying("extend", "31(1)(a)")
    assert findings(case, "reason") == []
    assert worst(unanswering(case, "actor-and-act@31(1)(a)"), "reason") is MUST_FIX


CLOSED: dict[str, Value] = {
    "closed-reasons@31(1)(a)": "yes",
    "closed-reasons-where@31(1)(a)": "Closed note CN-14, agreed by the head of intelligence.",
}


def test_a_reason_may_be_short_where_it_is_on_record_that_it_would_itself_give_it_away() -> None:
    case = guarded({**CLOSED, "consequence@31(1)(a)": "n/a"})
    [finding] = findings(case, "reason")
    assert (finding.severity, finding.source) == (LOOK_AGAIN, "FOIA s17(4)")
    assert "by a recorded decision" in finding.advice


@pytest.mark.parametrize("where", ["n/a", "None."])
def test_closed_reasons_that_lie_nowhere_excuse_nothing(where: str) -> None:
    closed = {**CLOSED, "closed-reasons-where@31(1)(a)": where}
    assert worst(guarded({**closed, "consequence@31(1)(a)": "n/a"}), "reason") is MUST_FIX


def test_closed_reasons_excuse_neither_the_provision_nor_the_rights() -> None:
    case = guarded(CLOSED)
    assert worst(case, "limb", without(compose(case), "31(1)(a)")) is MUST_FIX
    assert worst(case, "rights", without(compose(case), "ask us to review")) is MUST_FIX


def test_where_it_can_be_found_already_needs_no_argument() -> None:
    case = worked(answered(opened(GUARDED), "outcome@1", "accessible"))
    assert findings(case, "reason") == []
    assert worst(answered(case, "where-accessible@21(1)", "n/a"), "reason") is MUST_FIX


@pytest.mark.parametrize(
    ("outcome", "key", "words"),
    [
        ("not-held", "why-not-held@1", "No information held."),
        ("not-held", "search-summary@1", "n/a"),
        ("cost", "within-limit", "None."),
        ("vexatious", "vexatious-purpose", "There is none."),
        ("repeated", "repeated-interval", "It is too soon."),
        ("clarify", "unclear@1", "Your request is too broad."),
        ("ordinary-business", "business-route@1", "As above."),
    ],
)
def test_what_explains_nothing_is_looked_at_again_where_no_limb_asks_for_reasons(
    outcome: str, key: str, words: str
) -> None:
    two = {"outcome@1": outcome, "outcome@2": "disclose"}
    case = worked(changed(opened("1) Which bicycles were stolen?\n2) How many?"), two))
    assert findings(case, "reason") == []
    [finding] = findings(answered(case, key, words), "reason")
    assert (finding.severity, finding.quote, finding.answer) == (LOOK_AGAIN, words, key)


def test_a_letter_that_decides_nothing_needs_no_reasons() -> None:
    for kind in ("acknowledgement", "holding"):
        case = worked(answered(unanswering(guarded(), "actor-and-act@31(1)(a)"), "letter", kind))
        assert findings(case, "reason") == []
