"""The facts of a letter: its reference, its days, and who decides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from foi_bot.letter.read.dates import days_in
from foi_bot.letter.read.written import Piece, Place

_VALUE = (
    r"(?P<value>(?=[^\s,;]{0,40}\d)(?:[A-Z]{2,6}[ ](?=\d))?[\w][\w./\\()–-]{0,60}[\w)]"
    r"(?:\s-\s?\d{2,4}\b)?)"
)
_NUMBER = r"(?:[ ]?(?:no|number|num|nr)\b\.?)?"
_OURS = re.compile(
    rf"\b(?:our|ein|tfl|dwp|foi|foia|case|request|enquiry|file"
    rf"|in reply)[ ]?(?:case[ ])?(?:ref(?:erence)?|reference|cyfeirnod"
    rf"|number|no)\b\.?{_NUMBER}\s*(?:[:.#–-]|is)*\s*{_VALUE}",
    re.IGNORECASE,
)
_ANY = re.compile(
    rf"(?<!your )\bref(?:erence)?\b\.?{_NUMBER}\s*(?:[:.#–-]|is)*\s*{_VALUE}", re.IGNORECASE
)
_CODE = re.compile(
    r"\b(?P<value>(?:[A-Z]{1,8}[/_ .-]?){0,3}(?:FOIA?|EIR|RFI|IR"
    r"|SAR)[A-Z]?[/_ .-]?(?:[A-Z]{1,6}[/_.-]?)?\d[\d/_.-]*\d"
    r"(?:[/_-]?[A-Z\d]{1,6})*)\b"
)
_ON_OWN_LINE = re.compile(r"\A(?P<value>[A-Z]{1,8}(?:[/_-][A-Z\d]{1,8}){1,5})\Z")
_DATED = re.compile(
    r"\A\s*(?:date(?:d)?(?: (?:of (?:response|reply|letter|issue|decision|disclosure|answer)"
    r"|answered|sent|responded"
    r"|published|issued))?|response date|dyddiad|our date)\b\s*[:.–-]?\s*",
    re.IGNORECASE,
)
_CAME = (
    re.compile(r"\b(?:date )?received\b\D{0,60}", re.IGNORECASE),
    re.compile(
        r"\b(?:request(?:ed)?|e-?mail|letter|enquiry|correspondence|information|wrote|asked|got"
        r"|reached|cais)"
        r"\b[^.;]{0,120}?\b(?:dated|of|on|made|sent|date|submitted|dyddiedig|ar)\s*:?\s*(?:the )?",
        re.IGNORECASE,
    ),
)
_NOT_THE_REQUEST = re.compile(
    r"\b(?:internal review|review of|earlier|previous|clarif|acknowledg|regulations)\b",
    re.IGNORECASE,
)
_RECEIVED = re.compile(r"\b(?:received|request|ref\w* date)\b", re.IGNORECASE)
_HEAD = (
    Place.DATE,
    Place.LETTERHEAD,
    Place.ADDRESSEE,
    Place.REFERENCE,
    Place.TITLE,
    Place.GREETING,
)
_BODY_WORDS = (
    "Council|Constabulary|Police|Department|Ministry|Office|Agency|Authority|Trust|University"
    "|College|NHS|"
    "Service|Commission|Board|Cabinet|Treasury|Museum|Ombudsman|Inspectorate|Executive|Museums"
    "|Academy|School|"
    "Parliament|Group|Corporation|Transport|Fire|Hospital|Hospitals|Commissioner|Library|Archive"
    "|Institute|"
    "Committee|Partnership|Cyngor|Heddlu|Prifysgol|Lords|Commons|Assembly|Government|Force|Fund"
    "|Ltd|Limited|"
    "Broadcaster|Broadcasting|Registry|Regulator|Infirmary|Surgery|Practice|Navy|Army|Association"
    "|Company"
)
_BODY = re.compile(rf"\b(?:{_BODY_WORDS})\b")
_UNIT = re.compile(
    r"\b(?:Unit|Team|Manager|Officer|Rights|Section|Headquarters|HQ|House|Street|Road|Lane"
    r"|Governance|Head|"
    r"Disclosure|Information Commissioner|Secretary|Director|Legal|Compliance|Desk|Branch"
    r"|Division|Decision|"
    r"Advisor|Adviser|Freedom of Information|FOI|Floor|Square|Place|Hall|Email|Telephone|Tel"
    r"|Website|www)\b"
    r"|[@\d]",
    re.IGNORECASE,
)
_WORD = r"[A-Z][\w'’&-]*"
_NAME = (
    rf"(?:(?:[Tt]he\s+)?{_WORD}"
    rf"(?:\s+(?:of|for|and|the|&|in|on|upon|{_WORD}|\([A-Z]{{2,8}}\))){{0,9}})"
)
_DECIDES = re.compile(
    rf"(?P<name>{_NAME})\s*(?:\((?:the\s+)?[“\"‘']?\w+[”\"’']?\)\s*)?,?\s*(?:can |must |will )?"
    r"(?:(?:neither|can neither)\s+confirms?|(?:does|do|did)\s+(?:not\s+)?(?:hold|disclose)"
    r"|holds?\b|has\s+(?:today\s+)?"
    r"(?:decided|considered|searched|conducted|concluded)|can\s+confirm|is\s+(?:withholding"
    r"|refusing|not\s+obliged|unable)"
    r"|confirms?\s+that|withholds|refuses|received\s+(?:a|your)\s+request|can\s+neither)"
)
_SENT_TO = re.compile(rf"\breceived\s+by\s+(?:the\s+)?(?P<name>{_NAME})\s+on\b")
_FROM = re.compile(rf"\binformation\s+(?:\([^)]*\)\s+)?(?:to|from|held by)\s+(?P<name>{_NAME})")
_LEADING = re.compile(r"\A[\s/|•-]*(?:.{0,30}\b(?:for and )?on behalf of\s+)?(?:[Tt]he\s+)?")
_TRAILING = re.compile(r"(?:\s+(?:of|for|and|the|&|in|on|upon|I|We|It|Main|Building))+\Z")
_VAGUE = re.compile(
    r"\A(?:the\s+)?(?:council|department|trust|force|constabulary|university|authority|agency"
    r"|board|college|office"
    r"|ministry|service|commission|act|response|police|unit|school|academy|museum|company|i|we|it"
    r"|this|regulator"
    r"|ombudsman|fund|institute|registry|board|section|public authorit\w*|information|corporation"
    r"|group|committee"
    r"|house|ico|commissioner|information commissioner|partnership|association|public body"
    r"|police service"
    r"|freedom of information act.*|foia|no|in|and|that|research council|library|archive)\Z",
    re.IGNORECASE,
)


def reference(pieces: Sequence[Piece]) -> str:
    """What an applicant quotes when writing back, "" if the letter has none."""
    head = [one for one in pieces if one.place in _HEAD]
    rest = [one for one in pieces if one.place not in (*_HEAD, Place.REQUEST, Place.FURNITURE)]
    for pattern in (_OURS, _ANY, _ON_OWN_LINE, _CODE):
        for piece in head:
            if found := _reference(pattern, piece):
                return found
    for pattern in (_OURS, _ANY, _CODE):
        for piece in rest:
            if found := _reference(pattern, piece):
                return found
    return ""


def _reference(pattern: re.Pattern[str], piece: Piece) -> str:
    whole = f"{piece.label} {piece.text}" if piece.label else piece.text
    found = pattern.search(whole)
    return found["value"].strip(".,()[]- ") if found else ""


def dated(pieces: Sequence[Piece]) -> date | None:
    """The letter's own day."""
    stamps = [one for one in pieces if one.place is Place.DATE]
    for piece in stamps:
        if _DATED.match(piece.text):
            for day in days_in(piece.text):
                return day.on_or_before(None)
    for piece in stamps:
        for day in days_in(piece.text):
            if made := day.on_or_before(None):
                return made
    head = [one for one in pieces if one.place in _HEAD]
    told = (one for one in head if not _RECEIVED.search(one.text))
    days = (day for piece in told for day in days_in(piece.text))
    return next((made for day in days if (made := day.on_or_before(None))), None)


def received(pieces: Sequence[Piece], letter_day: date | None) -> date | None:
    """The day on which the letter says that the request came."""
    heads = (
        Place.INTRODUCTION,
        Place.DATE,
        Place.TITLE,
        Place.REFERENCE,
        Place.REQUEST,
        Place.LETTERHEAD,
    )
    told = [
        one
        for one in pieces
        if one.place in heads and not (one.place is Place.REQUEST and not one.is_heading)
    ]
    told += [
        one
        for one in pieces
        if one.place in (Place.DECISION, Place.UNPLACED, Place.ANSWER, Place.HOUSE)
    ]
    for came in _CAME:
        for piece in told:
            if day := _came(came, piece.text, letter_day):
                return day
    return None


def _came(came: re.Pattern[str], text: str, latest: date | None) -> date | None:
    for day in days_in(text):
        before = text[max(0, day.start - 140) : day.start]
        if _NOT_THE_REQUEST.search(before[-60:]):
            continue
        ends = [found.end() for found in came.finditer(before)]
        if ends and ends[-1] >= len(before) - 12:
            return day.on_or_before(latest)
    return None


def authority(pieces: Sequence[Piece]) -> str:
    """Who decides: who is said to, else who signs, else whose letter it is."""
    ours = [one for one in pieces if one.place not in (Place.REQUEST, Place.FURNITURE)]
    said = Counter(name for piece in ours if not piece.is_heading for name in _said(piece.text))
    if said:
        return said.most_common(1)[0][0]
    closing = [one.text for one in pieces if one.place is Place.SIGN_OFF]
    head = [
        one.text for one in pieces if one.place in (Place.LETTERHEAD, Place.TITLE, Place.ADDRESSEE)
    ]
    return _named(reversed(closing)) or _named(head) or _asked_of(ours)


def _said(text: str) -> Iterable[str]:
    for pattern in (_DECIDES, _SENT_TO):
        for found in pattern.finditer(text):
            name = _trimmed(found["name"])
            if _BODY.search(name) and not _VAGUE.match(name) and "Act" not in name.split():
                yield name


def _trimmed(name: str) -> str:
    """A name without what led to it and what would have followed."""
    return _TRAILING.sub("", _LEADING.sub("", name.strip(" .,")))


def _asked_of(ours: Sequence[Piece]) -> str:
    for piece in ours:
        for found in _FROM.finditer(piece.text):
            name = _trimmed(found["name"])
            if _BODY.search(name) and not _VAGUE.match(name) and "Act" not in name.split():
                return name
    return ""


def _named(lines: Iterable[str]) -> str:
    """The first line that is the name of a body and nothing else."""
    for line in lines:
        words = _trimmed(line)
        name = words.title() if words.isupper() else words
        is_name = 1 < len(words.split()) <= 9 and _BODY.search(name)
        if is_name and not _UNIT.search(words) and not _VAGUE.match(words):
            return words
    return ""
