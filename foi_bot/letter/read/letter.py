"""read(text): any letter that answers a request, read into what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from foi_bot.interview.outcome import Outcome
from foi_bot.letter.read import facts
from foi_bot.letter.read.decisions import decisions
from foi_bot.letter.read.grounds import grounds_in
from foi_bot.letter.read.limbs import argued, relied_on, scopes
from foi_bot.letter.read.lines import blocks
from foi_bot.letter.read.placing import place
from foi_bot.letter.read.request import find, parts
from foi_bot.letter.read.walk import Placed
from foi_bot.letter.read.written import ARGUMENT, Decision, PartRead, Piece, Place, Written

_TELLING = 3_000
"""Characters that tell a letter's language."""
_WELSH = re.compile(
    r"\b(?:yr?|yn|ac?|am|eich|ein|mae|gan|wedi|nid|neu|gwybodaeth|cais|oes|sydd|ar|rydym|hon|ddim"
    r"|bod|nad)\b"
)
_ENGLISH = re.compile(
    r"\b(?:the|of|and|to|in|that|is|for|you|your|we|not|this|which|with|be|it|have|are)\b",
    re.IGNORECASE,
)
_ANSWERING = re.compile(
    r"\b(?:your (?:freedom of information |foi |information |recent )?(?:request|e-?mail|enquiry"
    r"|letter|"
    r"correspondence|questions?)|you (?:have )?(?:asked|requested|wrote)|the (?:request|applicant"
    r"|requester)"
    r"|(?:received|receipt of) (?:a|the) request|eich cais|information requested)\b",
    re.IGNORECASE,
)
_ACT = re.compile(
    r"\b(?:freedom of information|FOIA?|environmental information regulations|EIRs?|internal review"
    r"|rhyddid gwybodaeth|information commissioner)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:i (?:am|would like|wish|want|request|should like)|please (?:send|provide|tell|could"
    r"|can|supply|confirm)"
    r"|under the (?:freedom|foi)\S*.{0,40} i\b)",
    re.IGNORECASE,
)


def read(text: str) -> Written:
    """The letter that a text is. Total: whatever the text, every word of it is in a piece, in order
    (`label` and `text` of each), and what has no place is UNPLACED."""
    found, quoted = find(blocks(text), text)
    request = quoted.text if quoted else ""
    asked = parts(request)
    placed = _answering(place(found, quoted), asked)
    day = facts.dated([one.piece for one in placed])
    limbs = relied_on(placed, day)
    own = scopes(placed, limbs)
    pieces = tuple(_piece(one, its) for one, its in zip(placed, own, strict=True))
    made = decisions(placed, limbs)
    return Written(
        pieces=pieces,
        language=_language(text),
        is_letter=_is_letter(pieces, made),
        reference=facts.reference(pieces),
        dated=day,
        received=facts.received(pieces, day),
        authority=facts.authority(pieces),
        request=request,
        parts=asked,
        decisions=made,
        limbs=argued(placed, limbs, own),
    )


def _answering(placed: Sequence[Placed], asked: Sequence[PartRead]) -> tuple[Placed, ...]:
    """The pieces, with those that are numbered as the request's parts are ("3. None.") taken to
    speak of that part."""
    numbers = {part.number for part in asked} - {""}
    return tuple(
        replace(one, parts=(number,)) if (number := _number(one)) in numbers else one
        for one in placed
    )


def _number(one: Placed) -> str:
    answers = one.piece.place in (Place.DECISION, Place.ANSWER, Place.UNPLACED) and not one.parts
    return one.piece.label.strip("().:[] ").lower().lstrip("qa") if answers else ""


def _piece(one: Placed, its: tuple[str, ...]) -> Piece:
    if one.piece.place in ARGUMENT:
        return replace(one.piece, cites=its, parts=one.parts)
    cites = tuple(dict.fromkeys((*grounds_in(one.piece.text), *one.scope)))
    return replace(one.piece, cites=cites, parts=one.parts)


def _is_answer(piece: Piece) -> bool:
    return piece.is_heading and piece.place in (Place.DECISION, Place.ANSWER)


def _language(text: str) -> str:
    """ "cy" or "en", by the small words that only one of them has."""
    head = text[:_TELLING]
    welsh, english = len(_WELSH.findall(head)), len(_ENGLISH.findall(head))
    if max(welsh, english) < 3:
        return ""
    return "cy" if welsh > english else "en"


def _is_letter(pieces: Sequence[Piece], made: Sequence[Decision]) -> bool:
    """Whether somebody answers, or acknowledges, a request."""
    ours = " ".join(one.text for one in pieces if one.place is not Place.REQUEST)[:40_000]
    quotes = any(one.place is Place.REQUEST for one in pieces)
    answers = bool(_ANSWERING.search(ours)) or (quotes and any(_is_answer(one) for one in pieces))
    speaks_of_act = bool(_ACT.search(" ".join(one.text for one in pieces)[:40_000]))
    decides = any(one.kind is not Outcome.CLARIFY for one in made)
    rights = any(one.place in (Place.REVIEW, Place.REGULATOR) for one in pieces)
    signs = sum(
        (
            answers,
            speaks_of_act,
            decides or rights,
            any(one.place is Place.REQUEST for one in pieces),
        )
    )
    if not answers and _ASKS.search(ours) and not rights:
        return False
    return signs >= 2 and (answers or decides)
