"""Somebody of another case: an authority that decides and is not this one, an applicant who did not
ask for this."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from foi_bot.checks.any_letter.sheet import Sheet, finding
from foi_bot.checks.finding import Finding, Severity
from foi_bot.letter.read.written import ARGUMENT, Piece, Place

RULE = "foreign-matter"


def check(sheet: Sheet) -> Iterator[Finding]:
    """Another authority that decides, and another applicant."""
    yield from _salutation(sheet)
    known = _said_outside_arguments(sheet)
    told: set[Piece] = set()
    for piece, sentence in sheet.arguments:
        if piece in told:
            continue
        found = _authority(piece, sentence, known) or _applicant(piece, sentence, known)
        if found:
            told.add(piece)
            yield found


def _authority(piece: Piece, sentence: str, known: frozenset[str]) -> Finding | None:
    for found in _DECIDER.finditer(sentence):
        name = re.sub(r"\A(?:The|This|Our|While|As|For|If)\s+", "", found["name"])
        words = [one for one in re.findall(r"[\w'’&-]+", name) if one[0].isupper()]
        telling = [one for one in words if one not in _KINDS]
        strange = [one for one in telling if one.lower() not in known]
        if strange and any(one in _KINDS for one in words) and not _JUDGES.search(name):
            return _found(
                piece,
                sentence,
                Severity.MUST_FIX,
                f"Here {name} decides, which appears nowhere else in this letter. Say what the"
                " authority that was asked has concluded, and why.",
            )
        if not telling and words and words[0] in _TELLING_KINDS and words[0].lower() not in known:
            return _found(
                piece,
                sentence,
                Severity.LOOK_AGAIN,
                f"The authority is called “the {words[0]}” here and nowhere else in this letter. Is"
                " this sentence from another body's letter?",
            )
    return None


def _applicant(piece: Piece, sentence: str, known: frozenset[str]) -> Finding | None:
    for found in _AS_APPLICANT.finditer(sentence):
        name = found["name"]
        if re.sub(r"['’]s?$", "", found["surname"]).lower() not in known:
            return _found(
                piece,
                sentence,
                Severity.MUST_FIX,
                f"{name} is spoken of as whoever asked, and is named nowhere else. Take the"
                " sentence out: a letter must not carry another applicant's name or case.",
            )
    return None


def _salutation(sheet: Sheet) -> Iterator[Finding]:
    """A greeting of somebody else than the letter is addressed to."""
    addressed = " ".join(one.text for one in sheet.letter.pieces if one.place is Place.ADDRESSEE)
    to = _PERSON.search(addressed)
    for piece in sheet.letter.pieces:
        greeted = _GREETED.match(piece.text) if piece.place is Place.GREETING else None
        if to and greeted and greeted["surname"].lower() not in addressed.lower():
            yield finding(
                RULE,
                Severity.MUST_FIX,
                "FOIA s1(1)",
                piece,
                piece.text,
                f"The letter is addressed to {to[0]} and greets somebody else.",
            )


def _said_outside_arguments(sheet: Sheet) -> frozenset[str]:
    places = (one.text for one in sheet.letter.pieces if one.place not in ARGUMENT)
    texts = (sheet.given, *places)
    words = frozenset(word for text in texts for word in _WORD.findall(text.lower()))
    return frozenset(_GENITIVE.sub("", word) for word in words)


def _found(piece: Piece, sentence: str, severity: Severity, advice: str) -> Finding:
    return finding(RULE, severity, _source(piece), piece, sentence, advice)


@cache
def _source(piece: Piece) -> str:
    weighing = (Place.FOR, Place.AGAINST, Place.BALANCE)
    return "FOIA s17(3)" if piece.place in weighing else "FOIA s17(1)(c)"


_TELLING_KINDS = frozenset(
    {"Trust", "University", "College", "School", "Constabulary", "Council", "Hospital", "Ministry"}
)
_KINDS = _TELLING_KINDS | frozenset(
    re.findall(
        r"\w+",
        "Police Force Department Office Agency Authority NHS Service Services Commission Board"
        " Museum Executive Academy Corporation Borough County City District Hospitals Inspectorate"
        " Fire Rescue Partnership Government Institute Assembly Foundation Parish Town Health"
        " Infirmary Navy Army",
    )
)
_WORD = re.compile(r"[\w'’&-]+")
_GENITIVE = re.compile(r"['’]s?$")
_CAPITAL = r"\b[A-Z][\w'’&-]{0,40}"
_DECIDER = re.compile(
    rf"(?P<name>{_CAPITAL}(?:\s+(?:(?:of|for|and|the|in|on|upon)\s+){{0,2}}{_CAPITAL}){{0,7}})\s+"
    r"(?:(?:can|will|does|must|has|have|is|also|therefore|today|hereby|today)\s+){0,3}"
    r"(?:neither\s+confirms?|not\s+(?:hold|disclose|obliged|confirm)|concluded|decided|determined"
    r"|withholding|refusing|withholds|refuses|satisfied\s+that|concludes|finds\s+that)\b"
)
_JUDGES = re.compile(
    r"\b(?:Commissioner|Tribunal|Court|Parliament|ICO|Commission|Ombudsman|Minister|Inspector)\b"
)
_PERSON = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.?\s+(?:[A-Z]\.?\s+)*(?P<surname>[A-Z][\w'’-]{2,40})"
)
_GREETED = re.compile(
    r"\s*Dear\s+(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.?\s+(?:[A-Z]\.?\s+)*(?P<surname>[A-Z][\w-]{2,40})"
)
_AS_APPLICANT = re.compile(
    r"\b(?P<name>(?:Mr|Mrs|Ms|Miss|Mx)\.?\s+(?:[A-Z]\.?\s+)*(?P<surname>[A-Z][\w-]{2,40}))"
    r"(?:['’]s?\s+(?:\w+\s+)?(?:interest|request|complaint|question|concern|wish|letter|e-?mail|purpose"
    r"|motive|enquir|reason|argument|view|case)"
    r"|\s+(?:(?:has|had|also|now|who)\s+){0,2}(?:ask|asks|asked|wrote|requested|wishes|seeks|sought|argues|argued"
    r"|says|believes|complains|complained|contends|suggests|made\s+(?:the|this|a|his|her)\s+request)\b)"
)
