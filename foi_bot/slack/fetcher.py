"""The fetcher: brings the files that an officer wants from Slack, has them read in a child process,
and has done with them what the officer wants.

It works in a thread of its own, beside the sender: a large file must not keep letters and questions
waiting. What is to be fetched stands in the database since the press of the button, so that a
restart in between loses nothing, and one replica at a time fetches it; what comes of it is one more
deed, under a key of its own, so that a file fetched twice is used once.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from typing import Final

import structlog

from foi_bot.case import Case
from foi_bot.casework import deeds
from foi_bot.casework.people import Person
from foi_bot.casework.perform import Delivery, perform
from foi_bot.enclosures import Dropped, Use
from foi_bot.interview.masking import find_applicant, masked
from foi_bot.letter.edited.recognised import made_from
from foi_bot.letter.edited.units import units
from foi_bot.letter.tree import Letter
from foi_bot.reading.bounded import bounded
from foi_bot.reading.cannot import CannotRead
from foi_bot.reading.docx_lines import Line, read_docx_lines
from foi_bot.reading.kinds import Kind, kind_by_name
from foi_bot.reading.tables import read_table, to_tsv
from foi_bot.reading.within import Unseen, look_within
from foi_bot.slack.desk import Desk
from foi_bot.slack.downloads import CannotFetchError, NotNowError, download
from foi_bot.slack.words import say
from store import errands, intake
from store.database import UnavailableError
from store.errands import Errand
from store.load import letters_of, load

log = structlog.get_logger(__name__)

PAUSES = (timedelta(seconds=5), timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10))
"""How long is waited after each failed attempt; after one more the officer is told."""
AGAIN = timedelta(seconds=5)
IDLE = 5.0
"""Seconds after which is looked for work of another replica."""
LASTS = timedelta(minutes=3)
"""How long a file is ours to be fetched: longer than its coming and its reading can take."""

DRAFTS = 20
"""How many drafts, the newest first, a document may have been made from."""

LISTED = 40
"""How much of what was found in a file the thread is told."""


@dataclass
class Fetcher:
    """Fetches what is due, for the desk's office."""

    desk: Desk

    def __post_init__(self) -> None:
        self._wake = threading.Event()
        self._stopping = False
        self._thread: threading.Thread | None = None

    def wake(self) -> None:
        """There may be something new to fetch."""
        self._wake.set()

    def start(self) -> None:
        """Fetch in a thread of our own until `stop`."""
        self._thread = threading.Thread(target=self._run, name="fetcher", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Finish the file under way, then stop. What is left is fetched after the next start."""
        self._stopping = True
        self._wake.set()
        if self._thread is not None:
            self._thread.join(timeout=30)

    @property
    def is_alive(self) -> bool:
        """Whether it was started and still works."""
        return self._thread is not None and self._thread.is_alive()

    def fetch_due(self) -> int:
        """Fetch everything that is due now; how many files that were."""
        fetched = 0
        while not self._stopping and self.idle_for() == 0.0:
            with self.desk.office.database.writing() as connection:
                errand = errands.take(connection, self.desk.clock(), LASTS)
            if errand is None:
                break
            self._fetch(errand)
            fetched += 1
        return fetched

    def idle_for(self) -> float | None:
        """Seconds until something is due; None when nothing is wanted."""
        with self.desk.office.database.reading() as connection:
            at = errands.next_due(connection)
        return None if at is None else max(0.0, (at - self.desk.clock()).total_seconds())

    def _run(self) -> None:
        while not self._stopping:
            self._wake.clear()
            try:
                idle = 0.0 if self.fetch_due() else self.idle_for()
            except UnavailableError as refused:
                log.error("fetcher waits for the database", error=str(refused))
                idle = AGAIN.total_seconds()
            except Exception as bug:  # noqa: BLE001 - whoever waits for a file would wait for ever
                log.error("fetcher goes on after a fault", error=type(bug).__name__)
                idle = AGAIN.total_seconds()
            if idle is None or idle > 0:
                self._wake.wait(min(idle if idle is not None else IDLE, IDLE))

    def _fetch(self, errand: Errand) -> None:
        """One file. What may pass is tried again, a few times."""
        try:
            deed = self._deed(errand)
        except UnavailableError:
            raise
        except NotNowError as passing:
            log.warning("file not fetched", case=errand.case, error=str(passing))
            deed = self._put_off(errand, passing.wait)
        except Exception as bug:  # noqa: BLE001 - one file must not keep the others from being read
            log.error("a file cannot be used", case=errand.case, error=type(bug).__name__)
            deed = self._put_off(errand, 0.0)
        else:
            if deed is None:
                self._settle(errand)
        if deed is not None:
            delivery = Delivery(errand.workspace, errand.key)
            outcome = perform(self.desk.office, delivery, errand.case, deed, self.desk.clock())
            self.desk.note(outcome)
            self._settle(errand)
            self.desk.wake()

    def _deed(self, errand: Errand) -> deeds.CaseDeed | None:
        """What comes of a file; None where nobody waits for it any more."""
        with self.desk.office.database.reading() as connection:
            case = load(connection, errand.workspace, errand.case, self.desk.office.houses)
        file = _awaited(case, errand)
        if file is None:
            return None
        by, now = Person(errand.by), self.desk.now_ts()
        try:
            content = download(self.desk.client, file.file, self.desk.largest)
            match errand.use:
                case Use.TABLE:
                    return _table(by, file, content, now)
                case Use.ENCLOSE:
                    return _enclosure(by, file, content, now)
                case Use.COMPARE:
                    return self._edited(errand, by, file, content, now)
        except (CannotFetchError, CannotRead) as refused:
            return deeds.TurnFileDown(by, file.no, str(refused), now)

    def _edited(
        self, errand: Errand, by: Person, file: Dropped, content: bytes, now: str
    ) -> deeds.CaseDeed:
        """What an edited draft says, beside the draft that it was made from."""
        read = bounded(read_docx_lines, file.name, content)
        with self.desk.office.database.reading() as connection:
            drafts = letters_of(connection, errand.workspace, errand.case, DRAFTS)
            name, contact = intake.applicant(connection, errand.workspace, errand.case)
        draft = made_from(drafts, read.lines, file.name)
        lines = tuple(_blind(read.lines, drafts[draft], name, contact))
        return deeds.CompareLetter(by, file.no, draft, drafts[draft], lines, read.left_out, now)

    def _put_off(self, errand: Errand, wait: float) -> deeds.CaseDeed | None:
        """Try again later; or, after the last attempt, what the officer is to be told."""
        if errand.attempts >= len(PAUSES):
            why = say("fetch-failed")
            return deeds.TurnFileDown(Person(errand.by), errand.file, why, self.desk.now_ts())
        pause = max(PAUSES[errand.attempts], timedelta(seconds=wait))
        with self.desk.office.database.writing() as connection:
            errands.put_off(connection, errand, self.desk.clock() + pause)
        return None

    def _settle(self, errand: Errand) -> None:
        with self.desk.office.database.writing() as connection:
            errands.done(connection, errand)


def _blind(lines: Iterable[Line], letter: Letter, name: str, contact: str) -> Iterator[Line]:
    """The lines without what says who the applicant is: in Word the letter may have got their name
    and address, and the thread is not to learn them. What the draft says itself is left."""
    said = {unit.text.strip() for unit in units(letter)}
    for line in lines:
        known = line.text.strip() in said
        found = () if known else find_applicant(line.text, name, contact)
        yield replace(line, text=masked(line.text, found)) if found else line


def _awaited(case: Case | None, errand: Errand) -> Dropped | None:
    file = case.file(errand.file) if case and not case.closure else None
    return file if file and file.wanted is errand.use else None


def _table(by: Person, file: Dropped, content: bytes, now: str) -> deeds.CaseDeed:
    table = bounded(read_table, file.name, content)
    rows, columns = len(table.body), len(table.header)
    return deeds.PutTableIn(by, file.no, to_tsv(table), rows, columns, now)


def _enclosure(by: Person, file: Dropped, content: bytes, now: str) -> deeds.CaseDeed:
    """Anything serious in a file stops it: somebody takes it out first, and drops the file anew."""
    found = bounded(look_within, file.name, content)
    serious = [one for one in found if one.serious]
    if serious:
        why = "\n".join((say("hidden-found"), *_lines(serious), _mended(file.name)))
        return deeds.TurnFileDown(by, file.no, why, now)
    noted = (say("noted-within"), *_lines(found)) if found else ()
    return deeds.Enclose(by, file.no, content, sha256(content).hexdigest(), noted, now)


def _lines(found: list[Unseen] | tuple[Unseen, ...]) -> list[str]:
    lines = [f"• {one.what}: {one.where}" for one in found[:LISTED]]
    more = len(found) - LISTED
    return lines if more <= 0 else [*lines, say("hidden-more", more=more)]


MENDED: Final = {
    Kind.WORKBOOK: "mend-workbook",
    Kind.DOCUMENT: "mend-document",
    Kind.PDF: "mend-pdf",
    Kind.EMAIL: "mend-email",
    Kind.OUTLOOK: "mend-email",
    Kind.IMAGE: "mend-image",
    Kind.OTHER_IMAGE: "mend-other-image",
    Kind.OLD_WORKBOOK: "mend-old-workbook",
    Kind.OLD_DOCUMENT: "mend-old-document",
}
"""How what is hidden is taken out of a file of this kind, or as what it is saved to be read."""


def _mended(name: str) -> str:
    return say(MENDED.get(kind_by_name(name), "mend-other"))
