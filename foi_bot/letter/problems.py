"""What is wrong with a file that somebody wrote, said so that they can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend: in which file, on which line (from 1), at which field, and what belongs
    there. `field` is empty where the file as a whole is meant."""

    file: str
    line: int
    field: str
    expected: str

    def __str__(self) -> str:
        field = f", {self.field}" if self.field else ""
        return f"{self.file}, line {self.line}{field}: {self.expected}"


class BadFile(ValueError):  # noqa: N818 - it is the file that is bad, not the program
    """A file cannot be used. `errors` holds every problem found, in the order of file and line."""

    def __init__(self, errors: Iterable[Problem]) -> None:
        self.errors = tuple(sorted(set(errors)))
        super().__init__("\n".join(str(problem) for problem in self.errors))
