"""Metrics, as Prometheus reads them. No label holds a word of a case, a channel, a user or an
applicant: labels are kinds, outcomes, methods, rules, severities and names of errors."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from foi_bot.case import Case, Mark
from foi_bot.casework.facts import Drafted, Fact, Marked
from foi_bot.web.site import Answered, Asked, Page
from store.database import Database, UnavailableError
from store.depths import Depths, depths

METRICS: Final = "/metrics"

ANSWER_SECONDS: Final = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 2.5, 3.0, 5.0, 10.0)
"""Slack waits three seconds for an answer."""
CALL_SECONDS: Final = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""A call of ours is given up after ten."""


class Metrics:
    """Counts for one program, in a registry of its own. It is a `foi_bot.slack.watch.Watch`."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        Info("foi_build", "What is running", registry=registry).info(
            {"version": _version(), "python": platform.python_version()}
        )
        self._deliveries = Counter(
            "foi_deliveries",
            "Deliveries from Slack, by kind and what they came to",
            ("kind", "outcome"),
            registry=registry,
        )
        self._answers = Histogram(
            "foi_acknowledgement_seconds",
            "How long Slack waited for the answer to a delivery",
            ("kind",),
            buckets=ANSWER_SECONDS,
            registry=registry,
        )
        self._calls = Counter(
            "foi_slack_calls",
            "Calls to Slack, by method and what they came to",
            ("method", "result"),
            registry=registry,
        )
        self._call_seconds = Histogram(
            "foi_slack_call_seconds",
            "How long calls to Slack took",
            ("method",),
            buckets=CALL_SECONDS,
            registry=registry,
        )
        self._requests = Counter(
            "foi_http_requests",
            "HTTP requests, by page and status",
            ("page", "status"),
            registry=registry,
        )
        self._lanes = Gauge(
            "foi_lanes_held", "Threads that this process sends to now", registry=registry
        )
        self._lanes_lost = Counter(
            "foi_lanes_lost",
            "Threads that went to another process during a call",
            registry=registry,
        )
        self._given_up = Counter(
            "foi_messages_given_up", "Messages that will not be sent any more", registry=registry
        )
        self._findings = Counter(
            "foi_findings",
            "What the checks found in drafts, by rule and severity",
            ("rule", "severity"),
            registry=registry,
        )
        self._overruled = Counter(
            "foi_findings_overruled",
            "Findings that an officer let stand, by rule",
            ("rule",),
            registry=registry,
        )
        self._database = Counter(
            "foi_database_errors",
            "What the database refused or failed to do, by the driver's name for it",
            ("error",),
            registry=registry,
        )

    def look_at(self, database: Database, clock: Callable[[], datetime]) -> None:
        """Read what waits in this database whenever somebody asks for the metrics."""
        self.registry.register(_Waiting(database, clock))

    def look_at_waiting(self, waiting: Callable[[], int]) -> None:
        """How many HTTP requests wait for a thread, read when somebody asks."""
        gauge = Gauge(
            "foi_http_requests_waiting",
            "HTTP requests that wait for a thread",
            registry=self.registry,
        )
        gauge.set_function(waiting)

    @property
    def page(self) -> Page:
        """What stands at `METRICS`."""
        return Page(self._page)

    def _page(self, _: Asked) -> Answered:
        return Answered(200, generate_latest(self.registry), CONTENT_TYPE_LATEST)

    def answered(self, page: str, status: int) -> None:
        """An HTTP request to one of our pages, or to "other", was answered."""
        self._requests.labels(page, str(status)).inc()

    def delivered(self, kind: str, outcome: str, seconds: float) -> None:
        """A delivery from Slack was answered."""
        self._deliveries.labels(kind, outcome).inc()
        self._answers.labels(kind).observe(seconds)

    def performed(self, case: Case | None, facts: tuple[Fact, ...]) -> None:
        """Facts were written: count what a new draft's checks found, and what was overruled."""
        for fact in facts:
            match fact:
                case Drafted(findings=findings):
                    for finding in findings:
                        self._findings.labels(finding.rule, str(finding.severity)).inc()
                case Marked(mark=Mark.OVERRULE, present=True):
                    self._overruled.labels(_rule(case, fact)).inc()

    def called(self, method: str, result: str, seconds: float) -> None:
        """A call to Slack ended."""
        self._calls.labels(method, result).inc()
        self._call_seconds.labels(method).observe(seconds)

    def lanes(self, held: int) -> None:
        """So many lanes are leased."""
        self._lanes.set(held)

    def lane_lost(self) -> None:
        """A lane went to another process."""
        self._lanes_lost.inc()

    def given_up(self) -> None:
        """A message will not be sent any more."""
        self._given_up.inc()

    def database_failed(self, error: str) -> None:
        """The database did not do its work."""
        self._database.labels(error).inc()


class _Waiting(Collector):
    """What waits in the database, read when somebody asks: any replica gives the same numbers."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def describe(self) -> Iterator[Metric]:
        """The metrics without numbers, so that registering asks the database nothing."""
        return self._metrics(None)

    def collect(self) -> Iterator[Metric]:
        """The metrics; where the database is away, that alone."""
        try:
            with self._database.reading() as connection:
                found = depths(connection)
        except UnavailableError:
            yield _gauge("foi_database_up", "Whether the database answers", 0.0)
            return
        yield _gauge("foi_database_up", "Whether the database answers", 1.0)
        yield from self._metrics(found)

    def _metrics(self, found: Depths | None) -> Iterator[Metric]:
        late = found.oldest_due if found else None
        told = found or Depths(0, None, 0, 0)
        overdue = max(0.0, (self._clock() - late).total_seconds()) if late else 0.0
        yield _gauge("foi_outbox_messages", "Messages not shown as they should be", told.unsent)
        yield _gauge("foi_outbox_overdue_seconds", "How late the most overdue one is", overdue)
        yield _gauge("foi_parked_deliveries", "Deliveries waiting for a message", told.parked)
        yield _gauge("foi_failed_deliveries", "Deliveries that failed, kept", told.failed)


def _gauge(name: str, about: str, value: float) -> Metric:
    return GaugeMetricFamily(name, about, value)


def _rule(case: Case | None, marked: Marked) -> str:
    """Which rule an overruled finding comes from."""
    for draft in case.drafts if case else ():
        for finding in draft.findings:
            if draft.no == marked.draft and finding.id == marked.finding:
                return finding.rule
    return "unknown"


def _version() -> str:
    try:
        return version("foi-bot")
    except PackageNotFoundError:
        return "unknown"
