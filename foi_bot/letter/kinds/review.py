"""The reply to a request for an internal review: the decision made afresh.

What changes is worked out, so that no provision comes or goes unnamed: the limbs that the response
relied on, held against those of now.
"""

from __future__ import annotations

from collections.abc import Iterator

from foi_bot.case import Case, Key, Sent
from foi_bot.interview.days import read_day
from foi_bot.interview.kind import LetterKind
from foi_bot.interview.provisions import provisions
from foi_bot.interview.rows import rows
from foi_bot.letter.kinds import response
from foi_bot.letter.passages import heading, limb_name, long_date, passage, plain
from foi_bot.letter.quoted import quoted
from foi_bot.letter.rights import to_regulator
from foi_bot.letter.tables import columns
from foi_bot.letter.tree import Block, Table

TITLE = "review/title"


def body(case: Case) -> Iterator[Block]:
    """What was asked and reviewed, what comes of it, and the decision as it now is."""
    yield from passage(case, "review/opening", _days(case))
    yield quoted(case.request.text)
    yield heading(case, 2, "review/result-heading")
    yield from plain(case, Key("reviewer"))
    if result := case.words("review-result"):
        yield from passage(case, "review/result", {"result": result})
    yield from _points(case)
    if case.words("review-faults"):
        yield heading(case, 2, "review/faults-heading")
        yield from plain(case, Key("review-faults"))
    yield heading(case, 2, "review/changes-heading")
    yield from _changes(case)
    yield heading(case, 2, "review/decision-heading")
    yield from response.decision(case)


def rights(case: Case) -> Iterator[Block]:
    """The right under section 50 alone: a review is not reviewed again."""
    yield heading(case, 2, "rights/heading")
    yield from to_regulator(case, "review/regulator")


def _days(case: Case) -> dict[str, str]:
    """The days that the opening names; "" for what is not known."""
    asked = read_day(case.words("review-asked"))
    first = _response(case)
    return {
        "received": long_date(case, case.request.received),
        "asked": long_date(case, asked) if asked else "",
        "answered": long_date(case, first.on) if first else "",
    }


def _points(case: Case) -> Iterator[Block]:
    """Each point of the complaint beside what is found."""
    points = rows(case.value("complaint"))
    if points:
        caption = case.house.wording.text("review/points", {})
        yield Table(caption, columns(case, "review/columns"), points, str(Key("complaint")))


def _changes(case: Case) -> Iterator[Block]:
    """Which provisions are new, which are given up and which stay; then why. The decision is made
    on the facts as they were at the first answer."""
    first = _response(case)
    if first is not None:
        now = provisions(case)
        new = [limb_name(case, cite) for cite in now if cite not in first.cites]
        gone = [limb_name(case, cite) for cite in first.cites if cite not in now]
        kept = [limb_name(case, cite) for cite in now if cite in first.cites]
        yield from passage(case, "review/provisions", {"new": new, "gone": gone, "kept": kept})
    yield from plain(case, Key("review-changes"))
    yield from passage(case, "review/facts", {"answered": _days(case)["answered"]})


def _response(case: Case) -> Sent | None:
    """The last response that went out: what is reviewed."""
    sent = (one for one in reversed(case.sent) if one.kind == LetterKind.RESPONSE)
    return next(sent, None)
