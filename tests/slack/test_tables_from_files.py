"""The table of a file becomes part of an answer, or the thread is told why it cannot."""

from __future__ import annotations

from typing import Any

import pytest

from foi_bot.case import Place
from tests.reading.files import workbook
from tests.slack.office import FoiOffice
from tests.slack_double.messages import Message

CSV = b"Year,Thefts\n2016,3\n2017,4\n"
TSV = "Year\tThefts\n2016\t3\n2017\t4"
PUT_IN = "Put its table into the answer"
ROWS: list[list[object]] = [["Year", "Thefts"], [2016, 3], [2017, 4]]


@pytest.fixture
def asked(office: FoiOffice) -> FoiOffice:
    """A case whose open question is "What is the answer?"."""
    office.open_case()
    office.answer("disclose")
    return office


def what_for(office: FoiOffice) -> Message:
    """The newest message that asks what a file is for."""
    return [m for m in office.thread.messages if PUT_IN in m.buttons][-1]


def put_in(office: FoiOffice, name: str = "figures.csv", content: bytes = CSV) -> str:
    """Drop a file and have its table put in; what the thread is told."""
    office.drop(name, content)
    office.press(PUT_IN, what_for(office))
    return office.thread.last.prose


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("figures.csv", CSV),
        ("figures.csv", b"\xef\xbb\xbf" + CSV.replace(b",", b";")),
        ("figures.tsv", CSV.replace(b",", b"\t")),
        ("figures.csv", CSV.decode().encode("utf-16")),
        ("figures.xlsx", workbook(ROWS)),
    ],
    ids=["commas", "semicolons after a mark", "tabs", "UTF-16", "Excel"],
)
def test_a_table_becomes_part_of_the_answer(asked: FoiOffice, name: str, content: bytes) -> None:
    told = put_in(asked, name, content)
    assert f"The table of “{name}” (2 rows below its headings, 2 columns)" in told
    asked.press("Next")
    assert asked.case.value("answer", "1") == TSV


def test_the_answered_question_shows_the_table_that_no_message_says(asked: FoiOffice) -> None:
    question = asked.question
    put_in(asked)
    asked.press("Next")
    assert "2017\t4" in question.prose


def hide_a_row(_book: Any, sheet: Any) -> None:
    sheet.row_dimensions[3].hidden = True


def protect(content: bytes) -> bytes:
    """What a workbook with a password begins with, as far as anybody can see."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + content


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("long.csv", b"Year,Thefts\n" + b"2016,3\n" * 100_000, "enclose the file instead"),
        ("broken.csv", b'Year,Thefts\n"2016,3\n2017,4\n', "line 2"),
        ("uneven.csv", b"Year,Thefts\n2016\n", "line 2"),
        (
            "picture.csv",
            b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)),
            "“picture.csv”",
        ),
        ("hidden.xlsx", workbook(ROWS, hide_a_row), "hidden"),
        ("damaged.xlsx", b"PK\x03\x04 and no workbook", "“damaged.xlsx”"),
        ("locked.xlsx", protect(b"..."), "password"),
        ("empty.csv", b"Year,Thefts\n", "“empty.csv”"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)
def test_what_is_no_table_for_a_letter_is_refused_in_a_clear_sentence(
    asked: FoiOffice, name: str, content: bytes, word: str
) -> None:
    told = put_in(asked, name, content)
    assert f"nothing was done with “{name}”" in told
    assert word in told
    assert asked.case.replies == ()


def test_latin_1_names_are_read_or_refused_but_never_garbled(asked: FoiOffice) -> None:
    told = put_in(asked, "towns.csv", "Town,Thefts\nOrléans,3\n".encode("latin-1"))
    if "nothing was done" not in told:
        asked.press("Next")
        assert "Orléans" in str(asked.case.value("answer", "1"))


def test_a_table_dropped_in_answer_to_rows_becomes_those_rows(office: FoiOffice) -> None:
    office.open_case()
    office.answer("not-held")
    office.answer("no")
    put_in(
        office, "searches.csv", b"Where,How,By whom,When\nShared drive,theft*,Desk,12 May 2017\n"
    )
    office.press("Next")
    assert office.case.value("searches", "1") == ("Shared drive\ttheft*\tDesk\t2017-05-12",)


def test_a_table_that_comes_when_the_question_is_over_changes_nothing(asked: FoiOffice) -> None:
    asked.drop("figures.csv", CSV)
    asked.officer.click(what_for(asked), PUT_IN)
    asked.officer.click(asked.question, "Write here")
    asked.officer.submit(values={"answer": "Seven."})
    asked.settle()
    assert "for a question that has another answer since" in asked.said()
    assert asked.case.value("answer", "1") == "Seven."


def test_a_table_read_after_next_makes_a_new_version(asked: FoiOffice) -> None:
    asked.drop("figures.csv", CSV, "By year:")
    asked.press("Next")
    asked.press(PUT_IN, what_for(asked))
    assert "is part of the answer to" in asked.thread.last.prose
    assert asked.case.value("answer", "1") == f"By year:\n\n{TSV}"


def test_a_table_is_taken_out_again(asked: FoiOffice) -> None:
    asked.drop("figures.csv", CSV, "By year:")
    asked.press(PUT_IN, what_for(asked))
    asked.press("Take the table out", asked.thread.last)
    assert "no longer part of the answer" in asked.told(asked.officer)
    asked.press("Next")
    assert asked.case.value("answer", "1") == "By year:"


def test_deleting_the_file_asks_whether_its_table_stays(asked: FoiOffice) -> None:
    message = asked.drop("figures.csv", CSV)
    asked.press(PUT_IN, what_for(asked))
    asked.press("Next")
    asked.officer.delete(message)
    asked.settle()
    assert "a reply that is part of an answer was deleted" in asked.thread.last.prose
    assert asked.case.value("answer", "1") == TSV
    asked.press("Remove the words", asked.thread.last)
    assert asked.case.value("answer", "1") is None
    assert [reply.place for reply in asked.case.replies] == [Place.REMOVED]


def test_catching_up_does_not_take_a_table_for_a_deleted_reply(asked: FoiOffice) -> None:
    put_in(asked)
    asked.catch_up()
    assert [reply.place for reply in asked.case.replies] == [Place.ANSWER]
    asked.press("Next")
    assert asked.case.value("answer", "1") == TSV


def test_whoever_put_a_table_in_cannot_approve_the_letter(asked: FoiOffice) -> None:
    put_in(asked)
    asked.press("Take over", asked.card, by=asked.lead)
    asked.officer, asked.lead = asked.lead, asked.officer
    asked.press("Next")
    asked.answer_all()
    asked.approve()
    assert "You wrote answers in this case" in asked.told(asked.lead)


def test_a_restart_between_the_press_and_the_table_loses_nothing(asked: FoiOffice) -> None:
    asked.drop("figures.csv", CSV)
    asked.officer.click(what_for(asked), PUT_IN)
    asked.restart()
    asked.settle()
    asked.press("Next")
    assert asked.case.value("answer", "1") == TSV
