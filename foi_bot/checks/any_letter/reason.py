"""Rule `reason` on any letter: a reason for each limb relied on, about this very request (FOIA
s17(1)(c)). What the Act says of a limb, in whatever words, is no reason.

A reason can be short, can be shared between limbs, and can stand in the decision itself. Only a
limb for which there is nothing at all must be mended: words alone seldom show more.
"""

from __future__ import annotations

from collections.abc import Iterator

from foi_bot.checks.any_letter.interests import strays_to
from foi_bot.checks.any_letter.kinds import has_a_close, is_review
from foi_bot.checks.any_letter.own_reasons import Given, Reasons
from foi_bot.checks.any_letter.reason_needs import what_a_limb_needs
from foi_bot.checks.any_letter.relied_on import is_extension, only_supposed, where
from foi_bot.checks.any_letter.sheet import CannotTell, Sheet, finding
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.words import phrases
from foi_bot.law.act import sections
from foi_bot.law.cites import section_of, sections_words
from foi_bot.letter.read.written import Piece

RULE = "reason"
SOURCE = "FOIA s17(1)(c)"


def check(sheet: Sheet) -> Iterator[Finding | CannotTell]:
    """The limbs that a letter leaves without a reason, or with one that is none."""
    if not sheet.letter.is_letter:
        return
    cites = [
        cite
        for cite in sheet.letter.cites
        if section_of(cite) in sections()
        and (is_extension(sheet) or not only_supposed(sheet, cite))
    ]
    if cites and not sheet.is_english:
        yield CannotTell(RULE, "Whether a reason is one is judged in English only.")
    elif cites and _elsewhere(sheet):
        yield CannotTell(RULE, "The letter gives its reasons in a document of its own.")
    elif cites and not _left_out(sheet):
        yield from _without_a_reason(sheet, cites)
        if not is_review(sheet):
            yield from what_a_limb_needs(sheet)
            yield from _strayed(Reasons(sheet, cites))


def _without_a_reason(sheet: Sheet, cites: list[str]) -> Iterator[Finding | CannotTell]:
    """One finding for all that lack a reason alike. Limbs of a section share what is said."""
    reasons = Reasons(sheet, cites)
    of_sections: dict[str, list[str]] = {}
    for cite in cites:
        of_sections.setdefault(section_of(cite), []).append(cite)
    lenient = is_review(sheet) or is_extension(sheet)
    lacking: dict[Severity, list[str]] = {}
    for of_section in of_sections.values():
        given = {reasons.given(cite) for cite in of_section[:_A_FEW]}
        if Given.REASON in given:
            continue
        weak = lenient or Given.ASSERTED in given
        severity = Severity.LOOK_AGAIN if weak else Severity.MUST_FIX
        if at := reasons.definition(of_section[0]):
            yield _defined(of_section, severity, *at)
        else:
            lacking.setdefault(severity, []).extend(of_section)
    if lacking and not has_a_close(sheet):
        yield CannotTell(RULE, "The text is no whole letter: the reasons may stand elsewhere.")
        return
    for severity, without in lacking.items():
        yield _missing(sheet, without, severity)


def _strayed(reasons: Reasons) -> Iterator[Finding]:
    """Provisions of which all reasons speak of what another section protects."""
    for section, cites in reasons.by_section.items():
        said = reasons.own_argument(section)
        other = strays_to(section, (one for _, one in said))
        if not other:
            continue
        severity = Severity.MUST_FIX if reasons.never_speaks_of(section) else Severity.LOOK_AGAIN
        piece, quote = said[-1]
        advice = (
            f"The reasons given for {sections_words(cites)} speak of what section {other}"
            f" protects, "
            f"and not of what section {section} does. Say how the interest that is cited would "
            "suffer, or cite the other."
        )
        yield finding(RULE, severity, SOURCE, piece, quote, advice)


def _defined(cites: list[str], severity: Severity, piece: Piece, quote: str) -> Finding:
    advice = (
        f"This tells what {sections_words(cites)} protects, and not why what was asked for falls "
        "within it. Say that in a sentence about this information."
    )
    return finding(RULE, severity, SOURCE, piece, quote, advice)


def _missing(sheet: Sheet, cites: list[str], severity: Severity) -> Finding:
    piece, quote = where(sheet, cites[0])
    which = f"{sections_words(cites)} {'applies' if len(cites) == 1 else 'apply'}"
    if severity is Severity.MUST_FIX:
        advice = (
            f"Nothing is said about why {which} here: what the Act says of it is no reason. Say "
            "what it is about this request that brings it within the provision."
        )
    else:
        advice = (
            f"As it stands, the letter hardly says why {which}. Say why, in a sentence about this "
            "request."
        )
    return finding(RULE, severity, SOURCE, piece, quote, advice)


_A_FEW = 3
"""Limbs of one section that are looked at: they share what is said for them."""


def _left_out(sheet: Sheet) -> bool:
    """Whether the letter says that reasons would themselves give exempt information away."""
    return any(_CLOSED.search(sentence) for _, sentence in sheet.sentences)


def _elsewhere(sheet: Sheet) -> bool:
    """Whether the reasons are said to be in a paper that came with the letter."""
    return any(_ENCLOSED.search(sentence) for _, sentence in sheet.sentences)


_CLOSED = phrases(r"(?:section |s\.? ?)17 ?\(4\)")
_PAPER = (
    r"(?:annex(?:e)?|appendix|enclosure|schedule|attachment|document|(?:refusal |section 17 )?"
    r"notice|letter|table|sheet)"
)
_ENCLOSED = phrases(
    r"(?:reasons?|explan\w+|arguments?|rationale)\b[^.;]{0,80}\b(?:attached|enclosed"
    r"|set out (?:in|at)|found (?:in|at)|see|in) (?:the |an? |our )?"
    r"(?:attached |enclosed |separate )?" + _PAPER,
    r"(?:see|refer to|consult) (?:the |our )?(?:attached|enclosed|separate|accompanying) "
    + _PAPER
    + r"[^.;]{0,60}\b(?:reasons?|explan\w+|details?|exempt\w*)",
)
