"""An authority's own Word file, to write its letters on: whether it can be.

The file is opened, and its parts are gone through, before python-docx sees it. It may hold a page
with a header and a footer, styles, pictures and fonts, and a body without words: the letter is the
body. Whatever would run, be fetched or be somebody's data when the applicant opens the letter is
refused, not taken out: what an authority sends is what it has looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final
from xml.etree.ElementTree import Element

from foi_bot.reading.cannot import CannotRead
from foi_bot.reading.container import Container, attribute, is_on, local, open_container

LARGEST: Final = 5_000_000
"""In bytes."""

BODY: Final = "word/document.xml"
_DOCUMENT: Final = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
)
_FIELDS: Final = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "TITLE", "STYLEREF", "HYPERLINK"})
_REFUSED: Final = {
    "vbaProject": "macros",
    "wordVbaData": "macros",
    "keyMapCustomizations": "macros",
    "oleObject": "an embedded file",
    "package": "an embedded file",
    "control": "a control that runs",
    "aFChunk": "an embedded file",
    "subDocument": "an embedded file",
    "mailMergeSource": "a mail merge",
    "frame": "a frame",
}
"""What kinds of relationship bring along."""
_SEEN: Final = frozenset({"t", "drawing", "pict", "object", "tbl", "sdt", "altChunk", "sym"})


def unfit(content: bytes, lines: Sequence[str]) -> tuple[str, ...]:
    """Why letters cannot be written on this Word file, each with what to do; empty if they can.

    `lines` are those that its header or footer has to say (none, if the letter says them itself).
    """
    if len(content) > LARGEST:
        return (f"expected at most {LARGEST // 1_000_000} MB: make its pictures smaller",)
    try:
        container = open_container("letterhead.docx", content)
        found = tuple(dict.fromkeys(_unfit(container, lines)))
    except CannotRead:
        return (
            "is damaged, protected with a password, far too large when unpacked, or no Word file: "
            "open it in Word and save it as .docx anew",
        )
    return found


def _unfit(container: Container, lines: Sequence[str]) -> Iterator[str]:
    if _content_type(container) != _DOCUMENT:
        yield "is a template, holds macros or is no Word document: save it as .docx in Word"
        return
    yield from _brought_along(container)
    yield from _body(container)
    yield from _settings(container)
    yield from _fields(container)
    said = _bare("".join(_said(container)))
    yield from (
        f"says “{line}” nowhere in its header or footer: write it there as in letterhead in "
        "pack.yaml, or put “letterhead_in: text” there"
        for line in lines
        if _bare(line) not in said
    )


def _content_type(container: Container) -> str | None:
    types = container.tree("[Content_Types].xml")
    for each in types if types is not None else ():
        if attribute(each, "PartName") == f"/{BODY}":
            return attribute(each, "ContentType")
    return None


def _brought_along(container: Container) -> Iterator[str]:
    for member in container.members:
        if member.endswith("vbaProject.bin") or "/activeX/" in member:
            yield "holds macros: save it as .docx, without them"
        if "/embeddings/" in member:
            yield "holds an embedded file: put a picture in its place"
        if not member.endswith(".rels"):
            continue
        part = member.replace("_rels/", "").removesuffix(".rels")
        for relation in container.relations(part):
            if relation.kind in _REFUSED:
                yield f"holds {_REFUSED[relation.kind]}: take it out"
            elif relation.kind == "attachedTemplate":
                yield (
                    "is tied to a template elsewhere: in Word, attach the Normal template "
                    "(Developer, Document Template) and save it"
                )
            elif relation.external and relation.kind != "hyperlink":
                yield (
                    f"fetches its {relation.kind} from {relation.target[:80]}: put it into the "
                    "file itself"
                )


def _body(container: Container) -> Iterator[str]:
    tree = container.tree(BODY)
    body = next((each for each in tree if local(each.tag) == "body"), None) if tree else None
    if body is None:
        yield "has no body: open it in Word and save it as .docx anew"
        return
    if any(local(each.tag) in _SEEN for each in body.iter()):
        yield (
            "has words or pictures in its body, which is the letter's place: move them into the "
            "header or footer, or delete them"
        )
    if sum(local(each.tag) == "sectPr" for each in body.iter()) != 1:
        yield "expected one section: take out its section breaks"


def _settings(container: Container) -> Iterator[str]:
    settings = container.tree("word/settings.xml")
    for each in settings if settings is not None else ():
        if local(each.tag) == "documentProtection" and is_on(attribute(each, "enforcement")):
            yield "is protected against changes: an officer could not edit the letter; unprotect it"


def _around(container: Container) -> Iterator[Element]:
    """The headers and footers that the document uses."""
    for relation in container.relations(BODY):
        if relation.kind in ("header", "footer"):
            tree = container.tree(relation.target)
            if tree is not None:
                yield tree


def _fields(container: Container) -> Iterator[str]:
    """Fields that count or repeat what stands in the letter do no harm; others fetch or ask."""
    for tree in _around(container):
        codes = [attribute(each, "instr") or "" for each in tree.iter() if _is(each, "fldSimple")]
        for paragraph in (each for each in tree.iter() if _is(each, "p")):
            # A code may be cut into pieces: only the whole says what it is.
            codes.append("".join(e.text or "" for e in paragraph.iter() if _is(e, "instrText")))
        for name in re.findall(r"[A-Za-z]+", _ARGUMENTS.sub(" ", " ".join(codes))):
            if name.upper() not in _FIELDS:
                yield f"has the field {name} in its header or footer: write plain words instead"


_ARGUMENTS: Final = re.compile(r'"[^"]*"|\\\S\s*\w*')
"""Of a field: what stands in quotation marks, and switches such as \\* MERGEFORMAT."""


def _is(element: Element, name: str) -> bool:
    return local(element.tag) == name


def _said(container: Container) -> Iterator[str]:
    """The words of headers and footers, those that stand for a picture included."""
    for tree in _around(container):
        for element in tree.iter():
            if _is(element, "t"):
                yield element.text or ""
            elif _is(element, "docPr"):
                yield attribute(element, "descr") or ""


def _bare(words: str) -> str:
    return re.sub(r"\s", "", words).casefold()
