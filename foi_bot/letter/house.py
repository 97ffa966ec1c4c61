"""House packs: whose letterhead, whose wording, whose rules of approval.

A pack is a folder: `pack.yaml`, whose fields are those of `Pack`, and optionally `wording/`, whose
files replace the bundled passages of the same name (`fill.load_wording`). `templates/house/`
holds the practice pack; an authority's own lie in a folder of its choosing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from importlib.resources.abc import Traversable
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

from foi_bot.bundled import templates, walk
from foi_bot.letter.characters import printable
from foi_bot.letter.fill import Wording, load_wording
from foi_bot.letter.language import LANGUAGE, load_language
from foi_bot.letter.problems import BadFile, Problem
from foi_bot.letter.stationery import PLAIN, LetterheadIn, Look, Stationery
from foi_bot.letter.stationery_files import is_stationery, read_stationery
from foi_bot.letter.yaml_errors import load_yaml_model

PACK = "pack.yaml"
WORDING = "wording"
_STATIONERY = ", nor letterhead.docx, logo.png, logo.jpg, logo.svg or a font in fonts/"

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


class ApprovalRules(_Part):
    """Who approves a letter before it goes out.

    `approvers` are Slack member ids; none named means any full member of the case's channel.
    `needed` of them must approve. With `four_eyes` nobody approves what they helped to answer; with
    `fresh_review` nobody reviews, or approves the review of, a decision that they took part in.
    """

    approvers: tuple[MemberId, ...] = ()
    needed: Annotated[int, Field(ge=1, le=10)] = 1
    four_eyes: bool = True
    fresh_review: bool = True

    @model_validator(mode="after")
    def _enough(self) -> ApprovalRules:
        if len(set(self.approvers)) != len(self.approvers):
            raise ValueError("expected each approver once")
        if self.approvers and self.needed > len(self.approvers):
            raise ValueError("expected no more approvals to be needed than there are approvers")
        return self


class Pack(_Part):
    """What `pack.yaml` holds.

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


class House(Pack):
    """An authority as its pack describes it. `version` changes with any byte of the pack, and with
    any bundled sentence that its letters may use. `bundled` says that the pack came with the
    program, to practise with."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    wording: Wording
    stationery: Stationery = PLAIN
    version: str
    bundled: bool = False

    def reference(self, year: int, number: int) -> str:
        """The reference of the year's case of that number, such as FOI2026/00042."""
        return self.references.format(year=year, number=number)


def load_house(folder: Traversable) -> House:
    """The house whose pack lies in the folder. Raises BadFile with every problem found, each
    with its file and line."""
    found = {path: file.read_bytes() for path, file in walk(folder)}
    if PACK not in found:
        raise BadFile([Problem(f"{folder.name}/{PACK}", 1, "", "is missing")])
    problems = [
        Problem(f"{folder.name}/{path}", 1, "", f"is neither {PACK} nor in {WORDING}/{_STATIONERY}")
        for path in found
        if path not in (PACK, "README.md")
        and not path.startswith(f"{WORDING}/")
        and not is_stationery(path)
    ]
    if problems:
        raise BadFile(problems)
    pack = load_yaml_model(folder.joinpath(PACK), Pack, f"{folder.name}/{PACK}")
    over = folder.joinpath(WORDING)
    language = load_language(pack.language, over.joinpath(LANGUAGE))
    over_or_none = over if over.is_dir() else None
    wording = load_wording(_bundled_wording(), over_or_none, language=language)
    stationery = read_stationery(
        folder,
        found,
        look=pack.look,
        lines=pack.letterhead,
        letterhead_in=pack.letterhead_in,
        logo_text=pack.logo_text,
    )
    version = _version(found, wording)
    return House(**dict(pack), wording=wording, stationery=stationery, version=version)


def load_houses(folder: Traversable | None = None) -> Mapping[str, House]:
    """Every house by its id: the bundled ones, and those whose packs lie in `folder`, each in a
    folder of its own. A pack there replaces a bundled one of the same id.

    Raises BadFile with every problem of every pack.
    """
    houses: dict[str, House] = {}
    problems: list[Problem] = []
    bundled = templates().joinpath("house")
    for place in (bundled, folder):
        own: dict[str, House] = {}
        for pack in _packs(place):
            try:
                house = load_house(pack)
            except BadFile as bad:
                problems.extend(bad.errors)
            else:
                if house.id in own:
                    name = f"{pack.name}/{PACK}"
                    problems.append(Problem(name, 1, "id", f"{house.id} is another pack's id"))
                own[house.id] = house.model_copy(update={"bundled": place is bundled})
        houses |= own
    if problems:
        raise BadFile(problems)
    return houses


def _packs(folder: Traversable | None) -> list[Traversable]:
    if folder is None:
        return []
    if not folder.is_dir():
        raise BadFile([Problem(str(folder), 1, "", "is no folder")])
    found = [entry for entry in folder.iterdir() if entry.is_dir()]
    return sorted((e for e in found if not e.name.startswith(".")), key=lambda entry: entry.name)


def _bundled_wording() -> Traversable:
    return templates().joinpath("letters")


def _version(files: Mapping[str, bytes], wording: Wording) -> str:
    digest = hashlib.sha256(wording.version.encode())
    for path, content in files.items():
        for part in (path.encode(), content):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()
