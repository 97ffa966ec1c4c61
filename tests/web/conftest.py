"""Fixtures: the program served over HTTP, in this process, before a strict Slack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import cast

import pytest
from slack_bolt import App

from foi_bot.slack.program import Program
from foi_bot.web.deliveries import HttpDeliveries
from foi_bot.web.metrics import Metrics
from foi_bot.web.served import pages
from foi_bot.web.server import Server
from foi_bot.web.site import Site
from tests.slack import office as office_module
from tests.slack.conftest import _quick_and_quiet, migrated, new_office
from tests.slack.office import FoiOffice
from tests.slack_double import SlackDouble
from tests.slack_double.fixtures import slack
from tests.web.calling import Answer, OverHttp, call, signed

__all__ = ["_quick_and_quiet", "migrated", "new_office", "slack"]


@dataclass
class Web:
    """The office, whose program takes its deliveries over HTTP, and what counts in it."""

    office: FoiOffice
    metrics: Metrics
    server: Server

    @property
    def program(self) -> Program:
        return self.office.program

    @property
    def deliveries(self) -> HttpDeliveries:
        return cast(HttpDeliveries, self.program.receiver)

    @property
    def port(self) -> int:
        return self.server.port

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return call(self.port, path)

    def bring(self, body: bytes, **changed: str) -> Answer:
        """Bring a delivery as Slack would, some of its headers changed."""
        headers = signed(body, self.office.slack.signing_secret)
        told = {name.replace("_", "-").title(): value for name, value in changed.items()}
        return call(self.port, "/slack/events", "POST", body, {**headers, **told})

    def number(self, name: str, **labels: str) -> float:
        """What a metric says now; 0 where it says nothing yet."""
        return self.metrics.registry.get_sample_value(name, labels) or 0.0


@pytest.fixture
def unopened(
    slack: SlackDouble,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Web]:
    """The program, served but not connected to Slack yet."""
    metrics = Metrics()
    made = partial(Program, watch=metrics, receive=_without_catching_up)
    monkeypatch.setattr(office_module, "Program", made)
    office: FoiOffice = request.getfixturevalue("new_office")()
    program = office.program
    metrics.look_at(program.database, program.desk.clock)
    server = Server(Site(pages(program, metrics), metrics.answered), "127.0.0.1", 0, 4)
    server.start()
    slack.connect(cast(App, OverHttp((server.port,))))
    yield Web(office, metrics, server)
    program.receiver.close()
    server.stop()


@pytest.fixture
def web(unopened: Web) -> Web:
    """The program, taking deliveries over HTTP, before the first request."""
    unopened.program.desk.identity.ask()
    unopened.deliveries.open()
    return unopened


def _without_catching_up(program: Program) -> HttpDeliveries:
    """Catching up takes a thread of its own, which no test could tell from people's doing."""
    return HttpDeliveries(program.door, lambda: None)
