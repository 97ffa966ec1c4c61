"""A tour: all of the machine's scenes in one case, so that every kind of deed and fact, and every
stage, is reached soon."""

from __future__ import annotations

from tests.casework.machine import happenings, scenes
from tests.casework.machine.cast import REQUESTS, RULES, house_with
from tests.casework.machine.hand import Dice, Hand
from tests.casework.machine.laws import every_law
from tests.casework.machine.world import Tallied, World, in_memory

SCENES = (
    scenes.anything,
    *scenes.WHILE_ASKED,
    *scenes.ON_A_DRAFT,
    *scenes.AT_ANY_TIME,
    *scenes.AFTER_SENDING,
    scenes.anything,
)


def tour(seed: int, tallied: Tallied) -> None:
    """One case through all scenes, in some order, and now and then to a letter that goes out."""
    dice = Dice(seed)
    office = in_memory(house_with(RULES[dice.pick(list(RULES))]))
    world = World(office, dice.pick(REQUESTS), every_law, tallied)
    hand, left = Hand(dice, world), list(SCENES)
    while left and not world.case.closure:
        scene = dice.pick(left)
        left.remove(scene)
        scene(hand)
        hand.pick(happenings.ALL)(hand)
        if hand.one_in(4):
            scenes.all_the_way(hand)
    assert not world.broken()
    world.close()
