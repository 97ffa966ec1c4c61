"""What somebody meant to fill in and did not: "[insert date]", "XXX", "{{ name }}"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from foi_bot.checks.finding import Severity


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A place left open: its words, and whether it may rightly be open yet ("TBC")."""

    text: str
    may_be_open: bool = False

    @property
    def severity(self) -> Severity:
        return Severity.LOOK_AGAIN if self.may_be_open else Severity.MUST_FIX

    @property
    def advice(self) -> str:
        if self.may_be_open:
            return "Is this settled by now? Then say what it is; else say when it will be."
        return "This was left to be filled in. Fill it in, or take it out."


def placeholders(text: str, quoted: str = "") -> Iterator[Placeholder]:
    """The places in a text that were left to be filled in, but for those that stand in what is
    quoted (the request) as well."""
    for found in _PLACEHOLDER.finditer(text):
        if found[0] not in quoted and not _is_numeral(text, found):
            yield Placeholder(found[0], found.lastgroup == "open")


def _is_numeral(text: str, found: re.Match[str]) -> bool:
    """Whether it is a Roman thirty: "Chapter XXX"."""
    before = text[max(0, found.start() - _NEAR) : found.start()]
    return found[0] == "XXX" and _COUNTED.search(before) is not None


_NEAR = 20
_TO_DO = (
    "insert|enter|add|fill in|delete as|to be (?:added|inserted|completed|confirmed)"
    "|(?:type|complete|describe|state|explain) (?:here|the|this|your|why|as)"
)
_NAMED = (
    "names?|dates?|day|time|reference|ref|numbers?|no|address|e-?mail|telephone|phone|amount|title"
    "|figures?|organi[sz]ation|officer|department|team|force|council|authority|trust|applicant"
    r"|requester|reasons?|text|section|exemption|receipt|request|xx+|tb[acd]|blank"
)
_PLACEHOLDER = re.compile(
    # What is to be done: "[insert the date here]", "<add reasons>", "(delete as appropriate)".
    rf"[\[<](?:please\s+)?(?:{_TO_DO})\b[^\]>\n]{{0,80}}[\]>]"
    r"|\((?:please\s+)?(?:insert|fill in|delete as)\b[^)\n]{0,80}\)"
    # What is to stand there: "[name]", "[date of receipt]", "<applicant name>", "[ ]".
    rf"|\[\s*(?:(?:the|of|and|or|{_NAMED})\s*)*\]"
    rf"|\[\s*(?:the )?(?:{_NAMED}) of (?:the |a )?[a-z]{{2,20}}(?: [a-z]{{2,20}})?\s*\]"
    r"|<\s*[a-z]{2,}(?:[ _-][a-z]+){0,4}\s*>"
    # A template's own places, typed by somebody.
    r"|\{\{.*?\}\}|\{%.*?%\}|\$\{\w+\}|«[^»\n]{1,40}»"
    # Marks that hold a place.
    r"|\bx{3,}\b|\bx{2}(?:[./-]x{2,4}){1,2}\b|_{3,}|\?{3,}|\blorem ipsum\b"
    r"|\bdelete as (?:appropriate|applicable)\b|\binsert (?:the )?(?:\w+ )?here\b"
    r"|(?P<open>\b(?:TBC|TBA|TBD)\b)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:chapter|part|schedule|volume|title|book|article|annex|appendix|bowl)\s+\Z",
    re.IGNORECASE,
)
