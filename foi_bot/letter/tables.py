"""Tables in the house's wording: a passage that is a list names the columns."""

from __future__ import annotations

from foi_bot.case import Case
from foi_bot.letter.passages import passage
from foi_bot.letter.tree import ListBlock


def columns(case: Case, name: str) -> tuple[str, ...]:
    """The headings of a table's columns: the items of the list that the passage is."""
    lists = (block for block in passage(case, name) if isinstance(block, ListBlock))
    return tuple("".join(span.text for span in item) for block in lists for item in block.items)
