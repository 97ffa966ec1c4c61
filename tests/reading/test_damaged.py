"""Whatever bytes arrive, they are read or refused in words: no error of a library gets out."""

from __future__ import annotations

import random
import warnings
from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from foi_bot.reading.cannot import CannotRead
from foi_bot.reading.tables import read_table
from foi_bot.reading.texts import read_text
from foi_bot.reading.within import look_within
from tests.reading.files import workbook
from tests.reading.pdfs import pdf
from tests.reading.pictures import iptc, picture, taken_at_home, with_segment, with_thumbnail
from tests.reading.test_docx_text import body, document, item, level, numbering
from tests.reading.test_email_text import message

Read = Callable[[str, bytes], object]

READERS: dict[str, tuple[Read, ...]] = {
    "xlsx": (read_table, look_within),
    "docx": (read_text, look_within),
    "pdf": (read_text, look_within),
    "eml": (read_text, look_within),
    "csv": (read_table, read_text, look_within),
    "txt": (read_table, read_text, look_within),
    "xls": (read_table, read_text, look_within),
    "jpg": (look_within,),
    "png": (look_within,),
    "tif": (look_within,),
    "gif": (look_within,),
    "webp": (look_within,),
}


def _black() -> Image.Image:
    return Image.new("RGB", (24, 16))


PICTURES = ("jpg", "png", "tif", "gif", "webp")
BEGINNINGS = (
    b"\xff\xd8\xff\xe1",
    b"\x89PNG\r\n\x1a\n",
    b"GIF89a",
    b"II*\0\x08\0\0\0",
    b"RIFF\0\0\0\0WEBP",
)


@cache
def sound(ending: str) -> bytes:
    """A file of this kind with something of everything in it."""

    def formats(_: Any, sheet: Any) -> None:
        sheet["B2"].number_format = "dd/mm/yyyy"
        sheet["B3"].number_format = '[<5]"few";#,##0.00%'
        sheet.column_dimensions["C"].width = 3

    match ending:
        case "xlsx":
            return workbook([["Ward", "Fines"], ["North", 12], ["South", 7]], formats)
        case "docx":
            levels = level(0, "decimal", "%1.") + level(1, "lowerRoman", "(%2)")
            items = item("How many?") + item("Why?", 1)
            return document(numbering(levels), body(items))
        case "pdf":
            return pdf('How many dogs? #link("https://example.org")[here] #rect(fill: red)')
        case "eml":
            made = message("How many – dogs?", "<ol><li>How <b>many?</ol>")
            made.add_attachment(b"x", maintype="image", subtype="png", filename="ä.png")
            return made.as_bytes()
        case "jpg":
            small = with_thumbnail(picture(size=(8, 8)))
            return with_segment(picture(exif=small, xmp=b"<x:xmpmeta/>"), 0xED, iptc(90, b"A"))
        case "png" | "tif" | "gif" | "webp":
            format_ = {"tif": "TIFF"}.get(ending, ending.upper())
            return picture(format_, exif=taken_at_home(), save_all=True, append_images=[_black()])
        case _:
            return 'Ward,Note\nNorth,"a ""b"" £"\n'.encode("cp1252")


def _refusal(read: Read, name: str, content: bytes) -> str | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            read(name, content)
    except CannotRead as refusal:
        return str(refusal)
    return None


def read_or_refused(ending: str, content: bytes) -> None:
    for read in READERS[ending]:
        said = _refusal(read, f"file.{ending}", content)
        assert said is None or said.startswith(f"“file.{ending}” cannot be used: ")


@pytest.mark.parametrize("ending", READERS)
def test_a_sound_file_is_read(ending: str) -> None:
    if ending != "xls":
        for read in READERS[ending]:
            if (ending, read) != ("txt", read_table):
                read(f"file.{ending}", sound(ending))


@given(st.sampled_from(sorted(READERS)), st.binary(max_size=2_000))
@settings(deadline=None)
def test_random_bytes_are_read_or_refused(ending: str, content: bytes) -> None:
    read_or_refused(ending, content)


@given(
    st.sampled_from(
        [b"PK\3\4", b"%PDF-1.7\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", *BEGINNINGS]
    ),
    st.sampled_from(sorted(READERS)),
    st.binary(max_size=500),
)
@settings(deadline=None)
def test_random_bytes_with_the_right_beginning_are_read_or_refused(
    beginning: bytes, ending: str, content: bytes
) -> None:
    read_or_refused(ending, beginning + content)


@given(st.sampled_from(sorted(READERS)), st.floats(0, 1))
@settings(deadline=None)
def test_a_file_that_was_cut_off_is_read_or_refused(ending: str, share: float) -> None:
    whole = sound(ending)
    read_or_refused(ending, whole[: int(len(whole) * share)])


@given(
    st.sampled_from(["pdf", "eml", "csv", "txt", *PICTURES]),
    st.integers(0, 2**32),
    st.integers(1, 30),
)
@settings(deadline=None, max_examples=400)
def test_a_file_with_wrong_bytes_in_it_is_read_or_refused(
    ending: str, seed: int, many: int
) -> None:
    read_or_refused(ending, _scratched(sound(ending), random.Random(seed), many))


@given(st.sampled_from(["xlsx", "docx"]), st.integers(0, 2**32), st.integers(1, 12))
@settings(deadline=None, max_examples=120)
def test_a_container_with_wrong_bytes_in_a_part_is_read_or_refused(
    ending: str, seed: int, many: int
) -> None:
    read_or_refused(ending, _repacked(ending, random.Random(seed), many))


WORDS = (
    b"",
    b"-1",
    b"0",
    b"99999999999999999999",
    b"A1:XFD9",
    b"NaN",
    b"rId99",
    b"../../x",
    b"\xff",
)


def _scratched(content: bytes, chance: random.Random, many: int) -> bytes:
    """The content with a few bytes changed, left out or doubled."""
    made = bytearray(content)
    for _ in range(many):
        at = chance.randrange(len(made))
        match chance.randrange(4):
            case 0:
                made[at] ^= 1 << chance.randrange(8)
            case 1:
                del made[at : at + chance.randrange(1, 40)]
            case 2:
                made[at:at] = made[at : at + chance.randrange(1, 40)]
            case _:
                made[at : at + 1] = chance.choice(WORDS)
        made = made or bytearray(b" ")
    return bytes(made)


def _repacked(ending: str, chance: random.Random, many: int) -> bytes:
    """The container with one or two parts damaged, in sound zip form; or an attribute of a part
    replaced by a wrong one, so that the XML stays sound and its meaning does not."""
    saved = BytesIO()
    with ZipFile(BytesIO(sound(ending))) as old, ZipFile(saved, "w", ZIP_DEFLATED) as new:
        victims = chance.sample(old.namelist(), 2)
        for name in old.namelist():
            content = old.read(name)
            if name in victims and chance.random() < 0.95:
                content = (
                    _scratched(content, chance, many)
                    if many % 2
                    else _revalued(content, chance, many)
                )
            elif name in victims:
                continue
            new.writestr(name, content)
    return saved.getvalue()


def _revalued(content: bytes, chance: random.Random, many: int) -> bytes:
    pieces = content.split(b'"')
    for _ in range(many):
        at = chance.randrange(len(pieces))
        if at % 2:
            pieces[at] = chance.choice(WORDS[:-1])
    return b'"'.join(pieces)
