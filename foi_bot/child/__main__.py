"""The child process of `in_child`: runs one function on what comes from the pipe and answers with
JSON."""

from __future__ import annotations

import json
import signal
import sys
from importlib import import_module
from pathlib import Path
from time import process_time

from foi_bot.child import ROOMS, RefusedError, result_type


def _bound(seconds: float, memory: int, written: int) -> None:
    """Bound this process for good: its memory, its time on the processor, and the files that it
    writes. Where the system has no such bounds, only the parent's clock is left."""
    try:
        import resource
    except ImportError:
        return
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    # A timer can be put off by whoever runs in this process; this cannot.
    processor = int(process_time() + seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (processor, processor + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (written, written))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    taken = Path("/proc/self/statm")
    if taken.exists():
        pages = int(taken.read_text("ascii").split()[0])
        most = pages * resource.getpagesize() + memory
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def main() -> None:
    """In the child: answer what the parent asks, a line of JSON and then the bytes."""
    asked = json.loads(sys.stdin.buffer.readline())
    if asked["module"] not in ROOMS:
        raise SystemExit(f"not a room of this house: {asked['module']}")
    function = getattr(import_module(asked["module"]), asked["function"])
    _bound(asked["seconds"], asked["memory"], asked["written"])
    try:
        value = function(asked["name"], sys.stdin.buffer.read())
        answer = b'{"value":' + result_type(function).dump_json(value) + b"}"
    except RefusedError as refusal:
        answer = json.dumps({"refused": str(refusal)}).encode()
    except MemoryError:
        answer = b'{"stopped":"memory"}'
    sys.stdout.buffer.write(answer)


if __name__ == "__main__":
    main()
