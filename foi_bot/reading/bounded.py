"""Read a file in a child process whose memory, time and rights are bounded.

A file comes from anywhere, and a few kilobytes can be made to keep a parser busy for hours or to
fill the memory. So a file is never parsed in the process that serves Slack: a child of its own is
started, gets the file through a pipe, answers through another, and is killed when it takes too
long. It inherits none of the environment's secrets, and can write no file.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar, get_type_hints

from pydantic import TypeAdapter, ValidationError

from foi_bot.reading.cannot import SHARE_AGAIN, CannotRead, cannot_read
from foi_bot.reading.names import size_in_words

ResultT = TypeVar("ResultT")

LARGEST_FILE: Final = 50_000_000
"""In bytes."""
LONGEST_SECONDS: Final = 10.0

_INHERITED: Final = ("PATH", "PYTHONPATH", "VIRTUAL_ENV", "LANG", "LC_ALL", "SYSTEMROOT", "TZ")
_SMALLER = f"Save what is needed of it as a smaller file. {SHARE_AGAIN}"


def bounded(
    function: Callable[[str, bytes], ResultT],
    name: str,
    content: bytes,
    seconds: float = LONGEST_SECONDS,
) -> ResultT:
    """The result of `function(name, content)`, a public function of this package, from a child
    process. Blocks for at most `seconds`.

    Raises CannotRead where the function does, and where it takes too much time or memory or fails.
    """
    if len(content) > LARGEST_FILE:
        size = f"it is {size_in_words(len(content))}"
        raise cannot_read(
            name, f"{size}, and {size_in_words(LARGEST_FILE)} is the most that is read", _SMALLER
        )
    asked = {"module": function.__module__, "function": function.__name__, "name": name}
    answer = _answer(name, json.dumps(asked).encode() + b"\n" + content, seconds)
    if "cannot" in answer:
        raise CannotRead(answer["cannot"])
    try:
        result: ResultT = result_type(function).validate_python(answer["value"])
    except (KeyError, ValidationError) as error:
        raise _failed(name) from error
    return result


def result_type(function: Callable[..., Any]) -> TypeAdapter[Any]:
    """How the function's result is turned into JSON and back, from its annotation."""
    return TypeAdapter(get_type_hints(function)["return"])


def _answer(name: str, asked: bytes, seconds: float) -> Mapping[str, Any]:
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-B", "-m", "foi_bot.reading"],
            input=asked,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={key: os.environ[key] for key in _INHERITED if key in os.environ},
            timeout=seconds,
            check=True,
        )
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        raise cannot_read(
            name, f"reading it takes more than {seconds:g} seconds", _SMALLER
        ) from None
    except (subprocess.CalledProcessError, ValueError) as error:
        raise _failed(name) from error
    return answer if isinstance(answer, dict) else {}


def _failed(name: str) -> CannotRead:
    return cannot_read(
        name,
        "reading it failed, because it is too large or damaged",
        f"Open it in the program that it is from and save it anew, or smaller. {SHARE_AGAIN}",
    )
