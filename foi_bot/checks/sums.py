"""Whether a table adds up: a row called "Total" under its columns, a column called "Total" beside
its rows. What is suppressed ("<5", "*"), rounded, an average or a share is allowed for.

A table that nobody explains and that does not add up is wrong in one place at least, and nobody can
tell in which (FOIA s1(1)(b)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class WrongSum:
    """A total that is not the sum of what it stands under or beside. `cell` is the total as
    written, `row` the whole row that it is in, `name` that of the column or row, `adds_up_to` what
    the figures make, and `is_plain` whether nothing else explains the difference."""

    cell: str
    row: tuple[str, ...]
    name: str
    adds_up_to: str
    is_plain: bool


def wrong_sums(rows: Rows, *, rounded: bool = False, overlaps: bool = False) -> Iterator[WrongSum]:
    """Every total of a table that is not a sum. The first row is the header, if it has no figures.

    rounded: the text says that figures are rounded. overlaps: it says that things are counted more
    than once, or that the rows need not add up; then nothing is found.
    """
    table = [tuple(cell.strip() for cell in row) for row in rows if any(c.strip() for c in row)]
    if overlaps or len(table) < _FEWEST_ROWS:
        return
    width = max(len(row) for row in table)
    table = [row + ("",) * (width - len(row)) for row in table]
    header, body = _apart(table)
    yield from _under(header, body, rounded)
    yield from _beside(header, body, rounded)


def number_of(cell: str) -> Decimal | None:
    """The figure in a cell: "1,071", "£2,000.50", "(12)"; None for anything else."""
    bare = re.sub(r"[\s,£]|hours?$|hrs?$", "", cell)
    return Decimal(bare) if re.fullmatch(r"-?\d{1,12}(?:\.\d{1,4})?", bare) else None


class _Sum(NamedTuple):
    known: Decimal
    terms: int
    exact: bool
    step: Decimal


_FEWEST_ROWS = 3


def _apart(table: list[tuple[str, ...]]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The header, and the rows under it."""
    first = table[0]
    has_figures = any(number_of(cell) is not None and not _YEAR.match(cell) for cell in first[1:])
    if has_figures:
        return ("",) * len(first), table
    return first, table[1:]


def _under(
    header: tuple[str, ...], body: list[tuple[str, ...]], rounded: bool
) -> Iterator[WrongSum]:
    """The row of totals against each column."""
    at = [no for no, row in enumerate(body) if _TOTAL.match(_label(row))]
    if len(at) != 1 or at[0] not in (0, len(body) - 1):
        return
    total = body[at[0]]
    parts = [row for no, row in enumerate(body) if no != at[0] and not _ASIDE.match(_label(row))]
    asides = len(parts) != len(body) - 1
    if len(parts) < 2 or any(_SUBTOTAL.search(_label(row)) for row in parts):
        return
    wrong: list[WrongSum] = []
    right = 0
    for column in range(1, len(total)):
        said = number_of(total[column])
        if said is None or _NO_SUM.search(header[column]):
            continue
        made = _sum([row[column] for row in parts], header[column])
        if made is None:
            continue
        if _agree(said, made, rounded):
            right += 1
        else:
            name = header[column] or _label(total)
            wrong.append(_wrong(total, column, name, header[column], said, made))
    for one in wrong:
        plain = one.is_plain and not asides and (right > 0 or len(wrong) == 1)
        yield WrongSum(one.cell, one.row, one.name, one.adds_up_to, plain)


def _beside(
    header: tuple[str, ...], body: list[tuple[str, ...]], rounded: bool
) -> Iterator[WrongSum]:
    """A column of totals against each row. Columns that are something else would make every row
    wrong, so most rows have to be right before one is wrong."""
    at = [no for no, name in enumerate(header) if no and _TOTAL.match(name)]
    if len(at) != 1 or len(header) < 4 or at[0] not in (1, len(header) - 1):
        return
    column = at[0]
    beside = [no for no in range(1, len(header)) if no != column and not _NO_SUM.search(header[no])]
    wrong: list[WrongSum] = []
    right = 0
    for row in body:
        said = number_of(row[column])
        made = _sum([row[no] for no in beside], "") if said is not None else None
        if said is None or made is None:
            continue
        if _agree(said, made, rounded):
            right += 1
        else:
            wrong.append(_wrong(row, column, _label(row), header[column], said, made))
    if right >= 2 and right > 2 * len(wrong):
        yield from wrong


def _wrong(
    row: tuple[str, ...], column: int, name: str, header: str, said: Decimal, made: _Sum
) -> WrongSum:
    """What is wrong. Pounds and hours are rounded to whole ones without anybody's saying so."""
    apart = abs(said - made.known)
    whole = _MEASURED.search(row[column] + header) and apart <= Decimal(made.terms + 1) / 2
    return WrongSum(row[column], row, name, f"{made.known:,}", not whole)


def _sum(cells: list[str], name: str) -> _Sum | None:
    """What cells add up to; None where they are no figures that could be added."""
    figures = [number_of(cell) for cell in cells]
    known = [one for one in figures if one is not None]
    others = [cell for cell, one in zip(cells, figures, strict=True) if one is None]
    if len(known) < 2 or any(not _HIDDEN.fullmatch(cell) for cell in others):
        return None
    if not name and all(_YEARS <= one <= _YEARS + 150 for one in known):
        return None
    exact = all(_NOTHING.fullmatch(cell) for cell in others)
    # A figure with decimals was rounded at its last place.
    exponents = [one.as_tuple().exponent for one in known]
    places = max(-min(int(one) for one in exponents if isinstance(one, int)), 0)
    return _Sum(sum(known, Decimal(0)), len(cells), exact, Decimal(1).scaleb(-places))


_YEARS = Decimal(1950)


def _agree(said: Decimal, made: _Sum, rounded: bool) -> bool:
    """Whether a total is what the figures make, as far as they are known."""
    if not made.exact:
        # What is hidden adds something: the total may be more, and cannot be less.
        return said >= made.known - _slack(said, made, rounded)
    return abs(said - made.known) <= _slack(said, made, rounded)


def _slack(said: Decimal, made: _Sum, rounded: bool) -> Decimal:
    step = made.step
    for coarse in (Decimal(1000), Decimal(100), Decimal(10), Decimal(5)):
        if said % coarse == 0 and (rounded or (coarse >= _COARSE and made.known % coarse == 0)):
            step = max(step, coarse)
    if step == 1 and not rounded:
        return Decimal(0)
    return step * (made.terms + 1) / 2


_COARSE = Decimal(1000)
"""Figures in round thousands are taken to be rounded without anybody's saying so."""


def _label(row: tuple[str, ...]) -> str:
    return row[0]


_TOTAL = re.compile(
    r"(?:the |grand |overall |combined )?(?:totals?|sum|altogether)\b"
    r"(?!.*\b(?:average|mean|excluding|less|rate|per cent|%|distinct|unique|individuals)\b)"
    r"|all(?: (?:districts|areas|years|wards|types|categories|forces|schools|staff|ages|sites"
    r"|months|regions|departments|hospitals|stations|divisions|offences|groups))?$",
    re.IGNORECASE,
)
_SUBTOTAL = re.compile(r"\bsub-?\s?totals?\b|\btotals?\b|\ball\b", re.IGNORECASE)
_ASIDE = re.compile(r"\W*(?:of (?:which|these|those|whom)|including|incl\b|which )", re.IGNORECASE)
_NO_SUM = re.compile(
    r"%|\b(?:per|percent\w*|average|mean|median|rate|ratio|change|year|each|price|rank|index|date"
    r"|age|unit|no\.?$|ref|longest|shortest|highest|lowest|maximum|minimum|max|min|days to)\b",
    re.IGNORECASE,
)
_MEASURED = re.compile(r"£|\b(?:hours?|hrs?|days|miles|km|cost|spend|paid|tonnes)\b", re.IGNORECASE)
_HIDDEN = re.compile(
    r"(?:<|≤|under |fewer than |less than )?\s?\d{1,2}|\d or (?:fewer|less)|1 ?[-–to]+ ?\d"
    r"|[*~#x†‡]+"
    r"|\[?[ckzx]\]?|s|[-–—.]*|nil|none|n/?a|n/?k|not (?:held|available|known|recorded|applicable)"
    r"|suppressed|withheld|redacted|exempt",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"[-–—]|nil|none", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d(?:[/-]\d\d(?:\d\d)?)?$")
