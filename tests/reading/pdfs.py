"""PDFs, made in the test."""

from __future__ import annotations

import typst


def pdf(source: str) -> bytes:
    """The PDF that Typst makes of this source."""
    made = typst.compile(source.encode(), format="pdf")
    assert isinstance(made, bytes)
    return made
