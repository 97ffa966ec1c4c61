"""Python's collector of garbage, as it suits a program that makes thousands of small objects for a
delivery and lets go of nearly all of them at once (Python, "gc - Garbage Collector interface")."""

from __future__ import annotations

import gc
from typing import Final

YOUNG: Final = 20_000
"""So many objects are made before Python looks for rings among the newest that nobody needs."""


def look_seldom() -> None:
    """Python looked through the newest objects after each 700: that was a sixth of the start, in
    which modules come to stay."""
    gc.set_threshold(YOUNG, 20, 20)


def keep_what_is_there() -> None:
    """What is there now is there for good, and is not looked at again."""
    look_seldom()
    gc.collect()
    gc.freeze()
