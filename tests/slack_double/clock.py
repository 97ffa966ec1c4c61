"""The double's own time, so that no test ever waits."""

import threading
from datetime import UTC, datetime

OPENING = datetime(2018, 3, 14, 10, 0, tzinfo=UTC)


class VirtualClock:
    """Epoch seconds that move only when somebody moves them.

    A sender under test is given this object: `now()` reads it and `sleep()` moves it on, so that
    pauses, rate limits, retries and expiries are all tested at full speed.
    """

    def __init__(self, opening: datetime = OPENING) -> None:
        self._now = opening.timestamp()
        self._lock = threading.Lock()

    def now(self) -> float:
        """Epoch seconds."""
        with self._lock:
            return self._now

    def sleep(self, seconds: float) -> None:
        """Move on by `seconds`; raises ValueError when asked to go back."""
        if seconds < 0:
            raise ValueError(f"a clock cannot go back {-seconds} seconds")
        with self._lock:
            self._now += seconds

    def advance(self, seconds: float) -> None:
        """The same as `sleep`, in the words of a test."""
        self.sleep(seconds)

    def move_to(self, moment: datetime) -> None:
        """Move on to `moment` (aware); raises ValueError when that is in the past."""
        self.sleep(moment.timestamp() - self.now())

    def reads(self) -> datetime:
        """The same instant as an aware UTC datetime."""
        return datetime.fromtimestamp(self.now(), tz=UTC)
