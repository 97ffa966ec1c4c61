"""Who we are: the workspace that the app is installed in, and the bot's own ids. Asked of Slack
once (Slack, "auth.test"), and never while the app is built.

A delivery names the workspace of whoever acted, which through Slack Connect may be another
organisation's: what belongs to a case goes by the workspace of the installation.
"""

from __future__ import annotations

from dataclasses import dataclass

from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError


class UnknownIdentityError(Exception):
    """Slack does not say who we are: a token that it refuses, or trouble of its own.

    Bolt answers 200 where this is a SlackApiError, and Slack would never bring the event again.
    """


@dataclass
class Identity:
    """Our own identity, remembered once it is known."""

    client: WebClient
    _known: AuthorizeResult | None = None

    def __call__(self) -> AuthorizeResult:
        """Who we are, as Bolt wants to be told. Raises UnknownIdentityError, or OSError where
        Slack cannot be reached."""
        if self._known is None:
            try:
                self.ask()
            except SlackApiError as refused:
                raise UnknownIdentityError(str(refused.response.get("error"))) from refused
        assert self._known is not None
        return self._known

    @property
    def is_known(self) -> bool:
        """Whether Slack has told us."""
        return self._known is not None

    def ask(self) -> None:
        """Ask Slack. Raises SlackApiError or OSError."""
        self._known = AuthorizeResult.from_auth_test_response(
            bot_token=self.client.token, auth_test_response=self.client.auth_test()
        )
