"""The audit chain: whatever is altered afterwards is found, and what is erased is not missed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from foi_bot.case import Case
from foi_bot.casework.fold import replay
from foi_bot.casework.perform import Office
from foi_bot.cli import main
from store import audit
from store.database import Database
from tests.store.play import AT, WORKSPACE, Play

DAY = timedelta(days=1)


@pytest.fixture
def case(office: Office) -> Case:
    """An approved case; another stands before it and another after it."""
    play = Play(office)
    play.opened()
    case = play.approved()
    play.opened()
    return case


def broken(database: Database) -> list[str]:
    with database.reading() as connection:
        return [found.what for found in audit.verify(connection)]


def tampered(database: Database, *statements: str, **values: object) -> None:
    """Somebody who has the database at hand runs SQL on it, past foreign keys."""
    if database.is_sqlite:
        engine = sa.create_engine(database.url)
        event.listen(engine, "connect", lambda c, _: c.execute("PRAGMA foreign_keys=OFF").close())
    else:
        unbound = {"options": "-c session_replication_role=replica"}
        engine = sa.create_engine(database.url, connect_args=unbound)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(sa.text(statement), values)
    engine.dispose()


def anchored(database: Database, day: date) -> str:
    return audit.anchor(database, WORKSPACE, day)


TODAY, TOMORROW = AT.date(), (AT + DAY).date()


def test_nothing_is_wrong_with_a_database_that_nobody_altered(
    case: Case, database: Database
) -> None:
    anchored(database, TODAY)
    anchored(database, TOMORROW)
    assert case.revision > 10
    assert broken(database) == []


def test_nothing_is_wrong_with_an_empty_database(database: Database) -> None:
    anchored(database, TODAY)
    assert broken(database) == []


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        (
            "UPDATE audit SET fact = replace(fact, 'disclose', 'ncnd') WHERE case_id = :case",
            "its fact was altered",
        ),
        ("UPDATE audit SET salt = 'pepper' WHERE case_id = :case AND seq = 3", "fact was altered"),
        ("UPDATE audit SET \"by\" = 'UERIC' WHERE case_id = :case AND seq = 3", "does not match"),
        ("UPDATE audit SET kind = 'Asked' WHERE case_id = :case AND seq = 4", "does not match"),
        (
            "UPDATE audit SET at = '2024-06-16 09:00:00' WHERE case_id = :case AND seq = 3",
            "does not match what it says",
        ),
        ("UPDATE audit SET digest = hash WHERE case_id = :case AND seq = 3", "does not match"),
        ("DELETE FROM audit WHERE case_id = :case AND seq = 1", "entry 1 is missing"),
        ("DELETE FROM audit WHERE case_id = :case AND seq = 5", "entry 5 is missing"),
        ("DELETE FROM audit WHERE case_id = :case AND seq > 9", "the chain ends here"),
        ("DELETE FROM audit WHERE case_id = :case", "the chain ends here"),
        ("DELETE FROM foi_case WHERE id = :case", "the chain ends here, but the case has 0"),
        (
            "UPDATE audit SET hash = digest WHERE case_id = :case AND seq = "
            "(SELECT max(seq) FROM audit WHERE case_id = :case)",
            "does not match what it says",
        ),
        (
            "UPDATE audit SET previous = digest WHERE case_id = :case AND seq = 2",
            "does not continue the entry before it",
        ),
    ],
)
def test_whatever_is_altered_in_a_chain_is_found(
    case: Case, database: Database, statement: str, what: str
) -> None:
    tampered(database, statement, case=case.id)
    found = broken(database)
    assert found
    assert any(what in one for one in found), found


def test_two_entries_that_change_places_are_found(case: Case, database: Database) -> None:
    tampered(
        database,
        "UPDATE audit SET seq = -3 WHERE case_id = :case AND seq = 3",
        "UPDATE audit SET seq = 3 WHERE case_id = :case AND seq = 4",
        "UPDATE audit SET seq = 4 WHERE case_id = :case AND seq = -3",
        case=case.id,
    )
    assert "its hash does not match what it says" in broken(database)


def test_an_entry_of_another_case_is_found(case: Case, database: Database) -> None:
    tampered(
        database,
        "UPDATE audit SET case_id = :case, seq = 1 + "
        "(SELECT max(seq) FROM audit WHERE case_id = :case) "
        "WHERE seq = 1 AND case_id != :case "
        "AND case_id = (SELECT max(case_id) FROM audit WHERE case_id != :case)",
        case=case.id,
    )
    assert "its hash does not match what it says" in broken(database)


def test_every_broken_place_names_its_case_and_entry(case: Case, database: Database) -> None:
    tampered(database, "DELETE FROM audit WHERE case_id = :case AND seq = 5", case=case.id)
    with database.reading() as connection:
        assert {(found.case, found.seq) for found in audit.verify(connection)} == {(case.id, 6)}


def test_words_can_be_erased_with_their_salt_and_the_chain_still_verifies(
    case: Case, database: Database
) -> None:
    anchored(database, TOMORROW)
    tampered(database, "UPDATE audit SET fact = NULL, salt = NULL WHERE case_id = :c", c=case.id)
    assert broken(database) == []


def rewritten(database: Database, case: Case, office: Office) -> None:
    """Somebody writes a whole chain anew, every hash right."""
    with database.reading() as connection:
        facts = tuple(audit.facts_of(connection, WORKSPACE, case.id))
    tampered(database, "DELETE FROM audit WHERE case_id = :case", case=case.id)
    with office.database.writing() as connection:
        audit.append(connection, WORKSPACE, case.id, 0, facts, "UERIC", AT)


def test_a_chain_written_anew_verifies_but_not_its_days_anchor(
    case: Case, database: Database, office: Office
) -> None:
    anchored(database, TOMORROW)
    rewritten(database, case, office)
    assert broken(database) == [f"the anchor of {TOMORROW} does not match the chains"]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM anchor",
        "UPDATE anchor SET hash = previous",
        "UPDATE anchor SET heads = heads + 1",
        "UPDATE anchor SET previous = hash",
    ],
)
def test_an_anchor_that_is_altered_or_left_out_is_found(
    case: Case, database: Database, statement: str
) -> None:
    assert case
    for days in range(3):
        anchored(database, (AT + days * DAY).date())
    tampered(database, f"{statement} WHERE day = '{TOMORROW}'")
    assert broken(database)


def test_an_anchor_stands_once_written(case: Case, database: Database) -> None:
    assert case
    first = anchored(database, TOMORROW)
    assert anchored(database, TOMORROW) == first
    assert anchored(database, (AT + 2 * DAY).date()) != first


def test_a_day_is_over_an_hour_after_midnight(database: Database, case: Case) -> None:
    """A delivery dated just before midnight may be written just after it."""
    midnight = datetime(2024, 6, 18, tzinfo=UTC)
    assert audit.settled(midnight) == date(2024, 6, 17)
    assert audit.settled(midnight + timedelta(minutes=59)) == date(2024, 6, 17)
    assert audit.settled(midnight + timedelta(hours=1)) == date(2024, 6, 18)
    anchored(database, audit.settled(midnight))
    with database.writing() as connection:
        facts = list(audit.facts_of(connection, WORKSPACE, case.id))[1:2]
        late = midnight - timedelta(seconds=1)
        audit.append(connection, WORKSPACE, case.id, case.revision, facts, "UOLIVE", late)
        longer = sa.text("UPDATE foi_case SET revision = revision + 1 WHERE id = :case")
        connection.execute(longer, {"case": case.id})
    assert broken(database) == []


def test_the_facts_of_a_case_replay_to_the_same_case(case: Case, office: Office) -> None:
    with office.database.reading() as connection:
        facts = list(audit.facts_of(connection, WORKSPACE, case.id))
    again = replay(facts, office.houses)
    assert (again.reference, again.answers, again.marks) == (
        case.reference,
        case.answers,
        case.marks,
    )
    assert again.drafts == case.drafts


def test_nothing_that_names_the_applicant_is_in_the_chain(case: Case, database: Database) -> None:
    assert case
    with database.reading() as connection:
        facts = connection.exec_driver_sql("SELECT fact FROM audit").scalars().all()
    assert facts
    assert not [fact for fact in facts if "Pat Applicant" in fact or "pat@example.org" in fact]


def test_the_record_is_verified_at_a_terminal(
    case: Case,
    database: Database,
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    assert main(["audit", "verify"]) == 0
    assert capsys.readouterr().out == "Every chain and every anchor verifies.\n"
    tampered(database, "DELETE FROM audit WHERE case_id = :case AND seq = 5", case=case.id)
    assert main(["audit", "verify"]) == 1
    assert f"case {case.id}, entry 6: entry 5 is missing" in capsys.readouterr().out
