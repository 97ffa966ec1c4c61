"""Masking: which words of a request may say who the applicant is.

A request is answered without regard to who asks (the regulator's guidance calls this being
applicant-blind), so names, signatures, addresses and occupations are found and masked before
anybody but the opener sees the text. Finding proposes; the opener confirms; the original is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

MASK = "[masked]"

_NAME = r"[A-Z][\w'’-]+(?:\s+(?:[A-Z][\w'’-]+|[A-Z]\.?)){0,3}"

_CLOSE = (
    r"yours\s+(?:sincerely|faithfully|truly)|(?:with\s+)?(?:kind|best|warm)(?:est)?\s+"
    r"(?:regards|wishes)|regards|many\s+thanks|thanks|thank\s+you|cheers|sincerely"
)

SIGNATURE_LINES = 10
SIGNATURE_WIDTH = 80

_NUMBERED = re.compile(r"[ \t]*\(?(?:\d{1,2}|[a-z])[).]\s")

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "header of the e-mail",
        re.compile(r"^(?:From|To|Cc|Bcc|Reply-To|Sent by)[ \t]*:.*$", re.MULTILINE | re.I),
    ),
    (
        "signature",
        re.compile(
            rf"^[ \t]*(?:{_CLOSE})[,.!]?[ \t]*\n+(?P<it>\S[\s\S]*)\Z", re.MULTILINE | re.IGNORECASE
        ),
    ),
    ("signature", re.compile(r"^--[ \t]*\n(?P<it>\S[\s\S]*)\Z", re.MULTILINE)),
    ("e-mail address", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("telephone number", re.compile(r"(?<!\w)(?:\+44[\s-]?|\(?0)\d(?:[\s()-]?\d){8,9}(?!\w)")),
    (
        "postcode",
        re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b"),
    ),
    ("name", re.compile(rf"\b(?:[Mm]y name is|I am called)\s+(?P<it>{_NAME})")),
    (
        "occupation",
        re.compile(
            r"\b(?:as|I am|I'm|I’m|I work as|writing as)\s+(?P<it>(?:an?|the)\s+(?:[\w-]+\s+){0,3}"
            r"(?:reporter|journalist|editor|correspondent|researcher|student|councillor|solicitor|"
            r"lawyer|producer|resident|neighbour|employee|officer|campaigner|MP)\b"
            r"(?:\s+(?:for|at|with|of|from|on|in)\s+(?:the\s+)?[A-Z][^,.;\n]*)?)",
            re.IGNORECASE,
        ),
    ),
    (
        "organisation",
        re.compile(
            r"\b(?:on behalf of|writing for|I work for|I write for)\s+"
            r"(?P<it>(?:the\s+)?[A-Z][^,.;\n]*)"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Found:
    """Words that may identify the applicant: where they stand in the text, and as what."""

    start: int
    end: int
    text: str
    why: str


def find(text: str, name: str = "", contact: str = "") -> tuple[Found, ...]:
    """Every run of words that may say who the applicant is, in order, none within another."""
    found = [
        _found(text, *match.span("it" if "it" in pattern.groupindex else 0), why)
        for why, pattern in _PATTERNS
        for match in pattern.finditer(text)
        if why != "signature" or _is_signature(match["it"])
    ]
    found += [
        _found(text, *match.span(), "given as the applicant's")
        for told in (name, contact)
        for match in _occurrences(text, told)
    ]
    return _outermost(found)


def find_words(text: str, words: Iterable[str]) -> tuple[Found, ...]:
    """Every occurrence of words that the opener named."""
    return tuple(
        _found(text, *match.span(), "named by the opener")
        for told in words
        for match in _occurrences(text, told)
    )


def masked(text: str, found: Iterable[Found]) -> str:
    """The text with these words masked. A masked line of its own stays as one mark."""
    pieces, at = [], 0
    for one in _outermost(list(found)):
        pieces += [text[at : one.start], MASK]
        at = one.end
    return "".join([*pieces, text[at:]])


def _is_signature(text: str) -> bool:
    """Whether what follows a close is a signature, and not the rest of a request that said thanks
    too early: few short lines, none of which asks anything."""
    lines = [line for line in text.splitlines() if line.strip()]
    return len(lines) <= SIGNATURE_LINES and all(
        len(line) <= SIGNATURE_WIDTH and "?" not in line and not _NUMBERED.match(line)
        for line in lines
    )


def _found(text: str, start: int, end: int, why: str) -> Found:
    words = text[start:end]
    end -= len(words) - len(words.rstrip())
    return Found(start, end, text[start:end], why)


def _occurrences(text: str, told: str) -> Iterable[re.Match[str]]:
    words = told.split()
    if not words:
        return ()
    pattern = r"\s+".join(re.escape(word) for word in words)
    return re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE)


def _outermost(found: list[Found]) -> tuple[Found, ...]:
    """In order of place, without those that lie within another; overlapping ones are joined by
    keeping the one that begins first and reaches furthest."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (f.start, -f.end)):
        if one.start == one.end:
            continue
        if kept and one.start < kept[-1].end:
            if one.end > kept[-1].end:
                last = kept[-1]
                joined = last.text + one.text[last.end - one.start :]
                kept[-1] = Found(last.start, one.end, joined, last.why)
            continue
        kept.append(one)
    return tuple(kept)
