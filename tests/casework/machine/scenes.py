"""Scenes: what people do in a row, so that a case comes far. Each is made of ordinary deeds, which
are held against the laws as any other is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from foi_bot import approval
from foi_bot.case import Asking, Key, Mark, State, Value, london
from foi_bot.casework import deeds
from foi_bot.casework.people import Footing, Person
from foi_bot.enclosures import Use
from foi_bot.interview.asked import question
from foi_bot.interview.deadlines import waiting_parts
from foi_bot.interview.outcome import Outcome
from foi_bot.interview.plan import offered, plan
from foi_bot.interview.questions import Kind
from foi_bot.interview.slices import parts
from tests.casework.machine.cast import ANN, BEN, ERIC, LEN
from tests.casework.machine.hand import Hand
from tests.casework.machine.world import World
from tests.interview.values import plainest

MOST_ASKED = 60
"""How many questions are answered in a row before a case is left where it is."""


def officer(world: World) -> Person:
    """The case's officer; somebody else takes over from one who has left."""
    for id_ in (BEN, ERIC, LEN, ANN):
        if world.person(world.case.officer).may_act or world.case.closure:
            break
        if world.person(id_).may_act:
            world.deliver(deeds.TakeOver(world.person(id_), world.case.officer, world.ts()))
    return world.person(world.case.officer)


def answer(hand: Hand) -> None:
    """One question, answered with a button or in the thread."""
    world, case = hand.world, hand.case
    asking = case.open_asking
    if asking is None:
        return
    asked = question(case, asking.key)
    value: Value = (
        hand.valid(asking.key, asked)
        if asking.key.question == "outcome" or hand.one_in(4)
        else plainest(case, asking.key, asked)
    )
    by = officer(world)
    if isinstance(value, str) and hand.is_typed(asking) and hand.one_in(3):
        world.slack_takes()
        world.deliver(deeds.Reply(by, world.ts(), value))
        world.deliver(deeds.Next(by, asking.no, world.ts()))
    else:
        world.deliver(deeds.Choose(by, asking.no, value, world.ts()))


def answer_everything(hand: Hand) -> None:
    """As far as a draft, whatever the checks find in it overruled."""
    world = hand.world
    for _ in range(MOST_ASKED):
        asking = world.case.open_asking
        if asking is None:
            break
        answer(hand)
        if world.case.open_asking == asking:
            # Nobody is left who may answer.
            break
    for finding in approval.unsettled(world.dated):
        by, draft = officer(world), len(world.case.drafts)
        why = "It is right here."
        world.deliver(deeds.Overrule(by, draft, finding.id, why, world.ts()))


def approve(hand: Hand) -> None:
    """Ticks, until the draft has all that it needs."""
    world = hand.world
    first = world.case.officer if hand.one_in(3) else LEN
    for id_ in (first, LEN, ANN, ERIC, BEN):
        draft = len(world.case.drafts)
        if approval.state(world.dated) is State.APPROVED or not draft:
            return
        world.deliver(deeds.React(world.person(id_), draft, True, Mark.APPROVE, True, world.ts()))


def send(hand: Hand) -> None:
    """The approved letter goes out today; now and then somebody tries it with one that is not."""
    world = hand.world
    if approval.state(world.dated) is not State.APPROVED and not hand.one_in(3):
        return
    draft, day = len(world.case.drafts), london(world.now)
    world.deliver(deeds.MarkSent(officer(world), draft, day, world.ts()))


def all_the_way(hand: Hand) -> None:
    """From wherever the case is to a letter that goes out."""
    answer_everything(hand)
    approve(hand)
    send(hand)


def write_in_the_thread(hand: Hand) -> None:
    """Replies, and then whatever may follow them."""
    world = hand.world
    if hand.one_in(2):
        world.slack_takes()
    for _ in range(hand.pick((1, 1, 2))):
        world.deliver(hand.reply())
    world.deliver(hand.any_of(deeds.Next, deeds.Next, deeds.Skip, deeds.Back))
    world.deliver(hand.any_of(deeds.Reply, deeds.EditReply, deeds.PlaceReply))


def change_an_answer(hand: Hand) -> None:
    hand.world.deliver(hand.change())
    answer(hand)


def typed(hand: Hand) -> Asking | None:
    """A question that is answered in words is open, and stands in the thread; None where the case
    has none."""
    world, case = hand.world, hand.case
    asking = case.open_asking
    if asking is None or question(case, asking.key).kind not in (Kind.TEXT, Kind.ROWS):
        keys = [
            key
            for key in (*plan(case), *offered(case))
            if question(case, key).kind in (Kind.TEXT, Kind.ROWS)
        ]
        if keys:
            world.deliver(deeds.Change(officer(world), hand.pick(keys), world.ts()))
    world.slack_takes()
    asking = world.case.open_asking
    return asking if asking is not None and hand.is_typed(asking) else None


def delete_words(hand: Hand) -> None:
    """Words of an answer are deleted in Slack, and the officer says whether they stay."""
    world, asking = hand.world, typed(hand)
    if asking is None:
        return
    by, ts = officer(world), world.ts()
    world.deliver(deeds.Reply(by, ts, "We recorded 214."))
    if hand.one_in(2):
        world.deliver(deeds.Next(by, asking.no, world.ts()))
    world.deliver(deeds.DeleteReply(by, ts, "We recorded 214."))
    world.deliver(deeds.KeepDeleted(officer(world), ts, hand.one_in(2), world.ts()))


def write_between_two(hand: Hand) -> None:
    """A reply sent before the next question stood in the thread: the officer says what it is."""
    world = hand.world
    asking = typed(hand)
    if asking is None:
        return
    by = officer(world)
    world.deliver(deeds.Reply(by, world.ts(), "We recorded 214."))
    world.deliver(deeds.Next(by, asking.no, world.ts()))
    ts = world.ts()
    world.slack_takes()
    world.deliver(deeds.Reply(by, ts, "And 12 more."))
    open_ = world.case.open_asking
    where = hand.pick((asking.no, open_.no if open_ else None, None))
    world.deliver(deeds.PlaceReply(officer(world), ts, where, world.ts()))


def go_back_and_forth(hand: Hand) -> None:
    """Questions are skipped, left and gone back to, and a message is edited."""
    world = hand.world
    for kind in (deeds.Skip, deeds.Back, deeds.Change, deeds.Skip):
        deed: deeds.CaseDeed = hand.any_of(kind)
        world.deliver(deed)
    asking = typed(hand)
    if asking is not None:
        by, ts = officer(world), world.ts()
        world.deliver(deeds.Reply(by, ts, "We recorded 213."))
        if hand.one_in(2):
            world.deliver(deeds.Next(by, asking.no, world.ts()))
        edited = world.ts()
        world.deliver(deeds.EditReply(by, ts, hand.text(), edited))


def goes_elsewhere(hand: Hand) -> None:
    """Nothing that was asked for belongs under the Act; or somebody thinks again."""
    abouts = [one.id for one in parts(hand.case)]
    for about in abouts:
        _choose_outcome(hand, about, hand.pick((Outcome.OWN_DATA, Outcome.ENVIRONMENTAL)))
    if not hand.one_in(3):
        _choose_outcome(hand, abouts[0], Outcome.DISCLOSE)


def _choose_outcome(hand: Hand, about: str, value: Outcome) -> None:
    world, key = hand.world, Key("outcome", about)
    world.deliver(deeds.Change(officer(world), key, world.ts()))
    asking = world.case.open_asking
    if asking is not None and asking.key == key:
        world.deliver(deeds.Choose(officer(world), asking.no, str(value), world.ts()))


def close(hand: Hand) -> None:
    """The end, now and then, so that there is something to see."""
    if hand.one_in(3):
        hand.world.deliver(hand.close())


def react(hand: Hand) -> None:
    world = hand.world
    for _ in range(hand.pick((1, 2, 3))):
        world.deliver(hand.react())


def hold(hand: Hand) -> None:
    """A cross, what it is for, and how it ends: taken away, or lifted once its maker has left."""
    world = hand.world
    answer_everything(hand)
    if hand.one_in(2):
        approve(hand)
    draft, by = len(world.case.drafts), hand.pick((LEN, ANN))
    cross = deeds.React(world.person(by), draft, True, Mark.CHANGES, True, hand.some_ts())
    world.deliver(cross)
    if hand.one_in(2):
        day = london(world.now)
        world.deliver(deeds.MarkSent(officer(world), draft, day, world.ts()))
    what = deeds.SayWhatToChange(world.person(by), draft, "Say which year.", world.ts())
    world.deliver(what)
    if hand.one_in(2):
        back = deeds.React(world.person(by), draft, True, Mark.CHANGES, False, world.ts())
        world.deliver(back)
        return
    world.footings[by] = Footing.DEACTIVATED
    world.deliver(
        deeds.LiftHold(officer(world), draft, world.person(by), "They have left.", world.ts())
    )
    if hand.one_in(2):
        world.footings[by] = Footing.MEMBER


def waive(hand: Hand) -> None:
    """An office of two: whoever wrote the answers approves them."""
    world = hand.world
    answer_everything(hand)
    by = officer(world)
    world.deliver(deeds.WaiveFourEyes(by, "We are two.", world.ts()))
    draft = len(world.case.drafts)
    world.deliver(deeds.React(by, draft, True, Mark.APPROVE, True, world.ts()))


def fees(hand: Hand) -> None:
    """A fees notice, and the fee, in time or not."""
    world = hand.world
    world.deliver(deeds.GiveFeesNotice(officer(world), hand.day(), world.ts()))
    world.pass_time(timedelta(days=hand.pick((0, 5, 100))))
    world.deliver(deeds.ReceiveFee(officer(world), london(world.now), world.ts()))


def letter_before(hand: Hand) -> None:
    """An acknowledgement or a holding letter goes out before the response."""
    world = hand.world
    world.deliver(deeds.Change(officer(world), Key("letter"), world.ts()))
    asking = world.case.open_asking
    if asking is None:
        return
    kind = hand.pick(("acknowledgement", "holding"))
    world.deliver(deeds.Choose(officer(world), asking.no, kind, world.ts()))
    all_the_way(hand)


def ask_the_applicant(hand: Hand) -> None:
    """What is unclear is asked, and the applicant says what they mean."""
    _decide(hand, hand.pick(("clarify", "clarify", "extend")))
    approve(hand)
    send(hand)
    applicant_answers(hand)


def _decide(hand: Hand, outcome: str) -> None:
    """The first outcome that can still be decided is this one."""
    world = hand.world
    for _ in range(MOST_ASKED):
        asking = world.case.open_asking
        if asking is None or asking.key.question == "outcome":
            break
        answer(hand)
    asking = world.case.open_asking
    if asking is not None:
        world.deliver(deeds.Choose(officer(world), asking.no, outcome, world.ts()))
    answer_everything(hand)


def applicant_answers(hand: Hand) -> None:
    world = hand.world
    waits = waiting_parts(world.dated)
    if waits:
        part, day = hand.pick((*waits, "")), london(world.now)
        world.pass_time(timedelta(days=hand.pick((0, 3))))
        world.deliver(deeds.ApplicantAnswers(officer(world), part, day, "In Anytown.", world.ts()))


def supplement(hand: Hand) -> None:
    """After sending, an answer is corrected, and another letter goes out."""
    world = hand.world
    if world.case.sent:
        change_an_answer(hand)
        all_the_way(hand)


def review(hand: Hand) -> None:
    """After sending, somebody reviews what was decided."""
    world = hand.world
    if not world.case.sent:
        return
    world.deliver(hand.review())
    if approval.reviews(world.dated):
        all_the_way(hand)


def use_a_file(hand: Hand) -> None:
    """A file is dropped, wanted and fetched; and what came of it is perhaps undone."""
    world, use = hand.world, hand.pick((*Use, Use.COMPARE))
    if use is Use.TABLE:
        typed(hand)
    elif use is Use.COMPARE:
        answer_everything(hand)
    else:
        world.slack_takes()
    name = {Use.TABLE: "figures.csv", Use.COMPARE: "FOI2024-00001.docx"}.get(use, "map.pdf")
    shared = deeds.SharedFile(f"F{len(world.case.dropped) + 1}", name, 26)
    by = officer(world)
    world.deliver(deeds.Reply(by, world.ts(), "", (shared,)))
    world.deliver(deeds.UseFile(by, len(world.case.dropped), use, world.ts()))
    if hand.one_in(6):
        world.deliver(hand.any_deed())
    if hand.one_in(8):
        world.deliver(hand.deed(deeds.TurnFileDown))
    world.deliver(hand.fetched(use))
    dropped = len(world.case.dropped)
    if hand.one_in(6):
        world.deliver(deeds.LeaveFile(officer(world), dropped, world.ts()))
    if use is Use.COMPARE:
        if hand.one_in(4):
            change_an_answer(hand)
        world.deliver(hand.any_of(deeds.TakeWords, deeds.TakeWords, deeds.LeaveWords))
    elif hand.one_in(2):
        undone = (
            deeds.TakeTableOut(officer(world), dropped, world.ts())
            if use is Use.TABLE
            else deeds.RemoveEnclosure(officer(world), len(world.case.enclosures), world.ts())
        )
        world.deliver(hand.any_of(deeds.DeleteReply) if hand.one_in(3) else undone)


def enclose_and_take_back(hand: Hand) -> None:
    """A file goes out with a letter, and not with the next."""
    world, by = hand.world, officer(hand.world)
    world.slack_takes()
    shared = deeds.SharedFile(f"F{len(world.case.dropped) + 1}", "map.pdf", 26)
    world.deliver(deeds.Reply(by, world.ts(), "", (shared,)))
    world.deliver(deeds.UseFile(by, len(world.case.dropped), Use.ENCLOSE, world.ts()))
    world.deliver(hand.fetched(Use.ENCLOSE))
    all_the_way(hand)
    world.deliver(deeds.RemoveEnclosure(officer(world), len(world.case.enclosures), world.ts()))


def anything(hand: Hand) -> None:
    """Anybody does anything."""
    for _ in range(hand.pick((1, 1, 2, 3))):
        hand.world.deliver(hand.any_deed(), form=hand.one_in(3))


Scene = Callable[[Hand], None]

WHILE_ASKED: tuple[Scene, ...] = (
    answer,
    answer_everything,
    write_in_the_thread,
    delete_words,
    write_between_two,
    go_back_and_forth,
)
ON_A_DRAFT: tuple[Scene, ...] = (react, hold, waive, approve, send)
AT_ANY_TIME: tuple[Scene, ...] = (
    all_the_way,
    change_an_answer,
    use_a_file,
    use_a_file,
    enclose_and_take_back,
    fees,
    letter_before,
    ask_the_applicant,
    goes_elsewhere,
    close,
)
AFTER_SENDING: tuple[Scene, ...] = (applicant_answers, supplement, review)
