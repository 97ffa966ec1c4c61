"""Section 40(2) without any of its conditions: somebody else's personal data are exempt only where
one is met (FOIA s40(2)(b), (3A), (3B), (4A); until May 2018 s40(3), (4)). Part of the rule `limb`.

A condition need not be cited: a word of it is enough. What comes with the information asked for,
such as the names of junior staff, explains itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from foi_bot.checks.any_letter.kinds import has_a_close, is_review
from foi_bot.checks.any_letter.relied_on import is_extension, where
from foi_bot.checks.any_letter.sheet import CannotTell, Sheet, finding
from foi_bot.checks.any_letter.ties import is_incidental
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.words import phrases
from foi_bot.letter.read.written import Place

RULE = "limb"
SOURCE = "FOIA s40(2), s17(1)(b)"
CITE = "40(2)"


def without_a_condition(sheet: Sheet) -> Iterator[Finding | CannotTell]:
    """Section 40(2) with not a word of what makes disclosure wrong."""
    if CITE not in sheet.law or is_extension(sheet) or is_review(sheet):
        return
    told = [one for piece, one in sheet.sentences if piece.place not in _APART]
    told += [one.text for one in sheet.ours if one.is_heading]
    if any(_NAMED.search(one) or _CONDITION.search(one) for one in told):
        return
    piece, quote = where(sheet, CITE)
    if any(is_incidental(one) for one in told if CITE in one):
        return
    advice = (
        "Section 40(2) covers other people's personal data only where one of its conditions is"
        " met, "
        "and the letter names none. Say which: as a rule that giving the data to the public would "
        f"break a data protection principle ({_first(sheet)})."
    )
    if not has_a_close(sheet):
        yield CannotTell(RULE, f"The text is no whole letter. {advice}")
        return
    yield finding(RULE, Severity.MUST_FIX, SOURCE, piece, quote, advice)


def _first(sheet: Sheet) -> str:
    """The first condition as it was numbered on the letter's day."""
    choices = sheet.law[CITE].choices
    return f"section {choices.options[0].cite}" if choices else "section 40(3A)"


_APART = frozenset({Place.REVIEW, Place.REGULATOR, Place.HOUSE, Place.CONTACT, Place.SIGN_OFF})
_NAMED = re.compile(r"40\s?\((?:3|4)A?B?\)|\(3A\)|\(4A\)|\(3B\)|40\s?\(2\)[^.;]{0,60}\((?:3|4)")
_CONDITION = phrases(
    r"principles?|data[- ]protection|dat[au] subjects?|GDPR|DPA|processing|(?:un)?fair\w*"
    r"|(?:un)?lawful\w*"
    r"|private|privacy|intru\w+|expect(?:s|ed|ations?)?|consent\w*|distress\w*|identif\w+"
    r"|legitimate interests?|article \d|personal data|personal information|third part(?:y|ies)"
    r"|recogni[sz](?:e|ed|able)|confidential\w*|object(?:ed|ion|s)?|condition"
)
"""What anybody says who gives any reason at all why other people's data are not for everybody."""
