"""The fixtures of these tests: the double itself, a client of the app's, a small app."""

from collections.abc import Callable

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from tests.slack_double import SlackDouble
from tests.slack_double.fixtures import slack

__all__ = ["slack"]


@pytest.fixture
def client(slack: SlackDouble) -> WebClient:
    """The app's WebClient, retrying nothing."""
    return slack.client()


@pytest.fixture
def new_app(slack: SlackDouble) -> Callable[[], App]:
    """Makes an app that is connected to the double."""

    def make() -> App:
        app = App(
            client=slack.client(),
            signing_secret=slack.signing_secret,
            process_before_response=True,
        )
        slack.connect(app)
        return app

    return make
