"""check(case, letter): what is wrong with a letter, held against the Act and against its request.

Each rule is one module with one function. To add a rule, write `foi_bot/checks/RULE.py` with
`check(reading)` and name it here.
"""

from __future__ import annotations

from foi_bot.case import Case
from foi_bot.checks import foreign_matter, limb, ncnd_leak, public_interest, reason, rights
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.words import Reading
from foi_bot.letter.tree import Letter

RULES = (foreign_matter, limb, reason, public_interest, ncnd_leak, rights)
"""Every rule, in the order in which its findings are told."""

_FIRST = (Severity.MUST_FIX, Severity.LOOK_AGAIN, Severity.NOTE)


def check(case: Case, letter: Letter) -> tuple[Finding, ...]:
    """Every finding on a letter, each once: must-fix first, then as the rules and the letter run.

    Pure, and total: it judges any letter, composed from the case or not.
    """
    reading = Reading(case, letter)
    found = [finding for rule in RULES for finding in rule.check(reading)]
    return tuple(sorted(dict.fromkeys(found), key=lambda finding: _FIRST.index(finding.severity)))
