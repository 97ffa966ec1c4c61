"""`foi-bot run`: what stands between the terminal and the program."""

from __future__ import annotations

import sys

from foi_bot import logs, settings
from foi_bot.letter.problems import BadFile
from foi_bot.settings import BadSettingsError
from foi_bot.slack import program
from store.database import UnavailableError
from store.load import UnknownHouseError
from store.migrate import TooNewError


def main() -> int:
    """Run until stopped. 0, or 1 where the program cannot start, 2 where settings are wrong; then
    standard error says what to mend, one line each."""
    try:
        found = settings.load()
    except BadSettingsError as bad:
        _say(*bad.problems, "Settings are read from the environment and from .env.")
        return 2
    logs.configure(found.LOG_LEVEL)
    try:
        return program.run(found)
    except BadFile as bad:
        _say(*(str(problem) for problem in bad.errors))
    except (UnavailableError, TooNewError, UnknownHouseError) as refused:
        _say(str(refused))
    return 1


def _say(*lines: str) -> None:
    sys.stderr.writelines(f"foi-bot: {line}\n" for line in lines)
