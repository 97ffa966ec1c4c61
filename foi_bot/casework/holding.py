"""Holding a case: who its officer is, and closing it without a letter."""

from __future__ import annotations

from datetime import datetime

from foi_bot import approval
from foi_bot.case import Case
from foi_bot.casework import deeds
from foi_bot.casework import facts as f
from foi_bot.casework.decision import Decided, Decision, Notice, Refused, words


def take_over(case: Case, deed: deeds.TakeOver) -> Decision:
    """Somebody else becomes the officer. A button that names an earlier officer is stale."""
    if deed.by.id == case.officer:
        return Refused(words("already-the-officer"))
    if deed.instead_of != case.officer:
        return Refused(words("officer-changed", officer=case.officer))
    if approval.took_part(case, deed.by.id):
        return Refused(words("took-part-so-no-review"))
    taken = f.TakenOver(deed.by.id, case.officer, deed.ts)
    told = Notice(words("taken-over", officer=deed.by.id, before=case.officer))
    return Decided((taken,), (told,))


def close(deed: deeds.CloseCase, now: datetime) -> Decision:
    """The case ends without a letter, or without another: withdrawn, opened by mistake, answered
    elsewhere, or the applicant never said what they mean."""
    if not deed.reason.strip():
        return Refused(words("reason-missing"))
    told = Notice(words("closed", by=deed.by.id), quote=deed.reason)
    return Decided((f.Closed(deed.by.id, deed.reason, now),), (told,))
