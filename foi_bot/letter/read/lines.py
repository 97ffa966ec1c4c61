"""Lines into blocks: what stands together in a text, before anybody asks what it says.

A line break within a paragraph is either the author's or the page's. It is the page's where the
next word would not have fitted: the one rule that works for e-mails, typed letters, and text that
was taken out of a PDF. Every step looks at each line a fixed number of times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_QUOTE = re.compile(r"\s{0,40}(?:>\s?)+")
_LABEL = re.compile(
    r"""
    (?:[-–—•·▪●*\uf0b7]\s{1,8})?                   # a bullet may stand before a number
    (?: \(?[Qq](?:uestion)?\.?\s?\d{1,2}[a-z]?[).:]{0,2}(?=\s)  # Q1, Q1a., Question 2:
      | [Qq]\d{1,2}[a-z]?[).:](?=\S)
      | [Aa]\d{1,2}[a-z]?[).:]{0,2}(?=\s)           # A1
      | \d{1,2}(?:\.\d{1,2}){1,3}\.?(?=\s+[A-Z(“"'‘])  # 2.1
      | \[\d{1,2}\](?=\s)                            # [1]
      | \(?(?!0\.)\d{1,2}[).:]{1,2}(?=\s|[A-Z])          # 1. 1) (1) 1.Are
      | \(?[A-Za-z]\)\.?(?=\s|[A-Z])                # a) (a)
      | [A-Z]\.(?=\s)                               # A.
      | [a-h]\.(?=\s)
      | \(?[ivx]{1,5}[).]{1,2}(?=\s)                # i) (iv)
    )
    | [-–—•·▪●*\uf0b7o](?=\s)                       # a bullet alone
    | [•▪●\uf0b7](?=\S)
    """,
    re.VERBOSE,
)
_CELLS = re.compile(r"\s*\|\s*")
_GAPS = re.compile(r"\t+|\s{3,}|(?<=\S)\s{2,}(?=\S)")
_RULE = re.compile(r"[\s|+=_:-]*\Z")
_ENDS = (".", "?", "!", ":", ";", ".”", ".’", '."', ".)", "?”")
_UNFINISHED = re.compile(
    r"\b(?:of|the|an?|and|or|to|in|under|by|for|with|at|on|from|that|which|sections?)\Z"
)
_BROKEN_WORD = re.compile(r"(?:(?:https?:|www\.)\S*|\S@\S*|\w[-/])\Z", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"(?:(?:page|tudalen)\s*\|?\s*\d{1,3}(?:\s*(?:of|o|/)\s*\d{1,3})?|\d{1,3}\s*(?:/|of)\s*\d{1,3})\Z",
    re.IGNORECASE,
)
_LATER_NUMBER = re.compile(r"(?!1\.)\d{1,2}\.\Z")
_LEAST_WIDTH = 40
_MOST_WIDTH = 140
_BROKEN_LINES = 5
_SHARE_SPACED = 0.9


@dataclass(frozen=True, slots=True)
class Block:
    """What stands together: a paragraph, an item of a list, a line, a table.

    text: its words; label: what an item was marked with; rows: a table's. line: the first of its
    lines in the text, from 0; end: the line after the last. loose: whether an empty line (or the
    text's edge) stands before it, and after it. quoted: marked with ">". indent: in characters.
    joined: how many lines it was made of.
    """

    text: str
    line: int
    end: int
    label: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    gap_before: bool = True
    gap_after: bool = True
    quoted: bool = False
    indent: int = 0

    @property
    def is_line(self) -> bool:
        """Whether it is of one line."""
        return self.end - self.line == 1

    @property
    def is_item(self) -> bool:
        return bool(self.label)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without what stands before its words. spaced: whether a space ends it."""

    number: int
    words: str
    label: str
    quoted: bool
    indent: int
    spaced: bool = False

    @property
    def length(self) -> int:
        return self.indent + len(self.label) + len(self.words) + bool(self.label)


@dataclass(frozen=True, slots=True)
class _Page:
    """The page that a text was broken for: its width, 0 where its lines were broken by none; and
    whether a space at a line's end tells the page's breaks from the author's."""

    width: int
    flows: bool

    def may_go_on(self, line: _Line) -> bool:
        """Whether a line may go on after its break, for all that the break itself tells."""
        return line.spaced or not self.flows


def lines_of(text: str) -> list[str]:
    """The lines of a text, as blocks count them."""
    return _BREAK.split(text)


def blocks(text: str) -> tuple[Block, ...]:
    """The text in blocks, in order. The labels and words of all of them are its words."""
    lines = [_line(number, raw) for number, raw in enumerate(lines_of(text))]
    page = _Page(_width(lines), _flows(lines))
    made: list[Block] = []
    for run in _runs(lines):
        made += _gapped(_of_run(run, page))
    return tuple(made)


def _line(number: int, raw: str) -> _Line:
    quote = _QUOTE.match(raw) if ">" in raw else None
    rest = raw[quote.end() :] if quote else raw
    bare = rest.strip()
    indent = len(rest) - len(rest.lstrip()) if bare else 0
    label = _LABEL.match(bare)
    spaced = raw.endswith(" ")
    if label and label.end() < len(bare):
        return _Line(number, bare[label.end() :].strip(), label[0], bool(quote), indent, spaced)
    return _Line(number, bare, "", bool(quote), indent, spaced)


def _flows(lines: Sequence[_Line]) -> bool:
    """Whether a space at a line's end tells the page's breaks from the author's.

    So it does in the text of most PDFs, and in e-mail of the kind that RFC 3676 calls flowed. It
    is judged on the lines that are the page's for certain: no sentence ends, none begins.
    """
    broken = [
        line.spaced
        for line, after in pairwise(lines)
        if line.words
        and not line.words.endswith(_ENDS)
        and after.words[:1].islower()
        and not after.label
    ]
    return len(broken) >= _BROKEN_LINES and sum(broken) >= _SHARE_SPACED * len(broken)


def _width(lines: Sequence[_Line]) -> int:
    """How wide the page was: 0 where lines were not broken by any."""
    long = sorted(one.length for one in lines if one.length >= _LEAST_WIDTH)
    if len(long) < 3:
        return 0
    width = long[int(len(long) * 0.9)]
    return width if width <= _MOST_WIDTH else 0


def _runs(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Lines with no empty line between them, all of them quoted or none."""
    run: list[_Line] = []
    for line in lines:
        if run and (not line.words or line.quoted != run[-1].quoted):
            yield from _without_page_numbers(run)
            run = []
        if line.words:
            run.append(line)
    if run:
        yield from _without_page_numbers(run)


def _without_page_numbers(run: list[_Line]) -> Iterator[list[_Line]]:
    """A run, and apart from it the number of a page that ended or began there."""
    top, foot = _PAGE_NUMBER.match(_whole(run[0])), _PAGE_NUMBER.match(_whole(run[-1]))
    if len(run) == 1 or not (top or foot):
        yield run
        return
    if top:
        yield run[:1]
    if middle := run[1 if top else 0 : -1 if foot else None]:
        yield middle
    if foot:
        yield run[-1:]


def _gapped(found: list[Block]) -> Iterator[Block]:
    """The blocks of a run: only its first has a gap before it, only its last has one after it."""
    last = len(found) - 1
    for at, block in enumerate(found):
        first, final = at == 0, at == last
        yield block if first and final else replace(block, gap_before=first, gap_after=final)


def _of_run(run: list[_Line], page: _Page) -> list[Block]:
    made: list[Block] = []
    at = 0
    narrow = max(line.length for line in run)
    if narrow >= 55 and len(run) > 2:
        page = _Page(min(page.width, narrow), page.flows)
    listed = next((place for place, line in enumerate(run) if line.label), len(run))
    while at < len(run):
        size = _table_from(run, at)
        if size:
            made.append(_table(run[at : at + size]))
            at += size
            continue
        end = at + 1
        while end < len(run) and not _table_from(run, end):
            first_label = end == listed and _breaks_a_sentence(run[end - 1], run[end], page)
            if not (first_label or _goes_on(run[end - 1], run[end], page)):
                break
            end += 1
        made.append(_joined(run[at:end], page))
        at = end
    return made


def _goes_on(line: _Line, after: _Line, page: _Page) -> bool:
    """Whether the page, and not the author, ended this line."""
    if after.label:
        return False
    columns = _GAPS.search(line.words) or _GAPS.search(after.words)
    if line.length >= _LEAST_WIDTH and not columns and _UNFINISHED.search(line.words):
        return True
    width = page.width
    if not width:
        return False
    first = after.words.split(None, 1)[0]
    reached = line.length + 1 + len(first)
    if line.words.endswith(_ENDS) and not after.words[0].islower():
        return page.may_go_on(line) and reached > 0.95 * width
    if after.words[0].islower() and not line.words.endswith(_ENDS):
        return reached > 0.5 * width
    return reached > 0.82 * width


def _breaks_a_sentence(line: _Line, after: _Line, page: _Page) -> bool:
    """Whether what looks like an item's number is the end of the sentence that the page broke:
    "there have been / 24. Some of"."""
    if not (page.width and page.may_go_on(line) and _LATER_NUMBER.match(after.label)):
        return False
    whole = not line.label and not line.words.endswith((*_ENDS, ",", "and", "or"))
    return whole and line.length + 1 + len(after.label) > 0.82 * page.width


def _joined(run: Sequence[_Line], page: _Page) -> Block:
    first = run[0]
    words = first.words
    for before, line in pairwise(run):
        words += _gap(before, page) + _whole(line)
    return Block(
        words,
        first.number,
        run[-1].number + 1,
        first.label,
        quoted=first.quoted,
        indent=first.indent,
    )


def _gap(line: _Line, page: _Page) -> str:
    """What stood where a line was broken: nothing, where that was within an address or at a
    hyphen of a text that has a space wherever words were parted."""
    return "" if not page.may_go_on(line) and _BROKEN_WORD.search(line.words) else " "


def _whole(line: _Line) -> str:
    return f"{line.label} {line.words}" if line.label else line.words


def _cells(line: _Line) -> tuple[str, ...]:
    whole = _whole(line)
    if "|" in whole:
        return tuple(_CELLS.split(whole.strip("| ")))
    if "  " not in whole and "\t" not in whole:
        return (whole,)
    return tuple(_GAPS.split(whole))


def _table_from(run: Sequence[_Line], at: int) -> int:
    """How many lines from here on are a table's; 0 if none are."""
    first = _cells(run[at])
    if len(first) < 2:
        return 0
    piped = "|" in run[at].words
    end = at
    while end < len(run) and ("|" in run[end].words) == piped and _alike(run[end], len(first)):
        end += 1
    return end - at if end - at >= (2 if piped else 3) else 0


def _alike(line: _Line, cells: int) -> bool:
    return len(_cells(line)) == cells or bool(_RULE.match(_whole(line)))


def _table(run: Sequence[_Line]) -> Block:
    cells = [_cells(line) for line in run if not _RULE.match(_whole(line))]
    return Block(
        "\n".join(_whole(line) for line in run),
        run[0].number,
        run[-1].number + 1,
        rows=tuple(cells),
        quoted=run[0].quoted,
        indent=run[0].indent,
    )
