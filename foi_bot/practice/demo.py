"""`foi-bot demo`: one case from `/foi` to an approved letter, played in a practice Slack.

Everything lies in a fresh folder below `practice-runs/`: the database, the transcript, the letter
as it was downloaded from Slack, and the logs.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from types import FrameType

from foi_bot import logs
from foi_bot.case import LONDON
from foi_bot.letter.house import load_houses
from foi_bot.practice.chips import chips
from foi_bot.practice.fetch import PracticeUnavailableError
from foi_bot.practice.outcome import Outcome, outcome
from foi_bot.practice.people import Person
from foi_bot.practice.play import Play, PlayError
from foi_bot.practice.script import NoAnswerError, Script, practice_script
from foi_bot.practice.stage import Stage, stage
from foi_bot.practice.transcript import Transcript
from foi_bot.practice.wire import FormNotAnsweredError, FormRefusedError
from foi_bot.practice.workspace import LEAD, OFFICER, PracticeTimeoutError

RUNS = Path("practice-runs")
TRANSCRIPT = "transcript.txt"
LOG = "foi-bot.log"

RECEIVED_DAYS_AGO = 3
"""The case file's own dates lie years back: as of today its letter would be late."""

WENT_WRONG = (
    PlayError,
    NoAnswerError,
    PracticeTimeoutError,
    FormNotAnsweredError,
    FormRefusedError,
    LookupError,
)

TO_TRY = """\
Open {page} in a browser, choose a person
under "Act as", and open #foi-requests. Four things to try:

  1. As Olive, press "All answers" on the card, then "Change" at an answer.
     The letter is drafted anew, and Len's approval no longer counts.
  2. As Len, click ❌ below the draft's last post, and say what should change.
  3. As Olive, press "Mark as sent" below a draft that is approved, and look at
     the card: the request is answered, and an internal review can begin.
  4. As Olive, type /foi and open a request of your own, for example:
     How many bicycles were reported stolen in 2023?

The practice Slack stays open until you press Ctrl-C."""


def main(once: bool = False) -> int:
    """Play the case; then, unless `once`, keep the workspace open until Ctrl-C.

    Returns 0, or 1 with a line on standard error where the play did not end approved or the
    practice Slack cannot be had.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    try:
        folder = _fresh_folder(RUNS)
        script = practice_script(load_houses())
        with (folder / LOG).open("w", encoding="utf-8") as log:
            logs.configure("INFO", stream=log)
            with stage(folder) as here, _undisturbed_end():
                return perform(here, script, once)
    except PracticeUnavailableError as unavailable:
        return _failed(str(unavailable))
    except OSError as refused:
        return _failed(f"The demo cannot write its files: {refused}")
    except KeyboardInterrupt:
        return _failed("Stopped before the play had ended.") if once else 0


def perform(here: Stage, script: Script, once: bool) -> int:
    """One performance on a stage that stands; the exit code."""
    transcript = Transcript(here.slack, sys.stdout, here.folder / TRANSCRIPT)
    transcript.say(f"A practice Slack with foi-bot in it: {here.slack.page_url}")
    transcript.say()
    officer, lead = Person(here.slack, OFFICER), Person(here.slack, LEAD)
    received = datetime.now(LONDON).date() - timedelta(days=RECEIVED_DAYS_AGO)
    try:
        played = Play(here.slack, script, transcript, officer, lead, received).run()
        found = outcome(here, played)
    except WENT_WRONG as wrong:
        transcript.catch_up()
        return _failed(f"The play did not end approved: {wrong}")
    transcript.say()
    for line in _lines(found, here.folder):
        transcript.say(line)
    if not found.approved:
        return _failed("The play did not end approved: see above.")
    if not once:
        _keep_open(here)
    return 0


def _keep_open(here: Stage) -> None:
    sys.stdout.write(f"\n{TO_TRY.format(page=here.slack.page_url)}\n")
    sys.stdout.flush()
    try:
        with chips(here.slack):
            here.bot.wait()
    except KeyboardInterrupt:
        sys.stdout.write("\nClosed.\n")


def _lines(found: Outcome, folder: Path) -> Iterator[str]:
    """What came of the play, one fact a line, each at most 80 characters wide."""
    agree = "the same" if found.hash.startswith(found.hash_in_slack) else "NOT the same"
    chain = "unbroken" if found.chain_holds else "BROKEN"
    yield f"Case       {found.reference}, due {found.due}"
    yield f"State      {found.state}, by {' and '.join(found.approvers)}"
    yield f"Hash       {found.hash}"
    yield f"In Slack   {found.state_in_slack}, hash {found.hash_in_slack}: {agree}"
    yield f"Audit      {found.entries} entries in one chain, {chain}"
    yield f"Folder     {folder}"
    for path in (*found.files, folder / TRANSCRIPT, found.database):
        yield f"           {path.name}, {path.stat().st_size:,} bytes"


def _fresh_folder(runs: Path) -> Path:
    """A folder named by the second in which it is made; two made at once get different names.

    Raises OSError.
    """
    runs.mkdir(exist_ok=True)
    name = f"{datetime.now().astimezone():%Y-%m-%d-%H%M%S}"
    for again in ("", *(f"-{n}" for n in range(2, 100))):
        folder = runs / f"{name}{again}"
        try:
            folder.mkdir()
        except FileExistsError:
            continue
        return folder
    raise FileExistsError(str(runs / name))


def _failed(why: str) -> int:
    sys.stdout.flush()
    sys.stderr.write(f"{why}\n")
    return 1


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


@contextmanager
def _undisturbed_end() -> Iterator[None]:
    """Once the end has begun, a second Ctrl-C does not break it off half way."""
    try:
        yield
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)
