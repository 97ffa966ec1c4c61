"""The body of an e-mail that was saved as a file (RFC 5322, 2045 to 2049).

Nothing of its headers is kept: they say who the applicant is. Attachments are named, not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser

from foi_bot.reading.cannot import BROKEN, IN_THE_THREAD, SHARE_AGAIN, cannot_read, parsing
from foi_bot.reading.decoding import decode
from foi_bot.reading.html_text import text_of_html
from foi_bot.reading.names import safe_name
from foi_bot.reading.plain import MOST_CHARACTERS, Text, text_of

_INSTEAD = f"Open it in your mail program and paste its text {IN_THE_THREAD}."
_SOFT_BREAK = re.compile(r"(?<!^--) \r?\n(?!>)", re.MULTILINE)
"""A line that ends in a space goes on in the next one, unless it is the mark of a signature or the
next is a quotation (RFC 3676, format=flowed)."""


def read_email(name: str, content: bytes, most: int = MOST_CHARACTERS) -> Text:
    """The body: plain text where there is any, else the words of the HTML. Raises CannotRead."""
    left_out: list[str] = []
    with parsing(name, _INSTEAD):
        message = open_email(content)
        if not message.keys():
            raise cannot_read(
                name, "it is not an e-mail", f"Save it in your mail program as .eml. {SHARE_AGAIN}"
            )
        words = "\n\n".join(_bodies(name, message, left_out))
    return text_of(name, words, left_out, most)


def open_email(content: bytes) -> Message:
    """The message. Its parts raise errors of every kind if it is damaged (use `parsing`)."""
    # The older policy reads damaged headers, over which the newer one fails.
    return BytesParser(policy=policy.compat32).parsebytes(content)


def attachment_name(part: Message) -> str:
    """The name under which a part of an e-mail is attached, or what kind of thing it is."""
    try:
        name = str(make_header(decode_header(part.get_filename() or "")))
    except BROKEN:
        name = part.get_filename() or ""
    return f"“{safe_name(name)}”" if name.strip() else f"a part of type {_kind(part)}"


def is_attached(part: Message) -> bool:
    """Whether a part is attached to the e-mail rather than its body."""
    return (
        part.get_content_disposition() == "attachment"
        or part.get_content_maintype() == "message"
        or (part.get_content_maintype() not in ("text", "multipart"))
        or (part.get_content_maintype() == "text" and part.get_filename() is not None)
    )


def _kind(part: Message) -> str:
    return "message" if part.get_content_maintype() == "message" else part.get_content_type()


def _bodies(name: str, part: Message, left_out: list[str]) -> Iterator[str]:
    if is_attached(part):
        left_out.append(attachment_name(part))
    elif part.get_content_type() == "multipart/alternative":
        yield from _best(name, part, left_out)
    elif part.is_multipart():
        for inner in part.get_payload():
            if isinstance(inner, Message):
                yield from _bodies(name, inner, left_out)
    elif part.get_content_subtype() == "html":
        yield text_of_html(_decoded(name, part))
    elif part.get_content_subtype() == "plain":
        yield _plain(name, part)
    else:
        left_out.append(attachment_name(part))


def _best(name: str, part: Message, left_out: list[str]) -> Iterator[str]:
    """Of several forms of the same words, the first plain one; or the first that has words."""
    forms = [inner for inner in part.get_payload() if isinstance(inner, Message)]
    forms.sort(key=lambda form: form.get_content_type() != "text/plain")
    for form in forms:
        left: list[str] = []
        words = "\n\n".join(_bodies(name, form, left))
        if words.strip():
            left_out.extend(left)
            yield words
            return
    left_out.extend(attachment_name(form) for form in forms if is_attached(form))


def _plain(name: str, part: Message) -> str:
    words = _decoded(name, part)
    if str(part.get_param("format", "")).lower() != "flowed":
        return words
    gap = "" if str(part.get_param("delsp", "")).lower() == "yes" else " "
    return re.sub(r"^ ", "", _SOFT_BREAK.sub(gap, words), flags=re.MULTILINE)


def _decoded(name: str, part: Message) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    try:
        return content.decode(part.get_content_charset() or "ascii")
    except (LookupError, UnicodeError):
        return decode(name, content)
