"""Run a function of ours in a child process whose memory, time and rights are bounded.

For what comes from elsewhere and can be made to keep a program busy for hours or to fill its
memory: dropped files, and house packs that somebody else wrote. The child gets its bytes through a
pipe, answers through another, and is stopped when it has used up its time. It inherits none of the
environment's secrets, and can write no file but by leave.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias, TypeVar, get_type_hints

from pydantic import TypeAdapter, ValidationError

ResultT = TypeVar("ResultT")

ROOMS: Final = (
    "foi_bot.house_check.child",
    "foi_bot.reading.docx_lines",
    "foi_bot.reading.tables",
    "foi_bot.reading.texts",
    "foi_bot.reading.within",
)
"""Where the functions are that may be asked for."""

_INHERITED: Final = ("PATH", "PYTHONPATH", "VIRTUAL_ENV", "LANG", "LC_ALL", "SYSTEMROOT", "TZ")

Why: TypeAlias = Literal["time", "busy", "memory", "failure"]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a child may take. `seconds` are of the processor, so that a file is not blamed for a
    computer that is busy with others; the parent's clock stops the child `PATIENCE` seconds later.
    `memory` is in bytes. Both are on top of what the interpreter has taken before it sees
    what it is given. `written` is how many bytes a file may have that it writes: none, but for what
    can only be done by way of a temporary file."""

    seconds: float = 10.0
    memory: int = 200_000_000
    written: int = 0

    @property
    def patience(self) -> float:
        """Seconds by the parent's clock."""
        return PATIENCE + self.seconds


PATIENCE: Final = 60.0


class StoppedError(Exception):
    """The child gave no answer: it took too much time or memory, the computer was too busy for it,
    or it failed."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


class RefusedError(Exception):
    """What a function raises to say that it cannot, in words for whoever asked: the same words are
    raised in the parent."""


def in_child(
    function: Callable[[str, bytes], ResultT],
    name: str,
    content: bytes,
    bounds: Bounds = Bounds(),
) -> ResultT:
    """The result of `function(name, content)`, a public function of one of the `ROOMS`, from a
    child process. Blocks for at most `bounds.patience` seconds.

    Raises RefusedError where the function does, and StoppedError where there is no answer.
    """
    asked = {
        "module": function.__module__,
        "function": function.__name__,
        "name": name,
        "seconds": bounds.seconds,
        "memory": bounds.memory,
        "written": bounds.written,
    }
    answer = _answer(json.dumps(asked).encode() + b"\n" + content, bounds.patience)
    if "refused" in answer:
        raise RefusedError(answer["refused"])
    if answer.get("stopped") == "memory":
        raise StoppedError("memory")
    try:
        result: ResultT = result_type(function).validate_python(answer["value"])
    except (KeyError, ValidationError) as error:
        raise StoppedError("failure") from error
    return result


def result_type(function: Callable[..., Any]) -> TypeAdapter[Any]:
    """How the function's result is turned into JSON and back, from its annotation."""
    return TypeAdapter(get_type_hints(function)["return"])


def _answer(asked: bytes, patience: float) -> Mapping[str, Any]:
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-B", "-m", "foi_bot.child"],
            input=asked,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={key: os.environ[key] for key in _INHERITED if key in os.environ},
            timeout=patience,
            check=True,
        )
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        raise StoppedError("busy") from None
    except subprocess.CalledProcessError as error:
        raise StoppedError("time" if error.returncode in _USED_UP else "failure") from error
    except ValueError as error:
        raise StoppedError("failure") from error
    return answer if isinstance(answer, dict) else {}


_USED_UP: Final = tuple(
    -getattr(signal, name) for name in ("SIGPROF", "SIGXCPU") if hasattr(signal, name)
)
"""How a child ends whose time on the processor is used up: by its timer, or by the system's bound
where it caught that."""
