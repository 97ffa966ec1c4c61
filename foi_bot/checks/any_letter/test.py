"""Rule `test` on any letter: each exemption is called what the Act makes it, and the harm that it
asks for is put at one of the Act's two levels (FOIA ss2(3), 21 to 44).

A wrong name alone is to be looked at again. It has to be mended where it was acted on: where an
exemption is called absolute that is not, and nothing is weighed; and where section 24, which asks
whether the exemption is required, is argued by prejudice alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from foi_bot.checks.any_letter.relied_on import where
from foi_bot.checks.any_letter.sheet import CannotTell, Sheet, finding
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.labels import Called, Label, called, is_right, named, source_of, what_it_is
from foi_bot.checks.words import phrases, sentences
from foi_bot.law.cites import cites_in, section_of, sections_words
from foi_bot.law.limbs import Duty, Test
from foi_bot.letter.read.written import ARGUMENT, Argued, Piece, Place

RULE = "test"


def check(sheet: Sheet) -> Iterator[Finding | CannotTell]:
    """What exemptions are wrongly called, and harm that is put at no level."""
    if not sheet.letter.is_letter:
        return
    if not sheet.is_english:
        if sheet.letter.limbs:
            yield CannotTell(RULE, "What exemptions are called is judged in English only.")
        return
    yield from _wrongly_called(sheet)
    yield from _without_a_level(sheet)
    yield from _prejudice_for_danger(sheet)


def _wrongly_called(sheet: Sheet) -> Iterator[Finding]:
    """At most one finding a paragraph: what was typed once is mended once."""
    told: set[tuple[str, Label]] = set()
    for piece, under, sentence in _sentences(sheet):
        for one in called(sentence, under):
            wrong = [cite for cite in one.cites if _is_wrong(sheet, cite, one.label)]
            fresh = [cite for cite in wrong if (section_of(cite), one.label) not in told]
            told |= {(section_of(cite), one.label) for cite in wrong}
            if fresh:
                yield _finding(sheet, piece, sentence, one, fresh)


def _sentences(sheet: Sheet) -> Iterator[tuple[Piece, tuple[str, ...], str]]:
    """Every sentence with its piece, and what "this exemption" means in it: what the paragraph
    named last, else what it stands under."""
    for piece in sheet.ours:
        under = piece.cites
        for sentence in sentences(piece.text):
            yield piece, under, sentence
            under = tuple(dict.fromkeys(one.cite for one in cites_in(sentence))) or under


def _is_wrong(sheet: Sheet, cite: str, label: Label) -> bool:
    """Whether a section is none of what the letter can mean by it: the limbs of it that the letter
    relies on, where it does."""
    relied_on = [one for one in sheet.letter.cites if section_of(one) == section_of(cite)]
    meant = [cite] if "(" in cite or not relied_on else relied_on
    duties = _duties(sheet)
    parliament = _is_parliament(sheet)
    return not any(is_right(one, label, sheet.on, duties, parliament) for one in meant)


def _duties(sheet: Sheet) -> tuple[Duty, ...]:
    """The duties that are at stake, none named where it may be both."""
    both = (Duty.CONFIRM_OR_DENY, Duty.COMMUNICATE)
    found = {one.duty for one in sheet.law.values()}
    return tuple(duty for duty in both if duty in found)


def _is_parliament(sheet: Sheet) -> bool:
    """Whether the letter may be one of the two Houses', for which section 36 is absolute."""
    authority = sheet.letter.authority
    return not authority or bool(_HOUSES.search(authority))


def _finding(
    sheet: Sheet, piece: Piece, sentence: str, one: Called, wrong: Sequence[str]
) -> Finding:
    acted_on = any(_acted_on(sheet, cite, one.label) for cite in wrong)
    severity = Severity.MUST_FIX if acted_on else Severity.LOOK_AGAIN
    named_here = sections_words(wrong)
    advice = f"This calls {named_here} “{one.words}”. {what_it_is(wrong[0], sheet.on, one.label)}"
    if acted_on and one.label is Label.ABSOLUTE:
        advice += " Weigh the public interest in it, and say how."
    elif acted_on:
        advice += " The letter nowhere says why it is required: say that."
    return finding(RULE, severity, source_of(wrong[0], one.label), piece, sentence, advice)


def _acted_on(sheet: Sheet, cite: str, label: Label) -> bool:
    """Whether the wrong name is what the letter goes by, for a provision that it relies on."""
    relied_on = [one for one in sheet.letter.limbs if section_of(one.cite) == section_of(cite)]
    if not relied_on:
        return False
    if label is Label.ABSOLUTE:
        return not any(_is_weighed(one) for one in relied_on) and not _weighs(sheet)
    necessity = [one for one in named(cite, sheet.on) if one.test is Test.NECESSITY]
    return bool(necessity) and label is Label.PREJUDICE and not _says_required(sheet)


def _is_weighed(one: Argued) -> bool:
    return bool(one.factors_for or one.factors_against or one.balance)


def _weighs(sheet: Sheet) -> bool:
    """Whether anything at all is weighed in the letter, for whichever provision."""
    weighed = {Place.FOR, Place.AGAINST, Place.BALANCE}
    return any(piece.place in weighed for piece in sheet.ours)


def _says_required(sheet: Sheet) -> bool:
    """Whether anything is said to be needed for safeguarding national security."""
    return any(_REQUIRED.search(sentence) for _, sentence in sheet.sentences)


def _without_a_level(sheet: Sheet) -> Iterator[Finding]:
    """Harm of which it is said nowhere whether it would follow, or would be likely to."""
    levels = (Test.PREJUDICE, Test.ENDANGER)
    cites = [cite for cite, one in sheet.law.items() if one.test in levels]
    told = [one for piece, one in sheet.sentences if piece.place in _ARGUED]
    if not cites or any(_LEVEL.search(one) for one in told):
        return
    if any(_HARMS.search(one) for one in told):
        piece, quote = where(sheet, cites[0])
        advice = (
            f"For {sections_words(cites)}, the letter does not say whether the harm would happen "
            "or would be likely to happen. Say which: without it the lower is assumed, and it "
            "weighs less."
        )
        yield finding(RULE, Severity.LOOK_AGAIN, f"FOIA s{cites[0]}", piece, quote, advice)


def _prejudice_for_danger(sheet: Sheet) -> Iterator[Finding]:
    """Section 38 argued as prejudice to health or safety, and nowhere as danger to somebody."""
    cites = [cite for cite, one in sheet.law.items() if one.test is Test.ENDANGER]
    told = [
        (piece, one)
        for piece, one in sheet.sentences
        if piece.place in _ARGUED and not _ONLY_THE_LAW.search(one)
    ]
    if not cites or any(_ENDANGERS.search(one) for _, one in told):
        return
    for piece, sentence in told:
        if _PREJUDICES_SAFETY.search(sentence):
            advice = (
                f"Section {cites[0]} asks whether somebody's health or safety would, or would be "
                "likely to, be endangered, and this speaks of prejudice. Say who would be in "
                "danger, and of what."
            )
            source = f"FOIA s{cites[0]}"
            yield finding(RULE, Severity.LOOK_AGAIN, source, piece, sentence, advice)
            return


_PREJUDICES_SAFETY = phrases(
    r"prejudic\w+[^.;]{0,80}? (?:health|safety|wellbeing|well-being|welfare|security)",
    r"(?:health|safety|wellbeing|well-being|welfare)\b[^.;]{0,60}? (?:be |is |are )?(?:\w+ )?"
    r"prejudiced",
)
_ENDANGERS = phrases(r"endanger\w*|in danger|dangers? (?:to|for|of)")
_ONLY_THE_LAW = phrases(
    r"(?:whose|if|where|which|that|its) (?:its |the )?(?:disclosure|release)?[^.;]{0,30}?"
    r" ?would,? or"
    r" (?:would )?be likely to",
)
_HOUSES = phrases("parliament(?:ary)?", "house of (?:commons|lords)")
_REQUIRED = phrases(
    r"(?:requir\w+|necess\w+|need(?:ed|s)?|essential|vital|imperative)\b.{0,120}"
    r"\b(?:safeguard\w*|protect\w*|national security)",
    r"(?:safeguard\w*|protect\w*|national security).{0,120}"
    r"\b(?:requires|requir(?:ed|ing)|necess\w+|needed)",
)
_ARGUED = frozenset({*ARGUMENT, Place.DECISION, Place.UNPLACED})
_HARMED = (
    r"(?:prejudic\w*|harm\w*|damag\w*|undermin\w*|endanger\w*|injur\w*|disadvantag\w*|weaken\w*"
    r"|compromis\w*|jeopardi[sz]\w*|hinder\w*|imped\w*|inhibit\w*|detriment\w*|threat\w*|risk\w*)"
)
_HARMS = phrases(
    r"(?:could|may|might|can|does|to|brings?|cause[sd]?|causing|in) (?:\w+ ){0,3}"
    r"(?:prejudic\w+|harm\w*|damag\w+|undermin\w+|endanger\w*|compromis\w+|jeopardi[sz]\w+)",
    r"(?:prejudices|harms|damages|undermines|endangers|compromises)",
)
_LEVEL = phrases(
    rf"(?:would|will|likel\w+|probabl\w+|certain(?:ly)?)\b(?:\W+\w+){{0,9}}?\W+{_HARMED}",
    rf"{_HARMED}\b[^.;]{{0,80}}\b(?:would|will|likel\w+|probabl\w+|certain(?:ly)?)",
)
