"""The lines of a Word document: paragraphs, list items and table rows, in the order of the page.

For comparing a document with what it was made from, which asks what each paragraph says, and
neither which number Word shows before it nor how it looks.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from foi_bot.letter.characters import printable
from foi_bot.reading.cannot import SHARE_AGAIN, CannotRead, cannot_read
from foi_bot.reading.container import open_container
from foi_bot.reading.docx_text import Line, lines_in
from foi_bot.reading.kinds import Kind, kind_of
from foi_bot.reading.plain import named, too_many_characters

__all__ = ["MOST_CHARACTERS", "MOST_LINES", "Line", "Lines", "read_docx_lines"]

MOST_LINES: Final = 2_000
MOST_CHARACTERS: Final = 200_000


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a document that say anything, and the names of what was left out of them."""

    lines: tuple[Line, ...]
    left_out: tuple[str, ...] = ()


def read_docx_lines(name: str, content: bytes) -> Lines:
    """The lines of the document as its reader sees them with all changes accepted: insertions that
    are tracked are read, deletions and comments are not. Raises CannotRead."""
    match kind_of(name, content):
        case Kind.DOCUMENT:
            pass
        case Kind.PROTECTED:
            instead = f"Save a copy without the password. {SHARE_AGAIN}"
            raise cannot_read(name, "it is protected with a password", instead)
        case other:
            instead = f"Save the letter as a Word document (.docx). {SHARE_AGAIN}"
            raise cannot_read(name, f"it is {other}, and not a Word document", instead)
    found, left_out = lines_in(open_container(name, content))
    lines = tuple(line for line in _whole(found) if line.text.strip())
    if not lines:
        raise cannot_read(name, "there is no text in it", "Drop the letter itself.")
    if len(lines) > MOST_LINES:
        raise _too_many(name, len(lines))
    if (length := sum(len(line.text) for line in lines)) > MOST_CHARACTERS:
        raise too_many_characters(name, f"it has {length:,} characters", MOST_CHARACTERS)
    return Lines(lines, named(left_out))


def _too_many(name: str, lines: int) -> CannotRead:
    why = f"it has {lines:,} paragraphs and {MOST_LINES:,} are the most that are compared"
    return cannot_read(name, why, "Drop the letter itself, without what is enclosed with it.")


def _whole(lines: list[Line]) -> list[Line]:
    """The lines, those together between which the break was deleted."""
    whole: list[Line] = []
    joins = False
    for line in lines:
        text = printable(line.text)
        if joins and line.kind != "row":
            before = whole[-1]
            kind = before.kind if before.text.strip() else line.kind
            whole[-1] = replace(before, text=before.text + text, kind=kind)
        else:
            whole.append(replace(line, text=text))
        joins = line.goes_on
    return whole
