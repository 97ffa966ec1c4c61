"""Words that speak for or against giving an answer, and what has no place on either side of a
public interest test (FOIA s2(1)(b), (2)(b)).
"""

from __future__ import annotations

from foi_bot.checks.words import phrases


def speaks_for(sentence: str) -> bool:
    """Whether a sentence gives something for answering, or grants that there is something."""
    return bool(_FOR.search(sentence))


def may_speak_for(sentence: str) -> bool:
    """Whether a sentence holds a word with which people argue for answering, whatever it says."""
    return bool(_OPENNESS.search(sentence))


def turns(sentence: str) -> bool:
    """Whether a sentence turns from one side to the other: "Against that"."""
    return bool(_TURN.search(sentence))


def speaks_against(sentence: str) -> bool:
    """Whether a sentence gives something against answering."""
    return bool(_AGAINST.search(sentence))


def confuses_interest(sentence: str) -> bool:
    """Whether a sentence takes what interests people for what is in the public interest."""
    return bool(_INTERESTING.search(sentence)) and not _TOLD_APART.search(sentence)


GIVE = (
    r"(?:(?:the|any|full|further|such|their|its|a) )?(?:disclos|releas|publi(?:sh|cation)|confirm"
    r"|provi(?:ding|sion)|complying|compliance|openness|transparen|giving|letting|supplying"
    r"|saying|answering|knowing)\w*"
)
"""What answers: disclosure, or confirming or denying."""
KEEP = (
    r"(?:maint[ae]|withh|refus|exempt|exclusion|exclud|uphold|non-|not |neither|keep|preserv"
    r"|secre|confidential|silence)"
)
"""What does not."""
SIDE = r"(?:factors?|arguments?|considerations?|reasons?|points?|matters?|case|interests?)"

_OPEN = (
    r"(?:transparen\w+|openness|accountab\w+|scrutin\w+|understanding|debate|confidence|trust"
    r"|awareness|knowledge|public money|public funds)"
)
_PEOPLE = (
    r"(?:the )?(?:\w+ )?(?:public|people|residents|taxpayers|citizens|voters|electors|parents"
    r"|patients|families|communities|readers|anyone|everyone|applicants?|others|those who)"
)
_DOES_GOOD = (
    r"(?:increas|promot|improv|contribut|demonstrat|encourag|strengthen|enhanc|build|rais|add"
    r"|further|inform|foster|support|greater|aid|assist|help)\w*"
)

_FOR = phrases(
    rf"{SIDE}(?: which| that)? (?:in |would )?(?:for|favou?r(?:s|ing)?|support(?:s|ing)?"
    rf"|support of|favou?r of|towards) {GIVE}",
    rf"(?:favou?r(?:s|ing|ed)?|in favou?r of|for|supports?|in support of) {GIVE}",
    rf"(?:why|reasons?|that|whether) {GIVE} (?:might|may|could|would|should) be in",
    rf"(?:reasons?|arguments?|grounds?|case) for (?!{KEEP}|relying|apply|doing)\w+ing",
    r"(?:recogni[sz]e[sd]?|acknowledge[sd]?|accept(?:s|ed)?|appreciate[sd]?|understood"
    r"|(?:do|can) understand|agrees?|mindful|aware|conscious|concedes?|grants?|noted"
    r"|do not doubt) [^.;]{0,120}?(?:interest|transparen\w+|open|openness|account\w*|important"
    r"|importance|right|wish\w*|debate|concern\w*)",
    r"(?:legitimate|genuine|real|understandable|natural)(?: \w+)?(?: public)?"
    r" (?:interest|concern|wish|desire)",
    rf"interests? (?:\w+ ){{0,2}}?in (?:the |knowing|seeing|being able|{_PEOPLE} ){{0,2}}"
    rf"(?:{_OPEN}|knowing|seeing|being able|how )",
    rf"{_DOES_GOOD} (?:\w+ ){{0,4}}?{_OPEN}",
    rf"(?:allow|enable|help|assist|reassure)(?:s|ing)? {_PEOPLE}",
    rf"{_PEOPLE}(?: \w+){{0,2}}? (?:has|have) (?:\w+ ){{0,3}}?(?:right|interest)",
    r"entitled to (?:know|see|be told|expect|some)",
    rf"(?:on|to|for) the side of {GIVE}|(?:benefits?|advantages?|value|merits?) (?:of|in|from)"
    rf" {GIVE}",
    rf"let(?:s|ting)? {_PEOPLE} |(?:wish(?:es)?|wants?|ought|needs?|deserves?|should be able|like)"
    r" to (?:know|see|be told|find out|learn|understand|judge|satisfy)",
    r"better[- ]informed|on (?:the )?one (?:side|hand)|arguments? of principle|to be open",
)
"""What says, or grants, that there is something to be said for answering."""

_OPENNESS = phrases(
    rf"{_OPEN}|public (?:spending|purse)",
    r"interests? (?:\w+ )?in (?!maint|withh|protect|preserv|prevent|safeguard|avoid|keep)\w+",
)
_AGAINST = phrases(
    rf"{SIDE}(?: which| that)? (?:in )?(?:for|favou?ring|supporting|support of|favou?r of)"
    rf" (?:the )?{KEEP}\w*",
    rf"(?:set )?against (?:{GIVE}|this|that|it|these|them)?",
    r"(?:would|could|may|might)(?: be likely to| well| also)? (?:\w+ly )?(?:harm|prejudice"
    r"|undermine|damage|endanger|inhibit|compromise|jeopardi[sz]e|deter|hinder|weaken|impede"
    r"|impair|lead|make|put|expose|reveal|assist|help|allow|enable|cause|discourage|reduce|lose)",
    r"on the other(?: side| hand)?|however|but|conversely",
    r"interests? in (?:\w+ )?(?:maint\w+|withh\w+|protect\w+|preserv\w+|prevent\w+|ensur\w+"
    r"|safeguard\w+|not |avoid\w+|keep\w+|national)",
)
_TURN = phrases(
    r"(?:set |weighed |balanced |as )?against (?:this|that|these|those|them|it|which)|set against",
    r"on the other(?: side| hand)?|conversely|by contrast",
)
_INTERESTING = phrases(
    r"of (?:\w+ )?interest to (?:the )?(?:\w+ )?(?:public|readers|people|press|media)",
    r"(?:interests|interesting to) the (?:\w+ )?public",
)
_TOLD_APART = phrases(
    r"not (?:the same|necessarily|mean|enough|equate|synonymous|simply|merely|just)"
    r"|distinguish\w*|distinct\w*|differ\w*|rather than|as opposed to|merely|simply|opposite",
    r"(?:what|something|matters?|things?) (?:that |which )?(?:is|are|may be|might be)?"
    r" ?(?:of interest to|interests?|interesting)",
)

IRRELEVANT = phrases(
    r"embarrass\w*|flood-?gates?|mis(?:understand|understood|interpret|represent)\w*",
    "(?:cost|burden|time) of (?:answering|dealing with|responding)|workload|time-?consuming",
    "reputation of (?:the|our) (?:force|council|authority|department|trust)",
)
"""What no exemption protects, and so no side of a balance can hold."""
