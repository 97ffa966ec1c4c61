"""Limbs of which the same information can meet only one: 31(1) covers what is not exempt under
section 30, and 24(1) what is not within 23(1). Part of the rule `limb` on any letter."""

from __future__ import annotations

from collections.abc import Iterator

from foi_bot.checks.any_letter.relied_on import where
from foi_bot.checks.any_letter.sheet import Sheet, finding
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.words import phrases
from foi_bot.law.cites import section_of
from foi_bot.law.limbs import Limb
from foi_bot.letter.read.grounds import grounds_in
from foi_bot.letter.read.written import Place

RULE = "limb"


def in_the_alternative(sheet: Sheet) -> Iterator[Finding]:
    """Two limbs that exclude each other, relied on together for the same information. Where the
    letter divides what it withholds, or says "in the alternative", nothing is wrong."""
    told: set[tuple[str, str]] = set()
    for this in sheet.law.values():
        for other in sheet.law.values():
            pair = (this.section, other.section)
            if not _excludes(this, other) or pair in told or not _together(sheet, this, other):
                continue
            told.add(pair)
            if _is_parted(sheet, pair):
                continue
            piece, quote = where(sheet, this.cite)
            bar = this.not_if_exempt_under[0]
            advice = (
                f"The same information cannot be exempt under section {other.cite} and under "
                f"section {this.cite}, which covers only what section {bar} does not. Rely on one, "
                "say which information each covers, or say that they are alternatives."
            )
            source = f"FOIA s{section_of(this.cite)}(1)"
            yield finding(RULE, Severity.MUST_FIX, source, piece, quote, advice)


def _excludes(this: Limb, other: Limb) -> bool:
    """Whether one covers, for every body, only what is not exempt under the other."""
    if this.not_if_exempt_for:
        return False
    barred = this.not_if_exempt_under
    return any(other.cite == cite or other.cite.startswith(f"{cite}(") for cite in barred)


def _together(sheet: Sheet, this: Limb, other: Limb) -> bool:
    """Whether both are relied on for the same part, or in one sentence."""
    decided = any({this.cite, other.cite} <= {*one.limbs} for one in sheet.letter.decisions)
    if not (_is_relied_on(sheet, this) and _is_relied_on(sheet, other)):
        return False
    return decided or any(
        {this.cite, other.cite} <= {*grounds_in(sentence)} and not _TELLS_THE_LAW.search(sentence)
        for piece, sentence in sheet.sentences
        if piece.place is not Place.LAW
    )


def _is_relied_on(sheet: Sheet, one: Limb) -> bool:
    """Whether a limb is named anywhere but where the law is told."""
    return any(
        one.cite in grounds_in(sentence) and not _TELLS_THE_LAW.search(sentence)
        for piece, sentence in sheet.sentences
        if piece.place is not Place.LAW
    ) or any(one.cite in grounds_in(piece.text) for piece in sheet.ours if piece.is_heading)


def _is_parted(sheet: Sheet, pair: tuple[str, str]) -> bool:
    """Whether the letter says that the two are alternatives, or that each covers its own."""
    for piece, sentence in sheet.sentences:
        if _ALTERNATIVE.search(sentence) and (
            _speaks_of(sentence, pair) or pair[0] in "".join(piece.cites)
        ):
            return True
        if _DIVIDED.search(sentence):
            return True
    return any(piece.rows for piece in sheet.ours)


def _speaks_of(sentence: str, pair: tuple[str, str]) -> bool:
    return bool({section_of(cite) for cite in grounds_in(sentence)} & {*pair}) or bool(
        _EXEMPTIONS.search(sentence)
    )


_ALTERNATIVE = phrases(
    r"alternativ\w*",
    "either",
    "not both",
    "(?:only|just) one",
    r"if (?:it|this|they|and)\b.{0,40}"
    r"\bnot",
    r"(?:in ?so ?far|to the extent|so far)\b.{0,60}\bnot",
    r"or,? (?:by virtue of |under )?(?:section|s\.?)? ?(?:2[34]|3[01])",
    "not (?:already )?exempt",
    r"not (?:\w+ )?(?:covered|within|caught|engaged)",
    r"(?:unless|except where|other than where|where)\b.{0,60}\b(?:does|do|did|is|are)(?: not"
    r"|n[’']t)",
)
_TELLS_THE_LAW = phrases(
    r"(?:exempts?|covers?|protects?|concerns?|(?:applies|extends) (?:only )?to|for|about)"
    r" (?:\w+ )?(?:information|material|anything|what)(?: \w+){0,4}? (?:not|outside|beyond)",
    r"(?:information|material|anything) (?:which|that) (?:is|does|are|falls?) (?:not|outside)",
)
_DIVIDED = phrases(
    r"(?:some|parts?|portions?|elements?|rest|remainder|other|certain|most) of (?:the|this|that|it"
    r"|these|those|what)",
    r"remain(?:ing|der)",
    "respectively",
    "the (?:former|latter)",
    r"(?:other|further|additional|certain|specific|separate) (?:information|documents?|material"
    r"|passages?|redactions?|papers|pages|details)",
    r"pages? \d+",
    r"(?:documents?|items?|schedule"
    r"|annex|appendix) [\dA-Z]\b",
)
_EXEMPTIONS = phrases("exemptions?", "provisions?")
