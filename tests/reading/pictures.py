"""Pictures as officers share them, made in the test."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image

GPS = 34853
ARTIST, SOFTWARE, EXIF, SERIAL = 315, 305, 34665, 42033


def picture(format_: str = "JPEG", size: tuple[int, int] = (24, 16), **saved: Any) -> bytes:
    """A picture with a gradient; `saved` goes to Pillow's `save`."""
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    made = BytesIO()
    image.save(made, format_, **saved)
    return made.getvalue()


def taken_at_home() -> bytes:
    """EXIF data with a position."""
    exif = Image.Exif()
    exif[GPS] = {1: "N", 2: (51.0, 30.0, 0.0), 3: "W", 4: (0.0, 7.0, 0.0)}
    return exif.tobytes()


def signed() -> bytes:
    """EXIF data that say who made the picture, with which camera."""
    exif = Image.Exif()
    exif[ARTIST] = "Olive Officer"
    exif[SOFTWARE] = " "
    exif[EXIF] = {SERIAL: "12345"}
    return exif.tobytes()


def with_thumbnail(small: bytes) -> bytes:
    """EXIF data whose second directory is a smaller picture."""
    head = b"II*\0" + (8).to_bytes(4, "little")
    first = (0).to_bytes(2, "little") + (14).to_bytes(4, "little")
    entries = _entry(513, 44) + _entry(514, len(small))
    second = (2).to_bytes(2, "little") + entries + (0).to_bytes(4, "little")
    return b"Exif\0\0" + head + first + second + small


def segment(marker: int, content: bytes) -> bytes:
    """A segment of a JPEG."""
    return bytes((0xFF, marker)) + (len(content) + 2).to_bytes(2, "big") + content


def with_segment(jpeg: bytes, marker: int, content: bytes) -> bytes:
    """The JPEG with one more segment at its beginning."""
    return jpeg[:2] + segment(marker, content) + jpeg[2:]


def resource(number: int, content: bytes) -> bytes:
    """Photoshop data of one resource, for a segment."""
    padded = content + b"\0" * (len(content) % 2)
    size = len(content).to_bytes(4, "big")
    return b"Photoshop 3.0\0" + b"8BIM" + number.to_bytes(2, "big") + b"\0\0" + size + padded


def iptc(code: int, words: bytes) -> bytes:
    """One field of IPTC data, as Photoshop data."""
    return resource(0x0404, bytes((0x1C, 2, code)) + len(words).to_bytes(2, "big") + words)


def _entry(tag: int, value: int) -> bytes:
    kind, count = (4).to_bytes(2, "little"), (1).to_bytes(4, "little")
    return tag.to_bytes(2, "little") + kind + count + value.to_bytes(4, "little")
