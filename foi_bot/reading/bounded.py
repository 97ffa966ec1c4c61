"""Read a file in a child process whose memory, time and rights are bounded.

A file comes from anywhere, and a few kilobytes can be made to keep a parser busy for hours or to
fill the memory. So a file is never parsed in the process that serves Slack (`foi_bot.child`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from foi_bot.child import Bounds, RefusedError, StoppedError, in_child
from foi_bot.reading.cannot import SHARE_AGAIN, CannotRead, cannot_read
from foi_bot.reading.names import size_in_words

ResultT = TypeVar("ResultT")

LARGEST_FILE: Final = 50_000_000
"""In bytes."""
LONGEST_SECONDS: Final = 10.0
"""On the processor."""

_LATER = f"Wait for some minutes. {SHARE_AGAIN}"
_SMALLER = f"Save what is needed of it as a smaller file. {SHARE_AGAIN}"


def bounded(
    function: Callable[[str, bytes], ResultT],
    name: str,
    content: bytes,
    seconds: float = LONGEST_SECONDS,
) -> ResultT:
    """The result of `function(name, content)`, a public function of this package, from a child
    process, which may take so many seconds of the processor. Blocks a little
    over a minute at most (`foi_bot.child.Bounds.patience`).

    Raises CannotRead where the function does, where it takes too much time or memory or fails, and
    where the computer is too busy for it.
    """
    if len(content) > LARGEST_FILE:
        raise too_large_a_file(name, len(content))
    try:
        return in_child(function, name, content, Bounds(seconds))
    except RefusedError as refused:
        raise CannotRead(str(refused)) from None
    except StoppedError as stopped:
        raise _stopped(name, stopped, seconds) from stopped


def too_large_a_file(name: str, size: int) -> CannotRead:
    """The error for a file of more than `LARGEST_FILE`; `size` is in bytes."""
    most = f"{size_in_words(LARGEST_FILE)} is the most that is read"
    return cannot_read(name, f"it is {size_in_words(size)}, and {most}", _SMALLER)


def _stopped(name: str, stopped: StoppedError, seconds: float) -> CannotRead:
    match stopped.why:
        case "time":
            return cannot_read(name, f"reading it takes more than {seconds:g} seconds", _SMALLER)
        case "busy":
            return cannot_read(name, "the computer that reads it is too busy just now", _LATER)
        case "memory":
            return cannot_read(name, "reading it takes too much memory", _SMALLER)
        case "failure":
            return cannot_read(
                name,
                "reading it failed, because it is too large or damaged",
                "Open it in the program that it is from and save it anew, or smaller. "
                f"{SHARE_AGAIN}",
            )
