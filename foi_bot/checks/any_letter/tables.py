"""Tables of a letter against themselves and against what is said of them: totals, shares, small
numbers that are said to be hidden (FOIA s1(1)(b)). Part of the rule `completeness`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from foi_bot.checks.any_letter.sheet import Sheet, finding
from foi_bot.checks.any_letter.spoken import LONGEST, spoken
from foi_bot.checks.completeness_words import says_not_to_add, says_rounded
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.substance import stems
from foi_bot.checks.sums import WrongSum, number_of, wrong_sums
from foi_bot.checks.words import phrases, sentences
from foi_bot.interview.outcome import Outcome
from foi_bot.letter.read.written import Piece, Place

RULE = "completeness"
SOURCE = "FOIA s1(1)(b)"

Rows = Sequence[Sequence[str]]


def tables(sheet: Sheet) -> Iterator[Finding]:
    """What contradicts itself in the figures that a letter gives."""
    said = [text for one, text in spoken(sheet) if one.place is not Place.REVIEW and not one.rows]
    rounded = any(says_rounded(text) for text in said)
    overlaps = any(says_not_to_add(text) for text in said)
    # The estimate of a refusal for cost is a table, too, and the rule on its form adds it up.
    if Outcome.COST not in sheet.outcomes:
        for piece, rows in _tables(sheet):
            found = list(wrong_sums(rows, rounded=rounded, overlaps=overlaps))
            if found:
                yield _wrong_sum(piece, found)
    yield from _small_numbers(sheet, said)
    yield from _shares(sheet, rounded)
    yield from _left_out_and_given(sheet)


def _tables(sheet: Sheet) -> Iterator[tuple[Piece, Rows]]:
    """The tables, and the lists in which each item is a name and a figure."""
    listed: list[tuple[Piece, tuple[str, str]]] = []
    for piece in sheet.ours:
        if piece.rows:
            yield piece, piece.rows
        items = [] if piece.rows or piece.is_heading or len(piece.text) > LONGEST else _items(piece)
        if items and (not listed or not _TOTAL.match(listed[-1][1][0])):
            listed += [(piece, item) for item in items]
            continue
        if len(listed) > 2:
            yield listed[-1][0], [item for _, item in listed]
        listed = [(piece, item) for item in items]
    if len(listed) > 2:
        yield listed[-1][0], [item for _, item in listed]


def _items(piece: Piece) -> list[tuple[str, str]]:
    lines = [line for line in piece.text.split("\n") if line.strip()]
    found = [_ITEM.fullmatch(line.strip()) for line in lines]
    return [(one["name"], one["n"]) for one in found if one] if all(found) else []


def _wrong_sum(piece: Piece, found: Sequence[WrongSum]) -> Finding:
    one = next((each for each in found if each.is_plain), found[0])
    severity = Severity.MUST_FIX if one.is_plain else Severity.LOOK_AGAIN
    advice = (
        f"The total says {one.cell}, and the figures add up to {one.adds_up_to}: the table "
        "contradicts itself. Put it right, or say why it does not add up."
    )
    return finding(RULE, severity, SOURCE, piece, _row_in(piece, one), advice)


def _row_in(piece: Piece, one: WrongSum) -> str:
    """The line of the table in which the total stands, word for word."""
    cells = [cell for cell in one.row if cell]
    lines = [line for line in piece.text.split("\n") if all(cell in line for cell in cells)]
    if not lines:
        lines = [line for line in piece.text.split("\n") if one.cell in line]
    return lines[-1].strip() if lines else ""


def _small_numbers(sheet: Sheet, said: Sequence[str]) -> Iterator[Finding]:
    """A column in which small numbers are hidden and one is not."""
    if not any(_HIDES.search(text) for text in said):
        return
    for piece in sheet.ours:
        for column in range(1, max(map(len, piece.rows), default=0)):
            cells = [row[column].strip() for row in piece.rows[1:] if column < len(row)]
            hidden = any(_HIDDEN.fullmatch(cell) for cell in cells)
            small = [cell for cell in cells if cell in ("1", "2", "3", "4")]
            if hidden and small:
                advice = (
                    f"Small numbers are said to be hidden, and “{small[0]}” is given all the same. "
                    "Hide it like the others, or give them all."
                )
                line = next(
                    (
                        text.strip()
                        for text in piece.text.split("\n")
                        if re.search(rf"(?<!\d){small[0]}(?!\d)", text)
                    ),
                    "",
                )
                yield finding(RULE, Severity.MUST_FIX, "FOIA s17(1)", piece, line, advice)
                return


def _left_out_and_given(sheet: Sheet) -> Iterator[Finding]:
    """A note that the figures do not include something which a column or a row gives. Figures can
    stand in no request, so that a table is the authority's wherever it was read to be."""
    named = [
        (name, piece) for piece in sheet.letter.pieces if piece.rows for name in _named_in(piece)
    ]
    if not named:
        return
    for piece in sheet.letter.pieces:
        if piece.rows or piece.is_heading or len(piece.text) > LONGEST:
            continue
        for text in sentences(piece.text):
            found = _LEAVES_OUT.search(text)
            if not found or _OF_SOME.search(text):
                continue
            left = stems(found["what"])
            if left and any(stems(name) == left for name, _ in named):
                advice = (
                    f"The table gives figures for “{found['what'].strip()}”, and this says that "
                    "they are left out. Put one of the two right."
                )
                yield finding(RULE, Severity.MUST_FIX, SOURCE, piece, text, advice)
                return


def _named_in(piece: Piece) -> Iterator[str]:
    """What a table gives figures for: the heads of its columns and of its rows."""
    for no, name in enumerate(piece.rows[0]):
        below = (row[no] for row in piece.rows[1:] if no < len(row))
        if no and any(number_of(cell) for cell in below):
            yield name
    for row in piece.rows[1:]:
        if any(number_of(cell) for cell in row[1:]):
            yield row[0]


def _shares(sheet: Sheet, rounded: bool) -> Iterator[Finding]:
    """ "12 of 40 (25%)": a share that is not that of its numbers."""
    for piece, text in spoken(sheet):
        for found in _SHARE.finditer(text):
            part, whole = number_of(found["part"]), number_of(found["whole"])
            share = number_of(found["share"])
            if not part or not whole or share is None or part > whole:
                continue
            if abs(part * 100 / whole - share) > (3 if rounded else 1):
                advice = (
                    f"{found['part']} of {found['whole']} is {part * 100 / whole:.1f} per cent, "
                    f"not {found['share']}."
                )
                yield finding(RULE, Severity.MUST_FIX, SOURCE, piece, text, advice)
                break


_TOTAL = re.compile(r"(?:grand |overall )?total", re.IGNORECASE)
_ITEM = re.compile(
    r"(?P<name>[^:=\n]{1,60}?)\s*(?:[:=]|\s[–-])\s*(?P<n>£?\d[\d,]{0,12}(?:\.\d{1,2})?)\.?"
)
_HIDES = phrases(
    r"(?:fewer|less|lower|smaller) than (?:five|5|six|6|ten|10)|(?:under|below) (?:five|5|six|6)|"
    r"five or (?:fewer|less)|<\s?5|small numbers?|low numbers?|suppress\w*"
)
_HIDDEN = re.compile(r"<\s?\d{1,2}|\*+|fewer than \d+|less than \d+|under \d+|\[c\]", re.IGNORECASE)
_SHARE = re.compile(
    r"(?<![\d,.])(?P<part>\d[\d,]{0,9}) (?:out )?of (?:the |our )?(?P<whole>\d[\d,]{0,9})"
    r"(?: [a-z]+){0,2} \((?P<share>\d{1,3}(?:\.\d+)?) ?(?:%|per cent)\)"
)
_LEAVES_OUT = re.compile(
    r"\b(?:figures?|numbers?|data|table|statistics|counts?|these|this|answer)\b[^.;]{0,40}?"
    r"\b(?:(?:do|does|did)(?: not|n[’']t) (?:include|cover|contain|count)|excludes?|omits?"
    r"|leaves? out|(?:are|is) exclusive of|(?:has|have|is|are) (?:been )?(?:given |shown )?without)"
    r" (?:any |the |our |those |all )?(?P<what>[\w’'& -]{3,60}?)"
    r"(?=[.,;:(]|\Z| (?:which|who|whom|because|as|since|that|and (?:they|these|so)|for which)\b)",
    re.IGNORECASE,
)
_OF_SOME = phrases(
    r"totals?|other columns?|this column|(?:first|second|last|third) (?:column|row)"
    r"|some|before|until|since|after|in (?:19|20)\d\d|otherwise|except|separately"
    r"|shown|given (?:in|below|above)|column|row"
)
