"""What the driver and the program under test say to each other over a socket."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from faults.points import Moment, Passed, Trip


@dataclass(frozen=True, slots=True)
class Start:
    """How the program is to be built. `plant` names a bug to plant ("module:function")."""

    database: str
    api_url: str
    bot_token: str
    signing_secret: str
    plant: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """Something to do, at this time. `passed` is how many points of the step lie behind."""

    do: str
    now: datetime
    passed: int = 0
    trip: Trip | None = None
    seed: int = 0
    what: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Tripped:
    """The program is at the point at which it is to end. Where `waits`, it goes on only when it is
    told to: first somebody has to be ready to do it."""

    passed: Passed
    moment: Moment
    waits: bool = False
    backend: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an order, and the points that were passed. `trouble` is the name of an error
    that the program's own threads would have logged, and gone on after."""

    result: Any = None
    passed: tuple[Passed, ...] = field(default=())
    trouble: str = ""
    expected: bool = True
