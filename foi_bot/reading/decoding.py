"""Bytes to text: which of the encodings that office programs write this file is in.

UTF-8 and UTF-16 say so themselves. A file that is neither was saved under one of Windows' or
Apple's code pages, and nothing in it says which; the code page of Western Europe is taken where it
makes sense at all, because that is what Excel and Notepad of a UK office write.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import Final

from foi_bot.reading.cannot import SHARE_AGAIN, CannotRead, cannot_read

WESTERN: Final = "cp1252"
OTHERS: Final = ("mac_roman", "cp1256", "cp1251")
"""What else is tried: Apple's page, and those of Arabic and of Cyrillic. The pages of Central
Europe are not: in a few words nothing tells them from the Western one."""

SAMPLE_BYTES: Final = 65_536

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OF_SEVERAL_BYTES = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)

AS_UTF_8: Final = f"Save it as UTF-8 (in Excel: “CSV UTF-8”). {SHARE_AGAIN}"


def encoding_of(name: str, content: bytes) -> str:
    """The name of the codec with which the whole content can be decoded, byte order mark included.
    Raises CannotRead, with the line, for what is no text."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            _check(name, content, encoding)
            return encoding
    nul = content.find(b"\0")
    if nul >= 0:
        raise _no_text(name, content.count(b"\n", 0, nul) + 1)
    bad = _first_bad_byte(content, "utf-8")
    return "utf-8" if bad is None else _code_page(name, content, bad)


def decode(name: str, content: bytes) -> str:
    """The whole text, with its line breaks as they are. Raises CannotRead."""
    return content.decode(encoding_of(name, content))


def _check(name: str, content: bytes, encoding: str) -> None:
    bad = _first_bad_byte(content, encoding)
    if bad is not None:
        line = content[:bad].decode(encoding, "ignore").count("\n") + 1
        raise _no_text(name, line)


def _first_bad_byte(content: bytes, encoding: str) -> int | None:
    """Where decoding fails (about, for UTF-16 and UTF-32), chunk by chunk so as to hold little."""
    decoder = codecs.getincrementaldecoder(encoding)()
    view = memoryview(content)
    for start in range(0, len(content) or 1, SAMPLE_BYTES):
        end = start + SAMPLE_BYTES
        try:
            decoder.decode(view[start:end], end >= len(content))
        except UnicodeError as error:
            at = error.start if isinstance(error, UnicodeDecodeError) else 0
            return min(start + at, len(content) - 1)
    return None


def _code_page(name: str, content: bytes, bad: int) -> str:
    sample = content[max(0, bad - SAMPLE_BYTES // 2) :][:SAMPLE_BYTES]
    whole = len(_OF_SEVERAL_BYTES.findall(sample))
    stray = sum(byte > 0x7F for byte in _OF_SEVERAL_BYTES.sub(b"", sample))
    line = content.count(b"\n", 0, bad) + 1
    if whole >= stray:
        raise cannot_read(
            name, f"line {line} is in another encoding than the rest of the file", AS_UTF_8
        )
    best = WESTERN if _only_signs(sample) else _guess(sample)
    if best is None or _first_bad_byte(content, best) is not None:
        raise cannot_read(name, f"the characters of line {line} cannot be told", AS_UTF_8)
    return best


def _only_signs(sample: bytes) -> bool:
    """Whether all that is not ASCII is a sign, such as £ or a dash: too little to guess from."""
    try:
        western = sample.decode(WESTERN)
    except UnicodeDecodeError:
        return False
    return not any(c > "\x7f" and unicodedata.category(c)[0] == "L" for c in western)


def _guess(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    matches = from_bytes(sample, cp_isolation=[WESTERN, *OTHERS])
    likely = [page for match in matches for page in match.could_be_from_charset]
    return WESTERN if WESTERN in likely else next(iter(likely), None)


def _no_text(name: str, line: int) -> CannotRead:
    return cannot_read(
        name, f"line {line} holds bytes that are no text", f"Save it as UTF-8 text. {SHARE_AGAIN}"
    )
