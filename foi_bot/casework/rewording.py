"""Rewording: a draft that the officer edited in Word comes back. What changed in it is told, and
the new words of answers are taken as answers once the officer says so.

A document is compared with the draft that it was made from. Its new words replace an answer that is
still the one which that draft gave; what somebody answered since is never overwritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from foi_bot.case import Case, Key
from foi_bot.casework import deeds
from foi_bot.casework import facts as f
from foi_bot.casework.decision import Button, Decided, Decision, Notice, Refused, Words, words
from foi_bot.casework.excerpts import listing, table_rows, was_and_now
from foi_bot.casework.new_words import new_value
from foi_bot.enclosures import Dropped, Proposed, Use
from foi_bot.interview.answers import invalid
from foi_bot.interview.asked import heading, question
from foi_bot.interview.plan import offered, plan
from foi_bot.letter.edited.compared import Change, Edited, Fate, NewWords, compared, said_in
from foi_bot.letter.edited.recognised import Whose, whose
from foi_bot.reading.docx_text import PICTURE


@dataclass(frozen=True, slots=True)
class _Reworded:
    """An answer with new words: what is proposed, or why that cannot be taken."""

    words: NewWords
    proposed: Proposed | None
    why_not: str = ""


def compare(case: Case, deed: deeds.CompareLetter) -> Decision:
    """A file was read: what it says otherwise than the draft is told, and nothing is changed."""
    file = case.file(deed.file)
    if file is None or file.wanted is not Use.COMPARE or case.draft is None:
        return Decided()
    match whose(deed.letter, deed.lines):
        case Whose.ANOTHERS:
            return _of_no_use(file, words("letter-of-another-case", file=file.name))
        case Whose.NOBODYS:
            return _of_no_use(file, words("no-letter-of-this-case", file=file.name))
    edited = compared(deed.letter, deed.lines)
    reworded = [_reworded(case, one) for one in edited.answers]
    proposed = tuple(one.proposed for one in reworded if one.proposed)
    fact = f.LetterCompared(file.no, deed.draft, proposed)
    return Decided((fact,), tuple(_told(case, file, deed, edited, reworded)))


def take(case: Case, deed: deeds.TakeWords, now: datetime) -> Decision:
    """The new words become answers. One that cannot is told, and keeps no other from it; where an
    answer is another one since, the file is compared anew."""
    file = case.file(deed.file)
    if file is None or not file.proposed or file.compared != deed.comparison:
        return Refused(words("words-gone"))
    taken: list[f.Answered] = []
    refused: list[tuple[str, str]] = []
    stale = False
    for one in file.proposed:
        key = Key.parse(one.key)
        why_not = _why_not(case, one)
        if why_not:
            refused.append((_name(case, key), why_not))
            stale = stale or _is_overtaken(case, one)
            continue
        no = len(case.answers) + len(taken) + 1
        taken.append(f.Answered(no, key, one.value, deed.by.id, now, None))
    settled = f.WordsTaken(file.no, tuple(str(one.key) for one in taken), deed.by.id)
    again = (
        (f.FileWanted(file.no, Use.COMPARE, deed.by.id, now),) if stale and not file.gone else ()
    )
    notices = _taken(case, file, [one.key for one in taken], refused, anew=bool(again))
    return Decided((*taken, settled, *again), notices)


def leave(case: Case, deed: deeds.LeaveWords) -> Decision:
    """The answers stay as they are."""
    file = case.file(deed.file)
    if file is None or not file.proposed or file.compared != deed.comparison:
        return Refused(words("words-gone"))
    quiet = words("words-left", file=file.name)
    return Decided((f.WordsLeft(file.no, deed.by.id),), quiet=quiet)


def _of_no_use(file: Dropped, why: Words) -> Decided:
    return Decided((f.FileTurnedDown(file.no, why.name),), (Notice(why),))


def _reworded(case: Case, found: NewWords) -> _Reworded:
    key = Key.parse(found.origin)
    if not found.now:
        return _Reworded(found, None, NOTHING_LEFT)
    current = case.current.get(key)
    newest = case.draft.letter if case.draft else None
    if current is None or newest is None or said_in(newest).get(found.origin) != found.was:
        return _Reworded(found, None, CHANGED_SINCE)
    value = new_value(case, found)
    if value is None:
        return _Reworded(found, None, MADE_BY_THE_LETTER)
    proposed = Proposed(found.origin, current.no, value)
    why_not = _why_not(case, proposed)
    return _Reworded(found, None if why_not else proposed, why_not)


NOTHING_LEFT = "Nothing is left of this answer, and the letter needs one."
CHANGED_SINCE = "This answer was changed after that draft."
MADE_BY_THE_LETTER = "The letter makes these words out of the answer: change the answer itself."
BEING_ASKED = "This question is open in the thread just now."
NOT_IN_PLAN = "This question is no longer needed."


def _why_not(case: Case, one: Proposed) -> str:
    """Why words cannot become an answer now, as a sentence; "" where they can."""
    key = Key.parse(one.key)
    if _is_overtaken(case, one):
        return CHANGED_SINCE
    if key not in (*plan(case), *offered(case)):
        return NOT_IN_PLAN
    if case.open_asking is not None and case.open_asking.key == key:
        return BEING_ASKED
    return invalid(case, key, question(case, key), one.value) or ""


def _is_overtaken(case: Case, one: Proposed) -> bool:
    current = case.current.get(Key.parse(one.key))
    return current is None or current.no != one.instead_of


def _told(
    case: Case,
    file: Dropped,
    deed: deeds.CompareLetter,
    edited: Edited,
    reworded: Iterable[_Reworded],
) -> Iterator[Notice]:
    """What the thread is told, each kind of change in a notice of its own; what can be done about
    it last."""
    newest = case.draft.no if case.draft else deed.draft
    found = list(reworded)
    if newest != deed.draft:
        yield Notice(words("compared-with-older", file=file.name, draft=deed.draft, newest=newest))
    if not found and not edited.changes:
        yield Notice(words("compared-same", file=file.name, draft=deed.draft))
    others = [one for one in found if not one.proposed]
    if others:
        yield Notice(
            words("compared-not-taken", officer=case.officer),
            (Button("all-answers", "all_answers", ""),),
            listing(_changed(case, one) for one in others),
        )
    yield from _of_no_answer(case, edited)
    left_out = [one for one in deed.left_out if not _is_ours(case, one)]
    if left_out:
        yield Notice(words("compared-unread", file=file.name), quote="\n".join(left_out))
    takeable = [one for one in found if one.proposed]
    if takeable:
        told = words("compared", officer=case.officer, file=file.name, draft=deed.draft)
        about = f"{file.no}:{file.compared + 1}"
        buttons = (
            Button("words-take", "take_words", about),
            Button("words-leave", "leave_words", about),
        )
        yield Notice(told, buttons, listing(_changed(case, one) for one in takeable))


def _is_ours(case: Case, left_out: str) -> bool:
    """Whether what was not read stands in our own file as well: the authority's logo."""
    stationery = case.house.stationery
    has_one = stationery.logo is not None or stationery.letterhead is not None
    return left_out == PICTURE and has_one


def _of_no_answer(case: Case, edited: Edited) -> Iterator[Notice]:
    house = [one for one in edited.changes if one.fate is Fate.HOUSE]
    if house:
        yield Notice(words("compared-house"), quote=listing(map(_shown, house)))
    unclear = [one for one in edited.changes if one.fate in (Fate.ADDED, Fate.UNCLEAR)]
    if unclear:
        yield Notice(
            words("compared-unclear", officer=case.officer),
            (Button("all-answers", "all_answers", ""),),
            listing(map(_shown, unclear)),
        )
    if any(one.fate is Fate.REQUEST for one in edited.changes):
        yield Notice(words("compared-request"))


def _changed(case: Case, one: _Reworded) -> str:
    """ "The request · The information: was … / is now …" """
    told = was_and_now(table_rows(one.words.was), table_rows(one.words.now))
    why_not = f"\n{one.why_not}" if one.why_not else ""
    return f"{_name(case, Key.parse(one.words.origin))}\n{told}{why_not}"


def _shown(one: Change) -> str:
    told = was_and_now((one.was,), (one.now,))
    return f"{one.under}\n{told}" if one.under else told


def _name(case: Case, key: Key) -> str:
    return f"{heading(case, key)} · {question(case, key).short}"


def _taken(
    case: Case,
    file: Dropped,
    keys: list[Key],
    refused: list[tuple[str, str]],
    *,
    anew: bool,
) -> tuple[Notice, ...]:
    notices = []
    if keys:
        names = "\n".join(_name(case, key) for key in keys)
        notices.append(Notice(words("words-taken", by=case.officer, file=file.name), quote=names))
    if refused:
        told = "\n".join(f"{name}: {why_not}" for name, why_not in refused)
        notices.append(Notice(words("words-not-taken", officer=case.officer), quote=told))
    if anew:
        notices.append(Notice(words("compared-anew", file=file.name)))
    return tuple(notices)
