"""What `pack.yaml` holds: an authority as it describes itself, or a unit that answers for several.

A unit's pack says once what all its authorities share; `spoken_for` makes of it the packs of these
authorities, in which letterhead, decision, review and signature agree by construction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Annotated, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from foi_bot.interview.outcome import Outcome
from foi_bot.letter.characters import printable
from foi_bot.letter.stationery import LetterheadIn, Look

BodyKind: TypeAlias = Literal[
    "police",
    "council",
    "nhs",
    "department",
    "welsh-government",
    "house-of-commons",
    "house-of-lords",
    "auditor",
    "other",
]
"""The kind of authority: it decides which limbs and paragraphs an officer is offered."""


def _one_printable_line(text: str) -> str:
    if printable(text) != text or "\n" in text:
        raise ValueError("expected one line of ordinary characters")
    return text


def _mailbox(text: str) -> str:
    if not re.fullmatch(r"[^\s@<>,;:\"\\]+@[^\s@<>,;:\"\\]+\.[A-Za-z]{2,}", text):
        raise ValueError("expected an e-mail address such as foi@example.org")
    return text


def _reference_pattern(text: str) -> str:
    fields = list(_pattern_fields(text))
    if "number" not in fields or not set(fields) <= {"year", "number"}:
        raise ValueError(
            "expected a pattern with {number}, such as FOI{year}/{number:05d}, and no other places"
        )
    return text


def _pattern_fields(text: str) -> tuple[str, ...]:
    """The places of a pattern; "?" for one that could do more than print a number."""
    try:
        parts = tuple(Formatter().parse(text))
    except ValueError:
        return ("?",)
    plain = re.compile(r"(0?[1-9])?d?")
    return tuple(
        "?" if conversion or not plain.fullmatch(spec or "") else name
        for _, name, spec, conversion in parts
        if name is not None
    )


Line: TypeAlias = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(_one_printable_line),
]
Mailbox: TypeAlias = Annotated[Line, AfterValidator(_mailbox)]
MemberId: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[UW][A-Z0-9]{2,20}$")]
ChannelId: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[CG][A-Z0-9]{2,20}$")]
Days: TypeAlias = Annotated[int, Field(ge=1, le=100)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Contact(_Part):
    """Where an applicant reaches the office."""

    email: Mailbox
    address: tuple[Line, ...] = ()
    telephone: Line | None = None


class Review(_Part):
    """How an applicant asks for an internal review, and the times that the authority keeps.

    Days are working days, as the section 45 Code of Practice counts them.
    """

    email: Mailbox
    address: Line
    window_days: Days = 40
    answer_days: Days = 20


class _Approvers(_Part):
    """Who approves, and how many of them have to."""

    approvers: tuple[MemberId, ...] = ()
    needed: Annotated[int, Field(ge=1, le=10)] = 1

    @model_validator(mode="after")
    def _enough(self) -> _Approvers:
        if len(set(self.approvers)) != len(self.approvers):
            raise ValueError("expected each approver once")
        if self.approvers and self.needed > len(self.approvers):
            raise ValueError("expected no more approvals to be needed than there are approvers")
        return self


class OutcomeRules(_Approvers):
    """Who approves an outcome; where nobody is named, the approvers of every other letter."""


class ApprovalRules(_Approvers):
    """Who approves a letter before it goes out.

    `approvers` are Slack member ids; none named means any full member of the case's channel.
    `needed` of them must approve. `outcomes` has rules of their own for what an outcome decides.
    With `four_eyes` nobody approves what they helped to answer; with `fresh_review` nobody reviews,
    or approves the review of, a decision that they took part in.
    """

    outcomes: dict[Outcome, OutcomeRules] = {}
    four_eyes: bool = True
    fresh_review: bool = True

    def __hash__(self) -> int:
        of_outcomes = tuple(sorted(self.outcomes.items(), key=lambda item: item[0]))
        return hash((self.approvers, self.needed, of_outcomes, self.four_eyes, self.fresh_review))

    @model_validator(mode="after")
    def _enough_for_each(self) -> ApprovalRules:
        for outcome, rules in self.outcomes.items():
            named = rules.approvers or self.approvers
            if named and rules.needed > len(named):
                raise ValueError(
                    f"expected no more approvals to be needed for {outcome} than it has approvers"
                )
        return self


class Pack(_Part):
    """What the `pack.yaml` of one authority holds.

    `authority` is the full name, `short_name` what the letter calls it after that; `references` is
    the pattern of references, with the places {year} and {number}; `channels` are the Slack
    channels whose cases are this authority's (none named means any). `central` is for a body in
    Part I of Schedule 1 that is no department (Parliament, the armed forces): its limit on cost is
    the higher one.

    `look` is how letters look. `letterhead_in` says whether the header of the pack's
    letterhead.docx says what `letterhead` does; `logo_text` says in words what its logo shows.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{1,40}$")]
    authority: Line
    short_name: Line
    body: BodyKind
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")] = "en-GB"
    letterhead: Annotated[tuple[Line, ...], Field(min_length=1)]
    contact: Contact
    sign_off: Annotated[tuple[Line, ...], Field(min_length=1)]
    references: Annotated[Line, AfterValidator(_reference_pattern)]
    review: Review
    approval: ApprovalRules = ApprovalRules()
    channels: tuple[ChannelId, ...] = ()
    central: bool = False
    look: Look = Look()
    letterhead_in: LetterheadIn | None = None
    logo_text: Line | None = None

    @property
    def is_central(self) -> bool:
        """Whether the authority stands in Part I of Schedule 1, as every department does."""
        return self.central or self.body in _CENTRAL


_CENTRAL = ("department", "welsh-government", "house-of-commons", "house-of-lords")


class Spoken(_Part):
    """One of the authorities that a unit answers for. What it does not say of its own is the
    unit's; a letterhead or a sign-off of its own has to name it."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,20}$")]
    authority: Line
    short_name: Line
    body: BodyKind
    central: bool = False
    letterhead: Annotated[tuple[Line, ...], Field(min_length=1)] | None = None
    contact: Contact | None = None
    sign_off: Annotated[tuple[Line, ...], Field(min_length=1)] | None = None
    references: Annotated[Line, AfterValidator(_reference_pattern)] | None = None
    review: Review | None = None
    approval: ApprovalRules | None = None
    channels: tuple[ChannelId, ...] | None = None

    @model_validator(mode="after")
    def _named(self) -> Spoken:
        if self.letterhead and self.letterhead[0] != self.authority:
            raise ValueError(f"expected a letterhead whose first line is “{self.authority}”")
        names = (self.authority, self.short_name)
        if self.sign_off and not any(name in line for line in self.sign_off for name in names):
            raise ValueError(f"expected a sign_off that names “{self.authority}”")
        return self


_MAILBOXES = re.compile(r"[^\s@<>,;:]+@[^\s@<>,;:]+\.[A-Za-z]{2,}")


class UnitPack(_Part):
    """What the `pack.yaml` of a unit that answers for several authorities holds.

    `unit` is the unit's name as a sentence begins with it. Its `letterhead` is what stands below
    the authority's name, its `sign_off` what stands above it. Everything else is as in `Pack`, and
    holds for every authority in `speaks_for` that says nothing else.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{1,18}$")]
    unit: Line
    speaks_for: Annotated[tuple[Spoken, ...], Field(min_length=1, max_length=30)]
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")] = "en-GB"
    letterhead: Annotated[tuple[Line, ...], Field(min_length=1)]
    contact: Contact
    sign_off: Annotated[tuple[Line, ...], Field(min_length=1)]
    references: Annotated[Line, AfterValidator(_reference_pattern)]
    review: Review
    approval: ApprovalRules = ApprovalRules()
    channels: tuple[ChannelId, ...] = ()
    look: Look = Look()
    letterhead_in: LetterheadIn | None = None
    logo_text: Line | None = None

    @model_validator(mode="after")
    def _apart(self) -> UnitPack:
        for name in ("id", "authority"):
            given = [getattr(one, name) for one in self.speaks_for]
            if len(set(given)) != len(given):
                raise ValueError(f"expected each authority's {name} once")
        return self

    @model_validator(mode="after")
    def _agreeing(self) -> UnitPack:
        """No letter has one authority's name or address at its head and another's in its text."""
        names = [one.authority for one in self.speaks_for]
        for line in (*self.letterhead, *self.sign_off):
            named = [name for name in names if name in line]
            if len(names) > 1 and len(named) == 1 and line != self.unit:
                raise ValueError(
                    f"expected a letterhead and a sign_off that any of them can have: “{line}” is "
                    f"{named[0]}'s alone, so give it to {named[0]} under speaks_for"
                )
        for one in self.speaks_for:
            email = (one.contact or self.contact).email
            for line in one.letterhead or self.letterhead:
                other = [found for found in _MAILBOXES.findall(line) if found != email]
                if other:
                    raise ValueError(
                        f"expected one address for {one.authority}: its letterhead would give "
                        f"{other[0]}, and its contact {email}"
                    )
        return self


def spoken_for(unit: UnitPack, signed: Mapping[str, str]) -> Iterator[Pack]:
    """The packs of the authorities that a unit answers for, in their order: each has the authority
    at the head of its letterhead and at the end of its sign-off. `signed` has the last line of the
    sign-off, by the authority's id."""
    shared = unit.model_dump(exclude={"id", "unit", "speaks_for"}, exclude_unset=True)
    for one in unit.speaks_for:
        own = one.model_dump(exclude={"id"}, exclude_none=True)
        composed = {
            "id": f"{unit.id}-{one.id}",
            "letterhead": (one.authority, *unit.letterhead),
            "sign_off": (*unit.sign_off, signed[one.id]),
        }
        yield Pack.model_validate({**shared, **composed, **own, "id": composed["id"]})
