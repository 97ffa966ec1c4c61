"""How well the checks find what was planted: counted by rule, with 95 % intervals (Wilson)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import sqrt

from foi_bot.checks.any_letter.run import check_letter
from foi_bot.checks.any_letter.sheet import Sheet
from foi_bot.checks.finding import Finding, Severity
from foi_bot.letter.read.letter import read
from tests.lint_eval.letters import EvalLetter, Fault

TODAY = date(2026, 11, 22)
"""The day on which letters without a date are judged."""
NORMAL = 1.959964
"""The quantile of the normal distribution that leaves 2.5 % above it."""
ENOUGH = 0.6
"""The share of the shorter quotation's words that two of the same place have in common."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One letter held against what was planted in it.

    `found` are the faults that their own rule found, `elsewhere` those that another rule found at
    the same words, `missed` the others; `right` and `wrong` are the findings, notes left out.
    """

    name: str
    is_clean: bool
    found: tuple[Fault, ...]
    elsewhere: tuple[Fault, ...]
    missed: tuple[Fault, ...]
    right: tuple[Finding, ...]
    wrong: tuple[Finding, ...]


def judged(name: str, one: EvalLetter) -> Judgement:
    """What the checks say of a letter, held against what is known of it."""
    told = check_letter(Sheet(read(one.letter), TODAY, one.request)).findings
    findings = [each for each in told if each.severity is not Severity.NOTE]
    at = {fault: [f for f in findings if _same_place(fault, f)] for fault in one.faults}
    found = tuple(ft for ft, these in at.items() if any(f.rule == ft.rule for f in these))
    elsewhere = tuple(ft for ft, these in at.items() if these and ft not in found)
    missed = tuple(ft for ft in one.faults if ft not in (*found, *elsewhere))
    right = tuple(f for f in findings if any(f in these for these in at.values()))
    wrong = tuple(f for f in findings if f not in right)
    return Judgement(name, one.is_clean, found, elsewhere, missed, right, wrong)


def _same_place(fault: Fault, finding: Finding) -> bool:
    """Whether a finding is about a fault: it quotes the same words or, where either has none, it is
    of the same rule."""
    planted, quoted = _words(fault.words), _words(finding.quote)
    if not planted or not quoted:
        return fault.rule == finding.rule
    if _plain(finding.quote) in _plain(fault.words) or _plain(fault.words) in _plain(finding.quote):
        return True
    return len(planted & quoted) >= ENOUGH * min(len(planted), len(quoted))


def _words(text: str) -> frozenset[str]:
    return frozenset(_plain(text).split())


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def interval(hits: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share (E. B. Wilson, 1927), which holds for small numbers, too."""
    if not of:
        return 0.0, 1.0
    share, square = hits / of, NORMAL * NORMAL
    centre = share + square / (2 * of)
    spread = NORMAL * sqrt(share * (1 - share) / of + square / (4 * of * of))
    return (centre - spread) / (1 + square / of), (centre + spread) / (1 + square / of)


def table(judgements: Mapping[str, Judgement]) -> str:
    """The table of one set of letters, as Markdown."""
    rules = list(dict.fromkeys(rule for one in judgements.values() for rule in _rules(one)))
    heads = ("rule", "planted", "recall (own rule)", "recall (any)", "findings", "precision")
    lines = [" | ".join(heads), " | ".join("---" for _ in heads)]
    lines += [_row(rule, judgements) for rule in (*sorted(rules), "")]
    return "\n".join(f"| {line} |" for line in lines)


def _row(rule: str, judgements: Mapping[str, Judgement]) -> str:
    every = judgements.values()
    own = sum(_of(one.found, rule) for one in every)
    other = sum(_of(one.elsewhere, rule) for one in every)
    planted = own + other + sum(_of(one.missed, rule) for one in every)
    right = sum(_of(one.right, rule) for one in every)
    told = right + sum(_of(one.wrong, rule) for one in every)
    cells = (_share(own, planted), _share(own + other, planted), str(told), _share(right, told))
    return " | ".join((rule or "**all**", str(planted), *cells))


def _of(these: Iterable[Fault | Finding], rule: str) -> int:
    return sum(not rule or one.rule == rule for one in these)


def _rules(one: Judgement) -> list[str]:
    faults = [*one.found, *one.elsewhere, *one.missed]
    return [fault.rule for fault in faults] + [found.rule for found in (*one.right, *one.wrong)]


def _share(hits: int, of: int) -> str:
    if not of:
        return "-"
    low, high = interval(hits, of)
    return f"{hits}/{of} = {hits / of:.2f} ({low:.2f} to {high:.2f})"


def false_must_fix(judgements: Mapping[str, Judgement]) -> list[tuple[str, Finding]]:
    """Every must-fix finding that nobody planted, with its letter's name."""
    return [
        (one.name, finding)
        for one in judgements.values()
        for finding in one.wrong
        if finding.severity is Severity.MUST_FIX
    ]
