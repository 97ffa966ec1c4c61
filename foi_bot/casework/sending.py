"""Sending: an approved letter goes out, and what that does to the case. An acknowledgement or a
holding letter leaves the response to be written; a response that asks the applicant something, or
takes more time, leaves that open; one that decides everything answers the request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from foi_bot import approval
from foi_bot.case import Case, Draft, Ending, Key, Mark, london, moment
from foi_bot.casework import deeds
from foi_bot.casework import facts as f
from foi_bot.casework.checking import check
from foi_bot.casework.decision import Decided, Decision, Notice, Refused, Words, words
from foi_bot.casework.fold import after
from foi_bot.interview.deadlines import deadlines, next_due, waiting, waiting_parts
from foi_bot.interview.kind import INTERIM, LetterKind, letter_kind
from foi_bot.interview.outcome import Outcome
from foi_bot.interview.plan import late_parts
from foi_bot.interview.provisions import provisions
from foi_bot.interview.slices import outcome, parts, slices, slices_with
from foi_bot.law.clock import ClockError, Received, replay
from foi_bot.law.count import working_days_late
from foi_bot.law.days_in_words import long_date


def mark_sent(case: Case, deed: deeds.MarkSent, now: datetime) -> Decision:
    """The approved draft went out on a day, between its approval and today."""
    draft = case.draft
    if draft is None or deed.draft != draft.no:
        return Refused(words("old-draft", draft=deed.draft, newest=len(case.drafts)))
    approved = approved_on(case)
    if approved is None:
        return Refused(words("not-approved", draft=draft.no))
    wrong = _wrong_day(deed.on, approved, now)
    if wrong is not None:
        return wrong
    sent = _letter_sent(replace(case, on=deed.on), deed, now)
    facts = (*_left_open(case, deed.ts), sent)
    going_on = _going_on(after(case, facts), sent, deed.by.id, now)
    told = Notice(_told(after(case, facts), sent))
    return Decided((*facts, *going_on), (told, *_on_the_day(replace(case, on=deed.on), draft)))


def approved_on(case: Case) -> date | None:
    """The day on which the newest draft got the last approval that it needed, or the last cross on
    it was taken away; None where it is not approved. The passing of time alone takes no approval
    away from a letter that has been put into the post."""
    draft = case.draft
    if draft is None or not approval.tally(case.at(draft.at)).approved:
        return None
    by = approval.tally(case.at(draft.at)).by
    marks = [m for m in case.marks if m.draft == draft.no]
    ticked = [m.event for m in marks if m.mark is Mark.APPROVE and m.present and m.by in by]
    freed = [
        m.event
        for m in marks
        if m.mark is Mark.CHANGES and not m.present and approval.is_approver(case, m.by)
    ]
    days = (
        london(datetime.fromtimestamp(moment(event)[0], draft.at.tzinfo))
        for event in (*ticked, *freed)
    )
    return max([london(draft.at), *days])


def _wrong_day(on: date, approved: date, now: datetime) -> Refused | None:
    if on > london(now):
        return Refused(words("day-to-come", day=long_date(on)))
    if on < approved:
        return Refused(
            words("sent-before-approval", day=long_date(on), approved=long_date(approved))
        )
    return None


def _letter_sent(case: Case, deed: deeds.MarkSent, now: datetime) -> f.LetterSent:
    """What went out; the case is dated the day of sending."""
    kind = letter_kind(case)
    sent = f.LetterSent(deed.draft, str(kind), deed.on, deed.by.id, now, ())
    if kind in INTERIM:
        return sent
    extended = tuple(one.id for one in slices_with(case, Outcome.EXTEND))
    open_ = {*extended, *(one.id for one in slices_with(case, Outcome.CLARIFY))}
    until = case.words("extended-until")
    return replace(
        sent,
        cites=provisions(case),
        decided=tuple(one.id for one in slices(case) if one.id not in open_),
        clarify=_asked_about(case),
        extended=extended,
        until=date.fromisoformat(until) if extended else None,
    )


def _asked_about(case: Case) -> tuple[str, ...]:
    """The parts about which the applicant is asked, as the clock names them: ("",) where that is
    the whole request and no part has had a time of its own."""
    asked = dict.fromkeys(one.part.id for one in slices_with(case, Outcome.CLARIFY))
    whole = [part.id for part in parts(case)]
    one_time = {clock.part for clock in case.clock.parts} == {""}
    everything = all(outcome(case, one.id) is Outcome.CLARIFY for one in slices(case))
    return ("",) if everything and one_time and list(asked) == whole else tuple(asked)


def _left_open(case: Case, ts: str) -> tuple[f.Fact, ...]:
    open_ = case.open_asking
    return (f.AskingClosed(open_.no, Ending.LEFT, ts),) if open_ else ()


def _going_on(case: Case, sent: f.LetterSent, by: str, now: datetime) -> tuple[f.Fact, ...]:
    """What is to be asked again after this letter; `case` has it among those sent."""
    if sent.kind in INTERIM:
        asked = ("letter", *INTERIM[LetterKind(sent.kind)])
        return tuple(_reopened(case, (Key(question) for question in asked), "letter"))
    if not sent.extended:
        return ()
    outcomes = (Key("outcome", id_) for id_ in sent.extended)
    again = (Key("extended-until"), *outcomes)
    return (*_reopened(case, again, "extended-until"), *carried(case, by, now))


def _reopened(case: Case, keys: Iterator[Key] | tuple[Key, ...], why: str) -> Iterator[f.Fact]:
    return (f.Reopened(key, Key(why)) for key in keys if key in case.current)


def carried(case: Case, by: str, now: datetime) -> tuple[f.Fact, ...]:
    """What earlier letters decided, as the next letter says it: answered before, and when."""
    answers: list[tuple[Key, str]] = []
    for id_, on in _decided(case).items():
        known = outcome(case, id_)
        if known not in (None, Outcome.ANSWERED):
            answers.append((Key("outcome", id_), str(Outcome.ANSWERED)))
            answers.append((Key("earlier-letter", id_), on.isoformat()))
    first = len(case.answers) + 1
    return tuple(
        f.Answered(no, key, value, by, now, None) for no, (key, value) in enumerate(answers, first)
    )


def _decided(case: Case) -> Mapping[str, date]:
    """The slices that letters which went out have decided, each with the day of the last."""
    return {id_: sent.on for sent in case.sent for id_ in sent.decided}


def _told(case: Case, sent: f.LetterSent) -> Words:
    """What the thread is told of a letter that went out; `case` has it among those sent."""
    by, draft, on = sent.by, sent.draft, long_date(sent.on)
    if sent.kind in INTERIM:
        return words("sent-before-the-response", by=by, draft=draft, on=on)
    if sent.until:
        return words("sent-extended", by=by, draft=draft, on=on, until=long_date(sent.until))
    if waiting(case):
        return words("sent-waiting", by=by, draft=draft, on=on)
    if sent.kind == LetterKind.REVIEW:
        return words("sent-review", by=by, draft=draft, on=on)
    return words("sent-answered", by=by, draft=draft, on=on)


def _on_the_day(case: Case, draft: Draft) -> Iterator[Notice]:
    """What is wrong with a letter on the day on which it went out, though it was not when it was
    drafted; the case is dated that day."""
    late = late_parts(case)
    if late:
        first = min(late, key=lambda one: one.count.last)
        days = working_days_late(first.count, case.on)
        due = long_date(first.count.last)
        by_days = f"{days} working day{'s' * (days != 1)}"
        if Key("late-why") in case.current:
            yield Notice(words("sent-late", days=by_days, due=due))
        else:
            yield Notice(words("sent-late-unsaid", days=by_days, due=due))
    assert draft.letter is not None, "the newest draft has its letter"
    known = {finding.id for finding in draft.findings}
    new = [one for one in check(case, draft.letter) if one.id not in known]
    if new:
        quote = "\n".join(f"• {one.place}: {one.advice}" for one in new)
        yield Notice(words("found-on-the-day", officer=case.officer), quote=quote)


def applicant_answers(case: Case, deed: deeds.ApplicantAnswers, now: datetime) -> Decision:
    """The applicant said what they mean: that part has a full time again, and is decided anew."""
    waits = waiting_parts(case)
    if not waits or (deed.part and deed.part not in waits):
        return Refused(words("nothing-awaited"))
    came = f.ApplicantAnswered(deed.part, deed.on, deed.words, deed.by.id, now)
    then = _on_the_clock(case, came, deed.on, now)
    if isinstance(then, Refused):
        return then
    mine = [one for one in slices(case) if one.part.id in ((deed.part,) if deed.part else waits)]
    asked = [one.id for one in mine if outcome(case, one.id) is Outcome.CLARIFY]
    again = [Key(q, id_) for id_ in asked for q in ("outcome", "unclear", "would-identify")]
    facts = (
        came,
        *_reopened(then, tuple(again), "outcome"),
        *carried(then, deed.by.id, now),
    )
    due = next((one.due for one in deadlines(then) if set(asked) & set(one.about)), None)
    by, on, day = deed.by.id, long_date(deed.on), long_date(due) if due else "not counted yet"
    if deed.words:
        told = words("applicant-answered", by=by, on=on, due=day)
    else:
        told = words("applicant-answered-without-words", by=by, on=on, due=day)
    return Decided(facts, (Notice(told, quote=deed.words),))


def give_fees_notice(case: Case, deed: deeds.GiveFeesNotice, now: datetime) -> Decision:
    """A fees notice was given: the days from it until the fee comes are disregarded (s10(2))."""
    given = f.FeesNoticeGiven(deed.on, deed.by.id, now)
    then = _on_the_clock(case, given, deed.on, now)
    if isinstance(then, Refused):
        return then
    pay_by = next((one.clock.pay_by for one in deadlines(then) if one.clock.pay_by), None)
    told = words(
        "fees-notice-given",
        by=deed.by.id,
        on=long_date(deed.on),
        pay_by=long_date(pay_by) if pay_by else "",
    )
    return Decided((given,), (Notice(told),))


def receive_fee(case: Case, deed: deeds.ReceiveFee, now: datetime) -> Decision:
    """The fee came: the time runs on."""
    came = f.FeeReceived(deed.on, deed.by.id, now)
    then = _on_the_clock(case, came, deed.on, now)
    if isinstance(then, Refused):
        return then
    due, by, on = next_due(then), deed.by.id, long_date(deed.on)
    if due is None:
        return Decided((came,), (Notice(words("fee-received-too-late", by=by, on=on)),))
    return Decided((came,), (Notice(words("fee-received", by=by, on=on, due=long_date(due))),))


def _on_the_clock(case: Case, fact: f.Fact, on: date, now: datetime) -> Case | Refused:
    """The case after something happened on a day; or why it cannot have happened then, or has been
    told already: two people may press the button."""
    if on > london(now):
        return Refused(words("day-to-come", day=long_date(on)))
    then = after(case, (fact,))
    if then.happened[-1] in case.happened:
        return Refused(words("already-settled"))
    try:
        replay((Received(then.request.received), *then.happened))
    except ClockError as wrong:
        return Refused(words("not-on-the-clock", what=wrong))
    return then
