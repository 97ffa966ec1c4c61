"""decide(case, deed, now): the one door through which anything happens to a case. Pure.

Which deed is decided where: answers in `answering`, messages in the thread in `replying`, the files
that they bring in `dropping`, a draft that was edited in Word in `rewording`, what follows once
nothing is left to ask in `drafting`, reactions and overruling in `approving`, who holds the case in
`holding`, letters that go out and what comes back in `sending`, and internal reviews in
`reviewing`.
"""

from __future__ import annotations

from datetime import datetime

from foi_bot.case import Case
from foi_bot.casework import (
    answering,
    approving,
    deeds,
    drafting,
    dropping,
    holding,
    replying,
    reviewing,
    rewording,
    sending,
)
from foi_bot.casework import facts as f
from foi_bot.casework.decision import Decided, Decision, Parked, Refused, words
from foi_bot.law.days_in_words import long_date

_OFFICERS = (
    deeds.Next
    | deeds.Choose
    | deeds.Skip
    | deeds.Back
    | deeds.Change
    | deeds.PlaceReply
    | deeds.KeepDeleted
    | deeds.UseFile
    | deeds.LeaveFile
    | deeds.TakeTableOut
    | deeds.TakeWords
    | deeds.LeaveWords
    | deeds.RemoveEnclosure
    | deeds.Overrule
    | deeds.WaiveFourEyes
    | deeds.LiftHold
    | deeds.MarkSent
    | deeds.ApplicantAnswers
    | deeds.GiveFeesNotice
    | deeds.ReceiveFee
    | deeds.CloseCase
)
"""What only the case's officer can do (design: whose words count)."""

_SILENT = deeds.Reply | deeds.EditReply | deeds.DeleteReply
"""What anybody may do in a thread: refusing it would answer discussion with reproaches."""


_OF_DRAFT = deeds.React | deeds.SayWhatToChange | deeds.Overrule | deeds.LiftHold | deeds.MarkSent
"""What is done to one draft, and to none that has gone out."""

_MOVES = (
    f.Answered
    | f.AskingClosed
    | f.Reopened
    | f.Enclosed
    | f.EnclosureRemoved
    | f.LetterSent
    | f.ApplicantAnswered
    | f.FeesNoticeGiven
    | f.FeeReceived
)
"""The facts after which another question, or a draft, may be due; of fees, because they settle
whether a letter is late. A reaction is not among them: it must never replace the very draft that it
is on."""


def decide(case: Case, deed: deeds.CaseDeed, now: datetime) -> Decision:
    """What follows from a deed done to this case: facts, a refusal, or waiting. `now` is UTC."""
    dated = case.at(now)
    refusal = _refusal(dated, deed)
    if refusal is not None:
        return refusal
    match _decide(dated, deed, now):
        case Parked() as parked:
            return parked
        case Refused(why):
            return Refused(why, drafting.overtaken(dated, now, deed.ts))
        case Decided() as decided:
            if any(isinstance(fact, _MOVES) for fact in decided.facts):
                decided = drafting.with_what_follows(dated, decided, now, deed.ts)
            elif deed.by.may_act:
                decided = drafting.with_overtaken(dated, decided, now, deed.ts)
            if not decided.facts:
                return decided
            return approving.with_outcome(dated, decided, deed.by.id, now)


def _refusal(case: Case, deed: deeds.CaseDeed) -> Decision | None:
    if isinstance(deed, _SILENT):
        return Decided() if case.closure else None
    if not deed.by.may_act:
        return Refused(words(f"cannot-act-{deed.by.footing}"))
    if case.closure:
        return Refused(words("case-closed", reference=case.reference))
    if isinstance(deed, _OFFICERS) and deed.by.id != case.officer:
        return Refused(words("not-the-officer", officer=case.officer))
    if isinstance(deed, _OF_DRAFT):
        sent = next((one for one in case.sent if one.draft == deed.draft), None)
        if sent is not None:
            return Refused(words("sent-already", draft=sent.draft, on=long_date(sent.on)))
    return None


def _decide(case: Case, deed: deeds.CaseDeed, now: datetime) -> Decision:
    match deed:
        case deeds.Reply():
            return dropping.with_files(case, deed, replying.reply(case, deed, now))
        case deeds.EditReply():
            return dropping.with_files(case, deed, replying.edit(case, deed, now))
        case deeds.DeleteReply():
            return dropping.without_message(case, deed, replying.delete(case, deed, now))
        case deeds.KeepDeleted():
            return replying.keep_deleted(case, deed, now)
        case deeds.PlaceReply():
            return replying.place(case, deed, now)
        case deeds.UseFile():
            return dropping.use(case, deed, now)
        case deeds.LeaveFile():
            return dropping.leave(case, deed)
        case deeds.PutTableIn():
            return dropping.put_table_in(case, deed, now)
        case deeds.Enclose():
            return dropping.enclose(case, deed, now)
        case deeds.CompareLetter():
            return rewording.compare(case, deed)
        case deeds.TakeWords():
            return rewording.take(case, deed, now)
        case deeds.LeaveWords():
            return rewording.leave(case, deed)
        case deeds.TurnFileDown():
            return dropping.turn_down(case, deed)
        case deeds.TakeTableOut():
            return dropping.take_table_out(case, deed, now)
        case deeds.RemoveEnclosure():
            return dropping.remove_enclosure(case, deed)
        case deeds.Next():
            return answering.next_(case, deed, now)
        case deeds.Choose():
            return reviewing.chosen(case, answering.choose(case, deed, now), deed.by.id, now)
        case deeds.Skip():
            return answering.skip(case, deed)
        case deeds.Back():
            return answering.back(case, deed, now)
        case deeds.Change():
            return answering.change(case, deed, now)
        case deeds.TakeOver():
            return holding.take_over(case, deed)
        case deeds.React():
            return approving.react(case, deed)
        case deeds.SayWhatToChange():
            return approving.say_what_to_change(case, deed)
        case deeds.Overrule():
            return approving.overrule(case, deed)
        case deeds.WaiveFourEyes():
            return approving.waive_four_eyes(case, deed, now)
        case deeds.LiftHold():
            return approving.lift_hold(case, deed)
        case deeds.MarkSent():
            return sending.mark_sent(case, deed, now)
        case deeds.ApplicantAnswers():
            return sending.applicant_answers(case, deed, now)
        case deeds.GiveFeesNotice():
            return sending.give_fees_notice(case, deed, now)
        case deeds.ReceiveFee():
            return sending.receive_fee(case, deed, now)
        case deeds.StartReview():
            return reviewing.start(case, deed, now)
        case deeds.CloseCase():
            return holding.close(deed, now)
