"""The request as a letter quotes it: which of the blocks are the applicant's words.

It begins after the words that announce it ("You asked:") and ends where the authority speaks again.
Marks of quotation settle the end where there are any.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from textwrap import dedent
from typing import NamedTuple

from foi_bot.interview.parts import split
from foi_bot.letter.read.headings import bare, saying
from foi_bot.letter.read.lines import Block, lines_of
from foi_bot.letter.read.written import PartRead, Place


class Quoted(NamedTuple):
    """The request: its first block and the one after its last, and its words. `within` where it
    stands within a paragraph of the authority's."""

    first: int
    end: int
    text: str
    within: bool = False


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_ASKED = (
    r"(?:you|the (?:applicant|requester)) (?:have |had |specifically )?(?:asked?|request(?:ed)?"
    r"|wrote"
    r"|sought|seek|wanted|stated|said|ask(?:ed)? (?:us )?(?:the following|for))"
)
_ANNOUNCED = _any(
    rf"\b{_ASKED}\b[^.?!]{{0,120}}[:;-]?\s*\Z",
    r"\b(?:request(?:ed|ing)?|asked|asking|seek|sought|wrote|access|enquiry"
    r"|information)\b[^.?!]{0,100}"
    r"\b(?:as follows|the following|below|these terms|following (?:information|terms|questions?)"
    r"|set out|specifically)\b[^.?!]{0,60}[.:;-]?\s*\Z",
    r"\byour (?:request|question|e-?mail)s?\b[^.?!]{0,80}(?:was|were|is|reads?|said|asked"
    r"|stated)?[^.?!]{0,20}"
    r":\s*\Z",
    r"\bbelow is your request\b",
    r"\beiriau eich cais\b[^.?!]{0,20}:?\s*\Z",
    r"\bgofynnoch\b[^.?!]{0,60}:?\s*\Z",
)
_ANSWERS = _any(
    r"\A(?:(?:in )?(?:response|reply|answer|decision|our response)\b\s*(?::|–|-|—|to your|\Z))",
    r"\A(?:a(?:nswer)?\s?\d{0,2}[.:)])",
    r"\A(?:i|we) (?:am required|am (?:now )?(?:writing|able|pleased|not obliged)"
    r"|are (?:now )?(?:writing|"
    r"able|pleased|not)|can (?:now )?(?:confirm|advise)|have (?:now |today |considered|dealt"
    r"|decided"
    r"|searched|conducted|processed|handled)|do not hold|hold\b|neither|cannot (?:say|confirm)"
    r"|confirm"
    r"|will|withhold|refuse|take|received|dealt|treated|may|regret|apologise|estimate|answered)",
    r"\A(?:your|this|the|these) (?:request|enquiry|requests|questions?|information) (?:has|have"
    r"|is|was|were"
    r"|you (?:have )?(?:requested|asked|sought))\b(?!.{0,20}\bfor\b)",
    r"\A(?:following|further to) (?:receipt|your)\b",
    r"\A(?:under|in accordance with|pursuant to|section \d+ of) the? ?(?:freedom|foi|act|section)"
    r"(?!.{0,90}\b(?:please|i|my)\b)",
    r"\A(?:it|please note|please find|thank you for (?:your|contacting)"
    r"|on receipt)\b.{0,40}\b(?:request"
    r"|attach|search|enclos|below|is my decision)",
    r"\A[^.]{3,90}\b(?:neither confirms?|can neither|does (?:not )?hold|holds|has (?:now "
    r"|considered|decided"
    r"|searched)|can confirm|is not obliged)\b",
    r"\A(?:you should have had this answer|the act gave us)\b",
    r"\A(?:unfortunately|having|after)\b.{0,60}\b(?:request|search|consider)",
    r"\A(?:the )?freedom of information act\b.{0,60}\b(?:creates|gives|provides|places)",
    r"\A(?:section|s\.?) ?1 of the\b",
    r"\A(?:i|we) (?:uphold|find|have)\b",
    r"\A(?:yours (?:sincerely|faithfully)|kind regards)",
    r"\Ayour (?:request|enquiry) (?:was|is|has)\b",
    r"\A(?:part|question) \d+: (?:we|i)\b",
)
_OPEN, _CLOSE = "“‘\"'", "”’\"'"
_INLINE = re.compile(
    rf"(?:(?:following|these) terms|{_ASKED}|as follows|the following"
    rf"|request:)[^“\"‘:]{{0,60}}[:,]?\s*"
    r"(?P<quote>[“\"‘](?P<words>[^“”\"]{20,4000})[”\"’])",
    re.IGNORECASE,
)
_MOST_BLOCKS = 200


def find(blocks: Sequence[Block], text: str) -> Quoted | None:
    """The request that a letter quotes, if it quotes one."""
    lines = lines_of(text)
    for at, block in enumerate(blocks[:_MOST_BLOCKS]):
        if within := _INLINE.search(block.text):
            return Quoted(at, at + 1, within["words"].strip(), within=True)
        if not _announces(block, at, blocks):
            continue
        first = at + 1
        end = _end(blocks, first)
        if end > first:
            return Quoted(first, end, _words(blocks[first:end], lines))
    return None


def parts(text: str) -> tuple[PartRead, ...]:
    """The questions of a request, with the applicant's labels."""
    if not text.strip():
        return ()
    return tuple(PartRead(part.number, part.text) for part in split(text).parts)


def _announces(block: Block, at: int, blocks: Sequence[Block]) -> bool:
    """Whether a block says that the request comes next."""
    if at + 1 >= len(blocks):
        return False
    if block.is_line and len(block.text) < 60 and saying(block.text).place is Place.REQUEST:
        return True
    said = block.text.rstrip()
    if (
        blocks[at + 1].quoted
        and not block.quoted
        and re.search(r"\b(?:ask|request|wrote)", said[-120:], re.I)
    ):
        return True
    return bool(_ANNOUNCED.search(said[-240:])) and (
        said.endswith((":", ";", "-", "–")) or blocks[at + 1].text[0] in _OPEN or len(said) > 40
    )


def _end(blocks: Sequence[Block], first: int) -> int:
    """The first block after the request."""
    if blocks[first].quoted:
        end = first
        while end < len(blocks) and blocks[end].quoted:
            end += 1
        return end
    if blocks[first].text[0] in _OPEN:
        closed = _closed(blocks, first)
        if closed:
            return closed
    for at in range(first, min(len(blocks), first + _MOST_BLOCKS)):
        if at > first and _is_ours(blocks[at]):
            return at
        if at == first and _ANSWERS.search(blocks[at].text) and not blocks[at].is_item:
            return at
    return first


def _closed(blocks: Sequence[Block], first: int) -> int:
    """The block after the one that closes the quotation mark with which the first opens."""
    close = _CLOSE[_OPEN.index(blocks[first].text[0])]
    for at in range(first, min(len(blocks), first + _MOST_BLOCKS)):
        if blocks[at].text.rstrip(" .").endswith(close):
            return at + 1
        if _ANSWERS.search(blocks[at].text):
            return 0
    return 0


def _is_ours(block: Block) -> bool:
    """Whether the authority speaks in a block."""
    if block.is_item and not block.label.lower().startswith("a") and _is_question(block):
        return False
    if _ANSWERS.search(block.text) or re.match(r"[Aa]\d{1,2}\b", block.label):
        return True
    if not (block.is_line and len(bare(block.text).split()) <= 10):
        return False
    said = saying(block.text)
    return not block.text.rstrip().endswith(("?", ".", ",")) and (
        said.place
        in (Place.DECISION, Place.REASON, Place.REVIEW, Place.LAW, Place.ANSWER, Place.HARM)
        or said.weighs
        or bool(said.cites)
    )


def _is_question(block: Block) -> bool:
    return not _ANSWERS.search(block.text)


def _words(quoted: Sequence[Block], lines: Sequence[str]) -> str:
    """The words as they stand, line by line, without what marks them as quoted."""
    first, last = quoted[0].line, quoted[-1].end
    raw = lines[first:last]
    if quoted[0].quoted:
        raw = [re.sub(r"^\s{0,40}>[ ]?", "", line) for line in raw]
    text = dedent("\n".join(line.rstrip() for line in raw)).strip()
    if text[:1] in _OPEN and text[-1:] in _CLOSE and text.count(text[0]) <= 2:
        text = text[1:-1].strip()
    return text
