"""A real PostgreSQL server for the tests, in a temporary folder, and databases in it.

    with server() as running:
        url = running.url(running.create())

It is the system's own PostgreSQL (Debian's package `postgresql`), reached through a socket in its
folder alone, so that it needs no free port and nobody else can reach it. However the process ends
that asked for it, the server ends with it and its folder goes. What a power cut leaves on the disk
is not under test, so nothing is flushed unless a test asks for it (`durable`), and the folder lies
in memory where there is enough: each test has a database of its own, which is a thousand files.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Literal, TypedDict

import psycopg
import pytest

from tests.memory import memory

DEBIAN = Path("/usr/lib/postgresql")
USER = "foi"
ROOTS_STAND_INS = ("postgres", "nobody")
"""Who runs the server where we are root, whom it refuses."""
SETTINGS = (
    "listen_addresses=''",
    "shared_buffers=32MB",
    "max_connections=80",
    # Tests make and drop databases all the time, and each is too small for these to matter.
    "autovacuum=off",
    "jit=off",
)
HURRIED = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
WANTED = (
    "the tests need PostgreSQL 15 or newer: install the package postgresql (Debian and Ubuntu: "
    "sudo apt-get install postgresql), or put its programs initdb, pg_ctl and postgres in the PATH"
)
_UNTIL_WE_END = 'read -r _; "$1" stop --silent -D "$2/data" -m fast; rm -rf "$2"'
"""Its standard input is a pipe that we hold: it ends when we do."""


def programs() -> Path | None:
    """The folder of `initdb`, `pg_ctl` and `postgres`: the newest of Debian's, or the PATH's."""
    installed = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda file: int(file.parts[-3]))
    found = installed[-1] if installed else shutil.which("initdb")
    if found is None:
        return None
    folder = Path(found).resolve().parent
    there = all((folder / name).is_file() for name in ("initdb", "pg_ctl", "postgres"))
    return folder if there else None


class As(TypedDict, total=False):
    """Who a process runs as, for `subprocess`."""

    user: str
    group: int
    extra_groups: list[int]


@dataclass
class Server:
    """A server of one's own. `durable` flushes what is committed, as one at work does."""

    folder: Path
    programs: Path
    durable: bool = False
    settings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self._numbers = count(1)

    def url(self, name: str, user: str = USER, password: str = "") -> str:
        """The address of a database, as DATABASE_URL takes it."""
        who = f"{user}:{password}" if password else user
        return f"postgresql://{who}@/{name}?host={self.folder}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        settings = (*SETTINGS, *(() if self.durable else HURRIED), *self.settings)
        told = " ".join([f"-k {self.folder}", *(f"-c {setting}" for setting in settings)])
        log = str(self.folder / "log")
        self._told("pg_ctl", "start", "--wait", "--silent", "-D", self.data, "-l", log, "-o", told)

    def stop(self, how: Literal["fast", "immediate"] = "fast") -> None:
        """Stop it, its clients cut off: in good order, or ("immediate") as a crash would."""
        self._told("pg_ctl", "stop", "--wait", "--silent", "-D", self.data, "-m", how)

    @property
    def data(self) -> str:
        """The cluster's folder."""
        return str(self.folder / "data")

    def run(self, *statements: str, database: str = "postgres") -> None:
        """Run statements, each by itself, as the one who may do anything."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def create(self, template: str = "template0") -> str:
        """A new database, the copy of one that nobody is connected to; its name."""
        name = f"foi{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return name

    def drop(self, name: str) -> None:
        """Remove a database, whoever is connected to it."""
        self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def initialise(self) -> None:
        """An empty cluster, which sorts as one in Britain does and not by characters' numbers."""
        told = ("--username", USER, "--auth", "trust", "--encoding", "UTF8", "--no-sync")
        sorts = ("--locale", "C", "--locale-provider", "icu", "--icu-locale", "en-GB")
        self._told("initdb", "-D", self.data, *told, *sorts)

    def _told(self, program: str, *arguments: str) -> None:
        command = [str(self.programs / program), *arguments]
        with tempfile.TemporaryFile() as said:
            # Not a pipe: the server keeps what it inherits, and a pipe would never end.
            done = subprocess.run(
                command, stdout=said, stderr=said, cwd=self.folder, **_as_stand_in()
            )
            said.seek(0)
            assert done.returncode == 0, said.read().decode()


@contextmanager
def server(
    *, durable: bool = False, settings: tuple[str, ...] = (), within: Path | None = None
) -> Iterator[Server]:
    """A new server, running, with `settings` instead of the tests' where they differ; its folder
    lies `within` one that everybody can enter, in memory unless it is to be `durable`. Fails the
    test where no PostgreSQL is installed."""
    found = programs()
    if found is None:
        pytest.fail(WANTED)
    place = within or (None if durable else memory()) or _enterable()
    folder = Path(tempfile.mkdtemp(prefix="foi-postgresql-", dir=place))
    who = _stand_in()
    if who is not None:
        shutil.chown(folder, who)
    watch = ["/bin/sh", "-c", _UNTIL_WE_END, "sh", str(found / "pg_ctl"), str(folder)]
    with subprocess.Popen(
        watch, stdin=subprocess.PIPE, start_new_session=True, cwd="/", **_as_stand_in()
    ) as _watching:
        made = Server(folder, found, durable, settings)
        made.initialise()
        made.start()
        yield made


def _stand_in() -> str | None:
    """Who runs the server in our place; None where we may ourselves."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ROOTS_STAND_INS if name in known)


def _as_stand_in() -> As:
    who = _stand_in()
    return {} if who is None else As(user=who, group=pwd.getpwnam(who).pw_gid, extra_groups=[])


def _enterable() -> str | None:
    """A folder for temporary files that the stand-in can enter."""
    if _stand_in() is None:
        return None
    places = (Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp"))
    return next(str(place) for place in places if _open_to_all(place))


def _open_to_all(place: Path) -> bool:
    return all(folder.stat().st_mode & 0o001 for folder in (place, *place.parents))


if __name__ == "__main__":
    sys.exit(programs() is None)
