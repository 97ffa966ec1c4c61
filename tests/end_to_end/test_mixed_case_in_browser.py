"""One letter with three outcomes, played in a browser: a table that is given, information that is
not held, and a part that is neither confirmed nor denied."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from foi_bot import approval
from foi_bot.case import Key, State
from foi_bot.casefile import load_case
from foi_bot.practice.script import Script
from foi_bot.practice.stage import Stage
from tests.cases.build import HERE
from tests.end_to_end.playing import LEN, OLIVE, Playing, the_case, words
from tests.end_to_end.window import Window

pytestmark = [pytest.mark.browser, pytest.mark.local_slack]


@pytest.fixture
def script(script: Script, here: Stage) -> Script:
    """The people of the practice case, with another request to answer."""
    return replace(script, case=load_case(HERE / "mixed-three.yaml", here.bot.houses))


def test_a_table_a_part_not_held_and_an_ncnd_become_one_approved_letter(
    here: Stage, window: Window, script: Script, screenshots: Path, tmp_path: Path
) -> None:
    playing = Playing(here, window, script, screenshots, name="mixed-")
    window.act_as(OLIVE)
    playing.open_a_request()
    window.open_thread()
    expect(window.thread).to_contain_text("Are these all the parts")
    after = ""
    while (shown := window.question(after)) is not None:
        after = shown.ts
        playing.answer(shown)

    verdict = window.newest("is ready for approval")
    word, pdf = window.newest("(Word)"), window.newest("(PDF)")
    playing.photograph("draft")
    window.act_as(LEN)
    window.react(verdict, "✅")
    window.newest("The hash of what was approved")
    expect(verdict).to_contain_text("Draft 1 is approved by @Len Lead")
    playing.photograph("approval")

    case = the_case(here)
    assert approval.state(case) is State.APPROVED
    # The page's form has one line, so what follows the request stands in its last part.
    answered = [key for key in script.case.current if key.question != "parts"]
    assert {key: words(case, key) for key in answered} == {
        key: words(script.case, key) for key in answered
    }
    assert_table_in_word(window.download(word, tmp_path))
    assert_three_outcomes(window.download(pdf, tmp_path), words(case, Key("why-not-held", "2")))


def assert_table_in_word(word: Path) -> None:
    """The figures stand in a table of their own, with its headings."""
    [table] = docx.Document(str(word)).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["District", "2022", "2023", "Change"]
    assert rows[-1] == ["All districts", "625", "446", "-28.6%"]


def assert_three_outcomes(pdf: Path, why_not_held: str) -> None:
    reader = PdfReader(io.BytesIO(pdf.read_bytes()))
    text = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    assert "Part 2: we do not hold the information" in text
    assert why_not_held in text
    assert "part 3 of your request" in text
    assert "section 30(3)" in text
    assert "Applicant" not in text
