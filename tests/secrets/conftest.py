"""Fixtures: the program in the strict Slack, with everything that it says written down."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from foi_bot.slack.program import Program
from foi_bot.web.metrics import Metrics
from tests.secrets.watching import Watched, watching
from tests.slack import office as office_module
from tests.slack.conftest import _quick_and_quiet, migrated, new_office
from tests.slack.office import FoiOffice
from tests.slack_double.fixtures import slack

__all__ = ["_quick_and_quiet", "migrated", "new_office", "slack"]


@pytest.fixture
def watched(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Watched]:
    """The office, before its first request; what is said from here on is written down."""
    metrics = Metrics()
    monkeypatch.setattr(office_module, "Program", partial(Program, watch=metrics))
    temporary = tmp_path / "passing"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    office: FoiOffice = request.getfixturevalue("new_office")()
    metrics.look_at(office.program.database, office.program.desk.clock)
    made = Watched(office, metrics, temporary)
    with watching(made, logging.WARNING):
        yield made
