"""Fixtures: the office of `tests/slack`."""

from __future__ import annotations

from tests.slack.conftest import _quick_and_quiet, answered, asked, migrated, new_office, office
from tests.slack_double.fixtures import slack

__all__ = ["_quick_and_quiet", "answered", "asked", "migrated", "new_office", "office", "slack"]
