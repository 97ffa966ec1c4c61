"""Fixtures: the program at work in the strict Slack, with a database file of its own, and the
commands that keep it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from foi_bot.cli import main
from tests.slack.conftest import _quick_and_quiet, migrated, new_office, office
from tests.slack.office import FoiOffice
from tests.slack_double.fixtures import slack

__all__ = ["_quick_and_quiet", "migrated", "new_office", "office", "slack"]

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    office: FoiOffice, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Run:
    """Run a command on the office's database: its exit code, standard output and error."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{office.file}")

    def command(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Where the backup goes."""
    return tmp_path / "kept" / "foi.backup"
