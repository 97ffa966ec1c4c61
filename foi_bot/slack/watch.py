"""What is counted while the program works, told to whoever counts: `foi_bot.web.metrics` does, and
nobody where nothing is served.

Whoever is told must be quick and must not raise: it happens in the middle of a call. No argument
may end in a label that holds a word of a case, a channel, a user or an applicant.
"""

from __future__ import annotations

from typing import Final, Protocol

from foi_bot.case import Case
from foi_bot.casework.facts import Fact

OK: Final = "ok"
LIMITED: Final = "ratelimited"
REFUSED: Final = "refused"
FAILED: Final = "failed"
NO_REPLY: Final = "no_reply"
RESULTS = (OK, LIMITED, REFUSED, FAILED, NO_REPLY)
"""What a call to Slack came to: done; too fast; Slack said no; Slack had trouble of its own; no
clear reply came."""

ACCEPTED: Final = "accepted"
DUPLICATE: Final = "duplicate"
PARKED: Final = "parked"
OUTCOMES = (ACCEPTED, DUPLICATE, REFUSED, PARKED, FAILED)
"""What a delivery from Slack came to: done, or nothing to be done; done before; refused with a word
to the person; waiting for our message to get its timestamp; not done for a fault or because
something was away."""


class Watch(Protocol):
    """Told of what happens. Safe to call from several threads."""

    def delivered(self, kind: str, outcome: str, seconds: float) -> None:
        """A delivery from Slack was answered after so many seconds. `kind` is one of
        `delivery.KINDS`, `outcome` one of `OUTCOMES`."""

    def performed(self, case: Case | None, facts: tuple[Fact, ...]) -> None:
        """These facts were written; `case` is the case with them."""

    def called(self, method: str, result: str, seconds: float) -> None:
        """A call to Slack ended. Methods of the Web API are told of by the client itself
        (`foi_bot.slack.client`); what else is sent to Slack, by whoever sends it. `result` is one
        of `RESULTS`."""

    def lanes(self, held: int) -> None:
        """So many lanes are leased by this process now."""

    def lane_lost(self) -> None:
        """A lane went to another process while a call was under way: what the call came to was not
        written."""

    def given_up(self) -> None:
        """A message will not be sent any more."""

    def database_failed(self, error: str) -> None:
        """The database did not do its work; `error` is the driver's name for it."""


class Unwatched:
    """Nobody counts."""

    def delivered(self, kind: str, outcome: str, seconds: float) -> None:
        """A delivery was answered."""

    def performed(self, case: Case | None, facts: tuple[Fact, ...]) -> None:
        """Facts were written."""

    def called(self, method: str, result: str, seconds: float) -> None:
        """A call to Slack ended."""

    def lanes(self, held: int) -> None:
        """So many lanes are leased."""

    def lane_lost(self) -> None:
        """A lane went to another process."""

    def given_up(self) -> None:
        """A message will not be sent any more."""

    def database_failed(self, error: str) -> None:
        """The database did not do its work."""


UNWATCHED: Watch = Unwatched()
