"""The letters that the checks are measured on are what they are said to be, and what the checks
find in the open ones stays found. Of those held back only the form is looked at here, and nothing
but their names is told where a test fails."""

from __future__ import annotations

from functools import cache

from foi_bot.checks.finding import Severity
from tests.lint_eval.letters import EvalLetter, is_held_back, letters
from tests.lint_eval.score import Judgement, false_must_fix, judged

LATER = "d"
"""With this begin the names of the later set."""
MISSED = 1
"""How many planted must-fix faults of the open set their own rule does not find."""


@cache
def open_ones() -> dict[str, Judgement]:
    return {name: judged(name, one) for name, one in letters(held_back=False).items()}


def every() -> dict[str, EvalLetter]:
    return {**letters(held_back=False), **letters(held_back=True)}


def one_line(text: str) -> str:
    return " ".join(text.split())


def first(*, held_back: bool) -> dict[str, EvalLetter]:
    """The letters of the first set."""
    these = letters(held_back=held_back)
    return {name: one for name, one in these.items() if not name.startswith(LATER)}


def test_there_are_letters_enough_and_about_half_are_clean() -> None:
    for held_back, least in ((False, 80), (True, 30)):
        clean = [one.is_clean for one in first(held_back=held_back).values()]
        count, share = len(clean), sum(clean) / len(clean)
        assert count >= least
        assert 0.4 <= share <= 0.6


def test_no_name_is_in_both_sets_and_no_letter_is_there_twice() -> None:
    both = set(letters(held_back=False)) & set(letters(held_back=True))
    assert both == set()
    by_text: dict[str, list[str]] = {}
    for name, one in every().items():
        by_text.setdefault(one_line(one.letter), []).append(name)
    twice = [names for names in by_text.values() if len(names) > 1]
    assert twice == []


def test_every_fault_s_words_stand_in_its_letter() -> None:
    strays = [
        name
        for name, one in every().items()
        for fault in one.faults
        if one_line(fault.words) not in one_line(one.letter)
    ]
    assert strays == []


def test_the_held_back_third_is_what_the_names_digests_say() -> None:
    opened, held_back = set(first(held_back=False)), set(first(held_back=True))
    assert held_back == {name for name in opened | held_back if is_held_back(name)}


def test_the_later_letters_are_held_back_whole() -> None:
    assert not [name for name in letters(held_back=False) if name.startswith(LATER)]


def test_a_clean_letter_has_nothing_that_must_be_mended() -> None:
    told = [
        (name, finding.rule, finding.quote)
        for name, finding in false_must_fix(open_ones())
        if open_ones()[name].is_clean
    ]
    assert told == []


def test_what_must_be_mended_stays_found() -> None:
    planted = [fault for one in letters(held_back=False).values() for fault in one.faults]
    grave = [fault for fault in planted if fault.severity is Severity.MUST_FIX]
    found = [fault for one in open_ones().values() for fault in one.found]
    assert len(grave) >= 40
    assert sum(fault in grave for fault in found) >= len(grave) - MISSED
