"""Rule `s12-s14-form`: a refusal for cost shows an estimate of the four countable activities that
passes the right limit, names section 12(1) or (2), helps, and is not about the environment; a
request, not a person, is vexatious; what is repeated was complied with; and a notice is spared only
after an earlier one (FOIA s12, s14, s16, s17(5), (6); SI 2004/3244)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from foi_bot.case import Case, Key
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.section_12_words import (
    calls_it_exempt,
    is_about_the_limit,
    perhaps_environmental,
    plainly_environmental,
    uncountable,
)
from foi_bot.checks.section_14_words import (
    calls_the_person_vexatious,
    says_it_was_refused,
    spares_itself_a_notice,
)
from foi_bot.checks.substance import is_empty
from foi_bot.checks.words import Reading, Said, answer, names, place_of
from foi_bot.checks.work_in_words import sums_of_money, times
from foi_bot.interview.estimate import Estimate, estimate, falls_short, pounds
from foi_bot.interview.other_requests import not_complied_with, too_far_apart
from foi_bot.interview.outcome import Outcome
from foi_bot.interview.slices import Slice

RULE = "s12-s14-form"
COUNTED = "SI 2004/3244 reg 4(3)"
LIMIT = "SI 2004/3244 reg 3, reg 4(4)"
HELP = "FOIA s16(1)"
ENVIRONMENT = "EIR 2004 reg 2(1), reg 5(1)"
REQUEST_NOT_PERSON = "FOIA s14(1)"


def check(reading: Reading) -> Iterator[Finding]:
    """What is wrong with the form of a refusal under section 12 or 14."""
    costly = reading.deciding(Outcome.COST)
    if costly:
        yield from _limb(reading)
        yield from _estimate(reading)
        yield from _wrong_limit(reading)
        yield from _together(reading.case)
        yield from _help(reading)
        yield from _environment(reading.case, costly)
        yield from _called_exempt(reading)
    if reading.deciding(Outcome.VEXATIOUS):
        yield from _person(reading)
        yield from _no_reason(reading.case)
    if reading.deciding(Outcome.REPEATED):
        yield from _repeated(reading.case)
    if reading.decides:
        yield from _earlier_notice(reading)


def _limb(reading: Reading) -> Iterator[Finding]:
    """The letter names the limb that was chosen: 12(2) takes away more than 12(1)."""
    chosen = reading.case.words("cost-limb")
    if chosen and any(names(one.text, chosen) for one in reading.ours):
        return
    advice = (
        f"You rely on section {chosen}, and the letter does not say so. Name it: it settles "
        f"whether "
        "you have to say that you hold the information."
        if chosen
        else "Say whether section 12(1) or section 12(2) applies."
    )
    yield _about(reading.case, Key("cost-limb"), "", Severity.MUST_FIX, "FOIA s17(5)", advice)


def _estimate(reading: Reading) -> Iterator[Finding]:
    case, key = reading.case, Key("estimate")
    found = estimate(case)
    value = case.value(*key)
    if found is None or not isinstance(value, tuple):
        advice = (
            "The letter gives no estimate. The Act does not require you to show it, but nobody can "
            "tell without it that the limit is passed, and the regulator will ask for it."
        )
        yield _about(case, key, "", Severity.LOOK_AGAIN, "FOIA s12(1), s16(1)", advice)
        return
    short = falls_short(case, value)
    if short:
        yield _about(case, key, pounds(found.pounds), Severity.MUST_FIX, "FOIA s12(1)", short)
    else:
        yield from _not_shown(reading, found)
    yield from _not_countable(case, found)


def _not_shown(reading: Reading, found: Estimate) -> Iterator[Finding]:
    """An estimate that is known and that the letter does not carry."""
    if any(pounds(found.pounds) in one.text for one in reading.ours):
        return
    advice = (
        f"The estimate comes to {pounds(found.pounds)}, and the letter does not say so. Show the "
        "estimate, or the applicant cannot tell how far to narrow the request."
    )
    key = Key("estimate")
    yield _about(reading.case, key, "", Severity.LOOK_AGAIN, "FOIA s12(1), s16(1)", advice)


def _not_countable(case: Case, found: Estimate) -> Iterator[Finding]:
    """Rows whose words are about work that may not be counted, whatever activity they are under."""
    wrong = [one for one in found.work if uncountable(one.what)]
    if not wrong:
        return
    left = sum((one.minutes for one in found.work if one not in wrong), Fraction(0))
    cost = left / 60 * found.limit.pounds_an_hour
    needed = cost <= found.limit.pounds
    what = uncountable(wrong[0].what)
    advice = f"“{what}” may not be counted, whatever it is called. " + (
        f"Without it the estimate comes to {pounds(cost)}, which is within the limit."
        if needed
        else "The limit is passed without it: take the row out."
    )
    severity = Severity.MUST_FIX if needed else Severity.LOOK_AGAIN
    yield _about(case, Key("estimate"), wrong[0].what, severity, COUNTED, advice)


def _wrong_limit(reading: Reading) -> Iterator[Finding]:
    """A limit in words that is not this authority's: £600 in a council's letter."""
    found = estimate(reading.case)
    if found is None:
        return
    limit = found.limit
    for one, sentence in reading.sentences:
        if not is_about_the_limit(sentence) or _about_others(one):
            continue
        said = [money for money in sums_of_money(sentence) if not money.an_hour]
        if len(said) == 1 and said[0].pounds in _LIMITS - {float(limit.pounds)}:
            advice = (
                f"The limit for an authority such as yours is £{limit.pounds} or "
                f"{limit.hours:g} hours. Put that."
            )
            yield reading.finding(RULE, LIMIT, one, sentence, Severity.MUST_FIX, advice)
        elif _hours_alone(sentence) in _LIMITS_IN_HOURS - {limit.hours}:
            advice = f"For an authority such as yours the limit is {limit.hours:g} hours."
            yield reading.finding(RULE, LIMIT, one, sentence, Severity.MUST_FIX, advice)


_LIMITS = frozenset({450.0, 600.0})
_LIMITS_IN_HOURS = frozenset({18.0, 24.0})


def _hours_alone(sentence: str) -> float:
    """The one time that a sentence states, in hours; 0 where there is none, or several."""
    found = [one for one in times(sentence) if one.unit == "h"]
    return found[0].minutes / 60 if len(found) == 1 else 0.0


def _about_others(one: Said) -> bool:
    """Whether words are the table of the estimate, whose sums are its own."""
    return one.key == Key("estimate")


def _together(case: Case) -> Iterator[Finding]:
    """Costs that are added up are those of requests that the letter names, within 60 working days
    (reg 5)."""
    if case.value("cost-with") not in ("same", "concert"):
        return
    key, source = Key("cost-requests"), "FOIA s12(4); SI 2004/3244 reg 5"
    value = case.value(*key)
    if not isinstance(value, tuple) or not value:
        advice = "Say which other requests are counted: reference, day of receipt and subject."
        yield _about(case, key, "", Severity.LOOK_AGAIN, source, advice)
    elif apart := too_far_apart(case, value):
        yield _about(case, key, "", Severity.MUST_FIX, source, apart)


def _help(reading: Reading) -> Iterator[Finding]:
    case, key = reading.case, Key("within-limit")
    if not is_empty(case.words(*key)) and reading.written(key):
        return
    advice = (
        "Say what you could give within the limit, or how the request could be narrowed. If "
        "nothing "
        "would help, say that and why."
    )
    yield _about(case, key, case.words(*key), Severity.LOOK_AGAIN, HELP, advice)


def _environment(case: Case, costly: tuple[Slice, ...]) -> Iterator[Finding]:
    """There is no section 12 for environmental information: its costs are weighed under regulation
    12(4)(b)."""
    for one in costly:
        words = one.text or one.part.text
        plain = plainly_environmental(words)
        perhaps = plain or perhaps_environmental(words)
        if not perhaps:
            continue
        advice = (
            f"“{perhaps}”: environmental information is answered under the Environmental "
            "Information Regulations, which have no limit on cost. Only regulation 12(4)(b), with "
            "a "
            "public interest test, can excuse you from a burden."
            if plain
            else f"“{perhaps}”: is any of this environmental information? Then the Environmental "
            "Information Regulations apply, and section 12 does not."
        )
        severity = Severity.MUST_FIX if plain else Severity.LOOK_AGAIN
        yield _about(case, Key("outcome", one.id), perhaps, severity, ENVIRONMENT, advice)


def _called_exempt(reading: Reading) -> Iterator[Finding]:
    for one, sentence in reading.sentences:
        if quote := calls_it_exempt(sentence):
            advice = (
                "Section 12 exempts no information: it takes the duty to comply away, whatever the "
                "information is. Say that you do not have to comply."
            )
            yield reading.finding(RULE, "FOIA s12", one, quote, Severity.LOOK_AGAIN, advice)


def _person(reading: Reading) -> Iterator[Finding]:
    for one, sentence in reading.sentences:
        if quote := calls_the_person_vexatious(sentence):
            advice = (
                "Only a request can be vexatious, never the person who makes it. Say what makes "
                "this request so."
            )
            yield reading.finding(RULE, REQUEST_NOT_PERSON, one, quote, Severity.MUST_FIX, advice)


def _no_reason(case: Case) -> Iterator[Finding]:
    grounds = case.value("vexatious-grounds")
    chosen = grounds if isinstance(grounds, tuple) else ()
    keys = [Key(f"vexatious-{ground}") for ground in chosen]
    if any(not is_empty(case.words(*key)) for key in keys):
        return
    advice = (
        "Nothing says why the request is vexatious. Section 17(5) does not ask for reasons, but a "
        "decision without one cannot be reviewed."
    )
    key = keys[0] if keys else Key("vexatious-grounds")
    yield _about(case, key, case.words(*key), Severity.LOOK_AGAIN, "FOIA s14(1), s17(5)", advice)


def _repeated(case: Case) -> Iterator[Finding]:
    key = Key("repeated-earlier")
    value = case.value(*key)
    if not isinstance(value, tuple) or not value:
        advice = "Say which earlier request this one repeats, and when you complied with it."
        yield _about(case, key, "", Severity.MUST_FIX, "FOIA s14(2)", advice)
        return
    if wrong := not_complied_with(case, value):
        yield _about(case, key, "", Severity.MUST_FIX, "FOIA s14(2)", wrong)
    interval = Key("repeated-interval")
    if says_it_was_refused(case.words(*interval)):
        advice = (
            "Section 14(2) is for a request that you have complied with. One that was refused was "
            "not."
        )
        quote = case.words(*interval)
        yield _about(case, interval, quote, Severity.MUST_FIX, "FOIA s14(2)", advice)


def _earlier_notice(reading: Reading) -> Iterator[Finding]:
    """A first refusal under section 14 cannot rely on section 17(6)."""
    case, key = reading.case, Key("earlier-notice")
    if case.value(*key) == "yes" and case.value("earlier-notice-date") is not None:
        return
    for one, sentence in reading.sentences:
        if spares_itself_a_notice(sentence):
            advice = (
                "Section 17(6) spares you a notice only where an earlier one relied on section 14. "
                "The case knows of none: this letter is that notice."
            )
            yield reading.finding(RULE, "FOIA s17(6)", one, sentence, Severity.MUST_FIX, advice)


def _about(
    case: Case, key: Key, quote: str, severity: Severity, source: str, advice: str
) -> Finding:
    """A finding on an answer, to which its button goes."""
    one = Said(quote, str(key))
    return Finding(RULE, severity, quote, place_of(case, key), source, advice, answer(one))
