"""The case card: what anybody in the channel sees of a case. The thread under it is the case."""

from __future__ import annotations

from foi_bot import approval
from foi_bot.approval import Demand
from foi_bot.case import Case, State, london
from foi_bot.interview.asked import heading, question
from foi_bot.interview.deadlines import waiting_parts
from foi_bot.interview.kind import LetterKind
from foi_bot.interview.plan import needs_no_letter, plan, unanswered
from foi_bot.interview.progress import progress
from foi_bot.interview.questions import wordings
from foi_bot.law.days_in_words import listed, long_date
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
from foi_bot.slack.views import Shown, times

EXCERPT = 600

LETTERS = 5
"""So many of the letters that went out are shown, the newest."""

_LETTERS = {
    LetterKind.RESPONSE: "The response",
    LetterKind.ACKNOWLEDGEMENT: "The acknowledgement",
    LetterKind.HOLDING: "A holding letter",
    LetterKind.REVIEW: "The reply to the internal review",
}


def render(case: Case) -> Shown:
    """The card as the case stands."""
    deadline = escaped(times.due(case))
    standing = stands(case)
    told = f"Due: {deadline}".replace("\n", "; ")
    text = f"{escaped(case.reference)}: {standing}. {told}. Officer <@{case.officer}>."
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
        *_counted(case),
        *_progress(case),
        *_letters(case),
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
            done = len(keys) - len(unanswered(case))
            if done == len(keys):
                return "An answer is being changed"
            return f"Asking: {done} of {len(keys)} questions answered"
        case State.HELD:
            return "Draft held back: something must be fixed"
        case State.AWAITING:
            return f"Awaiting {_approvals_word(approval.tally(case).missing)}"
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
            return "Closed" if case.sent else "Closed without a letter"


def _counted(case: Case) -> list[Block]:
    """How the times were counted; where none runs any more, when the request came."""
    told = times.counted(case) or (f"Received {long_date(case.request.received)}.",)
    return [context(escaped(one)) for one in told]


def _progress(case: Case) -> list[Block]:
    """For whoever comes back: which question is open, and when the last answer was given."""
    found = progress(case)
    if case.closure or found.at is None or found.last is None:
        return []
    day = long_date(london(found.last.at))
    about = escaped(f"{heading(case, found.at)} · {question(case, found.at).short}")
    return [context(f"Open: {about}. Last answered on {day}.")]


def _letters(case: Case) -> list[Block]:
    """The letters that went out."""
    return [
        context(
            f"{_LETTERS[LetterKind(sent.kind)]} (draft {sent.draft}) went out on "
            f"{long_date(sent.on)}, as <@{sent.by}> recorded."
        )
        for sent in case.sent[-LETTERS:]
    ]


def _approvals_word(number: int) -> str:
    return "1 approval" if number == 1 else f"{number} approvals"


def _approvals(case: Case) -> list[Block]:
    """Who approved the newest draft, who holds it, and what is awaited."""
    if case.draft is None or case.closure or case.went_out or needs_no_letter(case):
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
        told += [_awaited(case, demand) for demand in tally.demands if demand.missing]
    if not told:
        return []
    return [context(f"Draft {case.draft.no}: {' '.join(told)}")]


def _awaited(case: Case, demand: Demand) -> str:
    """How many approvals are awaited, from whom, and for what of the letter."""
    told = f"{_approvals_word(demand.missing)} awaited{for_what(demand)}"
    able = approval.able(case, demand)
    if able:
        return f"{told} from {mentions(able)}."
    if demand.approvers:
        return f"{told}. No approver is left who wrote none of the answers."
    return f"{told} from a member of this channel who wrote none of the answers."


def for_what(demand: Demand) -> str:
    """For which outcomes, where the house pack tells them apart."""
    if not demand.outcomes:
        return ""
    labels = {one.value: one.label for one in wordings()["outcome"].options}
    return f" for {listed([f'“{labels[one]}”' for one in demand.outcomes if one in labels])}"


def mentions(people: tuple[str, ...]) -> str:
    """ "@a and @b" """
    shown = [f"<@{person}>" for person in people]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _buttons(case: Case) -> list[Block]:
    if case.closure:
        return []
    about = {"case": case.id}
    state = approval.state(case)
    made = [button("All answers", "all_answers", about)]
    if state is State.ASKING:
        made.append(button("Where was I?", "where_was_i", about))
    if waiting_parts(case):
        made.append(button("The applicant answered", "open_answered", about, "primary"))
    if state in (State.ANSWERED, State.WAITING) and not approval.reviews(case):
        made.append(button("Internal review", "start_review", about))
    made.append(button("Take over", "take_over", {**about, "officer": case.officer}))
    if state is not State.ANSWERED:
        elsewhere = case.sent or state is State.OUTSIDE
        made.append(button("Close" if elsewhere else "Close without a letter", "close_case", about))
    return [actions(made)]
