"""The machine: what can be done next, and what has to be true whenever nothing is being done."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from hypothesis import event
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from foi_bot.casework import deeds
from foi_bot.casework.decision import Parked
from foi_bot.casework.fold import replay
from foi_bot.casework.people import Footing
from foi_bot.casework.perform import Done, NotDone
from tests.casework.machine import scenes
from tests.casework.machine.cast import ANN, ERIC, IDA, LEN, REQUESTS, RULES, house_with
from tests.casework.machine.hand import Drawn, Hand
from tests.casework.machine.laws import as_folded, every_law
from tests.casework.machine.world import Making, Step, Tallied, World, in_memory

SETTLED_BY_ITSELF = (deeds.SayWhatToChange, deeds.LeaveFile)
"""What says something new when it is done a second time; all else is done once."""


class CaseMachine(RuleBasedStateMachine):
    """A case, from its opening to the end, under whatever people, Slack and time may do to it."""

    making: ClassVar[Making] = staticmethod(in_memory)
    tallied: ClassVar[Tallied] = Tallied()
    world: World

    @initialize(
        data=st.data(),
        rules=st.sampled_from(list(RULES)),
        request=st.sampled_from(REQUESTS),
    )
    def a_request_is_opened(self, data: st.DataObject, rules: str, request: str) -> None:
        office = type(self).making(house_with(RULES[rules]))
        self.world = World(office, request, every_law, self.tallied)
        hand = Hand(Drawn(data), self.world)
        far = hand.pick((0, 1, 2, 3, 3))
        if hand.one_in(2):
            self.world.slack_takes()
        for scene in (scenes.answer_everything, scenes.approve, scenes.send)[:far]:
            scene(hand)

    # What people do.

    @rule(data=st.data())
    def anybody_does_anything(self, data: st.DataObject) -> None:
        scenes.anything(Hand(Drawn(data), self.world))

    @precondition(lambda self: self.world.case.open_asking)
    @rule(data=st.data(), scene=st.sampled_from(scenes.WHILE_ASKED))
    def the_officer_answers(self, data: st.DataObject, scene: scenes.Scene) -> None:
        scene(Hand(Drawn(data), self.world))

    @precondition(lambda self: self.world.case.drafts)
    @rule(data=st.data(), scene=st.sampled_from(scenes.ON_A_DRAFT))
    def people_look_at_the_draft(self, data: st.DataObject, scene: scenes.Scene) -> None:
        scene(Hand(Drawn(data), self.world))

    @precondition(lambda self: not self.world.case.closure)
    @rule(data=st.data(), scene=st.sampled_from(scenes.AT_ANY_TIME))
    def the_case_goes_on(self, data: st.DataObject, scene: scenes.Scene) -> None:
        scene(Hand(Drawn(data), self.world))

    @precondition(lambda self: self.world.case.sent)
    @rule(data=st.data(), scene=st.sampled_from(scenes.AFTER_SENDING))
    def the_case_goes_on_after_sending(self, data: st.DataObject, scene: scenes.Scene) -> None:
        scene(Hand(Drawn(data), self.world))

    # What Slack and time do.

    @rule()
    def slack_takes_what_is_due(self) -> None:
        self.world.slack_takes()

    @precondition(lambda self: self.world.steps)
    @rule(data=st.data())
    def slack_repeats_deliveries(self, data: st.DataObject) -> None:
        world, hand = self.world, Hand(Drawn(data), self.world)
        settled = [step for step in reversed(world.steps) if _is_settled(step)]
        for _ in range(hand.pick((1, 3)) if settled else 0):
            before = world.rows
            assert world.deliver_again(hand.pick(settled)) == Done(again=True)
            assert world.rows == before, "a repetition changes nothing"

    @precondition(lambda self: self.world.steps)
    @rule()
    def the_last_deed_is_done_again_under_another_key(self) -> None:
        """Two presses of a button, or a message that catching up finds as well."""
        last, today = self.world.steps[-1], self.world.dated.on
        if isinstance(last.deed, SETTLED_BY_ITSELF) or not _is_settled(last):
            return
        self.world.deliver(last.deed)
        if self.world.days[last.delivery.key] == today:
            assert not self.world.steps[-1].facts, "done twice"

    @rule(data=st.data())
    def time_passes(self, data: st.DataObject) -> None:
        days = Hand(Drawn(data), self.world).pick((0, 1, 12, 40))
        self.world.pass_time(timedelta(days=days, seconds=5))

    @rule(data=st.data())
    def somebody_leaves_or_comes_back(self, data: st.DataObject) -> None:
        hand = Hand(Drawn(data), self.world)
        who = hand.pick((LEN, ANN, IDA, ERIC, self.world.case.officer))
        left = hand.pick((Footing.DEACTIVATED, Footing.OUTSIDER))
        here = self.world.person(who).may_act
        self.world.footings[who] = left if here else Footing.MEMBER

    # What is true whenever nothing is being done.

    @invariant()
    def the_record_verifies(self) -> None:
        assert not self.world.broken()

    def teardown(self) -> None:
        """At the end the whole record is replayed, and nothing but the applicant's own row says
        who asked."""
        if not hasattr(self, "world"):
            return
        for stage in self.world.stages:
            event(f"reached: {stage}")
        whole = replay(self.world.facts, self.world.office.houses)
        assert whole == as_folded(self.world.case, whole)
        for name, rows in self.world.rows.items():
            if name not in ("applicant", "intake"):
                assert "Pat Applicant" not in repr(rows), name
        self.world.close()


def _is_settled(step: Step) -> bool:
    """Whether the delivery's key was kept: not of what waits, or of a form to be mended."""
    is_mended = isinstance(step.outcome, NotDone) and step.delivery.comes_again
    return not isinstance(step.decision, Parked) and not is_mended
