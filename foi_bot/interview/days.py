"""Days as people type them. A day and a month are never guessed from what could be either."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

_FORMS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d.%m.%Y")
_WEEKDAY = re.compile(
    r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+", re.I
)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)


def read_day(text: str) -> date | None:
    """The day that was typed ("3 June 2024", "Mon 3rd June, 2024", "03/06/2024", "2024-06-03");
    None for anything else. Numbers alone are read day first, as they are written in the UK."""
    if _ISO.fullmatch(text):
        return _from_iso(text)
    bare = _ORDINAL.sub("", _WEEKDAY.sub("", text.strip())).replace(",", " ")
    bare = re.sub(r"\s+", " ", bare).strip().rstrip(".")
    bare = re.sub(r"\bsept\b", "sep", bare, flags=re.IGNORECASE)
    for form in _FORMS:
        try:
            found = datetime.strptime(bare, form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
        return found if found.year >= _EARLIEST else None
    return None


def _from_iso(text: str) -> date | None:
    """The day as answers keep it: what is read again and again."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.year >= _EARLIEST else None


_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

_EARLIEST = 1800
"""A year before this was mistyped."""
