"""`foi-bot run` and `foi-bot serve`: what stands between the terminal and the program."""

from __future__ import annotations

import sys
from collections.abc import Callable

from foi_bot import garbage, settings
from foi_bot.settings import BadSettingsError, ForHttp, ForSocketMode, Settings


def main() -> int:
    """`foi-bot run`: connect to Slack, and serve health and metrics where HTTP_PORT is set.

    Runs until stopped. 0, or 1 where the program cannot start, 2 where settings are wrong; then
    standard error says what to mend, one line each.
    """
    return _ended(ForSocketMode, _run)


def serve() -> int:
    """`foi-bot serve`: wait to be called by Slack over HTTP. Exit codes as of `main`."""
    return _ended(ForHttp, _serve)


def _run(found: Settings) -> int:
    if found.HTTP_PORT is None:
        from foi_bot.slack.program import Program, run

        return run(Program(found))
    from foi_bot.web.served import serving

    return serving(found, takes_deliveries=False)


def _serve(found: Settings) -> int:
    from foi_bot.web.served import serving

    return serving(found, takes_deliveries=True)


def _ended(needed: type[Settings], running: Callable[[Settings], int]) -> int:
    try:
        found = settings.load(needed=needed)
    except BadSettingsError as bad:
        _say(*bad.problems, "Settings are read from the environment and from .env.")
        return 2
    # Everything else takes a second to import: what is wrong with the settings is said before.
    garbage.look_seldom()
    from foi_bot import logs
    from foi_bot.letter.problems import BadFile
    from foi_bot.web.site import CannotServeError
    from store.database import UnavailableError
    from store.load import UnknownHouseError
    from store.migrate import TooNewError

    logs.configure(found.LOG_LEVEL)
    try:
        return running(found)
    except BadFile as bad:
        _say(*(str(problem) for problem in bad.errors))
    except (UnavailableError, TooNewError, UnknownHouseError, CannotServeError) as refused:
        _say(str(refused))
    return 1


def _say(*lines: str) -> None:
    sys.stderr.writelines(f"foi-bot: {line}\n" for line in lines)
