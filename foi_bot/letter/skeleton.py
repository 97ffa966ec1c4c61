"""The template language of letters: a little Markdown, parsed into the blocks of a letter.

The parser sees the template's own words alone; where a value will stand it sees one opaque token
(`fill`). The language has paragraphs, `#` headings to level 3, bulleted and numbered lists of one
level, `>` quotations, `**strong**`, links, and a backslash at a line's end for a line break. All
else is words as they stand: HTML, tables, rules, code, entities.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from foi_bot.letter.tree import Block, Heading, ListBlock, Paragraph, Quotation, Span

_PARSER = MarkdownIt("zero", {"html": False}).enable(
    ["heading", "list", "blockquote", "emphasis", "link", "autolink", "escape", "newline"]
)
# A link's address may hold a token, which neither percent-encoding nor a scheme check may touch;
# `fill` checks the address once the value is in it.
_PARSER.normalizeLink = lambda url: url  # type: ignore[method-assign]
_PARSER.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005


@lru_cache(maxsize=1024)
def blocks(text: str) -> tuple[Block, ...]:
    """The blocks that the text spells. Total; cached, for one passage is asked for often."""
    return tuple(_blocks(_PARSER.parse(text)))


@lru_cache(maxsize=1024)
def line(text: str) -> tuple[Span, ...]:
    """The spans of the text as one line: no character of it starts a list, heading or quotation."""
    return tuple(
        span for token in _PARSER.parseInline(text.strip()) for span in _spans(token.children or [])
    )


def not_expressible(text: str) -> Iterator[tuple[int, str]]:
    """Line (from 1) and name of whatever the parser understands but a letter has no block for."""
    inside: list[str] = []
    for token in _PARSER.parse(text):
        at = (token.map or [0])[0] + 1
        if token.nesting == 1:
            yield from ((at, name) for name in _nested(token, inside))
            inside.append(token.type.removesuffix("_open"))
        elif token.nesting == -1:
            inside.pop()
        if token.type == "inline":
            yield from ((at, name) for name in _misread(token.children or []))


def _nested(token: Token, inside: list[str]) -> Iterator[str]:
    kind = token.type.removesuffix("_open")
    if kind == "paragraph":
        return
    if "blockquote" in inside:
        yield "more than paragraphs within a quotation"
    elif "list_item" in inside:
        yield "more than words within a list"
    elif kind == "heading" and len(token.markup) > 3:
        yield "a heading below level 3"


def _misread(children: list[Token]) -> Iterator[str]:
    if any(child.type == "em_open" for child in children):
        yield "emphasis with one asterisk or underscore; strong words take two"
    if any("**" in child.content for child in children):
        yield "asterisks that mark nothing: `**` needs a space or the line's end on its outer side"


def _blocks(tokens: list[Token]) -> Iterator[Block]:
    for inner in _groups(tokens):
        opening, content = inner[0], inner[1:-1]
        match opening.type:
            case "heading_open":
                yield Heading(_level(opening), _inline(content))
            case "blockquote_open":
                yield Quotation(tuple(Paragraph(spans) for spans in _runs(content)))
            case "bullet_list_open" | "ordered_list_open":
                yield ListBlock(opening.tag == "ol", tuple(_items(content)))
            case _:
                yield Paragraph(_inline(content))


def _groups(tokens: list[Token]) -> Iterator[list[Token]]:
    """Each outermost block's tokens, from its opening to its closing one."""
    depth, start = 0, 0
    for at, token in enumerate(tokens):
        depth += token.nesting
        if depth == 0:
            yield tokens[start : at + 1]
            start = at + 1


def _level(opening: Token) -> Literal[1, 2, 3]:
    return 1 if opening.tag == "h1" else 2 if opening.tag == "h2" else 3


def _items(tokens: list[Token]) -> Iterator[tuple[Span, ...]]:
    for group in _groups(tokens):
        own: list[Token] = []
        lists: list[list[Token]] = []
        for inner in _groups(group[1:-1]):
            (lists.append(inner) if "_list_" in inner[0].type else own.extend(inner))
        yield tuple(_joined(_runs(own)))
        for nested in lists:
            yield from _items(nested[1:-1])


def _joined(runs: Iterator[tuple[Span, ...]]) -> Iterator[Span]:
    for at, spans in enumerate(runs):
        if at:
            yield Span("\n")
        yield from spans


def _runs(tokens: list[Token]) -> Iterator[tuple[Span, ...]]:
    yield from (tuple(_spans(t.children or [])) for t in tokens if t.type == "inline")


def _inline(tokens: list[Token]) -> tuple[Span, ...]:
    return tuple(_joined(_runs(tokens)))


def _spans(children: list[Token]) -> Iterator[Span]:
    strong, link = 0, None
    for child in children:
        match child.type:
            case "strong_open" | "strong_close":
                strong += child.nesting
            case "link_open":
                link = str(child.attrGet("href") or "") or None
            case "link_close":
                link = None
            case "softbreak":
                yield Span(" ", strong=strong > 0, link=link)
            case "hardbreak":
                yield Span("\n", strong=strong > 0, link=link)
            case _ if child.content:
                yield Span(child.content, strong=strong > 0, link=link)


def outline(lexed: Iterable[tuple[int, str, str]], token: str) -> str:
    """A template's own words on their own lines: each value a token, each tag nothing. `lexed` is
    the template as Jinja2's lexer takes it apart: line, kind and text of each piece."""
    words = ""
    for line, kind, text in lexed:
        if kind == "data":
            # What the lexer trims is missing from the text, and not from the count of lines.
            words += "\n" * (line - 1 - words.count("\n")) + text
        elif kind == "variable_begin":
            words += token
    return words
