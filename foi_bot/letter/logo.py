"""An authority's logo: a picture that a letter may be written with, or why it is not."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import Final
from xml.etree import ElementTree

from foi_bot.letter.stationery import Logo

LARGEST: Final = 300_000
"""In bytes: the logo is in every letter."""
MOST_PIXELS: Final = 4_000_000
KINDS: Final = {"logo.png": "png", "logo.jpg": "jpg", "logo.svg": "svg"}

_FORMATS: Final = {"png": "PNG", "jpg": "JPEG"}
_SVG: Final = "{http://www.w3.org/2000/svg}"
_DRAWN: Final = frozenset(
    {"svg", "g", "defs", "use", "symbol", "title", "desc", "metadata", "clipPath", "mask"}
    | {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
    | {"linearGradient", "radialGradient", "stop"}
)
"""What a drawing may consist of: shapes, and nothing that is fetched, runs or needs a font."""


class BadLogoError(ValueError):
    """A logo cannot be used. `str` says what is expected instead."""


def read_logo(name: str, content: bytes, text: str) -> Logo:
    """The logo in a file of this name (one of `KINDS`). Raises BadLogoError."""
    if len(content) > LARGEST:
        raise BadLogoError(f"expected at most {LARGEST // 1000} KB: save the picture smaller")
    match KINDS[name]:
        case "svg":
            return Logo("svg", content, text, *_drawn(content))
        case "png":
            return Logo("png", content, text, *_taken("png", content))
        case _:
            return Logo("jpg", content, text, *_taken("jpg", content))


def _taken(kind: str, content: bytes) -> tuple[float, float]:
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=[_FORMATS[kind]]) as picture:
                width, height = picture.size
                if width * height > MOST_PIXELS:
                    raise BadLogoError(
                        f"expected at most {MOST_PIXELS // 1_000_000} million pixels: save the "
                        "picture smaller"
                    )
                picture.load()
    except (UnidentifiedImageError, Image.DecompressionBombWarning, OSError, SyntaxError) as bad:
        raise BadLogoError(
            f"is damaged, or no {_FORMATS[kind]} file: export the picture anew"
        ) from bad
    return float(width), float(height)


def _drawn(content: bytes) -> tuple[float, float]:
    try:
        words = content.decode("utf-8")
        if "<!DOCTYPE" in words or "<!ENTITY" in words:
            raise BadLogoError("declares a document type: export the drawing as plain SVG")
        root = ElementTree.fromstring(words)
    except (ElementTree.ParseError, UnicodeDecodeError) as bad:
        raise BadLogoError("is damaged, or no SVG file: export the drawing anew") from bad
    foreign = sorted(set(_foreign(root)))
    if foreign:
        raise BadLogoError(
            f"holds {', '.join(foreign)}: export the drawing as plain SVG, its words turned into "
            "paths and nothing linked"
        )
    return _size(root)


def _foreign(root: ElementTree.Element) -> Iterator[str]:
    """Whatever is no shape: words, pictures, scripts, styles that can fetch, links."""
    if root.tag != f"{_SVG}svg":
        yield "no drawing"
    for element in root.iter():
        name = element.tag.removeprefix(_SVG)
        if not element.tag.startswith("{") or (element.tag.startswith(_SVG) and name not in _DRAWN):
            yield f"<{name}>"
        for attribute, value in element.items():
            is_link = attribute.rpartition("}")[2] == "href" and not value.startswith("#")
            fetches = re.search(r"url\(\s*[\"']?(?!#)", value)
            if is_link or fetches or attribute.startswith("on"):
                yield f"the attribute {attribute.rpartition('}')[2]}"


def _size(root: ElementTree.Element) -> tuple[float, float]:
    box = [float(each) for each in re.findall(r"-?[\d.]+", root.get("viewBox", ""))]
    lengths = [re.match(r"[\d.]+", root.get(side, "")) for side in ("width", "height")]
    found = box[2:] if len(box) == 4 else [float(each[0]) for each in lengths if each]
    if len(found) != 2 or not all(side > 0 for side in found):
        raise BadLogoError("has no size: export the drawing with a viewBox")
    return found[0], found[1]
