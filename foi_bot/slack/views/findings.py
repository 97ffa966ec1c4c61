"""Findings as blocks: what a check found, where, under which provision, and what to do."""

from __future__ import annotations

from collections.abc import Iterable

from foi_bot.case import Case, Draft, Mark
from foi_bot.checks.finding import Finding, Severity
from foi_bot.slack.blocks import Block, actions, button, context, escaped, fitting, quoted, section

MOST = 10
"""More findings than this are counted: Slack takes 50 blocks a message."""


def blocks(case: Case, draft: Draft) -> list[Block]:
    """The findings on a draft, must-fix first, each with its buttons while the case can change."""
    shown = [block for finding in draft.findings[:MOST] for block in _one(case, draft, finding)]
    more = len(draft.findings) - MOST
    if more > 0:
        shown.append(context(f"And {more} more, to be seen once these are mended."))
    return shown


def summary(findings: Iterable[Finding]) -> str:
    """ "2 must fix, 1 look again" """
    found = [finding.severity for finding in findings]
    counts = [(found.count(severity), severity) for severity in Severity]
    return ", ".join(f"{count} {severity}" for count, severity in counts if count)


def _one(case: Case, draft: Draft, finding: Finding) -> list[Block]:
    told = f"*{str(finding.severity).capitalize()}* · {escaped(finding.place)}"
    found: list[Block] = [
        section(f"{told}\n{escaped(finding.advice)}\n_{escaped(finding.source)}_")
    ]
    if finding.quote:
        found.append(quoted(f"“{fitting(finding.quote, 300)}”"))
    overruled = _overruled(case, draft, finding)
    if overruled:
        found.append(context(overruled))
    elif case.draft is not None and case.draft.no == draft.no and not case.closure:
        buttons = _buttons(case, draft, finding)
        found += [actions(buttons)] if buttons else []
    return found


def _buttons(case: Case, draft: Draft, finding: Finding) -> list[Block]:
    about = {"case": case.id, "draft": draft.no, "finding": finding.id}
    made = []
    if finding.answer:
        go = {"case": case.id, "key": finding.answer, "finding": finding.id}
        made.append(button("Go to that answer", "change_answer", go))
    if finding.severity is Severity.MUST_FIX:
        made.append(button("Let it stand, with a reason", "open_overrule", about))
    return made


def _overruled(case: Case, draft: Draft, finding: Finding) -> str:
    for mark in case.marks:
        if (mark.draft, mark.mark, mark.finding) == (draft.no, Mark.OVERRULE, finding.id):
            return f"<@{mark.by}> lets this stand: {escaped(fitting(mark.words, 300))}"
    return ""
