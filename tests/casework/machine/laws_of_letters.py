"""The laws of drafts, approvals and letters that go out. What is right is worked out anew here,
from the facts and from the letter's own words, and not by the functions that are tried."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from foi_bot import approval
from foi_bot.case import COUNTED, Case, Key, Mark, State, london, moment
from foi_bot.casework import facts as f
from foi_bot.casework.people import Footing
from foi_bot.interview.deadlines import next_due
from foi_bot.interview.plan import needs_no_letter, unanswered
from foi_bot.interview.slices import slices
from foi_bot.law import clock
from foi_bot.letter import tree
from foi_bot.letter.compose import compose
from foi_bot.letter.edited.units import units
from tests.casework.machine.rows import Rows
from tests.casework.machine.world import Step, World

INTERIM = ("acknowledgement", "holding")


def every_law(world: World, step: Step) -> None:
    """Hold one delivery against these laws. Raises AssertionError where one is broken."""
    _a_draft_says_what_the_answers_say(world, step)
    _nothing_is_approved_but_rightly(world, step)
    _nothing_goes_out_but_what_was_approved(world, step)
    _what_went_out_stays_as_it_was(world, step)
    _enclosures_are_kept(world, step)
    _the_clock_is_a_replay(world, step)


def _a_draft_says_what_the_answers_say(world: World, step: Step) -> None:
    after = step.after.at(world.now)
    for fact in step.facts:
        if isinstance(fact, f.Drafted):
            assert not unanswered(after)
            assert after.open_asking is None
            assert fact.no == len(after.drafts)
            assert fact.letter == tree.canonical(compose(after)).decode()
            assert fact.hash == _sealed(step.is_, after, fact.no)
    draft = after.draft
    at_rest = not (after.closure or after.open_asking or after.went_out or unanswered(after))
    if draft is not None and at_rest and not needs_no_letter(after) and step.facts:
        assert draft.letter == compose(after.at(draft.at)), "the draft is of other answers"
        assert draft.hash == _sealed(step.is_, after, draft.no)


def _sealed(rows: Rows, case: Case, draft: int) -> str:
    """The hash of a draft's letter as it is kept, with the bytes that are enclosed now."""
    letter = rows["draft"][(case.workspace, case.id, draft)]["letter"].encode()
    files = []
    for one in case.enclosed:
        content = bytes(rows["enclosure"][(case.workspace, case.id, one.no)]["content"])
        files.append(f"{sha256(content).hexdigest()} {len(content)} {one.name}".encode())
    whole = b"".join(
        len(piece).to_bytes(8, "big") + piece
        for piece in (letter, case.house.version.encode(), *files)
    )
    return sha256(whole).hexdigest()


def _nothing_is_approved_but_rightly(world: World, step: Step) -> None:
    after = step.after.at(world.now)
    for fact in step.facts:
        if isinstance(fact, f.Approved):
            assert fact.draft == len(after.drafts)
            assert fact.hash == _sealed(step.is_, after, fact.draft)
            assert set(fact.by) <= set(_ticks(after, Mark.APPROVE))
            assert not set(fact.by) & _own_words(world, after), "one approves what one wrote"
            assert not (wrong := list(_not_right(world, after))), wrong
        if isinstance(fact, f.Marked) and fact.present and fact.mark is not Mark.OVERRULE:
            assert fact.draft == step.before.drafts[-1].no
            assert step.deed.by.footing is Footing.MEMBER
            assert _may_approve(after, fact.by), fact
            assert fact.by not in _own_words(world, step.before), "one approves what one wrote"
    if step.facts:
        state = approval.state(after)
        if state is State.APPROVED:
            assert not (wrong := list(_not_right(world, after))), wrong
            assert not unanswered(after)
        row = step.is_["foi_case"][(after.workspace, after.id)]
        assert row["state"] == str(state)
        told = _told_of_approval(world, len(after.drafts))
        if told and isinstance(told[-1], f.Approved) and not after.went_out:
            assert not (wrong := list(_not_right(world, after))), "the record says it is approved"


def _ticks(case: Case, mark: Mark) -> list[str]:
    """Who has this mark on the newest draft."""
    newest = len(case.drafts)
    return [m.by for m in case.marks if m.draft == newest and m.mark is mark and m.present]


def _not_right(world: World, case: Case) -> Iterator[str]:
    """Why the newest draft must not go out; nothing where it may."""
    draft, rules = case.draft, case.house.approval
    assert draft is not None
    assert draft.letter is not None
    yield from (f"{by} wants changes" for by in _ticks(case, Mark.CHANGES))
    overruled = {
        m.finding
        for m in case.marks
        if m.draft == draft.no and m.mark is Mark.OVERRULE and m.words.strip()
    }
    for finding in draft.findings:
        if finding.severity == "must fix" and finding.id not in overruled:
            yield f"{finding.rule} stands against it"
    approvers = set(_ticks(case, Mark.APPROVE)) - _own_words(world, case)
    waived = any(isinstance(fact, f.FourEyesWaived) for fact in world.facts)
    is_review = case.value("letter") == "review" and case.review is not None
    if rules.fresh_review and is_review and not waived:
        assert case.review is not None
        approvers -= set() if case.review.reason else set(case.review.first)
    for named, needed in _demands(case):
        good = approvers & set(named) if named else approvers
        if len(good) < needed:
            yield f"{needed} of {named or 'anybody'} are needed, and {sorted(good)} approved"


def _own_words(world: World, case: Case) -> set[str]:
    """Who cannot approve the newest draft, because the words in it are theirs."""
    waived = any(isinstance(fact, f.FourEyesWaived) for fact in world.facts)
    if waived or not case.house.approval.four_eyes:
        return set()
    assert case.draft is not None
    assert case.draft.letter is not None
    return _wrote(case, case.draft.letter)


def _wrote(case: Case, letter: tree.Letter) -> set[str]:
    """Whose words stand in a letter: who gave the answers that it shows, or typed them."""
    shown = {Key.parse(origin) for unit in units(letter) for origin in unit.answers}
    askings = {asking.no for asking in case.askings if asking.key in shown}
    gave = {answer.by for answer in case.answers if answer.key in shown}
    return gave | {r.by for r in case.replies if r.place in COUNTED and r.asking in askings}


def _demands(case: Case) -> list[tuple[tuple[str, ...], int]]:
    """Of whom how many have to approve what the case's letter decides."""
    rules = case.house.approval
    decided = {case.value("outcome", one.id) for one in slices(case)}
    if case.value("letter") in INTERIM:
        decided = set()
    own = {outcome: wants for outcome, wants in rules.outcomes.items() if outcome in decided}
    found = [(wants.approvers or rules.approvers, wants.needed) for wants in own.values()]
    if not own or decided - own.keys():
        found.append((rules.approvers, rules.needed))
    return found


def _may_approve(case: Case, person: str) -> bool:
    return any(not named or person in named for named, _ in _demands(case))


def _nothing_goes_out_but_what_was_approved(world: World, step: Step) -> None:
    before = step.before.at(world.now)
    for fact in step.facts:
        if not isinstance(fact, f.LetterSent):
            continue
        assert step.deed.by.id == before.officer
        assert before.draft is not None
        assert fact.draft == before.draft.no
        assert fact.draft not in {sent.draft for sent in before.sent}, "a letter goes out once"
        dated = before.at(before.draft.at)
        assert not (wrong := list(_not_right(world, dated))), wrong
        hash_ = before.draft.hash
        assert hash_ == _sealed(step.was, before, fact.draft), "not what was approved"
        told = _told_of_approval(world, fact.draft)
        assert told, "it goes out, and nothing says that it was approved"
        assert isinstance(told[-1], f.Approved), "the record says that its approval was lost"
        assert told[-1].hash == hash_
        ticked = [m for m in before.marks if m.draft == fact.draft and m.mark is Mark.APPROVE]
        assert any(m.present for m in ticked)
        assert london(before.draft.at) <= fact.on <= london(world.now)
        first = min(moment(m.event)[0] for m in ticked if m.present)
        assert fact.on >= world.day_of(first)
        freed = [
            moment(m.event)[0]
            for m in before.marks
            if (m.draft, m.mark, m.present) == (fact.draft, Mark.CHANGES, False)
            and _may_approve(before, m.by)
        ]
        assert all(fact.on >= world.day_of(one) for one in freed), "it went out on hold"
        world.sent_as[fact.draft] = _standing(step.is_, before, fact.draft)


def _told_of_approval(world: World, draft: int) -> list[f.Approved | f.ApprovalLost]:
    """What the record says of a draft's approval."""
    return [
        one
        for one in world.facts
        if isinstance(one, f.Approved | f.ApprovalLost) and one.draft == draft
    ]


def _standing(rows: Rows, case: Case, draft: int) -> Any:
    """All that is kept of a draft: its row, its marks."""
    marks = [
        tuple(row.items())
        for row in rows["mark"].values()
        if (row["case_id"], row["draft"]) == (case.id, draft)
    ]
    return rows["draft"][(case.workspace, case.id, draft)], sorted(marks, key=repr)


_NOT_ONCE_SENT = (f.Marked, f.Approved, f.ApprovalLost, f.HoldLifted, f.LetterSent)


def _what_went_out_stays_as_it_was(world: World, step: Step) -> None:
    for draft, was in world.sent_as.items():
        assert _standing(step.is_, step.after, draft) == was, "a letter that went out changed"
    assert step.after.sent[: len(step.before.sent)] == step.before.sent
    assert step.after.happened[: len(step.before.happened)] == step.before.happened
    if step.before.went_out is None:
        return
    for fact in step.facts:
        if isinstance(fact, f.Drafted):
            return
        assert not isinstance(fact, _NOT_ONCE_SENT), fact
        assert not isinstance(fact, f.FourEyesWaived), fact


def _enclosures_are_kept(world: World, step: Step) -> None:
    """The bytes of what goes out are there, and those of what has gone out stay."""
    kept = {key[2]: row for key, row in step.is_["enclosure"].items() if key[1] == world.case.id}
    needed = {one.no: one for one in step.after.enclosed}
    for one in step.after.enclosures:
        if one.no in world.enclosed_with_a_letter:
            needed[one.no] = one
    if any(isinstance(fact, f.LetterSent) for fact in step.facts):
        world.enclosed_with_a_letter |= {one.no for one in step.before.enclosed}
    for one in needed.values():
        content = bytes(kept[one.no]["content"])
        assert (sha256(content).hexdigest(), len(content)) == (one.sha256, one.size)


def _the_clock_is_a_replay(world: World, step: Step) -> None:
    """The time of a case is that of its facts' events, counted anew."""
    after = step.after
    if not step.facts:
        return
    events = [event for fact in world.facts for event in _events(fact)]
    assert list(after.happened) == events
    assert after.clock == clock.replay((clock.Received(after.request.received), *events))
    row = step.is_["foi_case"][(after.workspace, after.id)]
    due = next_due(after)
    assert row["due"] in (due, due and due.isoformat()), "SQLite keeps a day as text"
    assert due is None or not after.closure


def _events(fact: f.Fact) -> Iterator[clock.Event]:
    match fact:
        case f.LetterSent():
            for part in fact.clarify:
                yield clock.ClarificationAsked(fact.on, part)
            if fact.extended:
                assert fact.until is not None
                yield clock.Extended(fact.on, fact.until, fact.extended)
        case f.ApplicantAnswered():
            yield clock.ClarificationAnswered(fact.on, fact.part)
        case f.FeesNoticeGiven():
            yield clock.FeesNotice(fact.on)
        case f.FeeReceived():
            yield clock.FeePaid(fact.on)
        case _:
            pass
