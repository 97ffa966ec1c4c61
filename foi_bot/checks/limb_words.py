"""The provisions that the words of a letter name: whether they are law, and whether an officer
argues what the decision relies on (FOIA s17(1)(b)). Part of the rule `limb`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.words import Reading, Said, phrases
from foi_bot.law.act import (
    InexactLimbError,
    LawError,
    NotInForceError,
    UnknownProvisionError,
    look_up,
)
from foi_bot.law.cites import cites_in, section_of, sections_words
from foi_bot.law.limbs import How, Limb

RULE = "limb"
SOURCE = "FOIA s17(1)(b)"


def in_words(reading: Reading) -> Iterator[Finding]:
    """What is wrong with the provisions that the letter's own words name, in English."""
    if not reading.is_in_english:
        return
    for one, sentence in reading.sentences:
        found = [each.cite for each in cites_in(sentence)]
        for cite in found:
            yield from _named(reading, one, sentence, cite)
        if one.key and len(found) > 1:
            yield from _both_apply(reading, one, sentence, found)


def _named(reading: Reading, one: Said, sentence: str, cite: str) -> Iterator[Finding]:
    try:
        named = look_up(cite, reading.case.on)
    except UnknownProvisionError as error:
        advice = f"{error} If it is in another Act, name that Act."
        yield reading.finding(RULE, SOURCE, one, sentence, Severity.NOTE, advice)
    except InexactLimbError as error:
        if _is_argued(one, sentence):
            yield from _inexact(reading, one, sentence, error)
    except LawError as error:
        instead = "" if isinstance(error, NotInForceError) else " Cite what is meant instead."
        yield reading.finding(
            RULE, SOURCE, one, sentence, _weight(reading, one), f"{error}{instead}"
        )
    else:
        if isinstance(named, Limb) and _is_argued(one, sentence):
            yield from _limb(reading, one, sentence, named)


def _inexact(
    reading: Reading, one: Said, sentence: str, error: InexactLimbError
) -> Iterator[Finding]:
    """A section argued as a whole. Where the decision names one of its limbs exactly, the reader
    can tell which is meant, so it is a matter of wording."""
    here = _here(reading, one)
    exact = [cite for cite in reading.cited if cite in here]
    exact = [cite for cite in exact if section_of(cite) == section_of(error.cite)]
    if exact:
        advice = f"Say {sections_words(exact, 'or')}, as the decision does."
        yield reading.finding(RULE, SOURCE, one, sentence, Severity.LOOK_AGAIN, advice)
    else:
        advice = (
            f"This argues section {error.cite}, on which the letter does not rely. Name the exact "
            "provision and rely on it, with reasons, or take the sentence out."
        )
        yield reading.finding(RULE, SOURCE, one, sentence, _weight(reading, one), advice)


def _limb(reading: Reading, one: Said, sentence: str, named: Limb) -> Iterator[Finding]:
    """An exact limb that an officer argues: whether the decision relies on it, and for this."""
    here = _here(reading, one)
    if named.cite in here:
        return
    relied_on = [reading.limbs[cite] for cite in here]
    rests = [each for each in relied_on if each.choices and each.choices.find(named.cite)]
    if rests:
        yield from _other_choice(reading, one, sentence, named, rests[0])
    elif named.cite in reading.limbs:
        advice = (
            f"Section {named.cite} is relied on for another piece of the request, not for this "
            "one. Argue what is relied on here, or take the sentence out."
        )
        yield reading.finding(RULE, SOURCE, one, sentence, Severity.LOOK_AGAIN, advice)
    else:
        beside = any(each.section == named.section for each in relied_on)
        severity = Severity.LOOK_AGAIN if beside else _weight(reading, one)
        yield reading.finding(
            RULE, SOURCE, one, sentence, severity, _not_relied_on(reading, one, named)
        )


def _here(reading: Reading, one: Said) -> frozenset[str]:
    """The limbs that words may argue: reasons those of their own piece, other words any."""
    if one.key is not None and reading.argues(one):
        return reading.beside(one.key.about)
    return frozenset(reading.cited)


def _not_relied_on(reading: Reading, one: Said, named: Limb) -> str:
    """What to do about a limb that is argued and not relied on."""
    if reading.argues_silence(one) and not named.is_ncnd:
        return (
            f"Section {named.cite} is about withholding information, and here nothing is withheld: "
            "the question is whether to say that it is held. Argue that, or take the sentence out."
        )
    if reading.argues(one) and not reading.argues_silence(one) and named.is_ncnd:
        return (
            f"Section {named.cite} is about saying whether information is held, and here it is "
            "said to be held: the question is whether to give it. Argue that, or take the sentence "
            "out."
        )
    if reading.is_interim:
        return (
            f"This letter decides nothing yet, so it cannot rely on section {named.cite}. Take the "
            "sentence out, or write the response."
        )
    return (
        f"The decision does not rely on section {named.cite}. Rely on it, with reasons of its own, "
        "or take the sentence out."
    )


def _other_choice(
    reading: Reading, one: Said, sentence: str, named: Limb, rests: Limb
) -> Iterator[Finding]:
    chosen = str(rests.choices and reading.case.words(str(rests.choices.need), rests.cite))
    if chosen and not chosen.startswith(named.cite) and not named.cite.startswith(chosen):
        advice = f"You chose section {chosen} for section {rests.cite}; here another one is argued."
        yield reading.finding(RULE, SOURCE, one, sentence, Severity.LOOK_AGAIN, advice)


def _both_apply(
    reading: Reading, one: Said, sentence: str, named: Sequence[str]
) -> Iterator[Finding]:
    """Two limbs of which the same information can meet only one, said to apply both. Relying on
    each in the alternative is right, and the house's words say so."""
    if not _BOTH.search(sentence) or _ALTERNATIVE.search(sentence):
        return
    for this in reading.limbs.values():
        for beside in this.beside:
            pair = (section_of(this.cite), section_of(beside.cite))
            told = {section_of(cite) for cite in named}
            barred = any(section_of(cite) == pair[1] for cite in this.not_if_exempt_under)
            if beside.how is How.ALTERNATIVE and barred and told.issuperset(pair):
                advice = (
                    f"The same information cannot be exempt under section {pair[1]} and section "
                    f"{pair[0]}: section {this.cite} covers only what section {pair[1]} does not. "
                    "Say “in the alternative”, and argue each by itself."
                )
                yield reading.finding(RULE, SOURCE, one, sentence, Severity.LOOK_AGAIN, advice)
                return


def _weight(reading: Reading, one: Said) -> Severity:
    """In reasons and in house wording a wrong provision is wrong; what an officer gives as an
    answer may well speak of another Act's."""
    given = one.key is not None and not reading.argues(one)
    return Severity.LOOK_AGAIN if given else Severity.MUST_FIX


def _is_argued(one: Said, sentence: str) -> bool:
    """Whether an officer's sentence argues a provision, rather than naming or ruling it out. What
    is said about an earlier decision names that one's provisions."""
    if one.key is None or one.key.question in _ABOUT_ANOTHER_DECISION:
        return False
    return bool(_ARGUES.search(sentence)) and not _RULED_OUT.search(sentence)


_ABOUT_ANOTHER_DECISION = frozenset({"complaint", "review-faults", "review-changes"})
_ARGUES = phrases(
    r"rel(?:y|ies|ied|ying|iance)|engag\w+|exempt\w*|appl(?:y|ies|ied)|by virtue of|fall\w*",
    r"covered|under|refus\w+|excus\w+|within|protect\w*|withh\w+|remov\w+",
)
_RULED_OUT = phrases(
    r"(?:not|no longer|never|nor|neither)[^,;.]*(?:rel(?:y|ied|ies|ying)|engag\w+|appl\w+|fall\w*"
    r"|argu\w+|under|within)",
    "(?:is|does|do) not",
)
_BOTH = phrases("both|also|as well(?: as)?|in addition|together|each")
_ALTERNATIVE = phrases(
    r"alternativ\w*|either|not both|(?:only|just) one|if (?:it|this|they) \w+ not"
)
