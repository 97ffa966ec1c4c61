"""What somebody may have meant by a name that there is not."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

MOST = 8
"""How many names are told where all of them are."""


def nearest(name: str, known: Collection[str]) -> str:
    """The name that was probably meant, in a few words to put after a problem: "did you mean
    `ncnd/no-inference`?" Where nothing is near and there are few names, those."""
    close = get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    if close:
        return f"did you mean `{close[0]}`?"
    if 0 < len(known) <= MOST:
        return f"there are {', '.join(f'`{one}`' for one in sorted(known))}"
    return "there is none of that name"
