"""Rule `limb` on any letter: what is relied on exists, is law on the letter's date, excuses the
duty that is at stake, is named exactly, and is open to that kind of body (FOIA s17(1)(b)).

What a letter merely mentions is not held against it: sections of other Acts, the law told at
length, a provision that is ruled out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from foi_bot.checks.any_letter.kinds import has_a_close, is_review
from foi_bot.checks.any_letter.limb_condition import without_a_condition
from foi_bot.checks.any_letter.limb_kinds import wrong_kind
from foi_bot.checks.any_letter.limb_pairs import in_the_alternative
from foi_bot.checks.any_letter.relied_on import (
    RELIES,
    has_denial,
    is_extension,
    names_enactment,
    only_supposed,
    ruled_out,
    where,
)
from foi_bot.checks.any_letter.sheet import CannotTell, Sheet, finding
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.labels import named
from foi_bot.checks.substance import stems
from foi_bot.checks.words import phrases
from foi_bot.interview.outcome import Outcome
from foi_bot.law.act import (
    InexactLimbError,
    LawError,
    NotInForceError,
    UnknownLimbError,
    exemption,
    look_up,
    sections,
)
from foi_bot.law.cites import BadCiteError, section_of, sections_words
from foi_bot.law.limbs import Duty, Limb
from foi_bot.letter.read.grounds import grounds_in
from foi_bot.letter.read.written import ARGUMENT, Piece, Place

RULE = "limb"
SOURCE = "FOIA s17(1)(b)"
DEPARTMENTS_ONLY = "FOIA s35(1)"
AUDITORS_ONLY = "FOIA s33(1)"


def check(sheet: Sheet) -> Iterator[Finding | CannotTell]:
    """What is wrong with the provisions that a letter relies on."""
    if not sheet.letter.is_letter:
        return
    yield from _no_law(sheet)
    if not sheet.is_english:
        return
    yield from _inexact(sheet)
    wrong = list(wrong_kind(sheet))
    yield from wrong
    yield from _not_open(sheet)
    yield from in_the_alternative(sheet)
    if not wrong:
        yield from without_a_condition(sheet)


def _no_law(sheet: Sheet) -> Iterator[Finding | CannotTell]:
    """Provisions that are relied on and do not exist, or are law on other days only."""
    told: set[str] = set()
    for piece, words, cite in _named_in_earnest(sheet):
        if cite in told:
            continue
        try:
            look_up(cite, sheet.on)
        except NotInForceError as error:
            told.add(cite)
            yield _of_other_days(sheet, piece, words, error)
        except InexactLimbError:
            continue
        except UnknownLimbError as error:
            if not _is_within_a_limb(sheet, cite):
                told.add(cite)
                advice = f"{error} Cite what is meant instead."
                yield finding(RULE, Severity.MUST_FIX, SOURCE, piece, words, advice)
        except (LawError, BadCiteError):
            continue


def _named_in_earnest(sheet: Sheet) -> Iterator[tuple[Piece, str, str]]:
    """What is relied on, and where: sentences that rely on it, and lines that only name it."""
    for piece, sentence in sheet.sentences:
        if piece.place in _NOT_RELYING or ruled_out(sentence):
            continue
        if RELIES.search(sentence) or piece.place in _WHERE_ARGUED:
            for cite in grounds_in(sentence):
                yield piece, sentence, cite


def _of_other_days(
    sheet: Sheet, piece: Piece, words: str, error: NotInForceError
) -> Finding | CannotTell:
    """What was law, or has only become it. A letter without a date may be of any day; but it is no
    older than the request."""
    received = sheet.letter.received
    ended = all(span.end and received and span.end <= received for span in error.spans)
    if sheet.letter.dated is None and not ended:
        return CannotTell(RULE, f"The letter has no date that could be read. {error}")
    severity = Severity.LOOK_AGAIN if is_review(sheet) else Severity.MUST_FIX
    return finding(RULE, severity, SOURCE, piece, words, str(error))


def _is_within_a_limb(sheet: Sheet, cite: str) -> bool:
    """Whether a citation only goes deeper than a limb does: "40(2)(a)", "36(2)(b)(i)(ii)"."""
    return any(cite.startswith(f"{one.cite}(") for one in named(section_of(cite), sheet.on))


def _inexact(sheet: Sheet) -> Iterator[Finding]:
    """Sections, and subsections of several paragraphs, for which no limb is named anywhere."""
    for cite in sheet.letter.cites:
        section = section_of(cite)
        if section not in sections() or section in _WHOLE or _is_exact_elsewhere(sheet, section):
            continue
        try:
            look_up(cite, sheet.on)
        except InexactLimbError as error:
            yield from _not_exact_enough(sheet, cite, _candidates(sheet, cite, error))
        except (LawError, BadCiteError):
            continue


def _not_exact_enough(sheet: Sheet, cite: str, meant: Sequence[Limb]) -> Iterator[Finding]:
    section = section_of(cite)
    alone = len(meant) == 1
    piece, quote = where(sheet, cite)
    if alone and not _only_denies(sheet):
        return
    if only_supposed(sheet, cite) and not is_extension(sheet):
        return
    if not quote or _IS_QUOTED.match(quote) or ruled_out(quote) or _SUPPOSED.search(quote):
        return
    if cite in _AS_WAS_USUAL or (section == "44" and names_enactment(sheet)):
        return
    lenient = "(" in cite or section in _PLAIN or alone or _told_by_words(quote, section, meant)
    lenient = lenient or is_extension(sheet) or is_review(sheet) or not has_a_close(sheet)
    severity = Severity.LOOK_AGAIN if lenient else Severity.MUST_FIX
    which = sections_words([one.cite for one in meant], "or") if len(meant) <= _A_FEW else ""
    advice = (
        f"Section {cite} holds several provisions, and the letter names none of them exactly. Name "
        f"the one that is relied on{': ' + which if which else ''}."
    )
    if alone:
        advice = f"Name the exact provision: {which} is what excuses from confirming or denying."
    yield finding(RULE, severity, SOURCE, piece, quote, advice)


def _candidates(sheet: Sheet, cite: str, error: InexactLimbError) -> tuple[Limb, ...]:
    """What a citation can mean in this letter: of the duty that it refuses, where that is one."""
    duties = (Duty.CONFIRM_OR_DENY,) if _only_denies(sheet) else (Duty.COMMUNICATE,)
    found = named(cite, sheet.on, duties)
    return tuple(one for one in found if one.cite in error.candidates) or found


def _only_denies(sheet: Sheet) -> bool:
    withheld = {Outcome.WITHHOLD, Outcome.EXTEND}
    return sheet.is_silent and has_denial(sheet) and not sheet.outcomes & withheld


def _is_exact_elsewhere(sheet: Sheet, section: str) -> bool:
    """Whether a limb of a section is named exactly, wherever in the letter."""
    pieces = [one for one in sheet.letter.pieces if section in one.text]
    return any(
        section_of(cite) == section and cite != section and _is_exact(sheet, cite)
        for cite in {cite for one in pieces for cite in grounds_in(one.text)}
    )


def _is_exact(sheet: Sheet, cite: str) -> bool:
    try:
        look_up(cite, sheet.on)
    except InexactLimbError:
        return False
    except NotInForceError:
        return True
    except (LawError, BadCiteError):
        return _is_within_a_limb(sheet, cite)
    return True


def _told_by_words(sentence: str, section: str, meant: Sequence[Limb]) -> bool:
    """Whether a sentence gives the words of one of these limbs beside the section; what the section
    is called tells nothing."""
    said = stems(sentence) - stems(exemption(section).title)
    words = {one.cite: stems(one.gist) for one in meant}
    for this in meant:
        others = {word for cite, of in words.items() if cite != this.cite for word in of}
        if len(said & (words[this.cite] - others)) >= _UNMISTAKABLE:
            return True
    return False


def _not_open(sheet: Sheet) -> Iterator[Finding]:
    """A provision for departments alone, relied on by what is plainly none."""
    authority = sheet.letter.authority
    for cite in sheet.letter.cites:
        if section_of(cite) == "35" and _is_no_department(authority):
            advice = (
                f"Section {cite} covers what is held by a government department or the Welsh "
                f"Government, and {authority} is neither. Rely on another provision (section 36 "
                "asks for a qualified person's opinion), or give the information."
            )
            yield _found(sheet, cite, Severity.MUST_FIX, advice, DEPARTMENTS_ONLY)
            return
        if section_of(cite) == "33" and _NO_AUDITOR.search(authority):
            advice = (
                f"Section {cite} is open only to bodies that audit other public authorities or "
                "examine how they use their resources. Say which such function this is about."
            )
            yield _found(sheet, cite, Severity.LOOK_AGAIN, advice, AUDITORS_ONLY)
            return


def _is_no_department(authority: str) -> bool:
    """Whether a name is plainly that of some other body."""
    return bool(_NO_DEPARTMENT.search(authority)) and not _DEPARTMENT.search(authority)


def _found(
    sheet: Sheet, cite: str, severity: Severity, advice: str, source: str = SOURCE
) -> Finding:
    piece, quote = where(sheet, cite)
    return finding(RULE, severity, source, piece, quote, advice)


_A_FEW = 3
_UNMISTAKABLE = 2
"""How many words of one paragraph alone tell that it is meant."""
_WHOLE = frozenset({"39"})
"""Which is cited as a whole: both its paragraphs say that the other regime applies."""
_AS_WAS_USUAL = frozenset({"40(5)"})
"""Which was cited without its paragraphs as long as it was law."""
_PLAIN = frozenset({"40"})
"""Of whose limbs the words show which is meant: the applicant's own data, or somebody else's."""

_NOT_RELYING = frozenset(
    {Place.LAW, Place.HOUSE, Place.REVIEW, Place.REGULATOR, Place.CONTACT, Place.INTRODUCTION}
)
_WHERE_ARGUED = ARGUMENT | {Place.DECISION}
_IS_QUOTED = re.compile(r"\s*[\"'“‘>]")
_SUPPOSED = phrases(
    "if", "would be exempt", r"(?:may|might|could) (?:turn out|be|prove)", "for example"
)
_NO_DEPARTMENT = phrases(
    "council",
    "police",
    "constabulary",
    "nhs",
    r"hospitals?",
    "university",
    "college",
    r"schools?",
    r"academ(?:y|ies)",
    "museum",
    "fire (?:and|&) rescue",
    "ombudsman",
    "borough",
    "parish",
    "foundation trust",
    "broadcast(?:er|ing)",
    "library",
    "gallery",
)
_DEPARTMENT = phrases(
    "department",
    "ministry",
    "privy council office",
    "office of the",
    "welsh government",
    "secretary of state",
    "treasury",
    "agency",
)
_NO_AUDITOR = phrases(
    "council",
    "police",
    "constabulary",
    r"hospitals?",
    "university",
    "college",
    r"schools?",
    r"academ(?:y|ies)",
    "museum",
)
