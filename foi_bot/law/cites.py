"""Citations: the ways people write them, and the one way the law is filed.

"section 31 (1)(a)", "s.31(1)(A)" and "31(1)(a)" are all filed under "31(1)(a)".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from foi_bot.law.days_in_words import listed


class BadCiteError(ValueError):
    """What was given is not one citation of a section. `text` is what was given."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r} is not a citation; write it like section 31(1)(a)")
        self.text = text


class CiteFound(NamedTuple):
    """A citation found in running text: what it is filed under, and where it stands."""

    cite: str
    start: int
    end: int


_NUMBER = r"\d{1,3}[A-Za-z]?"
_TAIL = r"(?:\s?\(\s?[0-9A-Za-z]{1,4}\s?\))"
_WORD = r"(?:sections?|sec\.?|ss?\.?)"
_ONE = re.compile(rf"\s*(?:{_WORD}\s*)?({_NUMBER})\s*({_TAIL}*)\s*", re.I)
_SUBSECTION = re.compile(r"(\d{1,2})([A-Za-z]{0,2})\Z")
_ROMAN = re.compile(r"x{0,2}(?:ix|iv|v?i{0,3})\Z")


def parse_cite(text: str) -> str:
    """The citation as it is filed: "section 31 (1)(a)" gives "31(1)(a)". Raises BadCiteError."""
    found = _ONE.fullmatch(text)
    if found is None:
        raise BadCiteError(text)
    tails = _tails(found[2])
    if tails and not _SUBSECTION.match(tails[0]):
        raise BadCiteError(text)
    return found[1].upper() + "".join(f"({tail})" for tail in tails)


def section_of(cite: str) -> str:
    """The section that a filed citation belongs to: "22A(1)(b)" gives "22A"."""
    return cite.partition("(")[0]


def section_words(cite: str) -> str:
    """A citation as a sentence has it: "section 31(3)"."""
    return f"section {cite}"


def sections_words(cites: Sequence[str], last: str = "and") -> str:
    """Several citations in one phrase: "sections 30(3) and 31(3)"."""
    return ("section " if len(cites) == 1 else "sections ") + listed(cites, last)


def in_order(cites: Iterable[str]) -> tuple[str, ...]:
    """Citations in the order of the Act: 9 before 21, 22 before 22A, (2) before (3A)."""
    return tuple(sorted(cites, key=_rank))


def _rank(cite: str) -> tuple[tuple[int, str], ...]:
    parts = re.findall(r"\d+[A-Z]*|[a-z]+", cite)
    return tuple(_part_rank(part, depth) for depth, part in enumerate(parts))


def _part_rank(part: str, depth: int) -> tuple[int, str]:
    numbered = re.match(r"\d+", part)
    if numbered:
        return int(numbered[0]), part[numbered.end() :]
    # (iv) comes after (iii) by length only where the paragraphs are roman: below (a), (b), (c).
    return (_roman(part), "") if depth > 2 and _ROMAN.match(part) else (0, part)


def _roman(numeral: str) -> int:
    worth = {"i": 1, "v": 5, "x": 10}
    values = [worth[letter] for letter in numeral]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def _tails(text: str) -> list[str]:
    return [_tail(tail) for tail in re.findall(r"\(\s?([0-9A-Za-z]+)\s?\)", text)]


def _tail(tail: str) -> str:
    """(5b) is subsection (5B); (A) is paragraph (a)."""
    numbered = _SUBSECTION.match(tail)
    return numbered[1] + numbered[2].upper() if numbered else tail.lower()


# A number must end there ("section 31.5" is none); a closing bracket always ends it.
_END = r"(?:(?<=\))|(?!\w|[.-]\d))"
# Not the s of "the authority's 20 working days".
_FIRST = re.compile(rf"(?<![\w'’])(?P<word>{_WORD})\s*(?P<cite>{_NUMBER}{_TAIL}*){_END}", re.I)
_NEXT = re.compile(
    rf"\s?(?:,\s?and\b|,|&|/|\+|;|\band\b|\bor\b|\bto\b|\bwith\b)\s?"
    rf"(?:(?P<cite>{_NUMBER}{_TAIL}+)|(?P<tails>{_TAIL}+)|(?P<bare>{_NUMBER})){_END}",
    re.I,
)
# What follows a citation that is not of this Act: "of that Act", "of the Data Protection Act 2018";
# or, on the same line, "Public Order Act 1986", "DPA".
_KIND = r"(?:Act|Order|Regulations|Code)\b"
_SHORT = r"(?:DPA|UK GDPR|GDPR|EIRs?|PACE|RIPA)\b"
_THIS_ACT = r"(?:The\b|Freedom of Information|FOI|2000 Act)"


def _title(gap: str) -> str:
    """A pattern for the title of another Act or code, its words parted by `gap`."""
    joined = rf"(?:(?:of|and|the|for|in|etc)\b\.?{gap})*"
    return rf"(?!{_THIS_ACT})(?:(?:[A-Z][\w'’]*{gap}{joined})+{_KIND}|{_SHORT})"


_ELSEWHERE = re.compile(
    r"[\s,(]{0,3}(?:of|in|under|to)\s+(?:that\s+Act\b|(?:[Tt]he\s+)?"
    + _title(r"[\s,()&-]+")
    + r")|[ ,(]{0,2}(?:[Tt]he\s+)?"
    + _title(r"[ ,()&-]+")
)


def cites_in(text: str) -> tuple[CiteFound, ...]:
    """Every citation of a section of this Act in running text, in order.

    Reads "sections 24 and 31", "section 40(2)&(3)" (40(2) and 40(3)) and "s31(1)(a) or (b)";
    leaves out sections that the text gives to another Act.
    """
    found: list[CiteFound] = []
    position = 0
    while first := _FIRST.search(text, position):
        group = list(_group(text, first))
        position = group[-1].end
        if not _ELSEWHERE.match(text, position):
            found += group
    return tuple(found)


def _group(text: str, first: re.Match[str]) -> Iterator[CiteFound]:
    """A citation and those that follow it in the same list."""
    cite = parse_cite(first["cite"])
    yield CiteFound(cite, first.start(), first.end())
    plural = first["word"].lower().rstrip(".") in ("ss", "sections")
    end = first.end()
    while (following := _NEXT.match(text, end)) and (plural or not following["bare"]):
        if following["tails"]:
            cite = _beside(cite, _tails(following["tails"]))
        else:
            cite = parse_cite(following["cite"] or following["bare"])
        name = next(name for name in ("cite", "tails", "bare") if following[name])
        end = following.end()
        yield CiteFound(cite, following.start(name), end)


def _beside(cite: str, tails: list[str]) -> str:
    """The citation that a bare "(b)" or "(3)" means after `cite`."""
    parts = re.findall(r"\([^)]*\)", cite)
    depth = _depth(tails[0], len(parts))
    kept = parts[: depth - 1] if len(parts) >= depth - 1 else parts
    return section_of(cite) + "".join(kept) + "".join(f"({tail})" for tail in tails)


def _depth(tail: str, depth_before: int) -> int:
    if _SUBSECTION.match(tail):
        return 1
    return 3 if depth_before >= 3 and _ROMAN.match(tail) else 2
