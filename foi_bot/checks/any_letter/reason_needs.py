"""What the letter has to tell for one limb and no other: section 36's opinion, section 44's
enactment, where to find what is accessible already. Part of the rule `reason` on any letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foi_bot.checks.any_letter.kinds import has_a_close
from foi_bot.checks.any_letter.relied_on import is_extension, names_enactment, where
from foi_bot.checks.any_letter.sheet import CannotTell, Sheet, finding
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.words import phrases
from foi_bot.law.cites import section_of
from foi_bot.letter.read.written import Place

RULE = "reason"


def what_a_limb_needs(sheet: Sheet) -> Iterator[Finding | CannotTell]:
    """What is missing that only one section asks for."""
    cites = {section_of(cite): cite for cite in reversed(sheet.letter.cites)}
    if "36" in cites:
        yield from _opinion(sheet, cites["36"])
    if "44" in cites and not names_enactment(sheet):
        advice = (
            "The letter does not say which enactment, obligation or court order bars disclosure. "
            "Name it, with its section."
        )
        yield _missing(
            sheet, cites["44"], Severity.MUST_FIX, "FOIA s44(1), s17(1)(c)", advice, _OTHER_LAW
        )
    if "22" in cites:
        yield from _intention(sheet, cites["22"])
    if "41" in cites and not _says(sheet, _FROM_ANOTHER):
        advice = (
            "The letter does not say that the information came from somebody outside the authority."
            " Say from whom, in general words if need be."
        )
        yield _missing(sheet, cites["41"], Severity.LOOK_AGAIN, "FOIA s41(1)(a)", advice)
    if "21" in cites and not _says(sheet, _PLACE):
        advice = "The letter does not say where this can be had. Give the place or the address."
        yield _missing(sheet, cites["21"], Severity.LOOK_AGAIN, "FOIA s21(1), s16", advice)


def _opinion(sheet: Sheet, cite: str) -> Iterator[Finding | CannotTell]:
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


def _missing(
    sheet: Sheet,
    cite: str,
    severity: Severity,
    source: str,
    advice: str,
    vague: re.Pattern[str] | None = None,
) -> Finding | CannotTell:
    """What is missing, or said too vaguely; in an extract, it may stand in what is not here."""
    piece, quote = where(sheet, cite)[0], ""
    for at, whole in sheet.sentences:
        one = whole[:_LONG]
        if vague and vague.search(one) and not _TELLS_THE_LAW.search(one):
            piece, quote = at, one
            break
    if not has_a_close(sheet):
        return CannotTell(RULE, f"The text is no whole letter. {advice}")
    return finding(RULE, severity, source, piece, quote, advice)


def _intention(sheet: Sheet, cite: str) -> Iterator[Finding | CannotTell]:
    """That publication was settled when the request was made (s22(1)(a), (b))."""
    if is_extension(sheet):
        return
    told = [
        (piece, one[:_LONG])
        for piece, one in sheet.sentences
        if piece.place not in _NOT_ARGUED and not _TELLS_THE_LAW.search(one[:_LONG])
    ]
    settled = [piece for piece, one in told if _WILL_PUBLISH.search(_NOT_SETTLED.sub(" ", one))]
    open_still = [
        (piece, one) for piece, one in told if _NOT_SETTLED.search(one) and _PUBLISH.search(one)
    ]
    if any(piece.place not in _WEIGHED for piece in settled) or (settled and not open_still):
        return
    advice = (
        "Section 22 covers only what was already meant for publication when the request came, and "
        "the letter tells of no such intention. Say what is to be published, by whom and about "
        "when, or give the information."
    )
    surely = any(_SURELY_PUBLISH.search(_NOT_SETTLED.sub(" ", one)) for _, one in told)
    for piece, one in open_still:
        severity = Severity.LOOK_AGAIN if surely else Severity.MUST_FIX
        yield finding(RULE, severity, "FOIA s22(1)(a), (b)", piece, one, advice)
        return
    yield _missing(sheet, cite, Severity.LOOK_AGAIN, "FOIA s22(1)(a), (b)", advice)


_WEIGHED = frozenset({Place.FOR, Place.AGAINST, Place.BALANCE})
_LONG = 3_000
"""What is read of a sentence, however long it is."""
_NOT_ARGUED = frozenset({Place.REVIEW, Place.REGULATOR, Place.HOUSE, Place.CONTACT, Place.REQUEST})
_OTHER_LAW = phrases(
    r"(?:an?|other|another|some|existing|any|statute|the|our|such) (?:\w+ )?(?:law|laws|statutes?"
    r"|legislation|enactments?|rules?|prohibitions?|restrictions?|statutory bars?|obligations?)",
    r"(?:prohibit|forbid|prevent|bar|restrict)\w* by (?:\w+ )?(?:law|laws|statutes?|legislation"
    r"|rules?"
    r"|enactments?)",
    r"(?:criminal )?offence|forbidden|unlawful|illegal|prohibited|statutory bar",
)
_PUBLISH_WORDS = (
    r"(?:publish\w*|publication|releas\w+|issu(?:e|ed|ing)|made available|make (?:\w+"
    r" ){0,4}available|appear\w*"
    r"|put (?:up )?on|placed? on|laid|launch\w*|come out|comes out|coming out|print\w*|posted|go"
    r" live|uploaded|press)"
)
_PUBLISH = phrases(_PUBLISH_WORDS)
_NOT_SETTLED = phrases(
    r"no (?:\w+ )?(?:decision|plans?|intention|commitment)(?: \w+){0,6}? (?:whether|to|about|as to"
    r"|if|on)[^.;,]*",
    r"(?:not|n[’']t|never)(?: yet)? (?:\w+ )?(?:decided|settled|determined|agreed|concluded|been"
    r" decided"
    r"|been settled|been agreed|been taken|resolved)[^.;,]*",
    r"(?:may|might|could|would like to|hopes? to|hoping to|considering|considers?|thinking of"
    r"|exploring"
    r"|possib\w+|perhaps|wish(?:es)? to|undecided|yet to (?:decide|determine|agree)"
    rf"|(?:decide|deciding|decision on|consider|considering) (?:whether"
    rf"|if))[^.;]{{0,160}}?{_PUBLISH_WORDS}"
    r"[^.;,]*",
    r"(?:whether|if) (?:or not )?(?:to|it|they|we|and when|this|these|the \w+)[^.;]{0,80}?"
    rf"{_PUBLISH_WORDS}[^.;,]*",
)
_SURELY_PUBLISH = phrases(
    r"(?:will|shall|due|intend\w*|intention|scheduled|decided to|plan\w*|(?:is|are) to be)\b"
    r"[^.;]{0,160}?\b" + _PUBLISH_WORDS
)
_WILL_PUBLISH = phrases(
    r"(?:will|shall|due|intend\w*|intention|plan\w*|scheduled?|going to|aim\w*|expect\w*|propos\w+"
    r"|prepar\w+|forthcoming|next|is to|are to|be|being|before|until|when|ready|set to|on track"
    r"|decided to|commit\w+|agreed to|timetable\w*|always|annual\w*|each year|every (?:year|month"
    r"|quarter)|routine\w*|date)\b[^.;]{0,160}?\b" + _PUBLISH_WORDS,
    _PUBLISH_WORDS + r"\b[^.;]{0,100}?\b(?:in|on|by|from|later|next|this|shortly|soon|once|after"
    r"|when"
    r"|alongside|at the|within|every|each|annual\w*|week|planned|scheduled|intended|due|expected"
    r"|will)",
)
_TELLS_THE_LAW = phrases(
    r"(?:if|where|when) there is an? (?:view|intention)|(?:concerns?|covers?|relates? to|applies"
    r" to|is about|for|protects?) information(?: (?:which|that)"
    r" is)? (?:intended|held|due)",
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
