"""Approval: whether a draft may go out, as a pure function of the draft, the people and the marks.

The hash is over the letter's canonical tree, the house pack's version and every enclosure's bytes.
The date of sending and the applicant's details are slots outside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from foi_bot.case import COUNTED, Case, Draft, DraftMark, Mark, State
from foi_bot.checks.finding import Finding, Severity
from foi_bot.interview.deadlines import waiting
from foi_bot.interview.kind import INTERIM, LetterKind, letter_kind
from foi_bot.interview.outcome import Outcome
from foi_bot.interview.plan import in_the_letter, needs_no_letter, plan, unanswered
from foi_bot.interview.slices import outcome, slices
from foi_bot.letter.tree import Letter, canonical
from foi_bot.remembered import once_per_case

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
    TOOK_PART = "took-part"


@dataclass(frozen=True, slots=True)
class Demand:
    """What the house pack wants for some of a letter's outcomes, or for the letter where there are
    none: `needed` approvals by those named, or where nobody is named by anybody in the channel.
    `by` are those who gave one."""

    outcomes: tuple[Outcome, ...]
    approvers: tuple[str, ...]
    needed: int
    by: tuple[str, ...] = ()

    @property
    def missing(self) -> int:
        """How many approvals are still awaited for it."""
        return max(0, self.needed - len(self.by))

    def lets(self, person: str) -> bool:
        """Whether this person's approval can count for it."""
        return not self.approvers or person in self.approvers


@dataclass(frozen=True, slots=True)
class Tally:
    """How the newest draft stands: what is wanted for it, who approved it, who holds it, and
    whether an answer behind it is missing again (`unfinished`)."""

    demands: tuple[Demand, ...]
    by: tuple[str, ...]
    holding: tuple[str, ...]
    unsettled: tuple[Finding, ...]
    unfinished: bool

    @property
    def missing(self) -> int:
        """How many approvals are still awaited, at the least: one person's can count for several of
        the demands."""
        return max(demand.missing for demand in self.demands)

    @property
    def approved(self) -> bool:
        """Whether the draft may go out exactly as it is."""
        return not (self.missing or self.holding or self.unsettled or self.unfinished)


def why_not(case: Case, person: str) -> WhyNot | None:
    """Why this person's approval would not count, or None where it would.

    Default: an approver of the authority, who wrote none of the answers. Where the house pack
    names no approvers, any full member of the case's channel is one. In a two-person office four
    eyes can be waived, case by case, with a recorded reason. A review is approved by somebody who
    took no part in the decision that is reviewed.
    """
    rules = case.house.approval
    if not is_approver(case, person):
        return WhyNot.NOT_AN_APPROVER
    if rules.four_eyes and case.waiver is None and person in _wrote(case):
        return WhyNot.WROTE_ANSWERS
    if case.waiver is None and took_part(case, person):
        return WhyNot.TOOK_PART
    return None


def reviews(case: Case) -> bool:
    """Whether the case is at an internal review of a response that went out from it."""
    return case.review is not None and letter_kind(case) is LetterKind.REVIEW


def took_part(case: Case, person: str) -> bool:
    """Whether an internal review, which is to be a fresh decision, is not this person's to make:
    they took part in the first one, and nobody recorded why it has to be one of those."""
    if case.review is None or case.review.reason or not reviews(case):
        return False
    return case.house.approval.fresh_review and person in case.review.first


def is_approver(case: Case, person: str) -> bool:
    """Whether the house pack lets this person approve this letter, or a part of what it decides;
    where it names nobody, everybody."""
    return any(demand.lets(person) for demand in demands(case))


@once_per_case
def demands(case: Case) -> tuple[Demand, ...]:
    """What the house pack wants for the letter that the case is at.

    An outcome for which the pack has rules needs its own approvals. All else that the letter
    decides, and a letter that decides nothing, needs those of the pack's general rules. One
    person's approval counts wherever the person is named.
    """
    rules = case.house.approval
    decided = (
        [] if letter_kind(case) in INTERIM else [outcome(case, one.id) for one in slices(case)]
    )
    found = [one for one in Outcome if one in decided]
    own = [one for one in found if one in rules.outcomes]
    others = tuple(one for one in found if one not in rules.outcomes)
    made = [
        Demand((one,), rules.outcomes[one].approvers or rules.approvers, rules.outcomes[one].needed)
        for one in own
    ]
    if others or not own:
        made.insert(0, Demand(others if own else (), rules.approvers, rules.needed))
    return tuple(made)


def able(case: Case, demand: Demand) -> tuple[str, ...]:
    """Those named for a demand who have not approved and whose approval would count."""
    named = (person for person in demand.approvers if person not in demand.by)
    return tuple(person for person in named if why_not(case, person) is None)


@once_per_case
def _wrote(case: Case) -> frozenset[str]:
    """Who wrote the answers: whoever gave one, or typed the replies that it was made of. Earlier
    versions count as well: somebody else saving the same words again does not make them theirs."""
    asked = {*plan(case), *in_the_letter(case)}
    askings = {asking.no for asking in case.askings if asking.key in asked}
    gave = frozenset(answer.by for answer in case.answers if answer.key in asked)
    return gave | {r.by for r in case.replies if r.place in COUNTED and r.asking in askings}


def tally(case: Case) -> Tally:
    """How the newest draft stands. Before the first draft nobody can have approved anything."""
    draft = case.draft
    marks = [m for m in case.marks if draft is not None and m.draft == draft.no and m.present]
    by = tuple(p for p in _people(marks, Mark.APPROVE) if why_not(case, p) is None)
    return Tally(
        demands=tuple(
            Demand(one.outcomes, one.approvers, one.needed, tuple(filter(one.lets, by)))
            for one in demands(case)
        ),
        by=by,
        # An approver's cross holds until it is resolved, even if they write an answer after it.
        holding=tuple(p for p in _people(marks, Mark.CHANGES) if is_approver(case, p)),
        unsettled=unsettled(case),
        unfinished=bool(unanswered(case)) or needs_no_letter(case),
    )


def unsettled(case: Case) -> tuple[Finding, ...]:
    """The must-fix findings on the newest draft that nobody has overruled with a reason."""
    return unsettled_in(case, case.draft) if case.draft else ()


def unsettled_in(case: Case, draft: Draft) -> tuple[Finding, ...]:
    """The must-fix findings on one draft that nobody has overruled with a reason."""
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
    if case.open_asking:
        return State.ASKING
    if needs_no_letter(case) and not unanswered(case):
        return State.OUTSIDE
    if case.went_out:
        return State.WAITING if waiting(case) else State.ANSWERED
    if case.draft is None:
        return State.ASKING
    found = tally(case)
    if found.unsettled:
        return State.HELD
    if found.holding:
        return State.CHANGES
    return State.APPROVED if found.approved else State.AWAITING


def _people(marks: list[DraftMark], mark: Mark) -> tuple[str, ...]:
    """Those who made this mark, in the order in which they did."""
    return tuple(dict.fromkeys(m.by for m in marks if m.mark is mark))
