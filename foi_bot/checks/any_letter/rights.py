"""Rule `rights`: how to have the decision reviewed, the right under section 50, and the regulator's
details as they were on the letter's date, in every notice of refusal (FOIA s17(7)).

A refusal under the Environmental Information Regulations tells the same two rights (regulations
14(5), 11 and 18). An extract, of which nobody can know what stood below it, is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from foi_bot.checks.any_letter.kinds import (
    COMMISSIONER,
    is_review,
    is_signed,
    tells_of_section_50,
)
from foi_bot.checks.any_letter.sheet import CannotTell, Sheet, finding
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.regulator_details import stale_details
from foi_bot.checks.words import phrases
from foi_bot.interview.outcome import REFUSALS

RULE = "rights"
REVIEW = "FOIA s17(7)(a)"
REGULATOR = "FOIA s17(7)(b), s50(1)"


def check(sheet: Sheet) -> Iterator[Finding | CannotTell]:
    """What a letter that refuses anything fails to tell about complaining, and what it tells of the
    regulator that was out of date on its day."""
    if not sheet.letter.is_letter:
        return
    yield from _out_of_date(sheet)
    if not (sheet.outcomes & REFUSALS or sheet.letter.limbs) or not sheet.is_english:
        return
    said = [sentence for _, sentence in sheet.sentences]
    if any(_ELSEWHERE.search(sentence) for sentence in said):
        return
    review, decision = any(map(_tells_of_review, said)), tells_of_section_50(sheet)
    if (review and decision) or is_signed(sheet):
        yield from _missing(sheet, review, decision)
    else:
        yield CannotTell(RULE, "The text has no close: the rights may stand in what is not here.")


def _missing(sheet: Sheet, review: bool, decision: bool) -> Iterator[Finding]:
    if not review and not is_review(sheet):
        advice = (
            "This letter refuses something and does not say how to have that reviewed. Say to whom "
            "to write and by when, or that you have no procedure for complaints."
        )
        yield finding(RULE, Severity.MUST_FIX, REVIEW, None, "", advice)
    if not decision:
        predecessor = next((p for p in sheet.ours if _PREDECESSOR.search(p.text)), None)
        quote = _PREDECESSOR.search(predecessor.text) if predecessor else None
        advice = (
            "This letter refuses something and does not tell of the right (section 50) to apply "
            "to the Information Commissioner for a decision. Add it, with how to do so."
        )
        yield finding(
            RULE, Severity.MUST_FIX, REGULATOR, predecessor, quote[0] if quote else "", advice
        )


def _tells_of_review(sentence: str) -> bool:
    """Whether a sentence offers a review: by its name, or by whom to ask for one."""
    if _REVIEW.search(sentence):
        return True
    asked = _AGAIN.search(sentence) or _UNHAPPY.search(sentence)
    told = _WRITE.search(sentence) or _TO_WHOM_AND_WHEN.search(sentence)
    return bool(asked and told) and not COMMISSIONER.search(sentence)


def _out_of_date(sheet: Sheet) -> Iterator[Finding]:
    for piece in sheet.ours:
        for quote, severity, advice in stale_details(piece.text, sheet.on):
            yield finding(RULE, severity, REGULATOR, piece, quote, advice)


_PREDECESSOR = phrases("data protection (?:registrar|commissioner)")
_REVIEW = phrases(
    r"(?:internal|independent|formal|official|further|full) reviews?",
    r"(?:request|ask|seek|apply|application|right|want|wish|like|have|for) (?:\w+ ){0,4}?reviews?"
    r"|review(?:ed)? (?:of )?(?:the|this|our|my|your|how|by)",
    r"(?:complaints?|appeals?|review) (?:procedures?|process|panel|officer|team|form|rights?)",
    r"(?:right|rights|wish|want|like|entitled|how|able|can|may) (?:to|of) (?:\w+ ){0,4}?"
    r"(?:appeal|complain(?:t)?|review(?:ed)?)",
    r"(?:appeal|complain) (?:against|about|to us|in writing|to the (?!information))",
    r"(?:make|lodge|submit|register|raise) (?:(?:an?|your|any|the) )?(?:formal )?"
    r"(?:complaint|appeal)",
    r"(?:look(?:ed)? at|consider(?:ed)?|think) (?:\w+ ){0,4}?(?:again|afresh)|reconsider\w*",
    r"no (?:internal )?(?:review|complaints?|appeals?) (?:procedure|process|stage)",
)
_AGAIN = phrases(r"review(?:s|ed|ing)?|representations?|complain(?:ts?|ing)?|appeal(?:s|ed|ing)?")
_UNHAPPY = phrases(
    r"(?:dissatisf|unsatisf)\w+|unhappy|not (?:satisfied|happy|content|agree)|disagree|concerns?"
)
_WRITE = phrases(
    r"writ(?:e|ing|ten)|contact\w*|e-?mail\w*|let (?:us|me) know|ask|tell|address(?:ed)?"
)
_TO_WHOM_AND_WHEN = re.compile(
    r"\w@\w|\bwithin (?:\w+ ){1,3}?(?:days?|weeks?|months?)\b|\b(?:made|addressed|sent) to the\b"
    r"|\b(?:working days|months|weeks) (?:of|from|after)\b",
    re.IGNORECASE,
)
_ELSEWHERE = phrases(
    r"(?:your )?(?:rights?|how) (?:to|of) (?:appeal|complain(?:t)?|review)(?: \w+){0,8}? "
    r"(?:attached|enclosed|overleaf|annex\w*|appendix|below|separate|sheet|leaflet|web ?site)",
    r"(?:attached|enclosed|overleaf|annex\w*|appendix|separate|accompanying)(?: [\w']+){0,8}? "
    r"(?:rights?|how) (?:to|of) (?:appeal|complain(?:t)?|review)",
    r"(?:attached|enclosed|overleaf|annex\w*|accompanying)(?: [“‘\"']?\w+){0,6}? "
    r"(?:complaints?|appeals?|review) (?:rights?|procedures?|process|sheet|leaflet|details|form)",
)
