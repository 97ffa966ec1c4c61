"""Requests on their way in, the applicant's details, and the numbers that cases get."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from foi_bot.casework import deeds
from foi_bot.casework.people import Footing, Person
from foi_bot.casework.perform import Delivery, Done, NotDone, Office, Outcome, open_case
from store import intake
from store.database import Database
from store.lists import find_reference, list_open
from tests.cases.build import practice
from tests.store.play import AT, CHANNEL, OLIVE, RECEIVED, WORKSPACE, Play, kept_form

DETAILS = ("Pat Applicant", "pat@example.org")


def keep(database: Database, form: intake.Intake) -> None:
    with database.writing() as connection:
        intake.keep(connection, form)


def found(database: Database, id_: str = "form") -> intake.Intake | None:
    with database.reading() as connection:
        return intake.find(connection, WORKSPACE, id_)


def open_from(
    office: Office, form: str = "form", house: str = "practice", by: Person = OLIVE, key: str = ""
) -> Outcome:
    deed = deeds.OpenRequest(by, house, CHANNEL, "How many?", RECEIVED, "1718615000.000100")
    return open_case(office, Delivery(WORKSPACE, key or f"form:{form}"), deed, form, AT)


def text_of_everything(database: Database, *but: str) -> str:
    """Every word in every table, except in these."""
    with database.reading() as connection:
        tables = sa.inspect(connection).get_table_names()
        return "\n".join(
            str(tuple(row))
            for table in tables
            if table not in but
            for row in connection.exec_driver_sql(f"SELECT * FROM {table}")
        )


def test_a_form_sent_again_replaces_what_it_said_before(database: Database) -> None:
    keep(database, kept_form())
    again = replace(kept_form(), original_text="How many, and where?", received=None)
    keep(database, again)
    assert found(database) == again
    assert found(database, "another") is None


def test_the_applicants_details_stand_apart_once_the_request_is_a_case(office: Office) -> None:
    keep(office.database, kept_form())
    done = open_from(office)
    assert isinstance(done, Done)
    assert done.case is not None
    form = found(office.database)
    assert form is not None
    assert (form.original_text, form.applicant_name, form.applicant_contact) == ("", "", "")
    assert form.case_id == done.case.id
    elsewhere = text_of_everything(office.database, "applicant")
    assert all(words in text_of_everything(office.database) for words in DETAILS)
    assert not any(words in elsewhere for words in DETAILS)


def test_the_same_form_opens_one_case(office: Office) -> None:
    keep(office.database, kept_form())
    assert isinstance(open_from(office), Done)
    assert open_from(office) == Done(again=True)
    assert open_from(office, key="form:mask") == Done(again=True)
    with office.database.reading() as connection:
        assert len(list_open(connection, WORKSPACE, 10)) == 1


@pytest.mark.parametrize(
    ("form", "by", "why"),
    [
        ("gone", OLIVE, "intake-gone"),
        ("form", Person("UGUEST", Footing.GUEST), "cannot-act-guest"),
    ],
)
def test_what_cannot_be_opened_leaves_the_form_as_it_was(
    office: Office, form: str, by: Person, why: str
) -> None:
    keep(office.database, kept_form())
    outcome = open_from(office, form, by=by)
    assert isinstance(outcome, NotDone)
    assert outcome.why.name == why
    assert found(office.database) == kept_form()


def test_forms_that_nobody_came_back_to_are_forgotten_with_what_they_say(
    database: Database,
) -> None:
    keep(database, replace(kept_form("old"), at=AT - timedelta(days=2)))
    keep(database, kept_form("new"))
    with database.writing() as connection:
        assert intake.forget(connection, AT - timedelta(days=1)) == 1
    assert found(database, "old") is None
    assert found(database, "new") == kept_form("new")


def test_a_case_keeps_the_applicants_details_when_its_form_is_forgotten(office: Office) -> None:
    keep(office.database, kept_form())
    open_from(office)
    with office.database.writing() as connection:
        assert intake.forget(connection, AT + timedelta(days=1)) == 1
    assert all(words in text_of_everything(office.database) for words in DETAILS)


def references(office: Office, house: str, count: int) -> list[str]:
    opened = []
    for number in range(count):
        keep(office.database, kept_form(f"{house}-{number}"))
        done = open_from(office, f"{house}-{number}", house)
        assert isinstance(done, Done)
        assert done.case is not None
        opened.append(done.case.reference)
    return opened


def test_cases_are_numbered_by_house_and_year(office: Office) -> None:
    assert references(office, "practice", 2) == ["FOI2024/00001", "FOI2024/00002"]


@pytest.mark.parametrize("pattern", ["FOI{year}/{number:05d}", "foi{year}/{number:05d}"])
def test_two_houses_that_write_their_references_alike_get_different_ones(
    database: Database, pattern: str
) -> None:
    """Somebody copies the practice pack and leaves its pattern as it is."""
    copied = practice().model_copy(update={"id": "copied", "references": pattern})
    office = Office(database, {"practice": practice(), "copied": copied})
    given = [*references(office, "practice", 2), *references(office, "copied", 2)]
    assert [one.upper()[-5:] for one in given] == ["00001", "00002", "00003", "00004"]


def test_a_pattern_without_the_year_does_not_repeat_a_reference_in_january(
    database: Database,
) -> None:
    plain = practice().model_copy(update={"references": "R{number}"})
    office = Office(database, {"practice": plain})
    assert references(office, "practice", 2) == ["R1", "R2"]
    with database.writing() as connection:
        made = intake.next_reference(
            connection, WORKSPACE, "practice", 2025, lambda number: f"R{number}"
        )
    assert made == "R3"


@pytest.mark.parametrize("typed", ["FOI2024/00001", "foi2024/00001"])
def test_a_case_is_found_by_its_reference_however_it_is_typed(office: Office, typed: str) -> None:
    case = Play(office).opened()
    with office.database.reading() as connection:
        listed = find_reference(connection, WORKSPACE, typed)
        assert find_reference(connection, "T2", typed) is None
    assert listed is not None
    assert listed.id == case.id
