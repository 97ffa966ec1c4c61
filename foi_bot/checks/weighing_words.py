"""Words by which one can tell what a sentence does in a public interest test: whether it speaks for
giving an answer, or against, whether it concludes, and for what (FOIA s2(1)(b), (2)(b)).
"""

from __future__ import annotations

import re

from foi_bot.checks.side_words import GIVE, KEEP, SIDE
from foi_bot.checks.words import phrases


def concludes(sentence: str) -> bool:
    """Whether a sentence says where the public interest lies, and not only that it has to be
    found out."""
    if not _HINT.search(sentence):
        return False
    return any(_is_decided(sentence, found) for found in _STRUCK.finditer(sentence))


def compares(sentence: str) -> bool:
    """Whether a sentence holds one side against the other, however it puts that."""
    return bool(_COMPARED.search(sentence))


def finds_for_answering(sentence: str) -> bool:
    """Whether a sentence concludes that the public interest is in giving the information, or in
    saying whether it is held."""
    return any(
        _is_decided(sentence, found)
        and not _NOT.search(found[0])
        and not _NOT.search(_before(sentence, found)[-_NEAR:])
        for pattern in _FOR_ANSWERING
        for found in pattern.finditer(sentence)
    ) or bool(_DOES_NOT_OUTWEIGH.search(sentence) and not _UNDECIDED.search(sentence))


def finds_neither(sentence: str) -> bool:
    """Whether a sentence finds both sides equal, in which case the Act has it that one answers."""
    return bool(_EVEN.search(sentence)) and not _UNDECIDED.search(sentence)


def is_turned_round(sentence: str) -> bool:
    """Whether a sentence asks that the interest in answering outweigh the other, which the Act does
    not."""
    return bool(_TURNED_ROUND.search(sentence))


def names_the_test(sentence: str) -> bool:
    """Whether a sentence is about a public interest, however it calls it."""
    return bool(_NAMED.search(sentence))


_NEAR = 40
_FAR = 400


def _is_decided(sentence: str, found: re.Match[str]) -> bool:
    before = _before(sentence, found)
    return not _UNDECIDED.search(before) and not _GOVERNED.search(before)


def _before(sentence: str, found: re.Match[str]) -> str:
    """What stands before the words found, no further back than a reader remembers."""
    return sentence[max(0, found.start() - _FAR) : found.start()]


_INTEREST = r"(?:public interests?|balanc(?:e|ing)|\btests?|scales?)"
_COMES_DOWN = (
    r"(?:favou?rs?|favou?red|lies|lay|rests?|falls?|fell|tips?|tipped|tilts?|weighs|weighed"
    r"|leans?|comes? down|came down|points?|supports?|militates?|is (?:(?:therefore|clearly|firmly"
    r"|strongly|heavily) ){0,2}(?:in favou?r|against|weighted|better|best|with|on the side))"
)

_HINT = re.compile(
    "outweigh|interest|balanc|test|scale|made out|prevail|precedence|overrid|gives? way|justif"
    "|exempt|favou?r|case|argument|factor|reason",
    re.IGNORECASE,
)
"""What any conclusion holds, so that most sentences are passed over at once."""
_STRUCK = phrases(
    r"outweigh\w*",
    rf"{_INTEREST}[^.;]{{0,100}}? {_COMES_DOWN}",
    r"(?:is|was|are|would|does|could|will)(?: not|n[’']t)(?:,[^.;]{1,30},)?(?: be| seem| appear)?"
    r"(?: \w+)?(?: to be)? in the (?:wider |general |overall )?public(?:['’]s)? interest",
    r"(?:it is|is it) (?:\w+ )?in the (?:wider |general )?public interest (?:\w+ ){0,3}?"
    r"(?:to|that|for)",
    r"not (?:\w+ )?made out",
    r"(?:greater|stronger|strongest|heavier|weightier|overriding|higher|greatest) (?:public )?"
    r"interest (?:lies|is|rests|in)",
    r"(?:interests?|case|arguments?|factors?|reasons?)(?: [^.;]{1,140}?)? (?:is|are|carry|carries"
    r"|has|have|weighs?) (?:\w+ ){0,2}(?:greater|stronger|weightier|heavier|more|paramount"
    r"|overriding|decisive|compelling)",
    r"prevails?|tak(?:es|ing) precedence|overrid(?:es?|den)|gives? way",
    r"tips? the (?:balance|scales)",
    r"justif(?:y|ies|ied) (?:\w+ ){0,3}?(?:exemptions?|withh\w+|applic\w+|refus\w+|use of)",
    r"exemptions? (?:should|must|is|are|has|have|ought to)(?: to)? (?:therefore |thus )?"
    r"(?:be |been )?(?:maintained|upheld)",
    r"weigh(?:s|ed|ted)? (?:\w+ )?in favou?r",
    rf"(?:find|found|conclude[sd]?|come down|decided|decision is) (?:\w+ ){{0,4}}?in favou?r of"
    rf" (?:\w+ )?(?:{KEEP}\w*|\(\w\))",
)
"""What says where it lies."""

_UNDECIDED = re.compile(
    r"\b(?:whether|if|unless|until|where|when|how far)\b"
    r"(?:\W+(?!(?:and|but|so|therefore)\b)\w+){0,8}?"
    r"\W+(?:public interest|balance|interests?|exemption|test|disclosure)\b"
    r"|\b(?:must|has to|have to|had to|needs? to|may|might|could|should|would have to|can only)"
    r"(?: \w+)?\s*\Z",
    re.IGNORECASE,
)
"""What stands before words that conclude nothing: a test to come, or what the Act asks."""

_GOVERNED = re.compile(
    r"\b(?:whether|where|if|unless|until|how|no)(?:\W+(?:the|this|that|an?|greater|wider|overall"
    r"|balance|of|public|it|they))*\W*\Z",
    re.IGNORECASE,
)

_COMPARED = phrases(
    r"greater|stronger|weightier|heavier|more (?:weight|compelling|important)|decisive",
    r"outweigh\w*",
    r"compared (?:with|to)|on balance|after weighing|having weighed",
    r"(?:tips?|tipped) (?:the|it)|comes? (?:nowhere|down)|come near|yields?|pales?|slight beside",
    r"greatest weight|most weight|more weight",
)

_NOT = phrases(r"not|never|nor|neither|no|cannot|insufficient\w*|hardly|scarcely", r"\w+n[’']t")

_FOR_ANSWERING = (
    phrases(
        rf"(?:interests?|{SIDE})(?: \w+){{0,3}}? (?:in|for|favou?ring|favou?r of) {GIVE}"
        r"(?:(?! but | however | though | yet |, and )[^.;:]){0,100}? outweighs?"
        rf" [^.;:]{{0,60}}?{KEEP}\w*"
    ),
    phrases(
        rf"{_INTEREST}(?: \w+){{0,6}}? (?:favou?rs?|favou?red|lies|rests|falls|tips|weighs"
        r"|comes down|leans|is)(?: \w+){0,2}?(?: in| towards| on the side| in favou?r)?(?: of)?"
        rf" {GIVE}"
    ),
    phrases(rf"{KEEP}\w*(?: \w+){{0,6}}? (?:is|are) outweighed by [^.;:]{{0,60}}?{GIVE}"),
)
_DOES_NOT_OUTWEIGH = phrases(
    rf"interests? (?:\w+ )?in {KEEP}\w*[^.;:]{{0,60}}? (?:(?:does|do|did) not|cannot|\w+n[’']t)"
    rf" outweigh\b[^.;:]{{0,80}}?{GIVE}"
)
_EVEN = phrases(
    r"(?:evenly|equally) (?:balanced|weighted|matched|strong|weighty)|equilibrium",
    r"(?:of |carry |have )(?:about |roughly )?equal (?:weight|strength|force|importance)",
    r"(?:is|are) (?:about |roughly |exactly )?(?:even|equal)",
    r"no (?:stronger|weightier|heavier|greater|weaker) than",
    r"neither (?:side|set of factors|interest) (?:\w+ )?outweighs?|cancel (?:\w+ )*out",
)
_TURNED_ROUND = phrases(
    rf"(?:interests?|{SIDE})(?: \w+){{0,3}}? (?:in|for|favou?ring|favou?r of) {GIVE}"
    r"[^.;:]{0,100}? (?:(?:does|do|did|would) not|cannot|\w+n[’']t"
    r"|(?:is|are) (?:not |in)sufficient(?:ly \w+)? to) outweigh"
)
_NAMED = phrases(r"public(?:['’]s)? interests?|PIT|balanc(?:e|ing) (?:test|exercise)")
