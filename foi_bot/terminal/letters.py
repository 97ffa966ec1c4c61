"""Letters that anybody wrote: `foi-bot read FILE…` and `foi-bot check --letter FILE`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from foi_bot.checks.any_letter.run import Judged, check_letter
from foi_bot.checks.any_letter.sheet import Sheet
from foi_bot.law.days_in_words import long_date
from foi_bot.letter.characters import one_line
from foi_bot.letter.read.letter import read as read_words
from foi_bot.letter.read.written import Argued, Written
from foi_bot.reading.bounded import LARGEST_FILE, bounded, too_large_a_file
from foi_bot.reading.cannot import CannotRead, at_a_terminal
from foi_bot.reading.texts import Text, read_letter_text
from foi_bot.terminal.say import (
    ASKED_WRONGLY,
    FINE,
    MEND,
    CannotError,
    content_of,
    line,
    tell,
    to_mend,
)

NO_LETTER = "This does not look like a letter that answers a request under the Act."


def read(asked: argparse.Namespace) -> int:
    """What letters say, each in turn; a file that cannot be read is told of, and the next read.
    Exits 2 when there was such a file."""
    found: list[dict[str, Any]] = []
    unread = 0
    for path in asked.files:
        try:
            text = _words(path)
        except CannotError as cannot:
            tell(*(f"foi-bot: {one}" for one in cannot.lines))
            found.append({"file": str(path), "cannot": cannot.lines})
            unread += 1
            continue
        written = read_words(text.text)
        if asked.json:
            found.append({"file": str(path), "is_letter": written.is_letter, **written.as_json()})
        else:
            print("\n".join((*_told(path, written), "")))
    if asked.json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
    return ASKED_WRONGLY if unread else FINE


def check(asked: argparse.Namespace) -> int:
    """What is wrong with a letter's words. Exits 1 when something must be fixed, and 2 when it is
    no letter, for then it says nothing that nothing was found."""
    written = read_words(_words(asked.letter).text)
    request = _words(asked.request).text if asked.request else ""
    # On the page, and so for the law of a letter without a date, it is London's day.
    today = datetime.now(ZoneInfo("Europe/London")).date()
    judged = check_letter(Sheet(written, today, request))
    if asked.json:
        print(json.dumps(_judged(written, judged), ensure_ascii=False, indent=2))
    else:
        found = [*map(line, judged.findings)]
        print("\n".join(found or (["Nothing found."] if written.is_letter else [])))
        tell(*(f"cannot tell ({one.rule}): {one.why}" for one in judged.cannot_tell))
    if not written.is_letter:
        tell(f"foi-bot: {NO_LETTER} Look whether {_name(asked.letter)} is the right file.")
    if to_mend(judged.findings):
        return MEND
    return FINE if written.is_letter else ASKED_WRONGLY


def _judged(written: Written, judged: Judged) -> dict[str, Any]:
    return {
        "is_letter": written.is_letter,
        "findings": [one.as_json() for one in judged.findings],
        "cannot_tell": [one.as_json() for one in judged.cannot_tell],
    }


def _words(path: Path) -> Text:
    """The words of a file, from a child process that it cannot hold up."""
    try:
        size, content = content_of(path, LARGEST_FILE)
        if size > LARGEST_FILE:
            raise too_large_a_file(path.name, size)
        text = bounded(read_letter_text, path.name, content)
    except CannotRead as error:
        raise CannotError(at_a_terminal(error, path.name, _name(path))) from None
    if text.left_out:
        tell(f"foi-bot: Not read in {_name(path)}: {', '.join(text.left_out)}.")
    return text


def _name(path: Path) -> str:
    """The file as it was named, without what would do something to a terminal."""
    return one_line(str(path))


def _told(path: Path, written: Written) -> Iterator[str]:
    """What a letter says, for somebody to look over."""
    yield _name(path)
    if not written.is_letter:
        yield f"  {NO_LETTER}"
    yield f"  reference   {written.reference or '-'}"
    yield f"  dated       {long_date(written.dated) if written.dated else '-'}"
    yield f"  received    {long_date(written.received) if written.received else '-'}"
    yield f"  authority   {written.authority or '-'}"
    for part in written.parts:
        yield f"  part {part.number or '-':<7}{_short(part.text)}"
    for one in written.decisions:
        limbs = f" under {', '.join(one.limbs)}" if one.limbs else ""
        yield f"  decided     {f'part {one.part}: ' if one.part else ''}{one.kind}{limbs}"
    for limb in written.limbs:
        yield f"  section     {limb.cite}: {_argued(limb)}"
    for name, texts in (
        ("review", written.as_json()["review"]),
        ("regulator", written.as_json()["regulator"]),
        ("unplaced", written.as_json()["unplaced"]),
    ):
        yield from (f"  {name:<12}{_short(text)}" for text in texts)


def _argued(limb: Argued) -> str:
    """How much is said for a provision, in paragraphs."""
    kinds = {
        "reason": limb.reason,
        "harm": limb.harm,
        "for": limb.factors_for,
        "against": limb.factors_against,
        "balance": limb.balance,
    }
    return ", ".join(f"{len(said)} {kind}" for kind, said in kinds.items() if said) or "no reason"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


LONGEST = 100
"""How much of a paragraph is shown on a line, in characters."""
