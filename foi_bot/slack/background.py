"""Work off the path to the acknowledgement, on which nothing depends that the person could not
begin again: a word to somebody, a form that is being filled from a file."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable

import structlog

log = structlog.get_logger(__name__)

Work = Callable[[], None]


class Background:
    """Does one piece of work after another, in a thread of this name. What still waits when the
    program ends is not done."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._waiting: queue.SimpleQueue[Work | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def do(self, work: Work) -> None:
        """Do it soon."""
        self._waiting.put(work)

    def start(self) -> None:
        """Begin, in a thread of our own."""
        self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Finish what is waiting, then stop; what takes longer is left."""
        self._waiting.put(None)
        if self._thread is not None:
            self._thread.join(timeout=10)

    @property
    def is_alive(self) -> bool:
        """Whether it was started and still works."""
        return self._thread is not None and self._thread.is_alive()

    def drain(self) -> None:
        """Do everything that waits, here and now."""
        while not self._waiting.empty():
            work = self._waiting.get()
            if work is not None:
                _done(work)

    def _run(self) -> None:
        while (work := self._waiting.get()) is not None:
            _done(work)


def _done(work: Work) -> None:
    try:
        work()
    except Exception as failed:  # noqa: BLE001 - what fails must not keep the rest from being done
        log.error("work in the background failed", error=type(failed).__name__)
