"""What the commands say: exit codes, findings on one line, and what cannot be done."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from foi_bot.checks.finding import Finding, Severity
from foi_bot.letter.characters import one_line

FINE, MEND, ASKED_WRONGLY = 0, 1, 2


class CannotError(Exception):
    """What was asked cannot be done. `lines` say why, and what to do instead, to whoever asked."""

    def __init__(self, *lines: str, code: int = ASKED_WRONGLY) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines
        self.code = code


def tell(*lines: str) -> None:
    """Lines for whoever sits there, beside the result."""
    for line in lines:
        print(line, file=sys.stderr)


def line(finding: Finding) -> str:
    """A finding on one line: how grave, where, what of, what to do, by which law."""
    quote = " ".join(finding.quote.split())
    quoted = f" “{quote}”" if quote else ""
    told = f"{finding.severity}: {finding.place} ({finding.rule}):{quoted} {finding.advice}"
    return f"{told} [{finding.source}]"


def to_mend(findings: Sequence[Finding]) -> str:
    """How many findings hold the letter back, in words; "" for none."""
    must = [finding for finding in findings if finding.severity is Severity.MUST_FIX]
    return f"{len(must)} thing{'s' if len(must) > 1 else ''}" if must else ""


def save(path: Path, content: bytes) -> None:
    """Write a file. Raises CannotError."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise CannotError(f"{path} cannot be written: {error.strerror}.") from None


def content_of(path: Path, most: int) -> tuple[int, bytes]:
    """How many bytes a file has, and what they are; nothing where they are more than `most`. What
    has no length of its own (a pipe, a device) then has one more. Raises CannotError."""
    try:
        with path.open("rb") as file:
            content = file.read(most + 1)
            size = max(os.fstat(file.fileno()).st_size, len(content))
    except OSError as error:
        told = f"{one_line(str(path))} cannot be read: {error.strerror}."
        raise CannotError(f"{told} Name a file that is there and that you may read.") from None
    return size, content if size <= most else b""
