"""What follows the end of a picture in its file: nothing that shows pictures shows it.

A phone puts a short video there, and programs that crop a screenshot have left there what was cut
off (CVE-2023-21036, CVE-2023-28303).

Source: ITU-T T.81 annex B (JPEG), PNG Specification section 5.3, WebP Container Specification.
"""

from __future__ import annotations

import re
from typing import Final

_PADDING: Final = b"\0\xff \r\n"
_AFTER_SCAN: Final = re.compile(rb"\xff[^\0\xd0-\xd7\xff]")
"""The marker that ends compressed data: within them 0xFF is followed by 0, or by a restart."""
_SCAN: Final = 0xDA
_END: Final = 0xD9
_WITHOUT_LENGTH: Final = frozenset((0x01, 0xD8, *range(0xD0, 0xD8)))


def follows_the_end(format_: str, content: bytes) -> bool:
    """Whether something follows the picture's end; `format_` is Pillow's name of the format. Never
    true of a TIFF, whose parts lie anywhere, and of a GIF. Raises IndexError or ValueError where
    the file has no end."""
    match format_:
        case "JPEG":
            end = _end_of_jpeg(content)
        case "PNG":
            end = _end_of_png(content)
        case "WEBP":
            end = 8 + int.from_bytes(content[4:8], "little")
        case _:
            return False
    return bool(content[end:].strip(_PADDING))


def _end_of_jpeg(content: bytes) -> int:
    at = 0
    while True:
        while content[at] == content[at + 1] == 0xFF:
            at += 1
        if content[at] != 0xFF:
            raise ValueError
        marker = content[at + 1]
        at += 2
        if marker == _END:
            return at
        if marker in _WITHOUT_LENGTH:
            continue
        at += max(2, int.from_bytes(content[at : at + 2], "big"))
        if marker == _SCAN:
            found = _AFTER_SCAN.search(content, at)
            if found is None:
                raise ValueError
            at = found.start()


def _end_of_png(content: bytes) -> int:
    at = 8
    while True:
        if at >= len(content):
            raise ValueError
        kind = content[at + 4 : at + 8]
        at += 12 + int.from_bytes(content[at : at + 4], "big")
        if kind == b"IEND":
            return at
