"""Fixtures: a strict Slack, and the program at work in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
import structlog

from foi_bot import logs
from foi_bot.letter.house import load_houses
from tests.conftest import NewDatabase
from tests.slack.office import ANSWER, MORE, FoiOffice
from tests.slack.packs import write_pack
from tests.slack_double import SlackDouble
from tests.slack_double.fixtures import slack

__all__ = ["slack"]

NewOffice = Callable[..., FoiOffice]


@pytest.fixture(scope="package", autouse=True)
def _quick_and_quiet() -> Iterator[None]:
    """House packs never change while tests run, so each is read once; log lines are written only
    where a test asks for them."""
    logs.configure("CRITICAL")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("foi_bot.slack.program.load_houses", cache(load_houses))
        yield
    structlog.reset_defaults()


@pytest.fixture(scope="session")
def migrated(migrated_file: Path) -> Path:
    """The file of a database with every table and no row: migrating is tested elsewhere."""
    return migrated_file


@pytest.fixture
def new_office(
    slack: SlackDouble, new_database: NewDatabase, tmp_path: Path
) -> Iterator[NewOffice]:
    """Makes the program with a database of its own, and changes to the practice house pack:
    `new_office(approval={"needed": 2})`. With the mark `tests.kinds.BOTH` the database is once
    SQLite's and once PostgreSQL's."""
    with ExitStack() as afterwards:

        def make(**changes: object) -> FoiOffice:
            folder = tmp_path / f"office{len(list(tmp_path.iterdir()))}"
            folder.mkdir()
            packs = write_pack(folder / "packs", changes) if changes else None
            office = FoiOffice(slack, new_database(), packs)
            afterwards.callback(office.close)
            return office

        yield make


@pytest.fixture
def office(new_office: NewOffice) -> FoiOffice:
    """The program, connected to Slack, before the first request."""
    return new_office()


@pytest.fixture
def asked(office: FoiOffice) -> FoiOffice:
    """A case whose open question is "What is the answer?"."""
    office.open_case()
    office.answer("disclose")
    assert office.asking.key.question == "answer"
    return office


@pytest.fixture
def answered(asked: FoiOffice) -> FoiOffice:
    """The same, answered in two replies."""
    asked.answer((ANSWER, MORE))
    return asked
