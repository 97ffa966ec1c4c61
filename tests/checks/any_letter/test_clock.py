"""Rule `clock` on any letter: in time or sorry, and more time for qualified exemptions only
(FOIA ss10, 17(2))."""

from __future__ import annotations

import pytest

from foi_bot.checks.any_letter.clock import IN_TIME, MORE_TIME, UNTIL, check
from foi_bot.checks.any_letter.sheet import CannotTell
from foi_bot.checks.finding import Finding, Severity
from tests.checks.any_letter import letters
from tests.checks.any_letter.letters import REFUSAL, letter

ANSWER = "The council mended 41 benches and pays each contractor £300."


def found(text: str) -> list[tuple[Severity, str]]:
    told = check(letters.sheet(text))
    return [(one.severity, one.source) for one in told if isinstance(one, Finding)]


@pytest.mark.parametrize(
    ("received", "dated", "late"),
    [
        # Monday 26 February 2024: 18 March (Northern Ireland) does not count.
        ("26 February 2024", "26 March 2024", False),
        ("26 February 2024", "27 March 2024", True),
        # 2018: 19 March (Northern Ireland), Good Friday, Easter Monday.
        ("13 March 2018", "13 April 2018", False),
        ("13 March 2018", "16 April 2018", True),
    ],
)
def test_the_twentieth_working_day_is_in_time(received: str, dated: str, late: bool) -> None:
    told = found(letter(ANSWER, received=received, dated=dated))
    assert told == ([(Severity.MUST_FIX, IN_TIME)] if late else [])


@pytest.mark.parametrize(
    "word",
    [
        "I apologise for the delay in replying.",
        "We are sorry that this is late.",
        "Please accept my apologies for not answering within 20 working days.",
    ],
)
def test_a_late_letter_that_is_sorry_is_in_order(word: str) -> None:
    assert found(letter(word, ANSWER, dated="3 May 2024")) == []


def test_a_late_letter_that_is_not_sorry_is_to_be_looked_at() -> None:
    told = found(
        letter(
            "We did not manage to answer within the 20 working days that the Act allows.",
            ANSWER,
            dated="3 May 2024",
        )
    )
    assert told == [(Severity.LOOK_AGAIN, IN_TIME)]


def test_the_count_is_left_alone_where_the_time_ran_from_another_day() -> None:
    clarified = "You clarified your request on 12 April 2024."
    told = list(check(letters.sheet(letter(clarified, ANSWER, dated="3 May 2024"))))
    assert [type(one) for one in told] == [CannotTell]


def test_a_delay_in_the_reasons_does_not_make_a_late_letter_say_so() -> None:
    reason = REFUSAL.replace("fewer and dearer bids", "delayed and dearer bids")
    assert found(letter(reason, dated="3 May 2024")) == [(Severity.MUST_FIX, IN_TIME)]


EXTENSION = (
    "The information is exempt under section {cite} of the Act. We have not yet decided where the "
    "balance of the public interest lies, and under section 10(3) we are extending the time for "
    "our answer{until}."
)


@pytest.mark.parametrize(
    "until",
    [
        ". We expect to write to you by 23 April 2024",
        " by a further 20 working days",
        ", and hope to answer by the end of April",
    ],
)
def test_an_extension_that_names_a_day_is_in_order(until: str) -> None:
    assert found(letter(EXTENSION.format(cite="43(2)", until=until))) == []


def test_an_extension_without_a_day_lacks_the_estimate() -> None:
    assert found(letter(EXTENSION.format(cite="43(2)", until=""))) == [(Severity.MUST_FIX, UNTIL)]


@pytest.mark.parametrize("cite", ["41(1)", "41", "21", "44(1)(a)", "32(1)(a)"])
def test_no_time_is_extended_for_an_absolute_exemption(cite: str) -> None:
    until = " until 23 April 2024"
    told = found(letter(EXTENSION.format(cite=cite, until=until)))
    assert told == [(Severity.MUST_FIX, MORE_TIME)]


@pytest.mark.parametrize("cite", ["40(2)", "31(1)(a)", "36(2)(b)(i)", "22(1)"])
def test_time_may_be_extended_where_a_public_interest_can_be_weighed(cite: str) -> None:
    assert found(letter(EXTENSION.format(cite=cite, until=" until 23 April 2024"))) == []


def test_time_taken_under_section_10_3_is_an_extension_in_whatever_words() -> None:
    taken = (
        "The report is exempt under section 41(1). The Council has to think further about the "
        "public interest in this. Under section 10(3) we are allowed the time that is reasonable "
        "for that, and will write by 23 April 2024."
    )
    assert found(letter(taken)) == [(Severity.MUST_FIX, MORE_TIME)]
