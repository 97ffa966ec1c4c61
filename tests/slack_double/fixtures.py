"""The `slack` fixture: a running double that fails the test on whatever Slack would refuse."""

from collections.abc import Iterator

import pytest

from .double import SlackDouble


@pytest.fixture
def slack() -> Iterator[SlackDouble]:
    """A fresh workspace; at the end of the test no violation may be left unannounced."""
    double = SlackDouble().start()
    yield double
    double.stop()
    double.violations.assert_none()
