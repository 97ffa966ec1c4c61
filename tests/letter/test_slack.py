"""A letter in a Slack thread: the same words, within Slack's limits, and no mention or format."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_bot.letter.shown import shown
from foi_bot.letter.slack import POST_WIDTH, Post, split, write
from foi_bot.letter.text import plain
from foi_bot.letter.tree import Heading, Letter, Paragraph, Quotation, Slot, Span, Table
from tests.letter.texts import HOSTILE, anything
from tests.letter.trees import letters


def letter(*blocks: Heading | Paragraph | Quotation) -> Letter:
    return Letter("en-GB", "Title", blocks)


def paragraph(text: str) -> Paragraph:
    return Paragraph((Span(text, "q"),))


def shown_by_slack(post: Post) -> str:
    """What a reader sees of a post: mrkdwn's own signs gone, entities as their characters."""
    return "\n".join(_seen(block["text"]) for block in post)


def _seen(text: dict[str, str]) -> str:
    words = text["text"]
    if typed := re.fullmatch(r"```\n(.*)\n```", words, re.DOTALL):
        assert "`" not in typed[1]
        words = typed[1]
    elif text["type"] == "mrkdwn":
        assert not re.search(r"[_~`<&]|:[^\s:]+:", words)
        words = re.sub(r"^>", "> ", re.sub(r"^\*(.*)\*$", r"\1", words), flags=re.MULTILINE)
        assert "*" not in words
    return re.sub("&(amp|lt|gt);", lambda m: {"amp": "&", "lt": "<", "gt": ">"}[m[1]], words)


def bare(text: str) -> str:
    """The characters without the marks and white space that set quotations and lines off."""
    return re.sub(r"[\s>]", "", text)


def without_tables(any_letter: Letter) -> Letter:
    kept = (block for block in any_letter.blocks if not isinstance(block, Table))
    return replace(any_letter, blocks=tuple(kept))


@given(letters(anything).map(without_tables))
def test_slack_says_what_the_plain_text_says(any_letter: Letter) -> None:
    seen = "".join(shown_by_slack(post) for post in split(any_letter))
    told = "".join(plain(block) for block in shown(any_letter, {}).blocks)
    assert bare(seen) == bare(told)


@given(letters(st.one_of(anything, st.builds(lambda t, n: t * n, anything, st.integers(1, 300)))))
def test_every_post_keeps_slack_s_limits(any_letter: Letter) -> None:
    for post in split(any_letter):
        assert len(post) <= 48
        texts = [block["text"]["text"] for block in post]
        assert all(1 <= len(text.encode("utf-16-le")) // 2 <= 3_000 for text in texts)
        assert sum(map(len, texts)) <= 10_000
        heads = [block for block in post if block["type"] == "header"]
        assert all(len(block["text"]["text"]) <= 150 for block in heads)


@given(anything)
def test_what_anybody_typed_with_a_sign_in_it_is_plain_text(typed: str) -> None:
    for block in (b for post in split(letter(paragraph(typed))) for b in post):
        kind, text = block["text"]["type"], block["text"]["text"]
        assert kind == "plain_text" or not re.search(r"[*_~`<>&]|:\S+:|(?<!\w)[@#]\w", text)
        assert kind == "mrkdwn" or block["text"]["emoji"] is False


@pytest.mark.parametrize("typed", ["<!channel>", "<@U01OFFICER>", "@here", "#general", ":x:"])
def test_nothing_typed_can_mention_anybody(typed: str) -> None:
    ((block,),) = split(letter(paragraph(f"a {typed} b")))
    assert block["text"] == {"type": "plain_text", "text": f"a {typed} b", "emoji": False}


def test_a_typed_entity_stays_what_was_typed() -> None:
    ((block,),) = split(letter(paragraph("R&D is &amp; in HTML")))
    assert block["text"]["text"] == "R&D is &amp;amp; in HTML"


def test_a_quotation_has_a_bar_beside_it() -> None:
    quotation = Quotation((paragraph("1) How many?\n2) Where?"), paragraph("Thank you")))
    ((block,),) = split(letter(quotation))
    assert block["text"]["text"] == ">1) How many?\n>2) Where?\n>\n>Thank you"
    assert block["text"]["type"] == "mrkdwn"


def test_only_the_lines_that_hold_a_sign_are_plain() -> None:
    quotation = Quotation((paragraph("How many?\n*All* of them\nThank you"),))
    (post,) = split(letter(quotation))
    assert [(block["text"]["type"], block["text"]["text"]) for block in post] == [
        ("mrkdwn", ">How many?"),
        ("plain_text", "> *All* of them"),
        ("mrkdwn", ">Thank you"),
    ]


def test_headings_stand_out_and_go_with_what_they_head() -> None:
    filler = [paragraph("x" * 2_000) for _ in range(4)]
    last = paragraph("y" * 2_000)
    posts = split(letter(Heading(1, (Span("One"),)), *filler, Heading(2, (Span("Two"),)), last))
    assert [len(post) for post in posts] == [5, 2]
    assert posts[0][0]["type"] == "header"
    assert posts[1][0]["text"]["text"] == "*Two*"


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    sentence = "The harm would be likely to happen because of this. "
    (post,) = split(letter(paragraph(sentence * 100)))
    assert len(post) == 2
    assert all(block["text"]["text"].rstrip().endswith("this.") for block in post)


def test_a_word_without_end_is_cut_but_no_character_is() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    posts = split(letter(paragraph(family * 1_000)))
    texts = [block["text"]["text"] for post in posts for block in post]
    assert "".join(texts) == family * 1_000
    assert all(text.startswith(family[0]) for text in texts)


@pytest.mark.parametrize("typed", HOSTILE)
def test_40_000_characters_make_posts_that_slack_takes(typed: str) -> None:
    text = (typed * 40_000)[:40_000]
    tree = letter(paragraph(text))
    posts = split(tree)
    told = "".join(plain(block) for block in shown(tree, {}).blocks)
    assert bare("".join(map(shown_by_slack, posts))) == bare(told)
    assert len(posts) < 60


def test_a_letter_of_8_000_characters_is_one_post_or_two() -> None:
    blocks = [paragraph("A sentence of the usual length for a letter. " * 4) for _ in range(45)]
    assert len(split(letter(*blocks))) <= 2
    assert POST_WIDTH < 10_000


def test_slots_are_visibly_not_filled_until_they_are() -> None:
    tree = Letter("en-GB", "t", (Slot("date"), Slot("applicant")))
    assert "[date of sending]" in shown_by_slack(split(tree)[0])
    filled = write(tree, {"date": "13 April 2018", "applicant": "A N Other\n1 Example Road"})
    assert shown_by_slack(filled[0]) == "13 April 2018\nA N Other\n1 Example Road"
