"""What Excel and Word files have in common of what is not seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from foi_bot.law.days_in_words import listed
from foi_bot.reading.container import Container, local
from foi_bot.reading.unseen import Unseen, counted

_PEOPLE: Final = {
    "creator": "author",
    "lastModifiedBy": "last saved by",
    "Manager": "manager",
    "Company": "company",
}
_EDGES: Final = ("l", "t", "r", "b")


def within_office(container: Container, folder: str) -> Iterator[Unseen]:
    """Macros, embedded files, cropped pictures, the thumbnail and the properties of a workbook
    ("xl/") or document ("word/"). Raises CannotRead."""
    if f"{folder}vbaProject.bin" in container.members:
        yield Unseen("macros", "whole file")
    embedded = container.under(f"{folder}embeddings/")
    if embedded:
        yield Unseen(counted(len(embedded), "embedded file"), "whole file")
    cropped = sum(_cropped(container, member) for member in container.under(folder, ".xml"))
    if cropped:
        yield Unseen(
            counted(cropped, "cropped picture") + ", of which the file keeps the whole",
            "pictures",
        )
    if container.under("docProps/thumbnail."):
        yield Unseen("a small picture of the first page as it was at some time", "file properties")
    yield from _properties(container)
    if container.under("customXml/", ".xml"):
        yield Unseen("data that other programs have left", "file properties", serious=False)


def _cropped(container: Container, member: str) -> int:
    if "/drawings/" not in member and not member.startswith("word/document"):
        return 0
    count = 0
    for event, element in container.elements(member):
        if event == "end":
            if local(element.tag) == "srcRect":
                count += any(element.get(edge, "0") not in ("0", "0%") for edge in _EDGES)
            element.clear()
    return count


def _properties(container: Container) -> Iterator[Unseen]:
    found = []
    for member in ("docProps/core.xml", "docProps/app.xml"):
        tree = container.tree(member)
        for element in tree if tree is not None else ():
            if local(element.tag) in _PEOPLE and (element.text or "").strip():
                found.append(_PEOPLE[local(element.tag)])
    if found:
        yield Unseen("who made the file", f"file properties: {listed(found)}", serious=False)
    custom = container.tree("docProps/custom.xml")
    if custom is not None and len(custom):
        names = [element.get("name", "") for element in custom][:5]
        yield Unseen(
            counted(len(custom), "added property", "added properties"),
            f"file properties: {listed(names)}",
            serious=False,
        )
