"""The container of Office files: a zip of XML parts (ECMA-376 part 2), opened with care.

A zip of a few kilobytes can hold gigabytes, and XML of a few lines can grow to as much. So before
any library sees the file, its members are counted, their sizes added up, each is inflated once to
see that it is sound and no larger than it says, and none may declare entities.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Final
from xml.etree import ElementTree
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from foi_bot.reading.cannot import SHARE_AGAIN, CannotRead, cannot_read, parsing
from foi_bot.reading.names import size_in_words

MOST_MEMBERS: Final = 5_000
MOST_INFLATED: Final = 100_000_000
"""In bytes, all members together."""
LARGEST_TREE: Final = 20_000_000
"""In bytes: a part of which the whole is held in memory. Larger ones are streamed."""

SAVE_ANEW: Final = f"Open it in the program that it is from and save it anew. {SHARE_AGAIN}"

_ENCRYPTED = 1
_CHUNK = 65_536
_XML = (".xml", ".rels", ".vml")


@dataclass(frozen=True, slots=True)
class Relation:
    """What one part says about another: `kind` is the last word of the relationship's type, such
    as "comments"; `target` is a member's name, or an address if `external`."""

    id: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Container:
    """An Office file, opened. `name` is its name as it came."""

    name: str
    archive: ZipFile

    @property
    def members(self) -> tuple[str, ...]:
        return tuple(self.archive.namelist())

    def under(self, folder: str, ending: str = "") -> tuple[str, ...]:
        """The members in a folder (which ends with a slash), or below it, with this ending."""
        found = (one for one in self.members if one.startswith(folder) and one.endswith(ending))
        return tuple(one for one in found if not one.endswith(("/", ".rels")))

    def tree(self, member: str) -> ElementTree.Element | None:
        """The XML of a member, None if there is no such member. Raises CannotRead."""
        if member not in self.members:
            return None
        if self.archive.getinfo(member).file_size > LARGEST_TREE:
            raise too_large(self.name)
        with parsing(self.name, SAVE_ANEW):
            return ElementTree.fromstring(self.archive.read(member))

    def elements(self, member: str) -> Iterator[tuple[str, ElementTree.Element]]:
        """The XML of a member as a stream of ("start" or "end", element); whoever reads it clears
        what is done with. Raises CannotRead."""
        with parsing(self.name, SAVE_ANEW), self.archive.open(member) as source:
            yield from ElementTree.iterparse(source, ("start", "end"))

    def relations(self, member: str) -> tuple[Relation, ...]:
        """What a member relates to, in the order of the file; empty if that is nothing."""
        folder, _, base = member.rpartition("/")
        tree = self.tree(posixpath.join(folder, "_rels", f"{base}.rels"))
        return tuple(_relation(folder, one) for one in tree) if tree is not None else ()


def open_container(name: str, content: bytes) -> Container:
    """The file, checked. Raises CannotRead where it is damaged, encrypted or far too large."""
    with parsing(name, SAVE_ANEW):
        archive = ZipFile(BytesIO(content))
        members = archive.infolist()
    if len(members) > MOST_MEMBERS or sum(one.file_size for one in members) > MOST_INFLATED:
        raise too_large(name)
    if len({one.filename for one in members}) < len(members):
        raise _damaged(name)
    with parsing(name, SAVE_ANEW):
        for member in members:
            _check(name, archive, member)
    return Container(name, archive)


def too_large(name: str) -> CannotRead:
    return cannot_read(
        name,
        f"it is too large once it is unpacked (more than {size_in_words(MOST_INFLATED)} in all or "
        f"{size_in_words(LARGEST_TREE)} in a part)",
        f"Save what is needed of it as a smaller file. {SHARE_AGAIN}",
    )


def local(tag: str) -> str:
    """The name of an element or attribute without its namespace: strict and transitional files
    (ECMA-376 parts 1 and 4) differ in nothing else."""
    return tag.rpartition("}")[2]


def attribute(element: ElementTree.Element, name: str) -> str | None:
    """An attribute by its name without its namespace."""
    return next((value for key, value in element.items() if local(key) == name), None)


def is_on(value: str | None) -> bool:
    """Whether an XML switch is on: "1", "true" or "on"."""
    return value in ("1", "true", "on")


def _relation(folder: str, element: ElementTree.Element) -> Relation:
    target = element.get("Target", "")
    external = element.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    kind = element.get("Type", "").rpartition("/")[2]
    return Relation(element.get("Id", ""), kind, target, external)


def _check(name: str, archive: ZipFile, member: ZipInfo) -> None:
    if member.flag_bits & _ENCRYPTED:
        raise cannot_read(
            name,
            "it is protected with a password",
            f"Save a copy without the password. {SHARE_AGAIN}",
        )
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise _damaged(name)
    # Reading to the end is what checks the length and the check sum of a member.
    with archive.open(member) as source:
        first = source.read(_CHUNK)
        while source.read(_CHUNK):
            pass
    if member.filename.lower().endswith(_XML) and _declares_a_type(first):
        raise _damaged(name)


class _AtRootError(Exception):
    """The prologue of an XML file has been read."""


def _declares_a_type(start: bytes) -> bool:
    """Whether XML has a document type, which alone can declare entities; or no root to be found."""

    def refuse(*_: object) -> None:
        raise ValueError

    def stop(*_: object) -> None:
        raise _AtRootError

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = stop
    try:
        parser.Parse(start, False)
    except _AtRootError:
        return False
    except (ValueError, LookupError, expat.ExpatError):
        return True
    return bool(start.strip())


def _damaged(name: str) -> CannotRead:
    return cannot_read(name, "the file is damaged or not what its name says", SAVE_ANEW)
