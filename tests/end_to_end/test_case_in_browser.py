"""The practice case, from /foi to an approved letter, played in a browser as two people."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from foi_bot import approval
from foi_bot.case import Case, Key, State
from foi_bot.practice.script import Script
from foi_bot.practice.stage import Stage
from tests.end_to_end.playing import LEN, OLIVE, Playing, the_case, words
from tests.end_to_end.window import Window

pytestmark = [pytest.mark.browser, pytest.mark.local_slack]


def test_two_people_take_a_case_from_slash_command_to_approval_in_the_page(
    here: Stage, window: Window, script: Script, screenshots: Path, tmp_path: Path
) -> None:
    playing = Playing(here, window, script, screenshots)
    window.act_as(OLIVE)
    playing.open_a_request()
    expect(window.card).to_contain_text("Asking: 0 of 1 questions answered")
    expect(window.card).not_to_contain_text(script.lines.applicant_name)
    window.open_thread()
    expect(window.thread).to_contain_text("What is the outcome for the request?")
    playing.photograph("card")
    after = ""
    while (shown := window.question(after)) is not None:
        after = shown.ts
        playing.answer(shown)

    assert playing.skipped
    assert playing.in_the_box
    verdict = window.newest("is ready for approval")
    word, pdf = window.newest("(Word)"), window.newest("(PDF)")
    expect(window.card).to_contain_text("Awaiting 1 approval")
    verdict.get_by_role("button", name="❌").scroll_into_view_if_needed()
    playing.photograph("draft")
    window.react(verdict, "✅")
    window.newest("somebody else has to approve")
    window.react(verdict, "✅")
    window.act_as(LEN)
    window.react(verdict, "✅")
    approved = window.newest("The hash of what was approved")
    expect(verdict).to_contain_text("Draft 1 is approved by @Len Lead")
    expect(window.card).to_contain_text("Approved by @Len Lead")
    playing.photograph("approval")

    case = the_case(here)
    assert approval.state(case) is State.APPROVED
    assert case.draft is not None
    assert case.draft.hash[: approval.SHOWN] in approved.inner_text()
    assert {key: words(case, key) for key in case.current} == {
        key: words(script.case, key) for key in script.case.current
    }
    assert_letter(window.download(word, tmp_path), window.download(pdf, tmp_path), case)


def assert_letter(word: Path, pdf: Path, case: Case) -> None:
    """Both files say what was answered for the letter, and neither names the applicant."""
    in_word = " ".join(" ".join(p.text.split()) for p in docx.Document(str(word)).paragraphs)
    reader = PdfReader(io.BytesIO(pdf.read_bytes()))
    in_pdf = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    assert 2 <= len(reader.pages) <= 4
    for text in (in_word, in_pdf):
        assert case.reference in text
        assert "Applicant" not in text
        assert "section 30(3)" in text
        assert "section 40(5B)(a)(i)" in text
        for key in (Key("if-no", "30(3)"), Key("pit-decisive", "40(5B)(a)(i)")):
            assert words(case, key) in text
