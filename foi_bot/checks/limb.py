"""Rule `limb`: what is relied on exists, is law on the letter's date, is of the right kind, and is
named exactly (FOIA s17(1)(b)). In the decision, and in the words of the reasons."""

from __future__ import annotations

from collections.abc import Iterator

from foi_bot.case import Case, Key
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.words import Reading, Said, answer, names, phrases, sentences
from foi_bot.interview.asked import body, heading, limb_name
from foi_bot.law.act import (
    InexactLimbError,
    LawError,
    NotInForceError,
    UnknownProvisionError,
    limb,
    limbs_in_force,
    look_up,
)
from foi_bot.law.cites import BadCiteError, cites_in, section_of, sections_words
from foi_bot.law.limbs import Duty, Limb

RULE = "limb"
SOURCE = "FOIA s17(1)(b)"


def check(reading: Reading) -> Iterator[Finding]:
    """What is wrong with the provisions that a letter relies on or argues."""
    for part in reading.silent:
        yield from _relied_on(reading, Key("limbs", part.id))
    for one in reading.ours:
        for sentence in sentences(one.text):
            yield from _in_words(reading, one, sentence)


def _relied_on(reading: Reading, key: Key) -> Iterator[Finding]:
    case = reading.case
    chosen = case.value(*key)
    if not isinstance(chosen, tuple) or not chosen:
        yield _must_fix(
            case,
            key,
            "",
            "The letter has to name the exact provision that excuses you from confirming or "
            "denying. Choose at least one.",
        )
        return
    for cite in chosen:
        wrong = _wrong_with(case, cite)
        if wrong:
            yield _must_fix(case, key, limb_name(cite), wrong)
        elif not any(names(one.text, cite) for one in reading.ours):
            yield _must_fix(
                case, key, "", f"The letter relies on {limb_name(cite)} and has to name it."
            )


def _wrong_with(case: Case, cite: str) -> str:
    """Why a provision cannot excuse from confirming or denying in this letter, or ""."""
    try:
        relied_on = limb(cite, on=case.on)
    except (LawError, BadCiteError) as error:
        return f"{str(error).rstrip('.')}. Choose the provisions again."
    if not relied_on.is_ncnd:
        instead = _ncnd_of(case, relied_on.section)
        other = f"; in this section {instead} can" if instead else ""
        return (
            f"Section {cite} lets you withhold information. It does not excuse you from saying "
            f"whether you hold it{other}."
        )
    if not relied_on.open_to(body(case)):
        return f"Section {cite} is not open to a body like yours. Choose the provisions again."
    return ""


def _ncnd_of(case: Case, section: str) -> str:
    found = limbs_in_force(case.on, duty=Duty.CONFIRM_OR_DENY, section=section)
    return sections_words([one.cite for one in found], "or") if found else ""


def _in_words(reading: Reading, one: Said, sentence: str) -> Iterator[Finding]:
    for found in cites_in(sentence):
        try:
            named = look_up(found.cite, reading.case.on)
        except UnknownProvisionError as error:
            advice = f"{error} If it is in another Act, name that Act."
            yield _finding(reading, one, sentence, Severity.NOTE, advice)
        except InexactLimbError as error:
            if one.key and _argues(sentence):
                yield from _inexact(reading, one, sentence, error)
        except LawError as error:
            instead = "" if isinstance(error, NotInForceError) else " Cite what is meant instead."
            yield _finding(reading, one, sentence, _weight(reading, one), f"{error}{instead}")
        else:
            if one.key and isinstance(named, Limb) and _argues(sentence):
                yield from _limb_in_words(reading, one, sentence, named)


def _inexact(
    reading: Reading, one: Said, sentence: str, error: InexactLimbError
) -> Iterator[Finding]:
    """A section argued as a whole. Where the decision names one of its limbs exactly, the reader
    can tell which is meant, so it is a matter of wording."""
    exact = [cite for cite in reading.cited if section_of(cite) == section_of(error.cite)]
    if exact:
        advice = f"Say {sections_words(exact, 'or')}, as the decision does."
        yield _finding(reading, one, sentence, Severity.LOOK_AGAIN, advice)
    else:
        advice = (
            f"This argues section {error.cite}, on which the letter does not rely. Name the exact "
            "provision and rely on it, with reasons, or take the sentence out."
        )
        yield _finding(reading, one, sentence, _weight(reading, one), advice)


def _limb_in_words(reading: Reading, one: Said, sentence: str, named: Limb) -> Iterator[Finding]:
    """An exact limb that an officer argues, though the decision does not rely on it."""
    relied_on = [limb(cite, on=reading.case.on) for cite in reading.cited]
    if named.cite in [each.cite for each in relied_on]:
        return
    rests = [each for each in relied_on if each.choices and each.choices.find(named.cite)]
    if rests:
        yield from _other_choice(reading, one, sentence, named, rests[0])
        return
    beside = any(each.section == named.section for each in relied_on)
    if named.is_ncnd:
        advice = (
            f"The decision does not rely on section {named.cite}. Rely on it, with reasons of its "
            "own, or take the sentence out."
        )
    else:
        advice = (
            f"Section {named.cite} is about withholding information, and here nothing is withheld: "
            "the question is whether to say that it is held. Argue that, or take the sentence out."
        )
    severity = Severity.LOOK_AGAIN if beside else _weight(reading, one)
    yield _finding(reading, one, sentence, severity, advice)


def _other_choice(
    reading: Reading, one: Said, sentence: str, named: Limb, rests: Limb
) -> Iterator[Finding]:
    chosen = str(rests.choices and reading.case.words(str(rests.choices.need), rests.cite))
    if chosen and not chosen.startswith(named.cite) and not named.cite.startswith(chosen):
        advice = f"You chose section {chosen} for section {rests.cite}; here another one is argued."
        yield _finding(reading, one, sentence, Severity.LOOK_AGAIN, advice)


def _weight(reading: Reading, one: Said) -> Severity:
    """In reasons and in house wording a wrong provision is wrong; what an officer gives as an
    answer may well speak of another Act's."""
    given = one.key is not None and not reading.argues(one)
    return Severity.LOOK_AGAIN if given else Severity.MUST_FIX


def _argues(sentence: str) -> bool:
    """Whether a sentence argues a provision, rather than naming or ruling it out."""
    return bool(_ARGUES.search(sentence)) and not _RULED_OUT.search(sentence)


_ARGUES = phrases(
    r"rel(?:y|ies|ied|ying|iance)|engag\w+|exempt\w*|appl(?:y|ies|ied)|by virtue of|fall\w*",
    r"covered|under|refus\w+|excus\w+|within|protect\w*|withh\w+|remov\w+",
)
_RULED_OUT = phrases(
    r"(?:not|no longer|never|nor|neither)[^,;.]*(?:rel(?:y|ied|ies|ying)|engag\w+|appl\w+|fall\w*"
    r"|argu\w+|under|within)",
    "(?:is|does|do) not",
)


def _must_fix(case: Case, key: Key, quote: str, advice: str) -> Finding:
    return Finding(RULE, Severity.MUST_FIX, quote, heading(case, key), SOURCE, advice, str(key))


def _finding(reading: Reading, one: Said, quote: str, severity: Severity, advice: str) -> Finding:
    if not one.key:
        advice += " These words are the house's: tell whoever keeps the house pack."
    return Finding(RULE, severity, quote, reading.place(one), SOURCE, advice, answer(one))
