"""The laws that hold for every single delivery, whoever did what to whatever case."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from foi_bot.approval import demands, tally
from foi_bot.case import Case, Mark, moment
from foi_bot.casework import deeds
from foi_bot.casework import facts as f
from foi_bot.casework.decision import Decided, Notice, Parked, Refused, Words
from foi_bot.casework.people import Footing
from foi_bot.casework.perform import Done, NotDone
from foi_bot.interview.deadlines import deadlines
from foi_bot.interview.plan import cited, offered, plan, unanswered
from foi_bot.interview.slices import parts, slices
from foi_bot.slack.words import said
from tests.casework.machine import laws_of_letters
from tests.casework.machine.rows import changes
from tests.casework.machine.world import Step, World

RECORD = ("audit", "foi_case", "answer", "asking", "reply", "draft", "mark", "enclosure")
"""The tables of a case's own record."""


def every_law(world: World, step: Step) -> None:
    """Hold one delivery against every law. Raises AssertionError where one is broken."""
    _what_was_decided_is_what_was_written(step)
    _what_is_remembered_still_holds(step)
    _a_refusal_writes_nothing_but_its_key(step)
    _nobody_else_s_case_changes(world, step)
    _the_rows_are_what_the_facts_make(world, step)
    _every_message_has_a_cause(step)
    _every_cause_has_its_message(step)
    _every_word_can_be_said(step)
    _only_those_who_may_do_anything_do(world, step)
    _what_is_stale_changes_nothing(step)
    _a_later_mark_stands(world, step)
    _a_question_follows_while_one_is_left(world, step)
    laws_of_letters.every_law(world, step)


def _decided(step: Step) -> Decided:
    """What was to be written."""
    match step.decision:
        case Decided() as decided:
            return decided
        case Refused(_, meanwhile) if meanwhile is not None:
            return meanwhile
        case _:
            return Decided()


def _what_was_decided_is_what_was_written(step: Step) -> None:
    assert step.facts == _decided(step).facts
    match step.decision:
        case Refused(why):
            assert step.outcome == NotDone(why)
        case Decided() as decided:
            assert isinstance(step.outcome, Done)
            assert not step.outcome.again
            assert (step.outcome.quiet, step.outcome.facts) == (decided.quiet, decided.facts)
            made = step.outcome.case
            assert made is not None
            assert replace(made, on=step.after.on) == step.after, "what is told is what is kept"
        case Parked():
            assert isinstance(step.outcome, Done)
            assert step.outcome.parked


def _what_is_remembered_still_holds(step: Step) -> None:
    """What was worked out about an earlier case and is remembered of this one."""
    if isinstance(step.outcome, Done) and step.outcome.case is not None:
        made, fresh = step.outcome.case, replace(step.outcome.case)
        for work in _WORKED_OUT_ONCE:
            assert work(made) == work(fresh), work.__name__


_WORKED_OUT_ONCE = (deadlines, plan, offered, unanswered, cited, parts, slices, demands, tally)


def _a_refusal_writes_nothing_but_its_key(step: Step) -> None:
    changed = changes(step.was, step.is_)
    key = {(step.delivery.workspace, step.delivery.key)}
    if isinstance(step.decision, Parked):
        assert changed.keys() == {"parked"}, changed
        assert len(changed["parked"]) == 1
        return
    mended = isinstance(step.decision, Refused) and step.delivery.comes_again
    assert changed.pop("delivery", set()) == (set() if mended else key)
    wanted = _decided(step)
    if not wanted.facts and not wanted.notices:
        assert not changed, changed


def _nobody_else_s_case_changes(world: World, step: Step) -> None:
    for name, keys in changes(step.was, step.is_).items():
        for key in keys:
            row = step.is_[name].get(key) or step.was[name][key]
            whose = row["id"] if name == "foi_case" else row.get("case_id", world.case.id)
            assert whose == world.case.id, (name, row)


def _the_rows_are_what_the_facts_make(world: World, step: Step) -> None:
    """`load` and `fold` agree; what only Slack's answers add is left out."""
    assert world.folded == as_folded(step.after, world.folded)
    assert len(world.facts) == step.after.revision


def as_folded(case: Case, on: Case) -> Case:
    """The case without what Slack's answers added, dated as the other."""
    askings = tuple(replace(asking, posted=None) for asking in case.askings)
    return replace(case, thread=None, askings=askings, on=on.on)


def _messages(rows: Any, case: Case) -> dict[str, dict[str, Any]]:
    found = [row for row in rows["outgoing"].values() if row["case_id"] == case.id]
    names = [row["name"] for row in found]
    assert len(names) == len(set(names)), "each message once"
    return {row["name"]: row for row in found}


def _every_message_has_a_cause(step: Step) -> None:
    was, is_ = _messages(step.was, step.before), _messages(step.is_, step.after)
    assert was.keys() <= is_.keys(), "no message is forgotten"
    decided = _decided(step)
    new = is_.keys() - was.keys()
    wanted_again = [name for name in was if is_[name]["wanted"] != was[name]["wanted"]]
    if new or wanted_again:
        assert decided.facts or decided.notices
    assert all(is_[name]["wanted"] == was[name]["wanted"] + 1 for name in wanted_again)
    asked = {asking.no for asking in step.after.askings}
    drafts = {draft.no for draft in step.after.drafts}
    for name in new:
        match name.split(":"):
            case ["card"]:
                pass
            case ["question", no]:
                assert int(no) in asked
            case ["notice", revision, i]:
                assert int(revision) == step.after.revision
                assert 1 <= int(i) <= len(decided.notices)
            case ["draft", no, *_]:
                assert int(no) in drafts
            case _:
                raise AssertionError(f"nothing asks for {name}")


_SILENT_ON_CARD = re.compile("Repl|File|TablePutIn|LetterCompared|Words")


def _every_cause_has_its_message(step: Step) -> None:
    was, is_ = _messages(step.was, step.before), _messages(step.is_, step.after)

    def shown(name: str) -> bool:
        return name in is_ and (name not in was or is_[name]["wanted"] > was[name]["wanted"])

    for i in range(1, len(_decided(step).notices) + 1):
        name = f"notice:{step.after.revision}:{i}"
        assert name in is_, name
        assert name not in was, name
    for fact in step.facts:
        match fact:
            case f.Asked(no=no) | f.AskingClosed(no=no):
                assert shown(f"question:{no}")
            case f.Answered(asking=no) if no is not None:
                assert shown(f"question:{no}")
            case f.Drafted(no=no):
                assert any(name.startswith(f"draft:{no}:") and shown(name) for name in is_)
            case _:
                pass
        if not _SILENT_ON_CARD.match(type(fact).__name__):
            assert shown("card")


def _every_word_can_be_said(step: Step) -> None:
    for words in _words(step):
        assert said(words).strip()


def _words(step: Step) -> Iterable[Words]:
    notices: tuple[Notice, ...] = _decided(step).notices
    for notice in notices:
        yield notice.words
        yield from (Words(button.label, button.values) for button in notice.buttons)
        actions = [button.action for button in notice.buttons]
        assert len(actions) == len(set(actions)), "Slack refuses two buttons of one action"
    if isinstance(step.outcome, NotDone):
        yield step.outcome.why
    elif step.outcome.quiet is not None:
        yield step.outcome.quiet


_DELETED_IN_SLACK = (f.ReplyChanged, f.FileGone)
_OF_TIME = (f.Asked, f.ReplyChanged)
"""What time alone brings, with whatever is done next: a question, and words typed to it before."""
_ANYBODY_S = (*_OF_TIME, *_DELETED_IN_SLACK, f.Marked, f.Approved, f.ApprovalLost)
_GIVEN = deeds.PutTableIn | deeds.Enclose | deeds.CompareLetter | deeds.TurnFileDown
_CHANGES_HANDS = deeds.TakeOver | deeds.StartReview
_BY_MESSAGE = deeds.Reply | deeds.EditReply | deeds.DeleteReply


def _only_those_who_may_do_anything_do(world: World, step: Step) -> None:
    deed, before = step.deed, step.before
    for fact in step.facts:
        by = getattr(fact, "by", deed.by.id)
        assert by == deed.by.id or isinstance(fact, f.Approved), fact
    if before.closure:
        assert not step.facts, "a closed case is closed"
    if deed.by.footing is not Footing.MEMBER:
        assert all(isinstance(fact, _DELETED_IN_SLACK) for fact in step.facts), step.facts
    elif deed.by.id == before.officer or isinstance(deed, _CHANGES_HANDS):
        return
    elif isinstance(deed, _GIVEN):
        wanted = [
            one.by for one in world.facts if isinstance(one, f.FileWanted) and one.no == deed.file
        ]
        assert not step.facts or deed.by.id in wanted
    elif isinstance(deed, _BY_MESSAGE) and _held_it(before, deed):
        return
    else:
        assert all(isinstance(fact, _ANYBODY_S) for fact in step.facts), step.facts


def _held_it(case: Case, deed: deeds.Reply | deeds.EditReply | deeds.DeleteReply) -> bool:
    """Whether whoever wrote the message was the officer when they did, or edited it."""
    edited = getattr(deed, "edited", None) or deed.ts
    return deed.by.id in (case.officer_at(deed.ts), case.officer_at(edited))


_BUTTONS = deeds.Next | deeds.Choose | deeds.Skip | deeds.Back
_OF_DRAFT = deeds.React | deeds.SayWhatToChange | deeds.Overrule | deeds.LiftHold | deeds.MarkSent


def _what_is_stale_changes_nothing(step: Step) -> None:
    deed, before = step.deed, step.before
    if isinstance(deed, _BUTTONS):
        open_ = before.open_asking
        if open_ is None or open_.no != deed.asking:
            assert isinstance(step.outcome, NotDone)
            assert all(isinstance(fact, _OF_TIME) for fact in step.facts)
    if isinstance(deed, _OF_DRAFT):
        counts = before.draft is not None and before.draft.no == deed.draft
        if not counts or not getattr(deed, "last", True):
            assert all(isinstance(fact, _OF_TIME) for fact in step.facts)


def _a_later_mark_stands(world: World, step: Step) -> None:
    """Of the reactions of one kind by one person the latest stands, in whatever order they came."""
    new = [fact for fact in step.facts if isinstance(fact, f.Marked)]
    for fact in new:
        if fact.mark is Mark.OVERRULE:
            continue
        whose = (fact.draft, fact.by, fact.mark)
        of_these = [
            moment(one.event)
            for one in world.facts
            if isinstance(one, f.Marked) and (one.draft, one.by, one.mark) == whose
        ]
        assert moment(fact.event) == max(of_these)
        stands = [m for m in step.after.marks if (m.draft, m.by, m.mark) == whose]
        assert [(m.present, m.event) for m in stands] == [(fact.present, fact.event)]


def _a_question_follows_while_one_is_left(world: World, step: Step) -> None:
    """Whoever may act leaves no question unasked behind them."""
    after = step.after.at(world.now)
    open_ = [asking for asking in after.askings if asking.ending == "open"]
    assert len(open_) <= 1, "one question at a time"
    done = isinstance(step.decision, Decided) and step.deed.by.footing is Footing.MEMBER
    if done and not after.closure:
        assert open_ or not unanswered(after), "a question is left, and none is asked"
    for numbered in (after.answers, after.askings, after.drafts, after.dropped, after.enclosures):
        numbers = [one.no for one in numbered]
        assert numbers == list(range(1, len(numbers) + 1))
