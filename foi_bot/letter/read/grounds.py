"""The provisions on which a refusal can rest, as letters name them.

Those are the exemptions of Part II, the limit on cost (section 12), and vexatious and repeated
requests (section 14). What else a letter cites (sections 1, 10, 16, 17 and 50, other Acts) is no
ground, and no limb of a `Written`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from foi_bot.law.act import sections
from foi_bot.law.cites import BadCiteError, cites_in, parse_cite, section_of

NOT_EXEMPTIONS = ("12", "12(1)", "12(2)", "14", "14(1)", "14(2)")
"""Provisions outside Part II that a refusal can rest on (s17(5))."""


class Named(NamedTuple):
    """A ground that is named in a text: as the law files it, and where it stands."""

    cite: str
    start: int
    end: int


_BARE = re.compile(
    r"(?:\A|(?<=exemption )|(?<=exemptions )|(?<=and )|(?<=, ))"
    r"(?P<cite>(?:2[1-9]|3\d|4[0-4])A?\s?\(\d[A-Z]?\)(?:\s?\([a-z]{1,4}\))*)"
)
_LETTERS = re.compile(r"(\d+[A-Z]?\(\d+[A-Z]?\))((?:\([a-h]\)){2,})\Z")
_TITLE = re.compile(r"[\s:;,.()–—-]*(?P<title>[^:]*)\Z")


_WELSH_SECTION = re.compile(r"\b(?:adran(?P<many>nau)?)\b", re.IGNORECASE)


_DIGIT = re.compile(r"[0-9]")
_ACT = re.compile(r"\bFOI(?=A?\b)|\bfreedom of information\b", re.IGNORECASE)


def _in_english(text: str) -> str:
    """The text with the Welsh words for sections in English, and the name of the Act in capitals as
    the law's own reader knows it; every character stays where it stood."""
    text = _ACT.sub(lambda found: "FOI" if len(found[0]) == 3 else "Freedom of Information", text)
    return _WELSH_SECTION.sub(lambda found: "sections" if found["many"] else "sec. ", text)


def is_ground(cite: str) -> bool:
    """Whether a refusal can rest on that section at all."""
    return cite in NOT_EXEMPTIONS or section_of(cite) in sections()


@lru_cache(maxsize=512)
def named(text: str) -> tuple[Named, ...]:
    """Every ground that a text names, in order, whether or not it relies on it."""
    if not _DIGIT.search(text):
        return ()
    found = [
        Named(cite, one.start, one.end)
        for one in cites_in(_in_english(text))
        for cite in _apart(one.cite)
        if is_ground(cite)
    ]
    for match in _BARE.finditer(text):
        if not any(one.start <= match.start("cite") < one.end for one in found):
            found += _bare(match)
    return tuple(sorted(found, key=lambda one: one.start))


def grounds_in(text: str) -> tuple[str, ...]:
    """The grounds that a text names, each once."""
    return tuple(dict.fromkeys(one.cite for one in named(text)))


def is_named_alone(text: str) -> str | None:
    """What a line says beside the grounds that it begins with, its title taken off: "" for
    "Section 31(3) – Law Enforcement". None if it begins with something else."""
    found = named(text)
    if not found or found[0].start > 0:
        return None
    rest = text[found[-1].end :]
    title = _TITLE.match(rest)
    words = (title["title"] if title else rest).split()
    argues = re.search(
        r"\b(?:harm|public interest|balanc|factors?|arguments?|considerations?)", rest, re.I
    )
    return "" if len(words) <= 12 and not argues else rest


def _bare(match: re.Match[str]) -> list[Named]:
    try:
        cite = parse_cite(match["cite"])
    except BadCiteError:
        return []
    return [Named(one, match.start("cite"), match.end("cite")) for one in _apart(cite)]


def _apart(cite: str) -> tuple[str, ...]:
    """ "31(1)(a)(b)", as letters write it, is 31(1)(a) and 31(1)(b)."""
    found = _LETTERS.match(cite)
    if not found:
        return (cite,)
    return tuple(found[1] + letter for letter in re.findall(r"\([a-h]\)", found[2]))
