"""Disks that fail, really: a file that may grow no further, a disk without room, files and folders
that may only be read. Nothing here pretends to be SQLite: it is the system that says no."""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from functools import cache
from pathlib import Path

from sqlalchemy import event

from tests.slack.office import FoiOffice

Trouble = Callable[[FoiOffice], AbstractContextManager[None]]

NOBODY = 65534


@contextmanager
def no_file_may_grow(office: FoiOffice) -> Iterator[None]:
    """The log may grow no further than it has (as with a quota): what is begun breaks off."""
    log = office.file.with_name(f"{office.file.name}-wal")
    with no_file_larger_than(log.stat().st_size + 100):
        yield


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """No file may be written beyond so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def no_page_is_left(office: FoiOffice) -> Iterator[None]:
    """SQLite may use no more pages than it does, and says of that that the disk is full."""
    engine = office.program.database.engine
    engine.dispose()
    with closing(sqlite3.connect(office.file)) as database:
        # Making the tables has left pages free, and they would be room enough.
        database.execute("VACUUM")
        (pages,) = database.execute("PRAGMA page_count").fetchone()

    def limit(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute(f"PRAGMA max_page_count={pages}")

    event.listen(engine, "checkout", limit)
    try:
        yield
    finally:
        event.remove(engine, "checkout", limit)
        engine.dispose()


@contextmanager
def no_room(office: FoiOffice) -> Iterator[None]:
    """Something else has filled the disk to its last byte."""
    rest = office.file.with_name("something-else")
    with rest.open("wb", buffering=0) as other:
        try:
            while True:
                other.write(bytes(4096))
        except OSError:
            pass
    try:
        yield
    finally:
        rest.unlink()


@contextmanager
def file_for_reading(office: FoiOffice) -> Iterator[None]:
    """The file may only be read by whoever runs the program, who works in the folder."""
    office.file.chmod(0o444)
    with _as_anybody(office), _let_go(office):
        yield
    office.file.chmod(0o644)


@contextmanager
def folder_for_reading(office: FoiOffice) -> Iterator[None]:
    """Nothing may be made in the folder, so neither can a log."""
    folder = office.file.parent
    with _let_go(office):
        folder.chmod(0o555)
        with _as_anybody(office):
            yield
        folder.chmod(0o777)


@contextmanager
def disk_for_reading(office: FoiOffice) -> Iterator[None]:
    """The system has taken the whole disk for reading only, as after a fault."""
    folder = office.file.parent
    with _let_go(office):
        subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
        try:
            yield
        finally:
            office.program.database.close()
            subprocess.run(["mount", "-o", "remount,rw", folder], check=True)


@contextmanager
def _let_go(office: FoiOffice) -> Iterator[None]:
    """No connection is open from before: what may be done is asked when a file is opened."""
    office.program.database.close()
    try:
        yield
    finally:
        office.program.database.close()


@contextmanager
def _as_anybody(office: FoiOffice) -> Iterator[None]:
    """Not as root, whom no rights keep from anything."""
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
        office.program.database.close()
    finally:
        os.seteuid(0)


@cache
def can_mount() -> bool:
    """Whether disks can be made here: root can, except in most containers."""
    if os.geteuid():
        return False
    with tempfile.TemporaryDirectory() as folder:
        made = _mounted(Path(folder), 1)
        if made:
            subprocess.run(["umount", folder], check=True)
    return made


@contextmanager
def small_disk(megabytes: int) -> Iterator[Path]:
    """A disk of so many megabytes, in memory."""
    folder = Path(tempfile.mkdtemp(prefix="disk"))
    assert _mounted(folder, megabytes)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)
        folder.rmdir()


def _mounted(folder: Path, megabytes: int) -> bool:
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=777", "tmpfs", str(folder)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
