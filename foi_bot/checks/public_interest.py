"""Rule `public-interest`: for a qualified limb, factors on both sides and a conclusion that weighs
the right duty (FOIA s2(1)(b), (2)(b), s17(3)); none for an absolute one, and none yet where more
time is taken for it (s17(2)).

Sections 40(5A) and (5B) stand on neither list: practice varies, so what is found there is to be
looked at again, and never has to be mended.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from foi_bot.case import Case, Key
from foi_bot.checks.closed import reasons_are_closed, softened
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.side_words import IRRELEVANT
from foi_bot.checks.substance import ENOUGH, is_empty, is_formula, own_words
from foi_bot.checks.weighed import Weighed, weighed
from foi_bot.checks.words import Reading, Said, phrases, place_of, sentences
from foi_bot.interview.asked import heading, limb_name
from foi_bot.interview.reasons import standing, weighed_for, weighs
from foi_bot.law.act import LawError, look_up
from foi_bot.law.cites import cites_in
from foi_bot.law.limbs import Limb, Standing
from foi_bot.law.needs import Need
from foi_bot.letter.tree import Paragraph

RULE = "public-interest"
CLOSED_LIST = "FOIA s2(3)"
MORE_TIME = "FOIA s10(3), s17(2)"
TOGETHER = "FOIA s2; [2025] UKSC 27"


def check(reading: Reading) -> Iterator[Finding]:
    """What is wrong with the weighing of the public interest, limb by limb and together."""
    for cite in reading.cited:
        found = _limb(reading, cite)
        closed = reasons_are_closed(reading.case, cite)
        yield from (softened(one) for one in found) if closed else found
    yield from _together(reading)


def _limb(reading: Reading, cite: str) -> Iterator[Finding]:
    match standing(reading.case, cite):
        case Standing.ABSOLUTE:
            yield from _none_wanted(reading, cite)
        case Standing.PRACTICE_VARIES:
            yield from _practice_varies(reading, cite)
        case Standing.QUALIFIED if weighs(reading.case, cite):
            yield from _balance(reading, cite)
        case Standing.QUALIFIED:
            yield from _none_yet(reading, cite)


def _practice_varies(reading: Reading, cite: str) -> Iterator[Finding]:
    case = reading.case
    match case.value(Need.BALANCE_OR_WAIVER, cite):
        case "balance":
            for found in _balance(reading, cite):
                yield replace(found, severity=Severity.LOOK_AGAIN)
        case "waiver":
            advice = (
                f"No public interest is weighed for {limb_name(cite)}, by a recorded decision. The "
                "list of absolute exemptions leaves it out: be ready to defend that, or weigh it."
            )
            yield _look_again(case, Key("waiver-reason", cite), "", CLOSED_LIST, advice)
        case _:
            advice = (
                f"Weigh the public interest for {limb_name(cite)}, or record who decided that "
                "none need be weighed, and why."
            )
            key = Key(Need.BALANCE_OR_WAIVER, cite)
            yield _look_again(case, key, "", CLOSED_LIST, advice)


def _balance(reading: Reading, cite: str) -> Iterator[Finding]:
    case, here = reading.case, reading.about(cite)
    scale = weighed(reading.limbs[cite].duty)
    for question in scale.sides:
        yield from _side(case, here, Key(question, cite), scale)
    yield from _decisive(case, here, Key("pit-decisive", cite), scale)
    conclusion = Key("pit-conclusion", cite)
    if case.value(*conclusion) != "outweighs":
        advice = (
            f"{heading(case, conclusion)} excuses you only if the public interest in "
            f"{scale.excuses}. Conclude that it does, or rely on it no longer."
        )
        yield _must_fix(case, conclusion, "", scale, advice)
    elif not _concluded(case, here, scale):
        advice = f"The letter draws no conclusion. It has to say that {scale.conclusion}."
        yield _must_fix(case, conclusion, "", scale, advice)


def _side(case: Case, here: tuple[Said, ...], key: Key, scale: Weighed) -> Iterator[Finding]:
    side = scale.sides[key.question]
    factors = [one for one in here if one.key == key]
    if not factors:
        advice = f"Nothing is weighed {side}. Give at least one factor."
        yield _must_fix(case, key, "", scale, advice)
    for one in factors:
        if is_formula(one.text):
            advice = f"This weighs nothing {side}. Give a factor about this request."
            yield _must_fix(case, key, one.text, scale, advice)
        elif len(own_words(one.text)) < ENOUGH:
            advice = (
                f"Say what it is about {scale.this}: as it stands, this weighs for any request."
            )
            yield _look_again(case, key, one.text, scale.source, advice)
        if key.question == "pit-against" and IRRELEVANT.search(one.text):
            advice = (
                f"{heading(case, key)} protects no interest in this. Only what the "
                "provision protects goes into the scale."
            )
            yield _look_again(case, key, one.text, scale.source, advice)
        if scale.is_wrong(one.text):
            yield _must_fix(case, key, one.text, scale, scale.other_weighed)


def _decisive(case: Case, here: tuple[Said, ...], key: Key, scale: Weighed) -> Iterator[Finding]:
    found = [one for one in here if one.key == key]
    whole = "\n".join(one.text for one in found)
    if not whole:
        advice = "A list is not a balance. Say which factor decided it, and why."
        yield _must_fix(case, key, "", scale, advice)
    elif is_empty(whole) or len(own_words(whole)) < ENOUGH:
        advice = "This only states the result. Say which factor decided it, and why it weighs more."
        yield _must_fix(case, key, found[0].text, scale, advice)
    elif scale.is_wrong(whole):
        yield _must_fix(case, key, found[0].text, scale, scale.other_weighed)


def _concluded(case: Case, here: tuple[Said, ...], scale: Weighed) -> bool:
    """Whether the house's conclusion stands in the letter, or words to its effect."""
    passage = case.house.wording.blocks(scale.passage, {})
    expected = {_text(block) for block in passage if isinstance(block, Paragraph)}
    texts = [one.text for one in here]
    if expected & set(texts):
        return True
    told = [sentence for text in texts for sentence in sentences(text)]
    # What has to outweigh what is told before it is weighed, and concludes nothing.
    return any(scale.concluded.search(one) and not _CONDITION.search(one) for one in told)


def _text(paragraph: Paragraph) -> str:
    return "".join(span.text for span in paragraph.spans).strip()


def _none_wanted(reading: Reading, cite: str) -> Iterator[Finding]:
    """A public interest test under an absolute limb. The defence within section 41, and the balance
    of interests within section 40(2), are none."""
    case = reading.case
    for one in reading.about(cite):
        if one.key is None or one.key.question == Need.PUBLIC_INTEREST_DEFENCE:
            continue
        named = _TEST if one.key.question in _FAIRNESS else _NAMED
        tested = any(
            named.search(sentence) and not _NONE.search(sentence)
            for sentence in sentences(one.text)
        )
        if one.key.question.startswith("pit-") or tested:
            advice = (
                f"{heading(case, one.key)} is absolute: no public interest is weighed under "
                "it. Take this out, or move it to a qualified provision."
            )
            yield _look_again(case, one.key, one.text, CLOSED_LIST, advice)


def _none_yet(reading: Reading, cite: str) -> Iterator[Finding]:
    """A balance that is struck in the letter which takes more time for it."""
    for one in reading.about(cite):
        if one.key and (one.key.question.startswith("pit-") or _STRUCK.search(one.text)):
            advice = (
                "This letter takes more time to weigh the public interest, and here it is weighed. "
                "Take this out, or give the decision now."
            )
            yield _look_again(reading.case, one.key, one.text, MORE_TIME, advice)


def _together(reading: Reading) -> Iterator[Finding]:
    """Interests against that are weighed together: of limbs of one piece, for its duty, and never
    of an absolute one."""
    case, key = reading.case, Key("weighing-together")
    together = [cites for one in reading.decided if len(cites := weighed_for(case, one.id)) > 1]
    if not together or case.value("weighing") != "together":
        return
    text = reading.written(key)
    if not text or is_empty(text) or len(own_words(text)) < ENOUGH:
        advice = (
            "Say what the interests add to each other: that they are weighed together is no reason."
        )
        yield _look_again(case, key, text, TOGETHER, advice)
    for sentence in sentences(text):
        for cite in _absolute_in(reading, sentence):
            advice = (
                f"{limb_name(cite).capitalize()} is absolute: it never goes into the scale. Weigh "
                "the qualified provisions alone."
            )
            yield Finding(
                RULE,
                Severity.MUST_FIX,
                sentence,
                place_of(case, key),
                CLOSED_LIST,
                advice,
                str(key),
            )
    duties = {reading.limbs[cite].duty for cites in together for cite in cites}
    scales = [weighed(duty) for duty in duties]
    if len(scales) == 1 and scales[0].is_wrong(text):
        yield _must_fix(case, key, text, scales[0], scales[0].other_weighed)


def _absolute_in(reading: Reading, sentence: str) -> Iterator[str]:
    """The absolute limbs that a sentence puts into the scale, and does not leave out of it."""
    if _LEFT_OUT.search(sentence):
        return
    for found in cites_in(sentence):
        named = _limb_named(reading, found.cite)
        if named and standing(reading.case, named) is Standing.ABSOLUTE:
            yield found.cite


def _limb_named(reading: Reading, cite: str) -> str:
    try:
        named = look_up(cite, reading.case.on)
    except LawError:
        return ""
    return named.cite if isinstance(named, Limb) else ""


_FAIRNESS = frozenset({"legitimate-interest", "necessary", "less-intrusive", "data-balance"})
"""The steps by which giving personal data is found unlawful: interests are weighed in them, public
ones too, and no public interest test is."""

_CONDITION = phrases("only (?:if|where|when)|unless|(?:must|has to|have to) outweigh")
_NAMED = phrases("public interest")
_TEST = phrases(r"public interest test|maintain\w* the exemption")
_NONE = phrases(
    "no public interest|absolute|without|(?:does|do|is|are|need|needs)(?: not|n[’']t)|no need|never"
)
_STRUCK = phrases(
    r"outweigh\w*",
    r"(?:public interest|balance) (?:\w+ )?(?:favours?|lies|is (?:in favour|against))",
)
_LEFT_OUT = phrases(r"leav\w+|left|aside|apart|absolute|without|not|never|outside|exclud\w+")


def _must_fix(case: Case, key: Key, quote: str, scale: Weighed, advice: str) -> Finding:
    place = place_of(case, key)
    return Finding(RULE, Severity.MUST_FIX, quote, place, scale.source, advice, str(key))


def _look_again(case: Case, key: Key, quote: str, source: str, advice: str) -> Finding:
    place = place_of(case, key)
    return Finding(RULE, Severity.LOOK_AGAIN, quote, place, source, advice, str(key))
