"""Answering: the buttons and forms under a question."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from foi_bot.case import COUNTED, Asking, Case, Ending, Key, Place, Value, moment
from foi_bot.casework import deeds
from foi_bot.casework import facts as f
from foi_bot.casework.decision import Button, Decided, Decision, Notice, Refused, words
from foi_bot.interview.answers import invalid, typed_value
from foi_bot.interview.asked import part_name, question, undone_by
from foi_bot.interview.outcome import Outcome
from foi_bot.interview.plan import answered_before, offered, plan, unanswered


def next_(case: Case, deed: deeds.Next, now: datetime) -> Decision:
    """ "Next": what was typed so far becomes the answer."""
    asking = _open(case, deed.asking)
    if isinstance(asking, Refused):
        return asking
    asked = question(case, asking.key)
    value = typed_value(asked, case.replies_to(asking.no))
    why_not = invalid(case, asking.key, asked, value)
    if why_not:
        return Refused(words("not-an-answer", what=why_not))
    return _answered(case, asking, value, deed.by.id, deed.ts, now)


def choose(case: Case, deed: deeds.Choose, now: datetime) -> Decision:
    """A choice, or words from the "Write here" box, become the answer."""
    asking = _open(case, deed.asking)
    if isinstance(asking, Refused):
        return asking
    why_not = invalid(case, asking.key, question(case, asking.key), deed.value)
    if why_not:
        return Refused(words("not-an-answer", what=why_not))
    # The box showed what had been typed in the thread: what was saved there is the whole answer.
    decided = _answered(case, asking, deed.value, deed.by.id, deed.ts, now)
    told = _still_in_thread(case, asking.key, deed.value)
    return Decided((*_set_aside(case, asking), *decided.facts), told)


def skip(case: Case, deed: deeds.Skip) -> Decision:
    """ "Skip for now"; or, when an answer was being changed, "Keep it as it is"."""
    asking = _open(case, deed.asking)
    if isinstance(asking, Refused):
        return asking
    if asking.key in case.current and asking.key not in unanswered(case):
        aside = _set_aside(case, asking)
        closed = f.AskingClosed(asking.no, Ending.LEFT, deed.ts)
        quiet = words("replies-set-aside") if aside else None
        return Decided((*aside, closed), quiet=quiet)
    if set(unanswered(case)) == {asking.key}:
        return Refused(words("last-question"))
    return Decided((f.AskingClosed(asking.no, Ending.SKIPPED, deed.ts),))


def back(case: Case, deed: deeds.Back, now: datetime) -> Decision:
    """ "Back": the question before this one, asked again."""
    asking = _open(case, deed.asking)
    if isinstance(asking, Refused):
        return asking
    before = answered_before(case, asking.key)
    if before is None:
        return Refused(words("no-question-before"))
    return _asked_instead(case, asking, before, deed.ts, now)


def change(case: Case, deed: deeds.Change, now: datetime) -> Decision:
    """Any question of the plan, asked again."""
    if deed.key not in (*plan(case), *offered(case)):
        return Refused(words("question-gone"))
    asking = case.open_asking
    if asking and asking.key == deed.key:
        return Refused(words("already-open"))
    return _asked_instead(case, asking, deed.key, deed.ts, now)


def new_asking(case: Case, key: Key, now: datetime) -> tuple[f.Fact, ...]:
    """A question is put. Replies typed to it before it was left come along: no lost word."""
    no = len(case.askings) + 1
    left = {a.no for a in case.askings if a.key == key and a.ending is not Ending.ANSWERED}
    carried = [r for r in case.replies if r.asking in left and r.place is Place.ANSWER]
    return (
        f.Asked(no, key, now),
        *(f.ReplyChanged(r.ts, r.text, r.place, no, r.edited) for r in carried),
    )


def _answered(case: Case, asking: Asking, value: Value, by: str, ts: str, now: datetime) -> Decided:
    no = len(case.answers) + 1
    taken_back = undone_by(case, asking.key, value)
    return Decided(
        (
            f.Answered(no, asking.key, value, by, now, asking.no),
            f.AskingClosed(asking.no, Ending.ANSWERED, ts),
            *(f.Reopened(key, asking.key) for key in taken_back),
        )
    )


def _still_in_thread(case: Case, key: Key, value: Value) -> tuple[Notice, ...]:
    """The word that what was typed before still stands in the thread, where a slice is to be
    neither confirmed nor denied after all: the letter leaves it out, but a thread can be requested,
    too, and what is enclosed goes out (FOIA s1(1)(a), s2(1))."""
    if key.question != "outcome" or value != Outcome.NCND or case.value(*key) == value:
        return ()
    asked = tuple(dict.fromkeys(_typed_of(case, key.about)))
    where = part_name(case, key.about)
    told = []
    if asked:
        named = ", ".join(f"“{question(case, one).short}”" for one in asked)
        said = words("ncnd-still-here", officer=case.officer, where=where, questions=named)
        told.append(Notice(said))
    if case.enclosed:
        files = ", ".join(f"“{one.name}”" for one in case.enclosed)
        said = words("ncnd-still-enclosed", officer=case.officer, where=where, files=files)
        told.append(Notice(said, (Button("all-answers", "all_answers", ""),)))
    return tuple(told)


def _typed_of(case: Case, slice_id: str) -> Iterator[Key]:
    """The questions about a slice, or a piece of it, to which something was answered or typed that
    is not about whether its being held may be told."""
    typed = {r.asking for r in case.replies if r.place in COUNTED}
    told = [a.key for a in case.answers] + [a.key for a in case.askings if a.no in typed]
    for key in told:
        of_slice = key.about == slice_id or key.about.startswith(f"{slice_id}/")
        if of_slice and key.question not in _NOT_OF_SUBSTANCE:
            yield key


_NOT_OF_SUBSTANCE = frozenset(
    {
        "outcome",
        "pieces",
        "limbs",
        "exemptions",
        "reveals",
        "reveals-words",
        "confirmed",
        "consistent",
        "file-opened",
    }
)
"""The questions whose answers do not say whether anything is held, nor what. "file-opened" is about
a file whose number only looks like a part's."""


def _set_aside(case: Case, asking: Asking) -> tuple[f.Fact, ...]:
    """Replies to a question that are no part of its answer after all count as discussion: else they
    would come back into the answer the next time it is changed."""
    return tuple(
        f.ReplyChanged(r.ts, r.text, Place.DISCUSSION, r.asking, r.edited)
        for r in case.replies_to(asking.no)
    )


def _asked_instead(case: Case, asking: Asking | None, key: Key, ts: str, now: datetime) -> Decided:
    closed = (f.AskingClosed(asking.no, Ending.LEFT, ts),) if asking else ()
    return Decided((*closed, *new_asking(case, key, now)))


def _open(case: Case, no: int) -> Asking | Refused:
    """The open asking with this number, or why a click on it comes too late."""
    asking = case.open_asking
    if asking is not None and asking.no == no:
        return asking
    known = [a for a in case.askings if a.no == no]
    if known and known[0].ending is Ending.ANSWERED:
        return Refused(words("already-answered"))
    return Refused(words("question-moved-on"))


def closed_before(asking: Asking, ts: str) -> bool:
    """Whether an asking had ended when a message with this timestamp was sent."""
    return asking.closed is not None and moment(asking.closed) <= moment(ts)
