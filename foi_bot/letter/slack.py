"""The letter as posts in a Slack thread.

Slack's mrkdwn has no way to keep `*`, `_`, `~`, backquotes or a colon code as those very
characters. So words that hold any sign of mrkdwn are written as `plain_text`, which Slack shows
literally and in which nothing can mention anybody; only words without a sign are mrkdwn, for the
sake of bold headings and of the bar beside a quotation. A table is mrkdwn between backquotes, where
only the characters that can be escaped and the backquote itself are signs.

Limits are Slack's ("Section block", "Header block", "Reference: Block Kit"); that a whole post
fails near 13,200 characters no page says. All are kept with room for what the thread adds to a
post, such as "page 1 of 2". Widths are counted as Slack's servers may: in UTF-16 code units, after
escaping.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal, TypeAlias

from foi_bot.letter.characters import joined
from foi_bot.letter.shown import Grid, Quoted, Shown, Slots, Title, shown
from foi_bot.letter.slack_tables import typed
from foi_bot.letter.text import plain
from foi_bot.letter.tree import Letter

Block: TypeAlias = dict[str, Any]
Post: TypeAlias = tuple[Block, ...]

SECTION = 2_900
TABLE = SECTION - len("```\n\n```")
HEADER = 150
POST_WIDTH = 9_500
POST_BLOCKS = 45

_SIGN = re.compile(r"[*_~`<>&]|:[^\s:]+:|(?<!\w)[@#]\w")
_ENTITY = re.compile(r"&(?=(?:amp|lt|gt);)")
# Where a text may be cut, the best places first.
_CUTS = tuple(re.compile(cut) for cut in (r"\n\s*\n", r"\n", r"(?<=[.!?;])\s+", r"\s+"))


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: Literal["heading", "bold", "quote", "mrkdwn", "plain", "typed"]
    text: str


def write(letter: Letter, slots: Slots) -> tuple[Post, ...]:
    """The letter as posts, each a tuple of Block Kit blocks; none if the letter is empty. Total."""
    pieces = [
        _Piece(piece.kind, text)
        for block in shown(letter, slots).blocks
        for piece in _pieces(block)
        for text in ((piece.text,) if piece.kind == "typed" else _cut(piece.text))
    ]
    return tuple(tuple(_block(piece) for piece in post) for post in _posts(pieces))


def split(letter: Letter) -> tuple[Post, ...]:
    """The draft's posts: the letter with its slots visibly not filled."""
    return write(letter, {})


def _pieces(block: Shown) -> Iterator[_Piece]:
    if isinstance(block, Title):
        yield _heading(block)
        return
    if isinstance(block, Grid):
        yield from _table(block)
        return
    is_quote = isinstance(block, Quoted)
    lines = plain(block, quote="").split("\n")
    for has_sign, group in groupby(lines, key=lambda line: bool(_SIGN.search(line))):
        text = "\n".join(group).strip("\n")
        if not text:
            continue
        if is_quote and has_sign:
            yield _Piece("plain", "\n".join(f"> {line}" for line in text.split("\n")))
        elif is_quote:
            yield _Piece("quote", text)
        else:
            yield _Piece("plain" if has_sign else "mrkdwn", text)


def _heading(title: Title) -> _Piece:
    if title.level == 1 and _width(title.text) <= HEADER:
        return _Piece("heading", title.text)
    return _bold(title.text)


def _bold(text: str) -> _Piece:
    return _Piece("plain" if _SIGN.search(text) else "bold", text)


def _table(grid: Grid) -> Iterator[_Piece]:
    if grid.caption:
        yield _bold(grid.caption)
    table = typed(grid, TABLE, _width)
    # A backquote would end the letters of one width, and cannot be written among them.
    yield _Piece("plain" if "`" in table.text else "typed", table.text)
    if table.left_out:
        yield _Piece("mrkdwn", table.left_out)


def _block(piece: _Piece) -> Block:
    match piece.kind:
        case "heading":
            return {"type": "header", "text": plain_text(piece.text)}
        case "bold":
            return _mrkdwn(f"*{piece.text}*")
        case "quote":
            return _mrkdwn("\n".join(f">{line}" for line in piece.text.split("\n")))
        case "mrkdwn":
            return _mrkdwn(piece.text)
        case "typed":
            return _mrkdwn(f"```\n{escaped(piece.text)}\n```")
        case "plain":
            return {"type": "section", "text": plain_text(piece.text)}


def escaped(text: str) -> str:
    """What mrkdwn shows as these very characters among letters of one width."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _mrkdwn(text: str) -> Block:
    # `verbatim` keeps Slack from turning addresses and names into links ("Text object").
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def plain_text(text: str) -> Block:
    """A plain text object that shows these very characters.

    Slack escapes what it is given here, but leaves what already looks escaped: so only that needs
    escaping, or a typed "&amp;" would be shown as "&".
    """
    return {"type": "plain_text", "text": _ENTITY.sub("&amp;", text), "emoji": False}


def _width(text: str) -> int:
    """The width, all at once: a letter has thousands of characters, and is measured often."""
    units = len(text.encode("utf-16-le", "surrogatepass")) // 2
    return units + sum(more * text.count(sign) for sign, more in _WIDER.items())


# An ampersand may be escaped, a line break may be followed by a quotation's mark.
_WIDER = {"&": 4, "<": 3, ">": 3, "\n": 2}


def _cut(text: str) -> Iterator[str]:
    """The text in pieces of a section's width: between paragraphs, lines, sentences, words."""
    while (fits := _fitting(text, SECTION)) < len(text):
        end, start = _cut_at(text, fits)
        if text[:end].strip():
            yield text[:end]
        text = text[start:]
    if text.strip():
        yield text


def _fitting(text: str, width: int) -> int:
    """How many of the first characters are so wide at most."""
    if _width(text) <= width:
        return len(text)
    return bisect_right(range(len(text)), width, key=lambda end: _width(text[:end])) - 1


def _cut_at(text: str, fits: int) -> tuple[int, int]:
    """Where the first piece ends and the next starts; what lies between is white space."""
    for cut in _CUTS:
        found = [match.span() for match in cut.finditer(text, fits // 2, fits)]
        if found:
            return found[-1]
    end = fits
    while end > fits - 50 and joined(text[end - 1], text[end]):
        end -= 1
    return end, end


def _posts(pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    post: list[_Piece] = []
    room = POST_WIDTH
    for piece in pieces:
        width = _width(piece.text)
        if post and (width > room or len(post) == POST_BLOCKS):
            # A heading goes with what it heads.
            carried = [post.pop()] if post[-1].kind in ("heading", "bold") and len(post) > 1 else []
            yield post
            post, room = carried, POST_WIDTH - sum(_width(each.text) for each in carried)
        post.append(piece)
        room -= width
    if post:
        yield post
