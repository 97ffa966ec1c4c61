"""What a picture holds that is not seen on it: where it was taken, by whom, and smaller pictures
or videos that go with it. Pillow is imported when it is used.

Source: as for `image_fields`; TIFF 6.0 section 8 and TIFF Technical Note 1 (trees of pages); CIPA
DC-007 (several pictures in a JPEG).
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from foi_bot.law.days_in_words import listed
from foi_bot.reading import image_fields as fields
from foi_bot.reading.cannot import SHARE_AGAIN, CannotRead, cannot_read, parsing
from foi_bot.reading.image_end import follows_the_end
from foi_bot.reading.unseen import Unseen, counted

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

MOST_PIXELS: Final = 40_000_000
MOST_PIXELS_OF_JPEG: Final = 150_000_000
"""Of a JPEG only every eighth pixel in each direction is unpacked."""
MOST_PAGES: Final = 500

_FORMATS: Final = ("JPEG", "PNG", "TIFF", "GIF", "WEBP")
_SAVE_ANEW: Final = f"Open it in the program that it is from and save it anew. {SHARE_AGAIN}"

_PLACE: Final = "the place where it was taken"
_PEOPLE: Final = "names of people who are seen on it"
_SMALL: Final = "a smaller picture within it, which may show what was cropped or covered"
_AFTER: Final = "data after its end, such as a video, another picture or what was cropped"
_MADE: Final = "who made the file, and with what"

_PACKET: Final = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>", re.DOTALL)
_EXTENDED: Final = b"http://ns.adobe.com/xmp/extension/\0"
_RESOURCE: Final = re.compile(rb"8BIM(..)", re.DOTALL)
_CREDENTIALS_THUMBNAIL: Final = b"c2pa.thumbnail"
_JPEG: Final = b"\xff\xd8\xff"
_EXIF, _GPS, _THUMBNAIL = 34665, 34853, -1
_NOTES, _SUBFILE, _SUB_PAGES, _RESOURCES, _LAYERS = 37500, 254, 330, 34377, 37724
_MOST_LEFT: Final = 1_000
"""How many bytes in a PNG another program's own settings take; more of them are a picture."""


def within_image(name: str, content: bytes) -> Iterator[Unseen]:
    """All that is found, once each. Raises CannotRead for a picture that is damaged or has too many
    pixels."""
    from PIL import Image

    # Pillow warns of every oddity in metadata; what matters to us of them is looked at here.
    with warnings.catch_warnings(), parsing(name, _SAVE_ANEW, Image.DecompressionBombError):
        warnings.simplefilter("ignore")
        with Image.open(BytesIO(content), formats=_FORMATS) as image:
            _unpack(name, image)
            found = list(dict.fromkeys(_found(name, image, content)))
    yield from found


def _unpack(name: str, image: ImageFile) -> None:
    """Read every pixel: that is what shows that the file is whole, and what comes after them."""
    is_jpeg = image.format in ("JPEG", "MPO")
    most = MOST_PIXELS_OF_JPEG if is_jpeg else MOST_PIXELS
    if image.width * image.height > most:
        raise _too_large(name, f"it has more than {most:,} pixels")
    if is_jpeg:
        image.draft(None, (1, 1))
    image.load()


def _too_large(name: str, why: str) -> CannotRead:
    return cannot_read(name, why, f"Save what is needed of it as a smaller picture. {SHARE_AGAIN}")


def _found(name: str, image: ImageFile, content: bytes) -> Iterator[Unseen]:
    yield from _of_xmp(_xmp(image, content))
    yield from _of_iptc(image)
    yield from _of_format(image)
    if _CREDENTIALS_THUMBNAIL in content:
        yield Unseen(_SMALL, "content credentials")
    if image.format != "MPO" and follows_the_end(str(image.format), content):
        yield Unseen(_AFTER, "whole file")
    yield from _of_pages(name, image)


def _of_pages(name: str, image: ImageFile) -> Iterator[Unseen]:
    """The number of pages or pictures, and the fields of each, for each may have its own."""
    count: int = getattr(image, "n_frames", 1)
    if count > MOST_PAGES and image.format in ("TIFF", "MPO"):
        raise _too_large(name, f"it has {count:,} pages, and {MOST_PAGES} is the most")
    if image.format == "MPO" and count > 1:
        yield Unseen(counted(count - 1, "more picture") + " behind the one that is seen", "JPEG")
    elif image.format == "TIFF" and count > 1:
        yield Unseen(counted(count, "page"), "TIFF: look at each of them", serious=False)
    elif count > 1:
        yield Unseen(counted(count, "picture"), "animation: look at each of them", serious=False)
    for number in range(count if image.format in ("TIFF", "MPO") else 1):
        image.seek(number)
        if image.format == "TIFF":
            yield from _of_tiff(image)
        yield from _of_exif(image)


def _of_exif(image: ImageFile) -> Iterator[Unseen]:
    exif = image.getexif()
    if _GPS in exif:
        place = exif.get_ifd(_GPS)
        if not place or place.keys() - fields.GPS_WITHOUT_PLACE:
            yield Unseen(_PLACE, "EXIF data: GPS position")
    # The second directory of a TIFF is its next page.
    if image.format != "TIFF" and exif.get_ifd(_THUMBNAIL):
        yield Unseen(_SMALL, "EXIF data: thumbnail")
    told = {**exif, **exif.get_ifd(_EXIF)}
    notes = told.get(_NOTES)
    if isinstance(notes, bytes) and _JPEG in notes:
        yield Unseen(_SMALL, "EXIF data: the camera's own notes")
    yield from _made("EXIF data", (fields.EXIF_MADE.get(tag) for tag in told if _says(told[tag])))


def _says(value: object) -> bool:
    """Whether a field holds more than padding; a comment begins with the name of its encoding."""
    words = value.decode("latin-1") if isinstance(value, bytes) else str(value)
    return bool(words.removeprefix("ASCII").removeprefix("UNICODE").strip("\0 "))


def _of_xmp(xmp: bytes) -> Iterator[Unseen]:
    if fields.XMP_PLACE.search(xmp):
        yield Unseen(_PLACE, "XMP data")
    if fields.XMP_PEOPLE.search(xmp):
        yield Unseen(_PEOPLE, "XMP data")
    if fields.XMP_PICTURES.search(xmp):
        yield Unseen(_SMALL, "XMP data")
    yield from _made("XMP data", (one for one, name in fields.XMP_MADE.items() if name.search(xmp)))


def _xmp(image: ImageFile, content: bytes) -> bytes:
    """All XMP of the file: a packet is made to be found in any file by looking for it; where it is
    compressed or in pieces, Pillow has it."""
    pieces: list[bytes] = [one for _, one in _segments(image) if one.startswith(_EXTENDED)]
    pieces += [_bytes(image.info.get(key, b"")) for key in ("xmp", "XML:com.adobe.xmp")]
    pieces += _PACKET.findall(content)
    # UTF-16 is allowed, and is nothing but ASCII and zeros in the names of fields.
    return b"\n".join(pieces).replace(b"\0", b"")


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode(errors="replace")


def _segments(image: ImageFile) -> list[tuple[str, bytes]]:
    segments: list[tuple[str, bytes]] = getattr(image, "applist", [])
    return segments


def _of_iptc(image: ImageFile) -> Iterator[Unseen]:
    from PIL.IptcImagePlugin import getiptcinfo

    told = getiptcinfo(image) or {}
    if told.keys() & fields.IPTC_PLACE:
        yield Unseen(_PLACE, "IPTC data")
    yield from _made("IPTC data", (fields.IPTC_MADE.get(key) for key in told))


def _of_format(image: ImageFile) -> Iterator[Unseen]:
    """What only files of this format hold."""
    if image.info.get("comment"):
        yield from _made("comment", ("comment",))
    match image.format:
        case "PNG":
            yield from _of_png(image)
        case "JPEG" | "MPO":
            yield from _of_jpeg(image)


def _of_jpeg(image: ImageFile) -> Iterator[Unseen]:
    for name, segment in _segments(image):
        small = segment.startswith(b"JFIF\0") and any(segment[12:14])
        if name == "APP0" and (small or segment.startswith(b"JFXX\0")):
            yield Unseen(_SMALL, "JFIF data")
    if image.info.get("photoshop", {}).keys() & fields.PHOTOSHOP_THUMBNAILS:
        yield Unseen(_SMALL, "Photoshop data")


def _of_tiff(image: Any) -> Iterator[Unseen]:
    page = image.tag_v2
    if page.get(_SUBFILE, 0) & 1 or _SUB_PAGES in page:
        yield Unseen(_SMALL, "TIFF pages")
    # Pillow gives a field of bytes as such or, by the kind that it says it is of, in a tuple.
    resources = page.get(_RESOURCES, b"")
    kept = resources[0] if isinstance(resources, tuple) else resources
    if fields.PHOTOSHOP_THUMBNAILS.intersection(
        int.from_bytes(number, "big") for number in _RESOURCE.findall(kept)
    ):
        yield Unseen(_SMALL, "Photoshop data")
    if _LAYERS in page:
        yield Unseen("layers, of which some may be hidden", "Photoshop data")


def _of_png(image: Any) -> Iterator[Unseen]:
    keys = [key for key in image.text if not key.startswith("XML:")]
    raw = [key for key in keys if key.startswith("Raw profile type ")]
    if any(fields.PNG_PLACE.search(key) for key in keys):
        yield Unseen(_PLACE, "PNG text")
    # Pillow unpacks the one of EXIF data; of the others nobody knows what they say.
    if any(not key.endswith((" exif", " icc", " icm")) for key in raw):
        yield Unseen("data of another program, which could not be looked into", "PNG text")
    words = (fields.PNG_MADE.get(key.lower(), "other words") for key in keys if key not in raw)
    yield from _made("PNG text", words)
    if sum(len(chunk[1]) for chunk in image.private_chunks) > _MOST_LEFT:
        yield Unseen("data of another program, which could not be looked into", "PNG chunks")


def _made(where: str, words: Iterable[str | None]) -> Iterator[Unseen]:
    told = sorted({word for word in words if word})
    if told:
        yield Unseen(_MADE, f"{where}: {listed(told)}", serious=False)
