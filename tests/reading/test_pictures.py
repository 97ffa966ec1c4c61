"""What lies within a picture that nobody sees on it."""

from __future__ import annotations

from zlib import crc32

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from PIL.TiffImagePlugin import ImageFileDirectory_v2

from foi_bot.reading import within_image
from foi_bot.reading.bounded import bounded
from foi_bot.reading.cannot import CannotRead
from foi_bot.reading.unseen import Unseen
from foi_bot.reading.within import look_within
from tests.reading.pictures import (
    iptc,
    picture,
    resource,
    signed,
    taken_at_home,
    with_segment,
    with_thumbnail,
)

FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "GIF")
PLACE = "the place where it was taken"
PEOPLE = "names of people who are seen on it"
SMALL = "a smaller picture within it, which may show what was cropped or covered"
AFTER = "data after its end, such as a video, another picture or what was cropped"
MADE = "who made the file, and with what"
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><r %s/></x:xmpmeta>'


def found(content: bytes, name: str = "street.jpg") -> list[tuple[str, str]]:
    return [(one.what, one.where) for one in look_within(name, content) if one.serious]


def made(content: bytes) -> list[str]:
    """Where something tells who made it, which is not serious."""
    told = look_within("street.jpg", content)
    assert not any(one.serious for one in told)
    return [one.where for one in told if one.what == MADE]


@pytest.mark.parametrize("format_", FORMATS)
def test_a_picture_that_holds_nothing_else_goes_out(format_: str) -> None:
    assert look_within(f"street.{format_.lower()}", picture(format_)) == ()


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_the_position_at_which_a_photograph_was_taken_is_serious(format_: str) -> None:
    content = picture(format_, exif=taken_at_home())
    assert found(content) == [(PLACE, "EXIF data: GPS position")]


def test_a_camera_that_looked_for_its_position_in_vain_gives_none_away() -> None:
    exif = Image.Exif()
    exif[34853] = {0: b"\2\3\0\0", 29: "2018:03:13"}
    assert found(picture(exif=exif)) == []


def test_the_kind_of_a_picture_is_known_by_its_bytes_and_not_by_its_name() -> None:
    assert found(picture(exif=taken_at_home()), "figures.csv")


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_who_made_a_picture_is_said_without_their_name_and_is_not_serious(format_: str) -> None:
    content = picture(format_, exif=signed())
    assert made(content) == ["EXIF data: author and serial number"]
    assert "Olive" not in str(look_within("street.jpg", content))


def test_a_thumbnail_may_show_what_was_cropped() -> None:
    content = picture(exif=with_thumbnail(picture(size=(8, 8))))
    assert found(content) == [(SMALL, "EXIF data: thumbnail")]


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (b'exif:GPSLatitude="51,30N"', PLACE),
        (b'photoshop:City="Anytown"', PLACE),
        (b'MPReg:PersonDisplayName="Olive Officer"', PEOPLE),
        (b'GImage:Data="aaaa"', SMALL),
    ],
)
@pytest.mark.parametrize("format_", ["JPEG", "PNG", "TIFF", "WEBP", "GIF"])
def test_what_xmp_data_say_of_place_and_people_is_serious(
    format_: str, words: bytes, what: str
) -> None:
    xmp = XMP % words
    text = PngInfo()
    text.add_itxt("XML:com.adobe.xmp", xmp.decode(), zip=True)
    content = {
        "JPEG": lambda: picture(xmp=xmp),
        "WEBP": lambda: picture("WEBP", xmp=xmp),
        "PNG": lambda: picture("PNG", pnginfo=text),
        "TIFF": lambda: picture("TIFF", tiffinfo={700: xmp}),
        "GIF": lambda: picture("GIF", comment=xmp),
    }[format_]()
    assert found(content) == [(what, "XMP data")]


def test_xmp_data_in_pieces_and_in_wide_characters_are_read_too() -> None:
    extended = b"http://ns.adobe.com/xmp/extension/\0" + b"0" * 40 + b'GDepth:Data="a"'
    assert found(with_segment(picture(), 0xE1, extended)) == [(SMALL, "XMP data")]
    wide = (XMP % b'exif:GPSLatitude="51"').decode().encode("utf-16-le")
    assert found(picture(xmp=wide)) == [(PLACE, "XMP data")]


def test_xmp_data_that_tell_of_the_making_are_not_serious() -> None:
    xmp = XMP % b'xmp:CreatorTool="Pictures 1" aux:SerialNumber="12"'
    assert made(picture(xmp=xmp)) == ["XMP data: program and serial number"]


def test_iptc_data_are_read() -> None:
    assert found(with_segment(picture(), 0xED, iptc(90, b"Anytown"))) == [(PLACE, "IPTC data")]
    assert made(with_segment(picture(), 0xED, iptc(80, b"Olive"))) == ["IPTC data: author"]


@pytest.mark.parametrize(
    ("marker", "content", "where"),
    [
        (0xED, resource(0x040C, b"small"), "Photoshop data"),
        (0xE0, b"JFXX\0\x10small", "JFIF data"),
        (0xE0, b"JFIF\0\1\1\0\0\1\0\1\1\1abc", "JFIF data"),
        (0xEB, b"JP..jumbc2pa.thumbnail.claim.jpeg", "content credentials"),
    ],
)
def test_smaller_pictures_of_other_programs_are_found(
    marker: int, content: bytes, where: str
) -> None:
    assert (SMALL, where) in found(with_segment(picture(), marker, content))


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP"])
def test_what_follows_the_end_of_a_picture_is_found(format_: str) -> None:
    assert found(picture(format_) + b"moov") == [(AFTER, "whole file")]
    assert found(picture(format_) + b"\0" * 99) == []


def test_the_end_of_a_picture_that_is_built_up_in_steps_is_found() -> None:
    steps = picture(size=(200, 90), progressive=True)
    assert steps.count(b"\xff\xda") > 1
    assert found(steps) == []
    assert found(steps + steps) == [(AFTER, "whole file")]


def test_the_words_of_a_png_are_mentioned_and_not_repeated() -> None:
    text = PngInfo()
    text.add_text("Author", "Olive Officer")
    text.add_text("Robin Example", "secret")
    assert made(picture("PNG", pnginfo=text)) == ["PNG text: author and other words"]


@pytest.mark.parametrize(
    ("keyword", "what"),
    [
        ("exif:GPSLatitude", PLACE),
        ("Raw profile type iptc", "data of another program, which could not be looked into"),
    ],
)
def test_what_other_programs_leave_in_a_png_is_serious(keyword: str, what: str) -> None:
    text = PngInfo()
    text.add_text(keyword, "\niptc\n1\n00", zip=True)
    assert (what, "PNG text") in found(picture("PNG", pnginfo=text))


def test_layers_that_an_editor_keeps_in_a_png_are_found() -> None:
    text = PngInfo()
    text.add(b"prVw", bytes(2_000))
    (only,) = found(picture("PNG", pnginfo=text))
    assert only == ("data of another program, which could not be looked into", "PNG chunks")


def test_a_comment_is_mentioned() -> None:
    assert made(picture("GIF", comment=b"It was Olive")) == ["comment: comment"]


def several(format_: str, count: int) -> bytes:
    more = [Image.new("RGB", (24, 16), (0, 0, 80 * one)) for one in range(1, count)]
    return picture(format_, save_all=True, append_images=more)


@pytest.mark.parametrize(
    ("format_", "what"), [("TIFF", "3 pages"), ("GIF", "3 pictures"), ("WEBP", "3 pictures")]
)
def test_further_pages_are_said_so_that_each_is_looked_at(format_: str, what: str) -> None:
    (only,) = look_within("scan.tif", several(format_, 3))
    assert only.what == what
    assert not only.serious
    assert "look at each" in only.where


def test_a_second_picture_behind_a_photograph_is_serious() -> None:
    assert found(several("MPO", 2)) == [("1 more picture behind the one that is seen", "JPEG")]


def test_a_tiff_of_very_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(within_image, "MOST_PAGES", 2)
    with pytest.raises(CannotRead, match="it has 3 pages, and 2 is the most"):
        look_within("scan.tif", several("TIFF", 3))


@pytest.mark.parametrize(
    ("tag", "value", "what", "where"),
    [
        (254, 1, SMALL, "TIFF pages"),
        (37724, b"layers", "layers, of which some may be hidden", "Photoshop data"),
        (34377, resource(0x040C, b"small")[14:], SMALL, "Photoshop data"),
    ],
)
def test_what_a_tiff_keeps_beside_its_pages_is_found(
    tag: int, value: int | bytes, what: str, where: str
) -> None:
    tags = ImageFileDirectory_v2()
    tags[tag] = value
    if isinstance(value, bytes):
        tags.tagtype[tag] = 7
    assert found(picture("TIFF", tiffinfo=tags)) == [(what, where)]


def test_a_picture_that_says_that_it_is_enormous_is_refused() -> None:
    head = (30_000).to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0"
    sound = picture("PNG")
    large = sound[:16] + head + crc32(b"IHDR" + head).to_bytes(4, "big") + sound[33:]
    with pytest.raises(CannotRead, match="cannot be used"):
        look_within("street.png", large)
    head = (9_000).to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0"
    large = sound[:16] + head + crc32(b"IHDR" + head).to_bytes(4, "big") + sound[33:]
    with pytest.raises(CannotRead, match="more than 40,000,000 pixels"):
        look_within("street.png", large)


def test_a_photograph_of_fifty_million_pixels_is_looked_into_within_the_bounds() -> None:
    content = picture(size=(8_200, 6_100))
    assert bounded(look_within, "street.jpg", content, 60.0) == ()


@pytest.mark.parametrize("format_", FORMATS)
def test_a_picture_that_was_cut_off_is_refused(format_: str) -> None:
    whole = picture(format_, (200, 90))
    with pytest.raises(CannotRead, match="damaged"):
        look_within("street.jpg", whole[: len(whole) * 2 // 3])


def test_what_is_found_comes_out_of_the_child_as_it_would_here() -> None:
    content = picture(exif=taken_at_home())
    assert bounded(look_within, "street.jpg", content, 60.0) == (
        Unseen(PLACE, "EXIF data: GPS position"),
    )
