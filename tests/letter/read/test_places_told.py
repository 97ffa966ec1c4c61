"""Where a paragraph stands that no heading settles: its words say which side it argues."""

from __future__ import annotations

import pytest

from foi_bot.letter.read import read
from foi_bot.letter.read.written import Place, Written


def letter(*body: str) -> Written:
    """A letter that withholds under section 43(2), and goes on with these paragraphs."""
    head = ("Sampleton Council", "6 December 2022", "Dear Applicant,")
    opening = "Thank you for your request, which we received on 7 November 2022."
    decision = "We hold the bids. They are exempt under section 43(2) of the Act."
    return read("\n\n".join([*head, opening, decision, *body, "Yours faithfully,", "An officer"]))


def place_of(one: Written, begins: str) -> Place:
    return next(piece.place for piece in one.pieces if piece.text.startswith(begins))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("In favour of release is that the bids were paid for by us all.", Place.FOR),
        ("To publish them would add to the understanding of how we spend.", Place.FOR),
        ("It speaks against release that bidders must trust us.", Place.AGAINST),
        ("Set against these is the public interest in good bids.", Place.AGAINST),
        ("The public interest in openness is weighty, but that in good bids is the stronger, and"
         " the exemption is therefore maintained.", Place.BALANCE),
        ("If the bids came out, the next bidders could be harmed.", Place.HARM),
        ("We see a legitimate interest in the names, which the totals meet.", Place.REASON),
        ("The exemption is qualified, and we have weighed the public interest.", Place.BALANCE),
    ],
)  # fmt: skip
def test_a_paragraph_of_argument_is_placed_by_its_words(text: str, place: Place) -> None:
    assert place_of(letter(text), text[:12]) is place


def test_a_numbered_conclusion_below_the_last_side_is_the_balance() -> None:
    one = letter(
        "5. Public interest",
        "5.1 Considerations that favour disclosure:",
        "(a) the money is public.",
        "5.2 Considerations that favour withholding:",
        "(a) rivals would read it.",
        "5.3 The public interest in maintaining the exemption outweighs that in disclosing them.",
    )
    assert place_of(one, "The public interest in maintaining") is Place.BALANCE


def test_a_decision_that_recites_the_law_is_still_a_decision() -> None:
    text = (
        "The Council has decided to withhold the rest under section 31(1)(a) of the Act, by which"
        " information is exempt if its disclosure would be likely to prejudice the prevention of"
        " crime."
    )
    assert place_of(letter(text), "The Council has decided") is Place.DECISION


def test_an_annex_below_the_signature_is_read_as_the_letter_is() -> None:
    one = letter()
    signed = "\n\n".join(f"{piece.label} {piece.text}".strip() for piece in one.pieces)
    below = read(f"{signed}\n\nANNEX\n\nSection 43(2)\n\nTo publish the bids would harm bidders.")
    assert place_of(below, "To publish the bids") is Place.HARM
