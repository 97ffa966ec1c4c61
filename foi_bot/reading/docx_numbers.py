"""The numbers and bullets of a Word document's lists, which stand nowhere in its text.

Word keeps a paragraph's list and level, and works out the label when it shows the paragraph
(ECMA-376 part 1, 17.9 numbering). A request says "question 3" of what its reader saw, so the labels
are worked out here in the same way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from foi_bot.reading.container import attribute, local

BULLET: Final = "•"
MOST_LEVELS: Final = 9

_ROMAN: Final = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_MOST_ROMAN = 3999


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `text` is the label with %1 to %9 for the numbers of the levels."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    style: str = ""
    restarts: bool = True
    all_decimal: bool = False


@dataclass(slots=True)
class Numbers:
    """The labels of a document's paragraphs, asked for in the order of the document."""

    lists: dict[str, dict[int, Level]]
    """The levels of each abstract list."""
    of_number: dict[str, tuple[str, dict[int, int]]]
    """For each list: its abstract list, and the levels that it starts anew, with their first
    number."""
    of_style: dict[str, tuple[str, int | None]]
    """For each paragraph style, the list and level that it or the style under it names."""
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def label(self, paragraph: Element) -> str:
        """The label before this paragraph, empty if it is in no list."""
        number, at = self._list_of(paragraph)
        abstract, starts = self.of_number.get(number, ("", {}))
        levels = self.lists.get(abstract, {})
        level = levels.get(at)
        if level is None:
            return ""
        counts = self._counts.setdefault(abstract, {})
        if number not in self._begun:
            self._begun.add(number)
            counts.update({one: start - 1 for one, start in starts.items()})
        counts[at] = counts.get(at, level.start - 1) + 1
        for deeper in [one for one in counts if one > at and levels.get(one, Level()).restarts]:
            del counts[deeper]
        return _written(level, levels, counts)

    def _list_of(self, paragraph: Element) -> tuple[str, int]:
        properties = _child(paragraph, "pPr")
        style = _value(properties, "pStyle") or ""
        of_style, level_of_style = self.of_style.get(style, ("", None))
        own = _child(properties, "numPr")
        number = _value(own, "numId") or of_style
        level = _whole(_value(own, "ilvl"), None)
        if level is None:
            level = level_of_style
        if level is None:
            levels = self.lists.get(self.of_number.get(number, ("", {}))[0], {})
            level = next((at for at, one in levels.items() if style and one.style == style), 0)
        return number, level


def numbers(numbering: Element | None, styles: Element | None) -> Numbers:
    """The lists that a document's numbering and styles parts define."""
    lists: dict[str, dict[int, Level]] = {}
    of_number: dict[str, tuple[str, dict[int, int]]] = {}
    links: dict[str, str] = {}
    for part in numbering if numbering is not None else ():
        if local(part.tag) == "abstractNum":
            known = attribute(part, "abstractNumId") or ""
            lists[known] = dict(_levels(part))
            links[known] = _value(part, "numStyleLink") or ""
        elif local(part.tag) == "num":
            abstract = _value(part, "abstractNumId") or ""
            of_number[attribute(part, "numId") or ""] = abstract, dict(_starts(part))
    of_style = _of_styles(styles)
    for known, style in links.items():
        # A list that is a list style has its levels under the list that the style names.
        linked, _ = of_number.get(of_style.get(style, ("", None))[0], ("", {}))
        if style and linked in lists:
            lists[known] = lists[linked]
    return Numbers(lists, of_number, of_style)


def _levels(abstract: Element) -> Iterator[tuple[int, Level]]:
    for part in abstract:
        if local(part.tag) == "lvl":
            yield (
                _whole(attribute(part, "ilvl"), 0) or 0,
                Level(
                    start=_whole(_value(part, "start"), 1) or 0,
                    form=_value(part, "numFmt") or "decimal",
                    text=_value(part, "lvlText") or "",
                    style=_value(part, "pStyle") or "",
                    restarts=_value(part, "lvlRestart") != "0",
                    all_decimal=_child(part, "isLgl") is not None,
                ),
            )


def _starts(number: Element) -> Iterator[tuple[int, int]]:
    for part in number:
        start = _whole(_value(part, "startOverride"), None)
        if local(part.tag) == "lvlOverride" and start is not None:
            yield _whole(attribute(part, "ilvl"), 0) or 0, start


def _of_styles(styles: Element | None) -> dict[str, tuple[str, int | None]]:
    own: dict[str, tuple[str, int | None]] = {}
    under: dict[str, str] = {}
    for part in styles if styles is not None else ():
        if local(part.tag) == "style":
            known = attribute(part, "styleId") or ""
            found = _child(_child(part, "pPr"), "numPr")
            own[known] = _value(found, "numId") or "", _whole(_value(found, "ilvl"), None)
            under[known] = _value(part, "basedOn") or ""
    return {style: _inherited(style, own, under) for style in own}


def _inherited(
    style: str, own: dict[str, tuple[str, int | None]], under: dict[str, str]
) -> tuple[str, int | None]:
    seen = set()
    while style in own and style not in seen:
        if own[style][0]:
            return own[style]
        seen.add(style)
        style = under[style]
    return "", None


def _written(level: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
    if level.form == "bullet":
        return BULLET
    label = level.text
    for at in range(MOST_LEVELS):
        if f"%{at + 1}" in label:
            one = levels.get(at, Level())
            form = "decimal" if level.all_decimal else one.form
            label = label.replace(f"%{at + 1}", _number(counts.get(at, one.start), form))
    return label.strip()


def _number(number: int, form: str) -> str:
    match form:
        case "lowerLetter" | "upperLetter" if number > 0:
            letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letter.upper() if form == "upperLetter" else letter
        case "lowerRoman" | "upperRoman" if 0 < number <= _MOST_ROMAN:
            roman = _roman(number)
            return roman.upper() if form == "upperRoman" else roman
        case "decimalZero":
            return f"{number:02}"
        case "none" | "bullet":
            return ""
        case _:
            return str(number)


def _roman(number: int) -> str:
    written = ""
    for worth, letters in _ROMAN:
        times, number = divmod(number, worth)
        written += letters * times
    return written


def _child(element: Element | None, name: str) -> Element | None:
    found = (one for one in (element if element is not None else ()) if local(one.tag) == name)
    return next(found, None)


def _value(element: Element | None, name: str) -> str | None:
    """The w:val of a child."""
    found = _child(element, name)
    return attribute(found, "val") if found is not None else None


def _whole(words: str | None, otherwise: int | None) -> int | None:
    """A whole number of up to nine digits; longer ones only a damaged file has."""
    return int(words) if words and words.isdecimal() and len(words) < 10 else otherwise
