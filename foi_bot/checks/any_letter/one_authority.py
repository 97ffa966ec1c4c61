"""Whether a letter speaks in one authority's name: letterhead, decision, signature and review
clause agree, or the letter says for whom it speaks (FOIA s1(1), s17). Part of the rule
`completeness`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from foi_bot.checks.any_letter.sheet import Sheet, finding
from foi_bot.checks.any_letter.spoken import LONGEST, spoken
from foi_bot.checks.bodies import Body, bodies_in, body_of_line, differ, speaks_for_several
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.words import phrases
from foi_bot.letter.read.written import Piece, Place

RULE = "completeness"
SOURCE = "FOIA s1(1), s17(1)"

Named = tuple[Piece, Body]


def one_authority(sheet: Sheet) -> Iterator[Finding]:
    """Names of two authorities in the places where a letter says whose it is."""
    if any(speaks_for_several(piece.text[:LONGEST]) for piece in sheet.ours):
        return
    head = _lines(sheet, Place.LETTERHEAD)
    signed = _lines(sheet, Place.SIGN_OFF)
    deciding = [
        (piece, body)
        for piece, sentence in spoken(sheet)
        if piece.place in _DECIDING and _DECIDES.search(sentence)
        for body in bodies_in(_subject(sentence))
    ]
    reviewing = [
        (piece, body)
        for piece in sheet.letter.at(Place.REVIEW)
        for body in bodies_in(piece.text[:LONGEST])
    ]
    if _several(head) or _several(signed):
        return
    # A name that stands nowhere else is no partner's, but another letter's.
    alone = deciding and _stands_alone(sheet, deciding[0])
    weight = Severity.MUST_FIX if alone else Severity.LOOK_AGAIN
    for one, other, what, severity in (
        (head, signed, "The letterhead is that of {0}, and {1} signs", Severity.MUST_FIX),
        (deciding, signed, "{0} decides, and {1} signs", Severity.MUST_FIX),
        (deciding, reviewing, "{0} decides, and {1} reviews the decision", Severity.MUST_FIX),
        (head, reviewing, "The letterhead is that of {0}, and {1} reviews", Severity.MUST_FIX),
        (head, deciding, "The letterhead is that of {0}, and {1} decides", weight),
    ):
        found = _apart(one, other)
        if found is None:
            continue
        first, (piece, body) = found
        if what.startswith("The letterhead") and "reviews" in what and _agree(other, deciding):
            continue
        said = what.format(first[1].name.strip(" ,"), body.name.strip(" ,"))
        advice = f"{said}. Say for whom the letter speaks, or put the right name."
        yield finding(RULE, severity, SOURCE, piece, body.name, advice)
        return


def _stands_alone(sheet: Sheet, named: Named) -> bool:
    """Whether a body is named in one paragraph alone, and nothing of its name in another."""
    piece, body = named
    rest = [sheet.given, *(one.text for one in sheet.letter.pieces if one is not piece)]
    return not any(word in text.lower() for text in rest for word in body.own)


def _lines(sheet: Sheet, place: Place) -> list[Named]:
    found = ((piece, body_of_line(piece.text[:LONGEST])) for piece in sheet.letter.at(place))
    return [(piece, body) for piece, body in found if body]


def _several(named: Sequence[Named]) -> bool:
    """Whether one place names several bodies of one sort: then it is a joint unit's."""
    return any(differ(one, other) for _, one in named for _, other in named)


def _agree(these: Sequence[Named], those: Sequence[Named]) -> bool:
    return bool(those) and _apart(these, those) is None


def _apart(these: Sequence[Named], those: Sequence[Named]) -> tuple[Named, Named] | None:
    """A body of the first that differs from one of the second; None where any two of them agree."""
    if any(_alike(one, other) for _, one in these for _, other in those):
        return None
    pairs = ((one, other) for one in these for other in those if differ(one[1], other[1]))
    return next(pairs, None)


def _alike(one: Body, other: Body) -> bool:
    return one.sort == other.sort and bool(one.own & other.own)


def _subject(sentence: str) -> str:
    """What stands before the deciding verb."""
    found = _DECIDES.search(sentence)
    return sentence[: found.start()][-120:] if found else ""


_DECIDING = frozenset(
    {Place.INTRODUCTION, Place.DECISION, Place.ANSWER, Place.UNPLACED, Place.REASON}
)
_DECIDES = phrases(
    r"(?:does not |do not |can |can neither |neither |has |have )?(?:\w+ly )?(?:holds?|confirms?|"
    r"denies|deny|decided|refuses?|refused|concluded|considered|neither confirms?|relies"
    r"|determined)"
)
