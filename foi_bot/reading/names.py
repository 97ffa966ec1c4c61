"""The name and the size of a file, fit to be printed in a letter and to be sent."""

from __future__ import annotations

import re
from typing import Final

LONGEST_NAME: Final = 180
"""In bytes of UTF-8: file systems allow 255, and a sender's programs add to a name."""

LONGEST_ENDING: Final = 10
"""What follows the last dot is an ending, such as "xlsx", up to this many characters."""

NAMELESS: Final = "file"

_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Embeddings, overrides and isolates, with which "gpj.exe" is made to look like "exe.jpg". The
plain marks and joiners stay: Arabic and Persian names are spelt with them."""
_SEPARATORS = re.compile(r'[/\\:*?"<>|]+')
_SPACES = re.compile(r"\s+")


def safe_name(name: str) -> str:
    """A file name that can be printed and sent: no control characters, nothing that reverses the
    order of what is read, no separator of folders nor what Windows forbids. Idempotent; never
    empty. Too long a name is cut before its ending."""
    shown = _SPACES.sub(" ", _REORDERING.sub("", _UNSEEN.sub("", name)))
    tidy = _trimmed(_SEPARATORS.sub("-", shown))
    return _shortened(tidy) or NAMELESS


def size_in_words(size: int) -> str:
    """A size in bytes as people say it: "812 bytes", "14 KB", "2.3 MB" (a KB is 1,000 bytes)."""
    number, unit = size_and_unit(size)
    return f"{number} {unit}s" if unit == "byte" and number != "1" else f"{number} {unit}"


def size_and_unit(size: int) -> tuple[str, str]:
    """A size in bytes as the number and the unit that people say: "byte", "KB" or "MB"."""
    if size < 1_000:
        return str(size), "byte"
    if size < 999_500:
        return f"{size / 1_000:.0f}", "KB"
    return f"{size / 1_000_000:.1f}", "MB"


def _trimmed(name: str) -> str:
    # A leading dot hides a file, a leading hyphen is an option to a program, and Windows drops
    # dots and spaces at the end.
    return name.lstrip(" .-").rstrip(" .")


def _shortened(name: str) -> str:
    if len(name.encode()) <= LONGEST_NAME:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > LONGEST_ENDING:
        stem, dot, ending = name, "", ""
    room = LONGEST_NAME - len(f"{dot}{ending}".encode())
    return _trimmed(f"{stem.encode()[:room].decode('utf-8', 'ignore').strip()}{dot}{ending}")
