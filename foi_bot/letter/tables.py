"""Tables among words: those that people type or paste into an answer, and those that are worded.

A spreadsheet puts a table on the clipboard as lines of cells, with a tab between cells and double
quotes around a cell that holds a tab, a line break or a double quote (Python's "excel-tab"); a file
shared in the thread becomes such text, too (`foi_bot.reading.tables`). Between ordinary paragraphs
such lines are a table of the letter: the first row is its header, and a line of words directly
above it, with a blank line or nothing before it, is its caption. What does not make a table stays
text, with every character of it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from foi_bot.case import Case, Key
from foi_bot.letter.characters import printable
from foi_bot.letter.fill import Value
from foi_bot.letter.passages import passage
from foi_bot.letter.tree import HOUSE, Block, ListBlock, Table

Rows = tuple[tuple[str, ...], ...]


def told(case: Case, key: Key, name: str = "reasons/plain") -> Iterator[Block]:
    """An answer that may hold tables as blocks; its words in the passage of that name, which is
    given them as `answer`. Nothing where there is no answer."""
    for piece in apart(case.words(*key), str(key)):
        if isinstance(piece, Table):
            yield piece
        else:
            yield from passage(case, name, {"answer": Value(piece, str(key))})


def captioned(case: Case, blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks of a letter, in which a table that nobody named is called by its number: the house
    says how."""
    number = 0
    for block in blocks:
        if isinstance(block, Table):
            number += 1
            if not block.caption:
                caption = case.house.wording.text("table-caption", {"number": number})
                block = replace(block, caption=caption)
        yield block


def columns(case: Case, name: str) -> tuple[str, ...]:
    """The headings of a table's columns: the items of the list that the passage is."""
    lists = (block for block in passage(case, name) if isinstance(block, ListBlock))
    return tuple("".join(span.text for span in item) for block in lists for item in block.items)


def apart(text: str, origin: str = HOUSE) -> tuple[str | Table, ...]:
    """What was typed as words and tables, in order; words are what stands between two tables."""
    lines = printable(text).split("\n")
    found: list[str | Table] = []
    words: list[str] = []
    at = 0
    while at < len(lines):
        run = _run(lines, at)
        table = _rectangle(run.records, is_last=run.end == len(lines)) if run else ()
        if table:
            caption = _caption(words)
            found.extend((_prose(words), Table(caption, table[0], table[1:], origin)))
            words = []
        else:
            words.extend(lines[at : run.end] if run else lines[at : at + 1])
        at = run.end if run else at + 1
    found.append(_prose(words))
    return tuple(piece for piece in found if isinstance(piece, Table) or piece)


@dataclass(frozen=True, slots=True)
class _Run:
    """Rows of cells, line upon line; `end` is the line after the last."""

    records: Rows
    end: int


def _run(lines: Sequence[str], at: int) -> _Run | None:
    """The rows that begin at a line; None where it is words."""
    if "\t" not in lines[at] and not lines[at].startswith('"'):
        return None
    rest = (f"{lines[no]}\n" for no in range(at, len(lines)))
    reader = csv.reader(rest, "excel-tab", strict=True)
    records: list[tuple[str, ...]] = []
    end = at
    try:
        for record in reader:
            if len(record) < 2:
                break
            records.append(tuple(record))
            end = at + reader.line_num
    except csv.Error:
        # Quotation marks that do not match are words, and no row.
        pass
    return _Run(tuple(records), end) if records else None


def _rectangle(records: Rows, is_last: bool) -> Rows:
    """The rows, each as wide as the others; none where they differ by more than empty cells at
    their ends. The last row of a text may have lost its own, as text is trimmed."""
    width = max((len(_trimmed(row)) for row in records), default=0)
    if width < 2 or len(records) < 2:
        return ()
    *others, last = records
    if is_last:
        last += ("",) * (width - len(last))
    if any(len(row) < width for row in (*others, last)):
        return ()
    return tuple(row[:width] for row in (*others, last))


def _trimmed(row: tuple[str, ...]) -> tuple[str, ...]:
    filled = [at for at, cell in enumerate(row, start=1) if cell.strip()]
    return row[: max(filled, default=0)]


def _caption(words: list[str]) -> str:
    """The one line directly above a table, which is taken from the words."""
    alone = words and words[-1].strip() and (len(words) == 1 or not words[-2].strip())
    return words.pop().strip() if alone and "\t" not in words[-1] else ""


def _prose(words: Iterable[str]) -> str:
    return "\n".join(words).strip("\n")
