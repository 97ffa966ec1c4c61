"""Logs: one JSON object a line, on standard error. They never hold an applicant's details or the
text of a request: what is logged are names of deeds, ids and error codes."""

from __future__ import annotations

import logging
import sys
from typing import TextIO

import structlog


def configure(level: str, *, as_json: bool = True, stream: TextIO | None = None) -> None:
    """Set logging up for the whole program. Libraries' own warnings take the same way, without the
    payloads that Bolt logs at DEBUG. `stream` is standard error unless another is given."""
    numeric = logging.getLevelNamesMapping()[level]
    out = stream or sys.stderr
    logging.basicConfig(level=logging.WARNING, stream=out, format="%(message)s")
    renderer = (
        structlog.processors.JSONRenderer()
        if as_json
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(numeric),
        logger_factory=structlog.PrintLoggerFactory(out),
        cache_logger_on_first_use=False,
    )
