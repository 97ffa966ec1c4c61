"""Questions to Part II of the Act: which limbs there are, on which day, and what they rest on.

    limb("section 31(3)", on=date(2018, 4, 9)).gist
    limbs_in_force(date(2018, 4, 9), duty=Duty.CONFIRM_OR_DENY)

Sections are read when they are first asked for, and never again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache, lru_cache

from foi_bot.law import provisions
from foi_bot.law.cites import in_order, parse_cite, section_of, sections_words
from foi_bot.law.data import HERE
from foi_bot.law.days_in_words import long_date
from foi_bot.law.limbs import Choice, Duty, Exemption, Lapse, Limb, Provision, Span
from foi_bot.law.read_part_ii import check_references, read_exemption, sections_in

_FOLDER = HERE / "part_ii"


class LawError(LookupError):
    """Something cited is not the law. The message can be shown to an officer as it is."""

    def __init__(self, cite: str, rest: str) -> None:
        super().__init__(f"Section {cite} {rest}.")
        self.cite = cite


class UnknownProvisionError(LawError):
    """A provision outside Part II that this program has no record of; the Act may well have it."""


class UnknownLimbError(LawError):
    """What was cited is no limb of Part II.

    rests_on_it: the limbs of which it is only a choice, law on that day.
    """

    def __init__(self, cite: str, rest: str, rests_on_it: Sequence[str] = ()) -> None:
        super().__init__(cite, rest)
        self.rests_on_it = tuple(rests_on_it)


class InexactLimbError(UnknownLimbError):
    """What was cited stands for several limbs (s17(1)(b) asks for the exact one).

    candidates: the limbs under it that are law on that day.
    """

    def __init__(self, cite: str, candidates: Sequence[str]) -> None:
        super().__init__(cite, f"is not exact enough: say which of {sections_words(candidates)}")
        self.candidates = tuple(candidates)


class NotInForceError(LawError):
    """A limb or provision that is law on other days than the one asked about.

    spans: the days on which it is or was law. replaced_by: what is cited instead since.
    """

    def __init__(
        self, cite: str, on: date, spans: Sequence[Span], replaced_by: Sequence[str] = ()
    ) -> None:
        self.on = on
        self.spans = tuple(spans)
        self.replaced_by = tuple(replaced_by)
        super().__init__(cite, self._words())

    def _words(self) -> str:
        when = " and ".join(str(span) for span in self.spans)
        if all(span.start > self.on for span in self.spans):
            return f"has been law only {when}, and was not on {long_date(self.on)}"
        if self.replaced_by:
            instead = sections_words(self.replaced_by, "or")
            return f"was law {when}. On {long_date(self.on)}, cite {instead} instead"
        return f"was law {when}, and not on {long_date(self.on)}"


@cache
def sections() -> tuple[str, ...]:
    """The sections of Part II that exempt, in the Act's order: 21 to 44 with 22A, without 25."""
    return sections_in(_FOLDER)


def exemption(section: str) -> Exemption:
    """A section of Part II ("31", "section 31", "31(1)(a)"). Raises UnknownLimbError."""
    filed = section_of(parse_cite(section))
    if filed not in sections():
        raise UnknownLimbError(filed, "is not an exemption in Part II of the Act")
    return _read(filed)


@cache
def whole_part() -> tuple[Exemption, ...]:
    """Every section of Part II, with the references between them checked."""
    every = {section: _read(section) for section in sections()}
    check_references(every)
    return tuple(every.values())


def limbs_in_force(
    on: date, *, duty: Duty | None = None, section: str | None = None
) -> tuple[Limb, ...]:
    """The limbs that are law on that day, of one duty or section if asked, in the Act's order."""
    return _in_force_on(on, duty, None if section is None else exemption(section).section)


@lru_cache(maxsize=256)
def _in_force_on(on: date, duty: Duty | None, filed: str | None) -> tuple[Limb, ...]:
    return tuple(
        limb
        for limb in _every_limb(on)
        if duty in (None, limb.duty) and filed in (None, limb.section)
    )


def limb(cite: str, on: date) -> Limb:
    """The limb of that exact citation, as it is on that day.

    Raises BadCiteError for what is no citation, NotInForceError for a limb of other days,
    InexactLimbError for what stands for several, UnknownLimbError for anything else.
    """
    there = _by_cite(on)
    if cite in there:
        return there[cite]
    filed = parse_cite(cite)
    if section_of(filed) not in sections():
        raise UnknownLimbError(filed, "is not an exemption in Part II of the Act")
    if filed in there:
        return there[filed]
    versions = [one for one in exemption(filed).limbs if one.cite == filed]
    if versions:
        raise _other_days(filed, on, versions)
    raise _no_limb(filed, on)


def look_up(cite: str, on: date) -> Limb | Choice | Provision:
    """Whatever a citation of the Act names on that day: a limb, what one rests on, or the rest.

    For a letter's words, where "section 40(3A)(a)" and "section 17(1)" are as right as "section
    40(2)". Raises like `limb`, and UnknownProvisionError outside Part II.
    """
    filed = parse_cite(cite)
    if section_of(filed) not in sections():
        return _in_force(filed, on, provisions.versions(filed))
    try:
        return limb(filed, on)
    except UnknownLimbError:
        also = [item for item in exemption(filed).also if item.cite == filed]
        if not also and not _choices_of(filed):
            raise
        return _in_force(filed, on, also or _choices_of(filed))


def rests_on(cite: str, on: date) -> tuple[Limb, ...]:
    """The limbs that can rest on a provision: for 31(1)(a) that is 31(3)."""
    filed = parse_cite(cite)
    among = limbs_in_force(on, section=filed)
    return tuple(one for one in among if one.choices and one.choices.find(filed))


def lapse_of(limb: Limb, choice: str = "") -> Lapse | None:
    """How a limb lapses with age; None if never. An NCND limb may lapse with what it rests on."""
    if limb.lapse or not choice:
        return limb.lapse
    rested = [one for one in _read(limb.section).limbs if one.cite == choice]
    return rested[-1].lapse if rested else None


@lru_cache(maxsize=64)
def _by_cite(on: date) -> Mapping[str, Limb]:
    return {one.cite: one for one in _every_limb(on)}


@lru_cache(maxsize=64)
def _every_limb(on: date) -> tuple[Limb, ...]:
    return tuple(
        limb.as_on(on)
        for exempt in whole_part()
        for limb in exempt.limbs
        if limb.in_force.covers(on)
    )


@cache
def _read(section: str) -> Exemption:
    return read_exemption(_FOLDER / f"s{section}.yaml")


def _choices_of(filed: str) -> list[Choice]:
    """Every version of a choice that is no limb of its own."""
    of_limbs = [one.choices for one in exemption(filed).limbs if one.choices]
    return [found for choices in of_limbs if (found := choices.find(filed))]


def _in_force(
    filed: str, on: date, found: Sequence[Provision] | Sequence[Choice]
) -> Provision | Choice:
    for item in found:
        if item.in_force.covers(on):
            return item
    if found:
        raise _other_days(filed, on, found)
    raise UnknownProvisionError(filed, "is not a provision that this program knows")


def _other_days(
    filed: str, on: date, found: Sequence[Limb] | Sequence[Provision] | Sequence[Choice]
) -> NotInForceError:
    spans = dict.fromkeys(one.in_force for one in found)
    instead = [() if isinstance(one, Choice) else one.replaced_by for one in found]
    return NotInForceError(
        filed, on, list(spans), in_order({cite for row in instead for cite in row})
    )


def _no_limb(filed: str, on: date) -> LawError:
    """Why a citation within a section of Part II is no limb on that day."""
    under = [one for one in exemption(filed).limbs if one.cite.startswith(f"{filed}(")]
    live = in_order({one.cite for one in under if one.in_force.covers(on)})
    if live:
        return InexactLimbError(filed, live)
    if under:
        return _other_days(filed, on, under)
    choices = _choices_of(filed)
    also = [item for item in exemption(filed).also if item.cite == filed]
    known: list[Choice | Provision] = [*choices, *also]
    if known and not any(item.in_force.covers(on) for item in known):
        return _other_days(filed, on, also or choices)
    resting = tuple(one.cite for one in rests_on(filed, on))
    if resting:
        rest = f"is not an exemption by itself: it is what {sections_words(resting)} can rest on"
        return UnknownLimbError(filed, rest, resting)
    if also:
        return UnknownLimbError(filed, f"is not an exemption: it is {also[-1].gist}")
    return UnknownLimbError(filed, "does not exist in Part II of the Act")
