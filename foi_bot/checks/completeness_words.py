"""Sentences that contradict others: nil beside "not held", "held" beside "not held", a redaction
without a provision, a period that was not asked for (FOIA s1(1), s17(1))."""

from __future__ import annotations

import re
from typing import NamedTuple

from foi_bot.checks.words import phrases


class Years(NamedTuple):
    """A period, from the first to the last year."""

    first: int
    last: int


def says_nil(sentence: str) -> bool:
    """Whether a sentence answers "how many" with none."""
    return (
        _NIL.fullmatch(sentence.strip()) is not None or _NONE_RECORDED.search(sentence) is not None
    )


def says_not_held(sentence: str) -> bool:
    """Whether a sentence says that what was asked for is not held, and not only some of it, or
    something else."""
    return _NOT_HELD.search(sentence) is not None and _IN_PART.search(sentence) is None


def says_all_is_held(sentence: str) -> bool:
    """Whether a sentence says that what was asked for is held."""
    return _HELD.search(sentence) is not None and _IN_PART.search(sentence) is None


def says_it_was_redacted(sentence: str) -> str:
    """The words by which something was taken out of what is given; "" for none, and for what was
    outside the request, or is the applicant's own."""
    found = _REDACTED.search(sentence)
    return "" if found is None or _NOT_REDACTED.search(sentence) else found[0]


def years_in(text: str) -> frozenset[Years]:
    """The periods of several years that a text names: "2018 to 2020", "2018/19 - 2020/21"."""
    found = (Years(int(match["first"]), int(match["last"])) for match in _YEARS.finditer(text))
    return frozenset(one for one in found if one.first < one.last < one.first + _A_LONG_TIME)


def is_about_figures(sentence: str) -> bool:
    """Whether a sentence says of which time its figures are."""
    return _FIGURES.search(sentence) is not None


def explains_what_is_missing(text: str) -> bool:
    """Whether a text says why some of what was asked for is not there, or is for another time."""
    return _EXPLAINS.search(text) is not None


def says_rounded(text: str) -> bool:
    """Whether a text says that figures are rounded."""
    return _ROUNDED.search(text) is not None


def says_not_to_add(text: str) -> bool:
    """Whether a text says that things are counted more than once, or that rows need not add up."""
    return _NOT_TO_ADD.search(text) is not None


_A_LONG_TIME = 60
_NIL = re.compile(
    r"(?:(?:answer|response|total|number|reply)s?:? ?)?(?:0|nil|none|zero|nought)(?: (?:such )?"
    r"(?:incidents?|cases?|complaints?|staff|people|persons?|records?|occasions?|officers?|times))?"
    r"(?: (?:were|was) (?:recorded|reported|made|received|identified))?\W*",
    re.IGNORECASE,
)
_NONE_RECORDED = phrases(
    r"no (?:such )?(?:\w+ ){1,3}?(?:was|were|has been|have been) (?:recorded|reported|made"
    r"|received|"
    r"dismissed|issued|taken|carried out|identified)",
    r"there (?:was|were|has been|have been) (?:no|none|zero|nil)(?! (?:information|data|record))",
    r"(?:the (?:answer|number|total|figure|response) (?:is|was|to (?:this|that) (?:is|was)))"
    r" (?:0|nil|none|zero)",
    r"(?:0|zero|nil) (?:\w+ ){0,3}?(?:was|were|has been|have been) (?:recorded|reported|made|"
    r"received|dismissed|issued)",
)
_THIS = (
    r"(?:(?:the|this|that|any|such|your)(?: (?:requested|relevant|recorded))? ?)(?:information"
    r"|data)"
)
_ASKED = (
    r"(?: (?:that |which )?(?:you (?:have )?(?:requested|asked for|seek)|(?:was )?requested|is "
    r"requested|within (?:the )?scope(?: of your request)?|relevant to your request|"
    r"in relation to your request|falling within [\w ]{0,40}?request))"
)
_END = r"(?=\s*(?:[.;!]|$|and\b|under\b|as\b))"
_HOLDER = r"(?:we|i|(?:the|this) (?:\w+ ){1,4}?|[A-Z][\w’' -]{2,60}? )"
_NOT_HELD = re.compile(
    rf"(?:(?:do|does|did)(?: not|n[’']t) (?:\w+ly )?hold {_THIS}{_ASKED}?{_END}"
    rf"|\bno (?:relevant |recorded )?information (?:is |was )?held{_END}"
    rf"|\b{_THIS}{_ASKED}? is not (?:\w+ly )?held{_END}"
    rf"|^(?:this is )?not held{_END}|\bnot hold (?:any|this|that|it){_END}"
    rf"|\bhold(?:s)? no (?:such |relevant )?(?:information|data){_ASKED}?{_END})",
    re.IGNORECASE,
)
_HELD = re.compile(
    rf"\b(?<!not )(?<!n’t )(?<!n't )(?:we|council|trust|force|police|constabulary|university|"
    rf"department|authority|agency|service|office|it)\b,? (?:do |does )?(?:\w+ly )?holds? "
    rf"(?:all (?:of )?)?{_THIS}{_ASKED}?{_END}"
    rf"|\b{_THIS}{_ASKED}? is held{_END}",
    re.IGNORECASE,
)
_IN_PART = phrases(
    "some|part|parts|partly|partially|not all|most|only|except\\w*|apart|other than|but|however|if|"
    "whether|would|further|additional|other|more|remaining|rest|centrally|readily|easily|format|"
    "level|detail|breakdown|electronic\\w*|before|after|prior|beyond|earlier|until|since|neither|"
    "reason|years?|month|question|part \\w|specific\\w*|separately|longer|all of the"
)
_THINGS = (
    r"(?:names?|details?|passages?|sections?|parts?|portions?|paragraphs?|sentences?|words?|lines?|"
    r"pages?|information|data|figures?|addresses|signatures?|numbers?|entries|e-?mail addresses|"
    r"material|content|elements|text|some of (?:it|them|this))"
)
_REDACTED = phrases(
    r"redacted|redactions|blacked[- ]out|blanked[- ]out|obscured|edited out|crossed out|struck out|"
    r"masked out",
    r"from (?:which|it|them|the (?:attached |enclosed )?\w+),? (?:\w+ ){1,3}?(?:has|have|was|were) "
    r"(?:been )?(?:removed|deleted|taken out|omitted|cut)",
    rf"{_THINGS} (?:[\w’']+ ){{0,6}}?(?:has|have|had|were|was|are|is|has been|have been) "
    r"(?:been )?(?:also )?(?:removed|deleted|taken out|omitted|masked|hidden|cut|blanked)",
    rf"(?:removed|deleted|taken out|omitted|masked|hidden|cut|blanked|black(?:ed)? out) (?:out )?"
    rf"(?:the |some |any |certain |a few |all |two |three |several )*{_THINGS}",
)
_NOT_REDACTED = phrases(
    r"(?:no|nothing|not|without|n[’']t|never|unredacted)(?: \w+){0,3}? (?:redact\w*|been redacted|"
    r"been removed)|(?:if|would|could|may|might|should|will|can|must|cannot|to be|time|hours|cost)",
    r"outside (?:of )?the scope|out of scope|not relevant|irrelevant|not (?:within|in) scope|your "
    r"(?:name|personal|own|details?|address)|duplicat\w+|unredacted|fall(?:s|ing)? outside",
)
_YEARS = re.compile(
    r"(?<![\d/£,.-])(?P<first>(?:19|20)\d\d)(?:[/-]\d\d(?!\d))?(?: ?[-–—] ?| (?:to|and|until|till|"
    r"through|up to) )(?:(?:the )?(?:end of )?(?:\d{1,2}(?:st|nd|rd|th)? )?[A-Z][a-z]{2,8} )?"
    r"(?P<last>(?:19|20)\d\d)(?![\d])"
)
_FIGURES = phrases(
    r"figures?|data|table|tables|statistics|below|recorded|numbers?|information|records?|covers?|"
    r"period|total\w*|spent|spend|cost|years?"
)
_EXPLAINS = phrases(
    r"not (?:yet )?(?:held|available|recorded|kept|collected|published)|no longer|retain\w*|"
    r"retention|destroy\w*|delet\w+|only (?:hold|held|have|has|keep|go|available)|do(?:es)? not "
    r"(?:hold"
    r"|go back)|unavailable|available (?:from|since|only)|earliest|began|begun|started|introduced|"
    r"(?:before|prior to|after|since) (?:\w+ ){0,3}?(?:19|20)\d\d|refus\w+|exempt\w*|section 12|"
    r"accessible|published|new system|migrat\w+|most recent|latest|agreed|narrow\w+|refin\w+"
    r"|clarif\w+"
)
_ROUNDED = phrases(r"round(?:ed|ing|s)?|nearest (?:\w+ )?(?:\d+|five|ten|hundred|thousand|pound)")
_NOT_TO_ADD = phrases(
    r"(?:not|n[’']t|may not|might not) (?:\w+ ){0,3}?(?:add|sum|total|tally|match)|more than "
    r"(?:one|"
    r"once)|multiple (?:\w+ ){0,2}?(?:categor\w+|types?|offences?|reasons?)|overlap\w*|double[- "
    r"]count"
    r"\w*|counted (?:once|twice|in each|in more)|both (?:rows|categories|columns)|"
    r"(?:each|one|an?) (?:\w+ )?(?:can|may|could) (?:\w+ ){0,4}?(?:several|more than|multiple"
    r"|many)|"
    r"discrepanc\w+|not include (?:all|every)|not shown"
)
