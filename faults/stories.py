"""The stories that are played: whole cases, by what people do in Slack."""

from __future__ import annotations

from collections.abc import Callable

from faults.people import People

REQUEST = "How many bicycles were reported stolen in Anytown in 2017?"
ANSWER = "In 2017, 214 bicycles were reported stolen in Anytown."
MENDED = "In 2017, 215 bicycles were reported stolen in Anytown."
MORE = "Two of them were found again."
BASIS = "The figure is from our crime recording system, drawn on 12 March 2018."
CSV = b"Year,Thefts\n2016,3\n2017,4\n"
TABLE = "Year\tThefts\n2016\t3\n2017\t4"


def letter(people: People) -> None:
    """From /foi to a letter that went out: replies in two messages, a question skipped and answered
    later, an approval that a changed answer voids, a hold, a second approval."""
    people.open(REQUEST, "2018-03-13", "Pat Applicant")
    people.choose("choose_from", "outcome", "disclose")
    first = people.say(ANSWER)
    people.say(MORE)
    people.press("Next", "answer", f"{ANSWER}\n\n{MORE}")
    people.press("Skip for now")
    people.press("No, nobody could be", "people", "no")
    people.say(BASIS)
    people.press("Next", "basis", BASIS)
    people.react(people.lead, "white_check_mark", 1)
    people.edit(first, MENDED, "answer", f"{MENDED}\n\n{MORE}")
    people.react(people.approver, "x", 2)
    people.react(people.approver, "x", 2, present=False)
    people.react(people.lead, "white_check_mark", 2)
    people.fill("Mark as sent", {"day": "2018-03-14"})
    people.ledger.drafts, people.ledger.sent_on = 2, "2018-03-14"


def files(people: People) -> None:
    """A table from a file becomes the answer, another file goes out with the letter."""
    people.open(REQUEST, "2018-03-13")
    people.choose("choose_from", "outcome", "disclose")
    people.drop("figures.csv", CSV)
    people.press("Put its table into the answer", stays=True)
    people.press("Next", "answer", TABLE)
    people.say(BASIS)
    people.press("Next", "basis", BASIS)
    people.drop("notes.csv", CSV)
    people.press("Enclose it with the letter", stays=True)
    people.press("No, nobody could be", "people", "no")
    people.press("I did, and it is safe to send", "file-opened", "yes")
    people.react(people.lead, "white_check_mark", 1)
    people.ledger.drafts = 1
    people.ledger.enclosed.append(CSV)


STORIES: dict[str, Callable[[People], None]] = {"letter": letter, "files": files}
