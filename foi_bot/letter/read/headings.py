"""What a heading says: where in a letter the words below it belong, of which provisions and of
which part of the request they speak."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from foi_bot.letter.read.grounds import grounds_in, is_named_alone
from foi_bot.letter.read.parts_named import parts_named
from foi_bot.letter.read.phrases import in_small_letters
from foi_bot.letter.read.written import Place

MOST_WORDS = 16


@dataclass(frozen=True, slots=True)
class Saying:
    """What a heading says. place: None where it gives none, and where it is about the public
    interest as a whole (`weighs`). cites and parts: those it names."""

    place: Place | None = None
    weighs: bool = False
    cites: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    @property
    def says_nothing(self) -> bool:
        return not (self.place or self.weighs or self.cites or self.parts)


_any = in_small_letters

_NOT = (
    r"(?:non[- ]?(?:disclos|releas|confirm)|not (?:disclos|releas|confirm|say|answer)"
    r"|neither|nor den)"
)
_GIVE = (
    r"(?:disclos|releas|confirm|comply|complian|publi(?:sh|cation)|openness|transparen|provid"
    r"|saying|answer)"
)
_KEEP = rf"(?:{_NOT}|withh?old|maintain|refus|exempt|exclusion|exclud|non-?compl)"
_SIDE = r"(?:factors?|arguments?|considerations?|reasons?|points?|case|interests?)"

_AGAINST = _any(
    r"^o blaid (?:peidio|cynnal)|^yn erbyn\b",
    rf"\b(?:in )?favou?r(?:ing|s|able|ed)?\b.{{0,30}}{_KEEP}",
    rf"\b{_SIDE} (?:in )?(?:for|supporting|support of|towards?) .{{0,20}}{_KEEP}",
    rf"\bfor (?:the )?{_KEEP}",
    rf"\binterest in (?:the )?{_KEEP}",
    rf"\b(?:support(?:s|ing|ive)?|in support of) .{{0,20}}{_KEEP}",
    rf"\bagainst\b(?:.{{0,40}}{_GIVE}|\s*$)",
)
_FOR = _any(
    r"^o blaid (?!peidio|cynnal)",
    rf"\bfavou?r(?:ing|s|able|ed)?\b.{{0,30}}{_GIVE}",
    rf"\b{_SIDE} (?:in )?(?:for|supporting|support of|towards?) .{{0,20}}{_GIVE}",
    rf"^(?:{_SIDE} )?for (?:the )?{_GIVE}",
    rf"^(?:the )?(?:public )?interest in (?:the )?{_GIVE}",
    rf"\b(?:support(?:s|ing|ive)?|in support of) .{{0,20}}{_GIVE}",
    rf"^{_SIDE} (?:for|in favou?r)$",
    r"^(?:in favou?r|for|benefits? of disclosure)$",
)
_BALANCE = _any(
    r"\bbalanc",
    r"\bweigh(?:ing|ed)\b",
    r"^conclusions?$",
    r"\bwhere the (?:public interest )?balance\b",
    r"^(?:overall|our) (?:conclusion|decision on)",
    r"\bexemptions? together$",
)
_WEIGHS = _any(r"\bbudd y cyhoedd\b", r"\bpublic interest\b", r"\bPIT\b")
_HARM = _any(
    r"\bharm\b",
    r"\bprejudice\b",
    r"\bendangerment\b",
    r"\brisks? of (?:disclos|confirm|releas)",
    r"\bdamage\b",
)
_OTHERS: tuple[tuple[Place, re.Pattern[str]], ...] = (
    (
        Place.REVIEW,
        _any(
            r"\bnot (?:satisfied|happy|content)\b",
            r"\b(?:challeng|unhappy)",
            r"\bnad ydych yn fodlon\b",
            r"\b(?:dis|un)(?:satisfied|happy)\b",
            r"\bdissatisf",
            r"^(?:your )?(?:rights? (?:of|to) )?(?:an )?(?:internal )?reviews?(?: and .*)?$",
            r"^(?:your )?(?:rights? (?:of|to) )?(?:appeals?|complain)\b",
            r"\bcomplaints?(?: procedure| process| rights?)?$",
            r"^complaints?\b",
            r"\bright (?:of|to) (?:appeal|complain|review|request an? (?:internal )?review)",
            r"\brights? of (?:review|appeal)",
            r"^review and\b",
            r"^your rights?$",
            r"^(?:appeals?|reviews?)(?: procedure| process)?$",
            r"^how to (?:complain|appeal|ask for a review)",
        ),
    ),
    (Place.REGULATOR, _any(r"\binformation commission")),
    (
        Place.HELP,
        _any(
            r"\badvice (?:and|&|or) assistance\b",
            r"\bhow (?:we|i) can help\b",
            r"\bwhat (?:we|i) can do\b",
            r"\bcourtesy\b",
            r"\boutside the act\b",
            r"^assistance\b",
            r"^(?:further )?(?:help|advice)\b",
            r"\bwhat (?:we|i) could (?:do|provide|give)",
            r"\brefin(?:e|ing)\b",
            r"^additional information$",
        ),
    ),
    (
        Place.REQUEST,
        _any(
            r"^(?:details of )?(?:the |your )?(?:original )?(?:information )?(?:foi )?request"
            r"(?: details?| was| in full)?$",
            r"^(?:the )?information (?:you )?(?:requested|sought|asked for)$",
            r"^you (?:have |had )?(?:asked?|requested|wrote|said)\b.{0,40}$",
            r"^what (?:you|we were|was|the (?:requester|applicant)) asked\b.{0,20}$",
            r"^(?:your |the )?questions?(?: asked)?$",
            r"^(?:freedom of information )?request made$",
            r"^what was asked\b",
        ),
    ),
    (
        Place.LAW,
        _any(
            r"\blegal (?:framework|background|basis|position)\b",
            r"^(?:the )?(?:relevant )?(?:law|legislation)\b(?! enforcement)",
            r"\bstatutory (?:provisions?|framework)\b",
        ),
    ),
    (Place.NO_INFERENCE, _any(r"^no inference")),
    (
        Place.CAVEAT,
        _any(
            r"^(?:notes?|caveats?|data (?:quality|caveats?|notes?|source)|disclaimer)"
            r"(?: on (?:the )?(?:data|figures))?$",
            r"^(?:about|notes? on|how to read) (?:the|these) (?:figures?|data|information)$",
            r"^explanatory notes?$",
        ),
    ),
    (
        Place.HOUSE,
        _any(r"\bre-?use\b", r"\bcopyright\b", r"\bopen government licence\b", r"\bprivacy\b"),
    ),
    (
        Place.DECISION,
        _any(r"\bwhat (?:we|i) need to know\b", r"\bwhat happens next\b", r"^next steps$"),
    ),
    (Place.CONTACT, _any(r"^(?:contact(?: us| details)?|further (?:queries|questions))$")),
    (
        Place.DECISION,
        _any(
            r"^(?:our |the |my )?(?:final |overall )?(?:decision|response|outcome|result|reply)"
            r"(?: now| to your request| in full)?$",
            r"^(?:we|what we) (?:said|decided|found)$",
            r"^(?:result|outcome) of (?:the |our )?(?:request|review|search)",
            r"^.{0,20}\bresponse$",
            r"\bstatutory notice\b",
            r"\brefusal notice\b",
            r"^(?:ein |y )?(?:penderfyniad|ymateb)(?: ni| nawr)?$",
            r"^summary(?: of (?:our )?(?:decision|response))?$",
        ),
    ),
    (
        Place.REASON,
        _any(
            r"\b(?:why|pam)\b",
            r"\breasons?\b",
            r"^whether\b",
            r"\bexemptions?\b",
            r"\bwhat it would (?:cost|take|mean)\b",
            r"\bcosts?\b.{0,20}(?:limit|estimate|complian|exceed)",
            r"\b(?:estimate|appropriate limit|fees regulations)\b",
            r"\bvexatious\b",
            r"^(?:our |the )?(?:explanation|rationale|justification|assessment)\b",
        ),
    ),
    (
        Place.ANSWER,
        _any(
            r"^(?:the )?information(?: that)?(?: we)?(?: provided| disclosed| released| held"
            r"| do not"
            r" hold| we (?:hold|do not hold|can provide))?$",
            r"\bthe information$",
            r"\bwhat (?:we|i) can (?:give|provide|tell|disclose)",
            r"\bwhere (?:you can|to) find\b",
            r"^.{0,20}\byr wybodaeth$",
            r"\bwhat (?:will|is going to) be published\b",
            r"^(?:our )?(?:answers?|findings)\b",
            r"\b(?:do|does) not hold\b",
            r"\bdisclos(?:ed|ure) information\b",
            r"^schedule\b",
        ),
    ),
)
_NUMBERED = re.compile(r"^(?:\(?[0-9A-Za-z]{1,3}(?:\.[0-9]{1,2})*[).:]{1,2}\s+|[-–—•*#]+\s*)+")


def bare(text: str) -> str:
    """A heading's words without numbers before it and marks around it."""
    return _NUMBERED.sub("", text.strip()).strip(" \t:*_#–—-.?").strip()


@lru_cache(maxsize=256)
def saying(text: str) -> Saying:
    """What a heading of these words would say."""
    words = bare(text)
    cites, rest = grounds_in(words), words
    beside = is_named_alone(words) if cites else None
    if beside == "":
        return Saying(cites=cites, parts=parts_named(words))
    rest = beside or words
    place, weighs = _place(rest.lower(), titled=bool(cites))
    return Saying(place, weighs, cites, parts_named(words))


def _place(words: str, *, titled: bool) -> tuple[Place | None, bool]:
    """The place that these words, in small letters, give, and whether they open the weighing."""
    if _BALANCE.search(words):
        return Place.BALANCE, False
    if _AGAINST.search(words):
        return Place.AGAINST, False
    if _FOR.search(words):
        return Place.FOR, False
    if _WEIGHS.search(words):
        return None, True
    if _HARM.search(words):
        return Place.HARM, False
    if titled:
        return None, False
    return next((place for place, said in _OTHERS if said.search(words)), None), False
