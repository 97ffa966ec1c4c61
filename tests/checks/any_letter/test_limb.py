"""Rule `limb` on any letter: what is relied on is law on its date, excuses the duty at stake, is
named exactly, and is open to the body (FOIA s17(1)(b))."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_bot.checks.any_letter.limb import check
from foi_bot.checks.any_letter.sheet import CannotTell
from foi_bot.checks.finding import Finding, Severity
from tests.checks.any_letter import letters
from tests.checks.any_letter.letters import REFUSAL, letter

MUST_FIX, LOOK_AGAIN = Severity.MUST_FIX, Severity.LOOK_AGAIN
HARM = "A yes would tell a thief which yard is watched, and a no which is not."


def found(text: str) -> list[Finding]:
    return [one for one in check(letters.sheet(text)) if isinstance(one, Finding)]


def worst(text: str) -> Severity | None:
    return next(iter(sorted((one.severity for one in found(text)), key=list(Severity).index)), None)


def ncnd(cites: str) -> str:
    return letter(
        "The council neither confirms nor denies that it holds this information, as the duty in "
        f"section 1(1)(a) of the Freedom of Information Act 2000 does not apply, by virtue of "
        f"{cites}.",
        HARM,
    )


def withheld(words: str, **dates: str) -> str:
    return letter(f"The council holds the list. {words}", "Thieves would use it.", **dates)


RIGHT = [
    letter(REFUSAL),
    ncnd("section 31(3)"),
    ncnd("sections 23(5) and 24(2)"),
    ncnd("sections 30(3) and 31(3)"),
    ncnd("section 40(5B)(a)(i)"),
    withheld("It is exempt under section 31(1)(a)(b) of the Act."),
    withheld("It is exempt under section 36(2)(b)(i) and (ii) of the Act."),
    withheld("It is exempt under section 40(2)(a) of the Act, read with section 40(3A)(a)."),
    withheld("The advice is exempt under section 42 of the Act."),
    withheld("It is exempt under section 21 of the Act, as it is on our website."),
    withheld("It is exempt under section 31. Section 31(1)(a) protects the prevention of crime."),
    withheld("It is exempt under section 41(1)(b) of the Act."),
    withheld("Section 39 of the Statistics and Registration Service Act 2007 forbids it."),
    withheld(
        "It is exempt under section 40(2), as those on it would not expect us to give it out. "
        "Section 40(5) was repealed in May 2018."
    ),
    withheld(
        "It is exempt under section 30(1)(a)(i) or, in the alternative, section 31(1)(a) of the "
        "Act."
    ),
    withheld(
        "Some of the list is exempt under section 30(1)(a)(i), and the remaining entries are "
        "exempt under section 31(1)(a)."
    ),
]


@pytest.mark.parametrize("text", RIGHT)
def test_exact_limbs_of_the_day_for_the_duty_at_stake_are_right(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("cite", ["40(5)", "40(5)(b)(i)", "40(3)", "40(3)(a)(i)", "40(4)"])
def test_what_went_in_may_2018_cannot_be_relied_on_since(cite: str) -> None:
    said = f"It is exempt from disclosure by virtue of section {cite} of the Act."
    assert worst(withheld(said)) is MUST_FIX


@pytest.mark.parametrize("cite", ["40(3)", "40(3)(a)(i)"])
def test_it_could_be_relied_on_until_then(cite: str) -> None:
    said = f"It is exempt under section 40(2) by virtue of section {cite} of the Act."
    assert found(withheld(said, dated="14 March 2017", received="27 February 2017")) == []


def test_the_limb_that_confirms_nothing_was_in_order_until_may_2018() -> None:
    text = letter(
        "The council neither confirms nor denies that it holds this, by virtue of section "
        "40(5)(b)(i) of the Act.",
        HARM,
        dated="24 May 2018",
        received="9 May 2018",
    )
    assert found(text) == []


def test_a_letter_without_a_date_may_be_of_the_time_of_an_old_limb() -> None:
    undated = letter(
        "The council neither confirms nor denies that it holds this, by virtue of section 40(5)."
    )
    undated = undated.replace("14 March 2024", "").replace("26 February 2024", "last week")
    told = list(check(letters.sheet(undated)))
    assert told
    assert all(isinstance(one, CannotTell) for one in told)


@pytest.mark.parametrize("cite", ["31(7)", "43(4)", "24(6)", "44(1)(d)"])
def test_a_provision_that_does_not_exist_cannot_be_relied_on(cite: str) -> None:
    [finding] = found(withheld(f"It is withheld under section {cite} of the Act."))
    assert finding.severity is MUST_FIX
    assert "does not exist" in finding.advice
    assert cite in finding.quote


@pytest.mark.parametrize(
    ("cite", "instead"),
    [("31(1)(a)", "31(3)"), ("24(1)", "24(2)"), ("40(2)", "40"), ("43(2)", "43(3)")],
)
def test_a_limb_that_withholds_does_not_excuse_from_confirming(cite: str, instead: str) -> None:
    [finding] = found(ncnd(f"section {cite}"))
    assert (finding.severity, finding.source) == (MUST_FIX, "FOIA ss2, 17(1)(b)")
    assert instead in finding.advice


def test_a_list_under_a_refusal_to_confirm_belongs_to_it() -> None:
    text = letter(
        "The council can neither confirm nor deny that it holds this information by virtue of the "
        "following exemptions:",
        "Section 24(2) – National Security",
        "Section 31(1)(a) – Law Enforcement",
        HARM,
    )
    [finding] = found(text)
    assert finding.severity is MUST_FIX
    assert "31(1)(a)" in finding.advice


@pytest.mark.parametrize(
    "said",
    [
        "It is exempt from disclosure under section {cite} of the Act.",
        "We are withholding it. We rely on section {cite} of the Act.",
        "Names have been redacted under section {cite}.",
        "Section {cite} of the Act therefore applies.",
        "I am unable to provide it, by virtue of section {cite}.",
    ],
)
@pytest.mark.parametrize("cite", ["31(3)", "43(3)", "42(2)", "26(3)"])
def test_a_limb_of_silence_does_not_withhold_what_is_held(said: str, cite: str) -> None:
    assert [one.severity for one in found(withheld(said.format(cite=cite)))] == [MUST_FIX]


def test_an_exemption_that_would_apply_if_it_were_held_is_supposed() -> None:
    assert (
        found(
            ncnd("section 30(3)").replace(
                HARM, "If it were held, it would be exempt under section 30(1)(a)(i). " + HARM
            )
        )
        == []
    )


@pytest.mark.parametrize("section", ["31", "43", "36", "30", "38"])
def test_a_section_of_several_limbs_has_to_be_named_exactly(section: str) -> None:
    [finding] = found(withheld(f"It is exempt from disclosure under section {section} of the Act."))
    assert (finding.severity, finding.source) == (MUST_FIX, "FOIA s17(1)(b)")


@pytest.mark.parametrize(
    "said",
    [
        "The names are exempt under section 40 of the Act, as these are people's personal data.",
        "It is exempt under section 31(1) of the Act.",
        "It is exempt under section 31 (prevention and detection of crime) of the Act.",
    ],
)
def test_where_the_words_show_which_limb_is_meant_it_is_to_be_looked_at(said: str) -> None:
    assert worst(withheld(said)) is LOOK_AGAIN


def test_of_silence_each_section_has_one_limb_and_it_is_better_named() -> None:
    [finding] = found(ncnd("section 31"))
    assert finding.severity is LOOK_AGAIN
    assert "31(3)" in finding.advice


@pytest.mark.parametrize(
    "said",
    [
        "It is exempt under sections 30(1)(a)(i) and 31(1)(a) of the Act.",
        "It is exempt under section 23(1), and also section 24(1), of the Act.",
    ],
)
def test_limbs_that_exclude_each_other_are_alternatives(said: str) -> None:
    [finding] = found(withheld(said))
    assert finding.severity is MUST_FIX
    assert "alternatives" in finding.advice


TOLD_AS_LAW = [
    "Section 24(1) exempts information not falling within section 23(1) if that is required to "
    "safeguard national security. A hostile state could use the list.",
    "The list is exempt under section 24(1). That section covers only what is outside section "
    "23(1), and the list is no security body's; a hostile state could use it.",
]


@pytest.mark.parametrize("said", TOLD_AS_LAW)
def test_a_limb_by_which_the_law_is_told_is_not_relied_on(said: str) -> None:
    text = withheld(f"It is exempt under section 24(1) of the Act. {said}")
    assert not [one for one in found(text) if "same information" in one.advice]


REFERRED_TO = [
    "The duty does not arise if complying with it would prejudice a matter in section 31(1)(d).",
    "A yes or a no would be likely to prejudice the matter listed in section 31(1)(d).",
    "That is the purpose described at section 31(1)(d), and a yes or a no would harm it.",
]


@pytest.mark.parametrize("said", REFERRED_TO)
@pytest.mark.parametrize("cite", ["section 31(3)", "section 31(5)"])
def test_a_paragraph_that_silence_points_to_is_not_the_limb_it_rests_on(
    cite: str, said: str
) -> None:
    text = letter(
        f"The council neither confirms nor denies that it holds this, by virtue of {cite}.", said
    )
    assert not [one for one in found(text) if "lets information be withheld" in one.advice]


WITHOUT_CONDITION = [
    "The names of those who signed a settlement are refused under section 40(2) of the Act.",
    "Section 40(2) of the Act applies to the list of tenants, and we are not giving it to you.",
    "We have withheld the addresses of the allotment holders. Section 40(2) is engaged.",
]
CONDITIONS = [
    "It would be unfair to the tenants.",
    "They did not expect us to make it known.",
    "Giving it out would breach the first data protection principle.",
    "The condition in section 40(3A)(a) is met.",
    "It would intrude on their private lives.",
    "They have not consented.",
]


@pytest.mark.parametrize("said", WITHOUT_CONDITION)
def test_other_peoples_data_are_exempt_only_on_a_condition(said: str) -> None:
    [finding] = found(letter(f"The council holds this information. {said}"))
    assert (finding.severity, finding.source) == (MUST_FIX, "FOIA s40(2), s17(1)(b)")


@pytest.mark.parametrize("condition", CONDITIONS)
@pytest.mark.parametrize("said", WITHOUT_CONDITION)
def test_a_word_of_the_condition_is_enough(said: str, condition: str) -> None:
    assert found(letter(f"The council holds this information. {said} {condition}")) == []


def test_what_is_no_whole_letter_may_name_the_condition_elsewhere() -> None:
    text = letter(f"The council holds this information. {WITHOUT_CONDITION[0]}", close="")
    assert found(text) == []


def test_a_council_makes_no_government_policy() -> None:
    [finding] = found(withheld("It is exempt under section 35(1)(a) of the Act."))
    assert (finding.severity, finding.source) == (MUST_FIX, "FOIA s35(1)")


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=400))
def test_any_text_can_be_judged_and_is_quoted_word_for_word(text: str) -> None:
    for one in check(letters.sheet(letter(text))):
        if isinstance(one, Finding):
            pieces = letters.sheet(letter(text)).letter.pieces
            assert any(one.quote in piece.text for piece in pieces)
