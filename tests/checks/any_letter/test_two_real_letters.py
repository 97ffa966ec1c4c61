"""The two real letters that this program is there to stop: what is wrong with each is found, under
its provision, and what is in order is left alone. They lie outside the repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from foi_bot.checks.any_letter.run import check_letter
from foi_bot.checks.finding import Finding, Severity
from tests.checks.any_letter import letters

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
MUST_FIX, LOOK_AGAIN = Severity.MUST_FIX, Severity.LOOK_AGAIN


def findings(name: str) -> tuple[Finding, ...]:
    path = SEEDS / f"{name}.txt"
    if not path.exists():
        pytest.skip("the seed letters are not beside this checkout")
    return check_letter(letters.sheet(path.read_text("utf-8"))).findings


def told(name: str) -> set[tuple[str, Severity]]:
    return {(one.rule, one.severity) for one in findings(name)}


def test_reasons_about_computers_are_no_reasons_about_sexting() -> None:
    foreign = [one for one in findings("FOI2018-05339") if one.rule == "foreign-matter"]
    windows = [one for one in foreign if "Windows" in one.quote]
    assert len(windows) == 3
    assert all(one.severity is MUST_FIX and "Windows XP" in one.advice for one in windows)
    assert any("hacked" in one.advice for one in foreign)


def test_section_24_is_no_test_of_prejudice_and_question_1_is_missing() -> None:
    assert {("test", MUST_FIX), ("completeness", MUST_FIX)} <= told("FOI2018-05339")


def test_each_of_three_limbs_needs_a_reason_and_section_23_has_none() -> None:
    [missing] = [
        one
        for one in findings("FOI2018-01393")
        if one.rule == "reason" and one.severity is MUST_FIX
    ]
    assert "23(5)" in missing.quote
    assert missing.source == "FOIA s17(1)(c)"


def test_data_that_nobody_gave_and_a_balance_about_disclosure_are_found() -> None:
    found = findings("FOI2018-01393")
    leak = next(one for one in found if one.rule == "ncnd-leak")
    balance = next(one for one in found if one.rule == "public-interest")
    assert (leak.severity, balance.severity) == (MUST_FIX, MUST_FIX)
    assert "data" in leak.quote
    assert "non-disclosure" in balance.quote


def test_police_on_patrol_are_not_what_was_asked_about() -> None:
    [foreign] = [one for one in findings("FOI2018-01393") if one.rule == "foreign-matter"]
    assert "police presence" in foreign.advice


@pytest.mark.parametrize("name", ["FOI2018-05339", "FOI2018-01393"])
def test_in_time_with_limbs_that_exist_and_rights_that_are_told(name: str) -> None:
    assert not {"clock", "limb", "rights", "s12-s14-form"} & {rule for rule, _ in told(name)}


@pytest.mark.parametrize("name", ["FOI2018-05339", "FOI2018-01393"])
def test_one_force_s_letterhead_over_another_s_decision_is_to_be_looked_at(name: str) -> None:
    assert ("completeness", LOOK_AGAIN) in told(name)
