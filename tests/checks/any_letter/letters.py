"""Small letters for the tests of the rules on any letter."""

from __future__ import annotations

from datetime import date

from foi_bot.checks.any_letter.sheet import Sheet
from foi_bot.letter.read.letter import read

TODAY = date(2026, 11, 22)

OPENING = """Northvale Council
Town Hall, Northvale NV1 1AA

{dated}

Our reference: FOI-2024-0117

Dear Applicant

Thank you for your request, which we received on {received}. You asked:

"How many benches has the council mended, and what is each contractor paid?"
"""
REFUSAL = """The council holds this information. What each contractor is paid is exempt under \
section 43(2) of the Freedom of Information Act 2000, because disclosure would be likely to \
prejudice the contractors' commercial interests: their rivals could undercut them next time.

Public money is spent, and openness about prices helps to show that it is spent well. Against \
that, the council would get fewer and dearer bids. On balance, the public interest in \
maintaining the exemption outweighs the public interest in disclosing the information."""
REVIEW = """If you are unhappy with this decision you can ask for an internal review by writing to \
foi@northvale.example.org within 40 working days."""
SECTION_50 = """If you remain dissatisfied you can apply to the Information Commissioner for a \
decision: ico.org.uk, telephone 0303 123 1113."""
CLOSE = """Yours sincerely

Information Officer
Northvale Council"""


def letter(
    *body: str, dated: str = "14 March 2024", received: str = "26 February 2024", close: str = CLOSE
) -> str:
    """A letter of Northvale Council with these paragraphs between its opening and its close."""
    opening = OPENING.format(dated=dated, received=received)
    return "\n\n".join((opening.strip(), *body, close)) + "\n"


def sheet(text: str, request: str = "") -> Sheet:
    """A letter's text as the rules read it."""
    return Sheet(read(text), TODAY, request)
