"""The machine: what can be done next, and what has to be true whenever nothing is being done."""

from __future__ import annotations

from typing import ClassVar

from hypothesis import event
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from foi_bot.casework.fold import replay
from tests.casework.machine import happenings, scenes
from tests.casework.machine.cast import REQUESTS, RULES, house_with
from tests.casework.machine.hand import Drawn, Hand
from tests.casework.machine.laws import as_folded, every_law
from tests.casework.machine.world import Making, Tallied, World, in_memory


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

    @rule(data=st.data(), scene=st.sampled_from(happenings.ALL))
    def something_happens(self, data: st.DataObject, scene: scenes.Scene) -> None:
        scene(Hand(Drawn(data), self.world))

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
