"""Internal review: a fresh decision after the response went out, by default by somebody who took no
part in the first one (s45 Code of Practice, part 5)."""

from __future__ import annotations

from datetime import datetime

from foi_bot import approval
from foi_bot.case import COUNTED, Case, Key, Mark
from foi_bot.casework import deeds
from foi_bot.casework import facts as f
from foi_bot.casework.decision import Decided, Decision, Notice, Refused, Words, words
from foi_bot.interview.kind import INTERIM, LetterKind
from foi_bot.interview.outcome import Outcome
from foi_bot.interview.slices import slices

LETTER = Key("letter")


def start(case: Case, deed: deeds.StartReview, now: datetime) -> Decision:
    """Begin the review: whoever begins it is the case's officer from then on."""
    why_not = _why_not(case, deed.by.id, deed.reason)
    if why_not is not None:
        return Refused(why_not)
    officer, by = case.officer, deed.by.id
    taken = (f.TakenOver(by, officer, deed.ts),) if by != officer else ()
    no = len(case.answers) + 1
    review = f.Answered(no, LETTER, str(LetterKind.REVIEW), by, now, None)
    return _begun(case, Decided((*taken, review)), by, deed.reason.strip(), now)


def chosen(case: Case, decision: Decision, by: str, now: datetime) -> Decision:
    """The decision, and, where it chooses a review as the letter to be written of a case whose
    response went out, the beginning of that review."""
    if not isinstance(decision, Decided) or not _reviewable(case) or approval.reviews(case):
        return decision
    answers = [(x.key, x.value) for x in decision.facts if isinstance(x, f.Answered)]
    if (LETTER, str(LetterKind.REVIEW)) not in answers:
        return decision
    why_not = _why_not(case, by, "")
    return Refused(why_not) if why_not else _begun(case, decision, by, "", now)


def _why_not(case: Case, by: str, reason: str) -> Words | None:
    if not _reviewable(case):
        return words("nothing-to-review")
    if approval.reviews(case):
        return words("review-begun-already", officer=case.officer)
    fresh = case.house.approval.fresh_review
    if fresh and by in took_part(case) and not reason.strip():
        return words("took-part-so-no-review")
    return None


def _reviewable(case: Case) -> bool:
    """Whether a letter that decides something has gone out."""
    return any(sent.kind not in INTERIM for sent in case.sent)


def _begun(case: Case, decided: Decided, by: str, reason: str, now: datetime) -> Decided:
    given = sum(isinstance(fact, f.Answered) for fact in decided.facts)
    started = f.ReviewStarted(by, now, took_part(case), reason)
    told = words("review-begun-all-the-same", by=by) if reason else words("review-begun", by=by)
    return Decided(
        (*decided.facts, started, *_restored(case, by, now, given)),
        (*decided.notices, Notice(told, quote=reason)),
        decided.quiet,
    )


def took_part(case: Case) -> tuple[str, ...]:
    """Who wrote the answers or approved a letter that went out, in the order in which they did."""
    gave = [answer.by for answer in case.answers]
    typed = [reply.by for reply in case.replies if reply.place in COUNTED]
    drafts = {sent.draft for sent in case.sent}
    approved = [
        mark.by
        for mark in case.marks
        if mark.draft in drafts and mark.mark is Mark.APPROVE and mark.present
    ]
    return tuple(dict.fromkeys((*gave, *typed, *approved)))


def _restored(case: Case, by: str, now: datetime, given: int) -> tuple[f.Fact, ...]:
    """The outcomes as they were decided, where a later letter only said that they had been: the
    review decides them afresh. `given` answers come before these."""
    found: list[f.Fact] = []
    for one in slices(case):
        key = Key("outcome", one.id)
        if case.value(*key) != Outcome.ANSWERED:
            continue
        before = [a.value for a in case.answers if a.key == key and a.value != Outcome.ANSWERED]
        if before:
            no = len(case.answers) + 1 + given + len(found)
            found.append(f.Answered(no, key, before[-1], by, now, None))
    return tuple(found)
