"""Plays: the practice case, from its form to its draft, through the real app in a strict Slack."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import cast

from slack_bolt import Ack, App

from benchmarks.meter import Answered, Meter
from foi_bot.case import Case, Value
from foi_bot.interview.answers import is_typed
from foi_bot.interview.asked import question
from foi_bot.interview.questions import Kind
from foi_bot.slack.app import web_client
from foi_bot.slack.identity import Identity
from tests.cases.build import case_file
from tests.slack.office import FoiOffice
from tests.slack_double import SlackDouble

CASE = "ncnd-fraud"
PLAYED_ON = date(2024, 6, 17)
ANYTHING = re.compile(".*")


def practice_case() -> Case:
    """The practice case with every answer."""
    return case_file(CASE)


def plays(count: int, folder: Path) -> Iterator[Answered]:
    """Every answered question of `count` plays; one more play before them warms everything up."""
    slack = SlackDouble().start()
    office = FoiOffice(slack, folder / "foi.sqlite3")
    slack.echo_own = True
    written = practice_case()
    slack.clock.move_to(written.opened_at.replace(month=PLAYED_ON.month, day=PLAYED_ON.day))
    meter = Meter(office.program, bare_app(slack))
    slack.connect(cast(App, meter))
    values = {str(key): answer.value for key, answer in written.current.items()}
    try:
        for play in range(count + 1):
            answered = list(_play(office, meter, written, values))
            yield from answered if play else ()
    finally:
        office.close()
        slack.stop()
    slack.violations.assert_none()


def _play(
    office: FoiOffice, meter: Meter, written: Case, values: dict[str, Value]
) -> Iterator[Answered]:
    office.open_case(written.request.text, received=written.request.received)
    while (asking := office.case.open_asking) is not None:
        value = values[str(asking.key)]
        with meter.answering(_how(office.case, value)) as answered:
            office.answer(value)
        if office.case.draft is not None:
            answered.how = "the last one: the letter is written, checked and shown"
        yield answered


def _how(case: Case, value: Value) -> str:
    asking = case.open_asking
    assert asking is not None
    asked = question(case, asking.key)
    if is_typed(asked):
        replies = 1 if isinstance(value, str) else len(value)
        return f"typed in {replies} {'reply' if replies == 1 else 'replies'}, then Next"
    return "ticked in a form" if asked.kind is Kind.CHOICES else "one press of a button"


def bare_app(slack: SlackDouble) -> App:
    """A Bolt app that verifies every request, finds a listener, and acknowledges."""
    identity = Identity(web_client(slack.bot_token, slack.api_url))
    app = App(
        client=web_client(None, slack.api_url),
        authorize=lambda: identity(),
        signing_secret=slack.signing_secret,
        process_before_response=True,
    )

    def acknowledge(ack: Ack) -> None:
        ack()

    for listen in (app.event, app.action, app.view, app.command):
        listen(ANYTHING)(acknowledge)
    return app
