"""Letters in other languages: nothing has to be mended because of the language, and what nobody
checked is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from foi_bot.case import Case, Value
from foi_bot.checks.run import check
from foi_bot.letter.compose import compose
from tests.cases.build import HERE, case_file, changed, houses
from tests.checks.letters import LOOK_AGAIN, MUST_FIX, NOTE, findings, without, worst

SAMPLES = sorted(path.stem for path in HERE.glob("*.yaml"))


def cymraeg(answers: dict[str, Value] | None = None) -> Case:
    """The case that is neither confirmed nor denied in Welsh, with these answers given anew."""
    return changed(case_file("ncnd-cymraeg"), answers or {})


def in_welsh(case: Case) -> Case:
    """A case as the Welsh authority would have it, of whatever kind its own authority is."""
    kind = {"body": case.house.body, "central": case.house.central}
    return replace(case, house=houses()["practice-cymru"].model_copy(update=kind))


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_has_to_be_mended_because_a_letter_is_in_welsh(name: str) -> None:
    case = case_file(name)
    there = in_welsh(case)
    ours = {f.id for f in check(case, compose(case)) if f.rule != "language"}
    assert {f.id for f in check(there, compose(there)) if f.rule != "language"} == ours


def test_a_letter_that_is_not_in_english_says_what_nobody_has_checked() -> None:
    [finding] = findings(cymraeg(), "language")
    assert finding.severity is NOTE
    assert "whether the information is held" in finding.advice
    assert findings(case_file("ncnd-cse-2018"), "language") == []


def test_a_letter_that_argues_nothing_is_not_said_to_need_a_look_at_its_reasons() -> None:
    [finding] = findings(case_file("datgelu-tabl"), "language")
    assert "reasons" not in finding.advice


def test_the_right_to_complain_is_found_under_the_regulator_s_welsh_name() -> None:
    case = cymraeg()
    assert findings(case, "rights") == []
    assert worst(case, "rights", without(compose(case), "Comisiynydd")) is MUST_FIX


def test_welsh_days_and_provisions_are_no_figures() -> None:
    told = "Ar 20 Mawrth 2018 cytunwyd bod adran 30(3) ac Erthygl 6 yn berthnasol i'r cais hwn."
    assert findings(cymraeg({"if-yes@30(3)": told}), "ncnd-leak") == []


def test_a_figure_among_welsh_reasons_for_silence_is_pointed_out() -> None:
    told = "Byddai ateb yn dangos bod 17 o ymchwiliadau yn fyw yn yr ardal hon ar hyn o bryd."
    [finding] = findings(cymraeg({"if-yes@30(3)": told}), "ncnd-leak")
    assert finding.severity is LOOK_AGAIN
    assert finding.quote == told


def test_a_limb_without_factors_is_found_in_any_language() -> None:
    case = cymraeg()
    case = replace(case, answers=tuple(a for a in case.answers if str(a.key) != "pit-for@30(3)"))
    assert worst(case, "public-interest") is MUST_FIX
