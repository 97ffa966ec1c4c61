"""The head of a letter, before its first sentence: who writes to whom, when, and about what."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foi_bot.letter.read import said
from foi_bot.letter.read.dates import days_in
from foi_bot.letter.read.headings import Saying, saying
from foi_bot.letter.read.lines import Block
from foi_bot.letter.read.walk import Walk, Zone, put
from foi_bot.letter.read.written import Place

_REFERENCE = re.compile(r"\b(?:ref|reference|rhif|cyfeirnod)\b\.?", re.IGNORECASE)
_DATE_LABEL = re.compile(
    r"\A(?:date|dated|dyddiad|request date|response date)\b.{0,40}\Z", re.IGNORECASE
)
_FOI_TITLE = re.compile(
    r"\b(?:freedom of information|FOIA?|request|internal review|environmental information"
    r"|gwybodaeth"
    r"|disclosure|EIR|refusal notice)\b",
    re.IGNORECASE,
)
_MOST_OF_A_HEAD = 60
NAMELESS = re.compile(
    r"[@]|\bwww\.|https?:|\btel(?:ephone)?\b|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.I
)


def greeting_in(blocks: Sequence[Block]) -> int:
    """Where the letter greets its reader; 0 if it does not."""
    head = enumerate(blocks[:_MOST_OF_A_HEAD])
    return next((at for at, block in head if said.GREETING.match(block.text)), 0)


def in_head(walk: Walk, block: Block, *, announces: bool) -> bool:
    """Place a block of the letter's head; False where the body begins with it."""
    text = block.text
    if said.GREETING.match(text):
        walk.greeted = True
        put(walk, block, Place.GREETING)
        return True
    if announces or block.rows or is_prose(text):
        walk.zone = Zone.BODY
        return False
    known = Saying() if walk.before_greeting else saying(text)
    if (
        known.cites
        or known.weighs
        or (known.place and known.place not in (Place.REVIEW,) and not _REFERENCE.search(text))
    ):
        walk.zone = Zone.BODY
        return False
    if _DATE_LABEL.match(text) or _is_only_date(text):
        put(walk, block, Place.DATE)
    elif _REFERENCE.search(text) and any(c.isdigit() for c in text) and not _is_title(block):
        put(walk, block, Place.REFERENCE)
    elif _is_title(block) or walk.greeted:
        put(walk, block, Place.TITLE, level=1)
    elif walk.seen & {Place.DATE, Place.REFERENCE}:
        put(walk, block, Place.DATE if _has_full_day(text) else Place.ADDRESSEE)
    elif _has_full_day(text):
        put(walk, block, Place.DATE)
    else:
        put(walk, block, Place.LETTERHEAD)
    return True


def is_prose(text: str) -> bool:
    """Whether these are sentences, and not lines of a letter's head."""
    if len(text.split()) < 7:
        return False
    if text.rstrip().endswith((".", ":", ";", "?", "!", "”")) and not NAMELESS.search(text):
        return True
    return len(text) > 110 or bool(said.REQUEST_CAME.search(text) and len(text.split()) > 9)


def _is_only_date(text: str) -> bool:
    days = list(days_in(text))
    return (
        len(days) == 1
        and days[0].year is not None
        and len(text) - (days[0].end - days[0].start) < 14
    )


def _has_full_day(text: str) -> bool:
    return any(day.year is not None for day in days_in(text))


def _is_title(block: Block) -> bool:
    text = block.text
    return (
        bool(_FOI_TITLE.search(text))
        and not NAMELESS.search(text)
        and (block.gap_before or text.isupper())
        and len(text.split()) >= 3
        and not text[:4].lower().startswith(("our ", "your", "ref", "foi ", "case"))
    )
