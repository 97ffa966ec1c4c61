"""`foi-bot demo`, as somebody starts it at a terminal."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import docx
import httpx
import pytest
from pypdf import PdfReader
from sqlalchemy import create_engine, text

from foi_bot.letter.house import load_houses
from foi_bot.practice.demo import perform
from foi_bot.practice.script import practice_script
from foi_bot.practice.stage import stage
from tests.cases.build import without

pytestmark = pytest.mark.local_slack

DEMO = (sys.executable, "-m", "foi_bot", "demo")
PATIENCE = 180


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Nothing of this machine's owner: an empty home, no settings, and a proxy that is no use."""
    home = tmp_path / "home"
    home.mkdir()
    proxy = {"HTTP_PROXY": "http://127.0.0.1:9", "HTTPS_PROXY": "http://127.0.0.1:9"}
    return {"HOME": str(home), "PATH": os.environ["PATH"], **proxy}


def test_the_demo_ends_approved_and_leaves_everything_behind(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    done = subprocess.run(
        [*DEMO, "--once"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    (run,) = (tmp_path / "practice-runs").iterdir()
    assert f"practice-runs/{run.name}" in done.stdout
    assert max(len(line) for line in done.stdout.splitlines()) <= 80
    hash_ = hash_in(run / "foi-bot.sqlite3")
    for told in (done.stdout, (run / "transcript.txt").read_text("utf-8")):
        assert re.search(r"^State +approved, by Len Lead$", told, re.MULTILINE)
        assert re.search(rf"^Hash +{hash_}$", told, re.MULTILINE)
        assert re.search(r"^In Slack +approved, hash [0-9a-f]{12}: the same$", told, re.MULTILINE)
        assert "Olive Officer" in told
        assert "[presses] Skip for now" in told
        assert "[changes a reply]" in told
    (word,) = run.glob("*.docx")
    (pdf,) = run.glob("*.pdf")
    paragraphs = " ".join(paragraph.text for paragraph in docx.Document(str(word)).paragraphs)
    assert "We neither confirm nor deny" in paragraphs
    assert "We neither confirm nor deny" in PdfReader(pdf).pages[0].extract_text()


def test_ctrl_c_ends_the_demo_and_everything_that_it_started(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    demo = subprocess.Popen(
        DEMO, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert demo.stdout is not None
    address = re.search(rb"http://[\d.]+:\d+/", demo.stdout.readline())
    assert address is not None
    demo.send_signal(signal.SIGINT)
    _, told = demo.communicate(timeout=PATIENCE)

    assert (demo.returncode, told) == (0, b"")
    (run,) = (tmp_path / "practice-runs").iterdir()
    assert not answers(address[0].decode())
    assert "foi-bot.sqlite3-wal" not in {path.name for path in run.iterdir()}


def test_a_play_that_cannot_go_on_ends_in_one_clear_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = practice_script(load_houses())
    gap = replace(script, case=without(script.case, "confirmed@1"))
    with stage(tmp_path) as here:
        code = perform(here, gap, once=True)

    assert code == 1
    told = capsys.readouterr().err
    assert told.startswith("The play did not end approved: the practice case has no answer to")
    assert "Has anybody official already confirmed or denied it" in told
    assert told.count("\n") == 1


def test_the_demo_says_where_it_cannot_write(tmp_path: Path, environment: dict[str, str]) -> None:
    (tmp_path / "practice-runs").write_text("a file stands where the folder should")
    done = subprocess.run(
        [*DEMO, "--once"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )

    assert done.returncode == 1
    assert re.fullmatch(r"The demo cannot write its files: .*practice-runs.*\n", done.stderr)


def hash_in(database: Path) -> str:
    """The hash of the only draft, as the database has it."""
    engine = create_engine(f"sqlite:///{database}")
    with engine.connect() as connection:
        hash_ = connection.execute(text("SELECT hash FROM draft")).scalar_one()
    engine.dispose()
    return str(hash_)


def answers(address: str) -> bool:
    """Whether anything is still there."""
    try:
        httpx.get(address, trust_env=False)
    except httpx.TransportError:
        return False
    return True
