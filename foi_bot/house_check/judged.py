"""Every kind of letter written with a house pack, the checks over them, and where in the pack what
is wrong stands.

What the bundled wording is found guilty of as well, with the same answers, is no fault of a pack.
For the rest the passage is found by taking the pack's passages back to the bundled ones, half of
them at a time, until the finding is gone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from foi_bot.case import Case
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.run import check
from foi_bot.house_check.cases import Sample, samples
from foi_bot.house_check.report import Report, Written
from foi_bot.house_check.watched import Watched
from foi_bot.interview.kind import letter_kind
from foi_bot.letter.compose import compose
from foi_bot.letter.fill import Wording, WordingError
from foi_bot.letter.house import House
from foi_bot.letter.language_gaps import language_gaps
from foi_bot.letter.problems import Problem
from foi_bot.letter.template_uses import How
from foi_bot.letter.tree import Heading, Letter, to_json

SHOWN = 8
"""How many gaps of a translation are named."""

LONGEST_LETTER = 200_000
"""In characters. The samples' own words are a small part of it."""


@dataclass(frozen=True, slots=True)
class _Told:
    """One thing that is wrong with a letter, whichever letter it is."""

    advice: str
    quote: str
    grave: bool
    words: str


@dataclass
class _Findings:
    """What was found so far, each once, with the letters that it is in; and for each the passages
    that were found to be why."""

    places: dict[tuple[str, int, _Told], list[str]] = field(default_factory=dict)
    culprits: dict[_Told, set[str]] = field(default_factory=dict)

    def add(self, file: str, line: int, told: _Told, letter: str) -> None:
        self.places.setdefault((file, line, told), []).append(letter)

    def problems(self, grave: bool) -> Iterator[Problem]:
        """What is grave, or what is not and does not stand among the grave in other words."""
        said = {(file, told.advice) for file, _, told in self.places if told.grave}
        for (file, line, told), letters in self.places.items():
            if told.grave == grave and (grave or (file, told.advice) not in said):
                where = f"in the letter “{letters[0]}”"
                if len(letters) > 1:
                    where = f"in {len(letters)} letters, such as “{letters[0]}”"
                yield Problem(file, line, "", f"{told.words} (Found {where}.)")


def judged(
    houses: Sequence[House], bundled: Wording, own: Mapping[str, str], language: str
) -> Report:
    """What the letters of a pack's houses are like. `own` holds the pack's files by the names that
    problems call them by, with their text; `language` is the name of the one that has the words of
    its language; `bundled` is the wording that the program came with."""
    wording = houses[0].wording
    replaced = [name for name in wording.passages if wording.file(name) in own]
    found, errors = _Findings(), set[Problem]()
    letters: list[tuple[House, Sample, Letter, frozenset[str]]] = []
    for no, house in enumerate(houses):
        watched = Watched(house.wording, bundled)
        writer = house.model_copy(update={"wording": watched})
        for sample in samples(writer, whole=house.body not in {h.body for h in houses[:no]}):
            watched.reached.clear()
            try:
                letter = compose(sample.case)
            except WordingError as wrong:
                errors |= set(wrong.errors)
                continue
            letters.append((house, sample, letter, frozenset(watched.reached)))
            candidates = [name for name in replaced if name in watched.reached]
            _judge(sample, letter, candidates, own, found)
    reached = frozenset[str]().union(*(passages for *_, passages in letters))
    to_file = _covering([(house.id, passages) for house, _, _, passages in letters])
    hints = [
        *found.problems(grave=False),
        *_left_out(wording, bundled, replaced),
        *_untranslated(houses[0], language),
    ]
    return Report(
        errors=tuple(sorted(errors | set(found.problems(grave=True)))),
        hints=tuple(sorted(set(hints))),
        letters=tuple(
            Written(house.id, sample.name, _kind(sample), to_json(letter), no in to_file)
            for no, (house, sample, letter, _) in enumerate(letters)
        ),
        passages=len(wording.passages),
        replaced=tuple(replaced),
        unchanged=tuple(n for n in replaced if wording.source(n) == bundled.source(n)),
        unreached=tuple(n for n in replaced if n not in reached),
        elsewhere=len(set(wording.passages) - reached - set(replaced)),
    )


def _kind(sample: Sample) -> str:
    return str(letter_kind(sample.case))


def _covering(letters: Sequence[tuple[str, frozenset[str]]]) -> set[int]:
    """Letters that together hold every passage that any of them holds, and one of each house."""
    left = set().union(*(passages for _, passages in letters))
    houses = {house for house, _ in letters}
    chosen: set[int] = set()
    while left or houses:
        best = max(
            range(len(letters)),
            key=lambda no: len(letters[no][1] & left) + (letters[no][0] in houses),
        )
        chosen.add(best)
        left -= letters[best][1]
        houses.discard(letters[best][0])
    return chosen


def _judge(
    sample: Sample,
    letter: Letter,
    candidates: Sequence[str],
    own: Mapping[str, str],
    found: _Findings,
) -> None:
    unknown: list[_Told] = []
    for told in _wrong(sample.case, letter):
        known = found.culprits.get(told, set()).intersection(candidates)
        if known:
            _found_in(min(known), sample, told, own, found)
        else:
            unknown.append(told)
    if not unknown:
        return
    # The bundled wording in the same house: what is wrong with it too is not the wording's fault.
    without = _taken_back(sample.case, candidates)
    for told in unknown:
        if told not in without:
            passage = _culprit(candidates, _gone(sample.case, told))
            found.culprits.setdefault(told, set()).add(passage)
            _found_in(passage, sample, told, own, found)
        elif quoted_in := _quoting(told.quote, own):
            found.add(*quoted_in, told, sample.name)


def _found_in(
    passage: str, sample: Sample, told: _Told, own: Mapping[str, str], found: _Findings
) -> None:
    file = sample.case.house.wording.file(passage)
    found.add(file, _line_of(told.quote, own.get(file, "")), told, sample.name)


def _wrong(case: Case, letter: Letter) -> list[_Told]:
    findings = check(case, letter)
    return [*map(_of_finding, findings), *_headings(letter), *_length(letter)]


def _taken_back(case: Case, passages: Collection[str]) -> list[_Told]:
    """What is wrong with the letter once these passages are the bundled ones."""
    watched = case.house.wording
    assert isinstance(watched, Watched)
    house = case.house.model_copy(update={"wording": watched.without(passages)})
    changed = replace(case, house=house)
    return _wrong(changed, compose(changed))


def _gone(case: Case, told: _Told) -> Callable[[Sequence[str]], bool]:
    """Whether something is wrong no more once some passages are taken back."""
    return lambda passages: told not in _taken_back(case, passages)


def _culprit(candidates: Sequence[str], gone: Callable[[Sequence[str]], bool]) -> str:
    """One passage without which something is gone, as it is without all of them."""
    low, high = 0, len(candidates)
    while high - low > 1:
        middle = (low + high) // 2
        if gone(candidates[:middle]):
            high = middle
        else:
            low = middle
    return candidates[low]


def _of_finding(finding: Finding) -> _Told:
    words = f"{finding.severity}: {finding.advice} [{finding.rule}: {finding.source}]"
    return _Told(finding.advice, finding.quote, finding.severity is Severity.MUST_FIX, words)


def _headings(letter: Letter) -> Iterator[_Told]:
    """Headings that skip a level, or are empty: no PDF that a screen reader can read has those."""
    last = 0
    for block in letter.blocks:
        if isinstance(block, Heading):
            text = "".join(span.text for span in block.spans).strip()
            if not text:
                yield _grave("A heading has no words: give it some.")
            if block.level > last + 1:
                marks, fitting = "#" * block.level, "#" * (last + 1)
                yield _grave(f"The heading skips a level: write {fitting} and not {marks}.", text)
            last = block.level
    if not letter.title.strip():
        yield _grave("The letter has no title: give the passage some words.")


def _length(letter: Letter) -> Iterator[_Told]:
    if len(str(letter)) > LONGEST_LETTER:
        yield _grave("The letter is longer than any letter should be: shorten it.")


def _grave(words: str, quote: str = "") -> _Told:
    return _Told(words, quote, True, words)


def _quoting(quote: str, own: Mapping[str, str]) -> tuple[str, int] | None:
    """Which of the pack's files says these words, and on which line."""
    for file, text in own.items():
        if quote and quote in text:
            return file, _line_of(quote, text)
    return None


def _line_of(quote: str, text: str) -> int:
    """The line on which the quoted words begin, as far as they are the file's."""
    words = quote.split()
    for length in range(min(len(words), 6), 0, -1):
        at = text.find(" ".join(words[:length]))
        if at >= 0:
            return text.count("\n", 0, at) + 1
    return 1


def _untranslated(house: House, file: str) -> Iterator[Problem]:
    """What a pack in another language leaves in the bundled one, and what it says for nothing."""
    gaps = language_gaps(house)
    for told, names in (
        ("passages that nobody has put into it", gaps.passages),
        ("fields that it lacks", gaps.fields),
        ("words of the law that it lacks", gaps.law),
        ("words of the law that the law's files no longer have", gaps.stale),
    ):
        if names:
            shown = "; ".join(names[:SHOWN]) + (" …" if len(names) > SHOWN else "")
            words = f"the letters are in “{house.language}”: {len(names)} {told}: {shown}"
            yield Problem(file, 1, "", words)


def _left_out(wording: Wording, bundled: Wording, replaced: Iterable[str]) -> Iterator[Problem]:
    """Values that the bundled passage prints and the pack's own leaves out: most often an answer
    that then stands nowhere in the letter."""
    for name in replaced:
        ours = {use.value for use in wording.uses(name)}
        said = (How.PRINTED, How.LISTED, How.LOOPED)
        theirs = [use.value for use in bundled.uses(name) if use.how in said]
        left = [value for value in dict.fromkeys(theirs) if "[" not in value and value not in ours]
        if left:
            values = ", ".join(f"`{value}`" for value in left)
            told = f"no longer says {values}, as the bundled passage does: is that meant?"
            yield Problem(wording.file(name), 1, name, told)
