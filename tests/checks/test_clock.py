"""A letter goes in time, or says that it is late; an extension names its day, and keeps it
(FOIA ss10, 17(2))."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from foi_bot.case import Case
from foi_bot.law.clock import Extended
from foi_bot.letter.compose import compose
from tests.cases.build import case_file, changed
from tests.checks.letters import LOOK_AGAIN, MUST_FIX, findings, without, worst

RULE = "clock"


@pytest.mark.parametrize("name", ["late", "extension", "ncnd-fraud", "mixed-three", "holding"])
def test_the_house_s_letters_say_what_has_to_be_said_of_time(name: str) -> None:
    assert findings(case_file(name), RULE) == []


def test_a_late_letter_that_does_not_say_so_breaks_the_duty() -> None:
    case = case_file("late")
    [finding] = findings(case, RULE, without(compose(case), "we are sorry"))
    assert (finding.severity, finding.source) == (MUST_FIX, "FOIA s10(1)")
    assert finding.answer == "late-why"


def test_a_letter_in_time_need_not_be_sorry() -> None:
    case = case_file("ncnd-fraud")
    assert case.on <= (case.clock.due or date.min)
    assert worst(case, RULE) is None


def test_an_extension_has_to_give_its_day() -> None:
    case = case_file("extension")
    [finding] = findings(case, RULE, without(compose(case), "10 July 2026"))
    assert (finding.severity, finding.source) == (MUST_FIX, "FOIA s17(2)")


def test_an_extension_beyond_forty_working_days_is_to_be_looked_at() -> None:
    case = changed(case_file("extension"), {"extended-until": "2026-12-18"})
    [finding] = findings(case, RULE)
    assert (finding.severity, finding.source) == (LOOK_AGAIN, "FOIA s10(3)")


def extended(by_days: int) -> Case:
    """A case whose only part waited for the balance, until so many days after this letter."""
    case = case_file("withheld-prejudice")
    until = case.on + timedelta(days=by_days)
    earlier = Extended(case.on - timedelta(days=7), until, ("1",))
    return replace(case, happened=(*case.happened, earlier))


@pytest.mark.parametrize(("by_days", "severity"), [(0, None), (5, None), (-1, LOOK_AGAIN)])
def test_a_day_that_was_promised_is_kept(by_days: int, severity: object) -> None:
    assert worst(extended(by_days), RULE) is severity
