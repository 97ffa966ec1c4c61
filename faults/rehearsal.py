"""The rehearsal: every story once, undisturbed, in the warm process itself.

What a process works out once (statements made into SQL, templates, libraries) is then there for
every program that is forked from it, which would else spend most of its short life on that. Nothing
of the rehearsal's program is left over but such knowledge.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, cast
from unittest.mock import patch

from sqlalchemy import URL, Engine, event

from faults.child import Child
from faults.people import People
from faults.points import Passed
from faults.replica import Replica
from faults.stories import STORIES
from faults.town import Town
from faults.tripwire import Tripwire
from faults.wire import Order, Start
from foi_bot.letter import pdf
from foi_bot.slack import files
from store import database
from tests.slack_double import SlackDouble

LONGEST = 10.0
"""Seconds in which a thread of the double's must end."""


@dataclass
class Understudy:
    """A replica in this very process, to which nothing happens."""

    start: Start
    alive: bool = False
    stalled: bool = False
    refused: bool = False
    harmed: tuple[()] = ()
    passed: tuple[Passed, ...] = ()
    meanwhile: Callable[[], None] = lambda: None
    child: Child | None = field(default=None, repr=False)

    def begin(self, now: datetime) -> None:
        """Start the program. Its tripwire is not stretched: nothing is counted here."""
        self.child, self.alive = Child(self.start, Tripwire()), True
        self.ask("begin", now)

    def ask(self, do: str, now: datetime, *what: Any, passed: int = 0, **_: object) -> Any:
        """Have the program do something. Raises AssertionError where it does not."""
        assert self.child is not None
        answer = self.child.done(Order(do, now, passed, what=what))
        assert not answer.trouble, f"{do}: {answer.trouble}"
        return answer.result


def rehearse(databases: Sequence[str]) -> None:
    """Play every story on an empty database of its own. Leaves no thread and no connection."""
    # What sets PDFs and draws makes threads for itself, which a fork would be without.
    with (
        patch.object(pdf, "render", lambda *_: pdf.Pdf(b"%PDF-1.7", ())),
        patch.object(pdf, "picture", partial(_aside, pdf.picture)),
    ):
        for play, url in zip(STORIES.values(), databases, strict=True):
            _rehearse(play, url)
    # What was no PDF must not be taken for one.
    files._bytes.cache_clear()
    for thread in threading.enumerate():
        if thread is not threading.main_thread():
            # One that answered the last call, and has only to end.
            thread.join(LONGEST)
    assert threading.active_count() == 1, "a fork would be without the threads of this process"


def _rehearse(play: Callable[[People], None], url: str) -> None:
    slack = SlackDouble().start()
    try:
        understudy = Understudy(Start(url, slack.api_url, slack.bot_token, slack.signing_secret))
        town = Town(slack, [cast(Replica, understudy)], {})
        town.begin()
        play(People(town))
        understudy.ask("catch_up", town.now)
        understudy.ask("stop", town.now)
    finally:
        slack.stop()


def _aside(work: Callable[..., bytes], *of: object) -> bytes:
    """Have a fork do this, which ends then."""
    ours, theirs = os.pipe()
    pid = os.fork()
    if not pid:
        try:
            with os.fdopen(theirs, "wb") as told:
                told.write(work(*of))
        finally:
            os._exit(0)
    os.close(theirs)
    with os.fdopen(ours, "rb") as told:
        made = told.read()
    os.waitpid(pid, 0)
    return made


def share_engines() -> None:
    """Give every database of a process the same engine, which is brought to another address: what
    it knows of statements is kept with it."""
    for name in ("_on_sqlite", "_on_server"):
        setattr(database, name, _shared(getattr(database, name)))


def _shared(make: Callable[..., Engine]) -> Callable[..., Engine]:
    made: list[Engine] = []
    where: list[URL] = []

    def divert(_dialect: Any, _record: Any, arguments: list[Any], named: dict[str, Any]) -> None:
        """A file's database is named by the only argument, a server's among others."""
        if arguments:
            arguments[0] = where[-1].database
        else:
            named["dbname"] = where[-1].database

    def shared(url: URL, *more: Any) -> Engine:
        where[:] = [url]
        if not made:
            made.append(make(url, *more))
            event.listen(made[0], "do_connect", divert)
        return made[0]

    return shared
