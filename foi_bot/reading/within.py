"""What lies within an enclosure that a person who opens it does not see.

Before a file goes out it is looked into for hidden sheets, tracked changes, comments, the data of
pivot tables, the place where a picture was taken, people's names in its properties and the like.
What is found is there; what is not found may be there all the same, so a person still opens the
file.

Source: Information Commissioner's advisory note to public authorities on disclosing spreadsheets
(September 2023), and UK GDPR articles 5(1)(f) and 32.
"""

from __future__ import annotations

from collections.abc import Iterator

from foi_bot.reading.cannot import CannotRead, cannot_read
from foi_bot.reading.decoding import encoding_of
from foi_bot.reading.kinds import Kind, kind_of
from foi_bot.reading.unseen import Unseen
from foi_bot.reading.within_document import within_document
from foi_bot.reading.within_email import within_email
from foi_bot.reading.within_image import within_image
from foi_bot.reading.within_pdf import within_pdf
from foi_bot.reading.within_workbook import within_workbook

__all__ = ["Unseen", "look_within"]


def look_within(name: str, content: bytes) -> tuple[Unseen, ...]:
    """What was found in the file, in its order; empty if nothing. A kind of file that cannot be
    looked into is a finding of its own. Raises CannotRead for a file that is damaged or protected
    with a password."""
    return tuple(_within(name, content))


def _within(name: str, content: bytes) -> Iterator[Unseen]:
    match kind_of(name, content):
        case Kind.TABLE | Kind.TEXT:
            yield from _within_text(name, content)
        case Kind.WORKBOOK:
            yield from within_workbook(name, content)
        case Kind.DOCUMENT:
            yield from within_document(name, content)
        case Kind.PDF:
            yield from within_pdf(name, content)
        case Kind.EMAIL:
            yield from within_email(name, content)
        case Kind.IMAGE:
            yield from within_image(name, content)
        case Kind.PROTECTED:
            raise cannot_read(
                name,
                "it is protected with a password, so nobody can look into it",
                "Share it without the password.",
            )
        case other:
            yield _not_looked_into(other)


def _within_text(name: str, content: bytes) -> Iterator[Unseen]:
    """Text shows all that it holds, if it is text."""
    try:
        encoding_of(name, content)
    except CannotRead:
        yield _not_looked_into(Kind.OTHER)


def _not_looked_into(kind: Kind) -> Unseen:
    return Unseen(f"whatever it holds: it is {kind}, and could not be looked into", "whole file")
