"""The practice Slack for these tests, and a small bot of their own to talk to."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from pathlib import Path

import pytest

from foi_bot.practice.fetch import local_slack, platform_name, release_for
from foi_bot.practice.people import Person
from foi_bot.practice.workspace import LEAD, OFFICER, Workspace
from tests.practice.pigeon import Pigeon


@pytest.fixture(scope="session")
def program() -> Path:
    """local-slack itself; skipped only where nobody has published it for this platform."""
    release = release_for(platform_name(platform.system(), platform.machine()))
    if release.package_checksum is None:
        pytest.skip(f"no {release.package} has been seen yet")
    return local_slack()


@pytest.fixture(scope="session")
def quiet_workspace(tmp_path_factory: pytest.TempPathFactory, program: Path) -> Iterator[Workspace]:
    with Workspace(tmp_path_factory.mktemp("quiet"), program=program) as workspace:
        yield workspace


@pytest.fixture(scope="session")
def connected_pigeon(tmp_path_factory: pytest.TempPathFactory, program: Path) -> Iterator[Pigeon]:
    with (
        Workspace(tmp_path_factory.mktemp("pigeon"), program=program) as workspace,
        Pigeon(workspace) as bot,
    ):
        workspace.wait_for_bot()
        yield bot


@pytest.fixture
def slack(quiet_workspace: Workspace) -> Workspace:
    """A workspace as it starts, with no bot connected."""
    quiet_workspace.reset()
    return quiet_workspace


@pytest.fixture
def pigeon(connected_pigeon: Pigeon) -> Pigeon:
    """A bot, connected to a workspace of its own as it starts, that says what reached it."""
    connected_pigeon.slack.reset()
    return connected_pigeon


@pytest.fixture
def officer(pigeon: Pigeon) -> Person:
    return Person(pigeon.slack, OFFICER)


@pytest.fixture
def lead(pigeon: Pigeon) -> Person:
    return Person(pigeon.slack, LEAD)
