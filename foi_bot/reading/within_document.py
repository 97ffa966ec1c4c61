"""What a Word document holds that is not seen on its pages (ECMA-376 part 1, 17)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from foi_bot.reading.cannot import cannot_read
from foi_bot.reading.container import SAVE_ANEW, Container, attribute, local, open_container
from foi_bot.reading.docx_text import DOCUMENT, is_hidden
from foi_bot.reading.unseen import Unseen, counted
from foi_bot.reading.within_office import within_office

_STORIES: Final = {
    "word/document": "document",
    "word/header": "header",
    "word/footer": "footer",
    "word/footnotes": "footnotes",
    "word/endnotes": "endnotes",
}
_TRACKED: Final = {
    "ins": "insertion",
    "del": "deletion",
    "moveFrom": "move",
}


def within_document(name: str, content: bytes) -> Iterator[Unseen]:
    """All that is found, part by part. Raises CannotRead."""
    container = open_container(name, content)
    if DOCUMENT not in container.members:
        raise cannot_read(name, "the file is damaged: it has no text part", SAVE_ANEW)
    hiding = _hiding_styles(container)
    for member in container.under("word/", ".xml"):
        where = next((one for start, one in _STORIES.items() if member.startswith(start)), None)
        if where is not None:
            yield from _of_story(container, member, where, hiding)
    comments = container.tree("word/comments.xml")
    count = sum(local(one.tag) == "comment" for one in comments) if comments is not None else 0
    if count:
        yield Unseen(counted(count, "comment"), "document")
    yield from within_office(container, "word/")


def _of_story(
    container: Container, member: str, where: str, hiding: frozenset[str]
) -> Iterator[Unseen]:
    found: Counter[str] = Counter()
    for event, element in container.elements(member):
        name = local(element.tag)
        if event == "start":
            found[name] += name in _TRACKED
        elif name == "p":
            found["hidden"] += _has_hidden_text(element, hiding)
            element.clear()
    for name, what in _TRACKED.items():
        if found[name]:
            yield Unseen(f"tracked changes: {counted(found[name], what)}", where)
    if found["hidden"]:
        yield Unseen(f"hidden text in {counted(found['hidden'], 'paragraph')}", where)


def _has_hidden_text(paragraph: Element, hiding: frozenset[str]) -> bool:
    all_hidden = _style(paragraph, "pStyle") in hiding
    runs = (one for one in paragraph.iter() if local(one.tag) == "r")
    return any(
        (all_hidden or is_hidden(run) or _style(run, "rStyle") in hiding)
        and any(local(one.tag) == "t" and one.text for one in run)
        for run in runs
    )


def _style(element: Element, name: str) -> str:
    for properties in element:
        if local(properties.tag) in ("pPr", "rPr"):
            for one in properties:
                if local(one.tag) == name:
                    return attribute(one, "val") or ""
    return ""


def _hiding_styles(container: Container) -> frozenset[str]:
    styles = container.tree("word/styles.xml")
    found = (one for one in (styles if styles is not None else ()) if local(one.tag) == "style")
    return frozenset(attribute(one, "styleId") or "" for one in found if is_hidden(one))
