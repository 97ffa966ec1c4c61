"""Every sentence that the bot can say is written, and every written sentence can be said."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from foi_bot.approval import WhyNot
from foi_bot.casework.decision import Words
from foi_bot.casework.people import Footing
from foi_bot.slack.fetcher import MENDED
from foi_bot.slack.words import said, sentences

PACKAGE = Path(__file__).parent.parent / "foi_bot"

BY_NAME = {
    *(f"cannot-act-{footing}" for footing in Footing if footing is not Footing.MEMBER),
    *(str(why) for why in WhyNot),
    # Labels of buttons are named where the button is made.
    *("keep-words", "remove-words", "place-before", "place-open", "place-discussion"),
    *("say-what", "all-answers", "try-again", "form-late"),
    *("file-table", "file-enclose", "file-leave", "table-take-out", "enclosure-remove"),
    *("file-compare", "words-take", "words-leave"),
    "close-case",
    *(MENDED.values()),
    "mend-other",
}


def calls() -> Iterator[tuple[str, set[str]]]:
    """Every `words("name", place=…)` and `say("name", place=…)` in the program."""
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if node.func.id not in ("words", "say") or not node.args:
                continue
            name = node.args[0]
            if isinstance(name, ast.Constant) and isinstance(name.value, str):
                yield name.value, {keyword.arg for keyword in node.keywords if keyword.arg}


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_what_the_program_says_is_written_with_just_the_places_that_it_fills() -> None:
    for name, filled in calls():
        assert name in sentences(), name
        assert places(sentences()[name]) == filled, name


def test_what_is_named_elsewhere_is_written() -> None:
    assert set(sentences()) >= BY_NAME


def test_no_sentence_is_left_that_nobody_says() -> None:
    assert set(sentences()) - {name for name, _ in calls()} - BY_NAME == set()


@pytest.mark.parametrize("hostile", ["<!channel>", "<@U01LEAD>", "&amp;", "{officer}", "a & b"])
def test_what_fills_a_place_cannot_mention_anybody(hostile: str) -> None:
    told = said(Words("reference-unknown", (("reference", hostile),)))
    assert "<!" not in told
    assert "<@" not in told
    escaped = hostile.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert escaped in told
