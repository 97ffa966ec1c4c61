"""Names of public bodies in a letter, and whether two of them are those of different bodies of one
kind: a letterhead of one council over the signature of another (FOIA s1(1), s17)."""

from __future__ import annotations

import re
from typing import NamedTuple

from foi_bot.checks.words import phrases


class Body(NamedTuple):
    """A public body that a text names: what sort it is, its own words, and the name as written."""

    sort: str
    own: frozenset[str]
    name: str


def bodies_in(text: str) -> tuple[Body, ...]:
    """The bodies that a text names, with at least one word of their own."""
    found = (_body(match[0]) for match in _NAME.finditer(text))
    return tuple(one for one in found if one is not None)


def body_of_line(line: str) -> Body | None:
    """The body that a line of a letterhead or a signature is the name of, in capitals or not."""
    bare = line.replace(",", "")
    named = bodies_in(bare.title() if bare.isupper() else bare)
    if len(named) != 1:
        return None
    return Body(named[0].sort, named[0].own, line.strip())


def differ(one: Body, other: Body) -> bool:
    """Whether these are two bodies of one sort, and not one body under two names."""
    if one.sort != other.sort or not one.own or not other.own or one.own & other.own:
        return False
    # Initials, and a name that is written together, are the same body's.
    return not (_initials(one) & other.own or _initials(other) & one.own)


def speaks_for_several(text: str) -> bool:
    """Whether a text says that one body writes for another, or is part of it."""
    return _SEVERAL.search(text) is not None


_SORTS = {
    "council": "council",
    "borough": "council",
    "constabulary": "police",
    "police": "police",
    "university": "university",
    "college": "college",
    "school": "school",
    "academy": "school",
    "trust": "health",
    "hospital": "health",
    "hospitals": "health",
    "group": "health",
    "ambulance": "ambulance",
    "rescue": "fire",
    "fire": "fire",
    "department": "department",
    "ministry": "department",
    "museum": "museum",
    "museums": "museum",
    "agency": "agency",
    "commission": "commission",
    "inspectorate": "inspectorate",
    "regulator": "regulator",
}
_FIRST = (("fire", "fire"), ("ambulance", "ambulance"))
"""Words that settle the sort wherever they stand: an ambulance trust is no hospital's."""
_GENERIC_WORDS = (
    "the of and for in on upon with & city county borough district royal london metropolitan "
    "council councils police constabulary service headquarters nhs foundation trust university "
    "universities hospital hospitals college school academy clinical commissioning group health "
    "healthcare care research parish town community national force division unit hq at by from to "
    "a an our your this that we chief executive office officer information governance team "
    "legal services department data protection freedom foi head director manager unitary local "
    "primary secondary high teaching acute mental social authority joint crime commissioner "
    "scheme member members all any each other both tax house homes solicitor clerk secretary "
    "treasurer registrar senior mayor leader monitoring assistant deputy civic centre dear sir "
    "madam fire rescue brigade ambulance ministry museum museums agency commission inspectorate "
    "regulator national executive"
)
_GENERIC = frozenset(_GENERIC_WORDS.split())
_WORD = r"[A-Z][\w’'&.-]*"
_LINK = r"(?:(?:and|of|the|for|upon|on|under|with|in|le|by|&) ){0,2}"
_KIND = (
    r"(?:Council|Constabulary|Police(?! (?!Headquarters|Service|Force|HQ)[A-Z])|University"
    r"|College|School|Academy|Trust|Hospitals?|"
    r"Clinical Commissioning Group|(?:Fire (?:and|&) Rescue|Fire|Ambulance) (?:Service|Authority"
    r"|Brigade)|Museums?(?! of)|Agency|Inspectorate|Regulator)"
)
_OF = r"(?:Department|Ministry|Museum|Commission)"
_NAME = re.compile(
    rf"(?:{_WORD} {_LINK}){{1,7}}{_KIND}\b(?![’'-]?\w)"
    rf"|(?:London |Royal |Metropolitan ){{0,2}}(?:Borough|University|City|College|Council) of "
    rf"(?:the )?"
    rf"{_WORD}(?: (?:and |upon |on )?{_WORD}){{0,3}}"
    rf"|{_OF} (?:of|for) (?:the )?{_WORD}(?:,? (?:and |& )?{_WORD}){{0,3}}"
)
_SEVERAL = phrases(
    r"on behalf of|behalf of|joint(?:ly)?|shared (?:service|team|unit)|collaborat(?:ion|ive|ively"
    r"|ing)"
    r"|in partnership with|alliance|hosted by|serv(?:es|ing) (?:the )?(?:two|three|four|both|all)|"
    r"(?:two|three|both|partner) (?:forces|councils|trusts|authorities|constabularies)|each (?:of "
    r"the )?"
    r"(?:force|council|trust)s?|acting for|acts for|answers for|merged|merger|now part of"
    r"|successor|"
    r"formerly|predecessor|subsidiary|wholly owned|has transferred to|dissolved|replaced by"
)


def _body(name: str) -> Body | None:
    words = [word.strip(".,’'").lower() for word in re.split(r"[\s,]+", name)]
    sort = next((one for key, one in _FIRST if key in words), None) or next(
        (_SORTS[word] for word in reversed(words) if word in _SORTS), None
    )
    own = frozenset(word.removesuffix("’s").removesuffix("'s") for word in words) - _GENERIC
    return Body(sort, own, name) if sort and own else None


def _initials(one: Body) -> frozenset[str]:
    """The initials of a name as one word: "GMP"."""
    words = re.findall(r"[A-Za-z]+", one.name)
    return frozenset({"".join(w[0] for w in words if w[0].isupper()).lower()})
