"""Small tables that an officer types: searches, estimates, redactions. One line is one row, its
cells apart by tabs, as a spreadsheet puts them on the clipboard, or by upright strokes.

A row is kept as one string, its cells apart by tabs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from foi_bot.interview.days import read_day
from foi_bot.interview.questions import Cell, Column, Question

Row = tuple[str, ...]

_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,4})?")
_BETWEEN = re.compile(r"\t| *\| *")


def rows(value: object) -> tuple[Row, ...]:
    """The rows of an answer as `typed_rows` keeps them; none for anything else."""
    return tuple(tuple(line.split("\t")) for line in value) if isinstance(value, tuple) else ()


def typed_rows(asked: Question, texts: Iterable[str]) -> tuple[str, ...]:
    """Rows as they were typed, in the form in which they are kept. A row of headings is left out:
    spreadsheets paste it along."""
    lines = [line.strip(" ") for text in texts for line in text.splitlines() if line.strip()]
    found = [_cells(line, len(asked.columns)) for line in lines]
    heads = tuple(column.name.lower() for column in asked.columns)
    return tuple(
        "\t".join(_kept(column, cell) for column, cell in _paired(asked.columns, row))
        for row in found
        if tuple(cell.lower() for cell in row) != heads
    )


def wrong_row(asked: Question, value: Sequence[str], limbs: Sequence[str] = ()) -> str | None:
    """What is wrong with the first row that is wrong, as a sentence for the officer; or None.
    `limbs` are those that a column of limbs may name."""
    for no, row in enumerate(rows(tuple(value)), start=1):
        if len(row) != len(asked.columns):
            return (
                f"Row {no} has {_count(len(row), 'cell')}, and the table has "
                f"{_count(len(asked.columns), 'column')}: {shape(asked)}."
            )
        for column, cell in zip(asked.columns, row, strict=True):
            expected = _expected(column, cell, limbs)
            if expected:
                was = f"“{_short(cell)}”" if cell else "nothing"
                told = f"Row {no}, {column.name.lower()}: expected {expected}, and found {was}."
                return f"{told} {column.unless}".strip()
    return None


def shape(asked: Question) -> str:
    """How a row is typed: "activity | records | minutes each"."""
    return " | ".join(column.name.lower() for column in asked.columns)


def number(cell: str) -> Decimal | None:
    """A number as people write it ("2,300", "1.5"); None for anything else, and for one of more
    digits than anybody counts."""
    bare = cell.replace(",", "").replace(" ", "")
    return Decimal(bare) if _NUMBER.fullmatch(bare) else None


def _cells(line: str, columns: int) -> Row:
    cells = tuple(cell.strip() for cell in _BETWEEN.split(line))
    # A table drawn with strokes has one at each end as well.
    if len(cells) == columns + 2 and not cells[0] and not cells[-1]:
        return cells[1:-1]
    return cells


def _paired(columns: Sequence[Column], row: Row) -> list[tuple[Column, str]]:
    spare = Column("")
    wide = [*columns, *[spare] * max(0, len(row) - len(columns))]
    return list(zip(wide, row, strict=False))


def _kept(column: Column, cell: str) -> str:
    match column.cell:
        case Cell.DATE:
            day = read_day(cell)
            return day.isoformat() if day else cell
        case Cell.ONE_OF:
            return next((one for one in column.among if one.lower() == cell.lower()), cell)
        case Cell.LIMB:
            return re.sub(r"^(?:section|s\.?)\s*", "", cell, flags=re.IGNORECASE)
        case _:
            return cell


def _expected(column: Column, cell: str, limbs: Sequence[str]) -> str:
    """What this cell should have held, or "" where it holds it."""
    match column.cell:
        case Cell.OPTIONAL:
            return ""
        case Cell.NUMBER:
            found = number(cell)
            return "" if found is not None and found > 0 else _A_NUMBER
        case Cell.DATE:
            return "" if read_day(cell) else "a day such as 3 June 2024"
        case Cell.ONE_OF:
            return "" if cell in column.among else f"one of {', '.join(column.among)}"
        case Cell.LIMB:
            return "" if cell in limbs else f"one of {', '.join(limbs) or 'the limbs chosen'}"
        case Cell.TEXT:
            return "" if cell else "some words"


def _short(cell: str) -> str:
    return cell if len(cell) <= _SHOWN else f"{cell[:_SHOWN]}…"


_SHOWN = 60
_A_NUMBER = "a number above zero, of no more than nine digits"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
