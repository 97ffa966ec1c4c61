"""The letter as Markdown (CommonMark, with the pipe tables of GitHub's dialect).

Parsing what is written gives back the same words in the same blocks: whatever Markdown would read
as a sign is escaped, and white space that it would strip is written as a character reference.
Where Markdown's rules on what stands beside asterisks would leave them standing as asterisks,
the words are not marked as strong: the words matter more than their weight.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from urllib.parse import quote

from foi_bot.letter.shown import (
    Grid,
    Items,
    Lines,
    Quoted,
    Run,
    Runs,
    Shown,
    Slots,
    Title,
    Words,
    shown,
)
from foi_bot.letter.table_layout import figures
from foi_bot.letter.tree import Letter

_SIGNS = re.compile(r"[\\`*_\[\]<>&~|]")
_AT_LINE_START = re.compile(r"^([-+#=])")
_NUMBER = re.compile(r"^(\d{1,9})([.)])")


def write(letter: Letter, slots: Slots) -> str:
    """The letter as Markdown, ending in a line break. Encodes as UTF-8. Total."""
    return "\n\n".join(_blocks(shown(letter, slots).blocks)) + "\n"


def _blocks(blocks: tuple[Shown, ...]) -> Iterator[str]:
    # Two lists of one kind in a row would be read as one, unless their marks differ.
    same = 0
    for before, block in zip((None, *blocks), blocks, strict=False):
        alike = isinstance(block, Items) and isinstance(before, Items)
        same = same + 1 if alike else 0
        yield _block(block, other_mark=same % 2 == 1)


def _block(block: Shown, other_mark: bool) -> str:
    match block:
        case Lines(_, lines):
            return "\\\n".join(_paragraph((Run(line),)) for line in lines)
        case Title(level, text):
            return "#" * level + " " + _escaped(text).replace("#", "\\#")
        case Words(runs):
            return _paragraph(runs)
        case Quoted(paragraphs):
            text = "\n\n".join(_paragraph(runs) for runs in paragraphs)
            return "\n".join(f"> {line}".rstrip(" ") for line in text.split("\n"))
        case Items(ordered, items):
            return "\n".join(
                _item(_mark(ordered, number, other_mark), runs)
                for number, runs in enumerate(items, 1)
            )
        case Grid(caption, header, rows):
            rule = "| " + " | ".join("---:" if right else "---" for right in figures(block)) + " |"
            table = "\n".join((_row(header), rule, *(_row(row) for row in rows)))
            return f"{_paragraph((Run(caption),))}\n\n{table}" if caption else table


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(_escaped(cell) for cell in cells)} |"


def _mark(ordered: bool, number: int, other: bool) -> str:
    if ordered:
        return f"{number}) " if other else f"{number}. "
    return "* " if other else "- "


def _item(mark: str, runs: Runs) -> str:
    return mark + _paragraph(runs).replace("\n", "\n" + " " * len(mark))


def _paragraph(runs: Runs) -> str:
    lines = _inline(runs).split("\n")
    return "\\\n".join(_line(line) for line in lines)


def _line(line: str) -> str:
    """A line that starts no block and keeps the white space at its ends."""
    line = _NUMBER.sub(r"\1\\\2", _AT_LINE_START.sub(r"\\\1", line))
    if line[:1].isspace():
        line = f"&#{ord(line[0])};{line[1:]}"
    if line[-1:].isspace():
        line = f"{line[:-1]}&#{ord(line[-1])};"
    return line


def _inline(runs: Runs) -> str:
    pieces = [
        (strong, "".join(_linked(link, tuple(each)) for link, each in groupby(group, _link)))
        for strong, group in groupby(runs, lambda run: run.strong)
    ]
    text = ""
    for at, (strong, piece) in enumerate(pieces):
        after = pieces[at + 1][1][:1] if at + 1 < len(pieces) else ""
        text += _strong(piece, text[-1:], after) if strong else piece
    # An exclamation mark before a link would make it an image.
    return text.replace("![", "\\![")


def _link(run: Run) -> str | None:
    return run.link


def _linked(link: str | None, runs: Runs) -> str:
    text = "".join(_escaped(run.text) for run in runs)
    if link is None:
        return text
    return f"[{text}](<{quote(link, safe=_IN_ADDRESS)}>)"


_IN_ADDRESS = "!#$%&'()*+,-./:;=?@[]_~"


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\g<0>", text)


def _strong(piece: str, before: str, after: str) -> str:
    """The piece between asterisks, if they would be read as such where it stands."""
    inner = piece.strip()
    if not inner:
        return piece
    start = piece.index(inner)
    lead, trail = piece[:start], piece[start + len(inner) :]
    opens = inner[0].isalnum() or _stands_apart(lead[-1:] or before)
    closes = inner[-1].isalnum() or _stands_apart(trail[:1] or after)
    return f"{lead}**{inner}**{trail}" if opens and closes else piece


def _stands_apart(neighbour: str) -> bool:
    return not neighbour or neighbour.isspace()
