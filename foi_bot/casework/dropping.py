"""Dropping: the files that the officer drops in the case's thread. What each is for is asked; its
table becomes part of an answer, it goes out with the letter, or it is a draft that was edited in
Word and is compared (`rewording`).

A file is fetched between what the officer wants (`use`) and what becomes of it (`put_table_in`,
`enclose`, `turn_down`): fetching takes longer than Slack waits for the press of a button. Files of
anybody else are discussion, as their words are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from foi_bot.case import COUNTED, Asking, Case, Ending, Place
from foi_bot.casework import deeds
from foi_bot.casework import facts as f
from foi_bot.casework.decision import (
    Button,
    Decided,
    Decision,
    Notice,
    Parked,
    Refused,
    Words,
    words,
)
from foi_bot.casework.replying import asking_at, deleted, is_discussion, target, with_new_answer
from foi_bot.enclosures import Dropped, Enclosure, Use
from foi_bot.interview.answers import is_typed, typed_value
from foi_bot.interview.asked import question
from foi_bot.interview.plan import plan
from foi_bot.interview.questions import Kind
from foi_bot.reading.kinds import ending
from foi_bot.reading.names import safe_name, size_in_words

TABLES = frozenset({".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm"})
"""The endings of files that may be a table. What they are is seen when they are read."""

LETTERS = frozenset({".docx", ".docm"})
"""The endings of files that may be a draft that was edited."""

SHOWN = 12
"""How many characters of an enclosure's digest people are shown."""


def with_files(case: Case, deed: deeds.Reply | deeds.EditReply, decision: Decision) -> Decision:
    """What was decided of a message's words, and what follows from the files that it brings."""
    if not isinstance(decision, Decided) or not deed.files:
        return decision
    if not _counts(case, deed):
        return decision
    open_ = case.open_asking
    new = tuple(one for one in deed.files if not one.gone and not _is_known(case, deed.ts, one))
    if new and open_ is not None and open_.posted is None:
        # As for words: which question was open when it came is not known yet.
        return Parked(f"question:{open_.no}")
    arrived = [_arrived(case, deed, one, no) for no, one in enumerate(new, len(case.dropped) + 1)]
    vanished = {one.id for one in deed.files if one.gone}
    gone = _gone(case, (one for one in _of(case, deed.ts) if one.file in vanished))
    return Decided(
        (*decision.facts, *(fact for fact, _ in arrived), *gone.facts),
        (*decision.notices, *(notice for _, notice in arrived), *gone.notices),
        decision.quiet,
    )


def without_message(case: Case, deed: deeds.DeleteReply, decision: Decision) -> Decision:
    """What was decided of the words of a deleted message, and what becomes of its files."""
    if not isinstance(decision, Decided):
        return decision
    gone = _gone(case, _of(case, deed.ts))
    return Decided(
        (*decision.facts, *gone.facts), (*decision.notices, *gone.notices), decision.quiet
    )


def use(case: Case, deed: deeds.UseFile, now: datetime) -> Decision:
    """The officer says what a file is for: it is fetched."""
    file = case.file(deed.file)
    if file is None:
        return Refused(words("file-unknown"))
    if file.wanted is not None:
        return Refused(words("file-being-fetched", file=file.name))
    if file.gone:
        return Refused(words("file-gone", file=file.name))
    why_not = _WHY_NOT[deed.use](case, file)
    if why_not is not None:
        return Refused(why_not)
    wanted = f.FileWanted(file.no, deed.use, deed.by.id, now)
    return Decided((wanted,), quiet=words("file-fetched", file=file.name))


def leave(case: Case, deed: deeds.LeaveFile) -> Decision:
    """Nothing is to be done with a file."""
    file = case.file(deed.file)
    if file is None:
        return Refused(words("file-unknown"))
    if file.wanted is not None:
        return Refused(words("file-being-fetched", file=file.name))
    quiet = words("file-left", file=file.name)
    return Decided((f.FileLeft(file.no, deed.by.id),), quiet=quiet)


def put_table_in(case: Case, deed: deeds.PutTableIn, now: datetime) -> Decision:
    """The table of a file becomes a reply to the question that was open when the file came."""
    file = case.file(deed.file)
    if file is None or file.wanted is not Use.TABLE:
        return Decided()
    why_not = _why_no_table(case, file)
    if why_not is not None or file.asking is None:
        return _not_used(file, why_not or words("file-no-question", file=file.name))
    no, key = target(case, file.asking), file.reply
    reply: f.Replied | f.ReplyChanged
    if case.reply(key) is None:
        reply = f.Replied(key, deed.by.id, deed.table, Place.ANSWER, no, None)
    else:
        reply = f.ReplyChanged(key, deed.table, Place.ANSWER, no, None)
    read = f.TablePutIn(file.no, key, deed.rows, deed.columns)
    decided = with_new_answer(case, (reply, read), no, deed.by.id, now)
    told = Notice(
        _table_in(case, file, deed, case.asking(no)),
        (Button("table-take-out", "take_table_out", str(file.no)),),
    )
    return Decided(decided.facts, (told,), decided.quiet)


def take_table_out(case: Case, deed: deeds.TakeTableOut, now: datetime) -> Decision:
    """A table is no longer part of the answer."""
    file = case.file(deed.file)
    known = case.reply(file.reply) if file else None
    if file is None or known is None or known.place not in COUNTED:
        return Refused(words("already-settled"))
    changed = f.ReplyChanged(known.ts, known.text, Place.REMOVED, known.asking, known.edited)
    decided = with_new_answer(case, (changed,), known.asking, deed.by.id, now)
    quiet = decided.quiet or words("table-out", file=file.name)
    return Decided(decided.facts, decided.notices, quiet)


def enclose(case: Case, deed: deeds.Enclose, now: datetime) -> Decision:
    """A file goes out with the letter."""
    file = case.file(deed.file)
    if file is None or file.wanted is not Use.ENCLOSE:
        return Decided()
    same = next((one for one in case.enclosed if one.sha256 == deed.sha256), None)
    if same is not None:
        return _not_used(file, words("enclosed-already", file=file.name, other=same.name))
    no, size = len(case.enclosures) + 1, len(deed.content)
    enclosed = f.Enclosed(no, file.no, file.name, size, deed.sha256, deed.noted, deed.by.id, now)
    told = Notice(
        words(
            "enclosed",
            file=file.name,
            size=size_in_words(size),
            digest=deed.sha256[:SHOWN],
        ),
        (_remove(no),),
        quote="\n".join(deed.noted),
    )
    return Decided((enclosed,), (told, *_namesakes(case, file)))


def turn_down(case: Case, deed: deeds.TurnFileDown) -> Decision:
    """A file cannot be used: the thread is told why, and the officer can drop another."""
    file = case.file(deed.file)
    if file is None or file.wanted is None:
        return Decided()
    told = words("file-turned-down", officer=case.officer, file=file.name)
    return Decided((f.FileTurnedDown(file.no, deed.why),), (Notice(told, quote=deed.why),))


def remove_enclosure(case: Case, deed: deeds.RemoveEnclosure) -> Decision:
    """An enclosure does not go out after all. Its number is given to no other."""
    found = next((one for one in case.enclosed if one.no == deed.enclosure), None)
    if found is None:
        return Refused(words("enclosure-gone"))
    told = Notice(words("enclosure-removed", by=deed.by.id, file=found.name))
    return Decided((f.EnclosureRemoved(found.no, deed.by.id),), (told,))


def seals(case: Case) -> tuple[bytes, ...]:
    """What an approval has to cover of each enclosure, in order: the digest of its bytes, its size
    and its name."""
    return tuple(f"{one.sha256} {one.size} {one.name}".encode() for one in case.enclosed)


def _counts(case: Case, deed: deeds.Reply | deeds.EditReply) -> bool:
    theirs = deed.by.may_act and deed.by.id == case.officer_at(deed.ts)
    return theirs and not is_discussion(deed.text)


def _of(case: Case, message: str) -> tuple[Dropped, ...]:
    """The files that a message brought and that were not deleted yet."""
    return tuple(one for one in case.dropped if one.ts == message and not one.gone)


def _is_known(case: Case, message: str, shared: deeds.SharedFile) -> bool:
    return any((one.ts, one.file) == (message, shared.id) for one in case.dropped)


def _arrived(
    case: Case, deed: deeds.Reply | deeds.EditReply, shared: deeds.SharedFile, no: int
) -> tuple[f.FileDropped, Notice]:
    size = -1 if shared.size is None else shared.size
    asking = asking_at(case, deed.ts)
    answers = asking.no if asking is not None and _takes_a_table(case, asking) else None
    name = safe_name(shared.name)
    fact = f.FileDropped(no, shared.id, name, size, deed.by.id, deed.ts, answers)
    return fact, _what_for(case, fact, shared, deed.largest)


def _what_for(case: Case, fact: f.FileDropped, shared: deeds.SharedFile, largest: int) -> Notice:
    """The question what a file is for; or why it can be of no use."""
    if shared.elsewhere:
        return Notice(words("file-elsewhere", officer=case.officer, file=fact.name))
    if fact.size == 0:
        return Notice(words("file-empty", officer=case.officer, file=fact.name))
    if fact.size > largest:
        size, most = size_in_words(fact.size), size_in_words(largest)
        told = words("file-too-large", officer=case.officer, file=fact.name, size=size, most=most)
        return Notice(told)
    no = str(fact.no)
    buttons = [
        Button("file-enclose", f"use_file:{Use.ENCLOSE}", f"{no}:{Use.ENCLOSE}"),
        Button("file-leave", "leave_file", no),
    ]
    if fact.asking is not None and ending(fact.name) in TABLES:
        buttons.insert(0, Button("file-table", f"use_file:{Use.TABLE}", f"{no}:{Use.TABLE}"))
    if case.draft is not None and ending(fact.name) in LETTERS:
        draft = (("draft", str(case.draft.no)),)
        compare = Button("file-compare", f"use_file:{Use.COMPARE}", f"{no}:{Use.COMPARE}", draft)
        buttons.insert(0 if is_own_file(case, fact.name) else 1, compare)
    size = "" if fact.size < 0 else f" ({size_in_words(fact.size)})"
    return Notice(
        words("file-dropped", officer=case.officer, file=fact.name, size=size), tuple(buttons)
    )


def is_own_file(case: Case, name: str) -> bool:
    """Whether a file is called as a draft of this case is: by its reference."""
    told, own = (re.sub(r"[^a-z0-9]+", "-", one.lower()) for one in (name, case.reference))
    return own in told


def _table_in(case: Case, file: Dropped, deed: deeds.PutTableIn, asking: Asking) -> Words:
    rows, columns = _count(deed.rows, "row"), _count(deed.columns, "column")
    short = question(case, asking.key).short
    if asking.ending is Ending.ANSWERED:
        return words("table-in-late", file=file.name, rows=rows, columns=columns, question=short)
    return words("table-in", file=file.name, rows=rows, columns=columns, question=short)


def _takes_a_table(case: Case, asking: Asking) -> bool:
    return question(case, asking.key).kind in (Kind.TEXT, Kind.ROWS)


def _gone(case: Case, files: Iterable[Dropped]) -> Decided:
    """Files were deleted in Slack. A table's words are asked about as any reply's are; what is
    enclosed stays, because its bytes are kept here."""
    facts: list[f.Fact] = []
    notices: list[Notice] = []
    for file in files:
        facts.append(f.FileGone(file.no))
        known = case.reply(file.reply)
        if known is not None:
            of_table = deleted(case, known)
            facts += of_table.facts
            notices += of_table.notices
        if any(one.no == file.enclosure for one in case.enclosed):
            kept = words("enclosure-kept", officer=case.officer, file=file.name)
            notices.append(Notice(kept, (_remove(file.enclosure or 0),)))
    return Decided(tuple(facts), tuple(notices))


def _why_no_table(case: Case, file: Dropped) -> Words | None:
    """Why a file's table cannot be part of the answer, or None."""
    if file.asking is None:
        return words("file-no-question", file=file.name)
    known = case.reply(file.reply)
    if known is not None and known.place in COUNTED:
        return words("table-in-already", file=file.name)
    asking = case.asking(target(case, file.asking))
    if not _takes_a_table(case, asking) or not _still_counts(case, asking):
        return words("file-question-over", file=file.name)
    return None


def _still_counts(case: Case, asking: Asking) -> bool:
    """Whether words sent to this asking become part of an answer: it is open, or will be asked
    again, or its answer is what the thread's replies say."""
    if asking.ending is Ending.OPEN:
        return True
    asked, current = question(case, asking.key), case.current.get(asking.key)
    if asking.ending is not Ending.ANSWERED or current is None:
        return asking.key in plan(case) and current is None
    given = typed_value(asked, case.replies_to(asking.no))
    return is_typed(asked) and (current.asking, current.value) == (asking.no, given)


def _why_not_enclosed(case: Case, file: Dropped) -> Words | None:
    """Why a file cannot be enclosed, as far as that can be told before it is fetched; or None."""
    if any(one.no == file.enclosure for one in case.enclosed):
        return words("enclosed-already", file=file.name, other=file.name)
    return None


def _why_not_compared(case: Case, file: Dropped) -> Words | None:
    """Why a file cannot be compared with a draft, or None."""
    return words("no-draft-to-compare", file=file.name) if case.draft is None else None


_WHY_NOT: Mapping[Use, Callable[[Case, Dropped], Words | None]] = {
    Use.TABLE: _why_no_table,
    Use.ENCLOSE: _why_not_enclosed,
    Use.COMPARE: _why_not_compared,
}


def _not_used(file: Dropped, why: Words) -> Decided:
    return Decided((f.FileTurnedDown(file.no, why.name),), (Notice(why),))


def _namesakes(case: Case, file: Dropped) -> tuple[Notice, ...]:
    """Older enclosures of the same name: a corrected file is meant to replace them, as a rule."""
    return tuple(
        Notice(words("enclosure-namesake", officer=case.officer, file=one.name), (_remove(one.no),))
        for one in _named(case.enclosed, file.name)
    )


def _named(enclosures: Iterable[Enclosure], name: str) -> tuple[Enclosure, ...]:
    return tuple(one for one in enclosures if one.name.casefold() == name.casefold())


def _remove(enclosure: int) -> Button:
    return Button("enclosure-remove", "remove_enclosure", str(enclosure))


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
