"""Rule `foreign-matter` on any letter: what belongs to another request than the one answered.

A reason is no reason for this refusal where it is about something that nobody asked for (FOIA
s17(1)(c), s17(3)). It finds, within this one letter: arguments about a subject, names or days that
neither the request nor the provision calls for; another authority that decides; another applicant
that is spoken of; another case's reference; places left to be filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from foi_bot.checks.any_letter import foreign_matter_people as people
from foi_bot.checks.any_letter import foreign_matter_references as references
from foi_bot.checks.any_letter.sheet import CannotTell, Sheet, finding
from foi_bot.checks.finding import Finding
from foi_bot.checks.foreign import foreign
from foi_bot.checks.matter import Matter
from foi_bot.checks.placeholders import placeholders
from foi_bot.checks.words import sentences
from foi_bot.law.cites import section_of
from foi_bot.letter.read.written import ARGUMENT, Piece, Place

RULE = "foreign-matter"


def check(sheet: Sheet) -> Iterator[Finding | CannotTell]:
    """What does not belong in this letter."""
    if not sheet.letter.is_letter:
        return
    yield from _open_places(sheet)
    yield from references.check(sheet)
    if not sheet.is_english:
        yield CannotTell(RULE, "Whether the reasons are about this request is judged in English.")
        return
    yield from people.check(sheet)
    yield from _arguments(sheet)


def matter(sheet: Sheet) -> Matter:
    """What a letter is about, as its request, its introduction and its decision tell.

    Where the request is known word for word, what is decided adds no subject to it: a decision and
    the reasons for it often stand in one paragraph.
    """
    letter, judged = sheet.letter, set(_argued(sheet))
    every = [one for one in letter.pieces if one not in judged]
    asked = (sheet.given, letter.request, *_texts(every, _ASKED))
    told = _ANSWERED if sheet.request else _ANSWERED | {Place.DECISION}
    who = tuple(one for one in _texts(every, _WHO) if not re.search(r"\d", one))
    rest = tuple(one.text for one in every)
    sections = frozenset(section_of(cite) for cite in letter.cites)
    return Matter(asked, _texts(every, told), who, rest, sections)


def _texts(pieces: Iterable[Piece], places: frozenset[Place]) -> tuple[str, ...]:
    return tuple(one.text for one in pieces if one.place in places)


def _argued(sheet: Sheet) -> tuple[Piece, ...]:
    """The paragraphs that argue; of a refusal, also those that stand between its decision and how
    to complain and have no other place."""
    found, refused = [], False
    for piece in sheet.ours:
        refused = refused or (piece.place is Place.DECISION and sheet.refuses)
        loose = piece.place is Place.UNPLACED and refused and not piece.rows
        argues = piece.place in ARGUMENT and not _LISTED.match(piece.text)
        if not piece.is_heading and (argues or (loose and _is_prose(piece.text))):
            found.append(piece)
    return tuple(found)


def _said(piece: Piece) -> list[str]:
    """The sentences of a paragraph, but for those on where to complain, which some letters have in
    the same paragraph as their reasons."""
    return [one for one in sentences(piece.text) if not _COMPLAINTS.search(one)]


def _is_prose(text: str) -> bool:
    return len(text.split()) >= _PROSE


def _arguments(sheet: Sheet) -> Iterator[Finding | CannotTell]:
    pieces = _argued(sheet)
    if not pieces:
        return
    about = matter(sheet)
    if not about.is_known:
        yield CannotTell(RULE, "The letter does not say what was asked for: give the request too.")
        return
    if sheet.request:
        pieces += sheet.letter.at(Place.DECISION)
    for found in foreign(about, [_said(one) for one in pieces]):
        piece = pieces[found.paragraph]
        # How records are kept, which a refusal for cost tells of, may touch on anything.
        if found.is_plain or (piece.place in ARGUMENT and sheet.law):
            yield finding(RULE, found.severity, _source(piece), piece, found.quote, found.advice)


def _open_places(sheet: Sheet) -> Iterator[Finding]:
    """Places left to be filled in. Where a person is named or can be reached, a gap may as well be
    what a publisher of the letter took out."""
    quoted = sheet.given + "\n" + sheet.letter.request
    for piece in sheet.ours:
        for open_place in placeholders(_ADDRESS.sub(" ", piece.text), quoted):
            if _TAKEN_OUT.search(open_place.text) or open_place.text not in piece.text:
                continue
            yield finding(
                RULE,
                open_place.severity,
                _source(piece),
                piece,
                open_place.text,
                open_place.advice,
            )
            break


def _source(piece: Piece) -> str:
    """The duty that a letter with another's words in this place does not meet."""
    if piece.place in (Place.FOR, Place.AGAINST, Place.BALANCE):
        return "FOIA s17(3)"
    if piece.place in ARGUMENT:
        return "FOIA s17(1)(c)"
    if piece.place in (Place.REVIEW, Place.REGULATOR, Place.CONTACT):
        return "FOIA s17(7)"
    return "FOIA s1(1)"


_PROSE = 8
_LISTED = re.compile(r"\s*[−–—-]\s[^.]{1,300}\Z")
"""An item of a list that is no sentence, such as the title of a document."""
_COMPLAINTS = re.compile(
    r"\bWycliffe\b|\bico\.org\b|\bsection 50\b|\bInformation Commission(?:er)?(?:['’]s)? Office\b"
    r"|\binternal review\b|\b0303 123 1113\b|\bYours (?:sincerely|faithfully)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[^\s@]{0,64}@\S{0,100}|\bhttps?:\S+|\bwww\.\S+")
_TAKEN_OUT = re.compile(
    r"\A\W*(?:(?:the|of|and|or|e-?mail|name|names|address|telephone|phone|applicant|requester|officer"
    r"|number|numbers|title)\b\W*)+\Z|x{4,}|_{3,}|\A\[\s*\]\Z|\Ax{3}\Z"
)
_WHO = frozenset({Place.LETTERHEAD, Place.SIGN_OFF})
_ASKED = frozenset({Place.REQUEST, Place.TITLE, Place.INTRODUCTION})
_ANSWERED = frozenset({Place.ANSWER, Place.HELP, Place.CAVEAT, Place.UNPLACED})
