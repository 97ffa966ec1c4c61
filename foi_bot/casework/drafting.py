"""Drafting: what follows from a deed. The next question is put; or, with nothing left to ask, the
letter is composed and checked, and a new draft takes the place of the old one."""

from __future__ import annotations

from datetime import datetime

from foi_bot import approval
from foi_bot.case import Case, Ending, Key, State
from foi_bot.casework import facts as f
from foi_bot.casework.answering import new_asking
from foi_bot.casework.checking import check
from foi_bot.casework.decision import Button, Decided, Notice, words
from foi_bot.casework.dropping import seals
from foi_bot.casework.fold import after
from foi_bot.interview.asked import heading, question
from foi_bot.interview.kind import INTERIM
from foi_bot.interview.plan import needs_no_letter, offered, plan, unanswered
from foi_bot.interview.slices import slices
from foi_bot.letter import tree
from foi_bot.letter.compose import compose


def with_what_follows(case: Case, decided: Decided, now: datetime, ts: str) -> Decided:
    """The decision, and the questions or the draft that follow from it."""
    then = after(case, decided.facts)
    if then.closure:
        return decided
    following = () if _is_done_with(case, then) else _onward(then, now, ts)
    notices = (
        *decided.notices,
        *_voided(then, following),
        *_goes_elsewhere(case, after(then, following)),
    )
    return Decided((*decided.facts, *following), notices, decided.quiet)


def with_overtaken(case: Case, decided: Decided, now: datetime, ts: str) -> Decided:
    """The decision, and what time alone has brought besides."""
    more = overtaken(after(case, decided.facts), now, ts)
    if more is None:
        return decided
    notices = (*decided.notices, *more.notices)
    return Decided((*decided.facts, *more.facts), notices, decided.quiet)


def overtaken(case: Case, now: datetime, ts: str) -> Decided | None:
    """The question that time alone has brought, with nobody doing anything: the last day has passed
    and the letter must say why, or a provision is law no longer. None where there is none."""
    if case.closure or case.open_asking or not unanswered(case):
        return None
    told = words("overtaken", officer=case.officer)
    return Decided(_onward(case, now, ts), (Notice(told),))


def what_follows(case: Case, now: datetime, ts: str) -> tuple[f.Fact, ...]:
    """What follows on a case just opened: its first question."""
    return _onward(case, now, ts)


def _onward(case: Case, now: datetime, ts: str) -> tuple[f.Fact, ...]:
    open_ = case.open_asking
    closed: tuple[f.Fact, ...] = ()
    if open_ is not None:
        if open_.key in (*plan(case), *offered(case)):
            return ()
        closed = (f.AskingClosed(open_.no, Ending.LEFT, ts),)
    settled = after(case, closed)
    key = _next(settled)
    if key is not None:
        return (*closed, *new_asking(settled, key, now))
    return (*closed, *_draft(settled, now))


def _next(case: Case) -> Key | None:
    """The first question of the plan without an answer; those skipped come last, oldest first."""
    left = unanswered(case)
    skipped = {a.key: a.no for a in case.askings if a.ending is Ending.SKIPPED}
    fresh = [key for key in left if key not in skipped]
    if fresh:
        return fresh[0]
    return min(left, key=lambda key: skipped[key], default=None)


def _is_done_with(before: Case, case: Case) -> bool:
    """Whether the newest letter has gone out and nothing that it says has been changed since: then
    there is nothing to write, though the day, and with it some of the words, would be another."""
    same = (before.current, before.enclosed) == (case.current, case.enclosed)
    return case.went_out is not None and same and not unanswered(case)


def _goes_elsewhere(before: Case, case: Case) -> tuple[Notice, ...]:
    """The word that no letter under the Act is to be written, and what to do instead."""
    if approval.state(case) is not State.OUTSIDE:
        return ()
    advice = advice_elsewhere(case)
    if needs_no_letter(before) and advice_elsewhere(before) == advice:
        return ()
    told = words("goes-elsewhere", officer=case.officer)
    buttons = (Button("close-case", "close_case", ""), Button("all-answers", "all_answers", ""))
    return (Notice(told, buttons, quote="\n".join(advice)),)


def advice_elsewhere(case: Case) -> tuple[str, ...]:
    """What is to be done with each piece of a request that is not answered under the Act."""
    found: dict[str, list[str]] = {}
    for one in slices(case):
        key = Key("outcome", one.id)
        option = question(case, key).option(case.words(*key))
        if option is not None and option.then:
            found.setdefault(option.then, []).append(heading(case, key))
    return tuple(f"{' and '.join(names)}: {then}" for then, names in found.items())


def _draft(case: Case, now: datetime) -> tuple[f.Fact, ...]:
    """A new draft, unless the letter and what is wrong with it are those of the newest one, which
    has not gone out before the response."""
    if needs_no_letter(case):
        return ()
    letter = compose(case)
    findings = check(case, letter)
    hash_ = approval.seal(letter, case.house.version, seals(case))
    newest = case.draft
    # A second acknowledgement is a letter of its own, word for word as the first may be.
    again = case.went_out is not None and case.went_out.kind in INTERIM
    if newest and not again and (newest.hash, newest.findings) == (hash_, findings):
        return ()
    no = len(case.drafts) + 1
    return (f.Drafted(no, hash_, tree.canonical(letter).decode(), findings, now),)


def _voided(case: Case, following: tuple[f.Fact, ...]) -> tuple[Notice, ...]:
    """The word that approvals of the old draft no longer count, where there were any."""
    drafted = [fact for fact in following if isinstance(fact, f.Drafted)]
    approvers = approval.tally(case).by
    if not drafted or not approvers:
        return ()
    people = ", ".join(f"<@{person}>" for person in approvers)
    new = drafted[0].no
    return (Notice(words("approvals-void", old=new - 1, new=new, people=people)),)
