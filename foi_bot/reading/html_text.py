"""The words of an HTML page as its reader sees them: enough for the body of an e-mail."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.parser import HTMLParser
from typing import Final

_UNSEEN: Final = frozenset(
    ("head", "style", "script", "title", "template", "noscript", "svg", "object", "select")
)
_PARAGRAPHS: Final = frozenset(
    ("p", "blockquote", "pre", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr")
)
_LINES: Final = frozenset(("div", "li", "tr", "section", "article", "header", "footer", "dt", "dd"))
_HIDEABLE: Final = frozenset(("div", "span", "table"))
"""Elements that always have an end: text after a hidden <p> without one would be lost."""
_NEVER_CLOSED: Final = frozenset(
    ("br", "img", "hr", "meta", "link", "input", "col", "wbr", "area", "base", "source", "o:p")
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE
)
_SPACES = re.compile(r"[^\S\xa0]+")


def text_of_html(page: str) -> str:
    """The text of the page: a line break for each <br> or block, an empty line around paragraphs,
    "•" or the number before an item, a tab between cells. Total."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    lines = "".join(reader.pieces).replace("\xa0", " ").split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip(" ") for line in lines)).strip("\n")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._unseen: list[str] = []
        self._lists: list[int | None] = []
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag == "body":
            self._unseen.clear()
        hides = tag in _UNSEEN or (tag in _HIDEABLE and _is_hidden(dict(attrs)))
        if self._unseen or hides:
            if tag not in _NEVER_CLOSED:
                self._unseen.append(tag)
            return
        if tag == "br":
            self.pieces.append("\n")
        elif tag in ("ul", "ol"):
            self._lists.append(0 if tag == "ol" else None)
        elif tag == "tr":
            self._cells = 0
        elif tag in ("td", "th"):
            self.pieces.append("\t" if self._cells else "")
            self._cells += 1
        self._break(tag)
        if tag == "li":
            self.pieces.append(self._label())

    def handle_endtag(self, tag: str) -> None:
        if self._unseen:
            # Whatever was opened within and never closed ends with what it stands in.
            if tag in self._unseen:
                del self._unseen[len(self._unseen) - 1 - self._unseen[::-1].index(tag) :]
            return
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        words = _SPACES.sub(" ", data)
        at_start = not self.pieces or self.pieces[-1].endswith(("\n", " ", "\t"))
        self.pieces.append(words.lstrip(" ") if at_start else words)

    def _break(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self.pieces.append("\n\n")
        elif tag in _LINES and not "".join(self.pieces[-2:]).endswith("\n"):
            self.pieces.append("\n")

    def _label(self) -> str:
        if not self._lists or self._lists[-1] is None:
            return "• "
        self._lists[-1] += 1
        return f"{self._lists[-1]}. "


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))
