"""foi-bot at a terminal: results on standard output, and never a traceback."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from foi_bot.case import Ending, Key
from foi_bot.casework import facts as f
from foi_bot.casework.fold import replay
from foi_bot.cli import main
from store import audit
from store.database import Database
from store.migrate import migrate
from store.write import write
from tests.cases.build import AT, HERE, opened

Run = Callable[..., tuple[int, str, str]]
GOOD = str(HERE / "ncnd-fraud.yaml")


@pytest.fixture(autouse=True)
def _nothing_configured(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOUSE_PACKS", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run a command in an empty folder: its exit code, standard output and standard error."""
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


def bad_letter(folder: Path) -> str:
    """A case file whose letter has to be mended."""
    text = Path(GOOD).read_text("utf-8")
    start = text.index("    if-no: >-")
    end = text.index("    pit-for:")
    path = folder / "bad.yaml"
    path.write_text(f"{text[:start]}    if-no: n/a\n{text[end:]}", "utf-8")
    return str(path)


def test_due_prints_the_last_day_and_nothing_else(run: Run) -> None:
    assert run("due", "2018-03-13") == (0, "2018-04-13\n", "")


def test_due_explains_how_it_was_counted_below_the_day(run: Run) -> None:
    _, out, _ = run("due", "2018-03-13", "--explain")
    assert out.splitlines() == [
        "2018-04-13",
        "day 1 = 14 March",
        "skipped: 19 March (Northern Ireland), 30 March, 2 April",
        "day 20 = 13 April",
    ]


def test_due_counts_other_periods(run: Run) -> None:
    assert run("due", "2018-04-09", "--days", "40")[1] == "2018-06-06\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("due", "13 March"), "'13 March' is not a date. Write it like 2018-03-13."),
        (("due", "2018-02-30"), "'2018-02-30' is not a date. Write it like 2018-03-13."),
        (("due", "9999-12-20"), "The count from 9999-12-20 runs past the last year there is."),
        (("due", "2018-03-13", "--days", "0"), "--days must be from 1 to 1000, not 0."),
        (("letter", "gone.yaml"), "gone.yaml cannot be read: No such file or directory."),
        (("check", "gone.yaml"), "gone.yaml cannot be read: No such file or directory."),
        (("check", "."), ". cannot be read: Is a directory."),
        (("letter", GOOD, "--as", "pdf"), "A pdf file needs a name: add -o letter.pdf."),
        (("letter", GOOD, "-o", "letter.odt"), "Say which format: --as txt, md, docx, pdf."),
        (("letter", GOOD, "-o", "no/such/folder.txt"),
         "no/such/folder.txt cannot be written: No such file or directory."),
        (("audit", "verify"),
         "There is no database foi-bot.sqlite3. DATABASE_URL says where it is."),
    ],
)  # fmt: skip
def test_a_mistake_is_told_in_one_line_with_what_to_do(
    run: Run, arguments: tuple[str, ...], told: str
) -> None:
    assert run(*arguments) == (2, "", f"foi-bot: {told}\n")


@pytest.mark.parametrize(
    "arguments", [(), ("due",), ("deu", "2018-03-13"), ("letter", GOOD, "--as", "odt")]
)
def test_a_command_that_there_is_not_is_told_how_it_is_used(
    run: Run, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        run(*arguments)
    assert left.value.code == 2
    assert "usage: foi-bot" in capsys.readouterr().err


def test_a_case_file_with_mistakes_is_told_each_with_its_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("house: practice\nparts: {1: {outcome: ncdn}}\n", "utf-8")
    code, out, err = run("check", "case.yaml")
    assert (code, out) == (2, "")
    assert len(err.splitlines()) > 1
    assert all(line.startswith("foi-bot: case.yaml, line ") for line in err.splitlines())


def test_a_letter_goes_to_standard_output_as_text(run: Run) -> None:
    code, out, err = run("letter", GOOD)
    assert (code, err) == (0, "")
    assert out.startswith("Anytown Police Authority\n")
    assert "17 June 2024\n" in out
    assert "Our reference: FOI2024/00117" in out


def test_a_letter_as_markdown_has_its_headings(run: Run) -> None:
    assert "\n## Our decision\n" in run("letter", GOOD, "--as", "md")[1]


@pytest.mark.parametrize(("kind", "magic"), [("docx", b"PK"), ("pdf", b"%PDF-"), ("txt", b"Any")])
def test_a_letter_is_written_in_the_format_that_its_name_says(
    run: Run, tmp_path: Path, kind: str, magic: bytes
) -> None:
    code, out, err = run("letter", GOOD, "-o", f"letter.{kind}")
    assert (code, out, err) == (0, "", f"letter.{kind} is written.\n")
    assert (tmp_path / f"letter.{kind}").read_bytes().startswith(magic)


def test_the_format_may_be_told_apart_from_the_name(run: Run, tmp_path: Path) -> None:
    run("letter", GOOD, "--as", "docx", "-o", "letter.out")
    assert (tmp_path / "letter.out").read_bytes().startswith(b"PK")


def test_a_letter_that_has_to_be_mended_is_written_and_said_not_to_go(
    run: Run, tmp_path: Path
) -> None:
    code, out, err = run("letter", bad_letter(tmp_path))
    assert code == 1
    assert out.startswith("Anytown Police Authority\n")
    first, *_, last = err.splitlines()
    assert first.startswith("must fix: Section 30(3) (reason): “n/a” ")
    assert first.endswith("[FOIA s17(1)(c)]")
    assert last == "The letter must not go out like this: 1 thing to be mended."


def test_what_is_only_to_be_looked_at_again_holds_no_letter(run: Run) -> None:
    code, _, err = run("letter", str(HERE / "mixed.yaml"))
    assert code == 0
    assert err.startswith("look again: Section 40(5B)(a)(i) (public-interest): ")


def test_check_says_when_there_is_nothing(run: Run) -> None:
    assert run("check", GOOD) == (0, "Nothing found.\n", "")
    assert run("check", GOOD, "--json") == (0, '{\n  "findings": []\n}\n', "")


def test_check_tells_its_findings_to_other_programs(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("check", bad_letter(tmp_path), "--json")
    assert code == 1
    [finding] = json.loads(out)["findings"]
    assert finding == {
        "rule": "reason",
        "severity": "must fix",
        "quote": "n/a",
        "place": "Section 30(3)",
        "source": "FOIA s17(1)(c)",
        "advice": "This is no reason. Write one or two full sentences about this request.",
    }


def test_check_tells_its_findings_to_people(run: Run, tmp_path: Path) -> None:
    code, out, err = run("check", bad_letter(tmp_path))
    assert (code, err) == (1, "")
    assert out.startswith("must fix: Section 30(3)")


def test_a_house_pack_of_one_s_own_is_used(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = tmp_path / "packs" / "ours"
    shutil.copytree(Path(__file__).parents[1] / "templates/house/practice", pack)
    bundled = (pack / "pack.yaml").read_text("utf-8")
    (pack / "pack.yaml").write_text(
        bundled.replace("id: practice", "id: ours").replace("Anytown", "Othertown"), "utf-8"
    )
    monkeypatch.setenv("HOUSE_PACKS", "packs")
    (tmp_path / "case.yaml").write_text(
        Path(GOOD).read_text("utf-8").replace("house: practice", "house: ours"), "utf-8"
    )
    assert run("letter", "case.yaml")[1].startswith("Othertown Police Authority\n")
    (pack / "pack.yaml").write_text("id: ours\n", "utf-8")
    code, _, err = run("letter", "case.yaml")
    assert code == 2
    assert "ours/pack.yaml, line 1, letterhead: is missing" in err


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A database with one case's record in it, which the program is told to use."""
    url = f"sqlite:///{tmp_path / 'cases.sqlite3'}"
    database = Database(url)
    migrate(database)
    case = opened()
    facts: list[f.Fact] = [
        f.Opened(
            id=case.id,
            workspace=case.workspace,
            channel=case.channel,
            house=case.house.id,
            reference=case.reference,
            text=case.request.text,
            received=case.request.received,
            officer=case.officer,
            since="1.0",
            at=AT,
        ),
        f.Asked(1, Key("outcome", "1"), AT),
        f.AskingClosed(1, Ending.SKIPPED, "2.0"),
    ]
    with database.writing() as connection:
        write(connection, replay(facts, {case.house.id: case.house}), facts)
        audit.append(connection, case.workspace, case.id, 0, facts, case.officer, AT)
    audit.anchor(database, case.workspace, date(2024, 6, 4))
    monkeypatch.setenv("DATABASE_URL", url)
    return database


def test_an_untouched_record_verifies(database: Database, run: Run) -> None:
    database.close()
    assert run("audit", "verify") == (0, "Every chain and every anchor verifies.\n", "")


@pytest.mark.parametrize(
    ("tampering", "told"),
    [
        (
            "UPDATE {audit} SET fact = '{{}}' WHERE seq = 2",
            "case c1, entry 2: its fact was altered",
        ),
        ("DELETE FROM {audit} WHERE seq = 2", "case c1, entry 3: entry 2 is missing"),
        ("DELETE FROM {audit} WHERE seq = 3", "the anchor of 2024-06-04 does not match"),
    ],
)
def test_a_record_that_somebody_altered_is_found_and_the_place_told(
    run: Run, database: Database, tampering: str, told: str
) -> None:
    with sa.create_engine(database.url).begin() as connection:
        names = sa.inspect(connection).get_table_names()
        [table] = [name for name in names if name.startswith("audit")]
        # Whoever alters a record in a database does not ask its triggers first.
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        for trigger in connection.execute(sa.text(query)).scalars().all():
            connection.execute(sa.text(f"DROP TRIGGER {trigger}"))
        connection.execute(sa.text(tampering.format(audit=table)))
    code, out, err = run("audit", "verify")
    assert code == 1
    assert told in out
    assert "does not verify" in err


def test_a_wrong_database_address_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://example")
    code, _, err = run("audit", "verify")
    assert code == 2
    assert err.startswith("foi-bot: DATABASE_URL names mysql")


def test_a_file_that_is_no_database_is_told(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "letter.txt").write_text("Dear applicant, " * 200, "utf-8")
    monkeypatch.setenv("DATABASE_URL", "sqlite:///letter.txt")
    code, out, err = run("audit", "verify")
    assert (code, out) == (1, "")
    assert err.startswith("foi-bot: ")
    assert len(err.splitlines()) == 1


def _python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )


def test_the_module_runs_as_the_program_does() -> None:
    ran = _python("-m", "foi_bot", "due", "2018-03-13")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"2018-04-13\n", b"")


def test_a_due_date_needs_neither_slack_nor_database_nor_documents() -> None:
    program = (
        "import sys; from foi_bot.cli import main; main(['due', '2018-03-13']); "
        "heavy = {'slack_bolt', 'sqlalchemy', 'docx', 'typst', 'pydantic', 'jinja2'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    assert _python("-c", program).stdout == b"2018-04-13\n[]\n"


def test_a_terminal_without_the_letter_s_characters_still_shows_the_letter() -> None:
    ran = _python("-m", "foi_bot", "letter", GOOD, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert ran.returncode == 0
    assert b"Anytown Police Authority" in ran.stdout
    assert b"Traceback" not in ran.stderr


def test_whoever_stops_reading_is_sent_no_traceback() -> None:
    command = f"{sys.executable} -m foi_bot letter '{GOOD}' | head -n 1"
    ran = subprocess.run(command, shell=True, capture_output=True, check=False)
    assert ran.stdout == b"Anytown Police Authority\n"
    assert ran.stderr == b""
