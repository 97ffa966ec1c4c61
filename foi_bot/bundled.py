"""Where the files in `templates/` are, in a checkout as in an installed wheel."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def templates() -> Traversable:
    """The folder `templates/`. A wheel carries it inside the package, a checkout beside it."""
    inside = files("foi_bot").joinpath("templates")
    if inside.is_dir():
        return inside
    return Path(__file__).parent.parent / "templates"


def walk(folder: Traversable, deepest: int = 8) -> Iterator[tuple[str, Traversable]]:
    """Every file below the folder with its path relative to it, in the order of those paths; none
    more than `deepest` folders down, for a link to a folder above has no end.

    Hidden files and compiled Python are passed over: an editor's leavings are no part of a pack.
    """
    yield from sorted(_walk(folder, "", deepest), key=lambda found: found[0])


def _walk(folder: Traversable, above: str, deepest: int) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.name.startswith((".", "__pycache__")):
            continue
        if entry.is_dir():
            if deepest:
                yield from _walk(entry, f"{above}{entry.name}/", deepest - 1)
        elif entry.is_file():
            yield f"{above}{entry.name}", entry
