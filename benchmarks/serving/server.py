"""One server process: ours, or a bare one. Its port is written to standard output, and it ends with
its standard input.

    python -m benchmarks.serving.server ours DATABASE
    python -m benchmarks.serving.server bare-same DATABASE --recording FILE

Ours is what `foi-bot serve` serves, its pages, its door and its metrics; only the sender and what
is done on the side are left out, and Slack's answers come at once (`slack_stub`). Deliveries alone
are measured so; `starting` and `crashing` run the program whole.
"""

from __future__ import annotations

import argparse
import sys
import threading
from pathlib import Path
from typing import Any, cast

from slack_bolt.adapter.wsgi import SlackRequestHandler
from waitress.server import create_server

from benchmarks.serving.bare import Bare, Does
from benchmarks.serving.deliveries import PATH
from benchmarks.serving.recording import Recording
from benchmarks.serving.slack_stub import answering
from foi_bot import garbage, logs
from foi_bot.settings import ForHttp
from foi_bot.slack.door import Door
from foi_bot.slack.program import Program, warm_up
from foi_bot.web.deliveries import ADDRESS, HttpDeliveries
from foi_bot.web.served import Served
from foi_bot.web.server import SENT_BY_THREAD, Server
from foi_bot.web.site import Site

THREADS = 8
SECRET = "a-secret-for-the-benchmarks"


def settings(url: str, api: str = "http://127.0.0.1:9/api/", port: int = 0) -> ForHttp:
    """Settings for a program of ours."""
    return ForHttp(
        SLACK_BOT_TOKEN="xoxb-practice",
        SLACK_SIGNING_SECRET=SECRET,
        SLACK_API_URL=api,
        DATABASE_URL=url,
        HTTP_PORT=port,
        FOI_HTTP_THREADS=THREADS,
    )


def quiet(program: Program) -> None:
    """Let this program take deliveries, and do nothing else."""
    answering(program.desk.client)
    program.desk.identity.ask()
    warm_up()


def _ours(url: str) -> int:
    logs.configure("INFO")
    served = Served(settings(url), takes_deliveries=True)
    quiet(served.program)
    garbage.keep_what_is_there()
    assert isinstance(served.program.receiver, HttpDeliveries)
    served.program.receiver.open()
    served.server.start()
    return served.server.port


def _bare(url: str, does: Does, adapter: str, recording: Path | None) -> int:
    logs.configure("CRITICAL")
    app = Bare(url, does, Recording.load(recording) if recording else None).app(SECRET)
    # Whoever knows that it helps does it for a bare app, too.
    garbage.keep_what_is_there()
    if adapter == "ours":
        taken = HttpDeliveries(Door(app, SECRET), lambda: None)
        taken.open()
        server = Server(Site({ADDRESS: taken.page}), "127.0.0.1", 0, THREADS)
        server.start()
        return server.port
    handler = SlackRequestHandler(app, path=PATH)
    bolt: Any = create_server(handler, host="127.0.0.1", port=0, threads=THREADS)
    bolt.adj.send_bytes = SENT_BY_THREAD
    threading.Thread(target=bolt.run, daemon=True).start()
    return int(bolt.effective_port)


def main() -> int:
    """Serve until standard input ends; 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.serving.server")
    parser.add_argument("app", choices=("ours", "bare-same", "bare-row", "bare-nothing"))
    parser.add_argument("database")
    parser.add_argument("--recording", type=Path)
    parser.add_argument("--adapter", choices=("bolt", "ours"), default="bolt")
    wanted = parser.parse_args()
    # Nobody was away: there is nothing to catch up with.
    Program.on_connected = lambda _: None  # type: ignore[assignment, method-assign]
    if wanted.app == "ours":
        port = _ours(wanted.database)
    else:
        does = cast(Does, wanted.app.removeprefix("bare-"))
        port = _bare(wanted.database, does, wanted.adapter, wanted.recording)
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    sys.stdin.read()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
