"""The words of a letter as the checks read them: whose they are, where they stand, what they say.

The applicant's own words are never held against anybody, and house wording never against the
officer: every span of the letter knows where it comes from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from foi_bot.case import Case, Key
from foi_bot.checks.finding import Finding, Severity
from foi_bot.interview.asked import heading, question
from foi_bot.interview.kind import INTERIM, letter_kind
from foi_bot.interview.outcome import REFUSALS, Outcome
from foi_bot.interview.plan import cited, is_outside_the_act
from foi_bot.interview.questions import wordings
from foi_bot.interview.slices import Slice, limbs_of, outcome, relying_on, slices
from foi_bot.law.act import limb
from foi_bot.law.limbs import Duty, Limb
from foi_bot.letter.compose import REQUEST
from foi_bot.letter.language import Language
from foi_bot.letter.tree import (
    HOUSE,
    Heading,
    Letter,
    Letterhead,
    ListBlock,
    Paragraph,
    Quotation,
    Reference,
    SignOff,
    Span,
    Table,
)


@dataclass(frozen=True, slots=True)
class Said:
    """Words of one origin that stand together, and the heading that they stand under.

    `section` counts the headings before them, so that words of one section can be found together.
    """

    text: str
    origin: str
    heading: str = ""
    section: int = 0

    @property
    def is_request(self) -> bool:
        """Whether these are the applicant's words."""
        return self.origin == REQUEST

    @property
    def key(self) -> Key | None:
        """The answer that the words come from; None for the applicant's and the house's."""
        return None if self.origin in (HOUSE, REQUEST) else Key.parse(self.origin)


@dataclass(frozen=True)
class Reading:
    """A letter read beside its case. What several rules ask for is looked up once."""

    case: Case
    letter: Letter

    @cached_property
    def ours(self) -> tuple[Said, ...]:
        """Everything that the letter says but the quoted request, in reading order."""
        return tuple(one for one in _said(self.letter) if not one.is_request)

    @cached_property
    def sentences(self) -> tuple[tuple[Said, str], ...]:
        """Every sentence that the letter says, with the words in which it stands."""
        return tuple((one, sentence) for one in self.ours for sentence in sentences(one.text))

    @property
    def language(self) -> Language:
        """The language in which the letter's authority writes."""
        return self.case.house.wording.language

    @property
    def is_in_english(self) -> bool:
        """Whether rules that look for English words can judge the letter's words."""
        return self.language.is_bundled

    @cached_property
    def is_interim(self) -> bool:
        """Whether the letter comes before the decision: an acknowledgement, or word that it is
        late."""
        return letter_kind(self.case) in INTERIM

    @cached_property
    def decides(self) -> bool:
        """Whether the letter decides anything under the Act."""
        return not self.is_interim and not is_outside_the_act(self.case)

    @cached_property
    def decided(self) -> tuple[Slice, ...]:
        """The slices of which the letter says what is decided."""
        return slices(self.case) if self.decides else ()

    def deciding(self, *outcomes: Outcome) -> tuple[Slice, ...]:
        """The slices for which the letter decides one of these outcomes."""
        return tuple(one for one in self.decided if outcome(self.case, one.id) in outcomes)

    @cached_property
    def silent(self) -> tuple[Slice, ...]:
        """The slices that are neither confirmed nor denied."""
        return self.deciding(Outcome.NCND)

    @cached_property
    def spoken(self) -> tuple[Slice, ...]:
        """The slices of which the letter speaks openly, whether it gives the information or not."""
        return tuple(one for one in self.decided if one not in self.silent)

    @cached_property
    def refused(self) -> tuple[Slice, ...]:
        """The slices that make the letter a notice of refusal."""
        return self.deciding(*REFUSALS)

    @cached_property
    def cited(self) -> tuple[str, ...]:
        """The limbs that the letter relies on, whichever duty they excuse."""
        return cited(self.case) if self.decides else ()

    @cached_property
    def limbs(self) -> dict[str, Limb]:
        """The limbs that the letter relies on, by their citations."""
        return {cite: limb(cite, on=self.case.on) for cite in self.cited}

    def duty(self, cite: str) -> Duty | None:
        """The duty that a limb of the letter's excuses; None for a limb that is none of it."""
        relied_on = self.limbs.get(cite)
        return relied_on.duty if relied_on else None

    def beside(self, cite: str) -> frozenset[str]:
        """The limbs relied on for the same information as this one, itself among them."""
        relying = relying_on(self.case, cite)
        return frozenset(found for one in relying for found in limbs_of(self.case, one.id))

    @cached_property
    def _carried(self) -> dict[Key, str]:
        found: dict[Key, list[str]] = {}
        for one in self.ours:
            if one.key:
                found.setdefault(one.key, []).append(one.text)
        return {key: "\n".join(texts) for key, texts in found.items()}

    def written(self, key: Key) -> str:
        """What the letter carries of an answer, "" where it carries none of it."""
        return self._carried.get(key, "")

    def about(self, cite: str) -> tuple[Said, ...]:
        """What the letter says about a limb: every word of the sections that argue it."""
        within = {one.section for one in self.ours if one.key and one.key.about == cite}
        within |= {one.section for one in self.ours if names(one.heading, cite)}
        return tuple(one for one in self.ours if one.section in within)

    def argues(self, one: Said) -> bool:
        """Whether words are an officer's reasons for a limb."""
        return one.key is not None and one.key.about in self.limbs

    def argues_silence(self, one: Said) -> bool:
        """Whether words are an officer's reasons for neither confirming nor denying."""
        return one.key is not None and self.duty(one.key.about) is Duty.CONFIRM_OR_DENY

    def finding(
        self, rule: str, source: str, one: Said, quote: str, severity: Severity, advice: str
    ) -> Finding:
        """A finding on these words, which sends an officer to their answer, and with the house's
        own words to whoever keeps them."""
        if not one.key:
            advice += " These words are the house's: tell whoever keeps the house pack."
        return Finding(rule, severity, quote, self.place(one), source, advice, answer(one))

    def place(self, one: Said) -> str:
        """Where words stand, in an officer's terms: "Section 30(3)", "Part 2", what a question
        about the whole letter is called ("The estimate"), or a heading."""
        return place_of(self.case, one.key) if one.key else one.heading or "The letter"


def place_of(case: Case, key: Key) -> str:
    """What an answer is about, in an officer's terms; where that is the whole letter, what its
    question is called."""
    if key.about or key.question not in wordings():
        return heading(case, key)
    return question(case, key).short


def names(text: str, cite: str) -> bool:
    """Whether a text names exactly this provision, in whatever language it says "section"."""
    return re.search(rf"(?<![\w(]){re.escape(cite)}(?!\s?\(\w)", text) is not None


def answer(one: Said) -> str:
    """The key, as text, of the answer to go to; "" for house wording."""
    return str(one.key) if one.key else ""


def phrases(*alternatives: str) -> re.Pattern[str]:
    """A pattern for any of these, as whole words, whether in capitals or not."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)", re.IGNORECASE)


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    pieces = re.split(r"(?<=[.!?])[\"'’”)]*\s+(?=[\"'‘“(]*[A-Z0-9])|\n+", text)
    return [piece.strip() for piece in pieces if piece.strip()]


def asserted(pattern: re.Pattern[str], sentence: str) -> bool:
    """Whether a sentence asserts what the pattern finds, and does not only suppose it.

    "We hold twelve" asserts; "whether we hold any" and "if we held any" do not.
    """
    return any(
        not _SUPPOSED.search(_clause(sentence[max(0, found.start() - _FAR) : found.start()]))
        for found in pattern.finditer(sentence)
    )


_FAR = 1_000
"""How far back in a sentence a supposition reaches, so that none is too long to judge."""
_SUPPOSED = phrases(
    "if|whether|unless|were|would|had|should|could|might",
    r"suppos\w+|confirm\w*|den(?:y|ies|ied|ying|ial)",
    # Somebody who is under investigation, whoever that may be.
    "who|whoever|anybody|anyone|somebody|someone",
)


def _clause(before: str) -> str:
    return re.split(r"[;:]|\s[–—-]\s", before)[-1]


def _said(letter: Letter) -> Iterator[Said]:
    under, section = "", 0
    for block in letter.blocks:
        match block:
            case Heading(_, spans):
                under, section = "".join(span.text for span in spans), section + 1
                yield from _runs(spans, under, section)
            case Paragraph(spans):
                yield from _runs(spans, under, section)
            case Quotation(paragraphs):
                for paragraph in paragraphs:
                    yield from _runs(paragraph.spans, under, section)
            case ListBlock(_, items):
                for item in items:
                    yield from _runs(item, under, section)
            case Table(caption, header, rows, origin):
                cells = "\n".join(" ".join(row) for row in (header, *rows))
                yield Said(f"{caption}\n{cells}".strip(), origin, under, section)
            case Letterhead(lines) | SignOff(lines):
                yield Said("\n".join(lines), HOUSE, under, section)
            case Reference(label, value):
                yield Said(f"{label} {value}", HOUSE, under, section)
            case _:
                pass


def _runs(spans: Sequence[Span], under: str, section: int) -> Iterator[Said]:
    for origin, run in groupby(spans, key=lambda span: span.origin):
        if text := "".join(span.text for span in run).strip():
            yield Said(text, origin, under, section)
