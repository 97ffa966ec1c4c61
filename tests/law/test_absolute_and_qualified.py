"""How each limb stands: the closed list of s2(3), and what it leaves out."""

from __future__ import annotations

from datetime import date

import pytest

from foi_bot.law.act import InexactLimbError, UnknownLimbError, limb, limbs_in_force
from foi_bot.law.limbs import Body, Duty, Standing, Test
from tests.law.days import BEFORE_GDPR, NOW, SINCE_GDPR

ABSOLUTE, QUALIFIED = Standing.ABSOLUTE, Standing.QUALIFIED
VARIES = Standing.PRACTICE_VARIES

NCND_LIMBS = {
    "22(2)": (Test.CLASS, QUALIFIED),
    "22A(2)": (Test.PREJUDICE, QUALIFIED),
    "23(5)": (Test.CLASS, ABSOLUTE),
    "24(2)": (Test.NECESSITY, QUALIFIED),
    "26(3)": (Test.PREJUDICE, QUALIFIED),
    "27(4)(a)": (Test.PREJUDICE, QUALIFIED),
    "27(4)(b)": (Test.CLASS, QUALIFIED),
    "28(3)": (Test.PREJUDICE, QUALIFIED),
    "29(2)": (Test.PREJUDICE, QUALIFIED),
    "30(3)": (Test.CLASS, QUALIFIED),
    "31(3)": (Test.PREJUDICE, QUALIFIED),
    "32(3)": (Test.CLASS, ABSOLUTE),
    "33(3)": (Test.PREJUDICE, QUALIFIED),
    "34(2)": (Test.NECESSITY, ABSOLUTE),
    "35(3)": (Test.CLASS, QUALIFIED),
    "36(3)": (Test.OPINION, QUALIFIED),
    "37(2)": (Test.CLASS, QUALIFIED),
    "38(2)": (Test.ENDANGER, QUALIFIED),
    "39(2)": (Test.CLASS, QUALIFIED),
    "40(5A)": (Test.CLASS, VARIES),
    "40(5B)(a)(i)": (Test.CLASS, VARIES),
    "40(5B)(a)(ii)": (Test.CLASS, VARIES),
    "40(5B)(b)": (Test.CLASS, VARIES),
    "40(5B)(c)": (Test.CLASS, VARIES),
    "40(5B)(d)": (Test.CLASS, VARIES),
    "41(2)": (Test.CLASS, ABSOLUTE),
    "42(2)": (Test.CLASS, QUALIFIED),
    "43(3)": (Test.PREJUDICE, QUALIFIED),
    "44(2)": (Test.CLASS, ABSOLUTE),
}


def test_these_and_no_others_excuse_the_duty_to_confirm_or_deny() -> None:
    found = limbs_in_force(NOW, duty=Duty.CONFIRM_OR_DENY)
    assert {one.cite: (one.test, one.standing) for one in found} == NCND_LIMBS


@pytest.mark.parametrize("section", ["21", "43"])
def test_there_is_no_ncnd_limb_for_what_is_accessible_nor_for_a_trade_secret(section: str) -> None:
    ncnd = limbs_in_force(NOW, duty=Duty.CONFIRM_OR_DENY, section=section)
    assert [one.cite for one in ncnd] == ([] if section == "21" else ["43(3)"])
    assert all("trade secret" not in one.gist for one in ncnd)


def test_the_absolute_exemptions_are_the_closed_list_of_section_2_3() -> None:
    absolute = {
        one.cite
        for one in limbs_in_force(NOW, duty=Duty.COMMUNICATE)
        if one.standing is Standing.ABSOLUTE
    }
    assert absolute == {
        *("21(1)", "23(1)", "32(1)(a)", "32(1)(b)", "32(1)(c)", "32(2)(a)", "32(2)(b)", "34(1)"),
        *("37(1)(a)", "37(1)(aa)", "37(1)(ab)", "40(1)", "40(2)", "41(1)"),
        *("44(1)(a)", "44(1)(b)", "44(1)(c)"),
    }


@pytest.mark.parametrize(
    ("cite", "choice", "on", "standing"),
    [
        # s2(3)(fa): section 40(2) only where the first condition is met.
        ("40(2)", "40(3A)(a)", NOW, ABSOLUTE),
        ("40(2)", "40(3A)(b)", NOW, ABSOLUTE),
        ("40(2)", "40(3B)", NOW, QUALIFIED),
        ("40(2)", "40(4A)", NOW, QUALIFIED),
        # s2(3)(f)(ii) as it was: by virtue of section 40(3)(a)(i) or (b).
        ("40(2)", "40(3)(a)(i)", BEFORE_GDPR, ABSOLUTE),
        ("40(2)", "40(3)(b)", BEFORE_GDPR, ABSOLUTE),
        ("40(2)", "40(3)(a)(ii)", BEFORE_GDPR, QUALIFIED),
        ("40(2)", "40(4)", BEFORE_GDPR, QUALIFIED),
        # s2(3)(ea): section 37(2) so far as it relates to section 37(1)(a) to (ab).
        ("37(2)", "37(1)(a)", NOW, ABSOLUTE),
        ("37(2)", "37(1)(aa)", NOW, ABSOLUTE),
        ("37(2)", "37(1)(ab)", NOW, ABSOLUTE),
        ("37(2)", "37(1)(ac)", NOW, QUALIFIED),
        ("37(2)", "37(1)(ad)", NOW, QUALIFIED),
        ("37(2)", "37(1)(b)", NOW, QUALIFIED),
        ("37(2)", "37(1)(a)", date(2011, 1, 18), QUALIFIED),
        ("37(2)", "37(1)(a)", date(2011, 1, 19), ABSOLUTE),
    ],
)
def test_a_choice_decides_whether_a_public_interest_test_follows(
    cite: str, choice: str, on: date, standing: Standing
) -> None:
    relied_on = limb(cite, on)
    assert relied_on.standing_depends_on_choice or on < date(2011, 1, 19)
    assert relied_on.standing_for(choice) is standing


@pytest.mark.parametrize("body", [Body.HOUSE_OF_COMMONS, Body.HOUSE_OF_LORDS])
def test_section_36_is_absolute_only_for_the_two_houses(body: Body) -> None:
    for one in limbs_in_force(NOW, section="36"):
        assert one.standing_for(body=body) is ABSOLUTE
        assert one.standing_for() is QUALIFIED
        assert one.standing_for(body=Body.GOVERNMENT_DEPARTMENT) is QUALIFIED


def test_section_35_is_for_departments_and_section_33_for_auditors() -> None:
    assert limb("35(1)(a)", NOW).open_to(Body.GOVERNMENT_DEPARTMENT)
    assert limb("35(3)", NOW).open_to(Body.WELSH_GOVERNMENT)
    assert not limb("35(3)", NOW).open_to(Body.ANY)
    assert limb("33(2)", NOW).open_to(Body.AUDITOR)
    assert not limb("33(3)", NOW).open_to(Body.ANY)
    assert limb("31(3)", NOW).open_to(Body.ANY)


def test_a_department_cannot_use_section_36_for_what_section_35_exempts() -> None:
    relied_on = limb("36(2)(b)(i)", NOW)
    assert relied_on.not_if_exempt_under == ("35",)
    assert Body.GOVERNMENT_DEPARTMENT in relied_on.not_if_exempt_for
    assert Body.ANY not in relied_on.not_if_exempt_for


@pytest.mark.parametrize(
    ("cite", "test"),
    [
        ("24(1)", Test.NECESSITY),
        ("34(1)", Test.NECESSITY),
        ("38(1)(a)", Test.ENDANGER),
        ("38(1)(b)", Test.ENDANGER),
        ("23(1)", Test.CLASS),
        ("27(2)", Test.CLASS),
        ("30(1)(a)(i)", Test.CLASS),
        ("31(1)(a)", Test.PREJUDICE),
        ("36(2)(c)", Test.OPINION),
        ("43(1)", Test.CLASS),
        ("43(2)", Test.PREJUDICE),
        ("22A(1)", Test.MIXED),
    ],
)
def test_national_security_is_necessity_and_health_is_endangerment(cite: str, test: Test) -> None:
    assert limb(cite, NOW).test is test


def test_only_research_mixes_two_tests_in_one_limb() -> None:
    mixed = [one.cite for one in limbs_in_force(NOW) if one.test is Test.MIXED]
    assert mixed == ["22A(1)"]


def test_what_practice_disputes_says_so_to_the_officer() -> None:
    disputed = [one for one in limbs_in_force(SINCE_GDPR) if one.standing is VARIES]
    assert {one.section for one in disputed} == {"40"}
    assert all("section 2(3)" in one.note for one in disputed)


def test_section_31_1_gives_way_to_section_30_and_31_3_does_not() -> None:
    assert limb("31(1)(a)", NOW).not_if_exempt_under == ("30",)
    assert limb("31(3)", NOW).not_if_exempt_under == ()
    assert limb("24(1)", NOW).not_if_exempt_under == ("23(1)",)
    assert limb("24(2)", NOW).not_if_exempt_under == ()


@pytest.mark.parametrize(
    ("cite", "other", "how"),
    [
        ("23(5)", "24(2)", "together"),
        ("24(2)", "23(5)", "together"),
        ("23(1)", "24(1)", "alternative"),
        ("30(3)", "31(3)", "together"),
        ("30(1)(b)", "31(1)", "alternative"),
        ("31(1)(a)", "30", "alternative"),
    ],
)
def test_security_and_investigation_limbs_know_their_companion(
    cite: str, other: str, how: str
) -> None:
    (beside,) = limb(cite, NOW).beside
    assert (beside.cite, str(beside.how)) == (other, how)


@pytest.mark.parametrize("cite", ["31", "31(1)", "40(5B)", "40(5B)(a)", "36(2)", "30(1)(a)"])
def test_a_section_is_not_exact_enough_for_a_refusal_notice(cite: str) -> None:
    with pytest.raises(InexactLimbError) as found:
        limb(cite, NOW)
    assert found.value.candidates
    assert all(one.startswith(f"{cite}(") for one in found.value.candidates)


@pytest.mark.parametrize("cite", ["31(4)", "25", "45(1)", "43(4)", "21(2)", "23(3)", "31(2)(a)"])
def test_what_is_not_a_limb_is_not_taken_for_one(cite: str) -> None:
    with pytest.raises(UnknownLimbError):
        limb(cite, NOW)
