"""What kind of text a letter is: the outcome of a review, an answer under other law, an extract."""

from __future__ import annotations

import re

from foi_bot.checks.any_letter.sheet import Sheet
from foi_bot.checks.words import phrases
from foi_bot.letter.read.written import ARGUMENT, Place


def is_review(sheet: Sheet) -> bool:
    """Whether the letter is itself the outcome of an internal review."""
    opening = (Place.INTRODUCTION, Place.DECISION, Place.UNPLACED)
    above = (Place.LETTERHEAD, Place.REFERENCE, Place.TITLE)
    return any(
        _REVIEW.search(piece.text)
        if piece.place in above
        else (piece.is_heading or piece.place in opening) and _OUTCOME_OF_REVIEW.search(piece.text)
        for piece in sheet.ours
    )


def is_environmental(sheet: Sheet) -> bool:
    """Whether the letter answers under the Environmental Information Regulations, in part at
    least."""
    return any(_EIR.search(sentence) for _, sentence in sheet.sentences)


def has_a_close(sheet: Sheet) -> bool:
    """Whether the text is a letter to its close, and not a page about one, or a letter's beginning:
    what is missing there may have stood below it."""
    return is_signed(sheet) or tells_of_section_50(sheet)


def is_signed(sheet: Sheet) -> bool:
    """Whether the text ends as letters do, with greetings and whoever sends it."""
    signed = bool(sheet.letter.at(Place.SIGN_OFF))
    return signed or any(_CLOSE.match(piece.text) for piece in sheet.ours)


def tells_of_section_50(sheet: Sheet) -> bool:
    """Whether the Commissioner is named, in one paragraph with what an applicant may do there (in
    one sentence, where the paragraph argues)."""
    paragraphs = [piece.text for piece in sheet.ours if piece.place not in ARGUMENT]
    said = [*paragraphs, *(sentence for _, sentence in sheet.arguments)]
    return any(COMMISSIONER.search(one) and _APPLY.search(one) for one in said)


_EIR = phrases(
    r"(?:under|within|by|of|with|to) (?:the )?(?:environmental information regulations|EIRs?)"
    r"|regulation \d+\(\d\)"
)
_CLOSE = re.compile(
    r"(?:yours (?:sincerely|faithfully|truly)|(?:(?:with )?(?:kind|best|kindest|warm) )?regards"
    r"|best wishes)\s*(?:,|\n|$)",
    re.IGNORECASE,
)
_REVIEW = phrases("internal reviews?|review of (?:your|our|the) (?:request|decision|response)")
_OUTCOME_OF_REVIEW = phrases(
    r"(?:not|no part) (?:\w+ ){0,3}?in (?:that|the|our) (?:original |first |earlier |initial )?"
    r"(?:decision|response|handling)(?: \w+){0,6}? (?:afresh|again|review)",
    r"(?:outcome|result|conclusion|findings?|completion) of (?:the|my|our|your|this|an) (?:\w+ )?"
    r"(?:internal )?review",
    r"(?:i|we) have (?:now |therefore |also )?(?:complete[d]?|carried out|conducted|undertaken"
    r"|concluded|reviewed|re-?considered) (?:\w+ ){0,4}?(?:review|decision|response|handling)",
    r"(?:my|our|your|this|the) (?:internal )?review (?:has |have )?(?:now )?(?:found|finds"
    r"|concludes?|concluded|upheld|upholds|is complete|has been completed)",
    r"your (?:request|application) (?:of [\w ]+ )?for (?:an? |the )?(?:internal )?review"
    r"|you (?:asked|requested|wrote|sought)(?: (?!if\b|for a copy)[\w,]+){0,8}? "
    r"(?:internal )?review",
    r"internal review (?:outcome|decision|response|report)",
)
COMMISSIONER = phrases(
    "(?:information|data protection) commission(?:er)?(?:'s|’s)?",
    "ICO(?:'s|’s)?",
    "the commissioner",
)
"""Who decides under section 50."""
_APPLY = phrases(
    "appl(?:y|ies|ication)|appeal\\w*|complain\\w*|refer(?:red|ral)?|contact\\w*|approach"
    "|writ(?:e|ing)|recourse|take (?:the matter|it|your)|decision (?:by|from)|decide",
    r"(?:dis|not |un)?satisf\w+|unhappy|section 50|s\.? ?50",
)
