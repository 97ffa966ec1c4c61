"""The practice workspace with the bot at work in it, all on this machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from foi_bot.practice.workspace import Workspace
from foi_bot.settings import Settings
from foi_bot.slack.program import Program

DATABASE = "foi-bot.sqlite3"

_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")


@dataclass(frozen=True)
class Stage:
    """A running workspace, the bot in it, and the folder in which both keep their files."""

    slack: Workspace
    bot: Program
    folder: Path


@contextmanager
def stage(folder: Path, program: Path | None = None) -> Iterator[Stage]:
    """Start the workspace and the bot in a fresh folder, and stop both at the end.

    `program` is local-slack, fetched when not given. Raises PracticeUnavailableError where it
    cannot be had.
    """
    with Workspace(folder, program=program) as slack, _without_proxies():
        bot = Program(_settings(slack, folder))
        try:
            bot.start()
            slack.wait_for_bot()
            yield Stage(slack, bot, folder)
        finally:
            bot.stop()


def _settings(slack: Workspace, folder: Path) -> Settings:
    return Settings(
        SLACK_BOT_TOKEN=slack.bot_token,
        SLACK_APP_TOKEN=slack.app_token,
        SLACK_SIGNING_SECRET=slack.signing_secret,
        SLACK_API_URL=slack.api_url,
        DATABASE_URL=f"sqlite:///{(folder / DATABASE).as_posix()}",
    )


@contextmanager
def _without_proxies() -> Iterator[None]:
    """Slack's client sends even what is for this machine through an office's proxy: it does not
    read NO_PROXY."""
    before = {name: os.environ.pop(name) for name in _PROXIES if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(before)
