"""Replying: messages in the case's thread. A reply is an answer only when the case's officer
writes it, and it belongs to the question that was open at the message's own timestamp."""

from __future__ import annotations

from datetime import datetime

from foi_bot.case import Asking, Case, Ending, Place, Reply, moment
from foi_bot.casework import deeds
from foi_bot.casework import facts as f
from foi_bot.casework.answering import closed_before
from foi_bot.casework.decision import Button, Decided, Decision, Notice, Parked, Refused, words
from foi_bot.casework.fold import after
from foi_bot.interview.answers import is_typed, typed_value
from foi_bot.interview.asked import question

DISCUSSION = "//"
"""A reply that begins with this is discussion, always. A space may stand before it: Slack takes a
message whose first character is a stroke as a command."""


CLOCKS_APART = 2
"""Seconds by which Slack's clock and ours may differ."""


def reply(case: Case, deed: deeds.Reply, now: datetime) -> Decision:
    """A message of anybody's. Only the officer's are kept; nobody's is ever refused."""
    return _arrived(case, deed.by.id, deed.by.may_act, deed.ts, deed.text, None, now)


def edit(case: Case, deed: deeds.EditReply, now: datetime) -> Decision:
    """An edited message changes the answer it is part of. An unfurled link changes nothing."""
    known = case.reply(deed.ts)
    if known is None:
        return _arrived(case, deed.by.id, deed.by.may_act, deed.ts, deed.text, deed.edited, now)
    if known.by != deed.by.id or deed.edited is None or deed.text == known.text:
        return Decided()
    if known.edited and moment(deed.edited) <= moment(known.edited):
        return Decided()
    if not deed.by.may_act or deed.by.id != case.officer_at(deed.edited):
        # Whoever wrote it answers for the case no longer.
        return Decided(quiet=words("not-the-officer", officer=case.officer))
    there = _place_after_edit(known, deed.text)
    asking = known.asking if known.asking is None else target(case, known.asking)
    changed = f.ReplyChanged(deed.ts, deed.text, there, asking, deed.edited)
    return with_new_answer(case, (changed,), asking, deed.by.id, now)


def delete(case: Case, deed: deeds.DeleteReply, now: datetime) -> Decision:
    """A deleted message does not silently delete an answer: the thread says so, and asks."""
    known = case.reply(deed.ts)
    if known is not None:
        return deleted(case, known)
    # The deletion came before the message itself: it was written, and then deleted.
    arrived = _arrived(case, deed.by.id, deed.by.may_act, deed.ts, deed.text, deed.edited, now)
    if not isinstance(arrived, Decided):
        return arrived
    then = after(case, arrived.facts)
    written = then.reply(deed.ts)
    if written is None:
        return Decided()
    decided = deleted(then, written)
    return Decided((*arrived.facts, *decided.facts), decided.notices)


def deleted(case: Case, known: Reply) -> Decided:
    """A known reply was deleted. Only where its words are in an answer is there anything to ask."""
    if known.place is Place.UNPLACED or not _in_answer(case, known):
        there = known.place in (Place.UNPLACED, Place.ANSWER)
        return Decided((_changed(known, Place.REMOVED),) if there else ())
    notice = Notice(
        words("reply-deleted", officer=case.officer),
        (
            Button("keep-words", "deleted_keep", known.ts),
            Button("remove-words", "deleted_remove", known.ts),
        ),
        quote=known.text,
    )
    return Decided((_changed(known, Place.DELETED),), (notice,))


def _in_answer(case: Case, known: Reply) -> bool:
    """Whether a reply's words are part of an answer, or will be when it is given."""
    if known.place is not Place.ANSWER or known.asking is None:
        return False
    asking = case.asking(known.asking)
    current = case.current.get(asking.key)
    if asking.ending is not Ending.ANSWERED:
        return True
    given = typed_value(question(case, asking.key), case.replies_to(asking.no))
    return current is not None and (current.asking, current.value) == (asking.no, given)


def _changed(known: Reply, there: Place) -> f.ReplyChanged:
    return f.ReplyChanged(known.ts, known.text, there, known.asking, known.edited)


def keep_deleted(case: Case, deed: deeds.KeepDeleted, now: datetime) -> Decision:
    """What the officer says about the words of a deleted reply."""
    known = case.reply(deed.reply)
    if known is None or known.place is not Place.DELETED:
        return Refused(words("already-settled"))
    place = Place.KEPT if deed.keep else Place.REMOVED
    changed = _changed(known, place)
    decided = with_new_answer(case, (changed,), known.asking, deed.by.id, now)
    quiet = words("words-kept") if deed.keep else words("words-removed")
    return Decided(decided.facts, decided.notices, quiet)


def place(case: Case, deed: deeds.PlaceReply, now: datetime) -> Decision:
    """Where a reply between two questions belongs."""
    known = case.reply(deed.reply)
    if known is None or known.place is not Place.UNPLACED:
        return Refused(words("already-settled"))
    if deed.asking is not None and not any(a.no == deed.asking for a in case.askings):
        return Refused(words("question-moved-on"))
    asking = None if deed.asking is None else target(case, deed.asking)
    there = Place.DISCUSSION if asking is None else Place.ANSWER
    changed = f.ReplyChanged(known.ts, known.text, there, asking, known.edited)
    decided = with_new_answer(case, (changed,), asking, deed.by.id, now)
    return Decided(decided.facts, decided.notices, words("reply-placed"))


def _arrived(
    case: Case,
    by: str,
    may_act: bool,
    ts: str,
    text: str,
    edited: str | None,
    now: datetime,
) -> Decision:
    known = case.reply(ts) is not None
    if known or not may_act or by != case.officer_at(ts) or is_discussion(text):
        return Decided()
    open_ = case.open_asking
    if open_ is not None and open_.posted is None:
        return Parked(f"question:{open_.no}")
    if not text.strip():
        # A file that was dropped without a word: what it is for is asked elsewhere.
        return Decided()
    at = asking_at(case, ts)
    if at is None:
        return _between(case, by, ts, text, edited)
    if not is_typed(question(case, at.key)):
        return Decided(quiet=words("answer-with-buttons"))
    no = target(case, at.no)
    replied = f.Replied(ts, by, text, Place.ANSWER, no, edited)
    return with_new_answer(case, (replied,), no, by, now)


def target(case: Case, no: int) -> int:
    """The asking for which words sent to this one count: the open one, where the same question has
    been put again because this asking was skipped, left, or its answer taken back."""
    asked, open_ = case.asking(no), case.open_asking
    if open_ is None or open_.key != asked.key:
        return no
    answered = asked.ending is Ending.ANSWERED and asked.key in case.current
    return no if answered else open_.no


def _between(case: Case, by: str, ts: str, text: str, edited: str | None) -> Decision:
    """A reply sent when no question was open: between two of them its place must be asked."""
    open_ = case.open_asking
    before = [a for a in case.askings if a.ending is Ending.ANSWERED and closed_before(a, ts)]
    if open_ is None or not before or not _asked_before(open_, ts):
        return Decided()
    choices = [
        Button(label, f"place_reply:{asking.no}", f"{ts}:{asking.no}")
        for label, asking in (("place-before", before[-1]), ("place-open", open_))
        if is_typed(question(case, asking.key))
    ]
    if not choices:
        return Decided()
    notice = Notice(
        words("reply-between", officer=by),
        (*choices, Button("place-discussion", "place_reply:none", f"{ts}:")),
        quote=text,
    )
    return Decided((f.Replied(ts, by, text, Place.UNPLACED, None, edited),), (notice,))


def asking_at(case: Case, ts: str) -> Asking | None:
    """The asking that was open at this timestamp."""
    for asking in reversed(case.askings):
        posted = asking.posted is not None and moment(asking.posted) <= moment(ts)
        if posted and not closed_before(asking, ts):
            return asking
    return None


def _asked_before(asking: Asking, ts: str) -> bool:
    """Whether a question was on its way when a message was sent. One that was put only later says
    nothing about it: what was sent while nothing was asked is discussion."""
    return asking.at.timestamp() - CLOCKS_APART <= moment(ts)[0]


def is_discussion(text: str) -> bool:
    return text.lstrip().startswith(DISCUSSION)


def _place_after_edit(known: Reply, text: str) -> Place:
    if is_discussion(text):
        return Place.DISCUSSION
    if known.place is Place.DISCUSSION and known.asking is not None:
        return Place.ANSWER
    return known.place


def with_new_answer(
    case: Case, facts: tuple[f.Fact, ...], asking: int | None, by: str, now: datetime
) -> Decided:
    """These facts about replies, and the new version of the answer that they are part of: by whom
    the change is, who need not be the officer any more."""
    closed = case.asking(asking) if asking is not None else None
    if closed is None or closed.ending is not Ending.ANSWERED:
        return Decided(facts)
    current = case.current.get(closed.key)
    asked = question(case, closed.key)
    if current is None or current.asking != closed.no or not is_typed(asked):
        return Decided(facts)
    if current.value != typed_value(asked, case.replies_to(closed.no)):
        # Written in the box, or changed since: the thread's messages are no longer the answer.
        return Decided(facts, quiet=words("answer-not-from-replies"))
    value = typed_value(asked, after(case, facts).replies_to(closed.no))
    if value == current.value:
        return Decided(facts)
    if not value:
        return Decided((*facts, f.Reopened(closed.key, closed.key)))
    answered = f.Answered(len(case.answers) + 1, closed.key, value, by, now, closed.no)
    return Decided((*facts, answered), (Notice(words("answer-changed-by-message")),))
