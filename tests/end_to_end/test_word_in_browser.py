"""A draft is taken to Word and dropped into its thread again, in a browser: what was typed there
becomes an answer, and what was approved before no longer counts."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest
from playwright.sync_api import expect

from foi_bot import approval
from foi_bot.case import State
from foi_bot.practice.people import Person
from foi_bot.practice.script import Script
from foi_bot.practice.stage import Stage
from foi_bot.practice.workspace import FOI_CHANNEL, OFFICER
from tests.end_to_end.playing import LEN, OLIVE, Playing, the_case
from tests.end_to_end.window import Window

pytestmark = [pytest.mark.browser, pytest.mark.local_slack]

WORDS = "could not be undone"
"""Of the officer's, in one answer of the practice case."""


def test_words_changed_in_word_become_an_answer_and_need_a_new_approval(
    here: Stage, window: Window, script: Script, screenshots: Path, tmp_path: Path
) -> None:
    playing = Playing(here, window, script, screenshots, name="word-")
    window.act_as(OLIVE)
    playing.open_a_request()
    window.open_thread()
    after = ""
    while (shown := window.question(after)) is not None:
        after = shown.ts
        playing.answer(shown)
    verdict = window.newest("is ready for approval")
    word = window.download(window.newest("(Word)"), tmp_path)
    window.act_as(LEN)
    window.react(verdict, "✅")
    window.newest("The hash of what was approved")

    window.act_as(OLIVE)
    was, now, content = changed(word)
    card = next(m for m in here.slack.messages(FOI_CHANNEL) if m.thread_ts in (None, m.ts))
    Person(here.slack, OFFICER).drop(card, word.name, content)
    asked = window.newest("Compare it with draft 1")
    playing.photograph("dropped")
    asked.get_by_role("button", name="Compare it with draft 1").click()
    told = window.newest("says otherwise than draft 1")
    expect(told).to_contain_text("is now:")
    expect(window.newest("tell whoever keeps the house pack")).to_contain_text("We are sorry.")
    playing.photograph("compared")
    told.get_by_role("button", name="Take these words as answers").click()
    window.newest("Draft 2")
    expect(window.thread).to_contain_text("no longer counts")
    playing.photograph("taken")

    case = the_case(here)
    assert approval.state(case) is not State.APPROVED
    assert len(case.drafts) == 2
    told_now = [" ".join(str(one.value).split()) for one in case.current.values()]
    assert any(now in words for words in told_now)
    assert not any(was in words for words in told_now)


def changed(word: Path) -> tuple[str, str, bytes]:
    """(a paragraph of an answer, what it is now, the file with that and with house wording that
    is another)."""
    opened = docx.Document(str(word))
    [said] = [one for one in opened.paragraphs if WORDS in one.text]
    was = said.text
    said.text = now = was.replace(WORDS, "could never be undone")
    house = next(one for one in opened.paragraphs if "refusal notice" in one.text)
    house.text = f"{house.text} We are sorry."
    saved = BytesIO()
    opened.save(saved)
    return was, now, saved.getvalue()
