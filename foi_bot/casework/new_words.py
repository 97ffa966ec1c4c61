"""New words out of an edited draft as the value of an answer.

What a letter shows of an answer is the answer in another form: paragraphs, items, a day in words, a
table. The way back is checked by going forth again: the letter composed with the new value has to
say exactly what the document says, or there is no such value.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from io import StringIO

from foi_bot.case import Case, Key, Value
from foi_bot.casework import facts as f
from foi_bot.casework.fold import after
from foi_bot.interview.answers import read_value
from foi_bot.interview.asked import question
from foi_bot.interview.days import read_day
from foi_bot.interview.questions import Kind, Question
from foi_bot.letter.compose import compose
from foi_bot.letter.edited.compared import NewWords, Piece, said_in
from foi_bot.letter.edited.words import pieces, plain
from foi_bot.letter.tables import apart
from foi_bot.letter.tree import Table

Pieces = tuple[Piece, ...]


def new_value(case: Case, words: NewWords) -> Value | None:
    """The value with which the letter says what the document says of this answer; None where there
    is none, or the words cannot be told from what the letter makes of them."""
    key = Key.parse(words.origin)
    current = case.current.get(key)
    if current is None or not words.now:
        return None
    asked = question(case, key)
    own = _own(asked, current.value, words.was)
    copies = _copies(own, words.was)
    new = _one_copy(own, words.now, copies) if copies else None
    value = _read(asked, current.value, new) if new else None
    if new is None or value is None or value == current.value:
        return None
    answered = f.Answered(len(case.answers) + 1, key, value, current.by, current.at, None)
    said = said_in(compose(after(case, [answered]))).get(words.origin, ())
    return value if _alike(said) == _alike(new * copies) else None


def _own(asked: Question, value: Value, was: Pieces) -> Pieces:
    """The answer alone as the letter says it, once."""
    match asked.kind:
        case Kind.TEXT if isinstance(value, str):
            # Tables are captioned by the letter where the answer does not: those are its own.
            tables = iter([one for one in was if isinstance(one, Table)])
            made: list[Piece] = []
            for one in apart(value):
                if isinstance(one, Table):
                    made.append(next(tables, one))
                else:
                    made.extend(pieces(one))
            return tuple(made)
        case Kind.LINES if isinstance(value, tuple):
            return tuple(piece for line in value for piece in pieces(line))
        case _:
            return was


def _copies(own: Pieces, was: Pieces) -> int:
    """How often the letter says the answer; 0 where it says something else."""
    times = len(was) // len(own) if own else 0
    return times if _alike(own * times) == _alike(was) else 0


def _one_copy(own: Pieces, now: Pieces, copies: int) -> Pieces | None:
    """The new words, once, where the letter says the answer several times: whoever edits one place
    may leave the others, but two cannot say two new things."""
    if copies == 1:
        return now
    if len(now) != len(own) * copies:
        return None
    found = [now[at : at + len(own)] for at in range(0, len(now), len(own))]
    new = [one for one in found if _alike(one) != _alike(own)]
    return new[0] if new and all(_alike(one) == _alike(new[0]) for one in new) else None


def _read(asked: Question, value: Value, new: Pieces) -> Value | None:
    texts = [one for one in new if isinstance(one, str)]
    tables = [one for one in new if isinstance(one, Table)]
    match asked.kind:
        case Kind.TEXT if isinstance(value, str):
            return _text(value, new)
        case Kind.LINES if not tables:
            return tuple(texts)
        case Kind.DATE if len(texts) == 1 and not tables:
            day = read_day(texts[0])
            return day.isoformat() if day else None
        case Kind.ROWS if len(tables) == 1 and not texts:
            return read_value(asked, ["\t".join(row) for row in tables[0].rows])
        case _:
            return None


def _text(value: str, new: Pieces) -> str | None:
    """The words and tables as they would have been typed. A table that had no caption of its own
    gets none."""
    before = [one for one in apart(value) if isinstance(one, Table)]
    if len(before) != sum(isinstance(one, Table) for one in new):
        return None
    captions = iter([bool(one.caption) for one in before])
    typed = [one if isinstance(one, str) else _tsv(one, captioned=next(captions)) for one in new]
    return "\n\n".join(typed)


def _tsv(table: Table, *, captioned: bool) -> str:
    written = StringIO()
    csv.writer(written, "excel-tab", lineterminator="\n").writerows((table.header, *table.rows))
    rows = written.getvalue().removesuffix("\n")
    return f"{table.caption}\n{rows}" if captioned and table.caption else rows


def _alike(found: Sequence[Piece]) -> list[object]:
    """What is compared of pieces: words as they are compared, cell by cell."""
    return [
        plain(one)
        if isinstance(one, str)
        else replace(
            one,
            caption=plain(one.caption),
            header=tuple(map(plain, one.header)),
            rows=tuple(tuple(map(plain, row)) for row in one.rows),
        )
        for one in found
    ]
