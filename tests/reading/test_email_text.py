"""A request that came as an e-mail and was saved as a file."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from foi_bot.reading.cannot import CannotRead
from foi_bot.reading.html_text import text_of_html
from foi_bot.reading.texts import Text, read_text

HEADERS = b"From: Ann Applicant <ann@example.org>\r\nSubject: Request\r\n"


def message(plain: str | None = None, html: str | None = None) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Ann Applicant <ann@example.org>"
    made["Subject"] = "Request"
    if plain is not None:
        made.set_content(plain, cte="base64")
    if html is not None and plain is None:
        made.set_content(html, subtype="html")
    elif html is not None:
        made.add_alternative(html, subtype="html")
    return made


def read(made: EmailMessage | bytes) -> Text:
    content = made if isinstance(made, bytes) else made.as_bytes()
    return read_text("request.eml", content)


def test_the_plain_body_is_read_and_no_header_is() -> None:
    found = read(message("How many dogs – in £?\n", "<p>How many <b>dogs</b>?</p>"))
    assert found == Text("How many dogs – in £?")


def test_the_html_body_is_read_where_there_is_no_plain_one() -> None:
    assert (
        read(message(html="<p>How many<br>dogs?</p><p>Why?</p>")).text == "How many\ndogs?\n\nWhy?"
    )


def test_the_html_body_is_read_where_the_plain_one_is_empty() -> None:
    assert read(message(" \n", "<p>How many dogs?</p>")).text == "How many dogs?"


def test_attachments_are_named_and_not_read() -> None:
    made = message("See attached.", "<p>See attached.</p>")
    made.add_attachment(b"x", maintype="application", subtype="pdf", filename="list/of dogs.pdf")
    made.add_attachment("a,b", filename="أرقام.csv")
    made.add_attachment(message("inner"))
    found = read(made)
    assert found.text == "See attached."
    assert found.left_out == ("“list-of dogs.pdf”", "“أرقام.csv”", "a part of type message")


def test_the_pieces_of_a_body_around_a_picture_are_all_read() -> None:
    made = message("Before")
    made.make_mixed()
    made.add_attachment(
        b"x", maintype="image", subtype="png", disposition="inline", filename="a.png"
    )
    made.add_attachment("After", disposition="inline")
    assert read(made) == Text("Before\n\nAfter", ("“a.png”",))


@pytest.mark.parametrize(
    ("form", "body", "words"),
    [
        ('text/plain; charset="iso-8859-1"', b"How many caf\xe9s?", "How many cafés?"),
        ('text/plain; charset="no-such"', "How many cafés?".encode(), "How many cafés?"),
        (
            'text/plain; charset="us-ascii"',
            b"How many caf\xe9s, please?",
            "How many cafés, please?",
        ),
        ("text/plain", "How many cafés?".encode(), "How many cafés?"),
        (
            "text/plain; charset=utf-8; format=flowed",
            b"How many \r\ndogs?\r\n-- \r\nAnn",
            "How many dogs?\n-- \nAnn",
        ),
    ],
)
def test_a_body_is_decoded_as_well_as_it_can_be(form: str, body: bytes, words: str) -> None:
    content = HEADERS + f"Content-Type: {form}\r\n\r\n".encode() + body
    assert read(content).text == words


def test_a_body_of_quoted_printable_is_decoded() -> None:
    content = (
        HEADERS + b"Content-Type: text/plain; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\nHow many caf=C3=A9=\r\ns?"
    )
    assert read(content).text == "How many cafés?"


def test_an_e_mail_with_attachments_alone_is_refused_and_they_are_named() -> None:
    made = EmailMessage()
    made["Subject"] = "Request"
    made.add_attachment(b"x", maintype="application", subtype="pdf", filename="request.pdf")
    with pytest.raises(CannotRead, match=r"no text in it \(only: “request.pdf”\)"):
        read(made)


def test_what_is_no_e_mail_is_refused() -> None:
    with pytest.raises(CannotRead, match="it is not an e-mail"):
        read(b"\nHow many dogs?")


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<div>One</div><div>Two</div>", "One\nTwo"),
        ("<ol><li>How many?<li>Why?</ol>", "1. How many?\n2. Why?"),
        ("<ul><li>How many?</li><li>Why?</li></ul>", "• How many?\n• Why?"),
        (
            "<table><tr><td>Ward</td><td>Fines</td></tr><tr><td>North</td><td>12</td></tr></table>",
            "Ward\tFines\nNorth\t12",
        ),
        ("a&nbsp;&amp;&lt;b&gt; &#163;5", "a &<b> £5"),
        (
            "<head><title>no</title><style>p {}</style></head><body>  yes\n  it is </body>",
            "yes it is",
        ),
        ("<head><style>p {}</style><body>unclosed head", "unclosed head"),
        ("<div style='display:none'>preview <p>of it</div>seen", "seen"),
        ("<p style='display: none'>never closed<p>seen", "never closed\n\nseen"),
        ("<script>alert('x')</script>seen<o:p>&nbsp;</o:p>", "seen"),
        ("<!-- no --><![if x]>yes<![endif]>", "yes"),
        ("un<b>closed <i>tags", "unclosed tags"),
    ],
)
def test_html_is_read_as_it_is_seen(page: str, words: str) -> None:
    assert text_of_html(page) == words
