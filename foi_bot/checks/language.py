"""Rule `language`: what the other rules cannot judge in a letter that is not in English.

What follows from the answers is checked in any language: the provisions relied on, what is
answered and what is not, a balance with both its sides, figures in digits, the ways to complain.
Rules that look for words know English ones.
"""

from __future__ import annotations

from collections.abc import Iterator

from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.words import Reading

RULE = "language"
SOURCE = "FOIA s1(1), s17(1)"


def check(reading: Reading) -> Iterator[Finding]:
    """That somebody who reads the letter's language has to look, and for what."""
    if reading.is_in_english:
        return
    look_for = ["holes that were left to be filled in"]
    if reading.cited:
        look_for.append("reasons that fit any request, or that argue a provision not relied on")
    if reading.silent:
        look_for.append("words from which a reader could tell whether the information is held")
    advice = (
        "This letter is not in English, and rules that look for words know English ones alone. "
        f"Somebody who reads its language has to look for {'; '.join(look_for)}."
    )
    yield Finding(RULE, Severity.NOTE, "", "The letter", SOURCE, advice)
