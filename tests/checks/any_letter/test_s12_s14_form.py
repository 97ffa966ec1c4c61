"""Rule `s12-s14-form` on any letter: cost and vexatiousness (FOIA s12, s14, s16, s17(5), (6);
SI 2004/3244)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_bot.checks.any_letter.s12_s14_form import RULE, check
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.work_in_words import sums_of_money, times
from tests.checks.any_letter.letters import REVIEW, SECTION_50, letter, sheet

MUST_FIX, LOOK_AGAIN = Severity.MUST_FIX, Severity.LOOK_AGAIN

REFUSED = (
    "The council holds this information. Section 12(1) of the Freedom of Information Act 2000 says "
    "that it does not have to comply with a request where it estimates that the cost would exceed "
    "the appropriate limit, which is £450 or 18 hours of work at £25 an hour. We refuse your "
    "request on this ground."
)
WORK = (
    "We would have to locate 900 job sheets, which would take 5 hours, and to extract what each "
    "contractor was paid, which at 2 minutes a sheet would take 30 hours. In total this would take "
    "35 hours, or £875."
)
HELP = "We could tell you what one contractor was paid in one year, if you narrow your request."


def found(*body: str, request: str = "") -> list[Finding]:
    """What the rule finds in a letter of Northvale Council with these paragraphs."""
    told = check(sheet(letter(*body, REVIEW, SECTION_50), request))
    return [one for one in told if isinstance(one, Finding)]


def refused(
    work: str = WORK, decision: str = REFUSED, help_: str = HELP, request: str = ""
) -> list[Finding]:
    """What the rule finds in a refusal for cost."""
    return found(decision, work, help_, request=request)


def test_a_refusal_that_shows_its_estimate_and_helps_is_in_order() -> None:
    assert refused() == []


@pytest.mark.parametrize(
    "work",
    [
        WORK.replace("35 hours, or £875", "53 hours, or £1,325"),
        WORK.replace("£875", "£1,875"),
        WORK.replace("35 hours, or £875", "£2,000"),
        "There are 900 job sheets at 2 minutes each, which is 60 hours in total.",
        "Locating the job sheets: 5 hours.\n\nExtracting the sums paid: 30 hours.\n\n"
        "Total: 45 hours.",
        "* Locating the job sheets: 5 hours\n* Retrieving the job sheets: 9 hours\n"
        "* Extracting the sums paid: 30 hours\n* Total: 54 hours",
    ],
)
def test_an_estimate_that_does_not_add_up_is_wrong(work: str) -> None:
    [finding] = refused(work)
    assert (finding.rule, finding.severity) == (RULE, MUST_FIX), finding
    assert "contradicts itself" in finding.advice


@pytest.mark.parametrize(
    "work",
    [
        "To read 1,000 job sheets at 2 minutes each would take about 33 hours.",
        "There are 5,210 job sheets. At three minutes each this comes to 260 hours.",
        "It would take between 40 and 50 hours to locate and extract this from 900 job sheets.",
        "Locating the sheets would take 4.5 hours and reading them 28.5 hours: 33 hours in all.",
        "One officer would need two weeks to go through 3,000 job sheets.",
        "Reading each of 1,200 sheets takes a minute and a half, which is 30 hours in total. A "
        "trial on ten sheets took 15 minutes.",
        "It takes 10 minutes to open a file. There are 640 files, so more than 100 hours would be "
        "needed, far above the limit of 18 hours.",
        "We searched for two hours and had looked through 50 of the 2,000 job sheets. We estimate "
        "that the whole would take 80 hours.",
    ],
)
def test_rounded_figures_and_other_ways_of_saying_it_are_in_order(work: str) -> None:
    assert refused(work) == []


@pytest.mark.parametrize(
    "work",
    [
        "To locate and extract the sums from 300 job sheets would take 15 hours in total.",
        "Altogether we estimate the cost at £400.",
        "In total this comes to 18 hours of work.",
        "In total this would take two working days.",
    ],
)
def test_an_estimate_within_the_limit_carries_no_refusal(work: str) -> None:
    assert [f.severity for f in refused(work)] == [MUST_FIX]


@pytest.mark.parametrize(
    "limit",
    ["£600 or 24 hours of work at £25 an hour", "£600", "24 hours", "3.5 working days (24 hours)"],
)
def test_a_councils_limit_is_that_of_a_council(limit: str) -> None:
    decision = REFUSED.replace("£450 or 18 hours of work at £25 an hour", limit)
    [finding] = refused(decision=decision)
    assert (finding.severity, "£450" in finding.advice) == (MUST_FIX, True)


def test_one_limit_is_not_stated_in_two_ways() -> None:
    decision = REFUSED.replace("£450 or 18 hours", "£450 or 24 hours")
    [finding] = refused(decision=decision)
    assert (finding.severity, "not the same limit" in finding.advice) == (MUST_FIX, True)


def test_both_limits_may_be_told_to_explain_which_applies() -> None:
    more = "The limit is £600 for central government and £450 for all other bodies."
    assert refused(decision=f"{REFUSED} {more}") == []


@pytest.mark.parametrize(
    ("work", "severity"),
    [
        ("Locating the sheets: 4 hours. Redacting names: 16 hours. Total: 20 hours.", MUST_FIX),
        (f"{WORK} This includes the time needed to redact names.", LOOK_AGAIN),
        (f"{WORK} We have not counted the time needed to redact names.", None),
        (f"{WORK} The Regulations do not let us count the time to redact.", None),
    ],
)
def test_redaction_is_no_work_that_may_be_counted(work: str, severity: str | None) -> None:
    assert [f.severity for f in refused(work)] == ([severity] if severity else [])


def test_the_limb_is_named() -> None:
    [finding] = refused(decision=REFUSED.replace("Section 12(1)", "Section 12"))
    assert (finding.severity, finding.quote) == (LOOK_AGAIN, "Section 12")


def test_nothing_is_exempt_under_section_12() -> None:
    [finding] = refused(decision=f"{REFUSED} It is therefore exempt under section 12(1).")
    assert finding.severity is LOOK_AGAIN


def test_a_refusal_without_help_is_looked_at_again() -> None:
    [finding] = refused(help_="The request is therefore refused.")
    assert (finding.severity, finding.source) == (LOOK_AGAIN, "FOIA s16(1)")


@pytest.mark.parametrize(
    ("asked", "severity"),
    [
        ("Please send all air quality readings for Mill Lane.", MUST_FIX),
        ("Please send all e-mails about fly-tipping.", MUST_FIX),
        ("Please send all e-mails about noise in Mill Lane.", LOOK_AGAIN),
        ("Please say what each contractor was paid.", None),
    ],
)
def test_section_12_is_not_for_environmental_information(asked: str, severity: str | None) -> None:
    assert [f.severity for f in refused(request=asked)] == ([severity] if severity else [])


VEXATIOUS = (
    "We refuse your request under section 14(1) of the Freedom of Information Act 2000 because it "
    "is vexatious."
)
WHY = (
    "You have sent us 40 requests about one bench since 2021, and have called the foreman a thief. "
    "To answer this one would be a burden out of proportion to its value."
)


def test_a_vexatious_request_refused_with_a_reason_is_in_order() -> None:
    assert found(VEXATIOUS, WHY) == []
    assert found(VEXATIOUS, f"{WHY} We do not say that you are vexatious.") == []


@pytest.mark.parametrize(
    "words",
    [
        "We consider you to be vexatious.",
        "You are a vexatious requester.",
        "The council has deemed you vexatious.",
        "We regard you as a vexatious applicant.",
    ],
)
def test_a_person_is_never_vexatious(words: str) -> None:
    [finding] = found(VEXATIOUS, WHY, words)
    assert (finding.severity, finding.quote) == (MUST_FIX, words)


def test_a_request_is_called_vexatious_for_a_reason() -> None:
    [finding] = found(VEXATIOUS)
    assert finding.severity is LOOK_AGAIN


REPEATED = (
    "We refuse your request under section 14(2) of the Freedom of Information Act 2000 because it "
    "repeats your earlier request, which is substantially similar."
)


@pytest.mark.parametrize(
    ("words", "severity"),
    [
        ("You made that request on 3 January 2024, and we answered it on 17 January 2024.", None),
        ("Nothing has changed since.", LOOK_AGAIN),
        ("You made that request on 3 January 2024. We refused it under section 43(2).", MUST_FIX),
    ],
)
def test_a_repeated_request_repeats_one_that_was_complied_with(
    words: str, severity: str | None
) -> None:
    assert [f.severity for f in found(REPEATED, words)] == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("words", "severity"),
    [
        ("Under section 17(6) we are not required to issue a refusal notice.", MUST_FIX),
        ("Under section 17(6) we need not send a notice if you make further requests.", None),
        ("Section 17(6) means that we will not give further notices.", None),
        (
            "On 3 May 2023 we gave you a notice that relied on section 14. Under section 17(6) we "
            "are not required to issue another.",
            None,
        ),
        (
            "We told you in our refusal notice of 3 May 2023 that we relied on section 14. Section "
            "17(6) applies and we do not have to give you a notice.",
            None,
        ),
    ],
)
def test_a_notice_is_spared_only_after_an_earlier_one(words: str, severity: str | None) -> None:
    assert [f.severity for f in found(VEXATIOUS, WHY, words)] == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("26 hours", 1560),
        ("half an hour", 30),
        ("a minute and a half", 1.5),
        ("twenty-six hours", 1560),
        ("1 hour 40 minutes", 100),
        ("one and a half hours", 90),
        ("3½ hours", 210),
        ("24 staff-hours", 1440),
    ],
)
def test_working_time_is_read_as_people_write_it(words: str, minutes: float) -> None:
    [one] = times(f"It takes {words}.")
    assert (one.minutes, one.each) == (minutes, False)


def test_a_rate_is_no_time_and_no_cost() -> None:
    assert times("£25 an hour") == []
    assert [one.an_hour for one in sums_of_money("£25 per person per hour")] == [True]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=400), st.sampled_from([WORK, VEXATIOUS, REPEATED]))
def test_any_text_is_judged_and_every_quotation_is_the_letters(words: str, ground: str) -> None:
    read = sheet(letter(REFUSED, f"{ground} {words}", REVIEW))
    said = [" ".join(piece.text.split()) for piece in read.ours]
    said += ["  ".join(cell for cell in row if cell) for piece in read.ours for row in piece.rows]
    for one in check(read):
        if isinstance(one, Finding) and one.quote:
            assert any(" ".join(one.quote.split()) in " ".join(text.split()) for text in said)


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("two hours to locate, six and a half hours at a minute each", [2.0, 6.5]),
        ("from each thirteen hours at two minutes", [13.0]),
        ("thirteen hours, allowing two minutes for each", [13.0]),
        ("for each, thirteen minutes", []),
        ("at six minutes a file, 26 hours", [26.0]),
    ],
)
def test_hours_at_so_many_minutes_are_the_hours_of_them_all(words: str, hours: list[float]) -> None:
    assert [one.minutes / 60 for one in times(words) if not one.each] == hours
