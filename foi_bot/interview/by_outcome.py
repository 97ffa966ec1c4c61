"""What is asked of a slice because of its outcome, before any limb's own reasons. One function for
each outcome; what is asked once for all slices of an outcome is in `together`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from foi_bot.case import Case, Key
from foi_bot.interview.outcome import Outcome
from foi_bot.interview.slices import slices_with

Questions = Iterator[Key]


def of_slice(case: Case, slice_id: str, outcome: Outcome) -> Questions:
    """The questions about one slice, in order."""
    match outcome:
        case Outcome.NCND:
            yield from _ncnd(case, slice_id)
        case Outcome.WITHHOLD:
            yield from _withhold(case, slice_id)
        case _:
            yield from _keys(slice_id, *_ALWAYS.get(outcome, ()))


def together(case: Case) -> Questions:
    """The questions that are asked once, however many slices share the outcome."""
    if slices_with(case, Outcome.EXTEND):
        yield Key("extended-until")
    if slices_with(case, Outcome.COST):
        yield from _cost(case)
    if slices_with(case, Outcome.VEXATIOUS):
        yield from _vexatious(case)
    if slices_with(case, Outcome.REPEATED):
        yield from _keys("", "repeated-same", "repeated-earlier", "repeated-interval")
    if slices_with(case, Outcome.VEXATIOUS, Outcome.REPEATED):
        yield from _earlier_notice(case)


_ALWAYS: Mapping[Outcome, tuple[str, ...]] = {
    Outcome.DISCLOSE: ("answer", "basis", "people"),
    Outcome.NOT_HELD: (
        "building-blocks",
        "searches",
        "search-summary",
        "why-not-held",
        "who-may-hold",
    ),
    Outcome.EXTEND: ("what-withheld", "exemptions"),
    Outcome.CLARIFY: ("unclear", "would-identify"),
    Outcome.ANSWERED: ("earlier-letter",),
    Outcome.ENVIRONMENTAL: ("why-environmental",),
    Outcome.BUSINESS: ("business-route",),
    Outcome.ELSEWHERE: ("other-authority",),
}
"""What is asked whatever the answers are. The outcomes that are not here are asked about by their
limb, or once for all their slices."""


def _withhold(case: Case, slice_id: str) -> Questions:
    yield from _keys(slice_id, "what-withheld", "exemptions", "released", "redacted")
    if case.value("redacted", slice_id) == "yes":
        yield from _keys(slice_id, "schedule", "what-is-left")


def _ncnd(case: Case, slice_id: str) -> Questions:
    """Each of these can end the NCND, so each is answered before the next is asked."""
    for question in ("reveals", "confirmed", "consistent"):
        yield Key(question, slice_id)
        if case.value(question, slice_id) is None:
            return
        if question == "reveals":
            yield Key("reveals-words", slice_id)
    yield Key("limbs", slice_id)


def _cost(case: Case) -> Questions:
    """FOIA s12; SI 2004/3244. Why costs are added up is asked only where they are."""
    yield from _keys("", "cost-limb", "cost-with")
    with_others = case.value("cost-with") in ("same", "concert")
    if with_others:
        yield Key("cost-requests")
    if with_others or len(slices_with(case, Outcome.COST)) > 1:
        yield Key("cost-alike")
    yield from _keys("", "estimate", "estimate-basis", "quicker-way", "searched-so-far")
    yield from _keys("", "within-limit", "courtesy")
    if case.value("courtesy") == "yes":
        yield Key("courtesy-given")
    yield Key("charge")
    if case.value("charge") == "yes":
        yield Key("charge-offered")


def _vexatious(case: Case) -> Questions:
    """FOIA s14(1): what is said of the request, ground by ground."""
    yield Key("vexatious-grounds")
    grounds = case.value("vexatious-grounds")
    for ground in grounds if isinstance(grounds, tuple) else ():
        yield Key(f"vexatious-{ground}")
    yield from _keys("", "vexatious-history", "vexatious-purpose", "vexatious-help")


def _earlier_notice(case: Case) -> Questions:
    """FOIA s17(6): only after a notice can later requests be left without one."""
    yield Key("earlier-notice")
    if case.value("earlier-notice") == "yes":
        yield from _keys("", "earlier-notice-date", "no-more-notices")


def _keys(about: str, *questions: str) -> Questions:
    return (Key(question, about) for question in questions)
