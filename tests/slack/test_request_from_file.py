"""A request that came as a file: the message's menu opens it, and its words fill the form."""

from __future__ import annotations

import io

import pytest
from docx import Document

from foi_bot.slack.views.forms import request
from tests.slack.office import REQUEST, FoiOffice
from tests.slack_double import SlackDouble
from tests.slack_double.faults import DOWNLOAD
from tests.slack_double.messages import Message

EMAIL = f"""From: Pat Applicant <pat@example.org>
To: foi@example.org
Subject: Bicycles
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="cut"

--cut
Content-Type: text/plain; charset="utf-8"

{REQUEST}
--cut
Content-Type: application/pdf; name="map.pdf"
Content-Disposition: attachment; filename="map.pdf"
Content-Transfer-Encoding: base64

JVBERi0xLjcK
--cut--
""".encode()


def docx(*paragraphs: str) -> bytes:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def open_(office: FoiOffice, message: Message) -> None:
    """Choose "Open as FOI request" from the message's menu, and wait for the words."""
    assert office.officer.shortcut("open_as_request", message).status == 200
    office.settle()


def shared(office: FoiOffice, name: str, content: bytes, comment: str = "") -> Message:
    return office.officer.upload(name, content, comment=comment)


def send(office: FoiOffice) -> None:
    office.officer.submit(values={"received": "2018-03-13"})
    office.confirm()
    office.newest_case()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("request.txt", REQUEST.encode()),
        ("request.docx", docx(REQUEST)),
        ("request.eml", EMAIL),
    ],
)
def test_the_words_of_a_file_are_the_request(office: FoiOffice, name: str, content: bytes) -> None:
    open_(office, shared(office, name, content))
    assert f"The request is the text of “{name}”" in office.slack.screen(office.officer)
    send(office)
    assert REQUEST in office.case.request.text


def test_the_form_opens_before_the_file_is_fetched(office: FoiOffice) -> None:
    message = shared(office, "request.txt", REQUEST.encode())
    assert office.officer.shortcut("open_as_request", message).status == 200
    assert "Reading “request.txt”" in office.slack.screen(office.officer)
    assert office.slack.calls_to("files.info") == []


def test_attachments_that_are_left_out_are_named(office: FoiOffice) -> None:
    open_(office, shared(office, "request.eml", EMAIL))
    screen = office.slack.screen(office.officer)
    assert "Left out:" in screen
    assert "map.pdf" in screen


def test_a_long_request_is_kept_whole(office: FoiOffice) -> None:
    long = "\n".join(f"{no}. How many bicycles were stolen in month {no}?" for no in range(1, 151))
    assert len(long) > 3000
    open_(office, shared(office, "request.txt", long.encode()))
    assert f"all {len(long):,} characters" in office.slack.screen(office.officer)
    send(office)
    assert office.case.request.text == long


def test_several_files_are_put_one_after_another(office: FoiOffice) -> None:
    message = office.officer.upload(
        "one.txt", b"How many in 2016?", more={"two.txt": b"How many in 2017?"}
    )
    open_(office, message)
    send(office)
    assert office.case.request.text == "How many in 2016?\n\nHow many in 2017?"


def test_what_is_written_beside_the_file_is_left_out_and_the_form_says_so(
    office: FoiOffice,
) -> None:
    open_(office, shared(office, "request.txt", REQUEST.encode(), "Came in this morning."))
    assert "What was written beside it" in office.slack.screen(office.officer)
    send(office)
    assert office.case.request.text == REQUEST


def test_a_message_whose_file_is_no_text_is_opened_by_its_words(office: FoiOffice) -> None:
    open_(office, shared(office, "photo.png", b"\x89PNG\r\n\x1a\n" + bytes(99), REQUEST))
    screen = office.slack.screen(office.officer)
    assert "“photo.png” cannot be used" in screen
    send(office)
    assert office.case.request.text == REQUEST


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("photo.png", b"\x89PNG\r\n\x1a\n" + bytes(99), "“photo.png” cannot be used"),
        ("scan.pdf", b"%PDF-1.7 and nothing else", "“scan.pdf” cannot be used"),
        ("empty.txt", b" \n", "there is no text in it"),
        ("none.txt", b"", "It is empty"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_opens_nothing(
    office: FoiOffice, name: str, content: bytes, word: str
) -> None:
    open_(office, shared(office, name, content))
    assert word in office.slack.screen(office.officer)
    assert not office.officer.view.definition.get("submit")
    assert not office.cases()


def test_slacks_sign_in_page_is_not_taken_for_a_request(office: FoiOffice) -> None:
    office.slack.faults.sign_in_page(DOWNLOAD)
    open_(office, shared(office, "request.txt", REQUEST.encode()))
    assert "files:read" in office.slack.screen(office.officer)


def test_a_form_that_is_closed_meanwhile_stays_closed(
    slack: SlackDouble, office: FoiOffice
) -> None:
    message = shared(office, "request.txt", REQUEST.encode())
    office.officer.shortcut("open_as_request", message)
    office.officer.close()
    slack.permit("not_found")
    office.settle()
    assert not office.officer.has_modal


def test_the_opener_alone_sees_the_words(office: FoiOffice) -> None:
    open_(office, shared(office, "request.txt", REQUEST.encode()))
    assert all(REQUEST not in message.prose for message in office.slack.messages())


def test_where_a_request_comes_from_is_shown_above_it() -> None:
    form = request({}, "C01FOI", "i1", REQUEST, ["The request is the text of “a.txt”."])
    assert form["blocks"][0]["text"]["text"] == "The request is the text of “a.txt”."
