"""Limbs that are relied on for the wrong duty: one that withholds, for neither confirming nor
denying, or the other way about (FOIA ss2, 17(1)). Part of the rule `limb` on any letter.

Read from the sentences, and not from what was decided: by a wrong limb, that is easily misread.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from foi_bot.checks.any_letter.relied_on import DENIES, RELIES, WITHHOLDS, ruled_out
from foi_bot.checks.any_letter.sheet import Sheet, finding
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.labels import named
from foi_bot.checks.words import phrases, sentences
from foi_bot.law.act import InexactLimbError, LawError, UnknownLimbError, limb, look_up
from foi_bot.law.cites import BadCiteError, in_order, section_of, sections_words
from foi_bot.law.limbs import Duty, Limb
from foi_bot.letter.read.grounds import grounds_in
from foi_bot.letter.read.written import Piece, Place

RULE = "limb"
SOURCE = "FOIA ss2, 17(1)(b)"


class _Named(NamedTuple):
    """Where a limb is named: the piece, the sentence, and what that sentence goes on from."""

    piece: Piece
    sentence: str
    before: str


def wrong_kind(sheet: Sheet) -> Iterator[Finding]:
    """Each limb that is relied on for the duty that it does not excuse, once."""
    naming = _naming(sheet)
    limbs = {cite: of for cite in naming if (of := _limb(sheet, cite))}
    for cite, of in limbs.items():
        if any(one.section == of.section and one.duty is not of.duty for one in limbs.values()):
            continue
        if any(_is_misnamed(sheet, other, of) for other in naming):
            continue
        if of.is_ncnd:
            found = _to_withhold(naming[cite], is_silent=_is_silent(sheet))
        else:
            found = _to_deny(naming[cite])
        if found:
            yield _finding(sheet, of, found)


def _is_misnamed(sheet: Sheet, cite: str, of: Limb) -> bool:
    """Whether a provision of the same section that does not exist is what is meant to bear it."""
    try:
        look_up(cite, sheet.on)
    except InexactLimbError:
        return False
    except UnknownLimbError:
        return section_of(cite) == of.section and not cite.startswith(f"{of.cite}(")
    except (LawError, BadCiteError):
        return False
    return False


def _limb(sheet: Sheet, cite: str) -> Limb | None:
    try:
        return limb(cite, on=sheet.on)
    except (LawError, BadCiteError):
        return None


def _naming(sheet: Sheet) -> dict[str, list[_Named]]:
    """Every place at which a provision is named in what is decided and argued."""
    found: dict[str, list[_Named]] = {}
    above = ""
    for piece in sheet.ours:
        if piece.place in _ELSEWHERE:
            continue
        before = above if _is_item(piece) else ""
        for sentence in sentences(piece.text):
            for cite in grounds_in(sentence):
                found.setdefault(cite, []).append(_Named(piece, sentence, before))
            before = sentence
        above = above if _is_item(piece) else before
    return found


def _is_item(piece: Piece) -> bool:
    """Whether a line is one of a list of provisions, and no more."""
    return len(piece.text.split()) <= _A_LINE and bool(grounds_in(piece.text))


def _is_silent(sheet: Sheet) -> bool:
    """Whether anything at all in the letter speaks of confirming or denying."""
    return any(DENIES.search(piece.text) for piece in sheet.letter.pieces)


def _to_withhold(naming: list[_Named], *, is_silent: bool) -> _Named | None:
    """Where a limb of silence keeps back what is held, in a letter that is silent under it
    nowhere."""
    if not is_silent:
        return next((one for one in naming if _withholds(one) or _relies(one)), None)
    if any(DENIES.search(one.piece.text) or DENIES.search(one.before) for one in naming):
        return None
    return next((one for one in naming if _withholds(one)), None)


def _relies(one: _Named) -> bool:
    if ruled_out(one.sentence) or _NOT_IN_EARNEST.search(one.sentence):
        return False
    return bool(RELIES.search(one.sentence))


def _to_deny(naming: list[_Named]) -> _Named | None:
    """Where a limb that withholds bears a refusal to confirm or deny, in a letter that withholds
    nothing under it."""
    if any(_withholds(one) for one in naming):
        return None
    return next((one for one in naming if _denies(one)), None)


def _withholds(one: _Named) -> bool:
    if _NOT_IN_EARNEST.search(one.sentence) or DENIES.search(one.sentence):
        return False
    goes_on = WITHHOLDS.search(one.before) and not DENIES.search(one.before)
    return bool(WITHHOLDS.search(one.sentence) or goes_on)


def _denies(one: _Named) -> bool:
    if ruled_out(one.sentence) or _NOT_IN_EARNEST.search(one.sentence):
        return False
    if _TELLS_THE_LAW.search(one.sentence):
        return False
    return bool(DENIES.search(one.sentence) or DENIES.search(one.before))


def _finding(sheet: Sheet, of: Limb, at: _Named) -> Finding:
    told = _FOR_SILENCE if of.is_ncnd else _FOR_WITHHOLDING
    advice = f"Section {of.cite} {told}{_instead(sheet, of)}."
    return finding(RULE, Severity.MUST_FIX, SOURCE, at.piece, at.sentence, advice)


def _instead(sheet: Sheet, of: Limb) -> str:
    """What of the same section serves, as the end of a sentence; "" where nothing does."""
    duty = Duty.COMMUNICATE if of.is_ncnd else Duty.CONFIRM_OR_DENY
    found = [one.cite for one in named(of.section, sheet.on) if one.duty is duty]
    if not found:
        return ""
    if len(found) > _A_FEW:
        return f"; look among the paragraphs of section {of.section}"
    return f"; in this section {sections_words(in_order(found), 'or')} can"


_FOR_SILENCE = (
    "excuses from saying whether information is held. It does not let you withhold what is held"
)
_FOR_WITHHOLDING = "lets information be withheld. It does not excuse from saying whether it is held"
_A_FEW = 3
_A_LINE = 15
_ELSEWHERE = frozenset(
    {
        Place.LAW,
        Place.HOUSE,
        Place.REVIEW,
        Place.REGULATOR,
        Place.CONTACT,
        Place.LETTERHEAD,
        Place.SIGN_OFF,
        Place.CAVEAT,
    }
)
# What is supposed: information that would be exempt, if there were any.
_NOT_IN_EARNEST = phrases(
    "(?:were|was|is|are) (?:it |they |any )?(?:to be )?held,? (?:it|they|would)",
    "if (?:it|they|any|such|the|this|that|we|any such)(?: [a-z]+){0,3} (?:was|were|is|are|did)"
    "(?: to be)? (?:held|hold)",
    "(?:if|were it) held",
    "would (?:itself |also |then )?be exempt",
    r"(?:may|might|could) (?:well )?(?:turn out|prove|be exempt)",
)
# What the law is, of whatever request, and what a limb of silence points to.
_TELLS_THE_LAW = phrases(
    r"(?:duty|section 1\(1\)\(a\)|obligation)\b[^.;]{0,160}?(?:not arise|not apply|disappl\w+"
    r"|removed|excluded|lifted)[^.;]{0,12}? (?:if|where|when|in so far|insofar|to the extent)",
    r"(?:matters?|interests?|purposes?|things?|any of those|those|that|which (?:is|are)) (?:\w+ )?"
    r"(?:listed|mentioned|specified|named|described|set out|found|referred to|itemi[sz]ed)"
    r"(?: \w+)? (?:in|at|by|to|under)",
)
