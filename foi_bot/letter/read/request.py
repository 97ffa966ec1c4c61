"""The request as a letter quotes it: which of the blocks are the applicant's words.

It begins after the words that announce it ("You asked:") and ends where the authority speaks again.
Marks of quotation settle the end where there are any.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from textwrap import dedent
from typing import NamedTuple

from foi_bot.interview.parts import split
from foi_bot.letter.read.headings import bare, saying
from foi_bot.letter.read.lines import Block, lines_of
from foi_bot.letter.read.written import PartRead, Place


class Quoted(NamedTuple):
    """The request: its first block and the one after its last, and its words."""

    first: int
    end: int
    text: str


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
    r"\byour (?:\w+ ){0,2}(?:request|question|e-?mail)s?\b[^.?!]{0,80}(?:was|were|is|reads?|said"
    r"|asked"
    r"|stated)?[^.?!]{0,20}"
    r":\s*\Z",
    r"\bbelow is your request\b",
    r"\beiriau eich cais\b[^.?!]{0,20}:?\s*\Z",
    r"\bgofynnoch\b[^.?!]{0,60}:?\s*\Z",
)
_ANSWERS = _any(
    r"\A(?:(?:in )?(?:response|reply|answer|decision|our response)\b\s*(?::|–|-|—|to your|\Z))",
    r"\A(?:a(?:nswer)?\s?\d{0,2}[.:)])",
    r"\A(?:i|we) (?:am required|am (?:now )?(?:writing(?! (?:to you )?(?:under|to (?:request|ask"
    r"|enquire)))|able|pleased|not obliged)"
    r"|are (?:now )?(?:writing(?! (?:to you )?(?:under|to (?:request|ask)))|"
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
    r"\A(?:unfortunately|having|after)\b.{0,60}\b(?:request|search|consider|enquir|force)",
    r"\A(?:the )?freedom of information act\b.{0,60}\b(?:creates|gives|provides|places)",
    r"\A(?:section|s\.?) ?1 of the\b",
    r"\Ayou (?:wrote|asked|have asked|requested|have requested|want(?:ed)?)\b",
    r"\Aif (?:disclosed|released)\b",
    r"\b(?:is|are) exempt (?:from disclosure )?under section\b",
    r"\A(?:i|we) (?:uphold|find|have)\b",
    r"\A(?:yours (?:sincerely|faithfully)|kind regards)",
    r"\Ayour (?:request|enquiry) (?:was|is|has)\b",
    r"\A(?:part|question) \d+: (?:we|i)\b",
)
_OPEN, _CLOSE = "“‘\"'", "”’\"'"
_CLOSING = {
    "“": r"”",
    '"': r"\"(?=[\s.,;)]|\Z)",
    "‘": r"’(?=[.,;]?(?:\s+[A-Z]|\s*\Z))",
}
_QUOTES = re.compile(
    rf"(?:(?:(?:following|these) terms|as follows"
    rf"|the following)\b[^“\"‘:.]{{0,60}}[:,]?\s*(?=[“\"‘].{{20}})"
    rf"|(?:{_ASKED}|\brequest|wording)\b[^“\"‘:.]{{0,60}}:\s*(?=[“\"‘].{{20}})"
    rf"|\brequest for\s*(?=[“\"].{{20}})"
    rf"|{_ASKED},?\s*(?=[“\"‘][^”\"’]{{40}}))",
    re.IGNORECASE,
)
_TELLS = re.compile(
    rf"(?:{_ASKED}|\brequest(?:ed|ing)?|\bseek(?:ing)? access to)\b[^.:“\"]{{0,80}}"
    r"(?:the following|following (?:information|terms|questions?)|as follows)"
    r"[^.:“\"]{0,60}:\s+(?=\S.{20})",
    re.IGNORECASE,
)
_REQUESTING = re.compile(
    r"\A[“\"‘']?(?:(?:hi|hello|dear \w+)[,.]? )?"
    r"(?:(?:i|we) (?:am |are )?(?:writ(?:e|ing) (?:to you )?(?:under|to request|to ask)"
    r"|would like (?:to (?:request|ask|know|make)|the following|you)"
    r"|(?:wish|want) to (?:request|know|make)"
    r"|request\b|(?:am |are )?(?:seeking|looking for|interested in))"
    r"|under the (?:freedom|foi).{0,60}\b(?:i|we|please|could)\b"
    r"|(?:please )?(?:can|could|would) you (?:please )?(?:provide|send|tell|supply|confirm|let)"
    r"|please (?:can|could|provide|send|supply|tell|confirm)\b)",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\binformation commissioner|\binternal review\b|\byour request\b|\bappeal panel\b"
    r"|\bpublic interest\b"
    r"|\A(?:dear|yours|kind regards)\b|\bsection \d+ of the (?:act|freedom|foi)|\bhttps?://ico",
    re.IGNORECASE,
)
_MOST_BLOCKS = 200
_HEAD_BLOCKS = 40
_FEW_BLOCKS = 20


def find(found: Sequence[Block], text: str) -> tuple[Sequence[Block], Quoted | None]:
    """The request that a letter quotes, if it quotes one; and the blocks, with those taken apart in
    which the request begins or ends."""
    lines = lines_of(text)
    for at, block in enumerate(found[:_MOST_BLOCKS]):
        opens = None if block.rows or block.quoted else _QUOTES.search(block.text)
        if opens and (quoted := _within_marks(found, at, opens.end(), lines)):
            return quoted
        if _announces(block, at, found) and not _QUOTES.search(found[at + 1].text):
            if found[at + 1].text[0] in _CLOSING and (
                quoted := _within_marks(found, at + 1, 0, lines)
            ):
                return quoted
            end = _end(found, at + 1)
            if end > at + 1:
                return found, Quoted(at + 1, end, _words(found[at + 1 : end], lines))
        elif not block.rows and (told := _TELLS.search(block.text)):
            apart = _apart(found, at, told.end())
            end = _end(apart, at + 1)
            if end > at + 1:
                return apart, Quoted(at + 1, end, _cut(apart[at + 1 : end], lines))
    if quoted_run := _marked(found):
        first, end = quoted_run
        return found, Quoted(first, end, _words(found[first:end], lines))
    for at, block in enumerate(found[:_HEAD_BLOCKS]):
        if _REQUESTING.match(block.text) and not _ANSWERS.search(block.text):
            end = _end(found, at)
            return found, Quoted(at, end, _words(found[at:end], lines)) if end > at else None
        if _ANSWERS.search(block.text):
            break
    return found, None


def _marked(found: Sequence[Block]) -> tuple[int, int] | None:
    """The first blocks that are marked as an e-mail's quotation is, if nobody announced any."""
    first = next((at for at, block in enumerate(found[:_MOST_BLOCKS]) if block.quoted), None)
    if first is None:
        return None
    rest = range(first, len(found))
    return first, next((at for at in rest if not found[at].quoted), len(found))


def _within_marks(
    found: Sequence[Block], at: int, offset: int, lines: Sequence[str]
) -> tuple[Sequence[Block], Quoted] | None:
    """The request between marks of quotation that open within a block."""
    apart = _apart(found, at, offset)
    first = at + 1 if offset else at
    close = re.compile(_CLOSING[apart[first].text[0]])
    for last in range(first, min(len(apart), first + _MOST_BLOCKS)):
        text = apart[last].text
        closed = close.search(text, 1 if last == first else 0)
        if closed:
            apart = _apart(apart, last, closed.end())
            cut = _cut(apart[first : last + 1], lines)
            return apart, Quoted(first, last + 1, _unmarked(cut))
        if last > first and (_ANSWERS.search(text) or saying(text[:160]).place is Place.DECISION):
            return None
    return None


def _apart(found: Sequence[Block], at: int, offset: int) -> Sequence[Block]:
    """The blocks, with one of them taken apart at an offset of its text."""
    block = found[at]
    before, after = block.text[:offset].strip(), block.text[offset:].strip()
    if not before or not after:
        return found
    halves = (
        replace(block, text=before, gap_after=False),
        replace(block, text=after, label="", gap_before=False),
    )
    return (*found[:at], *halves, *found[at + 1 :])


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
    for at in range(first, min(len(blocks), first + _MOST_BLOCKS)):
        if at > first and _is_ours(blocks[at]):
            return at
        if at == first and not blocks[at].is_item and _opens_answer(blocks[at]):
            return at
    # A text that breaks off within the request, or never says where its answer begins.
    rest = range(first, len(blocks))
    stop = next((at for at in rest if _OURS.search(blocks[at].text)), len(blocks))
    return stop if stop - first <= _FEW_BLOCKS else first


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


def _opens_answer(block: Block) -> bool:
    return bool(_ANSWERS.search(block.text) or saying(block.text[:160]).cites)


def _is_question(block: Block) -> bool:
    return not _ANSWERS.search(block.text)


def _words(quoted: Sequence[Block], lines: Sequence[str]) -> str:
    """The words as they stand, line by line, without what marks them as quoted."""
    raw = lines[quoted[0].line : quoted[-1].end]
    if quoted[0].quoted:
        raw = [re.sub(r"^\s{0,40}>[ ]?", "", line) for line in raw]
    return _unmarked(dedent("\n".join(line.rstrip() for line in raw)).strip())


def _cut(quoted: Sequence[Block], lines: Sequence[str]) -> str:
    """The words as they stand, where they begin or end within a line."""
    raw = "\n".join(line.rstrip() for line in lines[quoted[0].line : quoted[-1].end])
    start = re.search(_spaced(quoted[0].text.split()[:4]), raw)
    ends = [found.end() for found in re.finditer(_spaced(quoted[-1].text.split()[-4:]), raw)]
    return dedent(raw[start.start() if start else 0 : ends[-1] if ends else len(raw)]).strip()


def _spaced(words: Sequence[str]) -> str:
    return r"\s+".join(re.escape(word) for word in words)


def _unmarked(text: str) -> str:
    """Without the marks of quotation around the whole."""
    if text[:1] in _OPEN and text.rstrip(" .")[-1:] in _CLOSE and text.count(text[0]) <= 2:
        return text.rstrip(" .")[1:-1].strip()
    return text
