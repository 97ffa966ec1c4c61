"""What the app did that Slack would refuse, or that would go wrong for a person."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True)
class Violation:
    """One call that must not happen.

    `rule` is Slack's own error code where it has one ("invalid_blocks"), otherwise the name of
    a rule of this double ("no_fallback_text"). `document` is the title of the Slack page.
    """

    rule: str
    where: str
    detail: str
    document: str = ""

    def __str__(self) -> str:
        source = f" [{self.document}]" if self.document else ""
        return f"{self.where}: {self.rule}: {self.detail}{source}"


class ViolationLog:
    """Collects violations; a test fails on any it did not announce."""

    def __init__(self) -> None:
        self._found: list[Violation] = []
        self._permitted: set[str] = set()
        self._lock = threading.Lock()

    def record(self, violation: Violation) -> None:
        with self._lock:
            self._found.append(violation)

    @property
    def found(self) -> tuple[Violation, ...]:
        """Every violation so far that was neither permitted nor expected."""
        with self._lock:
            return tuple(v for v in self._found if v.rule not in self._permitted)

    def permit(self, *rules: str) -> None:
        """Let these rules be broken for the rest of the test."""
        self._permitted.update(rules)

    @contextmanager
    def expecting(self, *rules: str) -> Iterator[list[Violation]]:
        """Inside the block each of `rules` must be broken at least once, and may be."""
        with self._lock:
            before = list(self._found)
        caught: list[Violation] = []
        yield caught
        with self._lock:
            new = self._found[len(before) :]
            caught.extend(v for v in new if v.rule in rules)
            self._found = before + [v for v in new if v.rule not in rules]
        missing = set(rules) - {v.rule for v in caught}
        assert not missing, f"Slack would have refused nothing as {sorted(missing)}; new: {new}"

    def assert_none(self) -> None:
        """Fail, listing every violation, when there is one."""
        lines = "\n".join(f"  - {violation}" for violation in self.found)
        assert not lines, f"Slack would have refused this:\n{lines}"
