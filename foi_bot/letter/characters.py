"""Which characters a letter shows: one rule, for every format.

A letter is read on paper, in Word, in a PDF reader and in Slack, and all must say the same. So
characters that not every one of them can carry are settled here, once:

- whatever Unicode calls a mandatory line break (a pasted Word line holds a vertical tab) is a
  newline;
- what nobody can see and XML forbids or discourages (NUL and the other controls, lone surrogates,
  noncharacters) is shown as U+FFFD, so that it is neither dropped silently nor breaks a file.

Everything else stays as it was typed: right-to-left marks, joiners, emoji, private use.

The rule is applied twice, and applying it again changes nothing. Where words enter the tree
(`fill`), so that the hash that colleagues approve is over the words they saw; and in the writers,
because a tree may come from elsewhere and every writer is total. What a person typed is kept
as it was, in the answer.
"""

from __future__ import annotations

import re
import unicodedata

UNSHOWN = "\ufffd"
"""What stands where a character cannot be shown: the replacement character."""

_LINE_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_PLANES_ENDS = "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_FORBIDDEN = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_PLANES_ENDS}]")


def printable(text: str) -> str:
    """The text as every format can show it. Idempotent; encodes as UTF-8 and is legal XML."""
    # What Python calls printable holds neither controls nor line breaks nor noncharacters.
    if text.isprintable():
        return text
    return _FORBIDDEN.sub(UNSHOWN, _LINE_BREAKS.sub("\n", text))


def one_line(text: str) -> str:
    """The printable text with its line breaks as spaces: for headings, table cells, titles."""
    return re.sub(r"[^\S\n]*\n\s*", " ", printable(text)).strip()


_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"\\\ufffd]+", re.IGNORECASE)


def address(link: str | None) -> str | None:
    """The link if it is a place to which a letter may send its reader: the web, or a mailbox."""
    return link if link and _ADDRESS.fullmatch(link) and printable(link) == link else None


def joined(before: str, after: str) -> bool:
    """Whether two neighbouring characters are seen as one, as a letter and its accent are."""
    return unicodedata.category(after).startswith("M") or "\u200d" in (before, after)


_WITHIN_ADDRESSES = frozenset("/.-@_?&=")


def pieces(text: str, longest: int) -> list[str]:
    """The text, its words longer than `longest` cut so that a line can break within them: in an
    address after a stroke or a stop where there is one. Joining the pieces gives the text."""
    if all(len(word) <= longest for word in text.split()):
        return [text]
    cuts = [0]
    start = place = 0
    for at, character in enumerate(text):
        if character.isspace():
            start = at + 1
        elif at - start >= longest and not joined(text[at - 1], character):
            start = place if place > start and not joined(text[place - 1], text[place]) else at
            cuts.append(start)
        if character in _WITHIN_ADDRESSES:
            place = at + 1
    return [text[start:end] for start, end in zip(cuts, [*cuts[1:], None], strict=True)]
