"""The request as the letter quotes it."""

from __future__ import annotations

from foi_bot.letter.characters import printable
from foi_bot.letter.tree import Paragraph, Quotation, Span

REQUEST = "request"
"""The origin of the applicant's own words."""


def quoted(text: str) -> Quotation:
    """The request word for word, its blank lines as paragraphs."""
    pieces = [piece.strip("\n") for piece in printable(text).split("\n\n") if piece.strip()]
    return Quotation(tuple(Paragraph((Span(piece, REQUEST),)) for piece in pieces))
