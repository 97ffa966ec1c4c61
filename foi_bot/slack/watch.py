"""What is counted while the program works, told to whoever counts: `foi_bot.web.metrics` does, and
nobody where nothing is served.

Whoever is told must be quick and must not raise: it happens in the middle of a call. No argument
may hold a word of a case, a channel, a user or an applicant.
"""

from __future__ import annotations

from typing import Protocol


class Watch(Protocol):
    """Told of what happens. Safe to call from several threads."""

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


OK, LIMITED, REFUSED, FAILED, NO_REPLY = "ok", "ratelimited", "refused", "failed", "no_reply"
RESULTS = (OK, LIMITED, REFUSED, FAILED, NO_REPLY)
"""What a call came to: done; too fast; Slack said no; Slack had trouble of its own; no clear reply
came."""


class Unwatched:
    """Nobody counts."""

    def called(self, method: str, result: str, seconds: float) -> None:
        """A call to Slack ended."""

    def lanes(self, held: int) -> None:
        """So many lanes are leased."""

    def lane_lost(self) -> None:
        """A lane went to another process."""

    def given_up(self) -> None:
        """A message will not be sent any more."""


UNWATCHED: Watch = Unwatched()
