"""The text of a PDF, page by page (ISO 32000-1, 9.10). pypdf is imported when a PDF is read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Final

from foi_bot.reading.cannot import IN_THE_THREAD, SHARE_AGAIN, cannot_read, parsing
from foi_bot.reading.plain import MOST_CHARACTERS, Text, text_of, too_many_characters

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_PAGES: Final = 200

_INSTEAD = f"Open it and save or print it as a new PDF, or paste its text {IN_THE_THREAD}."


def read_pdf(name: str, content: bytes, most: int = MOST_CHARACTERS) -> Text:
    """The text of all pages, an empty line between them. Raises CannotRead for a PDF that is
    damaged, protected, too long or a mere picture of text."""
    with open_pdf(name, content) as reader:
        count = len(reader.pages)
        if count > MOST_PAGES:
            raise cannot_read(
                name,
                f"it has {count:,} pages and {MOST_PAGES} are the most that foi-bot reads",
                f"Save the pages that matter alone. {SHARE_AGAIN}",
            )
        pages: list[str] = []
        for page in reader.pages:
            pages.append(page.extract_text())
            if sum(map(len, pages)) > 2 * most:
                raise too_many_characters(name, f"it has far more than {most:,} characters", most)
    blank = [
        f"page {at}, which holds no text" for at, page in enumerate(pages, 1) if not page.strip()
    ]
    if len(blank) == count:
        raise cannot_read(
            name,
            "it holds no text, so it is probably a scan, which is a picture of the page",
            f"Type or paste its words {IN_THE_THREAD} instead.",
        )
    return text_of(name, "\n\n".join(pages), blank, most)


@contextmanager
def open_pdf(name: str, content: bytes) -> Iterator[PdfReader]:
    """A reader of the PDF, whose errors at a damaged file are CannotRead within the `with`."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    with parsing(name, _INSTEAD, PyPdfError):
        reader = PdfReader(BytesIO(content))
        try:
            # Many PDFs are encrypted under an empty password, only to forbid printing or copying.
            is_open = not reader.is_encrypted or bool(reader.decrypt(""))
        except DependencyError:
            is_open = False
        if not is_open:
            raise cannot_read(
                name, "it is protected with a password", f"Save a copy without it. {SHARE_AGAIN}"
            )
        yield reader
