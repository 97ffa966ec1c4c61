"""A case for every kind of letter that a house can write: every outcome, every provision that an
officer of this kind of authority is offered, every choice of every question once, and the letters
around the response. Together they reach every passage.

The cases are made by the same interview that officers answer, so a question or a provision that is
added to it is in a letter here without being added to this page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time

from foi_bot.case import Case, Key, Request, Sent, Tenure, Value
from foi_bot.enclosures import Enclosure
from foi_bot.house_check.answering import answered, answered_to_the_end, chooser
from foi_bot.interview.asked import question
from foi_bot.interview.outcome import CHOSEN_LIMBS, SPLIT, Outcome
from foi_bot.interview.parts import split, to_value
from foi_bot.interview.plan import offered
from foi_bot.interview.questions import Kind
from foi_bot.law.clock import ClarificationAsked
from foi_bot.letter.house import House

TODAY = date(2026, 6, 17)
LATE = date(2026, 9, 17)
OLD = date(2018, 5, 1)
"""A day of the data protection law before the one of May 2018."""

OFFICER = "U0OFFICER"
ONE = "Which of your vehicle yards are guarded at night, and by how many officers?"
THREE = (
    "1) How many vehicle yards do you have?\n"
    "2) Which of them are guarded at night?\n"
    "3) What do the guards cost?"
)


@dataclass(frozen=True, slots=True)
class Sample:
    """A case of the check, with what it shows."""

    name: str
    case: Case


@dataclass(frozen=True)
class _Wanted:
    """What a case is to be: its outcomes by part, and the answers that matter, by the question's
    name or, where parts or limbs differ, by its key."""

    name: str
    outcomes: Mapping[str, str]
    answers: Mapping[str, Value] = field(default_factory=dict)
    request: str = ONE
    on: date = TODAY
    received: date = TODAY
    enclosed: bool = False
    sent: tuple[Sent, ...] = ()
    letter: str = ""


def samples(house: House, whole: bool = True) -> Iterator[Sample]:
    """Every sample case of a house, or one for each outcome and kind of letter. The law is that of
    17 June 2026, of a day in 2018 for what the older law of personal data says."""
    special = [_sample(house, one) for one in _SPECIAL]
    if whole:
        first = [*_by_outcome(house), *special]
        yield from first
        yield from _choices(first)
    else:
        yield from (_sample(house, _Wanted(str(one), {"1": str(one)})) for one in _DECIDED)
        yield from special


_DECIDED = tuple(outcome for outcome in Outcome if outcome is not Outcome.ANSWERED)


def _by_outcome(house: House) -> Iterator[Sample]:
    """Every outcome, and under each every provision that an officer is offered."""
    for outcome in _DECIDED:
        plain = _sample(house, _Wanted(str(outcome), {"1": str(outcome)}))
        yield plain
        chosen = CHOSEN_LIMBS.get(outcome)
        if chosen is None:
            continue
        for option in question(plain.case, Key(chosen, "1")).options:
            if (option.value,) != plain.case.value(chosen, "1"):
                name = f"{outcome} under section {option.value}"
                answers: dict[str, Value] = {chosen: (option.value,)}
                yield _sample(house, _Wanted(name, {"1": str(outcome)}, answers))


def _choices(before: list[Sample]) -> Iterator[Sample]:
    """Every option of every choice, once for each outcome or kind of letter that asks for it."""
    done = {
        (_is_about(one), key.question, str(one.case.value(*key)))
        for one in before
        for key in one.case.current
    }
    for sample in before:
        case = sample.case
        for key in (*case.current, *offered(case)):
            asked = question(case, key)
            if asked.kind is not Kind.CHOICE or key.question in ("outcome", "letter"):
                continue
            for option in asked.options:
                mark = (_is_about(sample), key.question, option.value)
                if mark not in done and not option.undoes:
                    done.add(mark)
                    name = f"{sample.name}, with {key.question}: {option.value}"
                    changed = answered(case, key, option.value)
                    yield Sample(name, answered_to_the_end(changed, chooser({})))


def _is_about(sample: Sample) -> str:
    """What the words of a sample depend on most: its outcome, or the kind of letter."""
    return sample.name.split(" ")[0]


def _sample(house: House, wanted: _Wanted) -> Sample:
    case = _opened(house, wanted)
    if wanted.letter:
        case = answered(case, Key("letter"), wanted.letter)
    for part, outcome in wanted.outcomes.items():
        case = answered(case, Key("outcome", part), outcome)
    for written, value in wanted.answers.items():
        if "@" in written:
            case = answered(case, Key.parse(written), value)
    case = answered_to_the_end(case, chooser(wanted.answers))
    for key in offered(case):
        if str(key) in wanted.answers:
            case = answered(case, key, wanted.answers[str(key)])
    return Sample(wanted.name, answered_to_the_end(case, chooser(wanted.answers)))


def _opened(house: House, wanted: _Wanted) -> Case:
    at = datetime.combine(wanted.received, time(9), UTC)
    files = [("register.xlsx", 48_213), ("minutes.pdf", 1_284_301)] if wanted.enclosed else []
    case = Case(
        id="check",
        workspace="",
        channel="",
        thread=None,
        reference=house.reference(wanted.received.year, 1),
        house=house,
        request=Request(wanted.request, wanted.received),
        opened_by=OFFICER,
        opened_at=at,
        on=wanted.on,
        tenures=(Tenure(OFFICER, "1.0"),),
        enclosures=tuple(
            Enclosure(no, name, size, f"{no:064x}", OFFICER, at)
            for no, (name, size) in enumerate(files, start=1)
        ),
        sent=wanted.sent,
    )
    if wanted.name == "acknowledgement while the time stands still":
        case = replace(case, happened=(ClarificationAsked(wanted.received),))
    return answered(case, Key("parts"), _parts(case)) if wanted.request != ONE else case


def _parts(case: Case) -> Value:
    return to_value(split(case.request.text).parts)


def _response(*cites: str) -> tuple[Sent, ...]:
    return (Sent(1, "response", date(2026, 6, 3), OFFICER, cites, ("1",)),)


_TWO_HARMS: Mapping[str, Value] = {"weighing": "together"}
_TABLE: Value = "We hold these:\n\nYard\tGuards\nNorth\t2\nSouth\t3"

_SPECIAL: tuple[_Wanted, ...] = (
    _Wanted("acknowledgement", {}, letter="acknowledgement"),
    _Wanted("acknowledgement while the time stands still", {}, letter="acknowledgement"),
    _Wanted("acknowledgement that is late", {}, on=LATE, letter="acknowledgement"),
    _Wanted("holding", {}, on=LATE, letter="holding"),
    _Wanted("holding before the answer is late", {}, letter="holding"),
    _Wanted(
        "review",
        {"1": "withhold"},
        {"exemptions": ("31(1)(a)",)},
        on=LATE,
        sent=_response("31(1)(a)"),
        letter="review",
    ),
    _Wanted(
        "review with other provisions",
        {"1": "withhold"},
        {"exemptions": ("31(1)(a)", "38(1)(b)"), "review-result": "partly"},
        on=LATE,
        sent=_response("30(1)(b)", "38(1)(b)"),
        letter="review",
    ),
    _Wanted(
        "review with nothing withheld any more",
        {"1": "disclose"},
        on=LATE,
        sent=_response("31(1)(a)"),
        letter="review",
    ),
    _Wanted("disclose late", {"1": "disclose"}, on=LATE),
    _Wanted(
        "disclose with a table and files", {"1": "disclose"}, {"answer": _TABLE}, enclosed=True
    ),
    _Wanted(
        "disclose with every offered passage",
        {"1": "disclose"},
        {"form-refused": "You asked for a database. We have paper, so we enclose copies."},
    ),
    _Wanted(
        "answered-before",
        {"1": "answered-before", "2": "answered-before", "3": "disclose"},
        request=THREE,
    ),
    _Wanted(
        "three outcomes in one letter",
        {"1": "disclose", "2": "withhold", "3": "not-held"},
        request=THREE,
    ),
    _Wanted(
        "three parts withheld",
        {"1": "withhold", "2": "withhold", "3": "withhold"},
        {
            "exemptions@1": ("31(1)(a)",),
            "exemptions@2": ("31(1)(a)",),
            "exemptions@3": ("31(1)(a)", "43(2)"),
        },
        request=THREE,
    ),
    _Wanted(
        "three parts neither confirmed nor denied",
        {"1": "ncnd", "2": "ncnd", "3": "disclose"},
        {"limbs@1": ("30(3)",), "limbs@2": ("31(3)",)},
        request=THREE,
    ),
    _Wanted(
        "extend for one part",
        {"1": "withhold", "2": "extend", "3": "clarify"},
        {"exemptions": ("31(1)(a)",)},
        request=THREE,
    ),
    _Wanted(
        "cost for two parts",
        {"1": "cost", "2": "cost", "3": "vexatious"},
        {
            "estimate": ("locating\tdiaries of yards\t600\t6", "extracting\tentries\t300\t2"),
        },
        request=THREE,
    ),
    _Wanted(
        "pieces of one request",
        {"1": SPLIT},
        {
            "pieces": ("The yards that we have announced", "Any other yard"),
            "outcome@1/1": "disclose",
            "outcome@1/2": "ncnd",
        },
    ),
    _Wanted(
        "pieces of one part",
        {"1": SPLIT, "2": "disclose", "3": "disclose"},
        {
            "pieces": ("The yards that we have announced", "Any other yard"),
            "outcome@1/1": "disclose",
            "outcome@1/2": "withhold",
        },
        request=THREE,
    ),
    _Wanted(
        "withhold in the alternative",
        {"1": "withhold"},
        {"exemptions": ("30(1)(b)", "31(1)(a)"), **_TWO_HARMS},
    ),
    _Wanted(
        "withhold without saying which",
        {"1": "withhold"},
        {"exemptions": ("23(1)", "24(1)")},
    ),
    _Wanted(
        "withhold and weigh together",
        {"1": "withhold"},
        {"exemptions": ("31(1)(a)", "38(1)(b)"), **_TWO_HARMS},
    ),
    _Wanted(
        "ncnd weighed together",
        {"1": "ncnd"},
        {"limbs": ("31(3)", "38(2)", "24(2)", "23(5)"), **_TWO_HARMS},
    ),
    _Wanted(
        "withhold for what would be likely",
        {"1": "withhold"},
        {"exemptions": ("38(1)(a)",), "level": "would-be-likely"},
    ),
    _Wanted(
        "withhold for what may be likely in an opinion",
        {"1": "withhold"},
        {"exemptions": ("36(2)(c)",), "level": "would-be-likely"},
    ),
    _Wanted(
        "withhold on one opinion",
        {"1": "withhold"},
        {"exemptions": ("36(2)(b)(i)", "36(2)(c)")},
    ),
    *(
        _Wanted(
            f"{outcome} of {category} data under the {name} law of personal data",
            {"1": outcome},
            {CHOSEN_LIMBS[Outcome(outcome)]: (cite,), "data-category": category},
            on=on,
            received=on,
        )
        for outcome, name, on, cite in (
            ("ncnd", "older", OLD, "40(5)(b)(i)"),
            ("withhold", "older", OLD, "40(2)"),
            ("ncnd", "newer", TODAY, "40(5B)(a)(i)"),
            ("withhold", "newer", TODAY, "40(2)"),
        )
        for category in ("ordinary", "criminal")
    ),
)
