"""What Part II is made of: exemptions, their limbs, and what a limb rests on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from foi_bot.law.days_in_words import long_date
from foi_bot.law.needs import Need


class Duty(StrEnum):
    """The two duties of s1(1). Each exemption excuses them by limbs of their own."""

    COMMUNICATE = "communicate"
    CONFIRM_OR_DENY = "confirm-or-deny"


class Test(StrEnum):
    """What has to be shown. Sections 24 and 34 ask for necessity and s38 for endangerment."""

    # The field's own word; it holds no tests, whatever pytest makes of the name.
    __test__ = False

    CLASS = "class"
    PREJUDICE = "prejudice"
    ENDANGER = "endanger"
    NECESSITY = "necessity"
    OPINION = "opinion"
    MIXED = "mixed"

    @property
    def has_level(self) -> bool:
        """Whether "would" or "would be likely to" has to be said."""
        return self in _LEVELLED


_LEVELLED = frozenset({Test.PREJUDICE, Test.ENDANGER, Test.OPINION, Test.MIXED})


class Standing(StrEnum):
    """Whether a public interest test follows (s2(1), (2) and the closed list of s2(3)).

    Practice varies for s40(5A) and (5B): the list of s2(3) leaves them out, while the regulator's
    guidance calls them absolute.
    """

    ABSOLUTE = "absolute"
    QUALIFIED = "qualified"
    PRACTICE_VARIES = "practice-varies"


class Stem(StrEnum):
    """The words that a gist continues; see `Limb.gist`."""

    WOULD = "would"
    INFORMATION = "information"
    REQUIRED = "required"
    PURPOSE = "purpose"


class Status(StrEnum):
    """How an item is known. What is not READ is never shown to an officer as certain.

    READ: in the provision, or in an official text about it. RECALLED: from other knowledge or
    somebody else's account. UNVERIFIED: could not be confirmed.
    """

    READ = "read"
    RECALLED = "recalled"
    UNVERIFIED = "unverified"


class Body(StrEnum):
    """Kinds of authority for which Part II makes a difference."""

    ANY = "any"
    GOVERNMENT_DEPARTMENT = "government-department"
    WELSH_GOVERNMENT = "welsh-government"
    HOUSE_OF_COMMONS = "house-of-commons"
    HOUSE_OF_LORDS = "house-of-lords"
    AUDITOR = "auditor"


class How(StrEnum):
    """How two limbs may be cited for the same information."""

    TOGETHER = "together"
    ALTERNATIVE = "alternative"


@dataclass(frozen=True, slots=True)
class Span:
    """The days on which something is law: from `start`, up to but not on `end`."""

    start: date
    end: date | None = None

    def covers(self, on: date) -> bool:
        """Whether it is law on that day."""
        return self.start <= on and (self.end is None or on < self.end)

    def overlaps(self, other: Span) -> bool:
        """Whether both are law on some day."""
        starts_in_time = other.end is None or self.start < other.end
        return starts_in_time and (self.end is None or other.start < self.end)

    def __str__(self) -> str:
        if self.end is None:
            return f"since {long_date(self.start)}"
        return f"from {long_date(self.start)} to {long_date(self.end - timedelta(days=1))}"


@dataclass(frozen=True, slots=True)
class Provision:
    """A part of the Act that is cited but is not a limb: a definition, a duty, a certificate.

    gist: a noun phrase ("the duty to confirm or deny"), so that it completes "section 1(1)(a) is".
    replaced_by: what is cited instead since `in_force` ended.
    """

    cite: str
    gist: str
    in_force: Span
    source: str
    status: Status = Status.READ
    replaced_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the paragraphs that a limb can rest on, as 31(3) rests on one of 31(1)(a) to (i).

    gist: takes the place of the limb's gist, after the same words (`Choices.stem`).
    standing: only where this choice changes the limb's. needs: what this choice adds to the limb's.
    """

    cite: str
    gist: str
    in_force: Span
    standing: Standing | None = None
    needs: tuple[Need, ...] = ()
    choices: Choices | None = None

    def as_on(self, on: date) -> Choice:
        """The choice without what is not law on that day."""
        live = self.choices.as_on(on) if self.choices else None
        return self if live is self.choices else replace(self, choices=live)


@dataclass(frozen=True, slots=True)
class Choices:
    """What must be chosen, the need that the choice answers, and what its gists continue."""

    need: Need
    stem: Stem
    options: tuple[Choice, ...]

    def as_on(self, on: date) -> Choices:
        """The choices that are law on that day."""
        live = tuple(option.as_on(on) for option in self.options if option.in_force.covers(on))
        return self if live == self.options else replace(self, options=live)

    def pick(self, cite: str) -> Choice | None:
        """The option of that citation among these."""
        return next((option for option in self.options if option.cite == cite), None)

    def find(self, cite: str) -> Choice | None:
        """The option of that citation among these, or among those that they rest on in turn."""
        deeper = (option.choices.find(cite) for option in self.options if option.choices)
        return self.pick(cite) or next(filter(None, deeper), None)


def _needs_after(
    needs: tuple[Need, ...], choices: Choices | None, chosen: tuple[str, ...]
) -> tuple[Need, ...]:
    """The needs, and after the one that the choices answer those of the choice that was made."""
    picked = next((found for cite in chosen if choices and (found := choices.pick(cite))), None)
    if choices is None or picked is None:
        return needs
    deeper = (picked.choices.need,) if picked.choices else ()
    added = _needs_after((*deeper, *picked.needs), picked.choices, chosen)
    at = needs.index(choices.need) + 1
    return (*needs[:at], *added, *needs[at:])


class Effect(StrEnum):
    """What age does to a limb: it can no longer be relied on, or it becomes qualified."""

    GONE = "gone"
    QUALIFIED = "qualified"


@dataclass(frozen=True, slots=True)
class Lapse:
    """How a limb lapses with the age of the record (ss62 to 64).

    years: counted from the start of the year after the record was made, or from the day itself
    (`from_creation`). years_after_death: the later of the two ends counts (s63(2E)).
    in_record_office: only in The National Archives and its Northern Ireland counterpart.
    unless: the case in which it does not lapse like this, as a clause.
    A file counts as made when its latest paper was (s62(2)). The 20 years of s62(1) apply in full
    since 1 January 2023; SI 2012/3029 moved there from 30 years in the ten years before.
    """

    years: int
    source: str
    status: Status
    effect: Effect = Effect.GONE
    from_creation: bool = False
    years_after_death: int | None = None
    in_record_office: bool = False
    unless: str = ""

    def __str__(self) -> str:
        if self.from_creation:
            age = f"{self.years} years from the day on which it was made"
        else:
            age = f"{self.years} years from the end of the year of the record's newest paper"
        if self.years_after_death is not None:
            age += f", or {self.years_after_death} years from the royal person's death if later"
        return f"{age}, unless {self.unless}" if self.unless else age

    def first_day(self, created: date, died: date | None = None) -> date | None:
        """The first day on which it has lapsed; None while that waits for somebody's death."""
        if not self.from_creation:
            return date(created.year + 1 + self.years, 1, 1)
        aged = _years_on(created, self.years)
        if self.years_after_death is None:
            return aged
        return max(aged, _years_on(died, self.years_after_death)) if died else None


def _years_on(day: date, years: int) -> date:
    """The day after a period of years that begins with `day` (1 March, if no 29 February)."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


@dataclass(frozen=True, slots=True)
class Beside:
    """Another limb that is, or may be, cited for the same information.

    cite: an exact limb, or what several begin with ("31(1)").
    """

    cite: str
    how: How


@dataclass(frozen=True, slots=True)
class Limb:
    """One exact provision of Part II on which a refusal can rest.

    gist: a clause without capital or full stop that continues fixed words, by its `stem`:
      would: a bare infinitive, after "disclosing the information would" (duty: communicate) or
        "confirming or denying that the information is held would" (duty: confirm or deny); where
        `test.has_level`, "would be likely to" fits as well.
      information: a finite verb, after "the information" or "information that"; for an NCND,
        "if it were held, it would be information that".
      required: a bare infinitive, after "is required to".
      (purpose, of choices only: a gerund, after "the purpose of".)
    No gist calls the reader "the applicant" or the writer "we", so it fits a letter and a form.
    source: the provision, and what amended it. status: how its words are known; dates_status: how
    its dates are. standing: for most authorities and choices; see `standing_for`.
    not_if_exempt_under: the same information must not be exempt by these (`not_if_exempt_for`: for
    these bodies only). replaced_by: what is cited instead since `in_force` ended.
    """

    cite: str
    section: str
    duty: Duty
    test: Test
    standing: Standing
    stem: Stem
    gist: str
    in_force: Span
    source: str
    status: Status
    dates_status: Status
    needs: tuple[Need, ...] = ()
    choices: Choices | None = None
    beside: tuple[Beside, ...] = ()
    not_if_exempt_under: tuple[str, ...] = ()
    not_if_exempt_for: tuple[Body, ...] = ()
    only_for: tuple[Body, ...] = ()
    absolute_for: tuple[Body, ...] = ()
    lapse: Lapse | None = None
    replaced_by: tuple[str, ...] = ()
    note: str = ""

    @property
    def is_ncnd(self) -> bool:
        """Whether it excuses the duty to confirm or deny."""
        return self.duty is Duty.CONFIRM_OR_DENY

    @property
    def standing_depends_on_choice(self) -> bool:
        """Whether one must know the choice before one knows if a public interest test follows."""
        return self.choices is not None and any(one.standing for one in self.choices.options)

    def standing_for(self, choice: str = "", body: Body = Body.ANY) -> Standing:
        """Its standing when it rests on that choice and that kind of body holds the information."""
        if body in self.absolute_for:
            return Standing.ABSOLUTE
        chosen = self.choices.pick(choice) if self.choices else None
        return (chosen and chosen.standing) or self.standing

    def needs_for(self, *chosen: str) -> tuple[Need, ...]:
        """What must be told, in order and each once, once those choices are made. What a choice
        adds comes right after it."""
        return tuple(dict.fromkeys(_needs_after(self.needs, self.choices, chosen)))

    def gist_for(self, choice: str = "") -> str:
        """The gist once that choice is made; the limb's own until then."""
        if self.choices is None or self.choices.stem is not self.stem:
            return self.gist
        chosen = self.choices.pick(choice)
        return chosen.gist if chosen else self.gist

    def open_to(self, body: Body) -> bool:
        """Whether that kind of body may rely on it at all."""
        return not self.only_for or body in self.only_for

    def as_on(self, on: date) -> Limb:
        """The limb without the choices that are not law on that day."""
        live = self.choices.as_on(on) if self.choices else None
        return self if live is self.choices else replace(self, choices=live)


@dataclass(frozen=True, slots=True)
class Exemption:
    """One section of Part II.

    title: what the section is called. heading: a few words for a letter's heading. limbs: all that
    ever were, in the Act's order. also: the section's other provisions (definitions, lists,
    certificates; for s23 the security bodies).
    """

    section: str
    title: str
    heading: str
    limbs: tuple[Limb, ...]
    also: tuple[Provision, ...] = ()
