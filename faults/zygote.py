"""A warm process from which the program under test is forked, within milliseconds.

It has played every story once and knows what a process learns by that; it has no thread and no
connection. It is also the parent of all that it forks: it kills them and waits until nothing of
them is left (`faults.forking` is what runs there).
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from multiprocessing.connection import Connection as Pipe

from faults.wire import Start


class Zygote:
    """The maker's side: forks programs and ends them. Safe to use from several threads. It uses
    `databases` up, one for each story."""

    def __init__(self, databases: Sequence[str]) -> None:
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-m", "faults.forking", str(theirs.fileno()), *databases]
        # Who is killed leaves its temporary files.
        self._folder = tempfile.TemporaryDirectory(prefix="foi-plays-")
        self._process = subprocess.Popen(
            command,
            pass_fds=[theirs.fileno()],
            env={**os.environ, "TMPDIR": self._folder.name},
        )
        theirs.close()
        self._socket = ours
        self._pipe = Pipe(os.dup(ours.fileno()))
        self._lock = threading.Lock()

    def fork(self, start: Start) -> tuple[int, Pipe]:
        """A fresh program, not yet begun: its process id, and the pipe to it."""
        ours, theirs = socket.socketpair()
        with self._lock:
            self._pipe.send(start)
            socket.send_fds(self._socket, [b"x"], [theirs.fileno()])
            pid: int = self._pipe.recv()
        theirs.close()
        return pid, Pipe(ours.detach())

    def kill(self, pid: int) -> None:
        """Kill a program unless it has ended by itself, and wait until it is gone."""
        with self._lock:
            self._pipe.send(("kill", pid))
            self._pipe.recv()

    def gone(self, pid: int) -> int:
        """Wait for a program that ends by itself; the signal that ended it."""
        with self._lock:
            self._pipe.send(("wait", pid))
            status: int = self._pipe.recv()
        return status

    def close(self) -> None:
        """End it, and with it every program that is left."""
        self._pipe.close()
        self._socket.close()
        self._process.wait(timeout=60)
        self._folder.cleanup()
