"""A reference of another case: one made as this letter's own, but not the same.

The letter's references are those at its head. Where it asks for one to be quoted, and names
another, whoever complains is led to the wrong case (FOIA s17(7)(a)).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from foi_bot.checks.any_letter.sheet import Sheet, finding
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.words import sentences
from foi_bot.letter.read.written import Place

RULE = "foreign-matter"


def check(sheet: Sheet) -> Iterator[Finding]:
    """References in this letter that are another case's."""
    own = _own(sheet)
    if not own:
        return
    known = {_bare(one) for one in (*own, *_codes(_asked(sheet)))}
    shapes = {_shape(one) for one in own}
    for piece in sheet.ours:
        if piece.place not in _WHERE_TO and piece.place is not Place.TITLE:
            continue
        for sentence in sentences(piece.text):
            if other := _another(sentence, known, shapes):
                yield finding(
                    RULE,
                    Severity.MUST_FIX,
                    "FOIA s17(7)(a)" if piece.place in _WHERE_TO else "FOIA s17(1)",
                    piece,
                    sentence,
                    f"This letter's own reference is {own[0]}; {other} is another case's. Give one"
                    " reference throughout.",
                )
                break


def _own(sheet: Sheet) -> tuple[str, ...]:
    """The references at the head of the letter, its own first."""
    head = [one for one in sheet.letter.pieces if one.place in _HEAD]
    named = [one.text for one in head if one.place is Place.REFERENCE or _REF.search(one.text)]
    return _codes((sheet.letter.reference, *named))


def _asked(sheet: Sheet) -> Iterator[str]:
    yield sheet.given
    for piece in sheet.letter.pieces:
        if piece.place in (Place.REQUEST, Place.INTRODUCTION):
            yield piece.text


def _codes(texts: Iterable[str]) -> tuple[str, ...]:
    every = (code for text in texts for code in _CODE.findall(text))
    return tuple(dict.fromkeys(code for code in every if _is_code(code)))


def _another(sentence: str, known: set[str], shapes: set[str]) -> str:
    """A reference in a sentence that is made as the letter's own are but is none of them, where it
    is said to be this case's."""
    if _OTHER_CASE.search(sentence):
        return ""
    for found in _SAID.finditer(sentence):
        code = found["code"].rstrip(".,")
        if _is_code(code) and _bare(code) not in known and _shape(code) in shapes:
            return code
    return ""


def _shape(code: str) -> str:
    """How a reference is made: its letters, and a nought for each digit."""
    return re.sub(r"\d", "0", _bare(code))


def _bare(code: str) -> str:
    return re.sub(r"[\W_]", "", code).upper()


def _is_code(code: str) -> bool:
    return len(re.findall(r"\d", code)) >= _DIGITS and not _DATE.fullmatch(code)


_DIGITS = 3
_HEAD = frozenset({Place.LETTERHEAD, Place.REFERENCE, Place.DATE, Place.ADDRESSEE, Place.TITLE})
_WHERE_TO = frozenset({Place.CONTACT, Place.REVIEW, Place.REGULATOR, Place.SIGN_OFF})
_FORM = r"(?=[\w/._-]{0,30}\d)\w+(?:[/._-]\w+){0,6}"
_CODE = re.compile(rf"\b{_FORM}\b")
_SAID = re.compile(
    r"\b(?:quot(?:e|ing)|ref(?:erence)?s?|case|request|FOI)\b\.?\s*(?:(?:the|our|this|your|case|request"
    r"|reference|number|no|ref|num|nr|as|of|FOI|is|in all correspondence)\b[\s.:#]*){0,6}[\s.:#(]*"
    rf"(?P<code>{_FORM})",
    re.IGNORECASE,
)
_OTHER_CASE = re.compile(
    r"\b(?:earlier|previous\w*|prior|another|other|linked|related|original|your ref\w*|aggregat\w*"
    r"|same day|also|you (?:put|asked|wrote|made|sent)|we (?:answered|replied|responded)"
    r"|review ref\w*|decision notice|disclosure log|published|both|and (?:FOI|reference))\b",
    re.IGNORECASE,
)
_REF = re.compile(r"\bref", re.IGNORECASE)
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}")
