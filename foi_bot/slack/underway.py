"""What is under way while the program is asked to stop: it is finished, and nothing new begun."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Underway:
    """A door that is closed at first. Safe to use from several threads."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._open = False
        self._count = 0

    @property
    def is_open(self) -> bool:
        """Whether something may begin."""
        return self._open

    def open(self) -> None:
        """From now on things may begin."""
        with self._changed:
            self._open = True

    @contextmanager
    def taking(self) -> Iterator[bool]:
        """One thing that begins now; False, and nothing begins, where the door is closed."""
        with self._changed:
            taken = self._open
            self._count += taken
        try:
            yield taken
        finally:
            with self._changed:
                self._count -= taken
                self._changed.notify_all()

    def close(self, seconds: float) -> bool:
        """Let nothing begin any more, and wait so long for what has; whether all of it ended."""
        with self._changed:
            self._open = False
            return self._changed.wait_for(lambda: self._count == 0, seconds)
