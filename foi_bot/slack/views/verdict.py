"""A draft's last post: the one that approvers react on. It says what was found, how the approval
stands, and, once the draft is replaced, that it no longer counts."""

from __future__ import annotations

from foi_bot import approval
from foi_bot.case import Case, Draft
from foi_bot.casework.sending import approved_on
from foi_bot.interview.plan import needs_no_letter
from foi_bot.law.days_in_words import long_date
from foi_bot.slack.blocks import Block, actions, button, context, divider, section
from foi_bot.slack.views import Shown, enclosures, findings
from foi_bot.slack.views.card import for_what, mentions


def render(case: Case, draft: int) -> Shown:
    """The last post of this draft as it stands now."""
    shown = next(one for one in case.drafts if one.no == draft)
    hash_ = shown.hash[: approval.SHOWN]
    sent = next((one for one in case.sent if one.draft == draft), None)
    if sent is not None:
        told = f"*Draft {draft} went out on {long_date(sent.on)}*, as <@{sent.by}> recorded."
        return Shown(told, (divider(), section(told), context(f"Hash `{hash_}`")))
    if case.draft is None or case.draft.no != draft:
        newest = case.draft.no if case.draft else draft
        told = f"Draft {draft} has been replaced by draft {newest}: reactions here change nothing."
        return Shown(told, (section(told), context(f"Hash `{hash_}`")))
    told = _stands(case, shown)
    blocks: list[Block] = [divider(), section(told), context(_rules(case, hash_))]
    if shown.findings:
        blocks.append(section(f"*What the checks found:* {findings.summary(shown.findings)}"))
        blocks += findings.blocks(case, shown)
    blocks += enclosures.of_draft(case)
    blocks += _sending(case, shown)
    blocks += _lifting(case, shown)
    blocks += _waiver(case)
    return Shown(told, tuple(blocks))


def _stands(case: Case, draft: Draft) -> str:
    tally = approval.tally(case)
    if case.closure:
        return f"Draft {draft.no}: the case is closed."
    if needs_no_letter(case):
        return (
            f"*Draft {draft.no} counts no more:* the request is not to be answered under the Act."
        )
    if tally.unfinished:
        return (
            f"*Draft {draft.no}: on hold.* An answer behind it is being changed, or one more is "
            "needed, so it can't be approved now. A new draft follows if the letter changes."
        )
    if tally.holding:
        return f"*Draft {draft.no}: held.* {mentions(tally.holding)} asked for changes."
    if tally.approved:
        return f"*Draft {draft.no} is approved* by {mentions(tally.by)}."
    by = f" Approved so far by {mentions(tally.by)}." if tally.by else ""
    return (
        f"*Draft {draft.no} is ready for approval.*{by} "
        "React to this post with ✅ to approve exactly this letter, or ❌ to ask for changes."
    )


def _rules(case: Case, hash_: str) -> str:
    need = "; ".join(_need(demand) for demand in approval.tally(case).demands)
    eyes = ", by somebody who wrote none of the answers" if case.house.approval.four_eyes else ""
    if case.waiver:
        eyes = f". <@{case.waiver.by}> recorded why nobody else can approve"
    return f"Needed: {need}{eyes}. Hash of what is approved: `{hash_}`"


def _need(demand: approval.Demand) -> str:
    """How many approvals a demand wants, for what, and of whom where that is not for all alike."""
    number = "1 approval" if demand.needed == 1 else f"{demand.needed} approvals"
    named = f" from {mentions(demand.approvers)}" if demand.outcomes and demand.approvers else ""
    return f"{number}{for_what(demand)}{named}"


def _sending(case: Case, draft: Draft) -> list[Block]:
    """What is left to be done with an approved letter."""
    if case.closure or approved_on(case) is None:
        return []
    about = {"case": case.id, "draft": draft.no}
    return [actions([button("Mark as sent", "open_sent", about, "primary")])]


def _lifting(case: Case, draft: Draft) -> list[Block]:
    """The way out where somebody who holds the draft has left and can't take it back."""
    holding = () if case.closure else approval.tally(case).holding
    about = {"case": case.id, "draft": draft.no}
    return [
        actions([button("They have left: lift this hold", "open_lift", {**about, "of": person})])
        for person in holding
    ]


def _waiver(case: Case) -> list[Block]:
    """The way out for an office of two: offered where too few approvers are left who wrote none of
    the answers, and, where the pack names nobody, to whoever knows that nobody is left."""
    rules = case.house.approval
    tally = approval.tally(case)
    enough = all(
        demand.approvers and len(approval.able(case, demand)) >= demand.missing
        for demand in tally.demands
    )
    settled = case.waiver or case.closure or tally.approved
    kept_apart = rules.four_eyes or (rules.fresh_review and approval.reviews(case))
    if not kept_apart or enough or settled:
        return []
    label = "Nobody else can approve"
    return [actions([button(label, "open_waiver", {"case": case.id})])]
