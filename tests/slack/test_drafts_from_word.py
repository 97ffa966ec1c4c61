"""A draft is edited in Word and dropped in the thread: its words come back as answers."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from foi_bot import logs
from foi_bot.casework.fold import replay
from store import audit
from tests.slack.office import ANSWER, DISCLOSED, FoiOffice
from tests.slack_double.messages import Message

NAME = "FOI2018-00001-draft-1.docx"
COMPARE = "Compare it with draft 1"
TAKE, LEAVE = "Take these words as answers", "Leave it as it is"
NEW = "In 2017, 241 bicycles were reported stolen in Anytown."
Edit = Callable[[Document], object]


@pytest.fixture
def drafted(office: FoiOffice) -> FoiOffice:
    """A case whose letter waits for its approval."""
    office.drafted()
    return office


def in_word(office: FoiOffice, *edits: Edit) -> bytes:
    """The newest draft's Word file, opened, changed and saved."""
    newest = max(name for name in office.files() if name.endswith(".docx"))
    opened = docx.Document(BytesIO(office.files()[newest]))
    for edit in edits:
        edit(opened)
    saved = BytesIO()
    opened.save(saved)
    return saved.getvalue()


def reads(was: str, now: str) -> Edit:
    """Paragraphs have other words, their runs as Word leaves them: cut in two."""

    def edit(opened: Document) -> None:
        there = [one for one in opened.paragraphs if was in one.text]
        assert there, was
        for found in there:
            whole = found.text.replace(was, now)
            found.text = whole[:7]
            found.add_run(whole[7:])

    return edit


def tracked(was: str, now: str) -> Edit:
    """The same with changes tracked."""

    def edit(opened: Document) -> None:
        (found,) = [one for one in opened.paragraphs if was in one.text]
        before, _, after = found.text.partition(was)
        found.text = before
        gone = f"<w:r><w:delText xml:space='preserve'>{was}</w:delText></w:r>"
        come = f"<w:r><w:t xml:space='preserve'>{now}</w:t></w:r>"
        for name, run in (("del", gone), ("ins", come)):
            found._p.append(
                parse_xml(f"<w:{name} {nsdecls('w')} w:id='9' w:author='Olive'>{run}</w:{name}>")
            )
        found.add_run(after)

    return edit


def compare(office: FoiOffice, content: bytes, name: str = NAME, label: str = COMPARE) -> Message:
    """Drop a document and have it compared; the newest word in the thread."""
    office.drop(name, content)
    asked = [m for m in office.thread.messages if label in m.buttons][-1]
    office.press(label, asked)
    return office.thread.last


def test_new_words_become_an_answer_and_a_new_draft(drafted: FoiOffice) -> None:
    drafted.approve()
    told = compare(drafted, in_word(drafted, reads("214", "241")))
    assert "“FOI2018-00001-draft-1.docx” says otherwise than draft 1" in told.prose
    assert "was: In 2017, 214 bicycles were" in told.prose
    assert "is now: In 2017, 241 bicycles were" in told.prose
    assert drafted.case.value("answer", "1") == ANSWER
    drafted.press(TAKE, told)
    assert drafted.case.value("answer", "1") == NEW
    assert len(drafted.case.drafts) == 2
    assert NEW in drafted.letter()
    assert "approved no longer counts, so please look again" in drafted.said()


def test_the_button_for_comparing_stands_first(drafted: FoiOffice) -> None:
    message = drafted.drop(NAME, in_word(drafted))
    assert message.file_ids
    assert next(iter(drafted.thread.last.buttons)) == COMPARE


def test_left_as_it_is_nothing_follows(drafted: FoiOffice) -> None:
    told = compare(drafted, in_word(drafted, reads("214", "241")))
    drafted.press(LEAVE, told)
    assert "nothing is taken from" in drafted.told(drafted.officer)
    drafted.press(TAKE, told)
    assert "settled already" in drafted.told(drafted.officer)
    assert drafted.case.value("answer", "1") == ANSWER


def test_a_colleague_takes_nothing(drafted: FoiOffice) -> None:
    told = compare(drafted, in_word(drafted, reads("214", "241")))
    drafted.press(TAKE, told, by=drafted.lead)
    assert "is the officer of this case" in drafted.told(drafted.lead)
    assert drafted.case.value("answer", "1") == ANSWER


def test_a_double_click_takes_the_words_once(drafted: FoiOffice) -> None:
    told = compare(drafted, in_word(drafted, reads("214", "241")))
    drafted.officer.click(told, TAKE)
    drafted.officer.click(told, TAKE)
    drafted.settle()
    assert [a.value for a in drafted.case.answers if a.key.question == "answer"] == [ANSWER, NEW]


def test_tracked_changes_count_as_accepted(drafted: FoiOffice) -> None:
    told = compare(drafted, in_word(drafted, tracked("214", "241")))
    assert "words deleted with changes tracked" in drafted.said()
    drafted.press(TAKE, told)
    assert drafted.case.value("answer", "1") == NEW


def test_an_unchanged_document_says_nothing_new(drafted: FoiOffice) -> None:
    told = compare(drafted, in_word(drafted))
    assert "says what draft 1 says" in told.prose
    assert not told.buttons


def test_house_wording_is_told_and_stays(drafted: FoiOffice) -> None:
    told = compare(drafted, in_word(drafted, reads("Thank you", "Many thanks")))
    assert "tell whoever keeps the house pack" in told.prose
    assert not told.buttons
    assert len(drafted.case.drafts) == 1


def test_an_older_draft_changes_only_what_was_changed_in_it(drafted: FoiOffice) -> None:
    first = in_word(drafted, reads("214", "241"))
    compare(drafted, in_word(drafted, reads("crime recording system", "property register")))
    drafted.press(TAKE, taking(drafted))
    assert len(drafted.case.drafts) == 2
    compare(drafted, first, label="Compare it with draft 2")
    assert "which draft 2 has replaced" in drafted.said()
    drafted.press(TAKE, taking(drafted))
    assert drafted.case.value("answer", "1") == NEW
    assert "property register" in str(drafted.case.value("basis", "1"))


def taking(office: FoiOffice) -> Message:
    return [m for m in office.thread.messages if TAKE in m.buttons][-1]


def test_an_answer_changed_since_is_not_overwritten(drafted: FoiOffice) -> None:
    one, another = (in_word(drafted, reads("214", now)) for now in ("241", "250"))
    told, other = compare(drafted, one), compare(drafted, another)
    drafted.press(TAKE, other)
    drafted.press(TAKE, told)
    assert "250" in str(drafted.case.value("answer", "1"))
    assert "This answer was changed after that draft." in drafted.said()
    assert "is compared anew" in drafted.said()


def bomb() -> bytes:
    saved = BytesIO()
    with ZipFile(saved, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 150_000_000)
    return saved.getvalue()


PROTECTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (lambda: b"%PDF-1.7 and so on", "and not a Word document"),
        (lambda: PROTECTED, "protected with a password"),
        (bomb, "too large once it is unpacked"),
        (lambda: b"PK\x03\x04 and nothing else", "damaged"),
    ],
    ids=["a PDF", "a password", "a bomb", "damaged"],
)
def test_what_cannot_be_read_is_told_in_a_clear_sentence(
    drafted: FoiOffice, content: Callable[[], bytes], why: str
) -> None:
    told = compare(drafted, content())
    assert "nothing was done with" in told.prose
    assert why in told.prose
    assert drafted.case.dropped[0].wanted is None


def test_another_cases_letter_changes_nothing(drafted: FoiOffice) -> None:
    other = in_word(drafted, reads("214", "241"), reads("FOI2018/00001", "FOI2018/00099"))
    told = compare(drafted, other)
    assert "bears another case's reference" in told.prose
    assert drafted.case.dropped[0].proposed == ()


def test_some_other_document_changes_nothing(drafted: FoiOffice) -> None:
    other = docx.Document()
    other.add_paragraph("Minutes of the meeting")
    saved = BytesIO()
    other.save(saved)
    told = compare(drafted, saved.getvalue(), "minutes.docx")
    assert "says too little of what the drafts of this case say" in told.prose


def test_a_restart_between_the_press_and_the_comparison_loses_nothing(drafted: FoiOffice) -> None:
    drafted.drop(NAME, in_word(drafted, reads("214", "241")))
    drafted.officer.click(drafted.thread.last, COMPARE)
    drafted.restart()
    drafted.settle()
    drafted.press(TAKE, taking(drafted))
    drafted.restart()
    assert drafted.case.value("answer", "1") == NEW


def test_the_thread_does_not_learn_who_the_applicant_is(office: FoiOffice) -> None:
    office.open_case(name="Pat Placeholder", contact="pat@placeholder.example")
    office.answer_all(DISCLOSED)
    edited = in_word(
        office,
        reads("[the applicant", "Pat Placeholder, 1 Made Up Lane, pat@placeholder.example. Once ["),
        reads("214 bicycles", "241 bicycles, as Mr Placeholder knows,"),
    )
    compare(office, edited)
    said = office.said()
    assert "241 bicycles, as Mr [masked] knows," in said
    assert "Placeholder" not in said.replace(NAME, "")
    assert "Made Up Lane" not in said


def test_what_the_document_says_is_not_logged(
    drafted: FoiOffice, capfd: pytest.CaptureFixture[str]
) -> None:
    logs.configure("DEBUG")
    try:
        drafted.press(TAKE, compare(drafted, in_word(drafted, reads("214", "241 thousand"))))
    finally:
        logs.configure("CRITICAL")
    logged = "".join(capfd.readouterr())
    assert '"deed": "TakeWords"' in logged
    assert "241 thousand" not in logged


def test_what_was_proposed_and_taken_stands_in_the_audit_chain(drafted: FoiOffice) -> None:
    drafted.press(TAKE, compare(drafted, in_word(drafted, reads("214", "241"))))
    with drafted.program.database.reading() as connection:
        facts = tuple(audit.facts_of(connection, drafted.workspace, drafted.case_id))
        assert list(audit.verify(connection)) == []
    assert replay(facts, drafted.program.houses).answers == drafted.case.answers
    names = [type(fact).__name__ for fact in facts]
    at = names.index("LetterCompared")
    assert names[at + 1 : at + 4] == ["Answered", "WordsTaken", "Drafted"]
