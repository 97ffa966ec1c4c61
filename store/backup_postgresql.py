"""A backup of a PostgreSQL database in one file, with PostgreSQL's own pg_dump, and the way back.

What is dumped is one snapshot, and the record is verified in that same snapshot ("pg_dump",
`--snapshot`). How to reach the server, the password too, is handed on in the environment: a command
line can be read by everybody on the machine.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from store.backup import BadBackupError, Contents, InUseError, contents, replacing, sync, unsound
from store.database import Database

MAGIC = b"PGDMP"
"""How every file begins that pg_dump writes in its custom format."""


def is_dump(file: Path) -> bool:
    """Whether a file was written by pg_dump in its custom format. Raises OSError."""
    with file.open("rb") as opened:
        return opened.read(len(MAGIC)) == MAGIC


def back_up(database: Database, file: Path) -> Contents:
    """Dump one snapshot of the database into a file, in the place of an earlier backup of that
    name. Where its record does not verify the dump is called as `store.backup.unsound` says.

    Raises BadBackupError, store.database.UnavailableError, and OSError where the file cannot be
    written.
    """
    program = _program("pg_dump")
    with replacing(file) as dump, database.reading() as connection:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        snapshot = connection.exec_driver_sql("SELECT pg_export_snapshot()").scalar_one()
        held = contents(connection)
        schema = _schema(connection)
        what = ("--format=custom", "--no-owner", "--no-privileges", f"--schema={_exactly(schema)}")
        _run(database, (program, *what, f"--snapshot={snapshot}", f"--file={dump}"))
        _whole(database, dump)
        if held.broken:
            sync(dump)
            dump.replace(unsound(file))
        return held


def cases(database: Database) -> int | None:
    """How many cases the database has: 0 where it has no tables yet, None where it has others'.

    Raises store.database.UnavailableError.
    """
    with database.reading() as connection:
        tables = set(sa.inspect(connection).get_table_names())
        if not tables:
            return 0
        if "foi_case" not in tables:
            return None
        return int(connection.exec_driver_sql("SELECT count(*) FROM foi_case").scalar_one())


@contextmanager
def in_place_of(database: Database, file: Path, aside: str) -> Iterator[str | None]:
    """A dump restored in the place of what the database holds, which is put aside as the schema of
    this name, in the same database; yields that name, or None where there was nothing. When the
    restoring fails, or the block raises, all is as it was.

    Raises BadBackupError, InUseError where others are connected, and
    store.database.UnavailableError.
    """
    program = _program("pg_restore")
    _whole(database, file)
    with database.reading() as connection:
        _alone(connection)
        schema = _schema(connection)
        kept = aside if sa.inspect(connection).get_table_names() else None
    _do(database, f'ALTER SCHEMA "{schema}" RENAME TO "{aside}"', f'CREATE SCHEMA "{schema}"')
    try:
        how = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
        name = database.url.database or ""
        _run(database, (program, *how, f"--schema={schema}", f"--dbname={name}", str(file)))
        yield kept
    except BaseException:
        _do(
            database,
            f'DROP SCHEMA "{schema}" CASCADE',
            f'ALTER SCHEMA "{aside}" RENAME TO "{schema}"',
        )
        raise
    if kept is None:
        _do(database, f'DROP SCHEMA "{aside}" CASCADE')


def _do(database: Database, *statements: str) -> None:
    try:
        with database.writing() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
    except sa.exc.ProgrammingError as refused:
        raise BadBackupError(
            "The database's user may not put its tables aside. Let it own the database, and its "
            f"schema: {refused.orig}"
        ) from refused
    # A connection that is kept would go on with the tables whose names it has looked up.
    database.close()


def _alone(connection: Connection) -> None:
    """Raises InUseError. The server notices a moment later that somebody has gone."""
    for _ in range(GONE_WITHIN):
        if not connection.exec_driver_sql(_OTHERS).scalar_one():
            return
        connection.exec_driver_sql("SELECT pg_sleep(0.1), pg_stat_clear_snapshot()")
    raise InUseError(
        "Others are connected to the database. Stop foi-bot everywhere, and whatever else uses "
        "it, then try again."
    )


GONE_WITHIN = 20
"""Tenths of a second."""
_OTHERS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
    "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)


def _schema(connection: Connection) -> str:
    return str(connection.exec_driver_sql("SELECT current_schema()").scalar_one())


def _exactly(name: str) -> str:
    """A name as a pattern of pg_dump's that nothing else matches."""
    return f'"{name}"'


def _whole(database: Database, dump: Path) -> None:
    """Read a dump to its end. Raises BadBackupError."""
    _run(database, (_program("pg_restore"), f"--file={os.devnull}", str(dump)))


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise BadBackupError(
            f"{name} is not installed here. It comes with PostgreSQL's client programs, on Debian "
            "with the package postgresql-client; its version must be the server's or newer."
        )
    return found


def _run(database: Database, command: Sequence[str]) -> None:
    """Raises BadBackupError with the program's last word."""
    done = subprocess.run(  # a list, no shell
        command, env={**os.environ, **_environment(database)}, capture_output=True, check=False
    )
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["it said nothing"]
        raise BadBackupError(f"{Path(command[0]).name} failed: {_without(database, said[-1])}")


def _without(database: Database, said: str) -> str:
    """What a program said, without the password, should it ever repeat it."""
    password = database.url.password
    return said.replace(str(password), "***") if password else said


def _environment(database: Database) -> Mapping[str, str]:
    """How to reach the server, as libpq's programs are told it (PostgreSQL, "Environment
    Variables")."""
    from psycopg.pq import Conninfo

    _, told = database.engine.dialect.create_connect_args(database.url)
    named = {
        option.keyword.decode(): option.envvar.decode()
        for option in Conninfo.get_defaults()
        if option.envvar
    }
    return {named[key]: str(value) for key, value in told.items() if key in named}
