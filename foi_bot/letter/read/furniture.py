"""What is around a letter and not of it: page numbers, a web page's navigation."""

from __future__ import annotations

import re

from foi_bot.letter.read.lines import Block

_PAGE = re.compile(
    r"\A(?:page\s*\|?\s*\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?|[-–]?\s*\d{1,3}\s*(?:/"
    r"|of)\s*\d{1,3}\s*[-–]?|[-–]\s*\d{1,3}\s*[-–]"
    r"|\d{1,3}|official(?:[- ]sensitive)?|not protectively marked|(?:tudalen) \d+.{0,12})\Z",
    re.IGNORECASE,
)
_NAVIGATION = re.compile(
    r"\A(?:skip to (?:main )?(?:content|navigation)|home\s*[>›»/].*|you are here\b.*"
    r"|print (?:this )?page.*|share this.*"
    r"|was this page (?:useful|helpful)\b.*|is this page (?:useful|helpful).*|back to (?:top|list"
    r"|search).*|cookies?"
    r"(?: policy| settings)?|accessibility(?: statement)?|contact us\s*\|.*|.*\|\s*(?:cookies"
    r"|accessibility|privacy)\b.*"
    r"|listen|menu|search|sign in|log in|next|previous|report a problem with this page"
    r"|last (?:updated|modified)\b.*"
    r"|published:?\s.{0,40}|subscribe\b.{0,40}|follow us\b.{0,40}|#\s*source:.*|#\s*(?:excerpt"
    r"|trimmed|full)\b.*"
    r"|accept (?:all )?cookies.*|©.*|all rights reserved.*)\Z",
    re.IGNORECASE,
)


def is_furniture(block: Block) -> bool:
    """Whether a block is around the letter and not of it."""
    whole = f"{block.label} {block.text}".strip()
    if len(whole) > 160 or block.end - block.line > 2:
        return False
    if block.rows and not _NAVIGATION.match(whole):
        return False
    return bool(_PAGE.match(whole) or _NAVIGATION.match(whole))
