"""The Bolt app, built by a function from settings and collaborators: nothing is global, and nothing
asks Slack anything while it is built.

Listeners run before the acknowledgement (`process_before_response`): Bolt's default acknowledges
events first, and a listener that then fails loses the event.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextvars import ContextVar
from datetime import datetime
from typing import Any

import structlog
from slack_bolt import App, BoltContext, BoltRequest, BoltResponse
from slack_bolt.listener import Listener
from slack_bolt.middleware import Middleware
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from foi_bot.casework.deeds import LARGEST_FILE
from foi_bot.casework.perform import Office
from foi_bot.slack import listeners
from foi_bot.slack.background import Background
from foi_bot.slack.client import WatchedClient
from foi_bot.slack.delivery import OTHER, Told, came_to, kind_of, told, written
from foi_bot.slack.desk import Desk, Whispers, sentence, system_clock
from foi_bot.slack.identity import Identity, UnknownIdentityError
from foi_bot.slack.roster import Roster
from foi_bot.slack.watch import ACCEPTED, FAILED, UNWATCHED, Watch
from foi_bot.slack.words import say
from store import deliveries
from store.database import UnavailableError

log = structlog.get_logger(__name__)

_kind: ContextVar[str] = ContextVar("kind", default=OTHER)
"""The kind of the delivery under way, or of those whose listeners are being registered."""

PASSING = (UnavailableError, UnknownIdentityError, SlackClientError, OSError)
"""What may go well the next time without anybody mending the program: the database is locked, Slack
is down, a token is revoked. An event that fails for these is never given up by us."""


NOWHERE = frozenset({"channel_not_found", "user_not_found"})
"""Slack does not know the place or the person that a delivery names: nobody can mend that here, and
Slack tells the person that it failed, as for every answer but 200."""


def web_client(token: str | None, api_url: str, watch: Watch = UNWATCHED) -> WebClient:
    """A client without the SDK's retries: a repeated write would post a message twice."""
    return WatchedClient(token, api_url, watch)


class WatchedApp(App):
    """A Bolt app that says what each delivery came to, however it came, and how long its answer
    took."""

    watch: Watch = UNWATCHED

    def dispatch(self, req: BoltRequest) -> BoltResponse:
        """Deal with one delivery."""
        begun = time.perf_counter()
        noted = came_to.set(ACCEPTED)
        _kind.set(kind_of(req.body))
        response = BoltResponse(status=500)
        try:
            response = super().dispatch(req)
        finally:
            outcome = FAILED if response.status >= 500 else came_to.get()
            came_to.reset(noted)
            self.watch.delivered(kind_of(req.body), outcome, time.perf_counter() - begun)
        return response

    @property
    def _listeners(self) -> list[Listener]:
        """Bolt asks one listener after another whether a delivery is for it, which takes a while
        with sixty of them: it sees those alone that are for deliveries of its kind."""
        return self._of_kind.setdefault(_kind.get(), [])

    @_listeners.setter
    def _listeners(self, none: list[Listener]) -> None:
        self._of_kind = {OTHER: none}


def make_desk(
    office: Office,
    client: WebClient,
    wake: Callable[[], None],
    clock: Callable[[], datetime] = system_clock,
    monotonic: Callable[[], float] = time.monotonic,
    largest: int = LARGEST_FILE,
    watch: Watch = UNWATCHED,
) -> Desk:
    """What listeners work with. `largest` is the most bytes of a file that is taken."""
    return Desk(
        office,
        client,
        Identity(client),
        Roster(client, monotonic),
        Whispers(client),
        clock,
        wake,
        largest,
        Background("background"),
        watch,
    )


def build(desk: Desk, signing_secret: str) -> App:
    """The app, every listener registered."""
    app = WatchedApp(
        # Without one, Bolt looks for it in every module's source.
        name="foi-bot",
        # Listeners call Slack through the desk; without a token of its own Bolt asks our identity.
        client=web_client(None, desk.client.base_url),
        authorize=lambda: desk.identity(),
        # Our own messages' events tell us when somebody deletes one.
        ignoring_self_events_enabled=False,
        # Socket Mode needs no secret, but Bolt wants one: a random string would hide a mistake.
        signing_secret=signing_secret or "socket-mode",
        process_before_response=True,
        raise_error_for_unhandled_request=False,
    )
    app.watch = desk.watch
    app.use(_Unpack(desk))
    app.error(_failed(desk))
    for kind, room in listeners.KINDS.items():
        _kind.set(kind)
        room.register(app, desk)
    _kind.set(OTHER)
    return app


class _Unpack(Middleware):
    """Which workspace, who, where, which case, found once for every listener. A middleware of this
    kind is called at once, and not after a look at what its arguments are called."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def process(
        self,
        *,
        req: BoltRequest,
        resp: BoltResponse,  # noqa: ARG002 - so Bolt calls it
        next: Callable[[], BoltResponse],
    ) -> BoltResponse | None:
        """Keep what was found with the request."""
        team = req.context["authorize_result"].team_id
        found = told(req.body, self._desk.office.database, team)
        if found is not None:
            req.context["told"] = found
        return next()


def _failed(desk: Desk) -> Callable[..., BoltResponse]:
    """What happens when a listener raises: no acknowledgement, so that nothing is lost; a word to
    the person; and for an event that fails a second time, a record instead of another try."""

    def failed(error: Exception, context: BoltContext, body: dict[str, Any]) -> BoltResponse:
        delivery: Told | None = context.get("told")
        came_to.set(FAILED)
        if _code(error) in NOWHERE:
            log.warning("delivery names what Slack does not know", error=_told(error))
            return BoltResponse(status=404)
        log.error("delivery failed", error=_told(error), kind=kind_of(body))
        if delivery is None:
            return BoltResponse(status=503)
        if not delivery.is_event and delivery.channel:
            desk.whisper(delivery, sentence(say("try-again")))
        if delivery.is_event and _failed_before(desk, delivery, error, body):
            return BoltResponse(status=200)
        return BoltResponse(status=503)

    return failed


def _failed_before(desk: Desk, told: Told, error: Exception, body: dict[str, Any]) -> bool:
    """Record a failure that will not pass; whether this delivery had failed before."""
    if isinstance(error, PASSING):
        return False
    try:
        with desk.office.database.writing() as connection:
            attempts = deliveries.failed(
                connection, told.workspace, told.key, _told(error), written(body), desk.clock()
            )
    except UnavailableError:
        return False
    if attempts > 1:
        log.error("event given up after failing twice", key=told.key)
    return attempts > 1


def _code(error: Exception) -> str:
    return str(error.response.get("error")) if isinstance(error, SlackApiError) else ""


def _told(error: Exception) -> str:
    """What went wrong, without what anybody typed: an error's text may quote its input."""
    if isinstance(error, UnavailableError | UnknownIdentityError):
        return str(error)
    if isinstance(error, SlackApiError):
        return f"Slack: {_code(error)}"
    return type(error).__name__
