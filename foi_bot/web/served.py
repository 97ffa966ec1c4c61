"""The program with its pages: health and metrics in either mode, and Slack's deliveries where they
come over HTTP."""

from __future__ import annotations

import structlog

from foi_bot.settings import Settings
from foi_bot.slack.program import Program, run, socket_mode
from foi_bot.slack.receiver import Receiver
from foi_bot.web.deliveries import ADDRESS, HttpDeliveries
from foi_bot.web.health import Health
from foi_bot.web.metrics import METRICS, Metrics
from foi_bot.web.server import Server
from foi_bot.web.site import CannotServeError, Page, Site

log = structlog.get_logger(__name__)


class Served:
    """A program and its server, put together. Raises CannotServeError where the port is taken."""

    def __init__(self, settings: Settings, *, takes_deliveries: bool) -> None:
        self.metrics = Metrics()
        receive = over_http if takes_deliveries else socket_mode
        self.program = Program(settings, watch=self.metrics, receive=receive)
        self.metrics.look_at(self.program.database, self.program.desk.clock)
        site = Site(pages(self.program, self.metrics), self.metrics.answered)
        host, port = settings.HTTP_HOST, settings.HTTP_PORT or 0
        try:
            self.server = Server(site, host, port, settings.FOI_HTTP_THREADS)
        except OSError as taken:
            self.program.database.close()
            raise CannotServeError(
                f"HTTP_HOST {host} and HTTP_PORT {port} cannot be served: {taken.strerror}. "
                "Stop whatever uses the port, or choose another."
            ) from taken
        self.metrics.look_at_waiting(lambda: self.server.waiting)

    def run(self) -> int:
        """Run until told to stop. The pages are there before Slack is reached, and until all that
        was under way has ended."""
        self.server.start()
        log.info("serving", host=self.program.settings.HTTP_HOST, port=self.server.port)
        try:
            return run(self.program)
        finally:
            self.server.stop()


def pages(program: Program, metrics: Metrics) -> dict[str, Page]:
    """What is served of a program, by address."""
    found = {**Health(program).pages, METRICS: metrics.page}
    if isinstance(program.receiver, HttpDeliveries):
        found[ADDRESS] = program.receiver.page
    return found


def serving(settings: Settings, *, takes_deliveries: bool) -> int:
    """Run until told to stop; 0, or 1 where a token is wrong. Raises CannotServeError."""
    return Served(settings, takes_deliveries=takes_deliveries).run()


def over_http(program: Program) -> Receiver:
    """The receiver of `foi-bot serve`."""
    return HttpDeliveries(program.door, program.on_connected)
