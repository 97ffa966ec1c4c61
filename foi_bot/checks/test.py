"""Rule `test`: what a letter calls an exemption is what the Act makes it (FOIA ss2(3), 21 to 44).

Section 24 asks whether the exemption is required, section 38 whether anybody would be endangered,
and neither is a test of prejudice. A wrong name makes nothing unlawful by itself: the questions
asked for the limb are the right ones whatever it is called.
"""

from __future__ import annotations

from collections.abc import Iterator

from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.labels import Called, Label, called, is_right, source_of, what_it_is
from foi_bot.checks.words import Reading, Said
from foi_bot.interview.asked import body
from foi_bot.law.cites import section_of, sections_words
from foi_bot.law.limbs import Body

RULE = "test"
_HOUSES = (Body.HOUSE_OF_COMMONS, Body.HOUSE_OF_LORDS)


def check(reading: Reading) -> Iterator[Finding]:
    """What exemptions are wrongly called, once in each text."""
    told: set[tuple[Said, str, Label]] = set()
    for one, sentence in reading.sentences:
        under = (one.key.about,) if one.key and one.key.about in reading.limbs else ()
        for label in called(sentence, under):
            wrong = tuple(cite for cite in label.cites if _is_wrong(reading, cite, label.label))
            fresh = [cite for cite in wrong if (one, section_of(cite), label.label) not in told]
            told |= {(one, section_of(cite), label.label) for cite in wrong}
            if fresh:
                yield _finding(reading, one, sentence, label, fresh)


def _is_wrong(reading: Reading, cite: str, label: Label) -> bool:
    """Whether no limb that can be meant is what it is called: of a section, those relied on."""
    relied_on = [one for one in reading.cited if section_of(one) == section_of(cite)]
    meant = [cite] if "(" in cite or not relied_on else relied_on
    parliament = body(reading.case) in _HOUSES
    duties = tuple(dict.fromkeys(one.duty for one in reading.limbs.values()))
    return not any(is_right(one, label, reading.case.on, duties, parliament) for one in meant)


def _finding(
    reading: Reading, one: Said, sentence: str, label: Called, wrong: list[str]
) -> Finding:
    advice = (
        f"This calls {sections_words(wrong)} “{label.words}”. "
        f"{what_it_is(wrong[0], reading.case.on, label.label)}"
    )
    source = source_of(wrong[0], label.label)
    return reading.finding(RULE, source, one, sentence, Severity.LOOK_AGAIN, advice)
