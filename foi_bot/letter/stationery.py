"""What a letter is written on: an authority's own letterhead, logo, fonts, colour and margins.

All of it is data in a house pack: fields of `pack.yaml` (`Look`) and files beside it. How each is
used is up to the writers; the words of a letter never depend on it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

LetterheadIn: TypeAlias = Literal["file", "text"]
"""Where an authority's name and address are printed in Word: by the letterhead file's own header or
footer, or as the first lines of the letter's text."""

LEAST_CONTRAST = 4.5
"""Between text and paper: WCAG 2.2, success criterion 1.4.3."""

POINTS_PER_MM = 72 / 25.4
A4 = (210.0, 297.0)
"""In millimetres."""


def luminance(colour: str) -> float:
    """How light a colour such as "#1f4e8c" is, from 0 to 1 (relative luminance, WCAG 2.2)."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _legible(colour: str) -> str:
    if not re.fullmatch("#[0-9a-fA-F]{6}", colour):
        raise ValueError('expected a colour such as "#1f4e8c", in quotation marks')
    if 1.05 / (luminance(colour) + 0.05) < LEAST_CONTRAST:
        raise ValueError(
            f"expected a darker colour: words in it need a contrast of {LEAST_CONTRAST} to 1 with "
            "the paper"
        )
    return colour.lower()


Colour: TypeAlias = Annotated[str, AfterValidator(_legible)]
Margin: TypeAlias = Annotated[float, Field(ge=10, le=60)]
Family: TypeAlias = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=r"^[A-Za-z0-9][A-Za-z0-9 -]{1,60}$")
]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Margins(_Part):
    """The empty edges of a page, in millimetres."""

    top: Margin = 22
    bottom: Margin = 26
    left: Margin = 25
    right: Margin = 25


class Look(_Part):
    """How an authority's letters look, in PDF and, where the pack has no Word file of its own to
    build upon, in Word.

    `font` is "sans", "serif" or a family of which the pack's `fonts/` has the files; `accent` is
    the colour of the authority's name, headings and links (none: black, links blue); `logo_height`
    is in millimetres.
    """

    font: Family = "sans"
    accent: Colour | None = None
    margins: Margins = Margins()
    logo_height: Annotated[float, Field(ge=6, le=45)] = 18


DEFAULT = Look()


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture, and the words for whoever does not see it. `width` to `height` is its shape."""

    kind: Literal["png", "jpg", "svg"]
    content: bytes
    text: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Room:
    """How wide a text may be, in points, on a page that stands and on one that is turned."""

    portrait: float
    landscape: float


@dataclass(frozen=True, slots=True)
class Stationery:
    """Everything a letter of an authority is written on. `letterhead` is a Word file; `fonts` a
    folder with further fonts, each used for what the fonts before it cannot show."""

    look: Look = DEFAULT
    logo: Logo | None = None
    letterhead: bytes | None = None
    letterhead_in: LetterheadIn = "text"
    fonts: Path | None = None

    @property
    def room(self) -> Room:
        """The room for text on paper of A4 within the margins."""
        sides = self.look.margins.left + self.look.margins.right
        return Room(*((side - sides) * POINTS_PER_MM for side in A4))


PLAIN = Stationery()
"""Of an authority that has said nothing of its looks."""
