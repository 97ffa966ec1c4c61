"""A letter that reads like a real one, of the practice authority: one part answered, one neither
confirmed nor denied."""

from __future__ import annotations

from foi_bot.letter.tree import (
    Heading,
    Letter,
    Letterhead,
    ListBlock,
    Paragraph,
    Quotation,
    Reference,
    SignOff,
    Slot,
    Span,
    Table,
)


def _paragraph(*spans: str | Span) -> Paragraph:
    return Paragraph(tuple(Span(s) if isinstance(s, str) else s for s in spans))


def _heading(level: int, text: str) -> Heading:
    return Heading(1 if level == 1 else 2 if level == 2 else 3, (Span(text),))


def _answer(text: str) -> Paragraph:
    return Paragraph((Span(text, "harm@s31(3)"),))


NCND = Letter(
    language="en-GB",
    title="Response to your request FOI2026/00042",
    blocks=(
        Letterhead(
            (
                "Anytown Police Authority",
                "Information Rights Office",
                "1 Example Street, Anytown AN1 1AA",
                "Telephone 01632 960123",
                "foi@anytown-police.example.org",
            )
        ),
        Slot("date"),
        Slot("applicant"),
        Reference("Our reference", "FOI2026/00042"),
        _heading(1, "Your request under the Freedom of Information Act 2000"),
        _paragraph("Thank you for your request, which we received on 13 March 2026. You asked:"),
        Quotation(
            (
                _paragraph(Span("Dear FOI team,", "request")),
                _paragraph(
                    Span(
                        "1) How many drones does the force own, by year?\n"
                        "2) How many times since 1 January 2024 were drones used in covert "
                        "surveillance within 2 miles of Anytown station?",
                        "request",
                    )
                ),
                _paragraph(Span("Kind regards", "request")),
            )
        ),
        _heading(2, "Our decision"),
        _paragraph(
            Span("Question 1: ", strong=True),
            "we hold this information and give it to you below.",
        ),
        _paragraph(
            Span("Question 2: ", strong=True),
            "we neither confirm nor deny that we hold this information. The duty in section "
            "1(1)(a) of the Act does not apply, because of:",
        ),
        ListBlock(
            ordered=False,
            items=(
                (Span("section 23(5) (security bodies)"),),
                (Span("section 30(3) (investigations)"),),
                (Span("section 31(3) (law enforcement)"),),
            ),
        ),
        _heading(2, "The information you asked for in question 1"),
        Table(
            "Drones owned on 31 December",
            ("Year", "Number", "Of which in service"),
            (("2023", "4", "4"), ("2024", "6", "5"), ("2025", "9", "9")),
        ),
        _paragraph(
            Span("These figures were counted by hand from the equipment register on ", "caveat@1"),
            Span("20 March 2026", "caveat@1"),
            ".",
        ),
        _heading(2, "Why we neither confirm nor deny: section 31(3)"),
        _paragraph(
            "Section 31(3) applies where confirming or denying would, or would be likely to, "
            "prejudice the prevention or detection of crime. It is a qualified exemption: we must "
            "also weigh the public interest."
        ),
        _heading(3, "The harm"),
        _answer(
            "If we confirmed covert use near one station and denied it near another, the answers "
            "together would map where officers watch and where they do not. People who move "
            "stolen goods through the county choose their routes by exactly such maps."
        ),
        _answer(
            "A denial does the same harm as a confirmation: it tells them which places are safe "
            "for them this year."
        ),
        _heading(3, "For confirming or denying"),
        ListBlock(
            ordered=True,
            items=(
                (Span("The public pays for this equipment and may ask how it is used.", "for"),),
                (
                    Span(
                        "Residents near the station have said that they feel watched; an answer "
                        "would inform that debate.",
                        "for",
                    ),
                ),
            ),
        ),
        _heading(3, "Against confirming or denying"),
        ListBlock(
            ordered=True,
            items=(
                (Span("Tactics that are known stop working, and crime becomes easier.", "ag"),),
                (Span("Officers who are recognised are at risk.", "against"),),
            ),
        ),
        _heading(3, "The balance"),
        _answer(
            "We gave most weight to the prevention of crime, because the harm would last for as "
            "long as the tactic is used. How often drones are used openly is published each "
            "quarter, which meets much of the interest in their cost. On balance the public "
            "interest favours neither confirming nor denying."
        ),
        _paragraph(
            "Please draw no conclusion from this letter about whether we hold the information."
        ),
        _paragraph(
            "If you have any questions about this letter, please write to ",
            Span("foi@anytown-police.example.org", link="mailto:foi@anytown-police.example.org"),
            " and quote the reference FOI2026/00042.",
        ),
        SignOff(("Yours sincerely", "Information Rights Office", "Anytown Police Authority")),
        _heading(2, "If you are unhappy with this response"),
        _paragraph(
            "You can ask us to review our decision within 40 working days of the date of this "
            "letter. Write to ",
            Span(
                "foi.review@anytown-police.example.org",
                link="mailto:foi.review@anytown-police.example.org",
            ),
            ". We aim to answer within 20 working days.",
        ),
        _paragraph(
            "If you are still unhappy after the review, you can complain to the Information "
            "Commissioner under section 50 of the Act, at ",
            Span("ico.org.uk/foicomplaints", link="https://ico.org.uk/foicomplaints"),
            " or on 0303 123 1113.",
        ),
    ),
)
"""The letter as approved: its slots not yet filled."""

SENT = {
    "date": "13 April 2026",
    "applicant": "A N Other\n12 Sample Road\nAnytown\nAN2 2BB",
}
"""What fills the slots when it is sent."""
