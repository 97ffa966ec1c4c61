"""Approval: what colleagues approve is exactly what goes out, and nobody approves their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_bot import approval
from foi_bot.approval import WhyNot, seal, state, tally, why_not
from foi_bot.case import Asking, Case, Closure, Ending, Key, Mark, Place, Reply, State, Waiver
from foi_bot.casework import facts as f
from foi_bot.casework.fold import after
from foi_bot.checks.finding import Finding, Severity
from foi_bot.interview.outcome import Outcome
from foi_bot.letter.compose import compose
from foi_bot.letter.pack import OutcomeRules
from foi_bot.letter.tree import Letter, Paragraph, Slot, Span, canonical
from tests.cases.build import AT, OFFICER, answered, case_file, practice

ANN, BEN, CLEO = "UANN", "UBEN", "UCLEO"
PEOPLE = (OFFICER, ANN, BEN, CLEO)
MUST = Finding("reason", Severity.MUST_FIX, "n/a", "Section 30(3)", "FOIA s17(1)(c)", "Say why.")
OTHER = replace(MUST, quote="none")
AGAIN = replace(MUST, severity=Severity.LOOK_AGAIN)


def in_house(
    case: Case, approvers: tuple[str, ...] = (), needed: int = 1, four_eyes: bool = True
) -> Case:
    """The case under these rules of approval."""
    rules = case.house.approval.model_copy(
        update={"approvers": approvers, "needed": needed, "four_eyes": four_eyes}
    )
    return replace(case, house=case.house.model_copy(update={"approval": rules}))


def with_outcomes(case: Case, outcomes: Mapping[str, tuple[tuple[str, ...], int]]) -> Case:
    """The case with rules of their own for some outcomes: who approves them, and how many."""
    own = {
        Outcome(name): OutcomeRules(approvers=approvers, needed=needed)
        for name, (approvers, needed) in outcomes.items()
    }
    rules = case.house.approval.model_copy(update={"outcomes": own})
    return replace(case, house=case.house.model_copy(update={"approval": rules}))


def drafted(case: Case, findings: tuple[Finding, ...] = ()) -> Case:
    """The case with one more draft of its letter."""
    letter = compose(case)
    hash_ = seal(letter, case.house.version)
    no = len(case.drafts) + 1
    return after(case, [f.Drafted(no, hash_, canonical(letter).decode(), findings, AT)])


def marked(
    case: Case, by: str, mark: Mark = Mark.APPROVE, present: bool = True, draft: int = 0
) -> Case:
    """The case after a reaction was put on a draft (the newest) or taken away."""
    no = draft or len(case.drafts)
    return after(case, [f.Marked(no, by, mark, present, f"{len(case.marks) + 100}.0")])


def overruled(case: Case, finding: Finding) -> Case:
    fact = f.Marked(len(case.drafts), OFFICER, Mark.OVERRULE, True, "1.0", finding.id, "Known.")
    return after(case, [fact])


@pytest.fixture
def case() -> Case:
    """A case with one draft, all of whose answers the officer wrote."""
    plain = case_file("disclose-table-free")
    answers = tuple(replace(answer, by=OFFICER) for answer in plain.answers)
    return drafted(in_house(replace(plain, answers=answers)))


def test_before_the_first_draft_nobody_can_have_approved_anything() -> None:
    assert state(case_file("mixed")) is State.ASKING
    assert not tally(case_file("mixed")).approved


def test_one_approval_by_somebody_who_wrote_none_of_the_answers_is_enough(case: Case) -> None:
    assert state(case) is State.AWAITING
    approved = marked(case, ANN)
    assert tally(approved).by == (ANN,)
    assert state(approved) is State.APPROVED


def test_nobody_approves_their_own_answers(case: Case) -> None:
    assert why_not(case, OFFICER) is WhyNot.WROTE_ANSWERS
    assert state(marked(case, OFFICER)) is State.AWAITING


def test_whoever_typed_a_reply_wrote_the_answer_even_after_the_case_was_taken_over(
    case: Case,
) -> None:
    asking = Asking(1, Key("answer", "1"), AT, Ending.ANSWERED, "1.0", "2.0")
    typed = replace(
        case,
        askings=(asking,),
        answers=(*case.answers, replace(case.answers[1], no=9, asking=1)),
        replies=(Reply("1.5", BEN, "412.", Place.ANSWER, 1),),
    )
    assert why_not(typed, BEN) is WhyNot.WROTE_ANSWERS
    assert why_not(typed, ANN) is None
    talked = replace(typed, replies=(Reply("1.5", BEN, "Why?", Place.DISCUSSION, 1),))
    assert why_not(talked, BEN) is None


def test_saving_somebody_s_words_again_does_not_let_them_approve_their_own_words(
    case: Case,
) -> None:
    again = answered(answered(case, "answer@1", "412.", by=BEN), "answer@1", "412.", by=OFFICER)
    assert why_not(again, BEN) is WhyNot.WROTE_ANSWERS


def test_an_answer_to_a_question_that_is_asked_no_more_is_nobody_s(case: Case) -> None:
    gone = answered(case, "limbs@1", "30(3)", by=BEN)
    assert why_not(gone, BEN) is None


def test_an_approver_who_asked_for_changes_holds_the_letter_even_after_writing_an_answer(
    case: Case,
) -> None:
    held = answered(marked(case, BEN, Mark.CHANGES), "people@1", "no", by=BEN)
    assert tally(marked(held, ANN)).holding == (BEN,)


def test_a_letter_is_not_approved_while_an_answer_behind_it_is_missing(case: Case) -> None:
    approved = marked(case, ANN)
    assert tally(approved).approved
    assert not tally(answered(approved, "outcome@1", "ncnd", by=OFFICER)).approved


def test_in_an_office_of_two_a_recorded_waiver_lets_the_writer_approve(case: Case) -> None:
    waived = replace(case, waiver=Waiver(OFFICER, AT, "There are two of us, and one is away."))
    assert state(marked(waived, OFFICER)) is State.APPROVED


def test_a_house_may_do_without_four_eyes(case: Case) -> None:
    assert state(marked(in_house(case, four_eyes=False), OFFICER)) is State.APPROVED


def test_where_the_house_names_approvers_nobody_else_s_approval_counts(case: Case) -> None:
    named = in_house(case, approvers=(ANN,))
    assert why_not(named, BEN) is WhyNot.NOT_AN_APPROVER
    assert state(marked(named, BEN)) is State.AWAITING
    assert state(marked(named, ANN)) is State.APPROVED


def test_an_approver_who_wrote_an_answer_is_an_approver_of_other_cases(case: Case) -> None:
    named = in_house(case, approvers=(ANN, OFFICER))
    assert why_not(named, OFFICER) is WhyNot.WROTE_ANSWERS


def test_two_approvals_are_two_people_s(case: Case) -> None:
    two = in_house(case, needed=2)
    once = marked(two, ANN)
    assert tally(once).missing == 1
    assert tally(marked(once, ANN)).missing == 1
    assert state(marked(once, BEN)) is State.APPROVED


def test_taking_the_reaction_away_withdraws_the_approval(case: Case) -> None:
    withdrawn = marked(marked(case, ANN), ANN, present=False)
    assert state(withdrawn) is State.AWAITING
    assert state(marked(withdrawn, ANN)) is State.APPROVED


def test_an_approval_of_draft_1_does_not_count_for_draft_2(case: Case) -> None:
    approved = marked(case, ANN)
    again = drafted(answered(approved, "answer@1", "413.", by=OFFICER))
    assert again.drafts[0].hash != again.drafts[1].hash
    assert state(again) is State.AWAITING
    assert state(marked(again, ANN, draft=1)) is State.AWAITING
    assert state(marked(again, ANN, draft=2)) is State.APPROVED


def test_whoever_asks_for_changes_holds_the_case_whatever_others_approve(case: Case) -> None:
    held = marked(marked(case, ANN), BEN, Mark.CHANGES)
    assert tally(held).holding == (BEN,)
    assert state(held) is State.CHANGES
    assert state(marked(held, CLEO)) is State.CHANGES
    assert state(marked(held, BEN, Mark.CHANGES, present=False)) is State.APPROVED


def test_whoever_cannot_approve_cannot_hold_either(case: Case) -> None:
    named = marked(in_house(case, approvers=(ANN,)), ANN)
    assert state(marked(named, BEN, Mark.CHANGES)) is State.APPROVED


def test_a_new_draft_lets_go_of_what_held_the_old_one(case: Case) -> None:
    held = marked(case, BEN, Mark.CHANGES)
    assert state(drafted(answered(held, "answer@1", "413.", by=OFFICER))) is State.AWAITING


def test_what_has_to_be_mended_holds_the_draft_whoever_approves(case: Case) -> None:
    held = drafted(case, (MUST, AGAIN))
    assert approval.unsettled(held) == (MUST,)
    assert state(marked(held, ANN)) is State.HELD


def test_what_is_only_to_be_looked_at_again_holds_nothing(case: Case) -> None:
    assert state(marked(drafted(case, (AGAIN,)), ANN)) is State.APPROVED


def test_a_finding_is_settled_by_overruling_that_finding_on_that_draft(case: Case) -> None:
    held = drafted(case, (MUST, OTHER))
    once = overruled(held, MUST)
    assert approval.unsettled(once) == (OTHER,)
    assert state(overruled(once, OTHER)) is State.AWAITING
    again = drafted(overruled(once, OTHER), (MUST,))
    assert state(again) is State.HELD


def test_while_a_question_is_open_no_approval_sends_the_letter_out(case: Case) -> None:
    open_ = replace(marked(case, ANN), askings=(Asking(1, Key("answer", "1"), AT),))
    assert state(open_) is State.ASKING


def test_a_case_that_was_closed_stays_closed(case: Case) -> None:
    closed = replace(marked(case, ANN), closure=Closure(OFFICER, AT, "Withdrawn."))
    assert state(closed) is State.CLOSED


@pytest.fixture
def mixed() -> Case:
    """A drafted case that gives one thing and withholds another, all by the officer."""
    plain = case_file("internal-review")
    answers = tuple(
        replace(answer, by=OFFICER) for answer in plain.answers if answer.key.question != "letter"
    )
    return drafted(in_house(replace(plain, answers=answers)))


def test_an_outcome_can_need_more_approvals_than_other_letters(mixed: Case) -> None:
    two = with_outcomes(mixed, {"withhold": ((), 2)})
    assert [(d.outcomes, d.needed) for d in tally(two).demands] == [
        ((Outcome.DISCLOSE,), 1),
        ((Outcome.WITHHOLD,), 2),
    ]
    once = marked(two, ANN)
    assert [demand.missing for demand in tally(once).demands] == [0, 1]
    assert not tally(once).approved
    assert tally(marked(once, BEN)).approved


def test_a_pack_can_name_who_approves_an_outcome(mixed: Case) -> None:
    named = with_outcomes(in_house(mixed, approvers=(ANN,)), {"withhold": ((BEN,), 1)})
    assert why_not(named, CLEO) is WhyNot.NOT_AN_APPROVER
    assert [demand.missing for demand in tally(marked(named, ANN)).demands] == [0, 1]
    assert [demand.missing for demand in tally(marked(named, BEN)).demands] == [1, 0]
    assert tally(marked(marked(named, ANN), BEN)).approved


def test_one_person_approves_whatever_they_are_named_for(mixed: Case) -> None:
    named = with_outcomes(in_house(mixed, approvers=(ANN, BEN)), {"withhold": ((ANN,), 1)})
    assert tally(marked(named, ANN)).approved


def test_rules_for_an_outcome_that_the_letter_does_not_have_ask_for_nothing(case: Case) -> None:
    named = with_outcomes(case, {"ncnd": ((BEN,), 1)})
    assert tally(marked(named, ANN)).approved
    assert why_not(in_house(named, approvers=(ANN,)), BEN) is WhyNot.NOT_AN_APPROVER


def test_a_letter_whose_every_outcome_has_rules_needs_no_other_approval(case: Case) -> None:
    named = with_outcomes(in_house(case, approvers=(ANN,)), {"disclose": ((BEN,), 1)})
    assert why_not(named, ANN) is WhyNot.NOT_AN_APPROVER
    assert tally(marked(named, BEN)).approved


def test_a_letter_that_decides_nothing_has_the_approvers_of_every_letter(case: Case) -> None:
    holding = answered(case, "letter", "acknowledgement", by=OFFICER)
    named = with_outcomes(in_house(holding, approvers=(ANN,)), {"disclose": ((BEN,), 1)})
    assert why_not(named, BEN) is WhyNot.NOT_AN_APPROVER
    assert why_not(named, ANN) is None


def test_an_approver_of_one_outcome_can_hold_the_letter(mixed: Case) -> None:
    named = with_outcomes(in_house(mixed, approvers=(ANN,)), {"withhold": ((BEN,), 1)})
    held = marked(marked(named, ANN), BEN, Mark.CHANGES)
    assert tally(held).holding == (BEN,)


def test_four_eyes_hold_for_every_outcome(mixed: Case) -> None:
    named = with_outcomes(mixed, {"withhold": ((OFFICER, ANN), 1)})
    assert why_not(named, OFFICER) is WhyNot.WROTE_ANSWERS
    assert approval.able(named, tally(named).demands[1]) == (ANN,)


@settings(deadline=None)
@given(
    st.sets(st.sampled_from([ANN, BEN, CLEO])),
    st.sampled_from([((), 1), ((), 2), ((ANN,), 1), ((ANN, BEN), 1), ((ANN, BEN), 2)]),
    st.sampled_from([((), 1), ((), 3), ((BEN,), 1), ((BEN, CLEO), 1), ((BEN, CLEO), 2)]),
)
def test_a_letter_is_approved_when_every_outcome_is(
    approving: set[str],
    every: tuple[tuple[str, ...], int],
    withheld: tuple[tuple[str, ...], int],
) -> None:
    (general, needed), (own, needed_of_own) = every, withheld
    plain = case_file("internal-review")
    answers = tuple(
        replace(answer, by=OFFICER) for answer in plain.answers if answer.key.question != "letter"
    )
    case = in_house(replace(plain, answers=answers), general, needed)
    case = drafted(with_outcomes(case, {"withhold": (own, needed_of_own)}))
    for person in sorted(approving):
        case = marked(case, person)
    everybody = {ANN, BEN, CLEO}
    for_all = approving & (set(general) or everybody)
    for_own = approving & (set(own) or set(general) or everybody)
    assert tally(case).approved == (len(for_all) >= needed and len(for_own) >= needed_of_own)
    assert set(tally(case).by) == for_all | for_own


MARKS = st.lists(
    st.tuples(
        st.sampled_from(PEOPLE),
        st.sampled_from([Mark.APPROVE, Mark.CHANGES]),
        st.booleans(),
        st.integers(1, 3),
    ),
    max_size=12,
)


@settings(deadline=None)
@given(MARKS, st.booleans(), st.sampled_from([(), (ANN, OFFICER)]), st.integers(1, 2))
def test_whatever_is_reacted_only_standing_marks_on_the_newest_draft_by_others_count(
    marks: list[tuple[str, Mark, bool, int]],
    waived: bool,
    approvers: tuple[str, ...],
    needed: int,
) -> None:
    plain = case_file("disclose-table-free")
    case = in_house(
        replace(plain, answers=tuple(replace(a, by=OFFICER) for a in plain.answers)),
        approvers,
        needed,
    )
    case = drafted(drafted(drafted(case)))
    if waived:
        case = replace(case, waiver=Waiver(OFFICER, AT, "One of two is away."))
    for by, mark, present, draft in marks:
        case = marked(case, by, mark, present, draft)
    standing: dict[tuple[str, Mark], bool] = {}
    for by, mark, present, draft in marks:
        if draft == 3:
            standing[(by, mark)] = present
    may = {p for p in approvers or PEOPLE if p != OFFICER or waived}
    found = tally(case)
    assert set(found.by) == {p for (p, m), on in standing.items() if on and m is Mark.APPROVE} & may
    assert set(found.holding) == (
        {p for (p, m), on in standing.items() if on and m is Mark.CHANGES}
        & set(approvers or PEOPLE)
    )
    assert found.approved == (len(found.by) >= needed and not found.holding)
    assert (OFFICER in found.by) <= waived


def one(words: str) -> Letter:
    return Letter("en-GB", "Letter", (Slot("date"), Paragraph((Span(words),))))


TEXTS = st.text(max_size=20)
PIECES = st.tuples(TEXTS, TEXTS, st.lists(st.binary(max_size=8), max_size=3))


@given(PIECES, PIECES)
def test_the_hash_is_the_same_for_the_same_letter_house_and_enclosures_and_for_no_other(
    a: tuple[str, str, list[bytes]], b: tuple[str, str, list[bytes]]
) -> None:
    first, second = (seal(one(words), house, files) for words, house, files in (a, b))
    assert (first == second) == (a == b)
    assert len(first) == 64


def test_a_byte_of_an_enclosure_moved_to_the_next_one_is_another_hash() -> None:
    letter = one("See the two files.")
    assert seal(letter, "v1", [b"ab", b"c"]) != seal(letter, "v1", [b"a", b"bc"])
    assert seal(letter, "v1", [b"ab"]) != seal(letter, "v1", [b"ab", b""])


def test_the_date_and_the_applicant_are_not_part_of_what_is_approved() -> None:
    case = case_file("disclose-table-free")
    on_another_day = replace(case, on=case.on.replace(day=20))
    assert seal(compose(case), "v1") == seal(compose(on_another_day), "v1")


def test_a_change_of_house_wording_is_a_change_of_what_is_approved() -> None:
    letter = compose(case_file("mixed"))
    assert seal(letter, practice().version) != seal(letter, "another version")


def test_whoever_added_words_to_the_letter_that_nobody_had_to_give_does_not_approve_it() -> None:
    case = drafted(case_file("disclose-table-free"))
    assert why_not(case, ANN) is None
    assert why_not(answered(case, "reuse", "open", by=ANN), ANN) is WhyNot.WROTE_ANSWERS
    assert why_not(answered(case, "press", "Told today.", by=ANN), ANN) is None
