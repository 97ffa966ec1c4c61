"""Whatever anybody types comes out as those very characters, everywhere, and harms nothing."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator

import pytest
from docx import Document
from pypdf import PdfReader

from foi_bot import approval
from foi_bot.case import State
from foi_bot.letter.characters import UNSHOWN
from tests.kinds import BOTH
from tests.slack.office import ANSWER, DISCLOSED, FoiOffice
from tests.slack_double.text import unescape

HOSTILE = {
    "template": "{{7*7}} {% include 'secret' %} {# gone #}",
    "mention": "<!channel> <@U01OFFICER> <!here|here> <#C01FOI>",
    "entities": "&amp; &lt;b&gt; &#0; &nbsp; AT&T",
    "marks": "*bold* _slanted_ ~gone~ |piped| `code` ```block```",
    "markup": "<b>HTML</b> <script>alert(1)</script> <img src=x>",
    "quotes": "\"double\" 'single' \\ \\n %s {0} $x #set",
    "right-to-left": "safe \u202egpj.exe\u202c end \u200bzero \u2066isolate\u2069",
    "letters": "na\u00efve \u0175\u0177 caf\u00e9 \u03a9 \u0416 \u05e9\u05dc\u05d5\u05dd",
}


FROM_THE_RIGHT = re.compile("[\u0590-\u05ff\u202e]")


def bare(text: str) -> str:
    """Without what the formats break lines and set lists with."""
    return re.sub(r"[\s>\u202e\u202c\u200b\u2066\u2069]", "", text)


def in_slack(office: FoiOffice) -> str:
    """The draft as its readers see it."""
    return unescape(office.letter())


def in_docx(office: FoiOffice) -> str:
    content = next(c for name, c in office.files().items() if name.endswith(".docx"))
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)


def in_pdf(office: FoiOffice) -> str:
    content = next(c for name, c in office.files().items() if name.endswith(".pdf"))
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def _let_out(office: FoiOffice) -> None:
    """Let what the checks found stand: a placeholder is what these texts look like."""
    while approval.state(office.case) is State.HELD:
        office.officer.click(office.thread.last, office.thread.last.controls[-1])
        office.officer.submit(values={"reason": "The *applicant* wrote <this> & so do we."})
        office.settle()


def _mrkdwn(sent: object) -> Iterator[str]:
    """Everything in which Slack looks for mentions: texts, and text objects of that kind."""
    if isinstance(sent, str) and sent.startswith(("[", "{")):
        yield from _mrkdwn(json.loads(sent))
    elif isinstance(sent, list):
        for inside in sent:
            yield from _mrkdwn(inside)
    elif isinstance(sent, dict):
        if isinstance(sent.get("text"), str) and sent.get("type") != "plain_text":
            yield sent["text"]
        for inside in sent.values():
            yield from _mrkdwn(inside)


@pytest.fixture(params=list(HOSTILE.values()), ids=list(HOSTILE))
def letter(request: pytest.FixtureRequest, office: FoiOffice) -> tuple[FoiOffice, str]:
    """A letter whose request and whose answer both say something hostile."""
    text = request.param
    office.open_case(f"Please explain this: {text}")
    office.answer_all({**DISCLOSED, "answer": f"It says: {text}"})
    _let_out(office)
    return office, text


def test_the_draft_and_its_files_say_those_very_characters(letter: tuple[FoiOffice, str]) -> None:
    office, text = letter
    assert office.case.request.text == f"Please explain this: {text}"
    assert office.case.value("answer", "1") == f"It says: {text}"
    for read in (in_slack, in_docx):
        assert read(office).count(text) == 2, read.__name__
    # A reader of PDF gives what is set from right to left in the order of the page.
    for word in (word for word in text.split() if not FROM_THE_RIGHT.search(word)):
        assert bare(in_pdf(office)).count(bare(word)) >= 2, word
    office.approve()
    assert approval.state(office.case) is State.APPROVED


def test_nobody_is_called_by_what_somebody_typed(office: FoiOffice) -> None:
    office.open_case("Who is <!channel> and <@U02LEAD>?")
    office.answer("disclose")
    (reply,) = office.say("It is <!everyone> & <@U03APPROVER>.")
    office.officer.delete(reply)
    office.press("Next")
    office.officer.click(office.card, "Close without a letter")
    office.officer.submit(values={"reason": "<!here> <@U04GUEST>"})
    office.settle()
    read = "".join(_mrkdwn([call.args for call in office.slack.calls]))
    assert "<@U01OFFICER>" in read
    for mention in ("<!channel>", "<!everyone>", "<!here>", "<@U02LEAD>", "<@U03APPROVER>"):
        assert mention not in read
    assert "It is <!everyone> & <@U03APPROVER>." in office.said()


@BOTH
def test_a_null_byte_is_shown_as_a_character_that_cannot_be_shown(office: FoiOffice) -> None:
    office.officer.command("/foi")
    form = office.officer.view
    control = form.control("text")
    text = "Before\x00after"
    form.touched[(control.block_id, control.action_id)] = {
        "type": "plain_text_input",
        "value": text,
    }
    office.officer.submit(values={"received": "2018-03-13"})
    office.confirm()
    case = office.newest_case()
    assert case.request.text == f"Before{UNSHOWN}after"
    office.answer_all()
    assert f"Before{UNSHOWN}after" in in_slack(office)
    assert f"Before{UNSHOWN}after" in in_docx(office)


@BOTH
@pytest.mark.parametrize("character", ["\x00", "\ud800"], ids=["NUL", "half a character"])
def test_what_no_database_takes_is_answered_with_and_dropped_as_a_file_all_the_same(
    asked: FoiOffice, character: str
) -> None:
    asked.say(f"Two{character}.")
    asked.drop(f"Two{character}.txt", b"Two.")
    asked.press("Next")
    assert asked.case.value("answer", "1") == f"Two{UNSHOWN}."
    (file,) = asked.case.dropped
    assert character not in file.name


def test_a_flood_of_emoji_comes_out_as_those_emoji(office: FoiOffice) -> None:
    flood = "\U0001f600\U0001f4a5\u2705" * 900
    office.open_case(f"What is {flood[:900]}?")
    office.answer_all({**DISCLOSED, "answer": f"{ANSWER} {flood}"})
    assert bare(in_slack(office)).count("\U0001f600") == 1_200
    assert bare(in_docx(office)).count("\U0001f600") == 1_200
    assert "214 bicycles" in in_pdf(office)


def test_forty_thousand_characters_in_one_reply_are_an_answer(office: FoiOffice) -> None:
    text = ("We hold a list of bicycles, and this is it. " * 1_000)[:39_900].strip()
    office.open_case()
    office.answer("disclose")
    office.answer(text)
    assert office.case.value("answer", "1") == text
    office.press("All answers", on=office.card)
    assert "We hold a list of bicycles" in office.officer.ephemerals[-1].prose
    office.answer_all()
    assert bare(in_slack(office)).count(bare("We hold a list")) == text.count("We hold a list")
    assert bare(in_docx(office)).count(bare("We hold a list")) == text.count("We hold a list")


def test_forty_thousand_characters_between_two_questions_are_asked_about(
    office: FoiOffice,
) -> None:
    office.open_case()
    office.answer("disclose")
    office.say(ANSWER)
    office.officer.click(office.question, "Next")
    office.say("&amp; so on, and on. " * 1_900)
    office.settle()
    notice = office.thread.message("this reply came between two questions")
    office.press("The question before", on=notice)
    answer = office.case.value("answer", "1")
    assert isinstance(answer, str)
    assert len(answer) > 39_000


@pytest.mark.parametrize("text", list(HOSTILE.values()), ids=list(HOSTILE))
def test_a_reply_is_kept_as_it_was_typed_with_or_without_slacks_rich_text(
    office: FoiOffice, text: str
) -> None:
    office.open_case()
    office.answer("disclose")
    office.say(text)
    office.slack.workspace.deliver_rich_text = False
    office.say(text)
    assert [reply.text for reply in office.case.replies] == [text, text]


def test_what_slack_makes_of_names_addresses_and_emoji_is_taken_back(office: FoiOffice) -> None:
    typed = "Ask foi@example.org or https://example.org/a?b=1&c=2 or example.org ✅ &amp;"
    office.open_case()
    office.answer("disclose")
    office.say(typed)
    assert [reply.text for reply in office.case.replies] == [typed]
