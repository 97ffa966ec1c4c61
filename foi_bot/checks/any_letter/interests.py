"""What each exemption of harm protects, in the words in which people speak of it; and whether the
reasons of a letter speak of that interest, or of another exemption's alone (FOIA ss26 to 43). Part
of the rule `reason` on any letter.

An exemption's own words are drawn wide and another's narrow, so that only reasons that have strayed
altogether are found.
"""

from __future__ import annotations

from collections.abc import Iterable

from foi_bot.checks.words import phrases


def speaks_of(section: str, texts: Iterable[str]) -> bool:
    """Whether any of these texts has a word of what a section protects; so if nobody knows."""
    own = _PROTECTS.get(section)
    return own is None or any(own.search(text) for text in texts)


def strays_to(section: str, texts: Iterable[str]) -> str:
    """The other section of whose interest alone these texts speak, by two of its words at least; ""
    where there is none."""
    said = " ".join(texts)
    if section not in _PROTECTS or speaks_of(section, [said]):
        return ""
    for other, words in _UNMISTAKABLE.items():
        found = {match[0].lower()[:_STEM] for match in words.finditer(said)}
        if other != section and len(found) >= _ENOUGH:
            return other
    return ""


_STEM = 6
_ENOUGH = 2

_STATES = r"foreign|states?|diploma\w*|ambassador\w*|embass\w*|consul\w*|bilateral|multilateral"
_PROTECTS = {
    "26": phrases(
        r"defen[cs]\w*|forces?|armed|army|navy|naval|air force|militar\w*|troops?|soldiers?"
        r"|sailors?"
        r"|warships?|submarines?|ships?|vessels?|aircraft|aeroplanes?|helicopters?|weapon\w*"
        r"|missiles?|munitions?|capabilit\w+|operation\w*|deploy\w*|enem\w+|adversar\w+|hostile"
        r"|base|bases|battle\w*|combat\w*|attack\w*|nuclear|warfare|garrison|regiment\w*|range"
    ),
    "27": phrases(
        rf"{_STATES}|relations?|relationships?|governments?|countr(?:y|ies)|abroad|overseas"
        r"|international\w*|treat(?:y|ies)|allies|ally|partners?|negotiat\w*|ministr\w+|nations?"
        r"|delegat\w+|minister\w*|sovereign\w*|regime\w*|European|EU|union|commission|courts?"
        r"|organi[sz]ations?|counterparts?|territor\w+|expatriat\w*|nationals|interests abroad"
    ),
    "28": phrases(
        r"relations?|relationships?|administrations?|governments?|devol\w+|executives?|scot\w+"
        r"|wales|welsh|ireland|irish|cardiff|edinburgh|belfast|stormont|holyrood|ministers?"
        r"|whitehall|nations?|counterparts?|assembly|partners?"
    ),
    "29": phrases(
        r"econom\w*|financ\w*|fiscal|monetary|markets?|banks?|banking|currenc\w*|inflation\w*"
        r"|rates?"
        r"|stabilit\w*|invest\w*|liquidit\w*|treasury|tax\w*|borrow\w*|debt\w*|bonds?|gilts?"
        r"|trad\w+"
        r"|prices?|sterling|lenders?|depositors?|run on|industr\w+|employ\w*|jobs"
    ),
    "31": phrases(
        r"crim\w+|offen[cd]\w*|polic\w+|frauds?\w*|thef\w+|thie\w+|stole\w*|steal\w*|burgl\w*"
        r"|robb\w+"
        r"|raid\w*|attack\w*|hack\w*|cyber\w*|malicious\w*|intru\w+|investigat\w*|inquir\w+"
        r"|enquir\w+"
        r"|tax\w*|dut(?:y|ies)|evad\w*|evasion|avoid\w*|detect\w*|arrest\w*|prison\w*|escap\w*"
        r"|immigra\w*|regulat\w*|compl(?:y|ying|iance)|inspect\w*|enforc\w*|functions?|tribunal\w*"
        r"|witness\w*|inform(?:ants?|ers?)|misconduct|improper\w*|secur\w+|vandal\w*|arson\w*"
        r"|smuggl\w*|cheat\w*|gangs?|suspect\w*|surveillance|patrol\w*|justice|court\w*|prosecut\w*"
        r"|law|laws|unlawful\w*|illegal\w*|terror\w*|weapon\w*|drug\w*|traffick\w*|launder\w*"
        r"|scam\w*"
        r"|impersonat\w*|forg\w+|target\w*|exploit\w*|trespass\w*|tamper\w*|damage|sabotage|abus\w*"
        r"|driv(?:e|ers?|ing)|speed\w*|trader\w*|licen\w+|fit to|charit\w*|wrongdo\w*|breach\w*"
        r"|complain\w*|audit\w*|safe\w*|poach\w*|penal\w*|firms?|compan\w+|caught|catch\w*"
    ),
    "33": phrases(
        r"audit\w*|examin\w*|inspect\w*|value for money|accounts|efficien\w+|effective\w*|econom\w*"
        r"|report\w*|method\w*|findings|candid\w*|candour|co-?operat\w*|drafts?|review\w*|bod(?:y"
        r"|ies)"
    ),
    "38": phrases(
        r"safe\w*|health|injur\w*|danger\w*|endanger\w*|attack\w*|assault\w*|threat\w*|violen\w*"
        r"|abus\w*|harass\w*|distress\w*|mental\w*|psycholog\w*|suicid\w*|death\w*|die[sd]?|kill\w*"
        r"|hurt\w*|lives|life|arson\w*|target\w*|harm\w*|risk\w*|protest\w*|fear\w*|intimidat\w*"
        r"|terror\w*|stalk\w*|vulnerab\w*|anxi\w*|illness\w*|well-?being|welfare|wound\w*|victim\w*"
        r"|drown\w*|fall|falls|explo\w+|poison\w*|weapon\w*|firearm\w*|sabotage|bomb\w*|grief\w*"
        r"|reprisal\w*|retaliat\w*|hostil\w*|spat|follow\w*|crash\w*|accident\w*"
    ),
    "43": phrases(
        r"commerc\w*|compet\w*|rival\w*|bid\w*|tender\w*|pric\w*|negotiat\w*|supplier\w*"
        r"|contract\w*"
        r"|market\w*|customer\w*|client\w*|profit\w*|revenue\w*|cost\w*|undercut\w*|terms|rates?"
        r"|business\w*|bargain\w*|sell\w*|sale\w*|sold|buy\w*|bought|purchas\w*|procur\w*|invest\w*"
        r"|rent\w*|leas\w+|discount\w*|margin\w*|trade|trad(?:ing|ers?)|money|pay|paid|fees?"
        r"|charg\w+"
        r"|firms?|compan\w+|offer\w*|deals?|product\w*|know-how|recipe\w*|formula\w*|design\w*"
        r"|income"
        r"|financ\w*|value|property|developer\w*|licen\w+|sponsor\w*|brand\w*|reputation\w*"
        r"|insur\w*"
        r"|fund\w*|student\w*|recruit\w*|ticket\w*|audience\w*|partner\w*|landlord\w*|consultan\w*"
    ),
}

_UNMISTAKABLE = {
    "26": phrases(
        r"(?:armed|military|naval) forces|forces|military|troops?|soldiers?|warships?|submarines?"
        r"|aircraft|battle\w*|combat|missiles?|munitions?|enem(?:y|ies)|adversar(?:y|ies)|garrison"
    ),
    "27": phrases(
        r"diploma\w+|ambassadors?|embass(?:y|ies)|bilateral|(?:foreign|other|another) (?:states?"
        r"|governments?|countr(?:y|ies))|international relations|treat(?:y|ies)|allies"
    ),
    "28": phrases(r"devolved administrations?|(?:scottish|welsh|northern ireland) \w+|holyrood"),
    "29": phrases(
        r"monetary|inflation|currenc(?:y|ies)|gilts?|interest rates?|financial"
        " stability"
    ),
    "31": phrases(
        r"criminals?|crimes?|offenders?|burglars?|thie(?:f|ves)|fraudsters?|fraud|detection"
        r"|arrests?"
        r"|prosecut\w+|polic(?:e|ing)"
    ),
    "33": phrases(r"auditors?|audits?|value for money"),
    "35": phrases(
        r"free and frank|frank(?:ly|ness)?|candou?r|candid(?:ly)?|thinking space|chilling effect"
        r"|formulat\w+|policy|deliberat\w+|inhibit\w*|options"
    ),
    "38": phrases(
        r"injur\w+|endanger\w*|(?:physical|mental) health|suicid\w*|self-harm\w*|assault\w*"
        r"|violen\w+"
        r"|lives"
    ),
    "40": phrases(
        r"privacy|private (?:life|lives)|personal data|personal (?:information|details)|distress\w*"
        r"|data protection|identif\w+"
    ),
    "41": phrases(r"in confidence|confidence|confidential\w*|confided"),
    "42": phrases(r"legal advice|privileged?|solicitors?|lawyers?|litigation|barristers?"),
    "43": phrases(
        r"competitors?|rivals?|bidders?|tender(?:s|ing|ers?)?|undercut\w*|profit\w*|commercial\w*"
        r"|margins?|bargaining|pricing"
    ),
}
