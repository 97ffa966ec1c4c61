"""What the letter has to tell for one limb and no other: section 36's opinion, section 44's
enactment, where to find what is accessible already. Part of the rule `reason` on any letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foi_bot.checks.any_letter.kinds import has_a_close
from foi_bot.checks.any_letter.relied_on import is_extension, names_enactment, where
from foi_bot.checks.any_letter.sheet import Sheet, finding
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.words import phrases
from foi_bot.law.cites import section_of

RULE = "reason"


def what_a_limb_needs(sheet: Sheet) -> Iterator[Finding]:
    """What is missing that only one section asks for."""
    cites = {section_of(cite): cite for cite in reversed(sheet.letter.cites)}
    if "36" in cites:
        yield from _opinion(sheet, cites["36"])
    if "44" in cites and not names_enactment(sheet):
        advice = (
            "The letter does not say which enactment, obligation or court order bars disclosure. "
            "Name it, with its section."
        )
        yield _missing(sheet, cites["44"], Severity.MUST_FIX, "FOIA s44(1), s17(1)(c)", advice)
    if "41" in cites and not _says(sheet, _FROM_ANOTHER):
        advice = (
            "The letter does not say that the information came from somebody outside the authority."
            " Say from whom, in general words if need be."
        )
        yield _missing(sheet, cites["41"], Severity.LOOK_AGAIN, "FOIA s41(1)(a)", advice)
    if "21" in cites and not _says(sheet, _PLACE):
        advice = "The letter does not say where this can be had. Give the place or the address."
        yield _missing(sheet, cites["21"], Severity.LOOK_AGAIN, "FOIA s21(1), s16", advice)


def _opinion(sheet: Sheet, cite: str) -> Iterator[Finding]:
    """A qualified person's opinion: that there is one, and whose it is by office (s36(2), (5))."""
    said = [
        (piece, one)
        for piece, one in sheet.sentences
        if _QUALIFIED_PERSON.search(one) and not _TELLS_THE_LAW.search(one)
    ]
    if not said and not _tells(sheet, _OPINION) and not _says(sheet, _STATISTICS):
        if is_extension(sheet):
            return  # The opinion may still be asked for.
        advice = (
            f"Section {cite} applies only if a qualified person reasonably thinks that the harm "
            "would, or would be likely to, follow, and the letter tells of no such opinion. Say "
            "who gave it, by office, and what it was."
        )
        yield _missing(sheet, cite, Severity.MUST_FIX, "FOIA s36(2), (5)", advice)
    elif said and not any(_OFFICE.search(_without_law(one)) for _, one in _near(sheet)):
        piece, quote = next((pair for pair in said if _GAVE.search(pair[1])), said[0])
        advice = (
            "Nobody can tell whether this opinion came from somebody entitled to give it. Say who "
            "the qualified person is, by office."
        )
        yield finding(RULE, Severity.LOOK_AGAIN, "FOIA s36(5)", piece, quote, advice)


def _near(sheet: Sheet) -> Iterator[tuple[int, str]]:
    """The sentences that speak of the opinion, and those before and after."""
    every = [one for _, one in sheet.sentences]
    for at, one in enumerate(every):
        if _QUALIFIED_PERSON.search(one) or _OPINION.search(one):
            yield from ((no, every[no]) for no in range(max(0, at - 1), min(len(every), at + 2)))


def _without_law(sentence: str) -> str:
    return _TITLES_THAT_ARE_NONE.sub("", sentence)


def _says(sheet: Sheet, pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(piece.text) for piece in sheet.ours)


def _tells(sheet: Sheet, pattern: re.Pattern[str]) -> bool:
    """Whether the letter says so of this case, and not of the law."""
    return any(pattern.search(one) and not _TELLS_THE_LAW.search(one) for _, one in sheet.sentences)


def _missing(sheet: Sheet, cite: str, severity: Severity, source: str, advice: str) -> Finding:
    """What is missing; in an extract, it may stand in what is not here."""
    piece, _ = where(sheet, cite)
    if not has_a_close(sheet):
        severity = Severity.LOOK_AGAIN
    return finding(RULE, severity, source, piece, "", advice)


_TELLS_THE_LAW = phrases(
    r"information (?:to which this section applies )?is exempt(?: information)? (?:if|where)",
    r"exempts?(?: from \w+)? information (?:if|where|which|that|whose)",
    r"(?:section|exemption|it) [\d()a-z]* ?(?:applies|is engaged|provides|states"
    r"|can (?:only )?be (?:relied|engaged)) (?:only )?(?:if|where|when|that)",
)
_QUALIFIED_PERSON = phrases(r"qualified persons?(?:[’']s)?")
_OPINION = phrases(
    r"reasonable opinion",
    r"opinion of (?:the|our|a|my) (?:[A-Z][\w-]+|\w+)",
    r"(?:minister|chief executive|vice-?chancellor|monitoring officer|speaker|chief constable"
    r"|commissioner|chairman|chair|president|permanent secretary|director)[^.]{0,60}\bopinion",
)
_STATISTICS = phrases("statistical information")
_GAVE = phrases(r"g(?:ave|iven)", r"form\w*", r"found", r"agreed", r"opinion")
_OFFICE = phrases(
    r"chief \w+",
    r"vice-?\s?chancellor",
    r"chancellor",
    r"ministers?",
    r"(?:monitoring|responsible"
    r"|proper|accounting|legal|senior) officer",
    r"(?:\w+ )?director(?:[- ]general)?",
    r"(?:\w+ )?secretary",
    r"chair(?:man|woman|person)?",
    r"principal",
    r"head ?(?:teacher|master"
    r"|mistress)?",
    r"governors?",
    r"speaker",
    r"clerk",
    r"(?:\w+ )?commissioner",
    r"mayor",
    r"president",
    r"provost",
    r"rector",
    r"warden",
    r"comptroller",
    r"auditor",
    r"ombudsman",
    r"registrar",
    r"solicitor",
    r"presiding officer",
    r"lord \w+",
    r"board",
    r"chief executive",
    r"trustees?",
    r"controller",
    r"superintendent",
    r"treasurer",
    r"trust secretary",
)
_TITLES_THAT_ARE_NONE = phrases("information commissioner(?:[’']s office)?")
_FROM_ANOTHER = phrases(
    r"(?:obtain|receiv|suppli|provid|submitt|impart|given|gave|came|come|sent|sends?|told|shar"
    r"|entrust|confid|donat|disclos|pass|communicat|contribut|made)\w*(?:\W+\w+){0,8}?\W+"
    r"(?:by|from|to us|to the|in confidence)",
    r"third part(?:y|ies)",
    r"from (?:another|a|an|the"
    r"|outside|other|him|her|them)",
    r"(?:informants?|donors?|suppliers?|tenderers?|bidders?"
    r"|contractors?|complainants?|individuals|participants?)",
)
_PLACE = phrases(
    r"https?://\S+",
    r"www\.\S+",
    r"(?:web ?site|web ?page|internet|online|on-line|publication "
    r"scheme|library|archives?|register|gazette|link|attached|enclosed|published|available"
    r"|accessible (?:at|on|from|in)|disclosure log)",
)
