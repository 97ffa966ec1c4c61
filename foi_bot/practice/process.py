"""Start a server as a child and be sure that it ends: with its `with`, or with this program.

A program that is killed, or whose terminal window is closed, runs no `finally`. So the server is
started under a guard, a few lines of shell that wait for the end of a pipe whose other end only
this program holds: when this program is gone, however it went, the pipe ends and so does the
server.
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

STOP_SECONDS = 5.0

_GUARD = """
exec 3<&0
"$@" 3<&- </dev/null &
server=$!
{ cat <&3; kill "$server"; } >/dev/null 2>&1 &
watcher=$!
trap : TERM
wait "$server"
status=$?
while kill -0 "$server" 2>/dev/null; do wait "$server"; done
kill "$watcher" 2>/dev/null
exit "$status"
"""


def launch(command: Sequence[str | Path], log: Path) -> subprocess.Popen[bytes]:
    """Start a server that writes to `log`; end it with `end`. Raises OSError.

    It has a process group of its own, so that Ctrl-C reaches this program alone, which can then
    end things in their order.
    """
    with log.open("wb") as output:
        return subprocess.Popen(
            ["sh", "-c", _GUARD, "guard", *command],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def end(process: subprocess.Popen[bytes]) -> None:
    """End a server and whatever it started; harmless when it has ended already."""
    if process.stdin is not None:
        process.stdin.close()
    _signal_group(process, signal.SIGTERM)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        _signal_group(process, signal.SIGKILL)
        process.wait(STOP_SECONDS)


def _signal_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        # It ended by itself between the question and the signal.
        return
