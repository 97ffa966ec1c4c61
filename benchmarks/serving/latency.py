"""A distance between the program and PostgreSQL: a proxy that holds back what goes through it, each
way by so much, and keeps its order. What is sent at once arrives at once, as over a long cable.

Run as a process (`python -m benchmarks.serving.latency SOCKET SECONDS`), it writes its port.
"""

from __future__ import annotations

import argparse
import asyncio
import sys


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, held: float) -> None:
    """Carry bytes one way until they end."""
    loop = asyncio.get_running_loop()
    closed = loop.create_future()

    def put(data: bytes) -> None:
        if data and not writer.is_closing():
            writer.write(data)
        elif not closed.done():
            closed.set_result(None)

    while data := await reader.read(65536):
        # Timers of one delay fire in the order in which they were set.
        loop.call_later(held, put, data)
    loop.call_later(held, put, b"")
    await closed
    writer.close()


async def _serve(path: str, held: float) -> None:
    async def taken(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, to = await asyncio.open_unix_connection(path)
        await asyncio.gather(
            _carry(reader, to, held), _carry(there, writer, held), return_exceptions=True
        )

    server = await asyncio.start_server(taken, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    async with server:
        await asyncio.to_thread(sys.stdin.read)


def main() -> int:
    """Carry until standard input ends; 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.serving.latency")
    parser.add_argument("socket", help="the server's Unix socket")
    parser.add_argument("seconds", type=float, help="how long bytes are held, each way")
    wanted = parser.parse_args()
    asyncio.run(_serve(wanted.socket, wanted.seconds))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
