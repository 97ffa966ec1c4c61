"""A backup of an SQLite database in one file, made while the program runs, and the way back.

SQLite's own online backup copies one moment of the database while others write ("SQLite Backup
API"). The copy is looked at before it counts, stands on the disk before it gets its name, and gets
its name in one step: a backup is whole, or it is not there.
"""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from store import audit
from store.database import Database
from store.tables import AuditRow, CaseRow

_case = CaseRow.__table__  # type: ignore[attr-defined]
_audit = AuditRow.__table__  # type: ignore[attr-defined]

MAGIC = b"SQLite format 3\0"
"""How every SQLite file begins (SQLite, "Database File Format")."""

FOR_ITS_OWNER = 0o600
"""A backup holds everything that an applicant ever told the authority."""


class BadBackupError(Exception):
    """A backup cannot be made, or is none, or is damaged. `str` says what is wrong."""


class InUseError(Exception):
    """Somebody works with the database that is to be replaced. `str` says what to do."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database holds: how many cases, when the last entry of the record was made, by which
    revision's tables, and every place where the record does not verify."""

    cases: int
    last: datetime | None
    revision: str
    broken: tuple[audit.Broken, ...]


def contents(connection: Connection) -> Contents:
    """What this database holds. Raises BadBackupError where it is none of ours."""
    if not {"alembic_version", "foi_case", "audit"} <= set(
        sa.inspect(connection).get_table_names()
    ):
        raise BadBackupError("It is a database, but foi-bot did not write it.")
    return Contents(
        connection.execute(sa.select(sa.func.count()).select_from(_case)).scalar_one(),
        connection.execute(sa.select(sa.func.max(_audit.c.at))).scalar_one(),
        connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one(),
        tuple(audit.verify(connection)),
    )


def is_sqlite(file: Path) -> bool:
    """Whether a file is an SQLite database. Raises OSError."""
    with file.open("rb") as opened:
        return opened.read(len(MAGIC)) == MAGIC


def back_up(database: Database, file: Path) -> Contents:
    """Copy this moment of the database into a file, in the place of an earlier backup of that name.
    Where the record does not verify the copy is called as `unsound` says instead, so that an
    earlier, sound backup is not lost over it.

    Raises BadBackupError where the copy does not come out whole, store.database.UnavailableError
    where the database cannot be read, and OSError where the file cannot be written. Whatever is
    raised, an earlier backup of that name is still there.
    """
    with replacing(file) as copy:
        with database.reading() as connection:
            source = connection.connection.driver_connection
            assert isinstance(source, sqlite3.Connection)
            _copy(source, copy)
        held = look(copy)
        if held.broken:
            sync(copy)
            copy.replace(unsound(file))
        return held


def unsound(file: Path) -> Path:
    """What a backup is called whose record does not verify."""
    return file.with_name(f"{file.name}.does-not-verify")


def look(file: Path) -> Contents:
    """What the database in a file holds, having looked at every page of it.

    Raises BadBackupError.
    """
    engine = sa.create_engine("sqlite://", creator=lambda: _open_to_read(file))
    try:
        with engine.connect() as connection:
            wrong = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
            if wrong != "ok" or connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise BadBackupError("It is damaged: its pages or its rows do not fit together.")
            return contents(connection)
    except sa.exc.DatabaseError as damaged:
        raise BadBackupError(f"It is damaged, or is no database: {damaged.orig}.") from damaged
    finally:
        engine.dispose()


def copied(backup: Path, to: Path) -> None:
    """Copy a backup, to be made ready in its new place. Raises BadBackupError."""
    try:
        with closing(_open_to_read(backup)) as source:
            _copy(source, to)
    except sqlite3.Error as damaged:
        raise BadBackupError(f"It is damaged, or is no database: {damaged}.") from damaged


@contextmanager
def replacing(file: Path) -> Iterator[Path]:
    """A new file, readable by its owner alone, that takes this one's place in one step, when the
    block has ended well (unless it gave it another) and the disk has it. When the block raises,
    nothing is left of it.

    Raises OSError.
    """
    part = file.with_name(f".{file.name}.{secrets.token_hex(4)}.part")
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FOR_ITS_OWNER))
    try:
        yield part
        if part.exists():
            sync(part)
            part.replace(file)
        sync(file.parent)
    finally:
        for left in (part, *logs_of(part)):
            left.unlink(missing_ok=True)


def set_aside(file: Path, name: str) -> Path:
    """Keep the database in this file under another name beside it, its log too. The file stays
    until another takes its place: at no moment is there none, which a start would fill anew.

    Raises OSError.
    """
    kept = file.with_name(name)
    # A log that is left belongs to this file: beside another it would be written into that.
    logs = [log for log in logs_of(file) if log.exists()]
    try:
        kept.hardlink_to(file)
    except OSError:
        shutil.copy2(file, kept)
        sync(kept)
    for log in logs:
        log.rename(kept.with_name(log.name.replace(file.name, name, 1)))
    sync(file.parent)
    return kept


def like(file: Path, new: Path) -> None:
    """Give a new file the owner and the rights of the one whose place it takes, as far as allowed:
    who restores is often not who runs the program."""
    was = file.stat()
    new.chmod(was.st_mode & 0o777)
    try:
        os.chown(new, was.st_uid, was.st_gid)
    except PermissionError:
        return


def sync(path: Path) -> None:
    """Have the disk keep a file, or the names in a folder. Raises OSError."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def logs_of(file: Path) -> tuple[Path, ...]:
    """The files that SQLite keeps beside a database ("Temporary Files Used By SQLite")."""
    return tuple(file.with_name(f"{file.name}{end}") for end in ("-wal", "-shm", "-journal"))


def in_one_file(file: Path) -> None:
    """Bring what stands in a sound database's log into its one file. Raises InUseError where a
    program has it open. (Never for a damaged one: SQLite would throw its log away.)"""
    try:
        with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as database:
            # Leaving WAL needs the database for oneself: one open connection elsewhere is enough.
            database.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.DatabaseError as refused:
        if "locked" in str(refused) or "busy" in str(refused):
            raise InUseError(
                f"{file} is in use. Stop foi-bot, and whatever else has it open, then try again."
            ) from refused
        raise BadBackupError(f"{file} cannot be closed: {refused}.") from refused


def _open_to_read(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)


def _copy(source: sqlite3.Connection, file: Path) -> None:
    """Raises OSError where the file cannot be written, else sqlite3.Error."""
    with closing(sqlite3.connect(file, isolation_level=None)) as target:
        try:
            source.backup(target)
            # One file, without a log beside it.
            target.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as refused:
            if refused.sqlite_errorname in _NOT_WRITTEN:
                raise OSError(None, str(refused), str(file.parent)) from refused
            raise


_NOT_WRITTEN = frozenset({"SQLITE_FULL", "SQLITE_READONLY", "SQLITE_IOERR_WRITE"})
