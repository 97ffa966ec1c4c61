"""Rule `public-interest`: for a qualified provision factors on both sides and a conclusion that
weighs the right duty (FOIA s2(1)(b), (2)(b), s17(3)); none for an absolute one.

Not judged: a letter that takes more time to weigh (s10(3), s17(2)), one that leaves its reasons out
by section 17(4), an answer under the Environmental Information Regulations, and sections 40(5A) and
(5B), where practice varies.
"""

from __future__ import annotations

from collections.abc import Iterator

from foi_bot.checks.any_letter import kinds
from foi_bot.checks.any_letter.balances import Balance, Balances, Stated
from foi_bot.checks.any_letter.sheet import CannotTell, Sheet, finding
from foi_bot.checks.any_letter.weighed_for_nothing import weighed_for_nothing
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.side_words import IRRELEVANT, confuses_interest
from foi_bot.checks.weighed import Weighed, weighed
from foi_bot.checks.weighing_words import (
    finds_for_answering,
    finds_neither,
    is_turned_round,
    names_the_test,
)
from foi_bot.checks.words import phrases
from foi_bot.interview.outcome import Outcome
from foi_bot.law.cites import sections_words
from foi_bot.law.limbs import Duty
from foi_bot.letter.read.written import Piece, Place

RULE = "public-interest"


def check(sheet: Sheet) -> Iterator[Finding | CannotTell]:
    """What is wrong with the weighing of the public interest in a letter that refuses."""
    if not sheet.letter.is_letter or not sheet.letter.limbs:
        return
    if not sheet.is_english:
        yield CannotTell(RULE, "The letter is not in English, so its balance cannot be read.")
        return
    if kinds.is_environmental(sheet) or _leaves_reasons_out(sheet):
        return
    every = Balances(sheet)
    told = every.qualified
    if _takes_more_time(sheet):
        told = tuple(one for one in told if one.conclusions)
    if absent := [one for one in told if not one.is_there]:
        yield _none(sheet, absent, told)
    for one in told:
        if one.is_there:
            yield from _judged(sheet, every, one)
    yield from weighed_for_nothing(every, RULE)


def _none(sheet: Sheet, absent: list[Balance], told: tuple[Balance, ...]) -> Finding | CannotTell:
    """No balance at all for these provisions."""
    cites = [cite for one in absent for cite in one.cites]
    pointer = next((one for one in sheet.sentences if _ENCLOSED.search(one[1])), None)
    if pointer or (len(absent) == len(told) and not _has_an_end(sheet)):
        why = "No public interest is weighed here; that may stand in what was sent with this text."
        return CannotTell(RULE, why)
    if _is_review(sheet):
        why = "The letter looks again at an earlier one, which may weigh the public interest."
        return CannotTell(RULE, why)
    source = weighed(absent[0].duty).source
    advice = (
        f"{sections_words(cites).capitalize()} can be relied on only once the public interest has "
        "been weighed, and the letter does not weigh it. Give what speaks for answering, what "
        "speaks against, and why the one outweighs the other."
    )
    return finding(RULE, Severity.MUST_FIX, source, _where(sheet, cites), "", advice)


def _where(sheet: Sheet, cites: list[str]) -> Piece | None:
    """The heading of what is said of the first of these provisions."""
    return next((one for one in sheet.ours if one.is_heading and cites[0] in one.cites), None)


def _judged(sheet: Sheet, every: Balances, balance: Balance) -> Iterator[Finding]:
    scale = weighed(balance.duty)
    if not balance.conclusions and not _has_an_end(sheet):
        return
    yield from _out_of_place(balance, scale)
    one_sided = _one_sided(sheet, balance, scale)
    if one_sided:
        yield one_sided
    even = [one for one in balance.weighing if finds_neither(one.text)]
    refusing = [one for one in balance.conclusions if not finds_for_answering(one.text)]
    refusing = [one for one in refusing if one not in even]
    if refusing:
        yield from _right_duty(every, balance, scale)
        yield from _right_way_round(balance, scale)
    elif even:
        yield _at(even[0], scale, _EVEN)
    elif balance.conclusions:
        gives = Outcome.DISCLOSE in sheet.outcomes
        severity = Severity.LOOK_AGAIN if gives else Severity.MUST_FIX
        yield _at(balance.conclusions[0], scale, _LOST, severity)
    elif not one_sided:
        yield _without_conclusion(sheet, balance, scale)


def _one_sided(sheet: Sheet, balance: Balance, scale: Weighed) -> Finding | None:
    """What is missing on either side."""
    if not balance.has_for:
        laid_out = any(one.is_against for one in balance.weighed)
        severity = Severity.MUST_FIX if laid_out else Severity.LOOK_AGAIN
        if balance.may_have_for or balance.is_unsettled or _is_review(sheet):
            severity = Severity.LOOK_AGAIN
        first = next(iter(balance.weighed or balance.conclusions), None)
        advice = (
            f"Nothing is weighed {scale.sides['pit-for']}: only the other side is told. Say what "
            "speaks for it, and why it is outweighed."
        )
        return _at(first, scale, advice, severity)
    if not balance.has_against:
        last = next(reversed(balance.weighed or balance.conclusions), None)
        advice = (
            f"Nothing is weighed {scale.sides['pit-against']}. Say what speaks for that, and why "
            "it outweighs the rest."
        )
        listed = any(one.place is Place.FOR for one in balance.told)
        return _at(last, scale, advice, Severity.MUST_FIX if listed else Severity.LOOK_AGAIN)
    return None


def _out_of_place(balance: Balance, scale: Weighed) -> Iterator[Finding]:
    """What neither side can hold."""
    for one in balance.told:
        if one.place is Place.AGAINST and IRRELEVANT.search(one.text):
            advice = (
                "No exemption protects an interest in this. Only what the provision protects goes "
                "into the scale: take it out."
            )
            yield _at(one, scale, advice, Severity.LOOK_AGAIN)
        elif one.is_weighed and confuses_interest(one.text):
            advice = (
                "What is of interest to people is not what is in the public interest. Say what "
                "good it would do the public to have an answer."
            )
            yield _at(one, scale, advice, Severity.LOOK_AGAIN)


def _without_conclusion(sheet: Sheet, balance: Balance, scale: Weighed) -> Finding:
    advice = (
        "The public interest is spoken of and nothing is concluded about "
        f"{sections_words(balance.cites)}. Say that {scale.conclusion}, and why."
    )
    doubtful = balance.is_compared or _is_review(sheet)
    severity = Severity.LOOK_AGAIN if doubtful else Severity.MUST_FIX
    at = balance.weighed[-1].piece if balance.weighed else None
    return finding(RULE, severity, scale.source, at, "", advice)


def _right_duty(every: Balances, balance: Balance, scale: Weighed) -> Iterator[Finding]:
    """A balance for the other duty. A letter that neither confirms nor denies one thing and
    withholds another may well weigh both, and is not judged."""
    if len({one.duty for one in every.qualified}) > 1:
        return
    wrong = [one for one in balance.conclusions if scale.is_wrong(one.text)]
    vague = [one for one in balance.conclusions if _is_vague(one.text, scale)]
    right = [one for one in balance.conclusions if scale.own.search(one.text)]
    if wrong and len({*wrong, *vague}) > len(right):
        yield _at(wrong[0], scale, scale.other_weighed)
    elif wrong:
        yield _at(wrong[0], scale, scale.other_weighed, Severity.LOOK_AGAIN)
    elif vague and not right:
        yield _at(vague[0], scale, scale.other_weighed, Severity.LOOK_AGAIN)
    elif balance.duty is Duty.CONFIRM_OR_DENY:
        yield from _factor_of_other_duty(balance, scale)


def _is_vague(sentence: str, scale: Weighed) -> bool:
    """Whether a conclusion speaks of "disclosure" alone where confirming or denying is weighed."""
    if scale is not weighed(Duty.CONFIRM_OR_DENY):
        return False
    return bool(_DISCLOSURE.search(sentence)) and not scale.own.search(sentence)


def _factor_of_other_duty(balance: Balance, scale: Weighed) -> Iterator[Finding]:
    """Factors that argue for the other duty, where the conclusion weighs the right one."""
    for one in balance.weighed:
        wrong = scale.is_wrong(one.text) and scale.is_wrong(one.piece.text)
        if wrong and _DISCLOSURE.search(one.text):
            yield _at(one, scale, scale.other_weighed, Severity.LOOK_AGAIN)
            return


def _right_way_round(balance: Balance, scale: Weighed) -> Iterator[Finding]:
    turned = [one for one in balance.conclusions if is_turned_round(one.text)]
    if turned and len(turned) == len(balance.conclusions):
        advice = (
            "This asks whether the interest in answering outweighs the other. The Act asks it the "
            f"other way round, so that a balance that is even means an answer. Say whether "
            f"{scale.conclusion}."
        )
        yield _at(turned[0], scale, advice, Severity.LOOK_AGAIN)


def _at(
    one: Stated | None, scale: Weighed, advice: str, severity: Severity = Severity.MUST_FIX
) -> Finding:
    piece, quote = (one.piece, one.text) if one else (None, "")
    return finding(RULE, severity, scale.source, piece, quote, advice)


def _takes_more_time(sheet: Sheet) -> bool:
    """Whether the letter says that the public interest is still being weighed."""
    if Outcome.EXTEND in sheet.outcomes:
        return True
    return any(
        _EXTENDED.search(one) or (_MORE_TIME.search(one) and names_the_test(one))
        for _, one in sheet.sentences
    )


def _is_review(sheet: Sheet) -> bool:
    """Whether the letter looks again at an earlier one, where more of the reasons may stand."""
    return kinds.is_review(sheet) or any(_REVIEWED.search(one) for _, one in sheet.sentences)


def _has_an_end(sheet: Sheet) -> bool:
    """Whether the text is that of one letter, and goes on to what stands below its reasons."""
    read = sheet.letter
    begins = read.dated or read.received or read.reference or read.at(Place.GREETING, Place.REQUEST)
    ends = bool(read.at(Place.SIGN_OFF, Place.REVIEW, Place.REGULATOR))
    return bool(begins) and ends and kinds.has_a_close(sheet)


def _leaves_reasons_out(sheet: Sheet) -> bool:
    return any(_LEFT_OUT.search(one) for _, one in sheet.sentences)


_LOST = (
    "This finds that the public interest is in answering, and the letter refuses all the same. An "
    "exemption can be relied on only where the public interest in maintaining it outweighs: "
    "answer, or put right what was found."
)
_EVEN = (
    "This finds both sides equal, and the letter refuses all the same. Where neither outweighs the "
    "other the Act wants an answer: give it, or say what makes the difference."
)
_DISCLOSURE = phrases(r"(?:non-?)?disclos\w+|releas\w+|withh\w+|publication")
_MORE_TIME = phrases(
    r"(?:more|further|additional|extra) time|extend\w*|extension|(?:not|n[’']t) yet|10\(3\)|17\(2\)"
    r"|further (?:\w+ )?period|still (?:consider\w*"
    r"|weigh\w*|being)|no decision|need (?:\w+ )?(?:days|longer)|(?:are|am) considering"
)
_EXTENDED = phrases(
    r"10\(3\)|17\(2\)|(?:longer|more|beyond) (?:than )?(?:the )?(?:20|twenty) working days",
    r"extend(?:ed|ing)? (?:the |our )?(?:\w+ )?(?:time|deadline|period|limit)|extension of time"
    r"|(?:time|deadline|period|limit)(?: \w+){0,6}? (?:be|been|is) (?:longer|extended)",
    r"need (?:some )?(?:more|further|additional|extra) time",
)
_REVIEWED = phrases(
    r"you (?:asked|requested|sought|wrote)(?: \w+){0,6}? (?:an? )?(?:internal )?review"
    r"|your (?:request|appeal|complaint) (?:for (?:an? )?(?:internal )?review|about the decision)"
)
_LEFT_OUT = phrases(
    r"section 17\(4\)|s\.? ?17\(4\)",
    r"(?:reasons?|explanation|explain\w*|statement|further)[^.;]{0,80} (?:would|might)"
    r" (?:itself|themselves|in itself|in themselves) (?:disclose|involve|reveal|amount)",
)
_PAPER = r"(?:annex\w*|appendi\w+|attachment|section 17 notice|refusal notice|sheet)"
_ENCLOSED = phrases(
    r"(?:public interest|reasons?|reasoning|explan\w+|arguments?|considerations?|factors?|detail\w*"
    rf"|balanc\w+)(?: [^.;]{{0,80}})? (?:in|at|see|to) (?:the |an? |our )?(?:\w+ )?{_PAPER}",
    rf"(?:see|refer to|consult|read) (?:the |our |an? )?(?:\w+ )?{_PAPER}",
    r"(?:attached|enclosed|separate|accompanying) (?:notice|paper|letter|explanation|reasons)",
)
"""What says that the reasons are on another paper."""
