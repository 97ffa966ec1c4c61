"""Cost and vexatiousness: the form of a refusal under section 12 or 14 (s12, s14, s16, s17(6))."""

from __future__ import annotations

from dataclasses import replace

import pytest

from foi_bot.case import Case
from foi_bot.letter.compose import compose
from tests.cases.build import HERE, answered, case_file, changed, houses, opened
from tests.cases.build import without as unanswered
from tests.checks.letters import (
    LOOK_AGAIN,
    MUST_FIX,
    findings,
    reworded,
    with_paragraph,
    worked,
    worst,
)

RULE = "s12-s14-form"
COSTLY = "Please send me every complaint since 2010 about damage to a garden wall."


def costly(asked: str = COSTLY, *rows: str) -> Case:
    """A council's case refused for cost, with these rows as its estimate."""
    case = answered(opened(asked, house=houses()["practice-council"]), "outcome@1", "cost")
    case = worked(case)
    return answered(case, "estimate", rows) if rows else case


@pytest.mark.parametrize("name", sorted(path.stem for path in HERE.glob("*.yaml")))
def test_nothing_has_to_be_mended_in_a_sample_case(name: str) -> None:
    assert worst(case_file(name), RULE) is None


def test_an_estimate_within_the_limit_carries_no_refusal() -> None:
    case = costly(COSTLY, "locating\tletters\t100\t6")
    [finding] = findings(case, RULE)
    assert (finding.severity, finding.answer, finding.quote) == (MUST_FIX, "estimate", "£250")


def test_an_estimate_for_a_department_no_longer_carries_one_for_a_council() -> None:
    case = costly(COSTLY, "locating\tletters\t200\t6")
    assert findings(case, RULE) == []
    department = replace(case, house=case.house.model_copy(update={"body": "department"}))
    assert worst(department, RULE) is MUST_FIX


@pytest.mark.parametrize(
    ("row", "severity"),
    [
        ("extracting\tnames to be redacted from each letter\t100\t8", MUST_FIX),
        ("extracting\tnames to be redacted from each letter\t1\t8", LOOK_AGAIN),
        ("extracting\tletters, read for a wall\t100\t8", None),
    ],
)
def test_what_may_not_be_counted_is_found_under_whatever_activity_it_stands(
    row: str, severity: str | None
) -> None:
    rows = ("locating\tletters\t100\t6", row)
    if severity is LOOK_AGAIN:
        rows = ("locating\tletters\t1000\t6", row)
    assert worst(costly(COSTLY, *rows), RULE) is severity


def test_an_estimate_that_was_never_made_is_looked_at_again() -> None:
    [finding] = findings(unanswered(costly(), "estimate"), RULE)
    assert (finding.severity, finding.answer) == (LOOK_AGAIN, "estimate")


def test_the_letter_names_the_limb_that_was_chosen() -> None:
    case = costly()
    chosen = case.words("cost-limb")
    letter = reworded(compose(case), f"section {chosen}", "section 12")
    [finding] = findings(case, RULE, letter)
    assert (finding.severity, finding.answer) == (MUST_FIX, "cost-limb")


@pytest.mark.parametrize(
    ("words", "severity"),
    [
        ("The appropriate limit is £600.", MUST_FIX),
        ("The appropriate limit is 24 hours.", MUST_FIX),
        ("The appropriate limit is £450.", None),
        ("The limit is £600 for a department and £450 for us.", None),
        ("We charge £600 for a hall.", None),
    ],
)
def test_the_limit_is_this_authoritys(words: str, severity: str | None) -> None:
    case = costly()
    assert worst(case, RULE, with_paragraph(compose(case), words)) is severity


@pytest.mark.parametrize("words", ["n/a", "None.", "No"])
def test_a_refusal_for_cost_still_helps(words: str) -> None:
    [finding] = findings(answered(costly(), "within-limit", words), RULE)
    assert (finding.severity, finding.answer) == (LOOK_AGAIN, "within-limit")


@pytest.mark.parametrize(
    ("asked", "severity"),
    [
        ("All results of air quality tests in Sample Lane since 2010.", MUST_FIX),
        ("Every e-mail about the felling of trees in Sample Park.", MUST_FIX),
        ("Every e-mail about the noise at Sample Lane.", LOOK_AGAIN),
        (COSTLY, None),
    ],
)
def test_there_is_no_limit_on_cost_for_environmental_information(
    asked: str, severity: str | None
) -> None:
    found = findings(costly(asked), RULE)
    assert (found[0].severity if found else None) is severity
    assert not found or found[0].answer == "outcome@1"


@pytest.mark.parametrize(
    ("words", "severity"),
    [
        ("The letters are exempt under section 12 of the Act.", LOOK_AGAIN),
        ("We rely on the section 12 exemption.", LOOK_AGAIN),
        ("Section 12(1) exempts us from the duty to comply.", None),
    ],
)
def test_nothing_is_exempt_for_its_cost(words: str, severity: str | None) -> None:
    case = costly()
    assert worst(case, RULE, with_paragraph(compose(case), words)) is severity


def test_requests_that_are_counted_together_are_named() -> None:
    [finding] = findings(unanswered(case_file("cost-aggregated"), "cost-requests"), RULE)
    assert (finding.severity, finding.answer) == (LOOK_AGAIN, "cost-requests")


def test_requests_that_came_too_far_apart_are_not_counted_together() -> None:
    rows = ("FOI2023/00001\t1 February 2023\tthefts in 2022",)
    [finding] = findings(answered(case_file("cost-aggregated"), "cost-requests", rows), RULE)
    assert (finding.severity, finding.answer) == (MUST_FIX, "cost-requests")


@pytest.mark.parametrize(
    ("words", "severity"),
    [
        ("We consider you to be vexatious.", MUST_FIX),
        ("You are a vexatious requester.", MUST_FIX),
        ("This does not mean that we consider you to be vexatious.", None),
        ("You have made vexatious requests before.", None),
    ],
)
def test_a_request_is_vexatious_and_not_a_person(words: str, severity: str | None) -> None:
    case = case_file("vexatious")
    assert worst(case, RULE, with_paragraph(compose(case), words)) is severity


def test_a_request_is_called_vexatious_for_a_reason() -> None:
    case = case_file("vexatious")
    grounds = case.value("vexatious-grounds")
    assert isinstance(grounds, tuple)
    bare = changed(case, {f"vexatious-{ground}": "n/a" for ground in grounds})
    [finding] = findings(bare, RULE)
    assert (finding.severity, finding.answer) == (LOOK_AGAIN, f"vexatious-{grounds[0]}")


def test_only_what_was_complied_with_is_repeated() -> None:
    case = answered(case_file("repeated"), "repeated-interval", "We refused that request in May.")
    [finding] = findings(case, RULE)
    assert (finding.severity, finding.answer) == (MUST_FIX, "repeated-interval")
    [finding] = findings(unanswered(case_file("repeated"), "repeated-earlier"), RULE)
    assert (finding.severity, finding.answer) == (MUST_FIX, "repeated-earlier")


@pytest.mark.parametrize(
    ("words", "severity"),
    [
        ("Under section 17(6) we do not have to give you a refusal notice.", MUST_FIX),
        ("If you ask again, section 17(6) means that we need not send another notice.", None),
    ],
)
def test_a_first_notice_cannot_be_spared(words: str, severity: str | None) -> None:
    case = unanswered(case_file("vexatious"), "earlier-notice", "earlier-notice-date")
    assert worst(case, RULE, with_paragraph(compose(case), words)) is severity
