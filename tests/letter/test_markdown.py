"""Parsing the Markdown of a letter gives back the words of the letter, block by block."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from markdown_it import MarkdownIt
from markdown_it.token import Token

from foi_bot.letter import markdown
from foi_bot.letter.shown import (
    Grid,
    Items,
    Lines,
    Quoted,
    Run,
    Shown,
    Title,
    Words,
    shown,
    words,
)
from foi_bot.letter.tree import Heading, Letter, ListBlock, Paragraph, Span, Table
from tests.letter.texts import anything
from tests.letter.trees import letters

PARSER = MarkdownIt("commonmark").enable("table")


def read(text: str) -> list[tuple[str, str]]:
    """Each run of words that the Markdown holds, with the kind of block it is in."""
    return list(_read(PARSER.parse(text)))


def _read(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    kinds: list[str] = []
    for token in tokens:
        if token.nesting == 1:
            kinds.append(token.tag)
        elif token.nesting == -1:
            kinds.pop()
        elif token.type == "inline":
            outer = [kind for kind in kinds if kind not in ("p", "li", "thead", "tbody", "tr")]
            yield " ".join(outer), "".join(_words(token))
        else:
            yield "unexpected", token.type


def _words(token: Token) -> Iterator[str]:
    for child in token.children or []:
        yield "\n" if child.type in ("softbreak", "hardbreak") else child.content


def expected(block: Shown) -> Iterator[tuple[str, str]]:
    match block:
        case Lines(_, lines):
            yield "", "\n".join(lines)
        case Title(level, text):
            yield f"h{level}", text
        case Words(runs):
            yield "", words(runs)
        case Quoted(paragraphs):
            yield from (("blockquote", words(runs)) for runs in paragraphs)
        case Items(ordered, items):
            yield from (("ol" if ordered else "ul", words(runs)) for runs in items)
        case Grid(caption, header, rows):
            if caption:
                yield "", caption
            yield from (("table th", cell) for cell in header)
            yield from (("table td", cell) for row in rows for cell in row)


@given(letters(anything))
def test_parsing_gives_back_every_block_with_its_very_words(letter: Letter) -> None:
    blocks = shown(letter, {}).blocks
    assert read(markdown.write(letter, {})) == [
        each for block in blocks for each in expected(block)
    ]


def one(*spans: Span) -> str:
    return markdown.write(Letter("en-GB", "t", (Paragraph(spans),)), {})


@pytest.mark.parametrize(
    ("spans", "written"),
    [
        ((Span("Question 1:", strong=True), Span(" how many?")), "**Question 1:** how many?\n"),
        ((Span("a"), Span("(b)", strong=True), Span("c")), "a(b)c\n"),
        ((Span("a"), Span(" b ", strong=True), Span("c")), "a **b** c\n"),
        ((Span("the ICO", link="https://ico.org.uk/"),),
         "[the ICO (https://ico.org.uk/)](<https://ico.org.uk/>)\n"),
        ((Span("foi@example.org", link="mailto:foi@example.org"),),
         "[foi@example.org](<mailto:foi@example.org>)\n"),
        ((Span("1. not a list\n# nor a heading"),), "1\\. not a list\\\n\\# nor a heading\n"),
        ((Span("Write!"), Span("a@b.org", link="mailto:a@b.org")),
         "Write\\![a@b.org](<mailto:a@b.org>)\n"),
        ((Span("2019-20: 5 * 3 = 15"),), "2019-20: 5 \\* 3 = 15\n"),
    ],
)  # fmt: skip
def test_ordinary_words_stay_readable(spans: tuple[Span, ...], written: str) -> None:
    assert one(*spans) == written


def test_strong_words_and_links_are_marked() -> None:
    tokens = PARSER.parseInline(
        one(Span("a "), Span("b", strong=True), Span("c", link="https://example.org/c"))
    )
    kinds = [child.type for child in tokens[0].children or []]
    assert kinds.count("strong_open") == kinds.count("link_open") == 1


def test_two_lists_in_a_row_stay_two_lists() -> None:
    items = ((Span("a"),), (Span("b"),))
    blocks = (ListBlock(False, items), ListBlock(False, items), ListBlock(False, items))
    tokens = PARSER.parse(markdown.write(Letter("en-GB", "t", blocks), {}))
    assert [token.type for token in tokens].count("bullet_list_open") == 3


def test_a_heading_keeps_its_number_signs() -> None:
    text = markdown.write(Letter("en-GB", "t", (Heading(1, (Span("C# and F #"),)),)), {})
    assert read(text) == [("h1", "C# and F #")]


def test_a_table_has_a_header() -> None:
    table = Table("Offences", ("Year", "Number"), (("2017", "5 | 6"),))
    text = markdown.write(Letter("en-GB", "t", (table,)), {})
    assert text == "Offences\n\n| Year | Number |\n| --- | --- |\n| 2017 | 5 \\| 6 |\n"


def test_runs_of_one_address_are_one_link() -> None:
    assert shown(
        Letter("en-GB", "t", (Paragraph((Span("a", "q", link="https://x.org"),
                                         Span("b", link="https://x.org"))),)), {}
    ).blocks == (
        Words((Run("a", link="https://x.org"), Run("b", link="https://x.org"),
               Run(" (https://x.org)", link="https://x.org"))),
    )  # fmt: skip
