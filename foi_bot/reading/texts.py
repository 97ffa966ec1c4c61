"""The words of a file: a request that is too long to paste, and came as a file, or a letter."""

from __future__ import annotations

from typing import Final

from foi_bot.reading.cannot import IN_THE_THREAD, SHARE_AGAIN, cannot_read
from foi_bot.reading.decoding import decode
from foi_bot.reading.docx_text import read_docx
from foi_bot.reading.email_text import read_email
from foi_bot.reading.html_text import text_of_html
from foi_bot.reading.kinds import Kind, kind_of
from foi_bot.reading.pdf_text import read_pdf
from foi_bot.reading.plain import MOST_CHARACTERS, Text, text_of

__all__ = ["MOST_CHARACTERS", "Text", "read_letter_text", "read_text"]

MOST_OF_A_LETTER: Final = 200_000
"""In characters: a letter may carry what it discloses."""


def read_text(name: str, content: bytes) -> Text:
    """The words of a request (a text file, a Word document, a PDF, an e-mail or a web page), and
    what was left out of them. Raises CannotRead."""
    return _words(name, content, MOST_CHARACTERS)


def read_letter_text(name: str, content: bytes) -> Text:
    """The words of a letter, as `read_text` reads those of a request. Raises CannotRead."""
    return _words(name, content, MOST_OF_A_LETTER)


def _words(name: str, content: bytes, most: int) -> Text:
    match kind_of(name, content):
        case Kind.TEXT | Kind.TABLE:
            return text_of(name, decode(name, content), [], most)
        case Kind.DOCUMENT:
            return read_docx(name, content, most)
        case Kind.PDF:
            return read_pdf(name, content, most)
        case Kind.EMAIL:
            return read_email(name, content, most)
        case Kind.PAGE:
            return text_of(name, text_of_html(decode(name, content)), [], most)
        case Kind.PROTECTED:
            raise cannot_read(
                name,
                "it is protected with a password",
                f"Save a copy without the password. {SHARE_AGAIN}",
            )
        case other:
            raise cannot_read(
                name,
                f"it is {other}",
                f"Paste its text {IN_THE_THREAD}, or save it as plain text (.txt), as a Word "
                f"document (.docx) or as a PDF. {SHARE_AGAIN}",
            )
