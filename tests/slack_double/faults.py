"""What can go wrong between the app and Slack, on demand.

Nothing that a fault causes counts as a violation: it is the test's doing, not the app's.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto

ANY_METHOD = "*"
UPLOAD = "upload"
"""Stands for the POST of a file's bytes, which is no Web API method."""
DOWNLOAD = "download"
"""Stands for the GET of a file's bytes."""


class Harm(Enum):
    """How a call ends."""

    STATUS = auto()
    REFUSAL = auto()
    DROP = auto()
    SILENCE = auto()
    SIGN_IN = auto()
    PAGE = auto()
    CUT = auto()


@dataclass(frozen=True)
class Fault:
    """One mishap; `after_effect` says whether Slack has done what was asked before it."""

    harm: Harm
    after_effect: bool = False
    status: int = 200
    retry_after: int | str | None = None
    error: str = ""


class Faults:
    """The mishaps that lie ahead, by method ("chat.postMessage", UPLOAD, or ANY_METHOD)."""

    def __init__(self) -> None:
        self._ahead: dict[str, list[Fault]] = {}
        self._outage: Fault | None = None

    def rate_limit(
        self, method: str, *, times: int = 1, retry_after: int | str | None = 30
    ) -> None:
        """The next calls answer 429 and do nothing. Retry-After is in seconds, or whatever it is
        that a proxy makes of it; None leaves it out."""
        self._plan(method, times, Fault(Harm.STATUS, status=429, retry_after=retry_after))

    def server_error(
        self, method: str, *, times: int = 1, status: int = 503, after_effect: bool = False
    ) -> None:
        """The next calls answer 5xx."""
        self._plan(method, times, Fault(Harm.STATUS, after_effect, status=status))

    def refuse(
        self, method: str, error: str, *, times: int = 1, after_effect: bool = False
    ) -> None:
        """The next calls answer ok: false with `error`, such as "token_revoked"."""
        self._plan(method, times, Fault(Harm.REFUSAL, after_effect, error=error))

    def drop(self, method: str, *, times: int = 1) -> None:
        """The connection breaks before Slack has done anything."""
        self._plan(method, times, Fault(Harm.DROP))

    def lose_reply(self, method: str, *, times: int = 1) -> None:
        """Slack does what was asked, then the connection breaks."""
        self._plan(method, times, Fault(Harm.DROP, after_effect=True))

    def say_nothing(self, method: str, *, times: int = 1, after_effect: bool = False) -> None:
        """Slack never answers: the client's own timeout ends the call (give it a short one)."""
        self._plan(method, times, Fault(Harm.SILENCE, after_effect))

    def sign_in_page(self, method: str, *, times: int = 1) -> None:
        """A page to sign in on comes instead, with status 200, as for a file without the scope."""
        self._plan(method, times, Fault(Harm.SIGN_IN))

    def error_page(
        self, method: str, *, times: int = 1, status: int = 502, after_effect: bool = False
    ) -> None:
        """A proxy answers with a page of its own, which is no JSON."""
        self._plan(method, times, Fault(Harm.PAGE, after_effect, status=status))

    def cut_off(self, method: str, *, times: int = 1) -> None:
        """Slack does what was asked, and the connection breaks halfway through its answer."""
        self._plan(method, times, Fault(Harm.CUT, after_effect=True))

    def outage(self, status: int | None = 503) -> None:
        """Until `recover`, every call answers `status`, or breaks where that is None."""
        self._outage = Fault(Harm.DROP) if status is None else Fault(Harm.STATUS, status=status)

    def recover(self) -> None:
        """End an outage and forget every mishap still ahead."""
        self._outage = None
        self._ahead.clear()

    @contextmanager
    def during_outage(self, status: int | None = 503) -> Iterator[None]:
        """An outage for the length of a block; mishaps planned otherwise stay ahead."""
        self.outage(status)
        yield
        self._outage = None

    def take(self, method: str) -> Fault | None:
        """The mishap of this very call, if it has one."""
        if self._outage is not None:
            return self._outage
        for name in (method, ANY_METHOD):
            if self._ahead.get(name):
                return self._ahead[name].pop(0)
        return None

    def _plan(self, method: str, times: int, fault: Fault) -> None:
        self._ahead.setdefault(method, []).extend([fault] * times)
