"""Approving: reactions on a draft, asking for changes, overruling a finding, waiving four eyes."""

from __future__ import annotations

from datetime import datetime

from foi_bot import approval
from foi_bot.case import Case, DraftMark, Mark, moment
from foi_bot.casework import deeds
from foi_bot.casework import facts as f
from foi_bot.casework.decision import Button, Decided, Decision, Notice, Refused, Words, words
from foi_bot.casework.fold import after
from foi_bot.interview.plan import unanswered


def react(case: Case, deed: deeds.React) -> Decision:
    """A tick approves, a cross asks for changes, taking either away withdraws it.

    Only the newest draft's last post counts; what counts for nothing gets a quiet word.
    """
    draft = case.draft
    counts = draft is not None and deed.draft == draft.no and deed.last
    if not deed.present and not counts:
        return Decided()
    if draft is None or deed.draft != draft.no:
        newest = draft.no if draft else 0
        return Refused(words("old-draft", draft=deed.draft, newest=newest))
    if approval.unsettled(case):
        return Refused(words("draft-held"))
    if not deed.last:
        return Refused(words("react-on-last-post"))
    before = _standing(case, deed)
    if before is not None and moment(before.event) >= moment(deed.ts):
        return Decided()
    if deed.present and deed.mark is Mark.APPROVE and unanswered(case):
        return Refused(words("being-changed", draft=draft.no))
    reason = approval.why_not(case, deed.by.id)
    if reason is not None and deed.present:
        return Refused(words(reason))
    # A withdrawal is kept even where nothing stands: the mark may come after it.
    marked = f.Marked(deed.draft, deed.by.id, deed.mark, deed.present, deed.ts)
    return Decided((marked,), _asked_for_changes(case, deed, before))


def _asked_for_changes(
    case: Case, deed: deeds.React, before: DraftMark | None
) -> tuple[Notice, ...]:
    """A cross holds the case: whoever made it is asked what should change."""
    stood = before is not None and before.present
    if deed.mark is not Mark.CHANGES or not deed.present or stood:
        return ()
    ask = Button("say-what", "say_what_to_change", str(deed.draft))
    asked = words("changes-asked", by=deed.by.id, officer=case.officer, draft=deed.draft)
    return (Notice(asked, (ask,)),)


def say_what_to_change(case: Case, deed: deeds.SayWhatToChange) -> Decision:
    """What an approver wants changed, for everybody to see."""
    if case.draft is None or deed.draft != case.draft.no:
        return Refused(words("old-draft", draft=deed.draft, newest=len(case.drafts)))
    if deed.by.id not in approval.tally(case).holding:
        return Refused(words("not-holding"))
    if not deed.words.strip():
        return Refused(words("nothing-typed"))
    held = [
        m for m in case.marks if (m.draft, m.by, m.mark) == (deed.draft, deed.by.id, Mark.CHANGES)
    ]
    marked = f.Marked(deed.draft, deed.by.id, Mark.CHANGES, True, held[-1].event, words=deed.words)
    told = Notice(
        words("what-to-change", by=deed.by.id, officer=case.officer),
        (Button("all-answers", "all_answers", ""),),
        quote=deed.words,
    )
    return Decided((marked,), (told,))


def overrule(case: Case, deed: deeds.Overrule) -> Decision:
    """A must-fix finding stands by the officer's decision, its reason seen by everybody."""
    if case.draft is None or deed.draft != case.draft.no:
        return Refused(words("old-draft", draft=deed.draft, newest=len(case.drafts)))
    finding = next((x for x in approval.unsettled(case) if x.id == deed.finding), None)
    if finding is None:
        return Refused(words("already-settled"))
    if not deed.reason.strip():
        return Refused(words("reason-missing"))
    marked = f.Marked(deed.draft, deed.by.id, Mark.OVERRULE, True, deed.ts, finding.id, deed.reason)
    told = Notice(
        words("overruled", by=deed.by.id, rule=finding.rule, place=finding.place),
        quote=deed.reason,
    )
    return Decided((marked,), (told,))


def lift_hold(case: Case, deed: deeds.LiftHold) -> Decision:
    """The hold of somebody who has left ends by the officer's decision: they cannot take their
    cross away, and those who can are asked to."""
    if case.draft is None or deed.draft != case.draft.no:
        return Refused(words("old-draft", draft=deed.draft, newest=len(case.drafts)))
    if deed.of.id not in approval.tally(case).holding:
        return Refused(words("already-settled"))
    if deed.of.may_act:
        return Refused(words("can-lift-it-themselves", of=deed.of.id))
    if not deed.reason.strip():
        return Refused(words("reason-missing"))
    lifted = f.HoldLifted(deed.draft, deed.of.id, deed.by.id, deed.reason, deed.ts)
    told = Notice(words("hold-lifted", by=deed.by.id, of=deed.of.id), quote=deed.reason)
    return Decided((lifted,), (told,))


def waive_four_eyes(case: Case, deed: deeds.WaiveFourEyes, now: datetime) -> Decision:
    """In an office of two, the reason why the writer of the answers may approve."""
    if not deed.reason.strip():
        return Refused(words("reason-missing"))
    if case.waiver is not None or case.went_out or not _has_rules(case):
        return Refused(words("already-settled"))
    waived = f.FourEyesWaived(deed.by.id, deed.reason, now)
    told = Notice(words("four-eyes-waived", by=deed.by.id), quote=deed.reason)
    return Decided((waived,), (told,))


def _has_rules(case: Case) -> bool:
    """Whether the house keeps anybody from approving that there is something to waive."""
    rules = case.house.approval
    return rules.four_eyes or (rules.fresh_review and approval.reviews(case))


def _standing(case: Case, deed: deeds.React) -> DraftMark | None:
    """The mark of this kind by this person on this draft, standing or withdrawn."""
    of_theirs = [
        m for m in case.marks if (m.draft, m.by, m.mark) == (deed.draft, deed.by.id, deed.mark)
    ]
    return of_theirs[-1] if of_theirs else None


def with_outcome(case: Case, decided: Decided, by: str, now: datetime) -> Decided:
    """The decision, and what it makes of the newest draft: approved, or approved no longer. A mark
    can do that, and so can an approver who writes an answer after all."""
    then = after(case, decided.facts)
    draft = case.draft
    if draft is None or then.draft is None or then.draft.no != draft.no or then.went_out:
        return decided
    # As for whoever marks it as sent, the passing of time alone takes no approval away, nor does it
    # keep one from the record.
    was, is_ = approval.tally(case.at(draft.at)), approval.tally(then.at(draft.at))
    fact: f.Fact
    if is_.approved and not was.approved:
        fact = f.Approved(draft.no, draft.hash, is_.by, now)
        people = ", ".join(f"<@{person}>" for person in is_.by)
        shown = draft.hash[: approval.SHOWN]
        officer = case.officer
        approved = words("approved", draft=draft.no, hash=shown, people=people, officer=officer)
        told = Notice(approved)
    elif was.approved and not is_.approved:
        fact = f.ApprovalLost(draft.no, draft.hash, by, now)
        told = Notice(_why_lost(decided, by, was, is_, draft.no))
    else:
        return decided
    # A cross has been told about already, by whoever is asked what should change.
    crossed = not is_.approved and is_.holding != was.holding
    notices = decided.notices if crossed else (*decided.notices, told)
    return Decided((*decided.facts, fact), notices, decided.quiet)


def _why_lost(
    decided: Decided, by: str, was: approval.Tally, is_: approval.Tally, draft: int
) -> Words:
    if is_.unfinished and any(isinstance(fact, f.Enclosed) for fact in decided.facts):
        return words("approval-on-hold-file", by=by, draft=draft)
    if is_.unfinished:
        return words("approval-on-hold", by=by, draft=draft)
    if any(isinstance(fact, f.Marked) for fact in decided.facts):
        return words("approval-withdrawn", by=by, draft=draft)
    people = ", ".join(f"<@{person}>" for person in was.by if person not in is_.by)
    return words("approval-lost", draft=draft, people=people)
