"""Reasons are about the request that they answer, and names and references are the letter's own."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_bot.checks.any_letter.foreign_matter import RULE, check
from foi_bot.checks.any_letter.sheet import CannotTell, Sheet
from foi_bot.checks.finding import Finding, Severity
from foi_bot.letter.read import read

MUST_FIX, LOOK_AGAIN = Severity.MUST_FIX, Severity.LOOK_AGAIN
TODAY = date(2026, 11, 22)

BENCHES = "How many benches are there in Merrow Gardens, and which firm repaired them in 2023?"


def letter(harm: str, asked: str = BENCHES, *, quoting: str = "MC/2024/0117") -> str:
    """A refusal under section 31(1)(a) with one paragraph of harm."""
    return f"""\
Merrow Council
Town Hall, Merrow ME1 1AA

Our reference: MC/2024/0117
12 March 2024

Dear Ms Sample

Thank you for your request, which we received on 1 March 2024. You asked:

"{asked}"

Decision

We hold this information. We are withholding it under section 31(1)(a) of the Freedom of
Information Act 2000.

Harm

Disclosure would be likely to prejudice the prevention of crime. {harm}

Public interest in disclosure

The public may wish to know how money is spent.

Public interest in maintaining the exemption

There is a strong public interest in preventing crime.

Balance

The public interest in maintaining the exemption outweighs the public interest in disclosing the
information.

Internal review

You may ask for an internal review within 40 working days, quoting {quoting}. You can then complain
to the Information Commissioner under section 50 of the Act.

Yours sincerely

Information Officer
Merrow Council
"""


def judged(text: str, request: str = "") -> list[Finding]:
    """What the rule finds in a letter."""
    told = check(Sheet(read(text), TODAY, request))
    return [one for one in told if isinstance(one, Finding)]


def test_a_letter_about_its_own_request_is_in_order() -> None:
    assert judged(letter("Thieves would learn which benches in Merrow Gardens are worth it.")) == []


@pytest.mark.parametrize(
    ("harm", "gave_it_away"),
    [
        ("To say whether we use Windows XP or 7 would show which software is weak.", "Windows XP"),
        ("A cyber-attack on our servers and databases would follow from it.", "cyber"),
        ("Hackers would install ransomware on the computer systems.", "ransomware"),
        ("Prisoners would learn when a cell search takes place on each wing.", "Prisoners"),
        ("Drug dealers who run county lines would move to other estates.", "county lines"),
        ("Spreading slurry in the catchments would be put off by landowners.", "slurry"),
        ("Asylum seekers would know when a removal centre is searched by Border Force.", "Asylum"),
        ("Foster carers and looked after children would be found by their parents.", "Foster"),
        ("Firearms officers carry tasers and ammunition in the vehicle.", "tasers"),
    ],
)
def test_harm_to_something_nobody_asked_about_has_to_be_mended(
    harm: str, gave_it_away: str
) -> None:
    [found] = judged(letter(harm))
    assert (found.rule, found.severity, found.place) == (RULE, MUST_FIX, "Harm")
    assert found.source == "FOIA s17(1)(c)"
    assert gave_it_away in found.advice


@pytest.mark.parametrize(
    ("asked", "harm"),
    [
        (
            "How many of your computers still run Windows XP or Windows 7?",
            "To say that we use Windows XP would lead hackers and ransomware to our software.",
        ),
        (
            "Which drones does the council own?",
            "Knowing of each unmanned aircraft, offenders would fly a drone of their own nearby.",
        ),
        (
            "What did you pay for patrols against fly-tipping last year?",
            "Those who dump waste would know when the lane is not watched by a camera.",
        ),
    ],
)
def test_what_the_request_is_about_may_be_argued_at_length(asked: str, harm: str) -> None:
    assert judged(letter(harm, asked)) == []


@pytest.mark.parametrize(
    "harm",
    [
        "Offenders would avoid detection, and police tactics would be undermined.",
        "Criminals, such as drug dealers with county lines and firearms, watch such lists.",
        "The Fraud Act 2006 and the Drug Dealing Telecommunications Restriction Orders matter.",
        "The Information Commissioner and the First-tier Tribunal have accepted this before.",
        "Terrorists and those who commit burglary may draw on it.",
        "See <https://www.example.org/windows-xp/ransomware/firearms>.",
    ],
)
def test_law_examples_and_what_the_exemption_is_about_are_no_foreign_matter(harm: str) -> None:
    assert judged(letter(harm)) == []


def test_one_word_of_another_subject_is_only_looked_at_again() -> None:
    [found] = judged(letter("They would learn about the police presence in town."))
    assert (found.severity, "police presence" in found.advice) == (LOOK_AGAIN, True)


def test_another_thing_of_the_kind_that_was_asked_about_is_another_request_s() -> None:
    asked = "Which pupils of Larkrise Primary School were sent home in 2023?"
    [found] = judged(letter("There are thirty pupils at Oakfield Primary School.", asked))
    assert "Oakfield" in found.advice
    [found] = judged(letter("Oakfield Primary School has told us that it objects.", asked))
    assert found.severity is MUST_FIX


def test_another_authority_does_not_decide_this_request() -> None:
    ours = letter("Thieves would learn which benches are worth it.")
    weighed = "{} has concluded that the public interest in maintaining the exemption outweighs"
    balance = "The public interest in maintaining the exemption outweighs"
    [found] = judged(ours.replace(balance, weighed.format("The Overseas Office")))
    assert (found.severity, "Overseas Office" in found.advice) == (MUST_FIX, True)
    assert judged(ours.replace(balance, weighed.format("Merrow Council"))) == []


def test_another_applicant_is_not_spoken_of() -> None:
    [found] = judged(letter("Mr Birdwhistle's interest in the benches does not change that."))
    assert (found.severity, "Mr Birdwhistle" in found.advice) == (MUST_FIX, True)
    assert judged(letter("Ms Sample's interest in the benches does not change that.")) == []


def test_the_reference_to_quote_is_the_letter_s_own() -> None:
    [found] = judged(letter("Thieves would learn of the benches.", quoting="MC/2024/0171"))
    assert (found.severity, found.source) == (MUST_FIX, "FOIA s17(7)(a)")
    assert "MC/2024/0117" in found.advice


@pytest.mark.parametrize(
    "words", ["[insert date]", "XX/XX/2024", "{{ reason }}", "(delete as appropriate)", "[date]"]
)
def test_a_place_left_open_has_to_be_filled(words: str) -> None:
    [found] = judged(letter(f"Thieves would learn of the benches {words}."))
    assert (found.severity, found.quote in words) == (MUST_FIX, True)


@pytest.mark.parametrize("words", ["[name]", "xxxxxxxx", "xxx@xxx.xx.xx", "[email address]"])
def test_what_a_publisher_took_out_is_no_open_place(words: str) -> None:
    assert judged(letter(f"Thieves would learn of the benches ({words}).")) == []


def test_a_letter_that_does_not_say_what_was_asked_for_cannot_be_judged() -> None:
    text = letter("Hackers would install ransomware on the computer systems.").replace(
        f'You asked:\n\n"{BENCHES}"', ""
    )
    told = list(check(Sheet(read(text), TODAY)))
    assert [one.rule for one in told if isinstance(one, CannotTell)] == [RULE]
    assert [one for one in told if isinstance(one, Finding)] == []
    [found] = judged(text, BENCHES)
    assert found.severity is MUST_FIX


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=400), st.text(max_size=200))
def test_any_text_can_be_judged_and_quotes_are_the_letter_s_words(harm: str, asked: str) -> None:
    read_letter = read(letter(harm, asked))
    told = check(Sheet(read_letter, TODAY))
    pieces = [piece.text for piece in read_letter.pieces]
    for one in told:
        if isinstance(one, Finding):
            assert any(one.quote in text for text in pieces)
