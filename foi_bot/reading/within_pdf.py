"""What a PDF holds that is not seen on its pages (ISO 32000-1). pypdf is imported when it is used.

What is found is there; that nothing was found is no proof. In particular, text under a drawn box
is found only where the box is a filled rectangle of the page, laid over text that is not turned.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from foi_bot.law.days_in_words import listed
from foi_bot.reading.covered import covers_text
from foi_bot.reading.pdf_text import open_pdf
from foi_bot.reading.unseen import Unseen, counted

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MOST_PAGES: Final = 100
"""The pages on which text under boxes is looked for, from the first."""

_SEEN: Final = frozenset(("/Link", "/Widget", "/Popup"))
_HIDDEN_FLAGS: Final = 1 | 2 | 32
"""Invisible, Hidden, NoView (ISO 32000-1, table 165)."""
_END: Final = re.compile(rb"%%EOF")
_OBJECT: Final = re.compile(rb"\b\d{1,10}\s+\d{1,5}\s+obj\b")
_PEOPLE: Final = {"/Author": "author", "/Creator": "program", "/Title": "title"}


def within_pdf(name: str, content: bytes) -> Iterator[Unseen]:
    """All that is found, page by page and then of the whole file. Raises CannotRead."""
    found: list[Unseen] = []
    with open_pdf(name, content) as reader:
        for number, page in enumerate(reader.pages, start=1):
            found.extend(_of_page(page, f"page {number}"))
        for number, page in enumerate(islice(reader.pages, MOST_PAGES), start=1):
            if covers_text(page):
                found.append(
                    Unseen("text under a drawn box, which can be copied", f"page {number}")
                )
        found.extend(_of_file(reader, content))
    yield from found


def _of_page(page: PageObject, where: str) -> Iterator[Unseen]:
    annotations = [one.get_object() for one in page.annotations or ()]
    notes = [one for one in annotations if one.get("/Subtype") not in _SEEN]
    kinds = Counter(str(one.get("/Subtype", "")).strip("/") for one in notes)
    if kinds["FileAttachment"]:
        yield Unseen(counted(kinds.pop("FileAttachment"), "attached file"), where)
    if kinds.total():
        names = listed(sorted(kinds))
        yield Unseen(
            counted(kinds.total(), "comment or mark", "comments or marks"), f"{where}: {names}"
        )
    hidden = sum(bool(int(one.get("/F", 0)) & _HIDDEN_FLAGS) for one in annotations)
    if hidden:
        yield Unseen(
            counted(hidden, "hidden mark or form field", "hidden marks or form fields"), where
        )


def _of_file(reader: PdfReader, content: bytes) -> Iterator[Unseen]:
    attached = [one.name for one in islice(reader.attachment_list, 100)]
    if attached:
        yield Unseen(counted(len(attached), "embedded file"), f"whole file: {listed(attached[:5])}")
    root = reader.root_object
    if _hidden_layers(root):
        yield Unseen("layers that are switched off", "whole file")
    if "/JavaScript" in _dictionary(root, "/Names") or _runs_script(root):
        yield Unseen("scripts", "whole file")
    if _was_added_to(content):
        yield Unseen("earlier versions, because changes were saved at its end", "whole file")
    fields = reader.get_fields() or {}
    if fields:
        yield Unseen(counted(len(fields), "form field"), "whole file", serious=False)
    known = reader.metadata
    people = [
        words
        for key, words in _PEOPLE.items()
        if known is not None and str(known.get(key, "")).strip()
    ]
    if "author" not in people and _names_a_creator(root):
        people.insert(0, "author")
    if people:
        yield Unseen("who made the file", f"file properties: {listed(people)}", serious=False)


def _was_added_to(content: bytes) -> bool:
    """Whether objects follow the end of a first version: changes saved without writing the file
    anew. Word ends a file twice with nothing between, and a linearized file has two ends."""
    ends = [end.end() for end in _END.finditer(content)]
    needed = 2 if b"/Linearized" in content[:1024] else 1
    return len(ends) > needed and _OBJECT.search(content, ends[needed - 1]) is not None


def _names_a_creator(root: Any) -> bool:
    """Whether the metadata that are kept as XML (XMP) name who made the file."""
    metadata = root.get("/Metadata")
    return metadata is not None and b"<dc:creator" in metadata.get_object().get_data()


def _hidden_layers(root: Any) -> bool:
    default = _dictionary(_dictionary(root, "/OCProperties"), "/D")
    off = default.get("/OFF")
    return bool(off and len(off.get_object())) or default.get("/BaseState") == "/OFF"


def _runs_script(root: Any) -> bool:
    action = root.get("/OpenAction")
    action = action.get_object() if action is not None else None
    return isinstance(action, dict) and action.get("/S") == "/JavaScript"


def _dictionary(parent: Any, key: str) -> Any:
    found = parent.get(key)
    found = found.get_object() if found is not None else None
    return found if isinstance(found, dict) else {}
