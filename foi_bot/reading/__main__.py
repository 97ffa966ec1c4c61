"""The child process of `bounded`: reads one file from the pipe and answers with JSON."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Final

from foi_bot.reading.bounded import LONGEST_SECONDS, result_type
from foi_bot.reading.cannot import SHARE_AGAIN, CannotRead, cannot_read

MOST_MEMORY: Final = 200_000_000
"""In bytes, on top of what the interpreter takes before it has seen the file."""

ROOMS: Final = ("foi_bot.reading.tables", "foi_bot.reading.texts", "foi_bot.reading.within")
"""Where the functions are that may be asked for."""


def bound() -> None:
    """Bound this process for good: its memory, its time on the processor (for a parent that is gone
    cannot stop it), and no files of its own. Where the system has no such bounds, only the parent's
    clock is left."""
    try:
        import resource
    except ImportError:
        return
    processor = int(LONGEST_SECONDS) + 5
    resource.setrlimit(resource.RLIMIT_CPU, (processor, processor))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    taken = Path("/proc/self/statm")
    if taken.exists():
        pages = int(taken.read_text("ascii").split()[0])
        most = pages * resource.getpagesize() + MOST_MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _too_much(name: str) -> CannotRead:
    return cannot_read(
        name,
        "reading it takes too much memory",
        f"Save what is needed of it as a smaller file. {SHARE_AGAIN}",
    )


def main() -> None:
    """Answer what the parent asks: a line of JSON, then the file."""
    asked = json.loads(sys.stdin.buffer.readline())
    if asked["module"] not in ROOMS:
        raise SystemExit(f"not a room of this house: {asked['module']}")
    function = getattr(import_module(asked["module"]), asked["function"])
    bound()
    try:
        value = function(asked["name"], sys.stdin.buffer.read())
        answer = b'{"value":' + result_type(function).dump_json(value) + b"}"
    except CannotRead as refusal:
        answer = json.dumps({"cannot": str(refusal)}).encode()
    except MemoryError:
        answer = json.dumps({"cannot": str(_too_much(asked["name"]))}).encode()
    sys.stdout.buffer.write(answer)


if __name__ == "__main__":
    main()
