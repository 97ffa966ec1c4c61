"""Drafting: what follows from a deed. The next question is put; or, with nothing left to ask, the
letter is composed and checked, and a new draft takes the place of the old one."""

from __future__ import annotations

from datetime import datetime

from foi_bot import approval
from foi_bot.case import Case, Ending, Key
from foi_bot.casework import facts as f
from foi_bot.casework.answering import new_asking
from foi_bot.casework.decision import Decided, Notice, words
from foi_bot.casework.dropping import seals
from foi_bot.casework.fold import after
from foi_bot.checks.run import check
from foi_bot.interview.plan import offered, plan, unanswered
from foi_bot.letter import tree
from foi_bot.letter.compose import compose


def with_what_follows(case: Case, decided: Decided, now: datetime, ts: str) -> Decided:
    """The decision, and the questions or the draft that follow from it."""
    then = after(case, decided.facts)
    if then.closure:
        return decided
    following = _onward(then, now, ts)
    notices = decided.notices + _voided(then, following)
    return Decided((*decided.facts, *following), notices, decided.quiet)


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


def _draft(case: Case, now: datetime) -> tuple[f.Fact, ...]:
    """A new draft, unless the letter and what is wrong with it are those of the newest one."""
    letter = compose(case)
    findings = check(case, letter)
    hash_ = approval.seal(letter, case.house.version, seals(case))
    newest = case.draft
    if newest is not None and (newest.hash, newest.findings) == (hash_, findings):
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
