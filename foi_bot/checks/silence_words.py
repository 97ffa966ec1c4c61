"""Words by which a letter that neither confirms nor denies gives away which it is, and those by
which it warns its reader not to guess (FOIA s1(1)(a), s2(1)). For `asserted`, which leaves out what
is only supposed.
"""

from __future__ import annotations

from foi_bot.checks.words import asserted, phrases


def warns_about_data(sentence: str) -> bool:
    """Whether a sentence says how data are to be read."""
    return bool(_DATA.search(sentence) and _CAVEAT.search(sentence))


def gives_data(sentence: str) -> bool:
    """Whether a sentence speaks of data as given in the letter in which it stands."""
    return bool(_GIVEN.search(sentence))


def refuses_what_there_is(sentence: str) -> bool:
    """Whether a sentence refuses information as if it were there."""
    return asserted(_REFUSED, sentence)


def forbids_inference(sentence: str) -> bool:
    """Whether a sentence warns its reader not to guess whether the information is held."""
    if all(pattern.search(sentence) for pattern in (_GUESS, _NOTHING, _EXISTS)):
        return True
    return bool(_GUESS_FROM_THIS.search(sentence) and _NOTHING.search(sentence))


def denies(sentence: str) -> bool:
    """Whether a sentence neither confirms nor denies, or speaks of doing so."""
    return bool(_DENIES.search(sentence))


def confirms(sentence: str) -> bool:
    """Whether a sentence confirms in so many words that something is held, or that nothing is."""
    return any(
        not _NOT_CONFIRMED.search(sentence[max(0, one.start() - _FAR) : one.end()])
        for one in _CONFIRMS.finditer(sentence)
    )


def says_whether_it_is_held(sentence: str) -> bool:
    """Whether a sentence says that the information is held, or that it is not, and does not only
    suppose it."""
    if confirms(sentence):
        return True
    return any(
        not _REPORTED.search(sentence[max(0, one.start() - _FAR) : one.start()])
        for one in HELD.finditer(sentence)
    ) and asserted(HELD, sentence)


_DENIES = phrases(
    r"neither (?:to )?(?:confirm\w*|den\w+)|confirm\w*(?:,? (?:or|nor|and) |/)(?:to )?den\w+|NCND",
    r"(?:not|neither) (?:\w+ ){0,4}?(?:say|saying|state|stating|confirm\w*) (?:whether|if|that)",
)
_FAR = 400
_CONFIRMS = phrases(
    r"(?:(?:i|we|the \w+|it) (?:can |am able to |are able to |do |hereby |have )?confirm(?:s|ed)?"
    r"|(?:i|we) (?:am|are) able to tell you)(?: that)? [^.;]{0,80}?"
    r"(?:holds?|held|exists?|(?:is|are) (?:some|no|none))"
)
_NOT_CONFIRMED = phrases(
    r"if|whether|when|were|suppose|should|would|could|might|neither|nor|not (?:to )?confirm\w*"
    r"|cannot|unable|to confirm|before|rather than|without"
)

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
    rf"(?:holds?|held) (?:the|this|that|no|none of the) (?:\w+ )?{_RECORDS}",
    rf"(?:does|do|did)(?: not|n[’']t) (?:\w+ )?hold (?:any|such) (?:\w+ )?{_RECORDS}",
    r"(?:search(?:es)?|search(?:es)? (?:of|in|through) \w+(?: \w+){0,3}?|we|i) "
    r"(?:have |has )?(?:now )?(?:located|found|identified|retrieved|returned"
    rf"|produced|revealed|uncovered) (?:\w+ ){{0,3}}?{_RECORDS}",
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
_REPORTED = phrases(
    r"stat(?:e|es|ing|ed)|say(?:s|ing)?|said|where(?:ver)?|any|learn\w*|assum\w*|deduc\w*"
    r"|conclud\w*|irrespective|regardless|such as|either|neither|nor"
)
"""What stands before words that somebody else would say, or might."""
_DATA_NOUN = "(?:data|figures?|statistics|information|numbers)"
_GIVEN = phrases(
    rf"(?:the|this|these|our|all) (?:\w+ )?{_DATA_NOUN} (?:\w+ )?(?:provided|supplied|presented"
    r"|given|released|disclosed|above|below|shown|contained|in this|set out|quoted|is|are|has|have"
    r"|was|were)",
    rf"(?:these|our) (?:\w+ )?{_DATA_NOUN}",
)
_REFUSED = phrases(
    rf"(?:the|this|all (?:of )?the|that) (?:\w+ ){{0,2}}?{_RECORDS}(?: (?:that |which )?(?:you )?"
    r"(?:have |has )?(?:been )?(?:requested|asked for|sought))? (?:is|are|has been|have been)"
    r" (?:therefore |being |also )?(?:exempt|withheld|refused)",
    rf"(?:we|i) (?:are|am|have|must|will) (?:\w+ )?(?:withhold(?:ing)?|withheld) (?:\w+ ){{0,3}}"
    rf"{_RECORDS}",
)
_GUESS = phrases(
    r"infer\w*",
    r"(?<!would be )(?:read|seen|construed|interpreted|regarded|understood|treated|viewed|taken"
    r"|take (?:it|this|that|the \w+|our \w+))(?: [^.;]{1,60})?"
    r" (?:as|to (?:mean|imply|suggest|indicate|show|be)|into|from)",
    r"(?:does|do|should|must|can|may)(?: not|n[’']t) (?:\w+ )?(?:confirm|indicate|mean|imply"
    r"|suggest)",
    r"indication|implication|evidence of|conclusions? [^.;]{0,30}drawn|draw\w* [^.;]{0,30}"
    r"conclusions?|deduc\w+|assum(?:e|ed|ing|ption\w*)|suggest\w*",
)
_GUESS_FROM_THIS = phrases(
    r"(?:infer\w*|conclusions?|deduc\w+|inferences?|assum\w+|read(?:ing)? (?:anything|something"
    r"|too much)|guess\w*|meaning|significance|hints?)\b[^.;]{0,80}? (?:from|by|into|in|to|on)"
    r" (?:this"
    r"|our|my|the|these) (?:\w+ )?(?:letter|reply|response|answer|refusal|notice|decision|wording"
    r"|silence|position|stance|words|fact that)",
    r"(?:same|identical) (?:answer|reply|response|letter|words|terms)\b[^.;]{0,60}? whether",
)
_NOTHING = phrases(
    r"not|no|nor|neither|nothing|none|nobody|never|cannot|wrong|mistaken|without|\w+n[’']t"
    r"|same|identical|irrespective|regardless|unwise|unsafe"
)
_EXISTS = phrases(
    r"h[eo]lds?|exist\w*|yes|either|one way|presence|absence",
    r"(?:did|do|does|is|was|are|were|has|have)(?: or [^.;]{1,20})? not",
)
