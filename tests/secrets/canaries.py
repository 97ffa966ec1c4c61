"""Words that can be mistaken for no other, and the places in which each may stand."""

from __future__ import annotations

from dataclasses import dataclass

NAME = "Zebedee Quillfeather"
CONTACT = "zebedee@quillfeather.example"
STREET = "17 Cockatrice Lane"
OFFICE = "for the Basilisk Gazette"
"""What a request says about the applicant besides: masked by hand."""
REQUEST = "How many wyverns were reported stolen in Anytown in 2017?"
ANSWER = "In 2017, 214 hippogriffs were reported stolen in Anytown."
BASIS = "The figure is from our manticore recording system, drawn on 12 March 2018."
ASIDE = "I think the amphisbaena knows."
"""What somebody says in the thread who is not the officer: kept nowhere."""
DISCUSSION = "// Does the catoblepas agree?"
"""What the officer says in the thread beside the answer."""

ORIGINAL = f"Dear Sirs\n\n{REQUEST} I ask {OFFICE}.\n\nYours\n{NAME}\n{STREET}\n{CONTACT}"


@dataclass(frozen=True)
class Canary:
    """Something to be told of: by which words it is found, in which columns of the database it may
    stand, and in which calls to Slack. In nothing else that the program says may it stand."""

    name: str
    words: tuple[str, ...]
    columns: frozenset[str] = frozenset()
    calls: frozenset[str] = frozenset()

    def found_in(self, text: str) -> str | None:
        """The word that is there."""
        lower = text.lower()
        return next((word for word in self.words if word.lower() in lower), None)


OPENER_ALONE = frozenset({"views.open", "views.update", "views.push"})
"""Forms: the one who opens the request sees what it says about the applicant, to mask it."""

_RECORD = frozenset({"audit.fact", "outgoing.args", "draft.letter", "draft.findings"})
_WAITING = frozenset({"intake.original_text", "applicant.original_text"})

APPLICANT = Canary(
    "the applicant",
    ("Zebedee", "Quillfeather", "Cockatrice", "Basilisk"),
    frozenset(
        {
            "intake.applicant_name",
            "intake.applicant_contact",
            "applicant.name",
            "applicant.contact",
            *_WAITING,
        }
    ),
    OPENER_ALONE,
)
ASKED = Canary(
    "the request",
    ("wyvern",),
    frozenset({"foi_case.request_text", *_RECORD, *_WAITING}),
    frozenset({"chat.postMessage", "chat.update", "chat.postEphemeral", *OPENER_ALONE}),
)
ANSWERED = Canary(
    "an answer",
    ("hippogriff", "manticore"),
    frozenset(
        {"answer.value", "reply.text", "foi_case.dropped", "parked.body", "failed.body", *_RECORD}
    ),
    frozenset({"chat.postMessage", "chat.update", "chat.postEphemeral", *OPENER_ALONE}),
)
OFFICERS_DISCUSSION = Canary(
    "the officer's discussion", ("catoblepas",), frozenset({"reply.text", "audit.fact"})
)
OTHERS_DISCUSSION = Canary("what others say", ("amphisbaena",))
