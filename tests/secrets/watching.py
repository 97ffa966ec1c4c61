"""Everything that the program says, keeps, sends and leaves behind while a story is played."""

from __future__ import annotations

import io
import json
import logging
import re
import sys
import threading
import traceback
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any, cast

import pypdf
import sqlalchemy as sa
from prometheus_client import generate_latest

import foi_bot
import store
from foi_bot import logs
from foi_bot.web.metrics import Metrics
from tests.secrets.canaries import Canary
from tests.slack.office import FoiOffice

OURS = tuple(str(Path(str(package.__file__)).parent) for package in (foi_bot, store))


@dataclass
class Watched:
    """What was collected: lines of logs and of standard error, and errors in words."""

    office: FoiOffice
    metrics: Metrics
    temporary: Path
    said: io.StringIO = field(default_factory=io.StringIO)
    errors: set[str] = field(default_factory=set)

    def leaks(self, canary: Canary) -> list[str]:
        """Every place where this canary stands and must not."""
        return [
            *_in_text(canary, "a log line", self.said.getvalue().splitlines()),
            *_in_text(canary, "an error", self.errors),
            *_in_text(canary, "a metric", [self.counted()]),
            *self._in_columns(canary),
            *self._in_calls(canary),
            *self._in_files(canary),
        ]

    def counted(self) -> str:
        """The page of metrics."""
        return generate_latest(self.metrics.registry).decode()

    def _in_columns(self, canary: Canary) -> Iterator[str]:
        tables = sa.MetaData()
        with self.office.program.database.reading() as connection:
            tables.reflect(connection)
            for table in tables.sorted_tables:
                for row in connection.execute(sa.select(table)):
                    for column, value in row._mapping.items():
                        where = f"{table.name}.{column}"
                        if where not in canary.columns and (word := canary.found_in(_text(value))):
                            yield f"{word!r} in column {where}: {_text(value)[:200]}"

    def _in_calls(self, canary: Canary) -> Iterator[str]:
        for call in self.office.slack.calls:
            told = json.dumps(call.args, ensure_ascii=False)
            if call.method not in canary.calls and (word := canary.found_in(told)):
                yield f"{word!r} in a call of {call.method}: {told[:300]}"

    def _in_files(self, canary: Canary) -> Iterator[str]:
        """In what is left in folders for passing things. (What the bot uploads is a letter: it
        holds answers, and `letters` says what it must not hold.)"""
        for file in self.temporary.rglob("*"):
            if file.is_file() and (word := canary.found_in(_text(file.read_bytes()))):
                yield f"{word!r} in a file that was left: {file.name}"

    def letters(self) -> str:
        """The words of every file that the bot has put into Slack."""
        files = self.office.slack.workspace.files.values()
        ours = [f for f in files if f.user == self.office.slack.workspace.app.bot_user_id]
        return "\n".join(_words(file.name, file.content or b"") for file in ours)


def _in_text(canary: Canary, where: str, texts: Any) -> Iterator[str]:
    for text in texts:
        if word := canary.found_in(text):
            yield f"{word!r} in {where}: {text[:400]}"


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    # JSON without its escapes: “\u00e9” hides a letter, and no name.
    return str(value)


def _words(name: str, content: bytes) -> str:
    if name.endswith(".pdf"):
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        kept = [parts.read(part).decode("utf-8") for part in parts.namelist() if ".xml" in part]
    return re.sub(r"<[^>]+>", "", "\n".join(kept))


class _Collecting(logging.Handler):
    """Every record of every library, with its traceback."""

    def __init__(self, into: io.StringIO) -> None:
        super().__init__(logging.DEBUG)
        self.into = into

    def emit(self, record: logging.LogRecord) -> None:
        """Write it down."""
        self.into.write(f"{record.name} {record.getMessage()} {record.args!r}\n")
        if record.exc_info:
            self.into.write("".join(traceback.format_exception(*record.exc_info)))


@contextmanager
def watching(watched: Watched, threshold: int) -> Iterator[None]:
    """Collect what is logged (ours at DEBUG, libraries' from `threshold`), warned of and raised."""
    handler, root = _Collecting(watched.said), logging.getLogger()
    handler.setLevel(threshold)
    before = root.level
    root.addHandler(handler)
    root.setLevel(threshold)
    logs.configure("DEBUG", stream=watched.said)

    def local(_frame: FrameType, event: str, raised: Any) -> Any:
        if event == "exception":
            watched.errors.add(f"{raised[0].__name__}: {raised[1]!s} {raised[1]!r}")
        return local

    def every(frame: FrameType, _event: str, _argument: Any) -> Any:
        if not frame.f_code.co_filename.startswith(OURS):
            return None
        frame.f_trace_lines = False
        return local

    def warn(message: object, category: object, *_: object, **__: object) -> None:
        watched.said.write(f"{message} {category}\n")

    was, threads = sys.gettrace(), threading.gettrace()
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.showwarning = cast(Any, warn)
        threading.settrace(every)
        sys.settrace(every)
        try:
            yield
        finally:
            sys.settrace(was)
            threading.settrace(threads)
            root.removeHandler(handler)
            root.setLevel(before)
            logs.configure("CRITICAL")
