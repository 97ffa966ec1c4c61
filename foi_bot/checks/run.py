"""check(case, letter): what is wrong with a letter, held against the Act and against its request.

Each rule is one module with one function. To add a rule, write `foi_bot/checks/RULE.py` with
`check(reading)` and name it here.
"""

from __future__ import annotations

from dataclasses import replace

from foi_bot.case import Case, Key
from foi_bot.checks import (
    clock,
    completeness,
    foreign_matter,
    language,
    limb,
    ncnd_leak,
    public_interest,
    reason,
    rights,
    s12_s14_form,
    test,
)
from foi_bot.checks.finding import FIRST, Finding
from foi_bot.checks.words import Reading
from foi_bot.interview.plan import offered, plan
from foi_bot.letter.tree import Letter

RULES = (
    foreign_matter,
    limb,
    reason,
    test,
    public_interest,
    ncnd_leak,
    rights,
    clock,
    s12_s14_form,
    completeness,
    language,
)
"""Every rule, in the order in which its findings are told."""


def check(case: Case, letter: Letter) -> tuple[Finding, ...]:
    """Every finding on a letter, each once: must-fix first, then as the rules and the letter run.

    Pure, and total: it judges any letter, composed from the case or not.
    """
    reading = Reading(case, letter)
    found = [_leading(case, one) for rule in RULES for one in rule.check(reading)]
    return tuple(sorted(dict.fromkeys(found), key=lambda finding: FIRST.index(finding.severity)))


def _leading(case: Case, finding: Finding) -> Finding:
    """The finding without an answer to go to, where nobody is asked for that answer any more: a
    letter of another day may carry what the law of this day does not want."""
    gone = finding.answer and Key.parse(finding.answer) not in (*plan(case), *offered(case))
    return replace(finding, answer="") if gone else finding
