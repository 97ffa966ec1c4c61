"""`foi-bot backup` and `foi-bot restore`: the configured database to a file, and back."""

from __future__ import annotations

import argparse
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.engine import URL

from foi_bot.case import LONDON, london
from foi_bot.casework.decision import Notice, words
from foi_bot.law.days_in_words import long_date
from foi_bot.settings import BadSettingsError, database_url
from foi_bot.terminal.say import FINE, MEND, CannotError, tell
from store import backup as copies
from store import backup_postgresql as dumps
from store.audit import Broken
from store.backup import BadBackupError, Contents, InUseError
from store.database import Database, UnavailableError
from store.migrate import OrphansError, TooNewError, migrate
from store.restored import Settled, settle


def back_up(asked: argparse.Namespace) -> int:
    """Write a backup, while the program runs or not. Raises CannotError.

    A record that does not verify is backed up all the same, because it may be all that there is,
    but under a name of its own: an earlier, sound backup is not lost over it.
    """
    file: Path = asked.file
    with _told(file), _configured() as database:
        _not_over(file, database)
        held = _written(database, file)
    if held.broken:
        unsound = copies.unsound(file)
        _say_broken(held.broken)
        tell(f"foi-bot: The record does not verify. {unsound} is the backup; find out who had it.")
        return MEND
    tell(f"{file} is written: {_cases(held.cases)}, {_as_of(held.last)}.")
    return FINE


def restore(asked: argparse.Namespace) -> int:
    """Put a backup in the place of the configured database. Raises CannotError."""
    file: Path = asked.file
    now = datetime.now(UTC)
    with _told(file), _configured() as database:
        if database.is_sqlite:
            held, settled, kept = _into_file(file, database, asked.replace, now)
        else:
            held, settled, kept = _into_server(file, database, asked.replace, now)
    print(f"Restored: {_cases(held.cases)}, {_as_of(held.last)}. Every chain and anchor verifies.")
    if kept:
        print(f"What was there before is kept as {kept}.")
    print(
        f"Messages that may have been sent since: {settled.looked_for}. They are looked for in "
        f"Slack before they are posted. Threads that are told: {settled.told}."
    )
    tell("Cases that were opened since are not there: open them again before any other.")
    return FINE


def _into_file(
    file: Path, database: Database, replace: bool, now: datetime
) -> tuple[Contents, Settled, str | None]:
    if not copies.is_sqlite(file):
        raise BadBackupError("It is no backup of an SQLite database, which DATABASE_URL names.")
    place = _file(database)
    database.close()
    kept = None
    with copies.replacing(place) as part:
        copies.copied(file, part)
        held = _sound(copies.look(part))
        settled = _made_ready(Database(_url(part)), held, now)
        copies.in_one_file(part)
        if place.exists():
            cases = _cases_in_file(place)
            _may_go(cases, str(place), replace)
            if cases is not None:
                copies.in_one_file(place)
            copies.like(place, part)
            kept = str(copies.set_aside(place, f"{place.name}.{_before(now)}"))
    return held, settled, kept


def _into_server(
    file: Path, database: Database, replace: bool, now: datetime
) -> tuple[Contents, Settled, str | None]:
    if not dumps.is_dump(file):
        raise BadBackupError("It is no backup of a PostgreSQL database, which DATABASE_URL names.")
    _may_go(dumps.cases(database), "the database", replace)
    with dumps.in_place_of(database, file, f"before_restore_{now:%Y%m%d_%H%M%S}") as kept:
        with database.reading() as connection:
            held = _sound(copies.contents(connection))
        settled = _made_ready(database, held, now)
    return held, settled, kept and f"the schema {kept} of the same database"


def _url(file: Path) -> str:
    return URL.create("sqlite", database=str(file)).render_as_string()


def _made_ready(database: Database, held: Contents, now: datetime) -> Settled:
    """Bring what was restored up to date, and ready for what Slack shows by now."""
    try:
        migrate(database)
        with database.writing() as connection:
            last = held.last or now
            return settle(connection, asdict(_notice(last)), last, now)
    except TooNewError:
        raise BadBackupError("A newer foi-bot wrote it. Install that version first.") from None
    except OrphansError:
        raise BadBackupError("It is damaged: rows in it have lost what they belong to.") from None
    finally:
        database.close()


def _notice(last: datetime) -> Notice:
    return Notice(words("put-back", day=long_date(london(last)), time=_clock(last)))


def _clock(at: datetime) -> str:
    return f"{at.astimezone(LONDON):%H:%M}"


def _written(database: Database, file: Path) -> Contents:
    write = copies.back_up if database.is_sqlite else dumps.back_up
    return write(database, file)


def _sound(held: Contents) -> Contents:
    if held.broken:
        _say_broken(held.broken)
        raise BadBackupError("Its record does not verify. Keep it as it is, and ask who had it.")
    return held


def _say_broken(broken: tuple[Broken, ...]) -> None:
    for place in broken:
        print(f"case {place.case}, entry {place.seq}: {place.what}" if place.case else place.what)


def _may_go(cases: int | None, where: str, replace: bool) -> None:
    """Raises CannotError where a database must not be replaced without being told to."""
    if replace or cases == 0:
        return
    held = "cannot be read" if cases is None else f"has {_cases(cases)}"
    raise CannotError(f"Nothing was changed: {where} {held}. Add --replace to put it aside.")


def _cases_in_file(place: Path) -> int | None:
    """How many cases a database has; None where it cannot be read."""
    if not place.stat().st_size:
        return 0
    try:
        return copies.look(place).cases
    except BadBackupError:
        return None


def _not_over(file: Path, database: Database) -> None:
    """Raises CannotError where the backup would take the place of something else."""
    if database.is_sqlite:
        place = _file(database)
        if not place.is_file():
            raise CannotError(f"There is no database {place}. DATABASE_URL says where it is.")
        if file.resolve() in (place.resolve(), *copies.logs_of(place.resolve())):
            raise CannotError(f"{file} is the database itself. Name another file.")
    if file.exists() and not (file.is_file() and _is_backup(file)):
        raise CannotError(f"{file} is there, and is no backup. Name another file.")


def _is_backup(file: Path) -> bool:
    return not file.stat().st_size or copies.is_sqlite(file) or dumps.is_dump(file)


def _file(database: Database) -> Path:
    name = database.url.database
    if not name or name == ":memory:":
        raise CannotError("DATABASE_URL names no file: what is in memory cannot be kept.")
    return Path(name.removeprefix("file:"))


@contextmanager
def _configured() -> Iterator[Database]:
    database = Database(database_url())
    try:
        yield database
    finally:
        database.close()


@contextmanager
def _told(file: Path) -> Iterator[None]:
    """Everything that can go wrong, as a line for whoever asked. No line holds a password."""
    try:
        yield
    except BadSettingsError as bad:
        raise CannotError(*bad.problems) from None
    except BadBackupError as bad:
        raise CannotError(f"{file}: {bad}", code=MEND) from None
    except (UnavailableError, InUseError) as refused:
        raise CannotError(str(refused), code=MEND) from None
    except sqlite3.Error as refused:
        raise CannotError(f"The database cannot be copied: {refused}.", code=MEND) from None
    except OSError as refused:
        where = refused.filename or file
        raise CannotError(f"{where}: {refused.strerror or refused}.", code=MEND) from None


def _before(now: datetime) -> str:
    return f"before-restore-{now:%Y%m%dT%H%M%SZ}"


def _cases(count: int) -> str:
    return "1 case" if count == 1 else f"{count:,} cases"


def _as_of(last: datetime | None) -> str:
    if last is None:
        return "with nothing recorded yet"
    return f"the last entry of {long_date(london(last))} at {_clock(last)}"
