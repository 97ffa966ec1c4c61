"""Sentences of a refusal for cost (FOIA s12; SI 2004/3244): which limb, which limit, what may be
counted, what help there is; and what is environmental, for which there is no section 12."""

from __future__ import annotations

import re

from foi_bot.checks.words import phrases
from foi_bot.law.cost import Kind


def uncountable(text: str) -> str:
    """The work in a text that may not be counted (SI 2004/3244 reg 4(3)): "redacting"; "" for none.
    A sentence that says it was left out counts nothing."""
    found = _UNCOUNTABLE.search(text)
    return "" if found is None or _LEFT_OUT.search(text) else found[0]


def calls_it_exempt(sentence: str) -> str:
    """The words by which information is called exempt under section 12, or section 12 an exemption;
    "" for none. To be exempt from the duty to comply is what the section says."""
    found = _EXEMPT.search(sentence)
    if found is None or re.match(
        r"[^.]{0,60}? from (?:\w+ ){0,3}?(?:dut|obligation|requirement"
        r"|having|complying|compliance)",
        sentence[found.start() :],
    ):
        return ""
    return found[0]


def offers_help(text: str) -> bool:
    """Whether a text helps an applicant to ask for less, or gives something (FOIA s16)."""
    return _HELP.search(text) is not None


def is_about_the_limit(text: str) -> bool:
    """Whether a text states the appropriate limit, which is no estimate."""
    return _LIMIT.search(text) is not None


def activity(text: str) -> bool:
    """Whether a text names work of the kind that an estimate is made of."""
    return _ACTIVITY.search(text) is not None


def cites_12(text: str) -> str:
    """The words in which a text names section 12 of the Act, to its limb; "" for none."""
    found = _CITES_12.search(text)
    return re.sub(r"\s+", " ", found[0]) if found else ""


def refuses_for_cost(sentence: str) -> bool:
    """Whether a sentence takes away the duty to comply for what it would cost."""
    return bool(_COSTS.search(sentence) and _NEED_NOT.search(sentence))


def adds_requests_up(text: str) -> bool:
    """Whether a text says that the costs of several requests are counted together (reg 5)."""
    return _ADDS_UP.search(text) is not None and not _MAY_BE.search(text)


def names_requests(text: str) -> bool:
    """Whether a text tells other requests by their dates or references."""
    return len(_REQUEST_NAMED.findall(text)) > 1 or (
        _OTHERS.search(text) is not None and _REQUEST_NAMED.search(text) is not None
    )


def plainly_environmental(request: str) -> str:
    """The words of a request that make it one for environmental information (EIR reg 2(1)): the
    elements, what affects them, and measures about them. "" for none that is plain."""
    found = _PLAINLY_ENVIRONMENTAL.search(request)
    return found[0] if found else ""


def perhaps_environmental(request: str) -> str:
    """Words that are often about environmental information, and need not be."""
    found = _PERHAPS_ENVIRONMENTAL.search(request)
    return found[0] if found else ""


def kind_of_body(name: str) -> Kind | None:
    """On which side of the limit a body of this name is (FOIA Sch 1 Part I; reg 3); None where the
    name does not show it."""
    central, other = bool(_CENTRAL.search(name)), bool(_OTHER.search(name))
    if central == other:
        return None
    return Kind.CENTRAL if central else Kind.OTHER


_CITES_12 = re.compile(
    r"(?<![\w.])(?:section|sections|sec\.?|s\.?)\s?12(?![\d.])(?:\s?\([1-5]\))?", re.IGNORECASE
)
_COSTS = phrases(
    r"(?:cost|fees|appropriate|time) limit|appropriate limit|cost of (?:complying|compliance)|cost"
)
_NEED_NOT = phrases(
    r"(?:need|do|does|are|is|not|am) (?:not )?(?:have |required |obliged )?(?:to )?comply|refus\w+"
    r"|reliev\w+|no (?:duty|obligation)|(?:not|n[’']t) (?:oblige\w*|require\w*|have to)|not able to"
    r"|unable to"
)
_ADDS_UP = phrases(
    r"aggregat\w+|60 (?:consecutive )?working days|sixty (?:consecutive )?working days|12 ?\(4\)|"
    r"(?:cost|time|requests?|questions?) (?:\w+ ){0,6}?(?:combined|added (?:up|together)|counted "
    r"together|taken together)"
)
_MAY_BE = phrases(r"(?:can|may|could|might|would|will) (?:also )?(?:be )?\w+|please note")
_OTHERS = phrases(
    r"(?:other|earlier|previous|these|both|following|two|three|four|five|six) (?:\w+ ){0,3}?"
    r"requests?|requests? (?:of|dated|received|numbered|references?)|questions?|parts?"
)
_REQUEST_NAMED = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b"
    r"|\b[A-Z]{1,8}[ /-]?\d[\d./-]{2,}\d\b|\b\d{4,}[/-]\d+\b|\b(?:questions?|parts?) \d"
)
_UNCOUNTABLE = phrases(
    r"redact\w*|blacking out|blank(?:ing|ed) out",
    r"consult(?:ing|ation)s? (?:with |of )?(?:the |all |any |each |every )?"
    r"(?:third part\w+|suppliers?|contractors?|\w+ affected|individuals|staff|lawyers)",
    r"consider(?:ing|ation of)? (?:\w+ ){0,4}?exempt\w*|appl(?:ying|ication of) (?:\w+ ){0,3}?"
    r"exemptions?|public interest test\w*|exempt(?:ion)? (?:checks?|review)",
    r"(?:check\w*|review\w*|assess\w*|read\w*|consider\w*) (?:\w+ ){0,8}?(?:for|against|whether) "
    r"(?:\w+ ){0,3}?(?:exempt\w*|sensitiv\w+|personal (?:data|information))",
    r"legal advice|sign(?:ing)?[- ]off|approv(?:al|ing) (?:of |the |by )\w+|obtaining approval"
    r"|proof-?reading|photocopying|copying|scanning|printing|anonymis\w+",
    r"(?:drafting|writing|preparing|typing) (?:\w+ ){0,2}?(?:letter|response|reply|notice)",
)
_LEFT_OUT = phrases(
    r"(?:not|never|n[’']t|nor|neither|without|exclud\w+|excluding|omitt?\w*|leav\w+ out|left out"
    r"|disregard\w*|before any|no time|none of)"
)
_EXEMPT = phrases(
    r"exempt(?:ed)? (?:from disclosure |from release )?(?:by virtue of|under|pursuant to|in "
    r"accordance with|by|within|per) (?:the (?:provisions of )?)?(?:s\.? ?|section )12(?!\d)",
    r"exemptions? (?:at|in|under|of|contained in|provided by|set out in|afforded by) (?:the )?"
    r"(?:s\.? ?|section )12(?!\d)",
    r"(?:s\.? ?|section )12(?:\(\d\))?(?: of the (?:\w+ ){0,6}act(?: 2000)?)?"
    r"(?: \([^)]{0,60}\))? (?:exemption|is an? (?:\w+ ){0,3}?exemption)",
)
_HELP = phrases(
    r"narrow\w*|refin(?:e|es|ed|ing)|re-?focus\w*|re-?submit\w*|resubmission|re-?phras\w+|reduc\w+ "
    r"the (?:scope|number|period|range|time)|limit(?:ing|ed)? (?:your|the) request|more specific",
    r"(?:shorter|smaller|lesser|reduced|particular|specific|single|limited) (?:\w+ "
    r"){0,2}?(?:period|"
    r"time ?frame|time ?scale|scope|range|sample|year|month|team|ward|number)",
    r"advice and assistance|advise and assist|section 16|s\.? ?16|further assist\w*",
    r"within the (?:\w+ ){0,3}?limit|inside the (?:\w+ ){0,3}?limit|(?:under|below) the "
    r"(?:\w+ ){0,3}?(?:limit|threshold)|bring (?:it|the (?:cost|request)) (?:\w+ )?(?:within"
    r"|under)",
    r"(?:we|i|it|the (?:\w+ ){1,4}?)(?: could| can| would| may|[’']d| might)(?: \w+){0,2}? "
    r"(?:be able to|provide|supply|give|offer|answer|send|search|look at|help|assist|suggest)",
    r"(?:new|revised|amended|fresh|different|further) request|may (?:wish|like|want) to|suggest\w*"
    r"|if (?:it would help|you (?:could|can|would|were|are able|asked|limit|ask|choose|wish|want))",
)
_LIMIT = phrases(
    r"appropriate (?:cost )?limit|(?:cost|statutory|fees|prescribed|time|upper|set) (?:limit|"
    r"threshold|ceiling)|limit (?:is|of|has|for|in|was|laid|set|that|which|prescribed)|"
    r"threshold (?:is|of|for)|(?:the|that|this|above|over) (?:limit|threshold)",
    r"equat\w+ to (?:\w+ ){0,4}?(?:spending|18|24)|(?:represents?|calculated as|corresponds? to)"
    r"(?: the)?(?: estimated)? (?:cost of )?(?:one (?:person|officer)|spending)",
)
_ACTIVITY = phrases(
    r"locat\w*|retriev\w*|extract\w*|determin\w*|find(?:ing)?|search\w*|identify\w*|collat\w*|read"
    r"(?:ing)?|open(?:ing)?|review\w*|examin\w*|check\w*|compil\w*|sift\w*|analys\w+|interrogat\w*"
    r"|manual\w*|trawl\w*|gather\w*|go(?:ing)? through|look(?:ing)? (?:through|at|up|for)"
    r"|run(?:ning)?"
    r"|list(?:ing)?|redact\w*|record\w*|copy\w*|consult\w*"
)
_ELEMENTS = (
    r"(?:river|rivers|stream|streams|beck|brook|canal|lake|reservoir|sea|coast\w*|bathing|drinking|"
    r"ground|surface|waste|storm|flood)[ -]?water"
)
_PLAINLY_ENVIRONMENTAL = phrases(
    rf"water (?:quality|pollution|samples?|abstraction)|{_ELEMENTS} (?:quality|levels?|samples?|"
    r"monitoring|pollution|discharges?)",
    r"(?:air|river|marine|soil|land|water|light|noise|odour|groundwater|environmental) "
    r"(?:pollution|contamination)|pollution (?:of|in|incidents?|from|at|there|levels?|along|into)",
    r"air quality|contaminated land|soil samples?|nitrogen dioxide|particulates?|PM ?(?:10|2\.5)",
    r"(?:greenhouse gas|carbon(?: dioxide)?|CO2|methane|diesel|vehicle|exhaust|stack|chimney|"
    r"incinerator|factory|radioactive|dioxin|mercury)\s(?:emissions?|discharges?|releases?)"
    r"|emissions "
    r"(?:from|to|of|into|data)",
    r"sew(?:age|er|erage) (?:\w+ )?(?:discharges?|overflows?|spills?|outfalls?|releases?)|storm "
    r"overflows?|effluent|fly[- ]?tipping|landfill\w*|hazardous waste|incinerat(?:or|ion)",
    r"tree preservation(?: orders?)?|(?:fell|felled|felling|cutting down|removal|planting|"
    r"pruning|lopping) (?:of |the |any |all ){0,4}(?:\w+ )?trees?|trees? (?:\w+ ){0,3}?(?:felled"
    r"|cut "
    r"down|removed|planted|felling|surveys?|inspections?|works)|(?:street|park|roadside) trees",
    r"flood (?:defences?|risk|alleviation|prevention)|flooding|coastal erosion|biodiversity|"
    r"wildlife|habitats?|badgers?|bat (?:roosts?|surveys?)|great crested newts?|pesticides?|"
    r"herbicides?|glyphosate|genetically modified (?:crops?|organisms?)|wetlands?|peat",
    r"noise (?:levels?|monitoring|readings?|measurements?|nuisance (?:readings?|measurements?))",
    r"wind (?:farms?|turbines?)|fracking|hydraulic fracturing|radiation levels?|radioactive "
    r"(?:waste|substances|discharges?)|climate change|net zero",
    r"environmental (?:impact assessments?|permits?|statements?)|planning (?:applications?|"
    r"permissions?|consents?|enforcement)",
)
_PERHAPS_ENVIRONMENTAL = phrases(
    r"trees?|rivers?|waste|noise|odours?|pollut\w+|emissions?|asbestos|drainage|sewers?|sewage"
    r"|contaminat\w+|beaches|quarr(?:y|ies)|rainfall|weedkillers?|rights of way"
)
_CENTRAL = phrases(
    r"department (?:for|of)(?! (?:public health|housing|education and|social|adult|children|"
    r"environment(?:al)? (?:services|health)))|ministry of|home office|cabinet office|HM treasury"
    r"|treasury|HMRC|HM revenue (?:and|&) customs|foreign(?:,)? (?:and )?(?:commonwealth|& common"
    r"wealth)[\w ,&]*office|foreign office|northern ireland office|scotland office|wales office"
    r"|attorney general[’']s office|welsh (?:assembly )?government|house of (?:commons|lords)"
    r"|senedd(?: cymru)?|welsh parliament|northern ireland assembly|privy council office",
    r"(?:british |territorial )?army|royal (?:navy|air force|marines)|armed forces|HM forces|"
    r"defence (?:equipment|business services|estates)[\w &]*|ministry of defence police",
    r"HM (?:prison|courts)[\w &]*service|(?:his|her) majesty[’']s (?:prison|courts)[\w &]*service"
    r"|national offender management service|DVLA|DVSA|driver (?:and|&) vehicle[\w ]*agency|"
    r"companies house|HM passport office|UK visas and immigration|border force|"
    r"medicines and healthcare products regulatory agency|MHRA|UK health security agency|"
    r"crown prosecution service|serious fraud office|government legal department|"
    r"national archives|office for national statistics|ofsted|insolvency service|highways agency|"
    r"planning inspectorate|valuation office agency|maritime (?:and|&) coastguard agency|"
    r"department[- ]\w+ executive agency|executive agency of",
)
_OTHER = phrases(
    r"(?<!privy )councils?(?! tax)|councillors?|borough|county hall|town hall|constabulary|police"
    r"(?! (?:and )?crime (?:act|bill))|NHS|health ?care trust|foundation trust|health board|"
    r"hospitals?|ambulance|universit(?:y|ies)|college|schools?|academ(?:y|ies)|fire (?:and|&) "
    r"rescue"
    r"|fire (?:authority|service|brigade)|clinical commissioning group|integrated care board|"
    r"transport for \w+|combined authority|parish|museums?|(?:national )?park authority|"
    r"BBC|British Broadcasting Corporation|environment agency|local authorit(?:y|ies)|trust",
)
