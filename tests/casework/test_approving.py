"""Approving: what reactions come to, in whatever order they are brought."""

from __future__ import annotations

from copy import copy
from functools import cache
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_bot import approval
from foi_bot.case import Mark, State
from foi_bot.casework import deeds
from foi_bot.casework.decision import Decided, Decision, Refused
from foi_bot.casework.people import Footing, Person
from tests.casework.talk import LEN, OLIVE, Talk
from tests.casework.test_answering import kinds, why

ADA = Person("U03APPROVER")


@cache
def _drafted() -> Talk:
    return Talk().disclosed()


def drafted() -> Talk:
    """A case whose letter waits for its approval."""
    return copy(_drafted())


def react(
    talk: Talk,
    by: Person = LEN,
    mark: Mark = Mark.APPROVE,
    *,
    present: bool = True,
    draft: int = 1,
    last: bool = True,
    ts: str | None = None,
) -> Decided | Refused:
    decision = talk.do(deeds.React(by, draft, last, mark, present, ts or talk.tick()))
    assert isinstance(decision, Decided | Refused)
    return decision


def test_the_approval_that_was_awaited_is_sealed_and_told() -> None:
    talk = drafted()
    decided = react(talk)
    assert kinds(decided) == ["Marked", "Approved"]
    assert isinstance(decided, Decided)
    assert [notice.words.name for notice in decided.notices] == ["approved"]


def test_an_approval_taken_back_is_sealed_and_told() -> None:
    talk = drafted()
    react(talk)
    decided = react(talk, present=False)
    assert kinds(decided) == ["Marked", "ApprovalLost"]
    assert isinstance(decided, Decided)
    assert [notice.words.name for notice in decided.notices] == ["approval-withdrawn"]


def test_a_cross_on_an_approved_letter_asks_what_should_change_and_says_no_more() -> None:
    talk = drafted()
    react(talk)
    decided = react(talk, ADA, Mark.CHANGES)
    assert kinds(decided) == ["Marked", "ApprovalLost"]
    assert isinstance(decided, Decided)
    assert [notice.words.name for notice in decided.notices] == ["changes-asked"]


def test_a_cross_taken_away_lets_the_approval_count_again() -> None:
    talk = drafted()
    react(talk)
    react(talk, ADA, Mark.CHANGES)
    decided = react(talk, ADA, Mark.CHANGES, present=False)
    assert kinds(decided) == ["Marked", "Approved"]


def test_the_same_cross_again_asks_nothing_again() -> None:
    talk = drafted()
    react(talk, mark=Mark.CHANGES)
    decided = react(talk, mark=Mark.CHANGES)
    assert isinstance(decided, Decided)
    assert decided.notices == ()


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"draft": 2}, "old-draft"),
        ({"last": False}, "react-on-last-post"),
        ({"by": OLIVE}, "wrote-answers"),
    ],
)
def test_what_does_not_count_gets_a_quiet_word_and_taken_away_none(
    changes: dict[str, object], word: str
) -> None:
    talk = drafted()
    assert why(react(talk, **changes)) == word  # type: ignore[arg-type]
    away = react(talk, present=False, **changes)  # type: ignore[arg-type]
    assert isinstance(away, Decided)
    assert approval.state(talk.case) is State.AWAITING


def test_before_the_first_draft_there_is_nothing_to_approve() -> None:
    assert why(react(Talk())) == "old-draft"


STORY = (
    (LEN, Mark.APPROVE, True),
    (LEN, Mark.APPROVE, False),
    (ADA, Mark.CHANGES, True),
    (LEN, Mark.APPROVE, True),
    (ADA, Mark.CHANGES, False),
)


@pytest.mark.parametrize("order", list(permutations(range(len(STORY)))))
def test_reactions_in_any_order_come_to_what_the_post_carries(order: tuple[int, ...]) -> None:
    talk = drafted()
    at = [talk.tick() for _ in STORY]
    for i in order:
        by, mark, present = STORY[i]
        react(talk, by, mark, present=present, ts=at[i])
    assert approval.tally(talk.case).by == (LEN.id,)
    assert approval.state(talk.case) is State.APPROVED


@given(st.data())
def test_the_newest_reaction_of_each_person_and_kind_is_the_one_that_stands(
    data: st.DataObject,
) -> None:
    talk = drafted()
    people, marks = st.sampled_from((LEN, ADA)), st.sampled_from((Mark.APPROVE, Mark.CHANGES))
    made = data.draw(st.lists(st.tuples(people, marks, st.booleans()), max_size=8))
    brought = data.draw(st.permutations(list(enumerate(made))))
    at = [talk.tick() for _ in made]
    for i, (by, mark, present) in brought:
        react(talk, by, mark, present=present, ts=at[i])
    newest = {(by.id, mark): present for by, mark, present in made}
    standing = {(m.by, m.mark) for m in talk.case.marks if m.present}
    assert standing == {one for one, present in newest.items() if present}


def test_what_should_change_is_said_by_whoever_holds_the_draft() -> None:
    talk = drafted()
    told = deeds.SayWhatToChange(LEN, 1, "The year.", talk.tick())
    assert why(talk.do(told)) == "not-holding"
    react(talk, mark=Mark.CHANGES)
    assert kinds(talk.do(told)) == ["Marked"]
    assert approval.tally(talk.case).holding == (LEN.id,)
    empty = deeds.SayWhatToChange(LEN, 1, "  ", talk.tick())
    assert why(talk.do(empty)) == "nothing-typed"


def test_four_eyes_are_waived_once_with_a_reason_by_the_officer() -> None:
    talk = drafted()
    assert why(talk.do(deeds.WaiveFourEyes(LEN, "Alone.", talk.tick()))) == "not-the-officer"
    assert why(talk.do(deeds.WaiveFourEyes(OLIVE, " ", talk.tick()))) == "reason-missing"
    assert kinds(talk.do(deeds.WaiveFourEyes(OLIVE, "Alone.", talk.tick()))) == ["FourEyesWaived"]
    assert why(talk.do(deeds.WaiveFourEyes(OLIVE, "Again.", talk.tick()))) == "already-settled"
    assert kinds(react(talk, OLIVE)) == ["Marked", "Approved"]


class TestAPlaceholder:
    def held(self) -> Talk:
        """A letter in which somebody left a hole."""
        talk = Talk()
        talk.choose("disclose")
        talk.answer("We recorded [insert figure].")
        talk.answer("From our crime records, drawn on 13 March 2018.")
        talk.choose("no")
        assert approval.state(talk.case) is State.HELD
        return talk

    def test_holds_the_draft_until_its_finding_is_overruled_with_a_reason(self) -> None:
        talk = self.held()
        (finding,) = approval.unsettled(talk.case)
        assert why(react(talk)) == "draft-held"

        def overrule(reason: str, by: Person = OLIVE) -> Decided | Refused:
            decision = talk.do(deeds.Overrule(by, 1, finding.id, reason, talk.tick()))
            assert isinstance(decision, Decided | Refused)
            return decision

        assert why(overrule("Why not?", LEN)) == "not-the-officer"
        assert why(overrule(" ")) == "reason-missing"
        assert kinds(overrule("The applicant's own words.")) == ["Marked"]
        assert why(overrule("Twice.")) == "already-settled"
        assert approval.state(talk.case) is State.AWAITING

    def test_mended_makes_a_new_draft_that_nothing_holds(self) -> None:
        talk = self.held()
        talk.change("answer")
        talk.answer("We recorded 214.")
        assert [draft.no for draft in talk.case.drafts] == [1, 2]
        assert approval.state(talk.case) is State.AWAITING


def test_a_new_draft_voids_the_approvals_of_the_old_one_and_says_whose() -> None:
    talk = drafted()
    react(talk)
    talk.change("answer")
    decided = talk.answer("We recorded 215.")
    assert isinstance(decided, Decided)
    (told,) = (n.words for n in decided.notices if n.words.name == "approvals-void")
    assert dict(told.values) == {"old": "1", "new": "2", "people": f"<@{LEN.id}>"}
    assert approval.state(talk.case) is State.AWAITING


GONE = Person("U02LEAD", Footing.DEACTIVATED)


def lift(talk: Talk, of: Person = GONE, reason: str = "Left on 1 March.") -> Decision:
    return talk.do(deeds.LiftHold(OLIVE, 1, of, reason, talk.tick()))


def test_the_hold_of_somebody_who_has_left_is_lifted_with_a_reason_that_everybody_sees() -> None:
    talk = drafted()
    react(talk, LEN, Mark.CHANGES)
    assert approval.state(talk.case) is State.CHANGES
    decision = lift(talk)
    assert isinstance(decision, Decided)
    assert [notice.quote for notice in decision.notices] == ["Left on 1 March."]
    assert approval.state(talk.case) is State.AWAITING


@pytest.mark.parametrize(
    ("of", "reason", "refusal"),
    [
        (LEN, "They are on leave.", "can-lift-it-themselves"),
        (GONE, "  ", "reason-missing"),
        (Person("U03OTHER", Footing.DEACTIVATED), "Left.", "already-settled"),
    ],
)
def test_no_other_hold_is_lifted(of: Person, reason: str, refusal: str) -> None:
    talk = drafted()
    react(talk, LEN, Mark.CHANGES)
    assert why(lift(talk, of, reason)) == refusal
    assert approval.state(talk.case) is State.CHANGES
