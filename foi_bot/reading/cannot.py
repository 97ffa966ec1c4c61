"""A file that cannot be read: the one error of this package, in words for the officer."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from zipfile import BadZipFile

from foi_bot.child import RefusedError
from foi_bot.letter.characters import one_line
from foi_bot.reading.names import safe_name

LONGEST_QUOTED: Final = 60
"""How much of a sheet's name or of a cell an error repeats, in characters."""

SHARE_AGAIN: Final = "Then share it here again."
IN_THE_THREAD: Final = "into the thread"

BROKEN: Final[tuple[type[Exception], ...]] = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    BadZipFile,
    struct.error,
    zlib.error,
)
"""What libraries written in Python raise when a file is not what its format promises.

Each library has errors of its own, and each documents that a damaged file can make it raise others
besides: a key that is missing, None where an object should be, a number out of range. XML errors
are SyntaxErrors, wrong encodings ValueErrors, too deep a nesting a RuntimeError. What is missing
here is left out on purpose: MemoryError belongs to `bounded`, and ImportError is our own fault.
"""


class CannotRead(RefusedError):  # noqa: N818 - it is the file that cannot be read
    """A file cannot be read. `str` is what the officer is told: which file, what is wrong with it
    and where, and what to do next, in one to three sentences of plain English, without markup."""


def cannot_read(name: str, why: str, instead: str) -> CannotRead:
    """The error for the file of this name, or for what was pasted if it is empty. `why` goes on
    after "cannot be used: " and ends without a full stop; `instead` is whole sentences that say
    what to do."""
    what = f"“{safe_name(name)}”" if name else "What you pasted"
    return CannotRead(f"{what} cannot be used: {why}. {instead}")


def at_a_terminal(error: CannotRead, name: str, typed: str) -> str:
    """What somebody is told who named the file on a command line, where there is no thread. `name`
    is what it was read by, and `typed` takes its place: with its folder, as it was typed."""
    told = str(error).replace(f"“{safe_name(name)}”", typed, 1)
    told = told.replace(SHARE_AGAIN, "Then run the command again.")
    return told.replace(IN_THE_THREAD, "into a text file (.txt)")


def quoted(words: str) -> str:
    """Words out of a file, between quotation marks, on one line and not too long of them."""
    line = one_line(words)
    return f"“{line if len(line) <= LONGEST_QUOTED else line[: LONGEST_QUOTED - 1] + '…'}”"


@contextmanager
def parsing(name: str, instead: str, *errors: type[Exception]) -> Iterator[None]:
    """Turn the errors of a library at a damaged file into CannotRead; `errors` are those that the
    library defines itself. A CannotRead passes through."""
    try:
        yield
    except (*BROKEN, *errors) as error:
        raise cannot_read(name, "the file is damaged or not what its name says", instead) from error
