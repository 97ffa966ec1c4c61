"""What a limb needs, what it rests on, and how its gist reads."""

from __future__ import annotations

import re
from datetime import date

import pytest

from foi_bot.law.act import exemption, lapse_of, limb, limbs_in_force, sections, whole_part
from foi_bot.law.limbs import Choices, Effect, Limb, Stem, Test
from foi_bot.law.needs import Need
from tests.law.days import BEFORE_GDPR, NOW

EVERY_LIMB = [one for on in (BEFORE_GDPR, NOW) for one in limbs_in_force(on)]
EVERY_NCND = [one for one in EVERY_LIMB if one.is_ncnd]


def options(cite: str) -> list[str]:
    """The citations among which a limb makes one choose."""
    choices = limb(cite, NOW).choices
    return [option.cite for option in choices.options] if choices else []


def test_part_ii_has_24_sections_that_exempt() -> None:
    assert sections() == (
        *("21", "22", "22A", "23", "24", "26", "27", "28", "29", "30", "31", "32", "33"),
        *("34", "35", "36", "37", "38", "39", "40", "41", "42", "43", "44"),
    )
    assert exemption("section 30").heading == "Investigations and proceedings"


def test_31_3_rests_on_the_nine_interests_and_three_of_them_on_the_ten_purposes() -> None:
    assert options("31(3)") == [f"31(1)({letter})" for letter in "abcdefghi"]
    choices = limb("31(3)", NOW).choices
    assert choices is not None
    for option in choices.options:
        purposes = option.choices
        assert (purposes is not None) is (option.cite[-2] in "ghi")
        if purposes:
            assert purposes.need is Need.PURPOSE
            assert [one.cite for one in purposes.options] == [f"31(2)({x})" for x in "abcdefghij"]


def test_30_3_rests_on_30_1_or_on_confidential_sources() -> None:
    assert options("30(3)") == ["30(1)(a)(i)", "30(1)(a)(ii)", "30(1)(b)", "30(1)(c)", "30(2)"]
    assert options("30(2)") == [f"30(2)(a)({roman})" for roman in ("i", "ii", "iii", "iv")]


@pytest.mark.parametrize(
    ("cite", "rests_on"),
    [
        ("22A(2)", ["22A(1)(b)(i)", "22A(1)(b)(ii)", "22A(1)(b)(iii)", "22A(1)(b)(iv)"]),
        ("26(3)", ["26(1)(a)", "26(1)(b)"]),
        ("27(4)(a)", ["27(1)(a)", "27(1)(b)", "27(1)(c)", "27(1)(d)"]),
        ("29(2)", ["29(1)(a)", "29(1)(b)"]),
        ("32(3)", ["32(1)(a)", "32(1)(b)", "32(1)(c)", "32(2)(a)", "32(2)(b)"]),
        ("35(3)", ["35(1)(a)", "35(1)(b)", "35(1)(c)", "35(1)(d)"]),
        ("38(2)", ["38(1)(a)", "38(1)(b)"]),
        ("44(2)", ["44(1)(a)", "44(1)(b)", "44(1)(c)"]),
    ],
)
def test_an_ncnd_limb_rests_on_the_limbs_of_its_own_section(cite: str, rests_on: list[str]) -> None:
    assert options(cite) == rests_on


def test_choosing_the_regulatory_interest_asks_for_its_purpose() -> None:
    relied_on = limb("31(3)", NOW)
    assert Need.PURPOSE not in relied_on.needs_for("31(1)(a)")
    assert Need.PURPOSE in relied_on.needs_for("31(1)(g)")


def test_choosing_the_condition_asks_what_that_condition_needs() -> None:
    relied_on = limb("40(2)", NOW)
    assert Need.LEGITIMATE_INTERESTS in relied_on.needs_for("40(3A)(a)")
    assert Need.OBJECTION in relied_on.needs_for("40(3B)")
    assert Need.LEGITIMATE_INTERESTS not in relied_on.needs_for("40(3B)")


def test_30_3_that_rests_on_sources_rests_in_turn_on_a_paragraph_of_30_2() -> None:
    relied_on = limb("30(3)", NOW)
    assert Need.SOURCE_PARAGRAPH in relied_on.needs_for("30(2)")
    assert Need.SOURCE_PARAGRAPH not in relied_on.needs_for("30(1)(b)")
    assert relied_on.choices is not None
    assert relied_on.choices.find("30(2)(a)(iv)") is not None


def test_what_a_choice_needs_is_told_right_after_it() -> None:
    assert limb("31(3)", NOW).needs_for("31(1)(g)")[:4] == (
        Need.INTEREST,
        Need.PURPOSE,
        Need.FUNCTION,
        Need.ACTOR_AND_ACT,
    )
    assert limb("40(2)", NOW).needs_for("40(4A)") == (
        Need.APPLICANT_OWN_DATA,
        Need.CONDITION,
        Need.DATA_SUBJECT,
        Need.DATA_PROTECTION_EXEMPTION,
    )


@pytest.mark.parametrize(
    ("cite", "choice", "carried"),
    [
        ("27(4)(a)", "27(1)(a)", [Need.STATE]),
        ("27(4)(a)", "27(1)(d)", []),
        ("29(2)", "29(1)(b)", [Need.ADMINISTRATION]),
        ("35(3)", "35(1)(b)", [Need.POLICY_STAGE]),
        ("35(3)", "35(1)(c)", []),
        ("37(2)", "37(1)(aa)", [Need.ROYAL_PERSON]),
        ("37(2)", "37(1)(b)", []),
        ("44(2)", "44(1)(a)", [Need.STATUTE, Need.BARRED_AND_GATEWAY]),
        ("44(2)", "44(1)(c)", [Need.COURT_ORDER]),
    ],
)
def test_an_ncnd_takes_over_what_the_limb_that_it_rests_on_has_to_be_told(
    cite: str, choice: str, carried: list[Need]
) -> None:
    relied_on = limb(cite, NOW)
    added = [need for need in relied_on.needs_for(choice) if need not in relied_on.needs]
    assert added == carried


def test_harm_by_disclosure_needs_evidence_and_an_opinion_needs_its_day() -> None:
    for one in EVERY_LIMB:
        harm = one.test in (Test.PREJUDICE, Test.ENDANGER, Test.MIXED) and not one.is_ncnd
        assert Need.EVIDENCE in one.needs or not harm
        assert (Need.OPINION_DATE in one.needs) is (one.test is Test.OPINION)


def test_a_chosen_interest_speaks_for_the_limb_and_a_purpose_does_not() -> None:
    relied_on = limb("31(3)", NOW)
    assert relied_on.gist_for("31(1)(a)") == "prejudice the prevention or detection of crime"
    assert relied_on.gist_for() == relied_on.gist
    regulatory = limb("31(1)(g)", NOW)
    assert regulatory.gist_for("31(2)(c)") == regulatory.gist


def test_security_bodies_need_neither_harm_nor_level() -> None:
    needs = limb("23(5)", NOW).needs
    assert Need.SECURITY_SUBJECT in needs
    assert Need.SECURITY_BODY_ELSEWHERE in needs
    assert not {Need.ACTOR_AND_ACT, Need.CONSEQUENCE, Need.LEVEL} & set(needs)


def test_an_opinion_needs_a_qualified_person_and_a_class_does_not() -> None:
    for one in EVERY_LIMB:
        assert (Need.QUALIFIED_PERSON in one.needs) is (one.test is Test.OPINION)


def test_confidence_asks_for_the_defence_although_it_is_absolute() -> None:
    assert Need.PUBLIC_INTEREST_DEFENCE in limb("41(1)", NOW).needs
    assert Need.PUBLIC_INTEREST_DEFENCE in limb("41(2)", NOW).needs


def test_every_need_says_what_it_is_and_some_limb_has_it() -> None:
    assert all(need.meaning and need.meaning[0].islower() for need in Need)
    used = {need for one in EVERY_LIMB for need in one.needs}
    used |= {need for one in EVERY_LIMB for need in _choice_needs(one.choices)}
    assert used == set(Need)
    assert Need("level") is Need.LEVEL


def _choice_needs(choices: Choices | None) -> set[Need]:
    if choices is None:
        return set()
    deeper = [_choice_needs(option.choices) for option in choices.options]
    own = [set(option.needs) for option in choices.options]
    return {choices.need}.union(*own, *deeper)


HELD_FOR_A_REASON = r"has at any time been held for|is held only because"
"""How sections 30 and 32 mark out what they cover: by what information is held for, or by where it
is. That says nothing about whether there is any."""


@pytest.mark.parametrize("one", EVERY_NCND, ids=lambda one: one.cite)
def test_no_ncnd_gist_says_that_anything_is_held(one: Limb) -> None:
    resting = [option.gist for option in one.choices.options] if one.choices else []
    for gist in (one.gist, *resting):
        assert not re.search(r"\b(held|holds?|we)\b", re.sub(HELD_FOR_A_REASON, "", gist)), gist


@pytest.mark.parametrize("one", EVERY_LIMB, ids=lambda one: f"{one.cite} {one.in_force.start}")
def test_a_gist_continues_the_words_of_its_stem(one: Limb) -> None:
    first = one.gist.split()[0]
    finite = ("is", "was", "has", "relates", "came", "comes", "can", "could", "would")
    if one.stem is Stem.INFORMATION:
        assert first in finite
    else:
        assert first not in finite
        assert not first.endswith(("s", "ed", "ing")) or first == "itself"
    assert "the applicant" not in one.gist
    if one.choices and one.choices.stem is not Stem.PURPOSE:
        assert one.choices.stem is one.stem


def test_sources_name_the_provision_they_are_for() -> None:
    for one in EVERY_LIMB:
        stem = one.cite.removesuffix("(a)")
        assert one.source.startswith("FOIA 2000 s"), one.cite
        assert f"s{stem}" in one.source.replace(" and ", ""), one.cite


@pytest.mark.parametrize(
    ("cite", "choice", "years"),
    [
        ("30(1)(a)(i)", "", 20),
        ("30(3)", "30(1)(a)(i)", 20),
        ("30(3)", "30(2)", None),
        ("30(2)", "", None),
        ("31(3)", "31(1)(a)", 100),
        ("31(1)(a)", "", 100),
        ("32(3)", "32(1)(a)", 20),
        ("33(3)", "", 20),
        ("35(3)", "35(1)(b)", 20),
        ("36(2)(b)(i)", "", 20),
        ("36(2)(a)(ii)", "", 30),
        ("36(3)", "36(2)(a)(ii)", 30),
        ("42(2)", "", 20),
        ("28(3)", "", 30),
        ("43(2)", "", 30),
        ("37(1)(b)", "", 60),
        ("37(2)", "37(1)(b)", 60),
        ("22A(1)", "", None),
        ("24(2)", "", None),
        ("26(1)(a)", "", None),
        ("27(2)", "", None),
        ("29(2)", "", None),
        ("34(1)", "", None),
        ("38(2)", "", None),
        ("39(2)", "", None),
        ("40(2)", "40(3A)(a)", None),
        ("41(1)", "", None),
        ("44(2)", "44(1)(a)", None),
    ],
)
def test_some_limbs_lapse_as_records_grow_old(cite: str, choice: str, years: int | None) -> None:
    lapse = lapse_of(limb(cite, NOW), choice)
    assert (lapse.years if lapse else None) == years


def test_a_record_of_2003_is_historical_at_the_end_of_2023() -> None:
    lapse = limb("30(1)(a)(i)", NOW).lapse
    assert lapse is not None
    assert lapse.first_day(date(2003, 3, 5)) == date(2024, 1, 1)


@pytest.mark.parametrize(
    ("cite", "words"),
    [
        ("43(2)", "30 years from the end of the year of the record's newest paper"),
        (
            "37(1)(a)",
            "20 years from the day on which it was made, or 5 years from the royal person's death "
            "if later",
        ),
        (
            "36(2)(c)",
            "20 years from the end of the year of the record's newest paper, unless the prejudice "
            "is to public affairs in Northern Ireland; then 30 years",
        ),
    ],
)
def test_at_what_age_a_limb_lapses_can_be_said(cite: str, words: str) -> None:
    assert str(limb(cite, NOW).lapse) == words


def test_royal_communications_wait_for_the_later_of_twenty_years_and_five_after_death() -> None:
    lapse = limb("37(1)(a)", NOW).lapse
    assert lapse is not None
    assert lapse.first_day(date(2000, 3, 5)) is None
    assert lapse.first_day(date(2000, 3, 5), died=date(2022, 9, 8)) == date(2027, 9, 8)
    assert lapse.first_day(date(2012, 2, 29), died=date(2022, 9, 8)) == date(2032, 2, 29)
    assert lapse.first_day(date(2004, 2, 29), died=date(2005, 1, 1)) == date(2024, 2, 29)


def test_in_the_record_offices_21_and_22_are_gone_and_23_is_qualified() -> None:
    effects = {
        one.cite: one.lapse.effect
        for one in limbs_in_force(NOW)
        if one.lapse and one.lapse.in_record_office
    }
    assert effects == {
        "21(1)": Effect.GONE,
        "22(1)": Effect.GONE,
        "22(2)": Effect.GONE,
        "23(1)": Effect.QUALIFIED,
        "23(5)": Effect.QUALIFIED,
    }


def test_the_security_bodies_of_section_23_are_sixteen() -> None:
    bodies = [one for one in exemption("23").also if one.cite.startswith("23(3)(")]
    assert len(bodies) == 16
    assert bodies[0].gist == "the Security Service"


def test_all_the_sections_agree_with_one_another() -> None:
    assert len(whole_part()) == 24
