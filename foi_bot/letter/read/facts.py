"""The facts of a letter: its reference, its days, and who decides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from foi_bot.letter.read.dates import days_in
from foi_bot.letter.read.written import ARGUMENT, Piece, Place

_VALUE = (
    r"(?:FOIA?\s?:\s*)?(?P<value>(?-i:(?:[A-Z]{2,6}[ ]){1,3}(?=\d))?"
    r"(?=[^\s,;]{0,40}\d)[\w][\w./\\()–-]{0,60}[\w)]"
    r"(?:\s-\s?\d{2,4}\b|[ ]\d{4,6}\b(?![ ]\w))?)"
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
_OF_AN_OFFICE = re.compile(
    r"\b(?P<value>[A-Z]{2,8}(?:[ /-]?\d{2,6}[/-]\d{2,6}|(?:/[A-Z\d]{2,6}){2}))\b"
)
_ON_OWN_LINE = re.compile(r"\A(?P<value>[A-Z]{1,8}(?:[/_-][A-Z\d]{1,8}){1,5})\Z")
_OF_THE_REGULATOR = re.compile(r"FS50\d{6}|IC-\d{5,6}-\w{4}")
_DATED = re.compile(
    r"\A\s*(?:date(?:d)?\b(?! (?:of (?:request|receipt)|received|requested))"
    r"(?: (?:of (?:response|reply|letter|issue|decision|disclosure|answer)|answered|sent|responded"
    r"|published|issued))?|(?:answered|responded|issued|sent|replied)(?: on)?|response date|dyddiad"
    r"|our date)\b\s*[:.–-]?\s*",
    re.IGNORECASE,
)
_CAME = (
    re.compile(r"\b(?:date )?received\b\D{0,60}", re.IGNORECASE),
    re.compile(
        r"\b(?:requests?(?:ed)?|e-?mail(?:s|ed)?|letter|enquiry|correspondence|message|information"
        r"|wrote"
        r"|asked|got|reached|arrived|touch|contacted|cais)\b[^.;]{0,120}?"
        r"\b(?:dated|of|on|made|sent|date|submitted|dyddiedig|ar)\s*:?\s*(?:the )?",
        re.IGNORECASE,
    ),
)
_OF_A_PERIOD = re.compile(
    r"\b(?:between|from|since|until|after|before)(?: the)? ?\Z", re.IGNORECASE
)
_CAME_ON = re.compile(r"\bon (?:the )?(?:\w+day,? )?\Z", re.IGNORECASE)
_ASKS_REVIEW = re.compile(
    r".{0,40}\b(?:asked|requested|asking|requesting)\b.{0,30}\breview", re.IGNORECASE
)
_THEN = re.compile(
    r",?\s*(?:we received|you (?:asked|wrote|e-?mailed|requested|sent|contacted)"
    r"|(?:[\w'’]+ ){1,6}(?:received|had)"
    r" (?:a |your )?request)\b(?!.{0,50}\breview)",
    re.IGNORECASE,
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
    r"\b(?:Unit|Solicitor|Clerk|Chief|Customer|Team|Manager|Officer|Rights|Section|Headquarters"
    r"|HQ|House|Street|Road|Lane"
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
_AS_CALLED = r"(?!\w)\s*(?:\((?:the\s+)?[“\"‘']?\w+[”\"’']?\)\s*)?,?\s*(?:can |must |will )?"
_DECIDES = re.compile(
    rf"(?P<name>{_NAME}){_AS_CALLED}"
    r"(?:neither\s+confirms?|has\s+(?:today\s+)?(?:decided|considered|searched|conducted|concluded)"
    r"|can\s+confirm|is\s+(?:withholding|refusing|not\s+obliged|unable)|confirms?\s+that|withholds"
    r"|refuses|received\s+(?:a|your)\s+request)"
)
_HOLDS = re.compile(
    rf"(?P<name>{_NAME}){_AS_CALLED}(?:holds?\b|(?:does|do|did)\s+(?:not\s+)?(?:hold|disclose))"
)
_SENT_TO = re.compile(rf"\breceived\s+by\s+(?:the\s+)?(?P<name>{_NAME})\s+on\b")
_FROM = re.compile(rf"\binformation\s+(?:\([^)]*\)\s+)?(?:to|from|held by)\s+(?P<name>{_NAME})")
_LEADING = re.compile(
    r"\A[\s/|•(-]*(?:(?:From|Sender|By): *(?:[^,]{3,40}, )?"
    r"|(?:When|If|As|Since|While|Although|Because|Our|Your|Its|For|for) )?"
    r"(?:.{0,30}\b(?:for and )?on behalf of\s+)?(?:[Tt]he\s+)?"
)
_TRAILING = re.compile(r"(?:\s+(?:of|for|and|the|&|in|on|upon|I|We|It|Main|Building))+\Z")
_VAGUE = re.compile(
    r"\A(?:the\s+)?(?:clinical commissioning group|health board|council|department|trust|force"
    r"|constabulary|university|authority|agency"
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
    for pattern in (_OURS, _ANY, _ON_OWN_LINE, _CODE, _OF_AN_OFFICE):
        for piece in head:
            if found := _reference(pattern, piece):
                return found
    for pattern in (_OURS, _ANY, _CODE):
        for piece in rest:
            if found := _reference(pattern, piece):
                return found
    around = [one for one in pieces if one.place is Place.FURNITURE]
    return next((found for piece in around if (found := _reference(_CODE, piece))), "")


def _reference(pattern: re.Pattern[str], piece: Piece) -> str:
    whole = f"{piece.label} {piece.text}" if piece.label else piece.text
    found = pattern.search(whole)
    value = found["value"].strip(".,()[]- ") if found else ""
    return "" if _OF_THE_REGULATOR.match(value) else value


def dated(pieces: Sequence[Piece]) -> date | None:
    """The letter's own day."""
    stamps = [one for one in pieces if one.place is Place.DATE]
    for piece in stamps:
        if _DATED.match(piece.text):
            for day in days_in(piece.text):
                return day.on_or_before(None)
    for piece in stamps:
        for day in () if _RECEIVED.search(piece.text) else days_in(piece.text):
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
        if one.place in (Place.DECISION, Place.UNPLACED, Place.ANSWER, Place.HOUSE, Place.REASON)
    ]
    for came in _CAME:
        for piece in told:
            if day := _came(came, piece.text, letter_day):
                return day
    return None


def _came(came: re.Pattern[str], text: str, latest: date | None) -> date | None:
    for day in days_in(text):
        before = text[max(0, day.start - 140) : day.start]
        if (
            _OF_A_PERIOD.search(before)
            or _NOT_THE_REQUEST.search(before[-60:])
            or _ASKS_REVIEW.match(text, day.end)
        ):
            continue
        if _CAME_ON.search(before) and _THEN.match(text, day.end):
            return day.on_or_before(latest)
        ends = [found.end() for found in came.finditer(before)]
        if ends and ends[-1] >= len(before) - 12:
            return day.on_or_before(latest)
    return None


def authority(pieces: Sequence[Piece]) -> str:
    """Who decides: who is said to, who signs, whose letter it is, in that order of weight. A body
    that is only said to hold something may be another one."""
    ours = [one for one in pieces if one.place not in (Place.REQUEST, Place.FURNITURE)]
    closing = [one.text for one in pieces if one.place is Place.SIGN_OFF]
    letterhead = (Place.LETTERHEAD, Place.TITLE, Place.ADDRESSEE)
    head = [one.text for one in pieces if one.place in letterhead]
    weights: Counter[str] = Counter()
    for piece in ours:
        if not piece.is_heading and piece.place not in ARGUMENT:
            weights.update(_said(piece.text))
    for lines, weight in ((reversed(closing), 3), (head, 2)):
        if name := _named(lines):
            weights[name] += weight
    if weights:
        return weights.most_common(1)[0][0]
    asked = (name for piece in ours for name in _names(_FROM, piece.text))
    return next(asked, "")


def _said(text: str) -> Counter[str]:
    """The bodies that are said to decide, with the weight of what is said."""
    found: Counter[str] = Counter()
    for pattern, weight in ((_DECIDES, 4), (_SENT_TO, 4), (_HOLDS, 2)):
        for name in _names(pattern, text):
            found[name] += weight
    return found


def _names(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    for found in pattern.finditer(text):
        name = _trimmed(found["name"])
        if _BODY.search(name) and not _VAGUE.match(name) and "Act" not in name.split():
            yield name


def _trimmed(name: str) -> str:
    """A name without what led to it and what would have followed."""
    return _TRAILING.sub("", _LEADING.sub("", name.strip(" .,")))


def _named(lines: Iterable[str]) -> str:
    """The first line that is the name of a body and nothing else."""
    for line in lines:
        words = "" if line.startswith("(") or line.endswith(":") else _trimmed(line)
        name = words.title() if words.isupper() else words
        is_name = 1 < len(words.split()) <= 9 and _BODY.search(name)
        if is_name and not _UNIT.search(words) and not _VAGUE.match(words):
            return words
    return ""
