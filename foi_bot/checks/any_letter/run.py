"""check_letter(sheet): what is wrong with a letter that anybody wrote, held against the Act.

Each rule is one module with one function `check(sheet)`, which gives findings, and a `CannotTell`
for what words alone do not show. To add a rule, write `foi_bot/checks/any_letter/RULE.py` and name
it here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from foi_bot.checks.any_letter import (
    clock,
    completeness,
    foreign_matter,
    limb,
    ncnd_leak,
    public_interest,
    reason,
    rights,
    s12_s14_form,
    test,
)
from foi_bot.checks.any_letter.sheet import CannotTell, Sheet
from foi_bot.checks.finding import FIRST, Finding

Rule = Callable[[Sheet], Iterator[Finding | CannotTell]]

RULES: tuple[Rule, ...] = (
    foreign_matter.check,
    limb.check,
    reason.check,
    test.check,
    public_interest.check,
    ncnd_leak.check,
    rights.check,
    clock.check,
    s12_s14_form.check,
    completeness.check,
)
"""Every rule, in the order in which its findings are told."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What the checks say of a letter: must-fix first, and what they cannot tell."""

    findings: tuple[Finding, ...]
    cannot_tell: tuple[CannotTell, ...]


def check_letter(sheet: Sheet) -> Judged:
    """Every finding on a letter, each once. Pure, and total: it judges any text."""
    told = tuple(dict.fromkeys(one for rule in RULES for one in rule(sheet)))
    found = [one for one in told if isinstance(one, Finding)]
    found.sort(key=lambda one: FIRST.index(one.severity))
    return Judged(tuple(found), tuple(one for one in told if isinstance(one, CannotTell)))
