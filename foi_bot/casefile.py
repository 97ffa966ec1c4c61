"""The case file: a case written down in YAML, for `foi-bot letter` and `foi-bot check`.

It is the same interview and the same plan as in Slack, so the same letter comes of it. The format
is described in docs/case-file.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from importlib.resources.abc import Traversable
from typing import Annotated

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from foi_bot.case import Answer, Case, Key, Request, Sent, Tenure, Value
from foi_bot.enclosures import Enclosure
from foi_bot.interview.answers import invalid, read_value
from foi_bot.interview.asked import question
from foi_bot.interview.kind import INTERIM, LetterKind
from foi_bot.interview.parts import Part, split, to_value
from foi_bot.interview.plan import cited, offered, unanswered
from foi_bot.interview.questions import Kind, Question, wordings
from foi_bot.interview.rows import shape
from foi_bot.law.cites import BadCiteError, parse_cite
from foi_bot.letter.house import House
from foi_bot.letter.pack import Line
from foi_bot.letter.problems import BadFile, Problem
from foi_bot.letter.yaml_errors import load_yaml_model

WORDS = "words"
"""The one entry of a part that answers no question: the part in the applicant's own words."""

Steps = tuple[str | int, ...]
"""Where something stands in the file: ("parts", "1", "outcome")."""


def _with_words(text: str) -> str:
    if not text.strip():
        raise ValueError("expected some text")
    return text


Text = Annotated[str, AfterValidator(_with_words)]
Given = str | tuple[str, ...]
"""An answer as the file has it."""
Answers = Annotated[dict[str, Given], Field()]
PartLabel = Annotated[str, StringConstraints(pattern=r"^([0-9]{1,2}|[a-z])(/[0-9]{1,2})?$")]
"""A part by the applicant's own number or letter, or a piece of one: "2/1" is its first."""


class EnclosedFile(BaseModel):
    """A file that goes out with the letter."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Line
    size: Annotated[int, Field(ge=1)]
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class EarlierLetter(BaseModel):
    """A letter of the same case that has gone out already."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: LetterKind
    on: date
    cites: tuple[str, ...] = ()


class CaseFile(BaseModel):
    """What a case file holds. `by` is whoever gave the answers; `whole` holds the answers that are
    about the whole request."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    house: Line
    reference: Line
    received: date
    dated: date
    by: Line
    request: Text
    parts: Annotated[dict[PartLabel, Answers], Field(min_length=1)]
    limbs: dict[str, Answers] = {}
    whole: Answers = {}
    files: dict[str, Answers] = {}
    enclosures: tuple[EnclosedFile, ...] = ()
    earlier: tuple[EarlierLetter, ...] = ()


def load_case(source: Traversable, houses: Mapping[str, House], file: str = "") -> Case:
    """The case in a file. `file` is what to call it in errors (otherwise its name).

    Raises BadFile with every problem found, each with its line, and OSError where the file cannot
    be read.
    """
    name = file or source.name
    written = load_yaml_model(source, CaseFile, name)
    reading = _Reading(written, _Lines(name, source.read_text("utf-8-sig")))
    case = reading.answered(reading.opened(houses))
    if reading.problems:
        raise BadFile(reading.problems)
    return case


class _Lines:
    """Which line of a file something stands on."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._root = yaml.compose(text, Loader=yaml.SafeLoader)

    def problem(self, steps: Steps, expected: str) -> Problem:
        """The problem at that place, or, where it is not in the file, at what it is missing in."""
        node, line = self._root, 1
        for step in steps:
            if not isinstance(node, yaml.MappingNode):
                break
            found = [pair for pair in node.value if pair[0].value == step]
            if not found:
                break
            line, node = found[0][0].start_mark.line + 1, found[0][1]
        return Problem(self._file, line, ".".join(str(step) for step in steps), expected)


@dataclass
class _Reading:
    """One file on its way to a case, with what is wrong with it so far."""

    written: CaseFile
    lines: _Lines
    problems: list[Problem] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)

    def opened(self, houses: Mapping[str, House]) -> Case:
        """The case before its first answer; its parts are those that the file names."""
        written = self.written
        house = houses.get(written.house)
        if house is None:
            known = " or ".join(sorted(houses))
            raise BadFile([self.lines.problem(("house",), f"expected a house pack: {known}")])
        if written.dated < written.received:
            self._wrong(("dated",), "expected a day on which the request had been received")
        case = Case(
            id=written.reference,
            workspace="",
            channel="",
            thread=None,
            reference=written.reference,
            house=house,
            request=Request(written.request.strip("\n"), written.received),
            opened_by=written.by,
            opened_at=_midnight(written.received),
            on=written.dated,
            tenures=(Tenure(written.by, "0"),),
            enclosures=tuple(
                Enclosure(no, one.name, one.size, one.sha256, written.by, _midnight(written.dated))
                for no, one in enumerate(written.enclosures, start=1)
            ),
            sent=tuple(
                Sent(no, str(one.kind), one.on, written.by, one.cites)
                for no, one in enumerate(written.earlier, start=1)
            ),
        )
        parts = self._parts()
        self.ids = {_label(part): part.id for part in parts}
        asked = not _said(case, parts) and self.written.whole.get("letter") not in set(INTERIM)
        return _answer(case, Key("parts"), to_value(parts)) if asked else case

    def answered(self, case: Case) -> Case:
        """The case with every answer that its plan asks for; what cannot be used is a problem."""
        refused: set[Key] = set()
        while key := next((k for k in self._asked(case) if k not in refused), None):
            value = self._value(case, key)
            if value is None:
                refused.add(key)
            else:
                case = _answer(case, key, value)
        self.problems.extend(self._strangers(case, complete=not refused))
        return case

    def _asked(self, case: Case) -> Iterator[Key]:
        """What the file still has to answer, or answers though it need not: which letter it is
        comes first, for everything else depends on it."""
        optional = (key for key in offered(case) if key not in case.current)
        yield from (key for key in optional if self._given(key) is not None)
        yield from unanswered(case)

    def _parts(self) -> tuple[Part, ...]:
        """The parts of the request: as the file words them, else as the request is numbered."""
        given = {
            label: answers for label, answers in self.written.parts.items() if "/" not in label
        }
        worded = {label: answers.get(WORDS) for label, answers in given.items()}
        if any(worded.values()):
            for label in (label for label, words in worded.items() if not isinstance(words, str)):
                self._wrong(("parts", label), f"needs `{WORDS}` like the other parts")
            return tuple(
                Part(str(no), f"{label}." if len(given) > 1 else "", str(words).strip())
                for no, (label, words) in enumerate(worded.items(), start=1)
            )
        found = split(self.written.request).parts
        labels = [_label(part) for part in found]
        if list(given) != labels:
            self._wrong(
                ("parts",),
                f"expected the parts {', '.join(labels)}, as the request is numbered; where that "
                f"is not right, give every part its `{WORDS}`",
            )
        return found

    def _value(self, case: Case, key: Key) -> Value | None:
        """The answer to a question as the case keeps it, or None and a problem."""
        steps = self._steps(key)
        asked = question(case, key)
        given = self._given(key)
        if given is None:
            self._wrong(steps, f"needs an answer: {asked.ask}{_among(asked)}")
            return None
        value = _as_kind(asked, given)
        why_not = invalid(case, key, asked, value)
        if why_not is not None:
            told = f"{why_not} Expected" if asked.kind in _TOLD else "expected"
            self._wrong(steps, f"{told} {_expected(asked)}. The question: {asked.ask}")
            return None
        option = asked.option(value) if isinstance(value, str) else None
        if option is not None and option.undoes:
            self._wrong(steps, f"takes the ground from `{option.undoes}`. {option.then}")
            return None
        return value

    def _given(self, key: Key) -> Given | None:
        if not key.about:
            return self.written.whole.get(key.question)
        # A file's number could be a part's.
        if key.question in _OF_FILES:
            return self.written.files.get(key.about, {}).get(key.question)
        label = self._label(key.about)
        if label in self.written.parts:
            return self.written.parts[label].get(key.question)
        for cite, answers in self.written.limbs.items():
            if _filed(cite) == key.about:
                return answers.get(key.question)
        return None

    def _steps(self, key: Key) -> Steps:
        """Where a question's answer stands, or should."""
        if not key.about:
            return ("whole", key.question)
        if key.question in _OF_FILES:
            return ("files", key.about, key.question)
        label = self._label(key.about)
        if label:
            return ("parts", label, key.question)
        written = [cite for cite in self.written.limbs if _filed(cite) == key.about]
        return ("limbs", written[0] if written else key.about, key.question)

    def _label(self, about: str) -> str:
        """What the file calls a part, or a piece of one; "" where this is neither."""
        part, slash, piece = about.partition("/")
        label = next((label for label, id_ in self.ids.items() if id_ == part), "")
        return f"{label}{slash}{piece}" if label else ""

    def _strangers(self, case: Case, complete: bool) -> Iterator[Problem]:
        """What stands in the file and is an answer to nothing. While an answer is missing, a
        question that is known may yet be asked."""
        for name in self.written.whole:
            if complete or name not in wordings():
                yield from self._unasked(case, Key(name), ("whole", name))
        for no, answers in self.written.files.items():
            for name in answers:
                if complete or name not in wordings():
                    yield from self._unasked(case, Key(name, no), ("files", no, name))
        for label, answers in self.written.parts.items():
            part, slash, piece = label.partition("/")
            about = f"{self.ids.get(part, '')}{slash}{piece}"
            for name in answers:
                if name != WORDS and (complete or name not in wordings()):
                    yield from self._unasked(case, Key(name, about), ("parts", label, name))
        for cite, answers in self.written.limbs.items():
            filed = _filed(cite)
            if filed not in cited(case):
                if complete:
                    expected = "is relied on for no part: no part's `limbs` names it"
                    yield self.lines.problem(("limbs", cite), expected)
                continue
            for name in answers:
                if complete or name not in wordings():
                    yield from self._unasked(case, Key(name, filed), ("limbs", cite, name))

    def _unasked(self, case: Case, key: Key, steps: Steps) -> Iterator[Problem]:
        if key.question not in wordings():
            yield self.lines.problem(steps, "is no question")
        elif key not in case.current:
            yield self.lines.problem(
                steps, "is not asked here, after these answers: take it out, or look at the others"
            )

    def _wrong(self, steps: Steps, expected: str) -> None:
        self.problems.append(self.lines.problem(steps, expected))


_TOLD = (Kind.DATE, Kind.LINES, Kind.ROWS)
"""The kinds of which more can be wrong than that something else was expected."""

_OF_FILES = frozenset({"file-opened"})
"""The questions that are about an enclosure, by its number."""


def _label(part: Part) -> str:
    """A part as the file names it: by the applicant's own number, else by its place."""
    return part.name.removeprefix("part ") or part.id


def _said(case: Case, parts: tuple[Part, ...]) -> bool:
    """Whether the request itself says that these are its parts, so that nobody was asked."""
    found = split(case.request.text)
    return found.parts == parts and len(parts) == 1 and not found.holes


def _answer(case: Case, key: Key, value: Value) -> Case:
    no = len(case.answers) + 1
    new = Answer(no, key, value, case.officer, _midnight(case.on))
    return replace(case, answers=(*case.answers, new))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _filed(cite: str) -> str:
    """A citation as the law is filed, however it is written; anything else as it stands."""
    try:
        return parse_cite(cite)
    except BadCiteError:
        return cite


def _as_kind(asked: Question, given: Given) -> Value:
    """The answer as its question takes it: citations as the law is filed, words without the
    line breaks around them."""
    match asked.kind:
        case Kind.CHOICE:
            return given if isinstance(given, tuple) else _chosen(asked, given)
        case Kind.CHOICES:
            chosen = given if isinstance(given, tuple) else (given,)
            return tuple(dict.fromkeys(_chosen(asked, one) for one in chosen))
        case Kind.LINES:
            return (given.strip(),) if isinstance(given, str) else tuple(x.strip() for x in given)
        case Kind.ROWS | Kind.DATE:
            return read_value(asked, [given] if isinstance(given, str) else given)
        case _:
            return given.strip("\n ") if isinstance(given, str) else given


def _chosen(asked: Question, given: str) -> str:
    return given if asked.option(given) else _filed(given)


def _expected(asked: Question) -> str:
    match asked.kind:
        case Kind.CHOICE:
            return f"one of {_options(asked)}"
        case Kind.CHOICES:
            return f"some of {_options(asked)}"
        case Kind.LINES:
            return "a list, one `- ` a line"
        case Kind.ROWS:
            return f"a list, one `- ` a line, of rows such as `{shape(asked)}`"
        case Kind.DATE:
            return "a day, such as 2024-06-03"
        case _:
            return "text"


def _among(asked: Question) -> str:
    return f" (expected {_expected(asked)})" if asked.options else ""


def _options(asked: Question) -> str:
    """The choices: with their labels, unless a label begins with the choice itself."""
    return ", ".join(
        option.value
        if option.label.startswith(option.value)
        else f"{option.value} ({option.label})"
        for option in asked.options
    )
