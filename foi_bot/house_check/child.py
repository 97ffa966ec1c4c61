"""What of the check of a house pack runs in a child process: everything that reads the pack.

Somebody else may have written it. Writing the letters and judging them takes little memory; files
are made of the letters that came of it, in a child with more.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from foi_bot.bundled import templates, walk
from foi_bot.house_check.judged import judged
from foi_bot.house_check.report import Filed, Report
from foi_bot.letter.fill import load_wording
from foi_bot.letter.house import PACK, WORDING, House, load_pack
from foi_bot.letter.language import LANGUAGE
from foi_bot.letter.problems import BadFile, Problem
from foi_bot.letter.tree import from_json

DATED = "17 June 2026"
"""What stands in the letters' place for the date."""

_TEXTS = (".md", ".yaml")


def read(name: str, content: bytes) -> int:
    """How many authorities the pack in the folder of this name speaks for; 0 where it cannot be
    read, which `judge` tells more of. Nothing else is given."""
    del content
    try:
        return len(load_pack(Path(name)))
    except BadFile:
        return 0


def judge(name: str, content: bytes) -> Report:
    """The report on the pack in the folder of this name; nothing else is given. A pack that cannot
    be read has problems and no letters."""
    del content
    folder = Path(name)
    try:
        houses = load_pack(folder)
    except BadFile as bad:
        return Report(bad.errors, (), (), 0, (), (), (), 0)
    own = dict(_texts(folder))
    bundled = load_wording(templates().joinpath("letters"))
    return judged(houses, bundled, own, f"{folder.name}/{WORDING}/{LANGUAGE}")


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    """The pack's own words by the names that problems call the files by."""
    for path, file in walk(folder):
        if path.endswith(_TEXTS) and path != "README.md":
            yield f"{folder.name}/{path}", file.read_bytes().decode("utf-8", "replace")


def file(name: str, content: bytes) -> tuple[Filed, ...]:
    """Letters as Word and PDF files on the pack's own stationery. `content` is a JSON list of
    `[house, name, letter]`."""
    houses = {house.id: house for house in load_pack(Path(name))}
    return tuple(
        _filed(houses[house], title, letter) for house, title, letter in json.loads(content)
    )


def _filed(house: House, name: str, letter: dict[str, object]) -> Filed:
    from foi_bot.letter import docx, pdf

    written = from_json(letter)
    slots = {"date": DATED}
    try:
        word = docx.write(written, slots, house.stationery)
        made = pdf.render(written, slots, house.stationery)
    except (RuntimeError, ValueError, LookupError, OSError) as error:
        return Filed(house.id, name, "", "", (), str(error).partition("\n")[0] or repr(error))
    return Filed(
        house.id, name, b64encode(word).decode(), b64encode(made.content).decode(), made.unshown
    )


def with_files(report: Report, filed: Iterable[Filed], folder: Path) -> Report:
    """The report with what came of making files: those that could not be made, and the characters
    that no font shows, each with the file of the pack that has it."""
    errors, hints = set(report.errors), set(report.hints)
    pack = f"{folder.name}/{PACK}"
    own = dict(_texts(folder))
    for one in filed:
        if one.failed:
            told = f"No file can be made of the letter “{one.name}”: {one.failed}"
            errors.add(Problem(pack, 1, "", told))
        for character in one.unshown:
            places = [(name, text) for name, text in own.items() if character in text]
            for name, text in places[:1]:
                line = text.count("\n", 0, text.index(character)) + 1
                told = f"No font has {character}: the PDF shows � in its place"
                hints.add(Problem(name, line, "", told))
    return replace(report, errors=tuple(sorted(errors)), hints=tuple(sorted(hints)))
