"""The letter as a PDF that a screen reader can read (PDF/UA-1), set by Typst.

How it looks is `templates/typst/letter.typ`, and what the authority's pack says of it; the words go
there as JSON and are never read as Typst. Only Typst's own fonts are used, those that come with the
program and those of the pack, so the same letter gives the same bytes on every machine. PDF/UA
refuses a character that no font can show: Typst itself says which, and U+FFFD stands in its place.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import TYPE_CHECKING, Any

from foi_bot.bundled import templates
from foi_bot.letter.characters import UNSHOWN, pieces
from foi_bot.letter.shown import (
    Grid,
    Items,
    Lines,
    Page,
    Quoted,
    Runs,
    Shown,
    Slots,
    Title,
    Words,
    leading,
    shown,
)
from foi_bot.letter.stationery import PLAIN, POINTS_PER_MM, Room, Stationery
from foi_bot.letter.table_layout import figures, layout
from foi_bot.letter.tree import Letter

if TYPE_CHECKING:
    from typst import TypstError

LONGEST_WORD, LONGEST_IN_CELL = 30, 12
ATTEMPTS = 8
LAST_LATIN = "\u024f"

_LOOKS, _PICTURE = "letter.typ", "picture.typ"
_FONTS = {"sans": ("Liberation Sans", 10.5), "serif": ("Libertinus Serif", 11.5)}
"""The family for each kind of font that comes with the program, and its size in points."""

_REFUSED = re.compile(r'(?:the text|codepoint) `"((?:[^"\\]|\\.)*)"`')
_ESCAPED = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF file, and the characters (or groups seen as one) that no font could show in it."""

    content: bytes
    unshown: tuple[str, ...]


def write(letter: Letter, slots: Slots, stationery: Stationery = PLAIN) -> bytes:
    """The letter as a PDF file; U+FFFD stands where no font has a character. Total."""
    return render(letter, slots, stationery).content


def render(letter: Letter, slots: Slots, stationery: Stationery = PLAIN) -> Pdf:
    """As `write`, and says which characters are not shown."""
    setter = _setter(stationery)
    return setter.letter(_data(shown(letter, slots), stationery.room) | {"look": setter.look})


def picture(stationery: Stationery) -> bytes:
    """The authority's logo as a PNG, for programs that cannot show a drawing: 300 dots an inch."""
    return _setter(stationery).picture()


class _Setter:
    """Typst with its fonts, and the characters that these were found not to have."""

    def __init__(self, stationery: Stationery) -> None:
        from typst import Compiler, Fonts

        bundled = Path(str(templates().joinpath("typst", "fonts")))
        own = [stationery.fonts] if stationery.fonts else []
        self._stationery = stationery
        self._folder = TemporaryDirectory(prefix="letter-")
        self._lay_out()
        self._typst = Compiler(
            input=str(self._in_folder(_LOOKS)),
            font_paths=Fonts(
                include_system_fonts=False, font_paths=[str(each) for each in (bundled, *own)]
            ),
            ignore_system_fonts=True,
        )
        self._lock = Lock()
        self._missing: set[str] = set()
        self.look = look_of(stationery)

    def _in_folder(self, name: str) -> Path:
        return Path(self._folder.name, name)

    def _lay_out(self) -> None:
        """Put what Typst reads where it finds it: again, if a cleaner of old files took it away."""
        self._in_folder(_LOOKS).parent.mkdir(exist_ok=True)
        for name in (_LOOKS, _PICTURE):
            source = templates().joinpath("typst", name).read_bytes()
            self._in_folder(name).write_bytes(source)
        if logo := self._stationery.logo:
            self._in_folder(f"logo.{logo.kind}").write_bytes(logo.content)

    def picture(self) -> bytes:
        with self._lock:
            self._lay_out()
            made = self._typst.compile(
                input=str(self._in_folder(_PICTURE)),
                format="png",
                ppi=300,
                sys_inputs={"look": json.dumps(self.look)},
            )
        assert isinstance(made, bytes)
        return made

    def letter(self, data: dict[str, Any]) -> Pdf:
        """The letter set, with the characters left out that Typst refuses."""
        from typst import TypstError

        missing = set(self._missing)
        for _ in range(ATTEMPTS):
            try:
                return self._set(data, missing)
            except TypstError as refused:
                found = _refused(refused) - missing
            if not found:
                break
            marks = {each for each in found if unicodedata.category(each[0])[0] in "MC"}
            # A letter is refused with the mark on it: without the mark it may be fine.
            missing |= marks or found
            if not marks:
                self._missing |= found
        return self._set(data, missing | _beyond_latin(data))

    def _set(self, data: dict[str, Any], missing: set[str]) -> Pdf:
        replaced: set[str] = set()
        letter = json.dumps(_without(data, missing, replaced))
        with self._lock:
            if not self._in_folder(_LOOKS).exists():
                self._lay_out()
            content = self._typst.compile(
                input=str(self._in_folder(_LOOKS)),
                format="pdf",
                sys_inputs={"letter": letter},
                pdf_standards=["ua-1"],
            )
        assert isinstance(content, bytes)
        return Pdf(content, tuple(sorted(replaced)))


@lru_cache(maxsize=32)
def _setter(stationery: Stationery) -> _Setter:
    return _Setter(stationery)


def look_of(stationery: Stationery) -> dict[str, Any]:
    """What `letter.typ` is told of the looks. Lengths are in points."""
    look, logo = stationery.look, stationery.logo
    family, size = _FONTS.get(look.font, (look.font, 11.0))
    return {
        "font": family,
        "size": size,
        "accent": look.accent,
        "margins": {side: mm * POINTS_PER_MM for side, mm in look.margins.model_dump().items()},
        "logo": logo and {"file": f"logo.{logo.kind}", "text": logo.text},
        "logo-height": look.logo_height * POINTS_PER_MM,
    }


def _refused(error: TypstError) -> set[str]:
    """What Typst says that it cannot show. Latin it can, when no odd mark stands on it."""
    found = {_ESCAPED.sub(_unescaped, each) for each in _REFUSED.findall(error.diagnostic)}
    return {each for each in found if each > LAST_LATIN}


def _unescaped(escaped: re.Match[str]) -> str:
    if escaped[1]:
        return chr(int(escaped[1], 16))
    return _CONTROLS.get(escaped[2], escaped[2])


def _without(data: Any, missing: set[str], replaced: set[str]) -> Any:
    """The data with U+FFFD for every missing character; `replaced` gets those found."""
    if not missing:
        return data
    longest_first = sorted(missing, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest_first)))

    def instead(found: re.Match[str]) -> str:
        replaced.add(found[0])
        return UNSHOWN

    return _mapped(data, lambda text: pattern.sub(instead, text))


def _mapped(data: Any, change: Callable[[str], str]) -> Any:
    match data:
        case str():
            return change(data)
        case list():
            return [_mapped(each, change) for each in data]
        case dict():
            # An address is where a link leads; nobody reads it.
            return {k: v if k == "link" else _mapped(v, change) for k, v in data.items()}
        case _:
            return data


def _beyond_latin(data: dict[str, Any]) -> set[str]:
    found: set[str] = set()

    def note(text: str) -> str:
        found.update(character for character in text if character > LAST_LATIN)
        return text

    _mapped(data, note)
    return found - {UNSHOWN}


def _data(page: Page, room: Room) -> dict[str, Any]:
    language, _, region = page.language.partition("-")
    return {
        "title": page.title,
        "lang": language.lower(),
        "region": region.upper() or None,
        "blocks": [
            {**_block(block, room), "leads": is_lead} for block, is_lead in leading(page.blocks)
        ],
    }


def _block(block: Shown, room: Room) -> dict[str, Any]:
    match block:
        case Lines(kind, lines):
            return {"kind": kind, "lines": [_pieces(line) for line in lines]}
        case Title(level, text):
            return {"kind": "heading", "level": level, "text": _pieces(text)}
        case Words(runs):
            return {"kind": "words", "runs": _runs(runs)}
        case Quoted(paragraphs):
            return {"kind": "quoted", "paragraphs": [_runs(runs) for runs in paragraphs]}
        case Items(ordered, items):
            return {"kind": "items", "ordered": ordered, "items": [_runs(runs) for runs in items]}
        case Grid():
            return _grid(block, room)


def _grid(grid: Grid, room: Room) -> dict[str, Any]:
    laid_out = layout(grid, room)
    return {
        "kind": "grid",
        "caption": _pieces(grid.caption) if grid.caption else None,
        "header": [_pieces(cell, LONGEST_IN_CELL) for cell in grid.header],
        "rows": [[_pieces(cell, LONGEST_IN_CELL) for cell in row] for row in grid.rows],
        "figures": figures(grid),
        "landscape": laid_out.landscape,
        "size": laid_out.size,
        # Where there is room, Typst finds closer widths: its letters are narrower than reckoned.
        "widths": laid_out.widths if laid_out.full else None,
    }


def _runs(runs: Runs) -> list[dict[str, Any]]:
    return [
        {
            "lines": [_pieces(line) for line in run.text.split("\n")],
            "strong": run.strong,
            "link": run.link,
        }
        for run in runs
    ]


def _pieces(text: str, longest: int = LONGEST_WORD) -> list[str]:
    # Typst gives a tab no width. PDF/UA forbids U+FEFF, for which Unicode now has U+2060.
    shown = text.replace("\t", "    ").replace("\ufeff", "\u2060")
    return pieces(_DAY.sub("\\1\u00a0", shown), longest)


_DAY = re.compile(r"\b([1-9]|[12]\d|3[01]) (?=[A-Z][a-z]{2,} \d{4}\b)")
"""A day before its month, which no line should part: in any language that writes dates so."""
