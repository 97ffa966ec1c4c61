"""House packs: whose letterhead, whose wording, whose rules of approval.

A pack is a folder: `pack.yaml` (`foi_bot.letter.pack`), and optionally `wording/`, whose files
replace the bundled passages of the same name (`fill.load_wording`), and what letters look like
(`stationery_files`). `templates/house/` holds the practice packs; an authority's own lie in a
folder of its choosing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from importlib.resources.abc import Traversable
from itertools import islice

from pydantic import ConfigDict

from foi_bot.bundled import templates, walk
from foi_bot.letter.fill import Wording, load_wording
from foi_bot.letter.language import LANGUAGE, load_language
from foi_bot.letter.pack import Line, Pack, UnitPack, spoken_for
from foi_bot.letter.problems import BadFile, Problem
from foi_bot.letter.stationery import PLAIN, Stationery
from foi_bot.letter.stationery_files import is_stationery, read_stationery
from foi_bot.letter.yaml_errors import fields_of, load_yaml_model

PACK = "pack.yaml"
WORDING = "wording"
DEEPEST = 4
"""How many folders deep a pack goes: below that nothing of it is looked for."""
MOST_FILES = 1_000
LARGEST = 20_000_000
"""In bytes. Fonts are the largest files that a pack has."""
_STATIONERY = ", nor letterhead.docx, logo.png, logo.jpg, logo.svg or a font in fonts/"


class House(Pack):
    """An authority as its pack describes it. `version` changes with any byte of the pack, and with
    any bundled sentence that its letters may use. `unit` is who answers for it, where somebody
    does, and `others` are the authorities that the unit answers for besides. `bundled` says that
    the pack came with the program, to practise with."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    wording: Wording
    unit: Line | None = None
    others: tuple[Line, ...] = ()
    stationery: Stationery = PLAIN
    version: str
    bundled: bool = False

    def reference(self, year: int, number: int) -> str:
        """The reference of the year's case of that number, such as FOI2026/00042."""
        return self.references.format(year=year, number=number)


def load_house(folder: Traversable) -> House:
    """The house whose pack lies in the folder, of the first authority where it is a unit's. Raises
    BadFile with every problem found, each with its file and line."""
    return load_pack(folder)[0]


def load_pack(folder: Traversable) -> tuple[House, ...]:
    """Every house whose pack lies in the folder: one, or for a unit each authority that it answers
    for. Raises BadFile with every problem found, each with its file and line."""
    found = _files(folder)
    over = folder.joinpath(WORDING)
    name = f"{folder.name}/{PACK}"
    written: Pack | UnitPack
    if "speaks_for" in fields_of(folder.joinpath(PACK), name):
        written = load_yaml_model(folder.joinpath(PACK), UnitPack, name)
    else:
        written = load_yaml_model(folder.joinpath(PACK), Pack, name)
    called = f"{folder.name}/{WORDING}"
    language = load_language(written.language, over.joinpath(LANGUAGE), f"{called}/{LANGUAGE}")
    over_or_none = over if over.is_dir() else None
    wording = load_wording(_bundled_wording(), over_or_none, language=language, called=called)
    version = _version(found, wording)
    packs = _packs_of(written, wording)
    return tuple(
        House(
            **dict(pack),
            wording=wording,
            unit=written.unit if isinstance(written, UnitPack) else None,
            others=tuple(other.authority for other in packs if other is not pack),
            stationery=read_stationery(
                folder,
                found,
                look=pack.look,
                lines=pack.letterhead,
                letterhead_in=pack.letterhead_in,
                logo_text=pack.logo_text,
            ),
            version=version,
        )
        for pack in packs
    )


def _packs_of(written: Pack | UnitPack, wording: Wording) -> tuple[Pack, ...]:
    """The packs of the authorities: a unit signs for each of its own."""
    if isinstance(written, Pack):
        return (written,)
    signed = {
        one.id: wording.text("unit/signed", {"authority": one.authority})
        for one in written.speaks_for
    }
    return tuple(spoken_for(written, signed))


def _files(folder: Traversable) -> dict[str, bytes]:
    """The files of a pack by their paths. Raises BadFile for those that it has no place for."""
    found: dict[str, bytes] = {}
    for path, file in islice(walk(folder, DEEPEST), MOST_FILES + 1):
        content = _bounded(file)
        if content is None or len(found) == MOST_FILES:
            told = (
                f"no pack has more than {MOST_FILES} files, or one of more than {LARGEST:,} bytes"
            )
            raise BadFile([Problem(f"{folder.name}/{path}", 1, "", told)])
        found[path] = content
    if PACK not in found:
        raise BadFile([Problem(f"{folder.name}/{PACK}", 1, "", "is missing")])
    problems = [
        Problem(f"{folder.name}/{path}", 1, "", f"is neither {PACK} nor in {WORDING}/{_STATIONERY}")
        for path in found
        if path not in (PACK, "README.md")
        and not path.startswith(f"{WORDING}/")
        and not is_stationery(path)
    ]
    if problems:
        raise BadFile(problems)
    return found


def _bounded(file: Traversable) -> bytes | None:
    """What is in a file, or None where that is more than a pack's file ever is."""
    with file.open("rb") as opened:
        content: bytes = opened.read(LARGEST + 1)
    return None if len(content) > LARGEST else content


def load_houses(folder: Traversable | None = None) -> Mapping[str, House]:
    """Every house by its id: the bundled ones, and those whose packs lie in `folder`, each pack in
    a folder of its own. A house there replaces a bundled one of the same id.

    Raises BadFile with every problem of every pack.
    """
    houses: dict[str, House] = {}
    problems: list[Problem] = []
    bundled = templates().joinpath("house")
    for place in (bundled, folder):
        own: dict[str, House] = {}
        for pack in _packs(place):
            try:
                loaded = load_pack(pack)
            except BadFile as bad:
                problems.extend(bad.errors)
                continue
            for house in loaded:
                if house.id in own:
                    name = f"{pack.name}/{PACK}"
                    problems.append(Problem(name, 1, "id", f"{house.id} is another pack's id"))
                own[house.id] = house.model_copy(update={"bundled": place is bundled})
        houses |= own
    if problems:
        raise BadFile(problems)
    return houses


def _packs(folder: Traversable | None) -> list[Traversable]:
    if folder is None:
        return []
    if not folder.is_dir():
        raise BadFile([Problem(str(folder), 1, "", "is no folder")])
    found = [entry for entry in folder.iterdir() if entry.is_dir()]
    return sorted((e for e in found if not e.name.startswith(".")), key=lambda entry: entry.name)


def _bundled_wording() -> Traversable:
    return templates().joinpath("letters")


def _version(files: Mapping[str, bytes], wording: Wording) -> str:
    digest = hashlib.sha256(wording.version.encode())
    for path, content in files.items():
        for part in (path.encode(), content):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()
