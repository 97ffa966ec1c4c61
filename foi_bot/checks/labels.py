"""What a sentence calls an exemption: class or prejudice based, absolute or qualified; and whether
the Act has it so (FOIA ss2(3), 21 to 44).

Both the rule `test` on a case and the one on any letter read their sentences by this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from foi_bot.law.act import LawError, limbs_in_force, sections
from foi_bot.law.cites import CiteFound, cites_in, section_of
from foi_bot.law.limbs import Duty, Limb, Standing, Test


class Label(StrEnum):
    """What an exemption is called."""

    CLASS = "class based"
    PREJUDICE = "prejudice based"
    ABSOLUTE = "absolute"
    QUALIFIED = "qualified"


@dataclass(frozen=True, slots=True)
class Called:
    """A label, and the provisions that a sentence gives it to, as the law files them. words: the
    label as it is written."""

    cites: tuple[str, ...]
    label: Label
    words: str


def called(sentence: str, under: Sequence[str] = ()) -> Iterator[Called]:
    """Every label that a sentence gives to a provision.

    under: what "this exemption" means where the sentence names none. What is denied, supposed, or
    said of some cases alone is no label.
    """
    if len(sentence) > _LONGEST or _BY_TURNS.search(sentence):
        return
    groups = list(_groups(sentence))
    for found in _LABEL.finditer(sentence):
        if _LIMITED.search(sentence[max(0, found.start() - _APART) : found.start()]):
            continue
        if _LIMITED_AFTER.match(sentence, found.end()):
            continue
        cites = _subject(sentence, found, groups, under)
        if cites:
            yield Called(cites, Label(_KINDS[found.lastgroup or ""]), found.group().strip())


def is_right(cite: str, label: Label, on: date, duties: Sequence[Duty], parliament: bool) -> bool:
    """Whether the Act has a provision as it is called, on that day; true where it cannot be told.

    duties: those at stake. parliament: whether it may be one of the two Houses, for which section
    36 is absolute.
    """
    limbs = named(cite, on, duties)
    return not limbs or any(_fits(one, label, parliament) for one in limbs)


def named(cite: str, on: date, duties: Sequence[Duty] = ()) -> tuple[Limb, ...]:
    """The limbs that a citation can mean: itself, or those within the section that it names."""
    if section_of(cite) not in sections():
        return ()
    try:
        every = limbs_in_force(on, section=section_of(cite))
    except LawError:
        return ()
    within = [one for one in every if one.cite == cite or one.cite.startswith(f"{cite}(")]
    of_duty = [one for one in within if one.duty in duties]
    return tuple(of_duty or within)


def _fits(one: Limb, label: Label, parliament: bool) -> bool:
    if label is Label.CLASS:
        return one.test in (Test.CLASS, Test.MIXED) or one.cite.startswith("34")
    if label is Label.PREJUDICE:
        return one.test in (Test.PREJUDICE, Test.MIXED, Test.OPINION)
    if one.standing is Standing.PRACTICE_VARIES or one.standing_depends_on_choice:
        return True
    if label is Label.ABSOLUTE:
        return one.standing is Standing.ABSOLUTE or bool(one.absolute_for and parliament)
    return one.standing is Standing.QUALIFIED


def _groups(sentence: str) -> Iterator[list[CiteFound]]:
    """The citations of a sentence, those together that are joined as one list."""
    group: list[CiteFound] = []
    for found in cites_in(sentence):
        if group and not _JOINT.fullmatch(sentence, group[-1].end, found.start):
            yield group
            group = []
        group.append(found)
    if group:
        yield group


def _subject(
    sentence: str,
    label: re.Match[str],
    groups: Sequence[Sequence[CiteFound]],
    under: Sequence[str],
) -> tuple[str, ...]:
    """The provisions that a label is given to, none where that is not plain."""
    for group in groups:
        after = group[0].start - label.end()
        if after > _APART:
            break
        if after >= 0 and _OF.fullmatch(sentence, label.end(), group[0].start):
            return _cites(group)
    for group in reversed(groups):
        before = label.start() - group[-1].end
        if before >= 0:
            says = before <= _APART and _IS.fullmatch(sentence, group[-1].end, label.start())
            return _cites(group) if says else ()
    one = _IT.search(sentence[: label.start()])
    return tuple(under) if one and len(under) == 1 and not groups else ()


def _cites(group: Sequence[CiteFound]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.cite for one in group if section_of(one.cite) in sections()))


_LONGEST = 1500
"""Above so many characters it is no sentence, but a page whose full stops were lost."""

_APART = 160
"""The most characters that can part a provision from what it is called."""

_KINDS = {
    "klass": Label.CLASS,
    "prejudice": Label.PREJUDICE,
    "absolute": Label.ABSOLUTE,
    "qualified": Label.QUALIFIED,
}
_NOUN = r"(?:exemptions?|ones?|provisions?|limbs?|sections?|subsections?)"
_LABEL = re.compile(
    r"(?<!\w)(?:"
    rf"(?P<klass>class[- ]?based|class(?=(?:[\s,/]|and|&)+(?:absolute|qualified|{_NOUN}\b)))"
    r"|(?P<prejudice>(?:prejudice|harm)(?:\s?\(harm\))?(?:[-\s]?based|[-\s]tested)"
    rf"|prejudice(?=(?:[\s,/]|and|&)+(?:qualified|{_NOUN}\b)))"
    r"|(?P<absolute>absolute(?:ly exempt)?(?!\s+(?:minimum|maximum|right|discretion|necessity)))"
    r"|(?P<qualified>qualified(?=\s*(?:$|[.,;:)/&–—-]|(?:and|but|so|by|class|prejudice|harm|rather"
    rf"|which|because|as)\b|(?:class|prejudice|harm)[- ]based|{_NOUN}\b))))(?!\w)",
    re.I,
)
# What a section is called, after its number: in brackets, after a dash, or in capitals.
_TITLE = (
    r"(?:\s*[(\[][A-Za-z][^()\[\]]{2,80}[)\]]|\s*[–—:-]\s*(?-i:[A-Z])[\w,/’'& ]{2,60}?\s*[–—:-]?"
    r"|\s+(?-i:[A-Z][\w’']+)(?:,? (?:(?-i:[A-Z][\w’']+)|of|and|the|to|for|in|etc)){0,7})"
)
_THE_ACT = (
    r"(?:\s*,?\s*(?:of|under|in)\s+(?:the\s+)?(?:Freedom\s+of\s+Information\s+Act(?:\s+2000)?"
    r"|FOIA?(?:\s+Act)?(?:\s+2000)?|Act(?:\s+2000)?))"
)
_JOINT = re.compile(
    rf"{_TITLE}?\s*(?:(?:,|&|/|\+|;|\b(?:and|or|both|as\s+well\s+as)\b)\s*){{1,3}}(?:the\s+)?", re.I
)
_WORDS = (
    r"(?:both|also|all|each|an?|the|is|are|being|was|were|be|as|which|that|it|this|they|these|"
    r"therefore|however|still|generally|class|prejudice|harm|based|and|or|,|&|/|-|–|\(|\)|only|by|"
    r"called|known|considered|deemed|classed|described|treated|regarded|evidence|absolute|qualified"
    rf"|constitutes?|provides?|confers?|section|itself|{_NOUN})"
)
_IS = re.compile(
    rf"{_THE_ACT}?{_TITLE}?{_THE_ACT}?\s*(?:,\s*|:\s*)?"
    rf"(?:(?:{_NOUN}\s*)?(?:is|are|being|was|were|as|constitutes?|provides?|confers?|,|–|—|-|\()"
    rf"(?:[\s-]*{_WORDS})*)[\s-]*",
    re.I,
)
_OF = re.compile(
    rf"(?:[\s,/&-]*(?:and|but|class|prejudice|harm|based|absolute|qualified|{_NOUN}))*"
    r"(?:\s*(?:\(|:|–|—)\s*|(?<=exemption),\s*|(?<=exemptions)\s*"
    r"|(?:\s+(?:at|in|under|of|by|from|contained|provided|set|out|for|found|conferred|given|namely"
    r"|the|that|is|are))+\s+\(?)",
    re.I,
)
_IT = re.compile(
    rf"(?:^|[,;:]\s*|\b(?:as|since|because|and|so|but|although|while)\s+)(?:it|this|(?:this|the"
    rf"|that|such)\s+{_NOUN})(?:\s+is|\s+being|['’]s)(?:[\s-]*{_WORDS})*[\s-]*$",
    re.I,
)
# What is denied, supposed or contrasted, before a label within its clause.
_LIMITED = re.compile(
    r"\b(?:not|never|neither|nor|no longer|rather than|unlike|instead of|other than|if|whether"
    r"|unless|where|when|would|may|might|can|could|some|most|part(?:ly|ially)?|sometimes|usually"
    r"|whichever|either|n[’']t)\b[^.;]*$|n[’']t\b[^.;]*$",
    re.I,
)
_LIMITED_AFTER = re.compile(
    r"[^.;]{0,40}\b(?:in part|partly|partially|only (?:where|when|if|in so far)|unless|except"
    r"|(?:where|when|if|in so far as|to the extent|for the purposes?|in respect|in relation"
    r"|by (?:virtue|reason))\b)|[^.;]{0,25}\b(?:in (?:most|some|many) (?:cases|circumstances))",
    re.I,
)
_BY_TURNS = re.compile(r"\brespectively\b|\bin turn\b", re.I)


def what_it_is(cite: str, on: date, instead_of: Label) -> str:
    """What the Act makes of a provision, as a sentence, for whoever called it something else."""
    limbs = named(cite, on)
    if instead_of in (Label.ABSOLUTE, Label.QUALIFIED):
        return (
            "It is qualified: the public interest has to be weighed."
            if instead_of is Label.ABSOLUTE
            else "It is absolute: no public interest is weighed under it."
        )
    return _TESTS[limbs[0].test] if limbs else ""


def source_of(cite: str, label: Label) -> str:
    """The provision that settles what an exemption is."""
    standing = label in (Label.ABSOLUTE, Label.QUALIFIED)
    return "FOIA s2(3)" if standing else f"FOIA s{cite}"


_TESTS = {
    Test.CLASS: (
        "It is class based: information of the kind that it describes is exempt, and no harm has "
        "to be shown."
    ),
    Test.PREJUDICE: "It is prejudice based: show what would, or would be likely to, follow.",
    Test.ENDANGER: (
        "Its test is whether health or safety would, or would be likely to, be endangered."
    ),
    Test.NECESSITY: (
        "Its test is whether the exemption is required for what it protects, which is not a test "
        "of prejudice."
    ),
    Test.OPINION: "Its test is the reasonable opinion of a qualified person.",
    Test.MIXED: "Part of its test is the class of the information, and part is prejudice.",
}
