"""The meter: counts calls to Slack and statements, and times our own work without Slack's.

The program's app is wrapped, so that every delivery is timed; the same signed request goes to a
bare Bolt app in the same process, whose listeners only acknowledge. The sender is timed apart:
nobody waits for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from slack_bolt import App, BoltRequest, BoltResponse
from slack_sdk import WebClient
from sqlalchemy import event

from foi_bot.slack.program import Program


@dataclass
class Work:
    """What was done in some stretch: seconds without Slack's, statements, and calls to Slack."""

    seconds: float = 0.0
    statements: int = 0
    calls: list[str] = field(default_factory=list)


@dataclass
class Answered:
    """One answered question. `bare` is what the bare app did with the person's deliveries; `echoes`
    is the work for Slack telling us of our own messages."""

    how: str
    deliveries: int = 0
    person: Work = field(default_factory=Work)
    bare: Work = field(default_factory=Work)
    echoes: Work = field(default_factory=Work)
    sending: Work = field(default_factory=Work)

    @property
    def calls(self) -> list[str]:
        """Every call to Slack for this question, by method."""
        return [*self.person.calls, *self.sending.calls]


class Meter:
    """Stands in front of the program's app and sender. Give it to the double in the app's place."""

    def __init__(self, program: Program, bare: App) -> None:
        self._bare = bare
        self._dispatch = program.app.dispatch
        self._send_due = program.sender.send_due
        self._answered = Answered("")
        self._work = Work()
        program.sender.send_due = self.send_due  # type: ignore[method-assign]
        event.listen(program.database.engine, "before_cursor_execute", self._statement)
        self._watch(program.desk.client)

    @contextmanager
    def answering(self, how: str) -> Iterator[Answered]:
        """The stretch in which one question is answered."""
        self._answered = answered = Answered(how)
        yield answered
        self._answered = Answered("")

    def dispatch(self, request: BoltRequest) -> BoltResponse:
        """One delivery: to the program, and the same bytes to the bare app."""
        now = self._answered
        if '"bot_id"' in request.raw_body:
            with self._at_work(now.echoes):
                return self._dispatch(request)
        now.deliveries += 1
        with self._at_work(now.person):
            response = self._dispatch(request)
        again = BoltRequest(body=request.raw_body, headers=request.headers, mode="http")
        with self._at_work(now.bare):
            bare = self._bare.dispatch(again)
        assert bare.status == 200, "the bare app is compared for acknowledging alone"
        return response

    def send_due(self) -> int:
        """What the sender does with what is due."""
        with self._at_work(self._answered.sending):
            return self._send_due()

    @contextmanager
    def _at_work(self, work: Work) -> Iterator[None]:
        before, self._work = self._work, work
        began = perf_counter()
        yield
        work.seconds += perf_counter() - began
        self._work = before

    def _statement(self, *_: object) -> None:
        self._work.statements += 1

    def _watch(self, client: WebClient) -> None:
        call = client.api_call

        def watched(method: str, **given: Any) -> Any:
            self._work.calls.append(method)
            began = perf_counter()
            try:
                return call(method, **given)
            finally:
                self._work.seconds -= perf_counter() - began

        client.api_call = watched  # type: ignore[assignment, method-assign]
