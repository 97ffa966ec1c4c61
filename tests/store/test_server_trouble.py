"""A PostgreSQL server that stops, refuses or is full: nothing is half written, whoever runs the
program is told what to do, and once all is well it goes on by itself."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from store import audit, intake
from store.database import BUSY, CONNECTIONS, MORE_CONNECTIONS, Database, UnavailableError, address
from store.migrate import migrate
from tests.kinds import POSTGRESQL
from tests.postgresql import Server, server
from tests.store.play import WORKSPACE, kept_form


@pytest.fixture(scope="module")
def own() -> Iterator[Server]:
    """A server that a test may stop, and that lets in who has the password and nobody else."""
    # What is committed must outlive the server, though not a power cut.
    with server(settings=("synchronous_commit=on",)) as running:
        yield running


@pytest.fixture
def owned(own: Server) -> Iterator[Database]:
    """A database on that server, with every table."""
    made = Database(own.url(own.create()))
    migrate(made)
    yield made
    made.close()


def keep(database: Database, form: str = "form") -> None:
    with database.writing() as connection:
        intake.keep(connection, kept_form(form))


def kept(database: Database, form: str = "form") -> bool:
    with database.reading() as connection:
        return intake.find(connection, WORKSPACE, form) is not None


def refused(url: str, advice: str) -> None:
    database = Database(url)
    with pytest.raises(UnavailableError, match=advice):
        keep(database)
    with pytest.raises(UnavailableError, match=advice):
        kept(database)
    database.close()


def test_a_server_that_was_restarted_is_found_again(own: Server, owned: Database) -> None:
    keep(owned, "before")
    own.stop("immediate")
    with pytest.raises(UnavailableError, match=r"cannot be reached. Check that it runs"):
        kept(owned)
    own.start()
    assert kept(owned, "before"), "the connections that the pool had are gone, and nobody minds"
    keep(owned, "after")
    assert kept(owned, "after")


def test_what_was_being_written_when_the_server_stopped_is_not_there(
    own: Server, owned: Database
) -> None:
    def write_and_stop() -> None:
        with owned.writing() as connection:
            intake.keep(connection, kept_form())
            own.stop("immediate")

    with pytest.raises(UnavailableError, match="stopped or restarted"):
        write_and_stop()
    own.start()
    assert not kept(owned)


def test_a_connection_that_an_administrator_ends_is_opened_anew(
    own: Server, owned: Database
) -> None:
    def write_and_be_ended() -> None:
        with owned.writing() as connection:
            here = connection.execute(sa.text("SELECT pg_backend_pid()")).scalar_one()
            own.run(f"SELECT pg_terminate_backend({here})")
            intake.keep(connection, kept_form())

    with pytest.raises(UnavailableError, match=r"stopped or restarted. Try again once it runs"):
        write_and_be_ended()
    keep(owned)
    assert kept(owned)


def test_a_port_on_which_nobody_listens() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
        url = f"postgresql://foi@127.0.0.1:{port}/foi"
        refused(url, "cannot be reached. Check that it runs, and the host and port")


def test_a_folder_with_no_servers_socket(tmp_path: Path) -> None:
    refused(f"postgresql://foi@/foi?host={tmp_path}", "cannot be reached")


@pytest.fixture
def guarded(own: Server) -> Iterator[Server]:
    """The same server, where the user "guarded" needs the password "right"."""
    rules = Path(own.data) / "pg_hba.conf"
    before = rules.read_text("ascii")
    own.run("CREATE ROLE guarded LOGIN PASSWORD 'right'")
    rules.write_text(f"local all guarded scram-sha-256\n{before}", "ascii")
    own.run("SELECT pg_reload_conf()")
    yield own
    rules.write_text(before, "ascii")
    own.run("SELECT pg_reload_conf()", "DROP ROLE guarded")


@pytest.mark.parametrize("password", ["wrong", ""])
def test_a_password_that_is_wrong_or_missing(guarded: Server, password: str) -> None:
    url = guarded.url("postgres", "guarded", password)
    refused(url, "does not accept the user or the password")


def test_a_user_who_may_not_write_here(guarded: Server, owned: Database) -> None:
    assert owned.url.database is not None
    url = guarded.url(owned.url.database, "guarded", "right")
    refused(url, "may not use these tables or make them. Make it the owner")


def test_a_user_who_may_not_make_tables(guarded: Server) -> None:
    name = guarded.create()
    database = Database(guarded.url(name, "guarded", "right"))
    with pytest.raises(UnavailableError, match="Make it the owner of the database"):
        migrate(database)
    database.close()
    guarded.drop(name)


def test_a_user_whom_the_server_does_not_know(own: Server) -> None:
    refused(own.url("postgres", "nobody_known"), "does not accept the user")


def test_a_database_that_is_not_there(own: Server) -> None:
    refused(own.url("missing"), "does not exist on its server. Create it, or mend the name")


def test_a_server_with_no_connection_left(own: Server) -> None:
    own.run(
        "CREATE DATABASE narrow CONNECTION LIMIT 1", "CREATE ROLE many LOGIN CONNECTION LIMIT 1"
    )
    one = Database(own.url("narrow", "many"))
    with one.reading() as connection:
        connection.execute(sa.text("SELECT 1"))
        refused(
            own.url("narrow", "many"),
            "no connection left for this program",
        )
    one.close()
    own.run("DROP DATABASE narrow", "DROP ROLE many")


def test_a_standby_can_be_read_and_not_be_written(own: Server, owned: Database) -> None:
    own.run(f"ALTER DATABASE {owned.url.database} SET default_transaction_read_only = on")
    owned.close()
    assert not kept(owned)
    with pytest.raises(UnavailableError, match="is read-only, as a standby is"):
        keep(owned)


@pytest.mark.parametrize(
    ("condition", "advice"),
    [
        ("disk_full", "The disk of the database server is full. Free some space there"),
        ("too_many_connections", "no connection left"),
        ("cannot_connect_now", "stopped or restarted"),
        ("query_canceled", "takes too long to answer"),
    ],
)
def test_what_the_server_says_in_its_own_language_is_known_by_its_code(
    owned: Database, condition: str, advice: str
) -> None:
    """The server itself is made to say it, in words that nobody knows."""
    say = f"DO $$ BEGIN RAISE {condition} USING MESSAGE = 'Nichts geht mehr'; END $$"
    with pytest.raises(UnavailableError, match=advice), owned.writing() as connection:
        connection.execute(sa.text(say))


def test_what_nobody_foresaw_is_told_in_the_servers_first_line(owned: Database) -> None:
    say = "DO $$ BEGIN RAISE out_of_memory USING MESSAGE = E'No memory\\nat all'; END $$"
    with (
        pytest.raises(UnavailableError, match=r"^The database refused: No memory$"),
        owned.writing() as connection,
    ):
        connection.execute(sa.text(say))


def test_a_question_that_takes_longer_than_slack_waits_is_broken_off(owned: Database) -> None:
    with (
        pytest.raises(UnavailableError, match="takes too long"),
        owned.reading() as connection,
    ):
        connection.execute(sa.text("SELECT pg_sleep(60)"))


def test_every_connection_of_ours_is_used_and_no_more_are_waited_for_than_slack_waits(
    owned: Database,
) -> None:
    with ExitStack() as all_of_them:
        for _ in range(CONNECTIONS + MORE_CONNECTIONS):
            all_of_them.enter_context(owned.reading())
        with pytest.raises(UnavailableError, match="Try again"):
            kept(owned)
    assert not kept(owned)


@POSTGRESQL
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("lock_timeout", "2s"),
        ("statement_timeout", "2500ms"),
        ("idle_in_transaction_session_timeout", "15s"),
        ("application_name", "foi-bot"),
        ("transaction_isolation", "read committed"),
    ],
)
def test_the_limits_of_a_transaction_lie_under_slacks_three_seconds(
    database: Database, name: str, value: str
) -> None:
    with database.writing() as connection:
        assert connection.execute(sa.text(f"SHOW {name}")).scalar_one() == value
    assert timedelta(seconds=3) > BUSY


@POSTGRESQL
def test_an_address_keeps_what_it_says_itself(database_url: str) -> None:
    told = f"{database_url}&application_name=ours&options=-c%20lock_timeout%3D7ms"
    database = Database(told)
    with database.reading() as connection:
        said = [
            connection.execute(sa.text(f"SHOW {name}")).scalar_one()
            for name in ("application_name", "lock_timeout", "statement_timeout")
        ]
    database.close()
    assert said == ["ours", "7ms", "2500ms"]


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://foi:secret@db/foi",
        "postgres://foi:secret@db/foi",
        "postgresql+psycopg://foi:secret@db/foi",
        "postgresql+psycopg2://foi:secret@db/foi",
    ],
)
def test_an_address_is_taken_as_hosts_write_it_and_its_password_is_not_shown(url: str) -> None:
    taken = address(url)
    assert taken.drivername == "postgresql+psycopg"
    assert (taken.host, taken.database, taken.password) == ("db", "foi", "secret")
    assert "secret" not in str(taken)


@POSTGRESQL
def test_what_reads_the_whole_record_may_take_its_time(database: Database) -> None:
    def limit(connection: sa.Connection) -> str:
        return str(connection.execute(sa.text("SHOW statement_timeout")).scalar_one())

    with database.reading() as connection:
        assert list(audit.verify(connection)) == []
        assert limit(connection) == "0"
    with database.reading() as connection:
        assert limit(connection) == "2500ms"
