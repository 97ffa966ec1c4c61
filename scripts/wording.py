"""Which sentences the bundled letters can say, and which of them docs/wording.md has no row for.

    python -m scripts.wording

prints the rows that are missing, ready to fill in and to put under their folder's heading, and
what the page still says of sentences that are gone. A sentence is taken from a passage's source
with everything that its conditions can make of it; `{name}` stands where a value is printed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import nodes

from foi_bot.bundled import templates, walk
from foi_bot.letter import skeleton, tokens
from foi_bot.letter.fill import SUFFIX
from foi_bot.letter.tree import Block, Heading, ListBlock, Paragraph, Quotation, Span

PAGE = Path(__file__).resolve().parent.parent / "docs" / "wording.md"
BESIDE = "<br>"
"""Parts the sentences of one row, which answer to the same provisions."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the page: sentences of one passage, and what they answer to."""

    passage: str
    sentences: tuple[str, ...]
    answers_to: str


def bundled() -> dict[str, tuple[str, ...]]:
    """Every sentence that a passage of the bundled letters can say, by the passage's name."""
    return {
        path.removesuffix(SUFFIX): sentences(file.read_text("utf-8"))
        for path, file in walk(templates().joinpath("letters"))
        if path.endswith(SUFFIX)
    }


def sentences(source: str) -> tuple[str, ...]:
    """Every sentence that a passage can say, in order and each once. What is nothing but a value
    is left out: it is somebody's answer."""
    found: dict[str, None] = {}
    for text in _texts(_ENVIRONMENT.parse(source).body):
        for block in skeleton.blocks(text.strip("\n")):
            for words in _words(block):
                found.update(dict.fromkeys(filter(_says_something, _split(words))))
    return tuple(found)


def rows(page: str) -> Iterator[Row]:
    """The rows of a page: under a heading such as "## `cost/`" tables with the columns passage,
    sentence and what it answers to. Raises ValueError for a row of other columns."""
    folder: str | None = None
    for line in page.splitlines():
        if heading := re.match(r"## (?:`([^`]*)`)?", line):
            folder = heading[1]
        elif folder is not None and line.startswith("|") and not line.startswith(_HEADS):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if len(cells) != 3:
                raise ValueError(f"a row has three cells: {line}")
            passage, told, answers_to = cells
            name = folder.removesuffix("/") + "/" + passage.strip("`")
            yield Row(name.lstrip("/"), tuple(told.split(BESIDE)), answers_to)


def without_row(page: str, said: Mapping[str, Sequence[str]]) -> list[Row]:
    """The sentences that the page has no row for, each as the row that it lacks."""
    told = {(row.passage, sentence) for row in rows(page) for sentence in row.sentences}
    return [
        Row(passage, (sentence,), "")
        for passage, every in said.items()
        for sentence in every
        if (passage, sentence) not in told
    ]


def gone(page: str, said: Mapping[str, Sequence[str]]) -> list[Row]:
    """What the page has rows for, although no passage of that name says it."""
    return [
        Row(row.passage, (sentence,), row.answers_to)
        for row in rows(page)
        for sentence in row.sentences
        if sentence not in said.get(row.passage, ())
    ]


def written(row: Row) -> str:
    """A row as the page has it."""
    passage = row.passage.rpartition("/")[2]
    return f"| `{passage}` | {BESIDE.join(row.sentences)} | {row.answers_to} |"


def main() -> int:
    """Print what is missing and what is gone; 1 if there was any."""
    page, said = PAGE.read_text("utf-8"), bundled()
    folder = ""
    missing, over = without_row(page, said), gone(page, said)
    for row in missing:
        above = row.passage.rpartition("/")[0] + "/"
        if above != folder:
            folder = above
            sys.stdout.write(f"\n## `{folder}`\n\n")
        sys.stdout.write(f"{written(row)}\n")
    for row in over:
        sys.stdout.write(f"no passage {row.passage} says this any more: {row.sentences[0]}\n")
    sys.stdout.write(f"wording: {len(missing)} without a row, {len(over)} gone\n")
    return 1 if missing or over else 0


_HEADS = ("| passage", "|---")
_ENVIRONMENT = tokens.environment(lambda name: (name, name, lambda: True))
_Assumed = dict[str, bool]


def _texts(body: Sequence[nodes.Node]) -> Iterator[str]:
    """What the nodes can print, once for every way in which their conditions can fall out."""
    for text, _ in _ways(list(body), {}):
        yield text


def _ways(body: list[nodes.Node], assumed: _Assumed) -> Iterator[tuple[str, _Assumed]]:
    if not body:
        yield "", assumed
        return
    for text, so_far in _node(body[0], assumed):
        for rest, after in _ways(body[1:], so_far):
            yield text + rest, after


def _node(node: nodes.Node, assumed: _Assumed) -> Iterator[tuple[str, _Assumed]]:
    match node:
        case nodes.TemplateData(data=words):
            yield words, assumed
        case nodes.Output(nodes=printed):
            yield from _ways(list(printed), assumed)
        case nodes.For(body=repeated):
            yield from _ways(list(repeated), assumed)
        case nodes.If(body=[nodes.Output(nodes=[nodes.TemplateData(data=mark)])], else_=[]) if (
            len(mark) == 1
        ):
            # A plural's ending, or a full stop that a value may bring with it.
            yield (f"({mark})" if mark.isalpha() else mark), assumed
        case nodes.If():
            yield from _if(node, assumed)
        case _:
            yield f"{{{_value(node)}}}", assumed


def _if(node: nodes.If, assumed: _Assumed) -> Iterator[tuple[str, _Assumed]]:
    """Both ways of a condition; only one where the same condition has fallen out already."""
    test, holds = node.test, True
    while isinstance(test, nodes.Not):
        test, holds = test.node, not holds
    otherwise = [*node.elif_[:1], *node.else_] if not node.elif_ else [_next(node)]
    for outcome, body in ((holds, node.body), (not holds, otherwise)):
        if assumed.get(str(test), outcome) is outcome:
            yield from _ways(list(body), {**assumed, str(test): outcome})


def _next(node: nodes.If) -> nodes.If:
    """What comes of a condition that fails: the next one, with those after it."""
    first, *others = node.elif_
    return nodes.If(first.test, first.body, others, node.else_)


def _value(node: nodes.Node) -> str:
    match node:
        case nodes.Name(name=name):
            return str(name)
        case nodes.Filter(name="listed", node=nodes.Node() as of, args=[nodes.Const(value=last)]):
            return f"{_value(of)}, the last after “{last}”"
        case nodes.Filter(node=nodes.Node() as of):
            return _value(of)
    raise TypeError(f"a passage prints what this does not know: {node}")


def _words(block: Block) -> Iterator[str]:
    match block:
        case Heading(spans=spans) | Paragraph(spans=spans):
            yield _text(spans)
        case Quotation(paragraphs=paragraphs):
            yield from (_text(one.spans) for one in paragraphs)
        case ListBlock(items=items):
            yield from map(_text, items)


def _text(spans: Sequence[Span]) -> str:
    return re.sub(r"\s+", " ", "".join(span.text for span in spans)).strip()


# An answer is sentences of its own where one could end before it and one begins after it.
_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z{“\"(])|(?<=\{answer\})\s+(?=[A-Z{])")


def _split(words: str) -> list[str]:
    return [one.strip() for one in _END.split(words)]


def _says_something(sentence: str) -> bool:
    return re.search(r"[A-Za-z]", re.sub(r"\{[^}]*\}", "", sentence)) is not None


if __name__ == "__main__":
    raise SystemExit(main())
