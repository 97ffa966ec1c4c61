"""Catch-up: Slack keeps no backlog. After a disconnection, and hourly, the threads of open cases
are read; replies, edits, deletions and reactions that were missed go the same way as live ones.

Keys name what was found, so that catching up twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import structlog
from slack_sdk.errors import SlackApiError

from foi_bot.case import Case, Mark, Place, moment
from foi_bot.casework import deeds
from foi_bot.casework.decision import Words
from foi_bot.slack.delivery import Told
from foi_bot.slack.desk import Desk
from foi_bot.slack.listeners.events import MARKS
from foi_bot.slack.typed import typed
from store import outbox
from store.load import list_threads, load

log = structlog.get_logger(__name__)

PAGE = 200

Message = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Missed:
    """A deed that no event told us of, and the key that names it."""

    key: str
    deed: deeds.CaseDeed


def catch_up(desk: Desk) -> int:
    """Read the threads of all open cases; how many deeds had been missed."""
    with desk.office.database.reading() as connection:
        threads = list_threads(connection)
    found = 0
    for thread in threads:
        try:
            found += _case(desk, thread.workspace, thread.case, thread.channel, thread.ts)
        except SlackApiError as refused:
            # One channel that the bot was removed from must not hide the others.
            log.warning("thread not read", case=thread.case, error=refused.response.get("error"))
    if found:
        desk.wake()
    return found


def _case(desk: Desk, workspace: str, id_: str, channel: str, thread: str) -> int:
    messages = tuple(_messages(desk, channel, thread))
    done = 0
    # A deed may change what the next one means, so each is looked for in the case as it is then.
    for find in (_replies, _deletions, _reactions):
        with desk.office.database.reading() as connection:
            case = load(connection, workspace, id_, desk.office.houses)
            verdict = outbox.timestamp(
                connection, workspace, id_, f"draft:{len(case.drafts)}:verdict" if case else ""
            )
        if case is None:
            return done
        for missed in find(desk, case, messages, verdict):
            told = Told(workspace, missed.key, "", channel, "", thread=thread)
            outcome = desk.perform(told, missed.deed, id_)
            log.info("caught up", case=id_, deed=type(missed.deed).__name__)
            done += _changed(outcome)
    return done


def _changed(outcome: object) -> bool:
    return not isinstance(getattr(outcome, "why", None), Words)


def _messages(desk: Desk, channel: str, thread: str) -> Iterator[Message]:
    cursor = ""
    while True:
        page = desk.client.conversations_replies(
            channel=channel, ts=thread, limit=PAGE, cursor=cursor
        )
        yield from page["messages"]
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return


def _replies(desk: Desk, case: Case, messages: tuple[Message, ...], _: str) -> Iterator[Missed]:
    """Messages that we do not know, and known ones that say something else now."""
    for message in messages:
        ts, user = str(message.get("ts")), message.get("user")
        if message.get("bot_id") or not user or ts == case.thread:
            continue
        known, text = case.reply(ts), typed(message)
        edited = (message.get("edited") or {}).get("ts")
        if known is None and user == case.officer_at(ts) and _is_of_this_case(case, ts):
            by = desk.roster.person(case.workspace, user, case.channel)
            deed = deeds.EditReply(by, ts, text, edited) if edited else deeds.Reply(by, ts, text)
            yield Missed(f"found:{case.channel}:{ts}:{edited or ''}", deed)
        elif known is not None and edited and text != known.text and edited != known.edited:
            by = desk.roster.person(case.workspace, user, case.channel)
            yield Missed(
                f"found:{case.channel}:{ts}:{edited}", deeds.EditReply(by, ts, text, edited)
            )


def _is_of_this_case(case: Case, ts: str) -> bool:
    """Whether a message was sent while a question stood open: else it is discussion anyway."""
    return any(
        asking.posted is not None and moment(asking.posted) <= moment(ts) for asking in case.askings
    )


def _deletions(_: Desk, case: Case, messages: tuple[Message, ...], __: str) -> Iterator[Missed]:
    there = {str(message.get("ts")) for message in messages}
    for reply in case.replies:
        if reply.place is Place.ANSWER and reply.ts not in there:
            yield Missed(
                f"found:{case.channel}:{reply.ts}:deleted",
                deeds.DeleteReply(reply.ts, reply.by, reply.text),
            )


def _reactions(
    desk: Desk, case: Case, messages: tuple[Message, ...], verdict: str
) -> Iterator[Missed]:
    """What the newest draft's last post carries now, against the marks that we have."""
    draft = case.draft
    post = next((m for m in messages if verdict and str(m.get("ts")) == verdict), None)
    if draft is None or post is None:
        return
    carried = {
        (mark, user)
        for reaction in post.get("reactions") or ()
        if (mark := MARKS.get(str(reaction.get("name")).split("::")[0])) is not None
        for user in reaction.get("users") or ()
    }
    standing = {
        (m.mark, m.by)
        for m in case.marks
        if m.draft == draft.no and m.present and m.mark is not Mark.OVERRULE
    }
    ts = desk.now_ts()
    for mark, user in sorted(carried ^ standing):
        by = desk.roster.person(case.workspace, user, case.channel)
        present = (mark, user) in carried
        yield Missed(
            f"found:{verdict}:{mark}:{user}:{ts}",
            deeds.React(by, draft.no, True, mark, present, ts),
        )
