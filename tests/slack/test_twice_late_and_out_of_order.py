"""Slack brings events twice, late and in any order: what a case comes to is always the same."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import partial

import pytest
from slack_bolt import BoltRequest

from foi_bot import approval
from foi_bot.case import Place, State
from tests.kinds import BOTH
from tests.slack.office import ANSWER, DISCLOSED, FoiOffice
from tests.slack.pictures import picture
from tests.slack_double import SlackDouble, Sort
from tests.slack_double.deliveries import encoded

pytestmark = BOTH

SEEDS = range(6)
FIRST = "In 2017, 214 bicycles were reported stolen."
SECOND = "Two of them were found again."
THIRD = "Most were stolen at the station."


def asked(office: FoiOffice) -> FoiOffice:
    """A case whose open question is "What is the answer?"."""
    office.open_case()
    office.answer("disclose")
    return office


class TestTwice:
    def test_a_case_comes_to_the_same_if_everything_comes_twice(
        self, slack: SlackDouble, office: FoiOffice
    ) -> None:
        office.drafted()
        office.approve()
        once = picture(office)
        office.open_case()
        slack.duplicate_everything = True
        office.answer_all(DISCLOSED)
        office.approve()
        twice = picture(office)
        assert twice.answers == once.answers
        assert twice.replies == once.replies
        assert twice.thread.count("is approved by") == once.thread.count("is approved by")
        assert twice.files == {name.replace("00001", "00002") for name in once.files}

    def test_a_word_to_one_person_is_not_said_twice(
        self, slack: SlackDouble, office: FoiOffice
    ) -> None:
        office.drafted()
        slack.duplicate_everything = True
        office.approve(by=office.officer)
        assert len(office.officer.ephemerals) == 1
        assert "You wrote answers in this case" in office.told(office.officer)

    @pytest.mark.parametrize("text", ["How many?", "How many?\n\nKind regards\nPat Applicant"])
    def test_a_form_sent_twice_opens_one_case(
        self, slack: SlackDouble, office: FoiOffice, text: str
    ) -> None:
        office.officer.command("/foi")
        slack.duplicate_everything = True
        office.officer.submit(values={"text": text, "received": "2018-03-13"})
        office.confirm()
        office.settle()
        assert len(office.cases()) == 1
        assert not office.officer.has_modal

    def test_the_first_form_sent_again_after_the_case_was_opened_opens_no_other(
        self, slack: SlackDouble, office: FoiOffice
    ) -> None:
        message = office.officer.say("How many bicycles were stolen? " * 130)
        office.open_forwarded(message)
        first = next(d for d in slack.deliveries if d.sort is Sort.SUBMISSION)
        again = slack.post_office.send(Sort.SUBMISSION, first.payload)
        assert (again.status, again.answers[0].json()) == (200, {"response_action": "clear"})
        assert len(office.cases()) == 1


def _conversation(office: FoiOffice) -> None:
    """Replies, an edit, a deletion, discussion, somebody else's words."""
    first, second, third = office.say(FIRST, SECOND, THIRD)
    office.say("Is that all of Anytown?", by=office.lead)
    office.say("// I shall ask")
    office.officer.edit(first, ANSWER)
    office.officer.delete(third)
    office.officer.edit(second, f"{SECOND} One was not.")


@pytest.fixture
def in_order(office: FoiOffice) -> tuple[object, ...]:
    """What the conversation comes to when all of it is brought in order."""
    asked(office)
    _conversation(office)
    office.settle()
    return picture(office).replies


@pytest.mark.parametrize("seed", SEEDS)
def test_a_conversation_brought_in_any_order_comes_to_the_same(
    slack: SlackDouble, office: FoiOffice, in_order: tuple[object, ...], seed: int
) -> None:
    asked(office)
    slack.duplicate_everything = bool(seed % 2)
    slack.shuffle(seed)
    _conversation(office)
    slack.deliver_all()
    slack.release()
    office.settle()
    assert picture(office).replies == in_order
    assert office.said().count("a reply that is part of an answer was deleted") == 1


@pytest.mark.parametrize("seed", SEEDS)
def test_reactions_brought_in_any_order_come_to_what_the_post_carries(
    slack: SlackDouble, office: FoiOffice, seed: int
) -> None:
    office.drafted()
    slack.duplicate_everything = bool(seed % 2)
    slack.shuffle(seed)
    post = office.verdict
    for person in (office.lead, office.approver):
        person.react(post, "white_check_mark")
        person.unreact(post, "white_check_mark")
    office.lead.react(post, "white_check_mark")
    office.approver.react(post, "x")
    office.approver.unreact(post, "x")
    slack.deliver_all()
    slack.release()
    office.settle()
    assert approval.tally(office.case).by == (office.lead.id,)
    assert approval.state(office.case) is State.APPROVED


class TestLate:
    def test_a_reply_that_comes_after_next_still_belongs_to_its_question(
        self, slack: SlackDouble, office: FoiOffice
    ) -> None:
        asked(office)
        office.say(FIRST)
        slack.hold(Sort.EVENT)
        office.say(SECOND)
        office.press("Next")
        slack.release()
        office.settle()
        assert office.case.value("answer", "1") == f"{FIRST}\n\n{SECOND}"
        assert office.asking.key.question == "basis"
        assert "came late" in office.said()

    def test_an_edit_that_comes_before_its_message_is_what_counts(
        self, slack: SlackDouble, office: FoiOffice
    ) -> None:
        asked(office)
        slack.hold(Sort.EVENT)
        (reply,) = office.say(FIRST)
        office.officer.edit(reply, ANSWER)
        original, edit = (d for d in slack.post_office.waiting if d.event["type"] == "message")
        _bring(slack, office, edit.payload)
        _bring(slack, office, original.payload)
        assert [r.text for r in office.case.replies] == [ANSWER]

    def test_a_deletion_that_comes_before_its_message_is_asked_about(
        self, slack: SlackDouble, office: FoiOffice
    ) -> None:
        asked(office)
        slack.hold(Sort.EVENT)
        (reply,) = office.say(FIRST)
        office.officer.delete(reply)
        original, deletion = (d for d in slack.post_office.waiting)
        _bring(slack, office, deletion.payload)
        _bring(slack, office, original.payload)
        office.settle()
        assert [r.place for r in office.case.replies] == [Place.DELETED]
        assert "a reply that is part of an answer was deleted" in office.said()

    def test_a_reply_of_the_officer_before_is_an_answer_if_it_was_sent_before_the_take_over(
        self, slack: SlackDouble, office: FoiOffice
    ) -> None:
        asked(office)
        slack.hold(Sort.EVENT)
        office.say(FIRST)
        office.press("Take over", on=office.card, by=office.lead)
        office.say(SECOND)
        slack.release()
        office.settle()
        assert [(r.by, r.text) for r in office.case.replies] == [(office.officer.id, FIRST)]

    def test_a_reply_in_a_thread_of_somebody_elses_is_left_alone(self, office: FoiOffice) -> None:
        asked(office)
        theirs = office.lead.say("Lunch?")
        office.officer.reply(theirs, "At one.")
        assert not office.case.replies


def _bring(slack: SlackDouble, office: FoiOffice, payload: dict[str, object]) -> int:
    """Bring one event to the app, past the double's queue."""
    body, content_type = encoded(Sort.EVENT, payload)
    headers = slack.post_office.signed(body, content_type)
    return int(office.program.app.dispatch(BoltRequest(body=body, headers=headers)).status)


class TestBeforeTheTimestampIsStored:
    """Slack may bring what people did to a message before it has told us the message's name."""

    @pytest.fixture
    def unnamed(self, office: FoiOffice) -> FoiOffice:
        """The question "What is the answer?" stands in Slack, and we do not know its timestamp."""
        office.open_case()
        office.officer.choose(office.question, "choose_from", "disclose")
        office.send_but_lose_the_reply("What is the answer")
        return office

    def test_a_reply_to_a_question_is_parked_and_heard_then(self, unnamed: FoiOffice) -> None:
        unnamed.say(ANSWER)
        assert not unnamed.case.replies
        unnamed.settle()
        assert [r.text for r in unnamed.case.replies] == [ANSWER]

    def test_a_reaction_on_a_draft_is_parked_and_heard_then(self, office: FoiOffice) -> None:
        office.open_case()
        for value in list(DISCLOSED.values())[:-1]:
            office.answer(value)
        office.officer.click(office.question, "No, nobody could be")
        draft = office.send_but_lose_the_reply("ready for approval")
        office.lead.react(draft, "white_check_mark")
        assert not office.case.marks
        office.settle()
        assert approval.state(office.case) is State.APPROVED

    def test_what_was_parked_survives_a_restart(self, unnamed: FoiOffice) -> None:
        unnamed.say(ANSWER)
        unnamed.restart()
        unnamed.settle()
        assert [r.text for r in unnamed.case.replies] == [ANSWER]

    def test_what_was_parked_and_then_failed_is_kept_and_heard_when_all_is_well(
        self, slack: SlackDouble, unnamed: FoiOffice
    ) -> None:
        unnamed.say(ANSWER)
        slack.wait(301)
        slack.faults.server_error("users.info")
        unnamed.settle()
        assert not unnamed.case.replies
        unnamed.catch_up()
        assert [r.text for r in unnamed.case.replies] == [ANSWER]

    def test_a_reaction_on_a_colleagues_message_waits_for_nothing(self, unnamed: FoiOffice) -> None:
        unnamed.lead.react(unnamed.approver.say("Tea?"), "white_check_mark")
        unnamed.settle()
        assert not unnamed.case.marks


class TestTwoAtOnce:
    def test_two_people_answering_at_once_give_one_answer(
        self, slack: SlackDouble, office: FoiOffice
    ) -> None:
        office.open_case()
        office.press("Take over", on=office.card, by=office.lead)
        clicks = [
            lambda: office.lead.choose(office.question, "choose_from", "disclose"),
            lambda: office.officer.choose(office.question, "choose_from", "ncnd"),
        ]
        statuses = _at_once(slack, office, clicks)
        assert statuses == [200, 200]
        assert [a.value for a in office.case.answers] == ["disclose"]
        assert "is the officer of this case" in office.told(office.officer)

    def test_the_same_person_twice_at_once_gives_one_answer(
        self, slack: SlackDouble, office: FoiOffice
    ) -> None:
        office.open_case()
        clicks = [
            lambda: office.officer.choose(office.question, "choose_from", "disclose"),
            lambda: office.officer.choose(office.question, "choose_from", "ncnd"),
        ]
        assert _at_once(slack, office, clicks) == [200, 200]
        assert len(office.case.answers) == 1
        assert len(office.case.askings) == 2

    def test_many_replies_at_once_are_all_kept(self, slack: SlackDouble, office: FoiOffice) -> None:
        asked(office)
        texts = [f"Reply {number}." for number in range(8)]
        says = [partial(office.say, text) for text in texts]
        assert set(_at_once(slack, office, says)) == {200}
        assert [r.text for r in office.case.replies] == texts

    def test_an_answer_and_a_colleagues_take_over_at_once_leave_one_story(
        self, slack: SlackDouble, office: FoiOffice
    ) -> None:
        asked(office)
        office.say(ANSWER)
        both = [
            lambda: office.officer.click(office.question, "Next"),
            lambda: office.lead.click(office.card, "Take over"),
        ]
        assert _at_once(slack, office, both) == [200, 200]
        assert office.case.officer == office.lead.id
        answered = office.case.value("answer", "1") == ANSWER
        assert answered or "is the officer of this case" in office.told(office.officer)


def _at_once(
    slack: SlackDouble, office: FoiOffice, acts: Sequence[Callable[[], object]]
) -> list[int]:
    """People act; what they did reaches the app in as many threads at the same moment."""
    before = len(slack.deliveries)
    slack.drop_next(len(acts))
    for act in acts:
        act()
    waiting = slack.deliveries[before:]
    statuses = [0] * len(waiting)
    start = threading.Barrier(len(waiting))

    def bring(number: int) -> None:
        body, content_type = encoded(waiting[number].sort, waiting[number].payload)
        headers = slack.post_office.signed(body, content_type)
        start.wait()
        response = office.program.app.dispatch(BoltRequest(body=body, headers=headers))
        statuses[number] = int(response.status)

    threads = [threading.Thread(target=bring, args=(number,)) for number in range(len(waiting))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    office.settle()
    return statuses
