"""The client of Slack's Web API: without the SDK's own retries, and watched."""

from __future__ import annotations

import time
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from foi_bot.slack.watch import FAILED, LIMITED, NO_REPLY, OK, REFUSED, UNWATCHED, Watch

TIMEOUT = 10
"""Seconds after which a call to Slack counts as unanswered."""

_TROUBLE = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
_LIMITED = frozenset({"ratelimited", "rate_limited"})


class WatchedClient(WebClient):
    """A WebClient that says what each call came to and how long it took."""

    def __init__(self, token: str | None, api_url: str, watch: Watch = UNWATCHED) -> None:
        # A repeated write would post a message twice: the sender knows how to look for it first.
        super().__init__(token=token, base_url=api_url, timeout=TIMEOUT, retry_handlers=[])
        self._watch = watch

    def api_call(self, api_method: str, **arguments: Any) -> SlackResponse:
        """Call a method. Raises SlackApiError, SlackClientError or OSError."""
        begun, result = time.perf_counter(), NO_REPLY
        try:
            answer = super().api_call(api_method, **arguments)
            result = OK
        except SlackApiError as refused:
            result = _result(refused)
            raise
        finally:
            self._watch.called(api_method, result, time.perf_counter() - begun)
        return answer


def _result(refused: SlackApiError) -> str:
    status = int(getattr(refused.response, "status_code", 0) or 0)
    code = str(refused.response.get("error"))
    if status == 429 or code in _LIMITED:
        return LIMITED
    return FAILED if status >= 500 or code in _TROUBLE else REFUSED
