"""What a sentence decides: the outcome, and the provisions that it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from foi_bot.interview.outcome import Outcome
from foi_bot.law.act import LawError, limb
from foi_bot.law.cites import BadCiteError, section_of
from foi_bot.letter.read import decided_words as w
from foi_bot.letter.read.grounds import Named, named

DAYS = (date(2017, 1, 1), date(2020, 1, 1), date(2026, 1, 1))
"""Days of each wording that Part II has had."""
_BY_SECTION = {"21": Outcome.ACCESSIBLE, "22": Outcome.PUBLISH_LATER, "12": Outcome.COST}


@lru_cache(maxsize=512)
def warns(sentence: str) -> bool:
    """Whether a sentence says only what might be refused, of whatever request."""
    return bool(w.WARNS.search(sentence))


@lru_cache(maxsize=512)
def takes_back(sentence: str) -> bool:
    """Whether a sentence says that a provision is not relied on, or only that it once was."""
    return bool(w.TAKEN_BACK.search(sentence))


@lru_cache(maxsize=512)
def relies(sentence: str) -> tuple[str, ...]:
    """The grounds on which a sentence rests a refusal, in its order."""
    found = named(sentence)
    if not found or takes_back(sentence) or not w.KEPT.search(sentence):
        return ()
    if warns(sentence) or w.GENERAL_LAW.search(sentence) or w.ONLY_IF.match(sentence):
        return ()
    return tuple(dict.fromkeys(one.cite for one in found if not _is_aside(sentence, one)))


def _is_aside(sentence: str, one: Named) -> bool:
    """Whether a ground is named only to explain another: "a body listed in section 23(3)"."""
    before = sentence[max(0, one.start - 40) : one.start].lower()
    return bool(
        re.search(
            r"\b(?:listed|named|defined|specified|set out|mentioned|within|described) (?:in|at|by)"
            r" (?:the )?\Z",
            before,
        )
    )


@lru_cache(maxsize=512)
def decided(sentence: str) -> tuple[tuple[Outcome, tuple[str, ...]], ...]:
    """The outcomes that a sentence decides, each with the grounds that it names for it."""
    if w.ONLY_IF.match(sentence):
        return ()
    cites = relies(sentence)
    found: dict[Outcome, tuple[str, ...]] = {}
    if w.SILENT.search(sentence):
        return ((Outcome.NCND, tuple(c for c in cites if kind_of(c) is not Outcome.COST)),)
    for cite in cites:
        found.setdefault(kind_of(cite), ())
        found[kind_of(cite)] += (cite,)
    if takes_longer(sentence):
        kept = tuple(c for kind, its in found.items() if kind is Outcome.WITHHOLD for c in its)
        return ((Outcome.EXTEND, kept),)
    if not cites:
        found |= dict.fromkeys(_without_ground(sentence), ())
    if _is_given(sentence):
        found = {Outcome.DISCLOSE: (), **found}
    return tuple(found.items())


def _without_ground(sentence: str) -> list[Outcome]:
    kinds = []
    if _is_not_held(sentence):
        kinds.append(Outcome.ELSEWHERE if w.ANOTHER.search(sentence) else Outcome.NOT_HELD)
    if _is_cost(sentence):
        kinds.append(Outcome.COST)
    if w.VEXATIOUS.search(sentence) and w.THE_REQUEST.search(sentence):
        kinds.append(Outcome.VEXATIOUS)
    if w.UNCLEAR.search(sentence):
        kinds.append(Outcome.CLARIFY)
    if w.ENVIRONMENT.search(sentence):
        kinds.append(Outcome.ENVIRONMENTAL)
    if w.OWN.search(sentence):
        kinds.append(Outcome.OWN_DATA)
    if w.BUSINESS.search(sentence):
        kinds.append(Outcome.BUSINESS)
    return kinds


def _is_cost(sentence: str) -> bool:
    costs = w.COST.search(sentence) and w.WOULD.search(sentence)
    return bool(costs) and not (warns(sentence) or w.GENERAL_LAW.search(sentence))


def _is_not_held(sentence: str) -> bool:
    not_held = w.NOT_HELD.search(sentence)
    return bool(not_held) and not (w.UNSURE.search(sentence) or w.ELSEHOW.search(sentence))


def _is_given(sentence: str) -> bool:
    given = w.GIVEN.search(sentence)
    return bool(given) and not (w.NOT_GIVEN.search(sentence) or w.LATER.search(sentence))


@lru_cache(maxsize=512)
def is_silence(sentence: str) -> bool:
    """Whether a sentence itself refuses to say whether anything is held."""
    return bool(w.SILENT.search(sentence)) and not w.ONLY_IF.match(sentence)


def tells_of_silence(sentence: str) -> bool:
    """Whether a sentence speaks at all of confirming and denying."""
    return bool(w.TELLS_OF_SILENCE.search(sentence))


def tells_held(sentence: str) -> bool:
    """Whether a sentence says that what was asked for is held."""
    held = bool(w.HELD.search(sentence)) and not w.ONLY_IF.match(sentence)
    return held and not (
        w.NOT_HELD.search(sentence) or w.UNSURE.search(sentence) or is_silence(sentence)
    )


def refuses_all(sentence: str) -> bool:
    """Whether a sentence refuses the request, and names no provision."""
    return bool(w.REFUSED.search(sentence)) and not (
        w.ONLY_IF.match(sentence) or takes_back(sentence) or warns(sentence)
    )


@lru_cache(maxsize=512)
def takes_longer(sentence: str) -> bool:
    """Whether a sentence puts a decision off."""
    return bool(w.LONGER.search(sentence)) and not (
        w.ONLY_IF.match(sentence)
        or (w.MAY_TAKE.search(sentence) and not w.NOT_YET.search(sentence))
    )


def speaks_of_clarifying(text: str) -> bool:
    return bool(w.UNCLEAR.search(text))


def speaks_of_cost(text: str) -> bool:
    return bool(w.COST.search(text))


@lru_cache(maxsize=512)
def kind_of(cite: str) -> Outcome:
    """The outcome that relying on a ground is, where nothing else is said."""
    section = section_of(cite)
    if cite == "40(1)":
        return Outcome.OWN_DATA
    if cite == "14(2)":
        return Outcome.REPEATED
    if section == "14":
        return Outcome.VEXATIOUS
    if section in _BY_SECTION and not cite.startswith("22(2)"):
        return _BY_SECTION[section]
    return Outcome.NCND if is_silent(cite) else Outcome.WITHHOLD


@lru_cache(maxsize=512)
def is_silent(cite: str) -> bool:
    """Whether a ground excuses the duty to confirm or deny, on any day."""
    return any(_is_ncnd(cite, on) for on in DAYS)


def _is_ncnd(cite: str, on: date) -> bool:
    try:
        return limb(cite, on).is_ncnd
    except (LawError, BadCiteError):
        return False


def merged(found: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cite for cites in found for cite in cites))
