"""Recording: the exact statements, parameters and transactions with which the program deals with
each delivery, so that a bare app can run the same.

A copy of the database is used up for it. Statements are kept as SQLAlchemy serializes them: Core
expressions, as the program has them.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Connection
from sqlalchemy.ext import serializer
from sqlmodel import SQLModel

from benchmarks.serving.deliveries import Sent
from foi_bot.slack.program import Program
from store.database import is_reading

Parameters = dict[str, Any] | list[dict[str, Any]] | None


@dataclass(slots=True)
class Transaction:
    """One transaction: each statement's number, and its parameters."""

    reads: bool
    ran: list[tuple[int, Parameters]] = field(default_factory=list)


@dataclass(slots=True)
class Recording:
    """`statements` are serialized; `deliveries` are the transactions of each, by its key."""

    statements: list[bytes] = field(default_factory=list)
    deliveries: dict[str, list[Transaction]] = field(default_factory=dict)

    def save(self, file: Path) -> None:
        file.write_bytes(pickle.dumps(self))

    @staticmethod
    def load(file: Path) -> Recording:
        """What `save` kept."""
        found = pickle.loads(file.read_bytes())
        assert isinstance(found, Recording)
        return found

    def made(self) -> list[Any]:
        """The statements, ready to be run."""
        return [_unpacked(one) for one in self.statements]


class Recorder:
    """Deals with deliveries one after another, and writes down what reaches the database."""

    def __init__(self, program: Program, secret: str) -> None:
        self.recording = Recording()
        self._program = program
        self._secret = secret.encode()
        self._numbers: dict[int, int] = {}
        self._kept: list[Any] = []
        self._now: list[Transaction] = []
        engine = program.database.engine
        event.listen(engine, "begin", self._begin)
        # A connection that reads begins its transaction with its first statement, not before it.
        event.listen(engine, "after_execute", self._after_execute)

    def record(self, some: Iterable[Sent]) -> None:
        """Deal with these. Each must be answered with 200."""
        for sent in some:
            self._now = []
            answer = self._program.door.answer(sent.body, sent.headers(self._secret))
            assert answer.status == 200, f"{sent.key} was answered with {answer.status}"
            assert sent.key not in self.recording.deliveries, f"{sent.key} is there twice"
            self.recording.deliveries[sent.key] = [one for one in self._now if one.ran]

    def _begin(self, connection: Connection) -> None:
        self._now.append(Transaction(is_reading(connection)))

    def _after_execute(
        self, _: Connection, clause: Any, many: Any, one: Any, _options: Any, _result: Any
    ) -> None:
        if isinstance(clause, str):
            assert clause.split()[0] in ("BEGIN", "PRAGMA", "SET"), f"not of Core: {clause}"
            return
        self._now[-1].ran.append((self._number(clause), list(many) or one or None))

    def _number(self, clause: Any) -> int:
        number = self._numbers.get(id(clause))
        if number is None:
            number = self._numbers[id(clause)] = len(self._kept)
            # Kept, so that no other takes its id.
            self._kept.append(clause)
            self.recording.statements.append(_packed(clause))
        return number


def _packed(statement: Any) -> bytes:
    return bytes(serializer.dumps(statement))  # type: ignore[no-untyped-call]


def _unpacked(packed: bytes) -> Any:
    return serializer.loads(packed, SQLModel.metadata)  # type: ignore[no-untyped-call]
