"""Tables in text files: CSV, tab-separated and their like."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from io import BytesIO, TextIOWrapper
from itertools import islice
from typing import Final

from foi_bot.letter.characters import printable
from foi_bot.reading.cannot import SHARE_AGAIN, cannot_read
from foi_bot.reading.decoding import encoding_of
from foi_bot.reading.grid import Grid, grid, records
from foi_bot.reading.kinds import Kind, ending, kind_of

DELIMITERS: Final = "\t,;|"
"""In order of preference where two would do."""
TABBED: Final = (".tsv", ".tab")
"""The endings of files that have tabs and nothing else between their cells."""

SAMPLE_LINES: Final = 50
SAMPLE_CHARACTERS: Final = 32_768

_DECLARED = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
"""Excel's own first line, by which a CSV file says what stands between its cells."""


def read_delimited(name: str, content: bytes) -> Grid:
    """The table in a text file. Reads no more of it than a letter can hold. Raises CannotRead."""
    encoding = encoding_of(name, content)
    declared = _DECLARED.fullmatch(next(_lines(content, encoding), ""))
    if declared:
        rows = records(name, islice(_lines(content, encoding), 1, None), declared[1], first_line=2)
    else:
        rows = records(name, _lines(content, encoding), _delimiter(name, content, encoding))
    return grid(name, _shown(name, rows))


def _lines(content: bytes, encoding: str) -> Iterator[str]:
    return TextIOWrapper(BytesIO(content), encoding, newline="")


def _shown(
    name: str, rows: Iterable[tuple[str, list[str]]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for place, row in rows:
        if any("\0" in cell for cell in row):
            raise cannot_read(
                name, f"{place} holds null characters", f"Save it as CSV UTF-8. {SHARE_AGAIN}"
            )
        yield place, tuple(map(printable, row))


def _delimiter(name: str, content: bytes, encoding: str) -> str:
    if ending(name) in TABBED:
        return "\t"
    sample = _sample(_lines(content, encoding))
    widths = {delimiter: _widths(sample, delimiter) for delimiter in DELIMITERS}
    if kind_of(name, content) is Kind.TEXT:
        if max(widths["\t"], default=0) > 1:
            return "\t"
        raise cannot_read(
            name,
            "there are no tabs in it to tell columns by",
            f"Save the table as CSV, or with tabs between the cells. {SHARE_AGAIN}",
        )
    return max(DELIMITERS, key=lambda one: (_is_even(widths[one]), max(widths[one], default=0)))


def _sample(lines: Iterator[str]) -> list[str]:
    kept: list[str] = []
    for line in islice(lines, SAMPLE_LINES):
        kept.append(line[:SAMPLE_CHARACTERS])
        if sum(map(len, kept)) > SAMPLE_CHARACTERS:
            break
    return kept


def _widths(sample: list[str], delimiter: str) -> list[int]:
    """How many cells each record has. The last may have been cut, so it counts only if alone."""
    widths = [len(row) for row in csv.reader(sample, delimiter=delimiter) if row]
    return widths[:-1] if len(sample) == SAMPLE_LINES and len(widths) > 1 else widths


def _is_even(widths: list[int]) -> bool:
    return len(set(widths)) == 1 and widths[0] > 1
