"""A warm process from which the program under test is forked, within milliseconds.

It has imported and read what the program reads once, made no thread and opened no connection. It
is also the parent of all that it forks: it kills them and waits until nothing of them is left.

Run as `python -m faults.zygote FD` with a socket of its maker's.
"""

from __future__ import annotations

import gc
import inspect
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
from functools import cache
from multiprocessing.connection import Connection as Pipe
from typing import Any

from faults.wire import Start


class Zygote:
    """The maker's side: forks programs and ends them. Safe to use from several threads."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-m", "faults.zygote", str(theirs.fileno())]
        self._process = subprocess.Popen(command, pass_fds=[theirs.fileno()])
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
        self._process.wait(timeout=30)


def _warm() -> None:
    """Read what is read once. House packs never change here."""
    from foi_bot import logs
    from foi_bot.letter import docx, pdf, read
    from foi_bot.letter.house import load_houses
    from foi_bot.slack import program

    assert docx is not None
    assert pdf is not None
    assert read is not None
    logs.configure("CRITICAL")
    # It warns of connections that were cut, which is what is done here.
    logging.getLogger("psycopg").setLevel(logging.CRITICAL)
    program.warm_up()
    kept = cache(load_houses)
    kept(None)
    setattr(program, "load_houses", kept)  # noqa: B010 - the name is not the module's own
    # Bolt looks at its caller, for which Python reads every module's path once; calls to Slack
    # want a codec.
    inspect.stack()
    "localhost".encode("idna")
    gc.freeze()


def _serve(descriptor: int) -> None:
    ours = socket.socket(fileno=descriptor)
    pipe = Pipe(os.dup(ours.fileno()))
    children: set[int] = set()
    while True:
        try:
            asked: Any = pipe.recv()
        except EOFError:
            break
        if isinstance(asked, Start):
            pid = _forked(ours, pipe, asked)
            children.add(pid)
            pipe.send(pid)
        else:
            do, pid = asked
            if do == "kill" and pid in children:
                os.kill(pid, signal.SIGKILL)
            status = os.waitpid(pid, 0)[1] if pid in children else 0
            children.discard(pid)
            pipe.send(os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0)
    for pid in children:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def _forked(ours: socket.socket, pipe: Pipe, start: Start) -> int:
    _, descriptors, _, _ = socket.recv_fds(ours, 1, 1)
    pid = os.fork()
    if pid:
        os.close(descriptors[0])
        return pid
    ours.close()
    pipe.close()
    from faults.child import live

    try:
        live(Pipe(descriptors[0]), start)
    finally:
        os._exit(0)


if __name__ == "__main__":
    import faults.child  # noqa: F401 - read before anything is forked

    _warm()
    _serve(int(sys.argv[1]))
