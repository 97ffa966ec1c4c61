"""`foi-bot house check PACK`: whether all letters can be written with a house pack, and rightly."""

from __future__ import annotations

import argparse
import json
import os
import re
from base64 import b64decode
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, TypeVar

from dotenv import dotenv_values

from foi_bot.bundled import templates
from foi_bot.child import Bounds, StoppedError, in_child
from foi_bot.house_check import child
from foi_bot.house_check.report import Filed, Report, Written
from foi_bot.interview.kind import LetterKind
from foi_bot.letter import text
from foi_bot.letter.house import PACK
from foi_bot.letter.tree import from_json
from foi_bot.terminal.say import FINE, MEND, CannotError, save, tell

READING: Final = Bounds(seconds=10, memory=200_000_000)
"""For a pack alone: reading the largest takes less than a second, and 60 MB."""
LETTERS: Final = Bounds(seconds=120, memory=200_000_000)
"""For the several hundred letters, which take some ten seconds, and 80 MB."""
FILES: Final = Bounds(seconds=120, memory=400_000_000, written=20_000_000)
"""For the Word and PDF files. Fonts and pictures are put into a temporary folder for Typst."""

SHOWN: Final = 12
"""How many names of passages a line of the summary tells."""

ResultT = TypeVar("ResultT")


def check(asked: argparse.Namespace) -> int:
    """Write every kind of letter with a pack, and tell what is wrong. Exits 1 when something has to
    be mended."""
    folder = _folder(asked.pack)
    _bounded(child.read, folder, b"", READING)
    report = _bounded(child.judge, folder, b"", LETTERS)
    if report.letters:
        report = _with_files(folder, report, asked.write)
    for problem in report.errors:
        print(problem)
    if report.errors:
        tell(f"foi-bot: {_things(len(report.errors))} to be mended in {asked.pack}.")
    else:
        print("\n".join(_summary(report)))
    if report.hints:
        print("\n".join(("Look at these:", *(f"  {hint}" for hint in report.hints))))
    return MEND if report.errors else FINE


def _folder(pack: str) -> Path:
    """The folder of a pack: one that was named, one among the authority's own, or a bundled one.
    Raises CannotError where there is none."""
    own = os.environ.get("HOUSE_PACKS") or dotenv_values(Path(".env")).get("HOUSE_PACKS")
    bundled = Path(str(templates().joinpath("house")))
    for place in (Path(pack), *([Path(own) / pack] if own else []), bundled / pack):
        if place.is_dir() and ((place / PACK).is_file() or place == Path(pack)):
            return place.resolve()
    known = ", ".join(sorted(one.name for one in bundled.iterdir() if (one / PACK).is_file()))
    raise CannotError(
        f"There is no house pack {pack}. Name its folder, or one that came with foi-bot: {known}."
    )


def _bounded(
    function: Callable[[str, bytes], ResultT], folder: Path, content: bytes, bounds: Bounds
) -> ResultT:
    try:
        return in_child(function, str(folder), content, bounds)
    except StoppedError as stopped:
        what = "Reading the pack" if function is child.read else "Writing letters with the pack"
        if stopped.why == "busy":
            raise CannotError(
                f"{what} was not done within {bounds.patience:g} seconds, as this computer is "
                "busy with other things. Check again.",
                code=MEND,
            ) from None
        told = {
            "time": f"took more than {bounds.seconds:g} seconds",
            "memory": f"took more than {bounds.memory // 1_000_000} MB of memory",
            "failure": "failed, or took too much memory",
        }[stopped.why]
        raise CannotError(
            f"{what} {told}. Take out what you changed last, and check again.", code=MEND
        ) from None


def _with_files(folder: Path, report: Report, write: Path | None) -> Report:
    """The report, with what is wrong with the files; the letters are left in `write`."""
    some = [one for one in report.letters if one.to_file]
    content = json.dumps([[one.house, one.name, one.letter] for one in some]).encode()
    filed = _bounded(child.file, folder, content, FILES)
    if write is not None:
        _leave(write, report.letters, filed)
    return child.with_files(report, filed, folder)


def _leave(folder: Path, letters: tuple[Written, ...], filed: tuple[Filed, ...]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotError(f"{folder} cannot be made: {error.strerror}.") from None
    for one in letters:
        words = text.write(from_json(one.letter), {"date": child.DATED})
        save(folder / f"{_name(one.house, one.name)}.txt", words.encode("utf-8"))
    for file in filed:
        if not file.failed:
            save(folder / f"{_name(file.house, file.name)}.docx", b64decode(file.docx))
            save(folder / f"{_name(file.house, file.name)}.pdf", b64decode(file.pdf))


def _name(house: str, letter: str) -> str:
    return f"{house}--{re.sub(r'[^A-Za-z0-9]+', '-', letter).strip('-')}"


def _summary(report: Report) -> Iterator[str]:
    houses = Counter(one.house for one in report.letters)
    filed = sum(one.to_file for one in report.letters)
    yield f"{len(report.letters)} letters were written, {filed} of them as Word and PDF files too."
    if len(houses) > 1:
        yield f"  For {', '.join(f'{house} ({no})' for house, no in houses.items())}."
    kinds = Counter(one.kind for one in report.letters)
    yield f"  By kind: {_counted(kinds)}."
    outcomes = Counter(
        re.split(r"[ ,]", one.name)[0] for one in report.letters if one.kind == LetterKind.RESPONSE
    )
    yield f"  Responses begin with: {_counted(outcomes)}."
    replaced = f"{len(report.replaced)} of {report.passages} passages"
    yield f"{replaced} are replaced{_names(report.replaced)}"
    if report.unchanged:
        yield f"Of these, no different from the bundled one any more{_names(report.unchanged)}"
    if report.unreached:
        yield f"Of these, in no letter that was written{_names(report.unreached)}"
    yield f"{report.elsewhere} of the bundled passages were in no letter."


def _counted(counted: Counter[str]) -> str:
    return ", ".join(f"{name} {no}" for name, no in sorted(counted.items()))


def _names(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return f": {', '.join(names[:SHOWN])}{more}." if names else "."


def _things(number: int) -> str:
    return "1 thing" if number == 1 else f"{number} things"
