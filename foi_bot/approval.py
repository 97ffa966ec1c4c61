"""Approval: whether a draft may go out, as a pure function of the draft, the people and the marks.

The hash is over the letter's canonical tree, the house pack's version and every enclosure's bytes.
The date of sending and the applicant's details are slots outside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from foi_bot.case import COUNTED, Case, DraftMark, Mark, State
from foi_bot.checks.finding import Finding, Severity
from foi_bot.letter.tree import Letter, canonical

SHOWN = 12
"""How many characters of the hash people are shown."""


def seal(letter: Letter, house_version: str, enclosures: Iterable[bytes] = ()) -> str:
    """The hash that an approval is for: 64 hexadecimal characters.

    Each piece is hashed with its length, so that no two sets of pieces run together.
    """
    whole = sha256()
    for piece in (canonical(letter), house_version.encode(), *enclosures):
        whole.update(len(piece).to_bytes(8, "big"))
        whole.update(piece)
    return whole.hexdigest()


class WhyNot(StrEnum):
    """Why somebody's approval does not count, each the name of its wording."""

    NOT_AN_APPROVER = "not-an-approver"
    WROTE_ANSWERS = "wrote-answers"


@dataclass(frozen=True, slots=True)
class Tally:
    """How the newest draft stands: who approved it, how many more are needed, who holds it."""

    by: tuple[str, ...]
    needed: int
    holding: tuple[str, ...]
    unsettled: tuple[Finding, ...]

    @property
    def missing(self) -> int:
        """How many approvals are still awaited."""
        return max(0, self.needed - len(self.by))

    @property
    def approved(self) -> bool:
        """Whether the draft may go out exactly as it is."""
        return not (self.missing or self.holding or self.unsettled)


def why_not(case: Case, person: str) -> WhyNot | None:
    """Why this person's approval would not count, or None where it would.

    Default: an approver of the authority, who wrote none of the answers. Where the house pack
    names no approvers, any full member of the case's channel is one. In a two-person office four
    eyes can be waived, case by case, with a recorded reason.
    """
    rules = case.house.approval
    if rules.approvers and person not in rules.approvers:
        return WhyNot.NOT_AN_APPROVER
    if rules.four_eyes and case.waiver is None and person in _wrote(case):
        return WhyNot.WROTE_ANSWERS
    return None


def _wrote(case: Case) -> set[str]:
    """Who wrote the answers: whoever gave them, and whoever typed the replies they were made of,
    who after a case was taken over need not be the same person."""
    current = case.current.values()
    askings = {answer.asking for answer in current}
    typed = {r.by for r in case.replies if r.place in COUNTED and r.asking in askings}
    return {answer.by for answer in current} | typed


def tally(case: Case) -> Tally:
    """How the newest draft stands. Before the first draft nobody can have approved anything."""
    draft = case.draft
    marks = [m for m in case.marks if draft is not None and m.draft == draft.no and m.present]
    return Tally(
        by=_people(case, marks, Mark.APPROVE),
        needed=case.house.approval.needed,
        holding=_people(case, marks, Mark.CHANGES),
        unsettled=unsettled(case),
    )


def unsettled(case: Case) -> tuple[Finding, ...]:
    """The must-fix findings on the newest draft that nobody has overruled with a reason."""
    draft = case.draft
    if draft is None:
        return ()
    overruled = {m.finding for m in case.marks if m.draft == draft.no and m.mark is Mark.OVERRULE}
    return tuple(
        finding
        for finding in draft.findings
        if finding.severity is Severity.MUST_FIX and finding.id not in overruled
    )


def state(case: Case) -> State:
    """Where the case stands, in the words of the card."""
    if case.closure:
        return State.CLOSED
    if case.open_asking or case.draft is None:
        return State.ASKING
    found = tally(case)
    if found.unsettled:
        return State.HELD
    if found.holding:
        return State.CHANGES
    return State.APPROVED if found.approved else State.AWAITING


def _people(case: Case, marks: list[DraftMark], mark: Mark) -> tuple[str, ...]:
    """Those whose mark counts now, in the order in which they made it."""
    made = [m.by for m in marks if m.mark is mark and why_not(case, m.by) is None]
    return tuple(dict.fromkeys(made))
