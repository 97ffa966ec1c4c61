"""Slack fails, in every way there is, and each way has a test. What a call comes to:

| fault | of a post or an update | of a file's steps | of a look or a question |
|---|---|---|---|
| 429 with Retry-After | slack/test_lost_replies | slack/test_files | slack/test_sender_faults |
| 429 without, as a date, nonsense | here | here | here, slack/test_catch_up |
| 5xx, done or not | slack/test_lost_replies | slack/test_files | slack/test_sender_faults |
| an error page of a proxy's | here | here | here |
| a page to sign in on, with status 200 | here | here | here |
| no answer at all | slack/test_lost_replies | here | here |
| cut before Slack has done it | slack/test_lost_replies | slack/test_files | sender_faults |
| cut after Slack has done it | slack/test_lost_replies | slack/test_files | here |
| cut within the answer | here | here | here |
| the token revoked, and mended later | slack/test_tokens; here: invalid_auth | here | here |

What comes from Slack: twice, late, in any order here and in slack/test_twice_late_and_out_of_order;
not at all for an hour, and made good by catching up, here and in slack/test_catch_up.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slack_bolt import BoltRequest

from foi_bot import approval
from foi_bot.case import Mark, State
from foi_bot.slack.app import PASSING
from foi_bot.slack.catch_up import catch_up
from tests.slack.office import ANSWER, DISCLOSED, MORE, FoiOffice
from tests.slack.pictures import picture
from tests.slack_double import SlackDouble, Sort
from tests.slack_double.deliveries import Delivery, encoded
from tests.slack_double.faults import Faults

TICK, CROSS = "white_check_mark", "x"
POST, UPDATE, REPLIES = "chat.postMessage", "chat.update", "conversations.replies"
BEGIN, UPLOAD, COMPLETE, LOOK = (
    "files.getUploadURLExternal",
    "upload",
    "files.completeUploadExternal",
    "files.info",
)
FILES = ["FOI2018-00001-draft-1.docx", "FOI2018-00001-draft-1.pdf"]
SAID = ("Draft 1, page 1 of 1", "ready for approval")
"""What stands in the thread once a letter is drafted, each once."""

Harm = Callable[[Faults, str], None]

HARMS: dict[str, Harm] = {
    "429 without Retry-After": lambda f, m: f.rate_limit(m, times=2, retry_after=None),
    "429 with a date": lambda f, m: f.rate_limit(m, retry_after="Wed, 14 Mar 2018 10:30:00 GMT"),
    "429 with nonsense": lambda f, m: f.rate_limit(m, times=2, retry_after="nan"),
    "an error page, nothing done": lambda f, m: f.error_page(m, times=2),
    "an error page, and it is done": lambda f, m: f.error_page(m, after_effect=True),
    "an error page with status 200": lambda f, m: f.error_page(m, status=200, times=2),
    "a page to sign in on": lambda f, m: f.sign_in_page(m, times=2),
    "cut within the answer": lambda f, m: f.cut_off(m),
    "invalid_auth for a while": lambda f, m: f.refuse(m, "invalid_auth", times=3),
}


def almost(office: FoiOffice) -> None:
    """A case with one question left before its letter."""
    office.open_case()
    for value in list(DISCLOSED.values())[:-1]:
        office.answer(value)


def shared(office: FoiOffice) -> list[str]:
    """The names of the files in the thread, each as often as it stands there."""
    files = office.slack.workspace.files
    return [files[id_].name for m in office.thread.messages for id_ in m.file_ids]


def stands(office: FoiOffice, words: str) -> int:
    """How many messages of the thread say this."""
    return len([m for m in office.thread.messages if words in m.prose or words in m.text])


@pytest.mark.parametrize("harm", HARMS.values(), ids=list(HARMS))
@pytest.mark.parametrize("method", [POST, UPDATE, BEGIN, UPLOAD, COMPLETE, LOOK])
def test_a_letter_stands_in_the_thread_once_whatever_slack_answers(
    slack: SlackDouble, office: FoiOffice, method: str, harm: Harm
) -> None:
    # A file that Slack took although its answer was lost is completed again, which it refuses.
    slack.permit("file_not_found")
    almost(office)
    harm(slack.faults, method)
    office.answer("no")
    assert shared(office) == FILES
    assert [stands(office, words) for words in SAID] == [1, 1]
    office.approve()
    assert approval.state(office.case) is State.APPROVED


@pytest.mark.parametrize("after", [False, True], ids=["nothing done", "and it is done"])
@pytest.mark.parametrize("method", [UPDATE, BEGIN, COMPLETE, LOOK])
def test_a_letter_stands_in_the_thread_once_where_slack_never_answers(
    slack: SlackDouble, office: FoiOffice, method: str, after: bool
) -> None:
    slack.permit("file_not_found")
    almost(office)
    office.program.sender.client.timeout = 1
    slack.faults.say_nothing(method, after_effect=after)
    office.answer("no")
    assert shared(office) == FILES
    assert [stands(office, words) for words in SAID] == [1, 1]


@pytest.mark.parametrize("harm", HARMS.values(), ids=list(HARMS))
@pytest.mark.parametrize("method", [POST, COMPLETE])
def test_what_is_looked_for_is_found_whatever_slack_answers_to_the_look(
    slack: SlackDouble, office: FoiOffice, method: str, harm: Harm
) -> None:
    slack.permit("file_not_found")
    almost(office)
    slack.faults.lose_reply(method)
    harm(slack.faults, LOOK if method == COMPLETE else REPLIES)
    office.answer("no")
    assert shared(office) == FILES
    assert [stands(office, words) for words in SAID] == [1, 1]


@pytest.mark.parametrize("harm", HARMS.values(), ids=list(HARMS))
@pytest.mark.parametrize("method", ["users.info", "conversations.members"])
def test_whoever_slack_says_nothing_of_is_heard_once_it_does(
    slack: SlackDouble, asked: FoiOffice, method: str, harm: Harm
) -> None:
    slack.wait(301)
    harm(slack.faults, method)
    asked.say(ANSWER)
    slack.wait(400)
    slack.faults.recover()
    asked.catch_up()
    assert [reply.text for reply in asked.case.replies] == [ANSWER]


@pytest.mark.parametrize("harm", HARMS.values(), ids=list(HARMS))
def test_a_word_to_one_person_that_slack_does_not_take_harms_nothing(
    slack: SlackDouble, office: FoiOffice, harm: Harm
) -> None:
    office.drafted()
    harm(slack.faults, "chat.postEphemeral")
    office.approve(by=office.officer)
    office.approve()
    assert approval.state(office.case) is State.APPROVED


@pytest.mark.parametrize("harm", HARMS.values(), ids=list(HARMS))
def test_a_form_that_slack_did_not_open_can_be_opened_again(
    slack: SlackDouble, asked: FoiOffice, harm: Harm
) -> None:
    harm(slack.faults, "views.open")
    for _ in range(4):
        asked.officer.click(asked.question, "Write here")
        asked.settle()
        if asked.officer.has_modal:
            break
    asked.officer.submit(values={"answer": ANSWER})
    asked.settle()
    assert asked.case.value("answer", "1") == ANSWER


@pytest.mark.parametrize("harm", HARMS.values(), ids=list(HARMS))
def test_what_was_missed_is_found_whatever_slack_answers_to_catching_up(
    slack: SlackDouble, asked: FoiOffice, harm: Harm
) -> None:
    slack.drop_next()
    asked.say(ANSWER)
    harm(slack.faults, REPLIES)
    for _ in range(4):
        # As the program does it, every hour, but without waiting.
        with suppress(*PASSING):
            catch_up(asked.program.desk, slack.wait)
        slack.wait(3_600)
    asked.settle()
    assert [reply.text for reply in asked.case.replies] == [ANSWER]


# An hour away


def _drop_a_file(office: FoiOffice) -> None:
    office.officer.upload("table.csv", b"a,b\n1,2\n", thread=office.thread)


@dataclass(frozen=True)
class Deed:
    """What somebody does while the program is away, and how it is seen that it was heard of."""

    name: str
    do: Callable[[FoiOffice], object]
    seen: Callable[[FoiOffice], bool]


def _marked(office: FoiOffice, mark: Mark) -> bool:
    return any(one.mark is mark and one.present for one in office.case.marks)


DEEDS = (
    Deed(
        "an edit",
        lambda o: o.officer.edit(o.typed(ANSWER), ANSWER.replace("214", "215")),
        lambda o: "215" in str(o.case.value("answer", "1")),
    ),
    Deed(
        "a deletion",
        lambda o: o.officer.delete(o.typed(MORE)),
        lambda o: o.said().count("a reply that is part of an answer was deleted") == 1,
    ),
    Deed("a file", _drop_a_file, lambda o: [f.name for f in o.case.dropped] == ["table.csv"]),
    Deed(
        "a reaction",
        lambda o: o.lead.react(o.verdict, TICK),
        lambda o: _marked(o, Mark.APPROVE),
    ),
    Deed(
        "a reaction taken away",
        lambda o: o.approver.unreact(o.verdict, CROSS),
        lambda o: not _marked(o, Mark.CHANGES),
    ),
)


def test_a_reply_that_was_sent_while_we_were_away_for_an_hour_is_made_good(
    slack: SlackDouble, asked: FoiOffice
) -> None:
    slack.disconnect()
    asked.say(ANSWER, "// a word among us")
    slack.wait(3_600)
    slack.connect(asked.program.app)
    asked.catch_up()
    assert [reply.text for reply in asked.case.replies] == [ANSWER]


@pytest.fixture
def waiting(office: FoiOffice) -> FoiOffice:
    """A draft of two replies, which an approver wants changed."""
    office.open_case()
    office.answer_all({**DISCLOSED, "answer": (ANSWER, MORE)})
    office.object(by=office.approver)
    return office


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.name)
def test_what_happened_while_we_were_away_for_an_hour_is_made_good(
    slack: SlackDouble, waiting: FoiOffice, deed: Deed
) -> None:
    slack.disconnect()
    deed.do(waiting)
    slack.wait(3_600)
    assert slack.deliveries[-1].lost
    assert not deed.seen(waiting)
    slack.connect(waiting.program.app)
    waiting.catch_up()
    assert deed.seen(waiting)
    once = picture(waiting)
    waiting.catch_up()
    assert picture(waiting) == once


def test_an_hour_of_deeds_is_made_good_at_once(slack: SlackDouble, waiting: FoiOffice) -> None:
    lasting = [deed for deed in DEEDS if "reaction" not in deed.name]
    slack.disconnect()
    for deed in lasting:
        deed.do(waiting)
    slack.wait(3_600)
    slack.connect(waiting.program.app)
    waiting.catch_up()
    assert [deed.name for deed in lasting if not deed.seen(waiting)] == []


# Any order


class _Recorded:
    """What Slack brings of a conversation, and a program that can hear it again from the start."""

    def __init__(self, office: FoiOffice, acts: Sequence[Callable[[FoiOffice], object]]) -> None:
        self.office = office
        office.settle()
        before = len(office.slack.deliveries)
        office.slack.drop_next(len(acts))
        for act in acts:
            act(office)
        self.events = office.slack.deliveries[before:]
        self.kept = Path(f"{office.file}.kept")
        with (
            closing(sqlite3.connect(office.file)) as now,
            closing(sqlite3.connect(self.kept)) as kept,
        ):
            now.backup(kept)

    def heard(self, order: Sequence[int]) -> tuple[object, ...]:
        """What the case is after these events in this order, from the same beginning."""
        self.office.program.database.engine.dispose()
        with (
            closing(sqlite3.connect(self.kept)) as kept,
            closing(sqlite3.connect(self.office.file)) as now,
        ):
            kept.backup(now)
        for number in order:
            assert self._bring(self.events[number]) == 200
        case = self.office.case
        return (
            tuple((r.ts, r.by, r.text, r.place, r.asking) for r in case.replies),
            tuple((a.key, a.value) for a in case.answers[-1:]),
            frozenset((m.draft, m.by, m.mark, m.present) for m in case.marks),
            tuple((file.file, file.gone) for file in case.dropped),
            approval.state(case),
        )

    def _bring(self, delivery: Delivery) -> int:
        body, kind = encoded(delivery.sort, delivery.payload)
        headers = self.office.slack.post_office.signed(body, kind)
        return int(self.office.program.app.dispatch(BoltRequest(body=body, headers=headers)).status)


def _mixed(count: int) -> st.SearchStrategy[list[int]]:
    """Every event at least once, some twice or three times, in any order."""
    twice = st.lists(st.integers(0, count - 1), max_size=count)
    return twice.flatmap(lambda more: st.permutations([*range(count), *more]))


CONVERSATION: tuple[Callable[[FoiOffice], object], ...] = (
    lambda o: o.say("First words."),
    lambda o: o.say("Second words."),
    lambda o: o.officer.edit(o.typed("First words."), "First words, mended."),
    lambda o: o.say("Is that all?", by=o.lead),
    lambda o: o.say("// I shall ask."),
    lambda o: o.officer.edit(o.typed("First words, mended."), "First words, mended twice."),
    lambda o: o.officer.upload("table.csv", b"a,b\n1,2\n", thread=o.thread),
    lambda o: o.officer.delete(o.typed("Second words.")),
)
REACTIONS: tuple[Callable[[FoiOffice], object], ...] = (
    lambda o: o.lead.react(o.verdict, TICK),
    lambda o: o.lead.unreact(o.verdict, TICK),
    lambda o: o.approver.react(o.verdict, CROSS),
    lambda o: o.lead.react(o.verdict, TICK),
    lambda o: o.officer.react(o.verdict, TICK),
    lambda o: o.approver.unreact(o.verdict, CROSS),
    lambda o: o.approver.react(o.verdict, TICK),
    lambda o: o.approver.unreact(o.verdict, TICK),
)

FEW = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def test_a_conversation_comes_to_the_same_in_any_order_and_however_often(asked: FoiOffice) -> None:
    recorded = _Recorded(asked, CONVERSATION)
    right = recorded.heard(range(len(CONVERSATION)))

    @FEW
    @given(_mixed(len(CONVERSATION)))
    def any_order(order: list[int]) -> None:
        assert recorded.heard(order) == right

    any_order()


def test_reactions_come_to_the_same_in_any_order_and_however_often(office: FoiOffice) -> None:
    office.drafted()
    recorded = _Recorded(office, REACTIONS)
    right = recorded.heard(range(len(REACTIONS)))
    assert right[-1] is State.APPROVED

    @FEW
    @given(_mixed(len(REACTIONS)))
    def any_order(order: list[int]) -> None:
        assert recorded.heard(order) == right

    any_order()


def test_what_was_recorded_is_what_slack_would_bring(asked: FoiOffice) -> None:
    recorded = _Recorded(asked, CONVERSATION)
    kinds = [(one.sort, one.event["type"], one.event.get("subtype")) for one in recorded.events]
    assert kinds == [
        (Sort.EVENT, "message", None),
        (Sort.EVENT, "message", None),
        (Sort.EVENT, "message", "message_changed"),
        (Sort.EVENT, "message", None),
        (Sort.EVENT, "message", None),
        (Sort.EVENT, "message", "message_changed"),
        (Sort.EVENT, "message", "file_share"),
        (Sort.EVENT, "message", "message_deleted"),
    ]
    assert json.dumps(recorded.events[0].payload)
