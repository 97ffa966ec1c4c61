"""The words of a file: a request that is too long to paste, and came as a file."""

from __future__ import annotations

from foi_bot.reading.cannot import SHARE_AGAIN, cannot_read
from foi_bot.reading.decoding import decode
from foi_bot.reading.docx_text import read_docx
from foi_bot.reading.email_text import read_email
from foi_bot.reading.kinds import Kind, kind_of
from foi_bot.reading.pdf_text import read_pdf
from foi_bot.reading.plain import MOST_CHARACTERS, Text, text_of

__all__ = ["MOST_CHARACTERS", "Text", "read_text"]


def read_text(name: str, content: bytes) -> Text:
    """The words of a text file, a Word document, a PDF or an e-mail, and what was left out of them.
    Raises CannotRead."""
    match kind_of(name, content):
        case Kind.TEXT | Kind.TABLE:
            return text_of(name, decode(name, content), [])
        case Kind.DOCUMENT:
            return read_docx(name, content)
        case Kind.PDF:
            return read_pdf(name, content)
        case Kind.EMAIL:
            return read_email(name, content)
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
                "Paste its text into the thread, or save it as plain text (.txt), as a Word "
                f"document (.docx) or as a PDF. {SHARE_AGAIN}",
            )
