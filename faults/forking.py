"""The warm process from which programs are forked; `faults.zygote` is its maker's side.

Run as `python -m faults.forking FD DATABASE…` with a socket of its maker's and an empty database
for each story.
"""

from __future__ import annotations

import gc
import logging
import os
import signal
import socket
import sys
from collections.abc import Sequence
from functools import cache
from multiprocessing.connection import Connection as Pipe
from typing import Any

from faults.child import live
from faults.rehearsal import rehearse, share_engines
from faults.wire import Start
from foi_bot import logs
from foi_bot.letter.house import load_houses
from foi_bot.slack import program


def _warm(databases: Sequence[str]) -> None:
    """Learn what is learned once. House packs never change here."""
    logs.configure("CRITICAL")
    # It warns of connections that were cut, which is what is done here.
    logging.getLogger("psycopg").setLevel(logging.CRITICAL)
    program.warm_up()
    setattr(program, "load_houses", cache(load_houses))  # noqa: B010 - the name is not the module's
    share_engines()
    rehearse(databases)
    gc.collect()
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
    try:
        live(Pipe(descriptors[0]), start)
    finally:
        os._exit(0)


if __name__ == "__main__":
    _warm(sys.argv[2:])
    _serve(int(sys.argv[1]))
