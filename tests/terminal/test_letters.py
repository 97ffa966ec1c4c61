"""Letters that anybody wrote, at a terminal: `foi-bot read` and `foi-bot check --letter`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from pypdf import PdfWriter

from foi_bot.cli import main
from tests.cases.build import HERE

Run = Callable[..., tuple[int, str, str]]

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"

LETTER = """\
Anytown Police Authority

17 June 2024

Our reference: FOI2024/00117

Dear Applicant

Thank you for your request for information under the Freedom of Information Act 2000, which we \
received on 3 June 2024. You asked:

> How many police dogs do you have?

Our decision

We have nine police dogs.

If you are not content with this answer, you may ask us for an internal review within 40 working \
days. Write to foi.review@anytown-police.example.org.

If you are still not content after that, you may apply to the Information Commissioner for a \
decision under section 50 of the Act: Information Commissioner's Office, Wycliffe House, Water \
Lane, Wilmslow, Cheshire SK9 5AF, https://ico.org.uk/make-a-complaint/
"""
REFUSAL = LETTER.replace(
    "We have nine police dogs.",
    "We hold this information and refuse to give it. It is exempt under section 31(1)(a) of the Act"
    " (law enforcement).",
)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run a command in an empty folder: its exit code, standard output and standard error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HOUSE_PACKS", raising=False)

    def command(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


def bomb() -> bytes:
    """A Word document of a hundred kilobytes that unpacks to a hundred megabytes and more."""
    saved = BytesIO()
    with ZipFile(saved, "w", ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"<document>" + b" " * 101_000_000)
    return saved.getvalue()


def blank_pdf(pages: int, password: str = "") -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    if password:
        writer.encrypt(password)
    saved = BytesIO()
    writer.write(saved)
    return saved.getvalue()


def e_mail(body: str) -> bytes:
    message = EmailMessage()
    message["From"] = "foi@anytown-police.example.org"
    message["Subject"] = "Your request"
    message.set_content(body)
    return message.as_bytes()


def web_page(body: str) -> bytes:
    paragraphs = "".join(f"<p>{one}</p>\n" for one in body.split("\n\n"))
    page = f"<html><head><title>Log</title></head><body>{paragraphs}</body></html>"
    return page.encode()


# What a letter says


def test_read_tells_what_a_letter_says(run: Run, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(REFUSAL, "utf-8")
    code, out, err = run("read", "letter.txt")
    assert (code, err) == (0, "")
    told = out.splitlines()
    assert told[0] == "letter.txt"
    for line in (
        "  reference   FOI2024/00117",
        "  dated       17 June 2024",
        "  received    3 June 2024",
        "  authority   Anytown Police Authority",
        "  decided     withhold under 31(1)(a)",
    ):
        assert line in told


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("letter.txt", LETTER.encode()),
        ("letter-of-windows.txt", LETTER.replace("\n", "\r\n").encode("utf-16")),
        ("letter.eml", e_mail(LETTER)),
        ("letter.html", web_page(LETTER)),
        ("LETTER.HTM", web_page(LETTER)),
    ],
)
def test_a_letter_is_read_alike_from_a_text_an_e_mail_and_a_web_page(
    run: Run, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    code, out, err = run("read", name, "--json")
    assert (code, err) == (0, "")
    [found] = json.loads(out)
    assert found["is_letter"]
    assert (found["file"], found["reference"]) == (name, "FOI2024/00117")
    assert (found["dated"], found["received"]) == ("2024-06-17", "2024-06-03")


@pytest.mark.parametrize("kind", ["txt", "docx", "pdf"])
def test_what_foi_bot_wrote_itself_is_read_again(run: Run, kind: str) -> None:
    run("letter", str(HERE / "ncnd-fraud.yaml"), "-o", f"letter.{kind}")
    code, out, _ = run("read", f"letter.{kind}")
    assert code == 0
    assert "  reference   FOI2024/00117\n" in out
    assert "  decided     ncnd under 30(3), 40(5B)(a)(i)\n" in out


def test_what_of_a_file_is_not_read_is_named(run: Run) -> None:
    run("letter", str(HERE / "ncnd-fraud.yaml"), "-o", "letter.docx")
    err = run("read", "letter.docx")[2]
    assert err == "foi-bot: Not read in letter.docx: a picture, headers and footers.\n"


def test_a_letter_in_welsh_is_read_and_what_cannot_be_judged_is_told(
    run: Run, tmp_path: Path
) -> None:
    case = (HERE / "ncnd-fraud.yaml").read_text("utf-8")
    (tmp_path / "case.yaml").write_text(
        case.replace("house: practice\n", "house: practice-cymru\n"), "utf-8"
    )
    run("letter", "case.yaml", "-o", "llythyr.txt")
    assert "  dated       17 June 2024\n" in run("read", "llythyr.txt")[1]
    code, out, err = run("check", "--letter", "llythyr.txt")
    assert (code, out) == (0, "Nothing found.\n")
    assert "cannot tell (reason): Whether a reason is one is judged in English only.\n" in err


# What is wrong with a letter


def test_a_letter_with_nothing_wrong_ends_with_0(run: Run, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(LETTER, "utf-8")
    code, out, _ = run("check", "--letter", "letter.txt")
    assert (code, out) == (0, "Nothing found.\n")


def test_a_refusal_that_weighs_nothing_ends_with_1_and_the_provision_that_wants_it(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "letter.txt").write_text(REFUSAL, "utf-8")
    code, out, _ = run("check", "--letter", "letter.txt")
    assert code == 1
    assert any(
        line.startswith("must fix: ") and "31(1)(a)" in line and "s17(3)(b)]" in line
        for line in out.splitlines()
    ), out


def test_findings_are_told_to_other_programs(run: Run, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(REFUSAL, "utf-8")
    code, out, _ = run("check", "--letter", "letter.txt", "--json")
    told = json.loads(out)
    assert code == 1
    assert set(told) == {"is_letter", "findings", "cannot_tell"}
    assert {finding["severity"] for finding in told["findings"]} >= {"must fix"}
    assert all({"rule", "quote", "place", "source", "advice"} < set(f) for f in told["findings"])


def test_a_request_that_cannot_be_read_is_told_by_its_name(run: Run, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(LETTER, "utf-8")
    code, out, err = run("check", "--letter", "letter.txt", "--request", "gone.txt")
    assert (code, out) == (2, "")
    assert err.startswith("foi-bot: gone.txt cannot be read: ")


def test_what_is_no_letter_is_not_said_to_have_nothing_wrong(run: Run, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("Milk\nBread\nTwo pounds of apples\n", "utf-8")
    code, out, err = run("check", "--letter", "list.txt")
    assert code == 2
    assert "Nothing found" not in out
    assert err.endswith(
        "foi-bot: This does not look like a letter that answers a request under the Act. "
        "Look whether list.txt is the right file.\n"
    )
    assert "This does not look like a letter" in run("read", "list.txt")[1]


# Files that cannot be read

BAD: tuple[tuple[str, bytes, str], ...] = (
    ("bomb.docx", bomb(), "it is too large once it is unpacked"),
    ("no.docx", b"Only words. " * 20, "the file is damaged or not what its name says"),
    ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "it is a document of an old or other format"),
    ("scan.pdf", blank_pdf(1), "it holds no text, so it is probably a scan"),
    ("long.pdf", blank_pdf(201), "it has 201 pages and 200 are the most"),
    ("locked.pdf", blank_pdf(1, "secret"), "it is protected with a password"),
    ("empty.txt", b"", "there is no text in it"),
    ("spaces.txt", b" \n\n ", "there is no text in it"),
    ("junk.txt", b"one\ntwo\n\x00\xff\xfe", "line 3 holds bytes that are no text"),
    ("photo.jpg", b"\xff\xd8\xff\xe0", "it is a picture"),
    ("large.txt", b"words \n" * 8_600_000, "it is 60.2 MB, and 50.0 MB is the most"),
    ("words.txt", b"a" * 200_001, "it has 200,001 characters and 200,000 are the most"),
)


@pytest.mark.parametrize(
    ("name", "content", "told"), [pytest.param(*one, id=one[0]) for one in BAD]
)
def test_a_file_that_cannot_be_read_is_told_by_name_and_cause_and_what_to_do_at_a_terminal(
    run: Run, tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / name).write_bytes(content)
    code, out, err = run("check", "--letter", f"letters/{name}")
    assert (code, out) == (2, "")
    assert err.startswith(f"foi-bot: letters/{name} cannot be used: {told}")
    assert len(err.splitlines()) == 1
    what_to_do = err.partition(told)[2]
    assert any(word in what_to_do for word in ("run the command again", "into a text file (.txt)"))
    assert not any(word in err for word in ("share it", "the thread"))


@pytest.mark.parametrize(
    ("name", "why"), [(".", "Is a directory"), ("gone.txt", "No such file or directory")]
)
def test_what_is_no_file_is_told_so(run: Run, name: str, why: str) -> None:
    told = f"foi-bot: {name} cannot be read: {why}. Name a file that is there"
    for command in (("read", name), ("check", "--letter", name)):
        code, out, err = run(*command)
        assert (code, out) == (2, "")
        assert err.startswith(told)


def test_one_bad_file_does_not_keep_the_others_from_being_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7 and no more")
    (tmp_path / "good.txt").write_text(LETTER, "utf-8")
    code, out, err = run("read", "gone.txt", "bad.pdf", "good.txt", "--json")
    assert code == 2
    gone, bad, good = json.loads(out)
    assert gone["cannot"][0].startswith("gone.txt cannot be read: ")
    assert bad["cannot"][0].startswith("bad.pdf cannot be used: ")
    assert good["is_letter"]
    assert [line.split(" ")[1] for line in err.splitlines()] == ["gone.txt", "bad.pdf"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--letter", "gone.txt"),
        ("check", "gone.yaml"),
        ("check", "gone.yaml", "--letter", "gone.txt"),
        ("check",),
    ],
)
def test_other_programs_get_json_even_where_nothing_can_be_done(
    run: Run, arguments: tuple[str, ...]
) -> None:
    code, out, err = run(*arguments, "--json")
    assert code == 2
    cannot: list[str] = json.loads(out)["cannot"]
    assert err == "".join(f"foi-bot: {line}\n" for line in cannot)


def test_a_name_cannot_play_with_the_terminal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "\x1b[31mred.txt").write_bytes(b"")
    err = run("read", "\x1b[31mred.txt")[2]
    assert "\x1b" not in err
    assert "red.txt cannot be used" in err


# Hostile text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a" * 200_000, id="one word"),
        pytest.param("section 31 " * 18_000, id="one line"),
        pytest.param("\n\n".join(f"# Heading {no}" for no in range(10_000)), id="headings"),
        pytest.param("(" * 99_000 + ")" * 99_000, id="brackets"),
        pytest.param("[Section 30(1)" * 14_000, id="brackets that stay open"),
        pytest.param(LETTER + "Section 31(1)(a) is engaged.\n\n" * 6_000, id="one provision"),
    ],
)
def test_hostile_text_is_judged_within_bounds(tmp_path: Path, text: str) -> None:
    (tmp_path / "hostile.txt").write_text(text, "utf-8")
    program = (
        "import resource, sys; from foi_bot.cli import main; "
        "resource.setrlimit(resource.RLIMIT_CPU, (20, 20)); "
        "code = main(['check', '--letter', 'hostile.txt', '--json']); "
        "most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss; "
        "sys.exit(code if most < 200_000 else 'it took too much memory')"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        check=False,
    )
    assert ran.returncode in (0, 1, 2), ran.stderr
    found: dict[str, Any] = json.loads(ran.stdout)
    assert "findings" in found
    assert b"Traceback" not in ran.stderr


# Letters that went out


@pytest.mark.skipif(not SEEDS.is_dir(), reason=f"no letters in {SEEDS}")
@pytest.mark.parametrize(
    ("name", "reference", "limbs"),
    [
        ("FOI2018-01393", "FOI2018/01393", "23(5), 30(3), 31(3)"),
        ("FOI2018-05339", "FOI2018/05339", "24(2), 31(3)"),
    ],
)
def test_letters_that_went_out_are_read_and_have_things_to_mend(
    run: Run, name: str, reference: str, limbs: str
) -> None:
    file = str(SEEDS / f"{name}.txt")
    code, out, err = run("read", file)
    assert (code, err) == (0, "")
    assert f"  reference   {reference}\n" in out
    assert f"  decided     ncnd under {limbs}\n" in out
    code, out, _ = run("check", "--letter", file)
    assert code == 1
    assert out.startswith("must fix: ")
