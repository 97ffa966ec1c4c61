"""The text of a Word document in the order of the page, as its reader sees it (ECMA-376-1, 17).

python-docx reads less than a reader sees: neither the numbers of lists, nor what was inserted with
changes tracked, nor what stands in content controls and text boxes. A request can hold all four.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias
from xml.etree.ElementTree import Element

from foi_bot.reading.cannot import cannot_read, parsing
from foi_bot.reading.container import SAVE_ANEW, Container, attribute, local, open_container
from foi_bot.reading.docx_numbers import Numbers, numbers
from foi_bot.reading.plain import MOST_CHARACTERS, Text, text_of

DOCUMENT: Final = "word/document.xml"

PICTURE: Final = "a picture"
"""How the officer is told of one."""

_UNSEEN: Final = {
    "del": "words deleted with changes tracked",
    "moveFrom": "words deleted with changes tracked",
    "altChunk": "a part inserted from another file",
    "object": "an embedded object",
    "chart": "a chart",
    "blip": PICTURE,
    "imagedata": PICTURE,
    "footnoteReference": "footnotes",
    "endnoteReference": "endnotes",
    "commentReference": "comments",
}
"""What is left out, and how the officer is told."""
_PASSED_OVER: Final = frozenset(
    ("pPr", "rPr", "tblPr", "instrText", "delText", "sdtPr", "Fallback")
)
_CHARACTERS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}


LineKind: TypeAlias = Literal["paragraph", "item", "row"]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, a list's item or a table's row, its cells apart by tabs. `label` is the number
    or bullet that its reader sees before an item; `goes_on`: the break after it was deleted with
    changes tracked, so that the next one is part of it."""

    text: str
    kind: LineKind = "paragraph"
    label: str = ""
    goes_on: bool = False


@dataclass(slots=True)
class Reader:
    """Reads the lines of a document in the order of the page, and notes what it leaves out."""

    numbers: Numbers
    left_out: list[str] = field(default_factory=list)

    def lines(self, element: Element) -> Iterator[Line]:
        """The paragraphs and rows within an element that holds such."""
        for part in element:
            match local(part.tag):
                case "p":
                    yield from self._paragraph(part)
                case "tbl":
                    yield from self._table(part)
                case name if name in _UNSEEN:
                    self.left_out.append(_UNSEEN[name])
                case name if name not in _PASSED_OVER:
                    yield from self.lines(part)

    def _paragraph(self, paragraph: Element) -> Iterator[Line]:
        boxes: list[Element] = []
        label = self.numbers.label(paragraph)
        words = "".join(self._words(paragraph, boxes))
        kind: LineKind = "item" if label and words.strip() else "paragraph"
        yield Line(words, kind, label, _is_deleted(paragraph, "pPr", "rPr"))
        for box in boxes:
            yield from self.lines(box)

    def _words(self, element: Element, boxes: list[Element]) -> Iterator[str]:
        for part in element:
            name = local(part.tag)
            if name == "t":
                yield part.text or ""
            elif name in _CHARACTERS:
                yield _CHARACTERS[name]
            elif name in _UNSEEN:
                self.left_out.append(_UNSEEN[name])
            elif name == "r" and is_hidden(part):
                if any(local(one.tag) == "t" and one.text for one in part):
                    self.left_out.append("hidden text")
            elif name == "txbxContent":
                boxes.append(part)
            elif name not in _PASSED_OVER:
                yield from self._words(part, boxes)

    def _table(self, table: Element) -> Iterator[Line]:
        for row in _within(table, "tr"):
            if _is_deleted(row, "trPr"):
                self.left_out.append(_UNSEEN["del"])
                continue
            cells = (" ".join(self._cell(cell)) for cell in _within(row, "tc"))
            yield Line("\t".join(cells), "row")

    def _cell(self, cell: Element) -> Iterator[str]:
        for line in self.lines(cell):
            words = " ".join(_seen(line).split())
            if words:
                yield words


def read_docx(name: str, content: bytes, most: int = MOST_CHARACTERS) -> Text:
    """The text of the document. Insertions that are tracked are read, deletions are not; tables are
    lines of cells with tabs between them. Raises CannotRead."""
    container = open_container(name, content)
    found, left_out = lines_in(container)
    return text_of(name, _joined(found), left_out + list(_around(container)), most)


def lines_in(container: Container) -> tuple[list[Line], list[str]]:
    """The lines of a document that has been opened, and what was left out of them. Raises
    CannotRead."""
    document, name = container.tree(DOCUMENT), container.name
    if document is None:
        raise cannot_read(name, "the file is damaged: it has no text part", SAVE_ANEW)
    with parsing(name, SAVE_ANEW):
        numbering = container.tree("word/numbering.xml")
        reader = Reader(numbers(numbering, container.tree("word/styles.xml")))
        return list(reader.lines(document)), reader.left_out


def is_hidden(run: Element) -> bool:
    """Whether a run of text is formatted as hidden (w:vanish)."""
    for properties in _within(run, "rPr"):
        for one in _within(properties, "vanish"):
            return attribute(one, "val") not in ("0", "false", "off")
    return False


def _within(element: Element, name: str) -> Iterator[Element]:
    """The children of this name, those of content controls and of custom XML among them."""
    for part in element:
        if local(part.tag) == name:
            yield part
        elif local(part.tag) in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _within(part, name)


def _is_deleted(element: Element, *path: str) -> bool:
    """Whether a row, or a paragraph's end, was deleted with changes tracked: its properties, down
    this path, say so (17.13.5.12, 17.13.5.15)."""
    for name in path:
        found = next((one for one in element if local(one.tag) == name), None)
        if found is None:
            return False
        element = found
    return any(local(one.tag) in ("del", "moveFrom") for one in element)


def _seen(line: Line) -> str:
    return f"{line.label} {line.text}" if line.kind == "item" else line.text


def _joined(lines: list[Line]) -> str:
    """A line each, with an empty one between paragraphs, and none within a list or a table."""
    text = ""
    for at, line in enumerate(lines):
        together = at > 0 and line.kind != "paragraph" and line.kind == lines[at - 1].kind
        text += ("\n" if together else "\n\n") + _seen(line)
    return text


def _around(container: Container) -> Iterator[str]:
    """The headers and footers of the pages, if there are words in any."""
    for member in container.under("word/", ".xml"):
        if member.startswith(("word/header", "word/footer")):
            tree = container.tree(member)
            if tree is not None and any(local(one.tag) == "t" and one.text for one in tree.iter()):
                yield "headers and footers"
