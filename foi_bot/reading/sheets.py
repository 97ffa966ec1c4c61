"""What the sheets of a workbook hold that is not seen, found without reading their figures.

A sheet is streamed, cell by cell and in little memory, because an enclosure may be far larger than
the table of a letter. Hidden rows and columns count only where something is in them: many sheets
hide all that lies beside the table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element
from xml.parsers import expat

from foi_bot.reading.cannot import cannot_read, parsing
from foi_bot.reading.container import SAVE_ANEW, Container, attribute, is_on, local
from foi_bot.reading.grid import MOST_ROWS
from foi_bot.reading.number_formats import masks, shows_nothing

WORKBOOK: Final = "xl/workbook.xml"
_WHITE_THEME = "0"
_WHITE_INDEX = ("1", "9", "65")
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook: `state` is "visible", "hidden" or "veryHidden" (hidden even from
    Excel's own list), `kind` "worksheet" or another, `member` its part of the container."""

    name: str
    state: str
    kind: str
    member: str


@dataclass(frozen=True, slots=True)
class Styles:
    """The cell formats, by number, under which a person does not see what is in a cell."""

    invisible: frozenset[int]
    """White letters on no ground, or a number format that shows nothing."""
    masking: frozenset[int]
    """A number format that shows the same words in the place of different numbers."""


@dataclass(slots=True)
class Survey:
    """What was found in one sheet; cells as "B4", empty where there was none."""

    filled: bool = False
    too_long: bool = False
    """Longer than a letter can hold, and looked at no further."""
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: set[str] = field(default_factory=set)
    filtered: bool = False
    merged: str = ""
    unanswered: str = ""
    """The first formula whose result is not stored."""
    error: str = ""
    """The first cell that holds an error, such as #REF!."""
    invisible: str = ""
    masked: str = ""


def workbook(container: Container) -> Element:
    """The part that lists the sheets. Raises CannotRead."""
    tree = container.tree(WORKBOOK)
    if tree is None:
        raise cannot_read(container.name, "it has no list of its sheets", SAVE_ANEW)
    return tree


def sheets(container: Container) -> tuple[Sheet, ...]:
    """The sheets in the order of their tabs. Raises CannotRead."""
    targets = {one.id: one for one in container.relations(WORKBOOK)}
    found = []
    for element in workbook(container).iter():
        related = targets.get(attribute(element, "id") or "")
        if local(element.tag) == "sheet" and related is not None:
            state = element.get("state", "visible")
            found.append(Sheet(element.get("name", ""), state, related.kind, related.target))
    return tuple(found)


def styles(container: Container) -> Styles:
    """The cell formats that hide or mask what is in a cell. Raises CannotRead."""
    tree = container.tree("xl/styles.xml")
    if tree is None:
        return Styles(frozenset(), frozenset())
    invisible, masking = set(), set()
    with parsing(container.name, SAVE_ANEW):
        parts = {local(part.tag): list(part) for part in tree}
        codes = {one.get("numFmtId"): one.get("formatCode", "") for one in parts.get("numFmts", ())}
        white = [_is_white(_child(font, "color")) for font in parts.get("fonts", ())]
        bare = [_is_bare(fill) for fill in parts.get("fills", ())]
        for number, xf in enumerate(parts.get("cellXfs", ())):
            code = codes.get(xf.get("numFmtId"), "")
            on_white = _at(white, xf.get("fontId")) and _at(bare, xf.get("fillId"))
            if on_white or shows_nothing(code):
                invisible.add(number)
            elif masks(code):
                masking.add(number)
    return Styles(frozenset(invisible), frozenset(masking))


def survey(container: Container, sheet: Sheet, unseen: Styles, for_a_letter: bool) -> Survey:
    """What is in the sheet. Stops, `for_a_letter`, at the first row that a letter cannot hold.
    Raises CannotRead."""
    surveyor = _Surveyor(unseen, for_a_letter)
    if sheet.member not in container.members:
        raise cannot_read(container.name, "one of its sheets is missing", SAVE_ANEW)
    with parsing(container.name, SAVE_ANEW, expat.ExpatError):
        try:
            with container.archive.open(sheet.member) as source:
                surveyor.parser.ParseFile(source)
            surveyor.close_cell()
        except _EnoughError:
            surveyor.found.too_long = True
    return surveyor.found


def _child(element: Element, name: str) -> Element | None:
    return next((one for one in element if local(one.tag) == name), None)


def _is_white(color: Element | None) -> bool:
    if color is None:
        return False
    theme = color.get("theme") == _WHITE_THEME and float(color.get("tint") or 0) == 0
    return (
        (color.get("rgb") or "").upper().endswith("FFFFFF")
        or theme
        or (color.get("indexed") in _WHITE_INDEX)
    )


def _is_bare(fill: Element) -> bool:
    pattern = _child(fill, "patternFill")
    if pattern is None:
        return False
    ground = pattern.get("patternType", "none")
    return ground == "none" or (ground == "solid" and _is_white(_child(pattern, "fgColor")))


def _at(known: list[bool], number: str | None) -> bool:
    return (number or "").isdecimal() and int(number or 0) < len(known) and known[int(number or 0)]


class _EnoughError(Exception):
    """No more of the sheet has to be read."""


class _Surveyor:
    """Reads a sheet's elements as they come. A cell is judged when the next element closes it."""

    def __init__(self, unseen: Styles, for_a_letter: bool) -> None:
        self.found = Survey()
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self._unseen = {str(one): "invisible" for one in unseen.invisible}
        self._unseen |= {str(one): "masked" for one in unseen.masking}
        self._most_rows = MOST_ROWS + 1 if for_a_letter else None
        self._row = 0
        self._row_is_hidden = False
        self._watchful = self._most_rows is not None
        self._column = 0
        self._cell: Mapping[str, str] = {}
        self._is_formula = False
        self._is_filled = False
        self._value = ""
        self._hidden: list[tuple[int, int]] = []
        self._handlers = {
            "c": self._at_cell,
            "v": self._at_value,
            "is": self._at_value,
            "f": self._at_formula,
            "row": self._at_row,
            "col": self._at_columns,
            "filterColumn": self._at_filter,
            "mergeCell": self._at_merge,
        }

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        handler = self._handlers.get(tag)
        if handler is None and ":" in tag:
            handler = self._handlers.get(tag.rpartition(":")[2])
        if handler is not None:
            handler(attributes)

    def _at_row(self, attributes: Mapping[str, str]) -> None:
        self.close_cell()
        self._row = int(attributes.get("r", self._row + 1))
        self._column = 0
        flat = "ht" in attributes and float(attributes["ht"]) == 0
        self._row_is_hidden = flat or is_on(attributes.get("hidden"))
        self._watchful = self._row_is_hidden or self._most_rows is not None

    def _at_cell(self, attributes: Mapping[str, str]) -> None:
        self.close_cell()
        self._cell = attributes
        self._column += 1

    def _at_value(self, attributes: Mapping[str, str]) -> None:  # noqa: ARG002 - one signature
        self._is_filled = True
        if self._is_formula:
            self.parser.CharacterDataHandler = self._gather
            self.parser.EndElementHandler = self._stop_gathering

    def _at_formula(self, attributes: Mapping[str, str]) -> None:  # noqa: ARG002 - one signature
        self._is_formula = True
        self._value = ""

    def _at_columns(self, attributes: Mapping[str, str]) -> None:
        flat = "width" in attributes and float(attributes["width"]) == 0
        if flat or is_on(attributes.get("hidden")):
            self._hidden.append((int(attributes["min"]), int(attributes["max"])))

    def _at_filter(self, attributes: Mapping[str, str]) -> None:  # noqa: ARG002 - one signature
        self.found.filtered = True

    def _at_merge(self, attributes: Mapping[str, str]) -> None:
        self.found.merged = self.found.merged or attributes.get("ref", "")

    def _gather(self, words: str) -> None:
        self._value += words

    def _stop_gathering(self, tag: str) -> None:  # noqa: ARG002 - one signature
        self.parser.CharacterDataHandler = self.parser.EndElementHandler = None

    def close_cell(self) -> None:
        """Judge the cell that has been read, if there is one that holds anything."""
        if self._is_filled or self._is_formula:
            self.found.filled = True
            # Of a million cells most are plain: they are passed over as fast as can be.
            style = self._cell.get("s", "0")
            if self._watchful or self._is_formula or self._hidden or style in self._unseen:
                self._judge(style)
        self._is_filled = self._is_formula = False

    def _judge(self, style: str) -> None:
        found, kind = self.found, self._cell.get("t", "n")
        if self._most_rows is not None and self._row > self._most_rows:
            raise _EnoughError
        if self._row_is_hidden and found.hidden_rows[-1:] != [self._row]:
            found.hidden_rows.append(self._row)
        if self._hidden:
            self._judge_column()
        if kind == "e":
            found.error = found.error or self._place()
        # An empty text is a result; for a number it means that none was stored.
        has_result = self._is_filled and (self._value.strip() or kind == "str")
        if self._is_formula and not has_result:
            found.unanswered = found.unanswered or self._place()
        unseen = self._unseen.get(style)
        if unseen == "invisible":
            found.invisible = found.invisible or self._place()
        elif unseen == "masked" and kind == "n":
            found.masked = found.masked or self._place()

    def _judge_column(self) -> None:
        letters, column = _letters_and_number(self._cell.get("r", ""), self._column)
        if any(first <= column <= last for first, last in self._hidden):
            self.found.hidden_columns.add(letters)

    def _place(self) -> str:
        letters, _ = _letters_and_number(self._cell.get("r", ""), self._column)
        return f"{letters}{self._row}"


def _letters_and_number(reference: str, counted: int) -> tuple[str, int]:
    """A cell's column as letters and as a number, from the cell's reference ("B4") or, where it
    has none, from its count."""
    known = _CELL.fullmatch(reference)
    if known:
        number = 0
        for letter in known[1]:
            number = number * 26 + ord(letter) - ord("A") + 1
        return known[1], number
    letters, rest = "", counted
    while rest > 0:
        rest, last = divmod(rest - 1, 26)
        letters = chr(ord("A") + last) + letters
    return letters, counted
