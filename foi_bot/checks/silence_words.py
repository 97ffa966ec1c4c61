"""Words by which a letter that neither confirms nor denies gives away which it is, and those by
which it warns its reader not to guess (FOIA s1(1)(a), s2(1)). For `asserted`, which leaves out what
is only supposed.
"""

from __future__ import annotations

from foi_bot.checks.words import phrases


def warns_about_data(sentence: str) -> bool:
    """Whether a sentence says how data are to be read."""
    return bool(_DATA.search(sentence) and _CAVEAT.search(sentence))


_NOW = "(?:currently |now |still |already )?"
_INQUIRY = "(?:investigation|operation|enquiry|inquiry)"
_RECORDS = "(?:information|data|records?|files?|documents?|reports?|figures?)"
_MATTER = "(?:investigation|operation|enquiry|inquiry|prosecution|informant|source|suspect)"
_LIVE = "(?:live|current|ongoing|active|present|covert)"
_ANOTHER_HOLDING = (
    r"(?! (?:ourselves|the view|that view|hearings?|meetings?|elections?|on|up|out|back)\b)"
)
_IN_GENERAL = r"(?! (?:in (?:the strictest )?confidence|securely|safely|confidentially)\b)"

HELD = phrases(
    rf"we (?:(?:do|did)(?: not|n[’']t)? )?{_NOW}(?:hold|held){_ANOTHER_HOLDING}",
    rf"(?:{_RECORDS}|nothing) (?:is|are) (?:not )?{_NOW}held{_IN_GENERAL}",
    rf"we are (?:not )?{_NOW}investigating",
    rf"(?:is|are) (?:not )?{_NOW}(?:under investigation|being investigated)",
    rf"(?:it|this|the (?:matter|case|{_MATTER})) (?:is|was|has been) (?:not )?{_NOW}"
    "(?:live|ongoing|open|closed|concluded|active|under ?way)",
    rf"there is {_NOW}(?:an?|no) (?:\w+ )?{_INQUIRY}",
    rf"there are {_NOW}(?:\w+ )?{_LIVE} {_INQUIRY}s",
)
CONTENT = phrases(
    rf"(?:(?:the|this|that|our) (?:requested |relevant )?{_RECORDS}(?: requested| that we hold)?"
    r"|what we hold) (?:shows?|reveals?|contains?|includes?|consists?|details|sets? out|indicates?"
    r"|names)",
)
OURS = phrases(rf"our (?:\w+ )?{_MATTER}", rf"our {_LIVE} (?:\w+ )?{_MATTER}s?")
THE_MATTER = phrases(
    rf"(?:the|this) {_LIVE} (?:\w+ )?{_MATTER}s?",
    rf"(?:the|this|these) {_MATTER}s? (?:is|are|has|have)",
    "the (?:force|council|trust|authority|department|police|constabulary|service) "
    rf"(?:does not )?{_NOW}(?:hold|holds){_ANOTHER_HOLDING}",
    rf"the (?:force|council|police|constabulary) (?:is|are) (?:not )?{_NOW}investigating",
)
_DATA = phrases("data|figures?|statistics?|numerical")
_CAVEAT = phrases(
    "un-?audited|un-?published|snapshot|provisional|not (?:be )?(?:directly )?compar\\w+",
    r"live[\"'”’]* (?:\w+ )?(?:systems?|databases?|records?)|recording (?:practices|systems?)",
    "subject to (?:change|revision|(?:the )?interpretation)|may (?:change|differ|vary)",
    "counting rules|data quality",
)
INFERENCE = phrases(
    r"no inference|infer(?:red|ence)?[^.]*(?:hold|held|exist\w*)",
    "nothing in this (?:letter|response|notice|reply)|(?:not|nor) be (?:taken|read|seen)",
)
