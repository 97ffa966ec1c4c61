"""What kind of file it is, by what is in it; the name decides only where the content cannot."""

from __future__ import annotations

import re
from enum import StrEnum
from io import BytesIO
from pathlib import PurePath
from typing import Final
from zipfile import ZipFile

from foi_bot.reading.cannot import BROKEN


class Kind(StrEnum):
    """A kind of file, by the words in which an officer knows it."""

    TABLE = "a CSV file"
    TEXT = "a text file"
    WORKBOOK = "an Excel workbook"
    DOCUMENT = "a Word document"
    PDF = "a PDF"
    EMAIL = "an e-mail"
    PAGE = "a web page"
    IMAGE = "a picture"
    PROTECTED = "a file protected with a password"
    OLD_WORKBOOK = "a workbook of an old or other format"
    OLD_DOCUMENT = "a document of an old or other format"
    OUTLOOK = "an Outlook message"
    OTHER_IMAGE = "a picture of a format that foi-bot does not know"
    OTHER = "a kind of file that foi-bot does not know"


_BY_ENDING: Final = {
    ".csv": Kind.TABLE,
    ".tsv": Kind.TABLE,
    ".tab": Kind.TABLE,
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".md": Kind.TEXT,
    ".eml": Kind.EMAIL,
    ".html": Kind.PAGE,
    ".htm": Kind.PAGE,
    ".xhtml": Kind.PAGE,
}
_OLD_BY_ENDING: Final = {
    ".xls": Kind.OLD_WORKBOOK,
    ".xlt": Kind.OLD_WORKBOOK,
    ".xlsb": Kind.OLD_WORKBOOK,
    ".ods": Kind.OLD_WORKBOOK,
    ".numbers": Kind.OLD_WORKBOOK,
    ".doc": Kind.OLD_DOCUMENT,
    ".dot": Kind.OLD_DOCUMENT,
    ".odt": Kind.OLD_DOCUMENT,
    ".rtf": Kind.OLD_DOCUMENT,
    ".pages": Kind.OLD_DOCUMENT,
    ".msg": Kind.OUTLOOK,
}
_BY_CONTENT: Final = {
    ".xlsx": Kind.WORKBOOK,
    ".xlsm": Kind.WORKBOOK,
    ".docx": Kind.DOCUMENT,
    ".docm": Kind.DOCUMENT,
    ".pdf": Kind.PDF,
    ".jpg": Kind.IMAGE,
    ".jpeg": Kind.IMAGE,
    ".jpe": Kind.IMAGE,
    ".jfif": Kind.IMAGE,
    ".png": Kind.IMAGE,
    ".tif": Kind.IMAGE,
    ".tiff": Kind.IMAGE,
    ".gif": Kind.IMAGE,
    ".webp": Kind.IMAGE,
    ".heic": Kind.OTHER_IMAGE,
    ".heif": Kind.OTHER_IMAGE,
    ".avif": Kind.OTHER_IMAGE,
    ".bmp": Kind.OTHER_IMAGE,
    ".svg": Kind.OTHER_IMAGE,
    ".psd": Kind.OTHER_IMAGE,
}
"""Where the content does not show it: then the file is a damaged one of that kind."""

_IMAGES: Final = re.compile(
    rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|GIF8[79]a|RIFF....WEBP|II[*+]\0|MM\0[*+]", re.DOTALL
)
"""How a JPEG, PNG, GIF, WebP and TIFF file begins."""
_OTHER_IMAGES: Final = re.compile(rb"....ftyp(hei[cmsx]|hev[cmx]|mif1|msf1|avi[fs])", re.DOTALL)
"""How a HEIC or AVIF file begins (ISO/IEC 23008-12)."""

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS: Final = (
    ("EncryptedPackage", Kind.PROTECTED),
    ("__properties_version1.0", Kind.OUTLOOK),
    ("Workbook", Kind.OLD_WORKBOOK),
    ("Book", Kind.OLD_WORKBOOK),
    ("WordDocument", Kind.OLD_DOCUMENT),
)
"""The streams by which programs know their own files within an OLE container; their names stand in
its directory in UTF-16 ([MS-CFB], [MS-OFFCRYPTO], [MS-OXMSG])."""


def ending(name: str) -> str:
    """The file name's ending with its dot, in small letters; empty if there is none."""
    return PurePath(name).suffix.lower()


def kind_by_name(name: str) -> Kind:
    """The kind that the name alone promises: for what is said of a file, not for reading it."""
    end = ending(name)
    return _BY_ENDING.get(end) or _OLD_BY_ENDING.get(end) or _BY_CONTENT.get(end) or Kind.OTHER


def kind_of(name: str, content: bytes) -> Kind:
    """The kind of the file. Total: what nobody can make sense of is `OTHER`."""
    by_name = _OLD_BY_ENDING.get(ending(name)) or _BY_CONTENT.get(ending(name))
    if content.startswith(_OLE):
        return _kind_of_ole(content) or _OLD_BY_ENDING.get(ending(name), Kind.OTHER)
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return Kind.PDF
    if content.startswith(b"PK"):
        return _kind_of_zip(content) or by_name or Kind.OTHER
    if _IMAGES.match(content):
        return Kind.IMAGE
    if _OTHER_IMAGES.match(content):
        return Kind.OTHER_IMAGE
    if content.startswith(rb"{\rtf"):
        return Kind.OLD_DOCUMENT
    return _BY_ENDING.get(ending(name)) or by_name or Kind.OTHER


def _kind_of_ole(content: bytes) -> Kind | None:
    found = (kind for stream, kind in _OLE_STREAMS if stream.encode("utf-16-le") in content)
    return next(found, None)


def _kind_of_zip(content: bytes) -> Kind | None:
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
            mimetype = archive.open("mimetype").read(100) if "mimetype" in names else b""
    except BROKEN:
        return None
    if "xl/workbook.xml" in names:
        return Kind.WORKBOOK
    if "word/document.xml" in names:
        return Kind.DOCUMENT
    if "xl/workbook.bin" in names or b"opendocument.spreadsheet" in mimetype:
        return Kind.OLD_WORKBOOK
    return Kind.OLD_DOCUMENT if b"opendocument.text" in mimetype else None
