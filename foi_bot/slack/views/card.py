"""The case card: what anybody in the channel sees of a case. The thread under it is the case."""

from __future__ import annotations

from foi_bot import approval
from foi_bot.case import Case, State
from foi_bot.interview.plan import plan
from foi_bot.law.clock import due
from foi_bot.law.days_in_words import long_date
from foi_bot.slack.blocks import (
    Block,
    actions,
    button,
    context,
    escaped,
    fields,
    fitting,
    header,
    quoted,
)
from foi_bot.slack.views import Shown

EXCERPT = 600


def render(case: Case) -> Shown:
    """The card as the case stands."""
    count = due(case.request.received)
    deadline = long_date(count.last)
    standing = stands(case)
    text = f"{escaped(case.reference)}: {standing}. Due {deadline}. Officer <@{case.officer}>."
    blocks = [
        header(f"Request {case.reference}"),
        fields(
            [
                ("Authority", escaped(case.house.authority)),
                ("Officer", f"<@{case.officer}>"),
                ("Due", deadline),
                ("State", standing),
            ]
        ),
        quoted(fitting(case.request.text, EXCERPT)),
        context(f"Received {long_date(case.request.received)}. How it was counted: {count}."),
        *_approvals(case),
        *_buttons(case),
    ]
    return Shown(text, tuple(blocks))


def stands(case: Case) -> str:
    """Where the case stands, in a few words."""
    state = approval.state(case)
    match state:
        case State.ASKING:
            keys = plan(case)
            done = sum(key in case.current for key in keys)
            if done == len(keys):
                return "An answer is being changed"
            return f"Asking: {done} of {len(keys)} questions answered"
        case State.HELD:
            return "Draft held back: something must be fixed"
        case State.AWAITING:
            missing = approval.tally(case).missing
            return f"Awaiting {_approvals_word(missing)}"
        case State.CHANGES:
            return "Changes asked"
        case State.APPROVED:
            return "Approved"
        case State.WAITING:
            return "Waiting for the applicant"
        case State.OUTSIDE:
            return "Not to be answered under the Act"
        case State.ANSWERED:
            return "Answered"
        case State.CLOSED:
            return "Closed without a letter"


def _approvals_word(number: int) -> str:
    return "1 approval" if number == 1 else f"{number} approvals"


def _approvals(case: Case) -> list[Block]:
    """Who approved the newest draft, who holds it, and what is awaited."""
    if case.draft is None or case.closure:
        return []
    tally = approval.tally(case)
    told = []
    # Whoever approved and then asked for changes has changed their mind.
    by = tuple(person for person in tally.by if person not in tally.holding)
    if by:
        told.append(f"Approved by {mentions(by)}.")
    if tally.holding:
        told.append(f"Held by {mentions(tally.holding)}, who asked for changes.")
    if tally.missing and not tally.unsettled:
        told.append(f"{_approvals_word(tally.missing)} awaited{_from(case)}.")
    if not told:
        return []
    return [context(f"Draft {case.draft.no}: {' '.join(told)}")]


def _from(case: Case) -> str:
    named = case.house.approval.approvers
    have = approval.tally(case).by
    able = [p for p in named if p not in have and approval.why_not(case, p) is None]
    if able:
        return f" from {mentions(tuple(able))}"
    if named:
        return ". No approver is left who wrote none of the answers"
    return " from a member of this channel who wrote none of the answers"


def mentions(people: tuple[str, ...]) -> str:
    """ "@a and @b" """
    shown = [f"<@{person}>" for person in people]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _buttons(case: Case) -> list[Block]:
    if case.closure:
        return []
    about = {"case": case.id}
    return [
        actions(
            [
                button("All answers", "all_answers", about),
                button("Take over", "take_over", {**about, "officer": case.officer}),
                button("Close without a letter", "close_case", about),
            ]
        )
    ]
