"""The bare app: the best plain Bolt app that does to the database what ours does.

Bolt's own signature check and nothing else of Bolt's middleware; listeners before the
acknowledgement (Bolt's polling for it costs 10 ms otherwise); every statement prepared; one writer
at a time on SQLite, since without it the driver's own waiting for the lock is slower; no logging.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime
from typing import Any, Literal

import sqlalchemy as sa
from slack_bolt import Ack, App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine

from benchmarks.serving.deliveries import key_of
from benchmarks.serving.recording import Recording, Transaction
from benchmarks.serving.slack_stub import said
from store.database import address
from store.tables import DeliveryRow

Does = Literal["same", "row", "nothing"]
"""The statements that ours runs, one row, or nothing but to acknowledge."""

CONNECTIONS = 20
_CHOOSE = re.compile(r"^choose:\d$")


def engine(url: str) -> Engine:
    """An engine with the settings of ours, without its events, checks and options."""
    where = address(url)
    if where.get_backend_name() != "sqlite":
        return sa.create_engine(where, pool_size=CONNECTIONS)
    made = sa.create_engine(
        where,
        pool_size=CONNECTIONS,
        connect_args={"check_same_thread": False, "isolation_level": None},
    )
    event.listen(made, "connect", _prepare)
    return made


def _prepare(connection: Any, _: object) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


class Bare:
    """Does to the database what is asked for, and is told by Bolt of every delivery."""

    def __init__(self, url: str, does: Does, recording: Recording | None) -> None:
        self._engine = engine(url)
        is_sqlite = self._engine.dialect.name == "sqlite"
        self._writer = threading.Lock() if is_sqlite else nullcontext()
        self._begin = {True: "BEGIN", False: "BEGIN IMMEDIATE"} if is_sqlite else {}
        self._does = does
        self._deliveries = recording.deliveries if recording else {}
        self._statements = recording.made() if recording else []
        self._row = sa.insert(DeliveryRow.__table__)  # type: ignore[attr-defined]

    def app(self, secret: str) -> App:
        """The Bolt app."""
        # Told once: Bolt would ask Slack for it, and ours remembers it, too.
        known = AuthorizeResult.from_auth_test_response(auth_test_response=said("auth.test"))
        app = App(
            client=WebClient(),
            authorize=lambda: known,
            signing_secret=secret,
            process_before_response=True,
            ignoring_self_events_enabled=False,
            ssl_check_enabled=False,
            url_verification_enabled=False,
            attaching_function_token_enabled=False,
        )
        listen: Callable[..., None] = self._listen
        # One listener for each thing that comes, found at its first look.
        app.event("message")(listen)
        app.event("reaction_added")(listen)
        app.action(_CHOOSE)(listen)
        app.view("write")(listen)
        app.command("/foi")(listen)
        return app

    def _listen(self, ack: Ack, body: dict[str, Any]) -> None:
        match self._does:
            case "same":
                for transaction in self._deliveries[key_of(body)]:
                    self._run(transaction)
            case "row":
                row = {"workspace_id": "T1", "key": key_of(body), "answer": "{}"}
                self._in(False, lambda made: made.execute(self._row, {**row, "at": _now()}))
        ack()

    def _run(self, transaction: Transaction) -> None:
        def run(connection: Connection) -> None:
            for number, parameters in transaction.ran:
                result = connection.execute(self._statements[number], parameters)
                if result.returns_rows:
                    result.all()

        self._in(transaction.reads, run)

    def _in(self, reads: bool, work: Callable[[Connection], object]) -> None:
        with nullcontext() if reads else self._writer, self._engine.connect() as connection:
            if self._begin:
                connection.exec_driver_sql(self._begin[reads])
            work(connection)
            connection.commit()


def _now() -> datetime:
    return datetime.now(UTC)
