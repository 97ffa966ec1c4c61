"""The figures of a file, as a table for the letter.

What a person sees is what is taken, and nothing that a person cannot see: a workbook with hidden
sheets, rows or columns is refused rather than read around, because figures that come out of it
might be totals of what is hidden, and because the officer is then told before the file itself goes
anywhere. Source: Information Commissioner's advisory note to public authorities on disclosing
spreadsheets (September 2023).
"""

from __future__ import annotations

from foi_bot.reading.cannot import SHARE_AGAIN, cannot_read
from foi_bot.reading.delimited import read_delimited
from foi_bot.reading.grid import (
    MOST_CHARACTERS,
    MOST_COLUMNS,
    MOST_ROWS,
    Grid,
    from_tsv,
    to_tsv,
)
from foi_bot.reading.kinds import Kind, kind_of
from foi_bot.reading.workbook import read_workbook

__all__ = [
    "MOST_CHARACTERS",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "Grid",
    "from_tsv",
    "read_table",
    "to_tsv",
]


def read_table(name: str, content: bytes) -> Grid:
    """The table in a CSV file, a text file with tabs, or an Excel workbook of one sheet, each cell
    as a person sees it. Raises CannotRead, with the line or the cell."""
    match kind_of(name, content):
        case Kind.TABLE | Kind.TEXT:
            return read_delimited(name, content)
        case Kind.WORKBOOK:
            return read_workbook(name, content)
        case Kind.PROTECTED:
            raise cannot_read(
                name,
                "it is protected with a password",
                f"Save a copy without the password. {SHARE_AGAIN}",
            )
        case Kind.OLD_WORKBOOK:
            raise cannot_read(
                name,
                "it is a workbook of an old or other format",
                f"Open it and save it as an Excel workbook (.xlsx) or as CSV. {SHARE_AGAIN}",
            )
        case other:
            raise cannot_read(
                name,
                f"it is {other}, and not a table",
                f"Save the table as CSV or as an Excel workbook (.xlsx). {SHARE_AGAIN}",
            )
