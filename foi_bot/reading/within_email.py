"""What an e-mail that is enclosed as a file holds besides what a mail program shows of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from foi_bot.law.days_in_words import listed
from foi_bot.reading.cannot import SHARE_AGAIN, parsing
from foi_bot.reading.email_text import attachment_name, is_attached, open_email
from foi_bot.reading.unseen import Unseen, counted

_SHOWN: Final = frozenset(("from", "to", "cc", "subject", "date"))
_OF_THE_FORM: Final = frozenset(
    ("mime-version", "content-type", "content-transfer-encoding", "content-language")
)
_MOST_NAMED = 5


def within_email(name: str, content: bytes) -> Iterator[Unseen]:
    """The headers that are not shown, and what is attached. Raises CannotRead."""
    with parsing(name, f"Save it as a PDF of what is to be sent. {SHARE_AGAIN}"):
        message = open_email(content)
        unseen = [one for one in message if one.lower() not in _SHOWN | _OF_THE_FORM]
        attached = [attachment_name(part) for part in message.walk() if is_attached(part)]
    if unseen:
        once = list(dict.fromkeys(unseen))
        more = ["more"] if len(once) > _MOST_NAMED else []
        yield Unseen(
            "headers that a mail program does not show, with addresses and the route it took",
            f"e-mail headers: {listed(once[:_MOST_NAMED] + more)}",
        )
    if attached:
        yield Unseen(
            counted(len(attached), "attached file"),
            f"attachments: {listed(attached[:_MOST_NAMED])}",
        )
