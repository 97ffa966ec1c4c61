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

_NAME_WORD = r"(?:[A-Z][\w'’-]+|[A-Z]\b\.?)"
_NAME = rf"{_NAME_WORD}(?:[ \t]+{_NAME_WORD}){{0,3}}"

_CLOSE = (
    r"yours\s+(?:sincerely|faithfully|truly)|(?:with\s+)?(?:kind|best|warm)(?:est)?\s+"
    r"(?:regards|wishes)|regards|many\s+thanks|thanks|thank\s+you|cheers|sincerely"
)

# A close stands at the head of its line, or after the sentence before it.
_CLOSED = rf"(?:^[ \t>*_]*|(?<=[.?!;])[ \t]+)(?i:{_CLOSE})(?!\w)"

SIGNATURE_LINES = 10
SIGNATURE_WIDTH = 80
ADDRESS_LINES = 6
SHORTEST = 3
"""Names of fewer letters are not looked for elsewhere: they are other words too often."""

_SENDER = re.compile(r"[>*_| \t]*(?:From|Reply-To|Sent by)\b", re.I)
_DEVICE = re.compile(r"^[ \t>]*(?:Sent from|Sent via|Get Outlook for)\b", re.MULTILINE | re.I)
_NAME_ALONE = re.compile(rf"[ \t>*_]*(?P<it>{_NAME})[*_]*[ \t]*[,.]?[ \t]*")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b")
_ADDRESS_LINE = re.compile(
    r"[ \t>]*(?!(?:Dear|Hello|Hi|To)\b)(?:(?:[A-Z\d][\w'’./-]*|of|the|on|upon|and|le|&)[, \t]*)+"
)
_SMALL_WORDS = frozenset({"and", "the", "for", "miss", "mrs", "von", "van", "del"})

_NUMBERED = re.compile(r"[ \t]*\(?(?:\d{1,2}|[a-z])[).]\s")

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "header of the e-mail",
        re.compile(
            r"^[ \t>*_|]*(?:From|To|Cc|Bcc|Reply-To|Sent by)[ \t*_]*:.*$", re.MULTILINE | re.I
        ),
    ),
    ("signature", re.compile(rf"{_CLOSED}[,.!*_]*[ \t]*\n+(?P<it>\S[\s\S]*)\Z", re.MULTILINE)),
    (
        "signature",
        re.compile(
            rf"{_CLOSED}[ \t]*[,.!:*_–—-]*[ \t]+(?P<it>{_NAME}[*_]*[,.]?[ \t]*(?:\n[\s\S]*)?)\Z",
            re.MULTILINE,
        ),
    ),
    (
        "name after a close",
        re.compile(
            rf"{_CLOSED}[ \t]*[,.!:*_–—-]*[ \t]+(?P<it>{_NAME})[*_]*[,.]?[ \t]*$", re.MULTILINE
        ),
    ),
    (
        "name after a close",
        re.compile(
            rf"{_CLOSED},[ \t]*(?P<it>[\w'’-]+(?:[ \t]+[\w'’-]+){{0,2}})[,.]?\s*\Z", re.MULTILINE
        ),
    ),
    ("signature", re.compile(r"^--[ \t]*\n(?P<it>\S[\s\S]*)\Z", re.MULTILINE)),
    ("e-mail address", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("telephone number", re.compile(r"(?<!\w)(?:\+44[\s-]?|\(?0)\d(?:[\s()-]?\d){8,9}(?!\w)")),
    ("postcode", _POSTCODE),
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
    """Every run of words that may say who the applicant is, in order, none within another.

    What signs or heads the request is looked for in the rest of it, too, and so is each word of
    the name that was given.
    """
    found = [
        _found(text, *span, why)
        for why, pattern in _PATTERNS
        for match in pattern.finditer(text)
        for span in _spans(match, why)
    ]
    found += [_found(text, *span, "address") for span in _addresses(text)]
    found += _name_at_the_end(text)
    found += [
        _found(text, *match.span(), "given as the applicant's")
        for told in (name, "".join(name.split()), contact)
        for match in _occurrences(text, told)
    ]
    found += [
        _found(text, *match.span(), "a word of the applicant's name")
        for told in _words_of(name)
        for match in _occurrences(text, told)
        if match[0][0].isupper()
    ]
    found += [
        _found(text, *match.span(), "stands in the header or signature")
        for told in sorted({line for one in found for line in _repeated(one)})
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


def find_applicant(text: str, name: str, contact: str) -> tuple[Found, ...]:
    """Every occurrence of what is known of the applicant, the words of their name alone only where
    they begin with a capital."""
    whole = [(told, False) for told in (name, *contact.splitlines())]
    words = [(told, True) for told in _words_of(name)]
    return tuple(
        _found(text, *match.span(), "given as the applicant's")
        for told, is_word in (*whole, *words)
        for match in _occurrences(text, told)
        if not is_word or match[0][0].isupper()
    )


def masked(text: str, found: Iterable[Found]) -> str:
    """The text with these words masked. A masked line of its own stays as one mark."""
    pieces, at = [], 0
    for one in _outermost(list(found)):
        pieces += [text[at : one.start], MASK]
        at = one.end
    return "".join([*pieces, text[at:]])


def _spans(match: re.Match[str], why: str) -> list[tuple[int, int]]:
    """Where in the text the words of this match stand: of what follows a close, the signature."""
    start, end = match.span("it" if "it" in match.re.groupindex else 0)
    if why != "signature":
        return [(start, end)]
    length = _signature(match["it"])
    return [(start, start + length)] if length else []


def _signature(text: str) -> int:
    """How many characters of what follows a close are a signature, and not the rest of a request
    that said thanks too early: few short lines, none of which asks anything. A line that only says
    which device wrote it ends a signature; so does any other line after a name."""
    device = _DEVICE.search(text)
    own = text[: device.start()] if device else text
    lines = [line for line in own.splitlines() if line.strip()]
    if lines and len(lines) <= SIGNATURE_LINES and all(map(_may_sign, lines)):
        return len(own)
    first = text.split("\n", 1)[0]
    return len(first) if _NAME_ALONE.fullmatch(first) else 0


def _may_sign(line: str) -> bool:
    return len(line) <= SIGNATURE_WIDTH and "?" not in line and not _NUMBERED.match(line)


def _addresses(text: str) -> list[tuple[int, int]]:
    """Lines that end in a postcode, with the lines of the address above it: in these every word
    begins with a capital or a figure."""
    lines = list(re.finditer(r"[^\n]+|(?<=\n)(?=\n)", text))
    spans = []
    for at, line in enumerate(lines):
        if not (_POSTCODE.search(line[0]) and _is_address_line(line[0])):
            continue
        first = at
        while first > max(0, at - ADDRESS_LINES) and _is_address_line(lines[first - 1][0]):
            first -= 1
        spans.append((lines[first].start(), line.end()))
    return spans


def _is_address_line(line: str) -> bool:
    return len(line) <= SIGNATURE_WIDTH and _ADDRESS_LINE.fullmatch(line) is not None


def _name_at_the_end(text: str) -> list[Found]:
    """The last line, where it is a name of several words and nothing else."""
    above, _, last = text.rstrip().rpartition("\n")
    match = _NAME_ALONE.fullmatch(last)
    if not above.strip() or match is None or len(match["it"].split()) < 2:
        return []
    if re.match(rf"(?i:{_CLOSE})(?!\w)", match["it"]):
        return []
    start, end = match.span("it")
    at = len(above) + 1
    return [_found(text, at + start, at + end, "name at the end")]


def _repeated(one: Found) -> list[str]:
    """The lines of a header, signature or name that are worth looking for elsewhere. Of the lines
    below the first a single word is not: it is often the town that the request is about."""
    if one.why.startswith("header"):
        if not _SENDER.match(one.text):
            return []
        name = re.sub(r"<.*|[\w.+-]+@.*", "", one.text.partition(":")[2]).strip(" \t*_\"'[(,;")
        return [name] if len(name) >= SHORTEST else []
    if one.why not in ("signature", "name", "name after a close", "name at the end"):
        return []
    lines = [line.strip(" \t>*_,.-") for line in one.text.splitlines()]
    lines = [line for line in lines if line]
    kept = lines[:1] + [line for line in lines[1:] if len(line.split()) > 1]
    return [line for line in kept if len(line) >= SHORTEST and line.lower() not in _SMALL_WORDS]


def _words_of(name: str) -> list[str]:
    words = [word.strip(".,;:()\"'") for word in name.split()]
    return [w for w in words if len(w) >= SHORTEST and w.lower() not in _SMALL_WORDS]


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
