"""Wording that remembers what was asked of it, and can take passages back to the bundled ones."""

from __future__ import annotations

from collections.abc import Collection

from foi_bot.letter.fill import Facts, Value, Wording


class Watched(Wording):
    """A house's wording, with the bundled passages in the place of those in `reverted`. `reached`
    are the passages that were written since it was last cleared, with those that they include."""

    def __init__(self, own: Wording, bundled: Wording, reverted: Collection[str] = ()) -> None:
        # It is the house's wording in every way but one, and has been read and checked.
        vars(self).update(vars(own))
        self._own = own
        self._bundled = bundled
        self._reverted = frozenset(reverted)
        self.reached: set[str] = set()

    def _rendered(self, passage: str, values: Facts) -> tuple[str, list[Value]]:
        source = self._bundled if passage in self._reverted else self._own
        self.reached |= {passage, *(use.passage for use in source.uses(passage))}
        return source._rendered(passage, values)

    def without(self, reverted: Collection[str]) -> Watched:
        """The same wording with these passages taken back."""
        return Watched(self._own, self._bundled, reverted)
