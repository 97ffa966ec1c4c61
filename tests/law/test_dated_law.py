"""The law as it was on the day of the letter."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from foi_bot.law.act import (
    NotInForceError,
    UnknownLimbError,
    UnknownProvisionError,
    limb,
    limbs_in_force,
    look_up,
    rests_on,
    whole_part,
)
from foi_bot.law.limbs import Choice, Duty, Limb, Provision, Status
from tests.law.days import BEFORE_GDPR, NOW, SINCE_GDPR, any_day


def test_personal_data_ncnd_was_section_40_5_until_24_may_2018() -> None:
    ncnd = limbs_in_force(BEFORE_GDPR, duty=Duty.CONFIRM_OR_DENY, section="40")
    assert [one.cite for one in ncnd] == ["40(5)(a)", "40(5)(b)(i)", "40(5)(b)(ii)"]


def test_personal_data_ncnd_is_section_40_5a_and_5b_since_25_may_2018() -> None:
    ncnd = limbs_in_force(SINCE_GDPR, duty=Duty.CONFIRM_OR_DENY, section="40")
    assert [one.cite for one in ncnd] == [
        "40(5A)",
        *("40(5B)(a)(i)", "40(5B)(a)(ii)", "40(5B)(b)", "40(5B)(c)", "40(5B)(d)"),
    ]


@pytest.mark.parametrize(
    ("on", "conditions"),
    [
        (BEFORE_GDPR, ["40(3)(a)(i)", "40(3)(a)(ii)", "40(3)(b)", "40(4)"]),
        (SINCE_GDPR, ["40(3A)(a)", "40(3A)(b)", "40(3B)", "40(4A)"]),
    ],
)
def test_third_party_data_rests_on_the_conditions_of_its_day(
    on: date, conditions: list[str]
) -> None:
    choices = limb("40(2)", on).choices
    assert choices is not None
    assert [option.cite for option in choices.options] == conditions


@pytest.mark.parametrize(
    ("cite", "on", "message"),
    [
        (
            "40(5)",
            NOW,
            "Section 40(5) was law from 1 January 2005 to 24 May 2018. On 2 November 2026, cite "
            "sections 40(5A), 40(5B)(a)(i), 40(5B)(a)(ii), 40(5B)(b), 40(5B)(c) or 40(5B)(d) "
            "instead.",
        ),
        (
            "40(3)",
            SINCE_GDPR,
            "Section 40(3) was law from 1 January 2005 to 24 May 2018. On 25 May 2018, cite "
            "sections 40(3A)(a), 40(3A)(b) or 40(3B) instead.",
        ),
        (
            "40(5B)(a)(i)",
            BEFORE_GDPR,
            "Section 40(5B)(a)(i) has been law only since 25 May 2018, and was not on 24 May 2018.",
        ),
        (
            "22A(1)",
            date(2014, 9, 30),
            "Section 22A(1) has been law only since 1 October 2014, and was not on "
            "30 September 2014.",
        ),
    ],
)
def test_an_officer_is_told_what_to_cite_instead(cite: str, on: date, message: str) -> None:
    for ask in (limb, look_up):
        with pytest.raises(NotInForceError) as found:
            ask(cite, on)
        assert str(found.value) == message


@pytest.mark.parametrize(
    ("on", "name"),
    [
        (date(2005, 1, 1), "a Community obligation"),
        (date(2018, 4, 9), "an EU obligation"),
        (date(2021, 1, 1), "a retained EU obligation"),
        (date(2024, 1, 1), "an assimilated obligation"),
    ],
)
def test_section_44_1_b_has_changed_its_name_three_times(on: date, name: str) -> None:
    assert limb("44(1)(b)", on).gist == f"be incompatible with {name}"
    choices = limb("44(2)", on).choices
    assert choices is not None
    assert [option.gist for option in choices.options].count(f"be incompatible with {name}") == 1
    assert len(choices.options) == 3


def test_royal_communications_were_one_paragraph_before_2011() -> None:
    before = limbs_in_force(date(2011, 1, 18), duty=Duty.COMMUNICATE, section="37")
    since = limbs_in_force(date(2011, 1, 19), duty=Duty.COMMUNICATE, section="37")
    assert [one.cite for one in before] == ["37(1)(a)", "37(1)(b)"]
    assert [one.cite for one in since] == [
        *("37(1)(a)", "37(1)(aa)", "37(1)(ab)", "37(1)(ac)", "37(1)(ad)", "37(1)(b)"),
    ]


def test_there_was_no_right_to_information_before_2005() -> None:
    assert limbs_in_force(date(2004, 12, 31)) == ()
    with pytest.raises(NotInForceError, match="only since 1 January 2005"):
        limb("31(3)", date(2004, 12, 31))


@given(on=any_day)
def test_on_any_day_each_citation_means_one_limb_and_is_found(on: date) -> None:
    found = limbs_in_force(on)
    assert len({one.cite for one in found}) == len(found)
    assert all(limb(one.cite, on) == one for one in found)


@given(on=any_day)
def test_on_any_day_no_limb_rests_on_what_is_not_law(on: date) -> None:
    for one in limbs_in_force(on):
        if one.choices:
            assert one.choices.options
            assert all(option.in_force.covers(on) for option in one.choices.options)
            assert all(isinstance(look_up(o.cite, on), Limb | Choice) for o in one.choices.options)


def test_what_ended_names_what_took_its_place_on_the_next_day() -> None:
    ended = [one for part in whole_part() for one in part.limbs if one.replaced_by]
    assert {one.cite for one in ended} == {
        *("37(1)(a)", "40(5)(a)", "40(5)(b)(i)", "40(5)(b)(ii)"),
    }
    for one in ended:
        assert one.in_force.end is not None
        assert all(limb(cite, one.in_force.end) for cite in one.replaced_by)


@pytest.mark.parametrize(
    ("cite", "kind"),
    [
        ("section 31(3)", Limb),
        ("40(3A)(a)", Choice),
        ("31(2)(c)", Choice),
        ("30(2)(a)(iv)", Choice),
        ("23(3)(a)", Provision),
        ("36(5)(o)", Provision),
        ("36(5)(o)(ii)", Provision),
        ("40(8)", Provision),
        ("s17(1)(b)", Provision),
        ("1(1)(a)", Provision),
        ("50", Provision),
    ],
)
def test_a_letter_may_cite_more_than_limbs(cite: str, kind: type) -> None:
    assert isinstance(look_up(cite, NOW), kind)


def test_a_provision_this_program_does_not_know_is_not_called_wrong() -> None:
    with pytest.raises(UnknownProvisionError, match="is not a provision that this program knows"):
        look_up("section 71(1)", NOW)


def test_a_condition_of_section_40_is_not_an_exemption_by_itself() -> None:
    with pytest.raises(UnknownLimbError, match=r"section 40\(2\) can rest on") as found:
        limb("40(3A)(a)", NOW)
    assert found.value.rests_on_it == ("40(2)",)


def test_the_interests_of_31_1_carry_31_3() -> None:
    assert [one.cite for one in rests_on("31(1)(a)", NOW)] == ["31(3)"]
    assert [one.cite for one in rests_on("31(2)(c)", NOW)] == [
        *("31(1)(g)", "31(1)(h)", "31(1)(i)", "31(3)"),
    ]


def test_what_was_not_read_in_the_law_is_marked() -> None:
    every = [one for part in whole_part() for one in part.limbs]
    read = [one for one in every if (one.status, one.dates_status) == (Status.READ, Status.READ)]
    assert {one.cite for one in every if one not in read} == {"22A(1)", "22A(2)", "44(1)(b)"}
