"""Health: whether deliveries should be sent here (ready), and whether the process should be left
alone (live). Both answer in JSON and name nothing but parts of the program."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

import sqlalchemy as sa

from foi_bot.slack.program import Program
from foi_bot.web.site import Answered, Asked, Page
from store.database import UnavailableError

READY: Final = "/healthz"
LIVE: Final = "/healthz/live"

OK: Final = "ok"


@dataclass(frozen=True)
class Health:
    """What can be known of a program from outside."""

    program: Program

    @property
    def pages(self) -> dict[str, Page]:
        """The pages by their addresses."""
        return {READY: Page(self._ready), LIVE: Page(self._live)}

    def _ready(self, _: Asked) -> Answered:
        """Ready: it can take a delivery and do what follows from it."""
        program = self.program
        told = {
            "database": self._database(),
            "slack": self._slack(),
            "sender": OK if program.sender.is_alive else "not running",
            "stopping": program.is_stopping,
        }
        is_ready = not told["stopping"] and set(told.values()) <= {OK, False}
        return _told({"ready": is_ready, **told}, is_ready)

    def _live(self, _: Asked) -> Answered:
        """Live: it answers, and nothing that was started has ended."""
        dead = self.program.dead()
        return _told({"live": not dead, "dead": dead}, not dead)

    def _slack(self) -> str:
        if not self.program.desk.identity.is_known:
            return "not known yet who we are"
        return OK if self.program.receiver.is_open else "not connected"

    def _database(self) -> str:
        try:
            with self.program.database.reading() as connection:
                connection.execute(_ANYTHING)
        except UnavailableError as refused:
            return str(refused)
        return OK


_ANYTHING = sa.select(sa.literal(1))


def _told(told: dict[str, object], is_well: bool) -> Answered:
    return Answered.json(HTTPStatus.OK if is_well else HTTPStatus.SERVICE_UNAVAILABLE, told)
