"""The fold: what a fact makes of a case. Replaying a case's facts gives the case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import reduce
from typing import TYPE_CHECKING, cast

from foi_bot.case import (
    Answer,
    Asking,
    Case,
    Closure,
    Draft,
    DraftMark,
    Mark,
    Reply,
    Request,
    Review,
    Sent,
    Tenure,
    Waiver,
    in_event_order,
    in_thread_order,
)
from foi_bot.casework import facts as f
from foi_bot.enclosures import Dropped, Enclosure
from foi_bot.law.clock import (
    ClarificationAnswered,
    ClarificationAsked,
    Event,
    Extended,
    FeePaid,
    FeesNotice,
)
from foi_bot.remembered import remember

if TYPE_CHECKING:
    from foi_bot.letter.house import House


def opened(fact: f.Opened, house: House) -> Case:
    """The case as it is just after it was opened."""
    return Case(
        id=fact.id,
        workspace=fact.workspace,
        channel=fact.channel,
        thread=None,
        reference=fact.reference,
        house=house,
        request=Request(fact.text, fact.received),
        opened_by=fact.officer,
        opened_at=fact.at,
        on=fact.at.date(),
        revision=1,
        tenures=(Tenure(fact.officer, fact.since),),
    )


def replay(facts: Iterable[f.Fact], houses: Mapping[str, House]) -> Case:
    """The case that these facts make; the first is its opening. Raises TypeError otherwise."""
    first, *rest = facts
    if not isinstance(first, f.Opened):
        raise TypeError("a case's first fact is its opening")
    return after(opened(first, houses[first.house]), rest)


_AFTER = "the fact that was folded in last, and the case that it made"


def after(case: Case, facts: Iterable[f.Fact]) -> Case:
    """The case after these facts. Deciding, writing and showing all want the same case: what was
    worked out about it once is there for the next."""
    return reduce(_after_one, facts, case)


def _after_one(case: Case, fact: f.Fact) -> Case:
    known = vars(case).get(_AFTER)
    if known is not None and known[0] is fact:
        return cast(Case, known[1])
    made = _folded(case.one_fact_on(), fact)
    vars(case)[_AFTER] = (fact, made)
    if isinstance(fact, _TO_DRAFTS):
        remember(case, made)
    return made


_TO_DRAFTS = f.Marked | f.Approved | f.ApprovalLost | f.HoldLifted | f.FourEyesWaived
"""What is done to a draft that stands: marks and waivers are all that it changes."""


def _folded(case: Case, fact: f.Fact) -> Case:
    match fact:
        case f.Asked(no, key, at):
            return replace(case, askings=(*case.askings, Asking(no, key, at)))
        case f.AskingClosed(no, ending, closed):
            return replace(
                case,
                askings=tuple(
                    replace(a, ending=ending, closed=closed) if a.no == no else a
                    for a in case.askings
                ),
            )
        case f.Answered(no, key, value, by, at, asking):
            return replace(case, answers=(*case.answers, Answer(no, key, value, by, at, asking)))
        case f.Reopened(key):
            latest = max((a.no for a in case.answers if a.key == key), default=0)
            return replace(
                case,
                answers=tuple(
                    replace(a, reopened=True) if a.no == latest else a for a in case.answers
                ),
            )
        case f.Replied(ts, by, text, place, asking, edited):
            new = Reply(ts, by, text, place, asking, edited)
            return replace(case, replies=in_thread_order((*case.replies, new)))
        case f.ReplyChanged(ts, text, place, asking, edited):
            return replace(
                case,
                replies=tuple(
                    Reply(ts, r.by, text, place, asking, edited) if r.ts == ts else r
                    for r in case.replies
                ),
            )
        case f.TakenOver(officer, _, since):
            return replace(case, tenures=(*case.tenures, Tenure(officer, since)))
        case _:
            return _folded_file(case, fact)


def _folded_file(case: Case, fact: f.Fact) -> Case:
    match fact:
        case f.FileDropped(no, file, name, size, by, ts, asking):
            dropped = Dropped(no, file, name, size, by, ts, asking)
            return replace(case, dropped=(*case.dropped, dropped))
        case f.FileWanted(no, use):
            return _with_file(case, no, lambda file: replace(file, wanted=use))
        case f.FileTurnedDown(no) | f.TablePutIn(no):
            return _with_file(case, no, lambda file: replace(file, wanted=None))
        case f.LetterCompared(no, _, proposed):
            return _with_file(
                case,
                no,
                lambda file: replace(
                    file, wanted=None, compared=file.compared + 1, proposed=proposed
                ),
            )
        case f.WordsTaken(no) | f.WordsLeft(no):
            return _with_file(case, no, lambda file: replace(file, proposed=()))
        case f.FileGone(no):
            return _with_file(case, no, lambda file: replace(file, gone=True))
        case f.Enclosed(no, file, name, size, sha256, _, by, at):
            enclosed = Enclosure(no, name, size, sha256, by, at)
            with_it = replace(case, enclosures=(*case.enclosures, enclosed))
            return _with_file(
                with_it, file, lambda one: replace(one, wanted=None, enclosure=enclosed.no)
            )
        case f.EnclosureRemoved(no):
            return replace(
                case,
                enclosures=tuple(
                    replace(one, removed=True) if one.no == no else one for one in case.enclosures
                ),
            )
        case _:
            return _folded_draft(case, fact)


def _with_file(case: Case, no: int, changed: Callable[[Dropped], Dropped]) -> Case:
    return replace(
        case, dropped=tuple(changed(one) if one.no == no else one for one in case.dropped)
    )


def _folded_draft(case: Case, fact: f.Fact) -> Case:
    match fact:
        case f.Drafted(no, hash_, letter, findings, at):
            older = tuple(replace(draft, written=None) for draft in case.drafts)
            newest = Draft(no, hash_, at, findings, letter)
            return replace(case, drafts=(*older, newest))
        case f.Marked(draft, by, mark, present, event, finding, words):
            made = DraftMark(draft, by, mark, present, event, finding, words)
            return replace(case, marks=in_event_order((*_others(case.marks, made), made)))
        case f.FourEyesWaived(by, reason, at):
            return replace(case, waiver=Waiver(by, at, reason))
        case f.HoldLifted(draft, of, _, reason, event):
            lifted = DraftMark(draft, of, Mark.CHANGES, False, event, words=reason)
            return replace(case, marks=in_event_order((*_others(case.marks, lifted), lifted)))
        case f.Closed(by, reason, at):
            return replace(case, closure=Closure(by, at, reason))
        case _:
            return _folded_sending(case, fact)


def _folded_sending(case: Case, fact: f.Fact) -> Case:
    match fact:
        case f.LetterSent(draft, kind, on, by, _, cites, decided):
            sent = Sent(draft, kind, on, by, cites, decided)
            return _happened(replace(case, sent=(*case.sent, sent)), *_by_letter(fact))
        case f.ApplicantAnswered(part, on):
            return _happened(case, ClarificationAnswered(on, part))
        case f.FeesNoticeGiven(on):
            return _happened(case, FeesNotice(on))
        case f.FeeReceived(on):
            return _happened(case, FeePaid(on))
        case f.ReviewStarted(by, at, first, reason):
            return replace(case, review=Review(by, at, first, reason))
        case _:
            return case


def _by_letter(sent: f.LetterSent) -> Iterator[Event]:
    """What a letter does to the clock."""
    yield from (ClarificationAsked(sent.on, part) for part in sent.clarify)
    if sent.extended and sent.until:
        yield Extended(sent.on, sent.until, sent.extended)


def _happened(case: Case, *events: Event) -> Case:
    return replace(case, happened=(*case.happened, *events))


def _others(marks: tuple[DraftMark, ...], new: DraftMark) -> tuple[DraftMark, ...]:
    """The marks that a new one does not replace: one stands per person, draft, kind and finding."""
    if new.mark is Mark.OVERRULE:
        return marks
    return tuple(m for m in marks if (m.draft, m.by, m.mark) != (new.draft, new.by, new.mark))
