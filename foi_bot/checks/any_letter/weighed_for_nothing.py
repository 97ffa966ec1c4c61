"""A public interest test where none is due: under an absolute provision (FOIA s2(3)).

The defence of public interest within section 41, and the balance of legitimate interests within
section 40(2), are none. Part of the rule `public-interest`.
"""

from __future__ import annotations

from collections.abc import Iterator

from foi_bot.checks.any_letter.balances import Balance, Balances, Stated
from foi_bot.checks.any_letter.sheet import finding
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.words import phrases
from foi_bot.law.cites import section_of, sections_words

SOURCE = "FOIA s2(3)"


def weighed_for_nothing(every: Balances, rule: str) -> Iterator[Finding]:
    """What weighs the public interest under absolute provisions, once for those tested together."""
    due = (*every.qualified, *every.varying)
    meant = {stated for one in due for stated in one.told}
    for balance in every.absolute:
        tested = [one for one in balance.conclusions if one not in meant and _is_test(one, balance)]
        if tested:
            advice = (
                f"{sections_words(balance.cites).capitalize()} is absolute: no public interest is "
                "weighed under it. Take this out, or move it to a qualified provision."
            )
            piece, quote = tested[0].piece, tested[0].text
            yield finding(rule, Severity.LOOK_AGAIN, SOURCE, piece, quote, advice)


def _is_test(one: Stated, balance: Balance) -> bool:
    if not one.names_the_test:
        return False
    inner = {section_of(cite) for cite in balance.cites} & _INNER
    return not inner or bool(_MAINTAINED.search(one.text) and not _DEFENCE.search(one.piece.text))


_INNER = frozenset({"40", "41"})
"""Sections within which interests are weighed that are no public interest test."""
_MAINTAINED = phrases(r"maint\w+ the exemption|public interest test")
_DEFENCE = phrases(r"defen[cs]e|actionable|in-?built|built-?in|inherent")
