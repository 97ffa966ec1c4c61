"""The files of a house pack that its letters are written on: read and checked, once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from foi_bot.letter import letterhead
from foi_bot.letter.logo import KINDS, BadLogoError, read_logo
from foi_bot.letter.problems import BadFile, Problem
from foi_bot.letter.stationery import LetterheadIn, Logo, Look, Stationery

LETTERHEAD: Final = "letterhead.docx"
FONTS: Final = "fonts"
_FONT_FILES: Final = (".ttf", ".otf", ".txt", ".md")
"""Fonts, and what their makers say of them."""


def is_stationery(path: str) -> bool:
    """Whether a file of a pack, by its path in it, is one that letters are written on."""
    return (
        path == LETTERHEAD
        or path in KINDS
        or (path.startswith(f"{FONTS}/") and path.lower().endswith(_FONT_FILES))
    )


def read_stationery(
    folder: Traversable,
    found: Mapping[str, bytes],
    *,
    look: Look,
    lines: tuple[str, ...],
    letterhead_in: LetterheadIn | None,
    logo_text: str | None,
) -> Stationery:
    """What the letters of a pack are written on. `found` are its files by their paths, `lines` its
    letterhead; the others are fields of its pack.yaml. Raises BadFile with every problem."""
    problems = [
        *_letterhead(folder.name, found, lines, letterhead_in),
        *_fields(folder.name, found, logo_text),
    ]
    logo, bad = _logo(folder.name, found, logo_text)
    fonts = _fonts(folder, found)
    problems += [*bad, *_families(folder.name, fonts, found, look)]
    if problems:
        raise BadFile(problems)
    return Stationery(look, logo, found.get(LETTERHEAD), letterhead_in or "text", fonts)


def _letterhead(
    name: str, found: Mapping[str, bytes], lines: tuple[str, ...], where: LetterheadIn | None
) -> Iterator[Problem]:
    pack = f"{name}/pack.yaml"
    if LETTERHEAD not in found:
        if where == "file":
            yield Problem(pack, 1, "letterhead_in", f"expected {LETTERHEAD} beside it, or text")
        return
    if where is None:
        yield Problem(
            pack,
            1,
            "letterhead_in",
            f"is missing: write file if the header of {LETTERHEAD} says the authority's name and "
            "address, or text if the letter has to",
        )
    for told in letterhead.unfit(found[LETTERHEAD], lines if where == "file" else ()):
        yield Problem(f"{name}/{LETTERHEAD}", 1, "", told)


def _fields(name: str, found: Mapping[str, bytes], logo_text: str | None) -> Iterator[Problem]:
    pack = f"{name}/pack.yaml"
    logos = [each for each in KINDS if each in found]
    if len(logos) > 1:
        yield Problem(f"{name}/{logos[1]}", 1, "", f"expected one logo: {logos[0]} is there, too")
    if logos and logo_text is None:
        yield Problem(
            pack, 1, "logo_text", f"is missing: say in words what {logos[0]} shows, for the blind"
        )
    if logo_text is not None and not logos:
        yield Problem(pack, 1, "logo_text", f"expected a logo beside it: {', '.join(KINDS)}")


def _logo(
    name: str, found: Mapping[str, bytes], text: str | None
) -> tuple[Logo | None, list[Problem]]:
    for file in KINDS:
        if file in found:
            try:
                return read_logo(file, found[file], text or ""), []
            except BadLogoError as bad:
                return None, [Problem(f"{name}/{file}", 1, "", str(bad))]
    return None, []


def _fonts(folder: Traversable, found: Mapping[str, bytes]) -> Path | None:
    has_fonts = any(path.startswith(f"{FONTS}/") for path in found)
    return Path(str(folder.joinpath(FONTS))) if has_fonts else None


def _families(
    name: str, fonts: Path | None, found: Mapping[str, bytes], look: Look
) -> Iterator[Problem]:
    """The files in fonts/ that are none, and the font of the look if it is not among them."""
    families: list[str] = []
    if fonts is not None:
        from typst import Fonts

        known = Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)]
        )
        families = known.families()
        usable = {Path(each.path).name for each in known.fonts() if each.path}
        for path in found:
            is_font = path.startswith(f"{FONTS}/") and path.lower().endswith(_FONT_FILES[:2])
            if is_font and Path(path).name not in usable:
                yield Problem(f"{name}/{path}", 1, "", "is no font that can be used")
    if look.font not in ("sans", "serif", *families):
        had = ", ".join(["sans", "serif", *families])
        yield Problem(
            f"{name}/pack.yaml",
            1,
            "look.font",
            f"expected one of {had}, or the files of {look.font} in {FONTS}/",
        )
