"""Backups of a PostgreSQL database, with PostgreSQL's own programs, and the way back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from foi_bot.casework.perform import Office
from foi_bot.cli import main
from store import audit
from store.database import Database
from tests import kinds
from tests.cases.build import practice
from tests.postgresql import Server
from tests.store.play import Play

pytestmark = kinds.POSTGRESQL

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    made = Database(database_url)
    yield made
    made.close()


@pytest.fixture
def play(database: Database) -> Play:
    return Play(Office(database, {"practice": practice()}))


@pytest.fixture
def command(
    database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """Run a command on the database: its exit code, standard output and error."""
    monkeypatch.setenv("DATABASE_URL", database_url)

    def run(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "foi.backup"


def schemas(database: Database) -> set[str]:
    with database.reading() as connection:
        return set(
            connection.exec_driver_sql(
                "SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' "
                "AND nspname <> 'information_schema'"
            ).scalars()
        )


def test_the_cases_are_as_they_were(
    play: Play, database: Database, command: Command, kept: Path
) -> None:
    before = play.drafted()
    code, _, err = command("backup", kept)
    assert code == 0, err
    assert "1 case, the last entry of" in err
    assert kept.stat().st_mode & 0o777 == 0o600
    play.opened()
    database.close()
    code, out, err = command("restore", kept, "--replace")
    assert code == 0, err
    assert "Restored: 1 case" in out
    assert play.loaded(before.id) == before
    with database.reading() as connection:
        assert list(audit.verify(connection)) == []
        assert connection.exec_driver_sql("SELECT count(*) FROM foi_case").scalar_one() == 1


def test_the_program_goes_on_with_what_was_restored(
    play: Play, database: Database, command: Command, kept: Path
) -> None:
    """Sequences go on where they were, and another case can be opened."""
    case = play.opened()
    command("backup", kept)
    database.close()
    assert command("restore", kept, "--replace")[0] == 0
    play.answer(case.id, "disclose")
    assert play.approved().id != case.id


def test_what_was_to_be_posted_is_looked_for_first(
    play: Play, database: Database, command: Command, kept: Path
) -> None:
    case = play.opened(send=False)
    command("backup", kept)
    database.close()
    assert command("restore", kept, "--replace")[0] == 0
    with database.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT name, step FROM outgoing WHERE case_id = %s AND ts IS NULL", (case.id,)
        )
        steps: dict[str, str] = {row.name: row.step for row in rows}
    assert set(steps) >= {"card", "question:1"}
    for name in ("card", "question:1"):
        assert json.loads(steps[name])["asked"] == case.askings[0].at.timestamp()


def test_what_was_replaced_is_kept_as_a_schema_beside(
    play: Play, database: Database, command: Command, kept: Path
) -> None:
    play.opened()
    command("backup", kept)
    play.opened()
    database.close()
    _, out, _ = command("restore", kept, "--replace")
    (aside,) = schemas(database) - {"public"}
    assert aside in out
    with database.reading() as connection:
        count = f'SELECT count(*) FROM "{aside}".foi_case'
        assert connection.exec_driver_sql(count).scalar_one() == 2
    # It is not in the next backup, and nothing of it comes back with that.
    assert command("backup", kept)[0] == 0


def test_a_backup_is_put_into_an_empty_database_without_being_told_to(
    play: Play,
    command: Command,
    kept: Path,
    postgresql: Server,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = play.opened()
    command("backup", kept)
    name = postgresql.create()
    monkeypatch.setenv("DATABASE_URL", postgresql.url(name))
    code, _, err = command("restore", kept)
    assert code == 0, err
    other = Database(postgresql.url(name))
    assert schemas(other) == {"public"}
    with other.reading() as connection:
        (id_,) = connection.exec_driver_sql("SELECT id FROM foi_case").one()
    assert id_ == case.id
    other.close()
    postgresql.drop(name)


def test_a_database_with_cases_is_not_replaced_unless_told_to(
    play: Play, database: Database, command: Command, kept: Path
) -> None:
    play.opened()
    command("backup", kept)
    database.close()
    code, _, err = command("restore", kept)
    assert code == 2
    assert "has 1 case. Add --replace" in err
    assert schemas(database) == {"public"}


def test_a_database_in_use_is_not_replaced(
    play: Play, database: Database, command: Command, kept: Path
) -> None:
    play.opened()
    command("backup", kept)
    with database.reading() as connection:
        connection.exec_driver_sql("SELECT 1")
        code, _, err = command("restore", kept, "--replace")
    assert code == 1
    assert "Stop foi-bot everywhere" in err
    assert schemas(database) == {"public"}


@pytest.mark.parametrize("harm", ["cut", "another database's", "altered"])
def test_a_backup_that_is_none_changes_nothing(
    play: Play, database: Database, command: Command, kept: Path, harm: str
) -> None:
    case = play.opened()
    if harm == "altered":
        with database.writing() as connection:
            connection.exec_driver_sql("UPDATE audit SET by = 'UNOBODY' WHERE seq = 1")
    command("backup", kept)
    if harm == "cut":
        kept.write_bytes(kept.read_bytes()[:-3000])
    elif harm == "another database's":
        shutil.copy(play_on_sqlite(kept.parent), kept)
    else:
        kept.with_name(f"{kept.name}.does-not-verify").rename(kept)
    before = play.loaded(case.id)
    database.close()
    code, _, err = command("restore", kept, "--replace")
    assert code == 1
    assert "Traceback" not in err
    assert schemas(database) == {"public"}
    assert play.loaded(case.id) == before


def play_on_sqlite(folder: Path) -> Path:
    """A database of the other kind."""
    made = Database(f"sqlite:///{folder / 'other.db'}")
    with made.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE other (n INTEGER)")
    made.close()
    return folder / "other.db"


def test_without_postgresqls_programs_it_is_said_what_to_install(
    play: Play, command: Command, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play.opened()
    monkeypatch.setenv("PATH", str(kept.parent))
    code, _, err = command("backup", kept)
    assert code == 1
    assert "pg_dump is not installed here" in err
    assert not kept.exists()


def test_no_password_stands_on_a_command_line(
    play: Play,
    command: Command,
    kept: Path,
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """pg_dump is wrapped in a program that writes down how it was called."""
    play.opened()
    real = shutil.which("pg_dump")
    wrapped = kept.parent / "bin" / "pg_dump"
    wrapped.parent.mkdir()
    wrapped.write_text(
        f'#!/bin/sh\necho "$@" > {kept.parent}/called\n'
        f'echo "$PGPASSWORD" > {kept.parent}/password\nexec {real} "$@"\n'
    )
    wrapped.chmod(0o755)
    monkeypatch.setenv("PATH", str(wrapped.parent), prepend=":")
    secret = Database(database_url).url.set(password="basilisk")
    monkeypatch.setenv("DATABASE_URL", secret.render_as_string(hide_password=False))
    code, out, err = command("backup", kept)
    assert code == 0, err
    assert "basilisk" not in (kept.parent / "called").read_text() + out + err
    assert (kept.parent / "password").read_text() == "basilisk\n"


def test_what_is_dumped_is_the_very_moment_that_was_verified(
    play: Play, database: Database, command: Command, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody alters the record after it was verified and before pg_dump has begun."""
    case = play.opened()
    instead = kept.parent / "bin" / "pg_dump"
    instead.parent.mkdir()
    alter = "UPDATE audit SET fact = 'altered' WHERE seq = 1"
    instead.write_text(
        f'#!/bin/sh\npsql --quiet --command="{alter}" || exit 9\n'
        f'exec {shutil.which("pg_dump")} "$@"\n'
    )
    instead.chmod(0o755)
    with monkeypatch.context() as patched:
        patched.setenv("PATH", str(instead.parent), prepend=":")
        assert command("backup", kept)[0] == 0
    with database.reading() as connection:
        assert list(audit.verify(connection))
    database.close()
    assert command("restore", kept, "--replace")[0] == 0
    assert play.loaded(case.id) == case
    with database.reading() as connection:
        assert list(audit.verify(connection)) == []
