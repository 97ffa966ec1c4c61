"""Rule `rights`: how to have the decision reviewed, the right under section 50, and the regulator's
details as they were on the letter's date, in every notice of refusal (FOIA s17(7)): whatever it
refuses for, and if it only takes more time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foi_bot.case import Case
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.words import Reading, Said
from foi_bot.interview.kind import LetterKind, letter_kind
from foi_bot.law.days_in_words import long_date
from foi_bot.law.regulator import NoRegulatorError, Regulator, regulator
from foi_bot.letter.compose import contact
from foi_bot.letter.passages import of_the_law
from foi_bot.letter.tree import Paragraph

RULE = "rights"
REVIEW = "FOIA s17(7)(a)"
REGULATOR = "FOIA s17(7)(b), s50(1)"


def check(reading: Reading) -> Iterator[Finding]:
    """What a letter fails to tell about complaining. A letter that refuses nothing is no notice of
    refusal: there the particulars are good practice, and leaving them out is noted only. One that
    decides nothing need not tell them, and the reply to a review has had its review."""
    if not reading.decides:
        return
    severity = Severity.MUST_FIX if reading.refused else Severity.NOTE
    told = "\n".join(one.text for one in _told(reading))
    if letter_kind(reading.case) is not LetterKind.REVIEW:
        yield from _review(reading.case, told, severity)
    yield from _section_50(reading.case, told, severity)


def _told(reading: Reading) -> Iterator[Said]:
    """The house's own words, but for the way to ask about the letter, which is no complaint."""
    case = reading.case
    passed = {_text(block) for block in contact(case) if isinstance(block, Paragraph)}
    passed |= {"\n".join(case.house.letterhead), "\n".join(case.house.sign_off)}
    return (one for one in reading.ours if one.key is None and one.text not in passed)


def _review(case: Case, told: str, severity: Severity) -> Iterator[Finding]:
    review = case.house.review
    if not _any_in(told, (review.email, review.address)):
        advice = (
            f"Say how the decision can be reviewed: to write to {review.email} or to "
            f"{review.address}, and by when."
        )
        yield _finding(severity, REVIEW, "", advice)


def _section_50(case: Case, told: str, severity: Severity) -> Iterator[Finding]:
    try:
        to = regulator(on=case.on)
    except NoRegulatorError as error:
        advice = f"{error}. Add the right under section 50 and the regulator's details by hand."
        yield _finding(severity, REGULATOR, "", advice)
        return
    name, office = of_the_law(case, to.name), of_the_law(case, to.office)
    # The office has the regulator's name in its own, and is not who decides.
    named = name in told.replace(office, "")
    if not named or not re.search(r"(?<![\w.])50(?![\w.-]\d)", told):
        advice = f"Say that section 50 gives the right to apply to the {name} for a decision."
        yield _finding(severity, REGULATOR, "", advice)
        return
    yield from _details(case, to, told, severity)


def _details(case: Case, to: Regulator, told: str, severity: Severity) -> Iterator[Finding]:
    """Whether the regulator can be reached by what the letter says, on the day it says it."""
    if not _any_in(told, (to.web, to.telephone, to.address[-1])):
        advice = f"Say how to reach the {to.name}: {to.web}, telephone {to.telephone}."
        yield _finding(severity, REGULATOR, "", advice)
    day = long_date(case.on)
    for found in _AT_THE_REGULATOR.finditer(told):
        written = found[0].rstrip(".,;)")
        if not any(_same(written, one) for one in (to.web, *to.also)):
            advice = f"On {day} complaints were made at {to.web}. Give that address."
            yield _finding(severity, REGULATOR, written, advice)
    # Details of the past stay as they were; those of today somebody has to look up.
    doubtful = to.needs_a_look(case.on) if to.in_force.end is None else ()
    if doubtful:
        advice = (
            f"Look up the regulator's {' and '.join(doubtful)} before the letter goes: what the "
            f"program knows was last looked at on {long_date(to.verified_on)}."
        )
        yield _finding(Severity.NOTE, REGULATOR, "", advice)


def _same(written: str, web: str) -> bool:
    """Whether an address is the regulator's for complaints, or the front page of its site."""
    bare = re.sub(r"^https?://(?:www\.)?", "", written).rstrip("/")
    return bare in (re.sub(r"^https?://(?:www\.)?", "", web).rstrip("/"), "ico.org.uk")


_AT_THE_REGULATOR = re.compile(
    r"https?://(?:www\.)?ico\.(?:org|gov)\.uk[^\s>]*|[\w.+-]+@ico\.[\w.]+", re.IGNORECASE
)


def _any_in(told: str, wanted: tuple[str, ...]) -> bool:
    spaced = re.sub(r"\s+", " ", told)
    return any(re.sub(r"\s+", " ", one) in spaced for one in wanted)


def _text(paragraph: Paragraph) -> str:
    return "".join(span.text for span in paragraph.spans).strip()


def _finding(severity: Severity, source: str, quote: str, advice: str) -> Finding:
    return Finding(RULE, severity, quote, "Review and complaint", source, advice)
