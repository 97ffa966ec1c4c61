"""A case comes back from the database as its facts made it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foi_bot import approval
from foi_bot.case import Case, Mark, Value, london
from foi_bot.casework import deeds
from foi_bot.casework.fold import replay
from foi_bot.casework.perform import Done, Office
from store import audit
from store.lists import list_threads
from store.load import Spot, UnknownHouseError, find_message, find_thread, load
from tests.store.doings import Doings
from tests.store.play import ERIC, LEN, OLIVE, WORKSPACE, Play
from tests.store.statements import counted

NUMBERED = "1) How many bicycles were stolen?\n2) Is Sam Sample a suspect?\n4) Who decides?"
NCND: dict[str, Value] = {
    "outcome": "ncnd",
    "reveals": "yes",
    "reveals-words": "The name of a person.",
    "confirmed": "no",
    "consistent": "yes",
    "limbs": ("30(3)", "40(5B)(a)(i)"),
}
CHANNELS = (f"C{number}" for number in count(1))


def ncnd(play: Play) -> Case:
    """A case whose limbs are chosen, and whose reasons come next."""
    case = play.opened()
    while (asking := play.loaded(case.id).open_asking) and asking.key.question in NCND:
        play.answer(case.id, NCND[asking.key.question])
    return play.loaded(case.id)


def typing(play: Play) -> Case:
    """A case whose open question is answered by writing in the thread."""
    case = play.opened()
    play.answer(case.id, "disclose")
    return play.loaded(case.id)


def with_files(play: Play) -> Case:
    """A case whose open question takes words, two files dropped for it."""
    case = typing(play)
    dropped = tuple(deeds.SharedFile(f"F{no}", f"figures-{no}.csv", 3) for no in (1, 2))
    play.do(case.id, lambda ts: deeds.Reply(OLIVE, ts, "By year:", dropped))
    return play.loaded(case.id)


def sent(play: Play, case: Case | None = None) -> Case:
    """A case whose letter has gone out on the day on which it was approved."""
    case = case or play.approved()
    on = london(play.now)
    done = play.do(case.id, lambda ts: deeds.MarkSent(OLIVE, 1, on, ts))
    assert isinstance(done, Done), done
    return play.loaded(case.id)


def waiting(play: Play) -> Case:
    """A case whose letter asks the applicant what they mean."""
    case = play.opened()
    play.answer(case.id, "clarify")
    while play.loaded(case.id).open_asking is not None:
        play.write(case.id, "Which unit you mean.")
    for finding in approval.unsettled(play.loaded(case.id)):
        play.do(case.id, partial(_overruled, finding.id))
    play.do(case.id, lambda ts: deeds.React(LEN, 1, True, Mark.APPROVE, True, ts))
    return sent(play, play.loaded(case.id))


def _overruled(finding: str, ts: str) -> deeds.CaseDeed:
    return deeds.Overrule(OLIVE, 1, finding, "It is right here.", ts)


BEGINNINGS: dict[str, Callable[[Play], Case]] = {
    "just opened": Play.opened,
    "in parts": lambda play: play.opened(NUMBERED),
    "being typed": typing,
    "files dropped": with_files,
    "limbs chosen": ncnd,
    "drafted": Play.drafted,
    "approved": Play.approved,
    "waiting for the applicant": waiting,
    "answered": sent,
}
MOSTLY: dict[str, Callable[[Doings], st.SearchStrategy[deeds.CaseDeed]]] = {
    "being typed": Doings.in_thread,
    "files dropped": Doings.with_files,
    "drafted": Doings.on_draft,
    "approved": Doings.on_draft,
    "waiting for the applicant": Doings.with_a_day,
    "answered": Doings.with_a_day,
}


def as_folded(case: Case, on: Case) -> Case:
    """The case without what Slack's answers added: the thread, and when questions were posted.
    Its letter is dated as the other's."""
    askings = tuple(replace(asking, posted=None) for asking in case.askings)
    return replace(case, thread=None, askings=askings, on=on.on)


@pytest.mark.parametrize("beginning", BEGINNINGS)
@given(data=st.data())
@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_whatever_people_do_the_case_that_is_loaded_is_the_one_its_facts_make(
    office: Office, beginning: str, data: st.DataObject
) -> None:
    play = Play(office, next(CHANNELS))
    case = BEGINNINGS[beginning](play)
    for _ in range(data.draw(st.integers(1, 20), label="deeds")):
        often = data.draw(st.sampled_from((True, True, False)), label="mostly")
        kind = MOSTLY.get(beginning, Doings.anything) if often else Doings.anything
        deed = data.draw(kind(Doings(case, play.ts())), label="deed")
        outcome = play.do(case.id, lambda _, deed=deed: deed, send=False)  # type: ignore[misc]
        kept = play.loaded(case.id)
        made = outcome.case if isinstance(outcome, Done) and outcome.case else case
        assert kept == replace(made, on=kept.on)
        if data.draw(st.booleans(), label="Slack answers"):
            play.send()
        case = play.loaded(case.id)
    with office.database.reading() as connection:
        facts = tuple(audit.facts_of(connection, WORKSPACE, case.id))
        assert not list(audit.verify(connection))
    assert replay(facts, office.houses) == as_folded(case, case)
    assert len(facts) == case.revision


def test_replies_stand_as_the_thread_reads_whatever_the_order_of_delivery(office: Office) -> None:
    play = Play(office)
    case = typing(play)
    early, late = play.ts(), play.ts()
    for ts, text in ((late, "Late."), (early, "Early.")):
        play.do(case.id, lambda _, ts=ts, text=text: deeds.Reply(OLIVE, ts, text))  # type: ignore[misc]
    case = play.loaded(case.id)
    assert [reply.text for reply in case.replies] == ["Early.", "Late."]
    play.do(case.id, lambda ts: deeds.Next(OLIVE, case.askings[-1].no, ts))
    assert play.loaded(case.id).value("answer", "1") == "Early.\n\nLate."


def test_approvals_stand_as_they_were_made_whatever_the_order_of_delivery(office: Office) -> None:
    play = Play(office)
    case = play.drafted()
    early, late = play.ts(), play.ts()
    for ts, by in ((late, ERIC), (early, LEN)):
        react = deeds.React(by, 1, True, Mark.APPROVE, True, ts)
        outcome = play.do(case.id, lambda _, react=react: react, send=False)  # type: ignore[misc]
    assert isinstance(outcome, Done)
    assert outcome.case is not None
    for found in (outcome.case, play.loaded(case.id)):
        assert approval.tally(found).by == (LEN.id, ERIC.id)


def test_a_closed_case_comes_back_closed(office: Office) -> None:
    play = Play(office)
    case = play.opened()
    play.do(case.id, lambda ts: deeds.CloseCase(OLIVE, "Withdrawn by the applicant.", ts))
    closed = play.loaded(case.id)
    assert closed.closure is not None
    assert (closed.closure.by, closed.closure.reason) == (OLIVE.id, "Withdrawn by the applicant.")
    with office.database.reading() as connection:
        facts = tuple(audit.facts_of(connection, WORKSPACE, case.id))
        assert list_threads(connection) == ()
    assert replay(facts, office.houses) == as_folded(closed, closed)


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_a_case_is_loaded_in_four_queries(office: Office, beginning: str) -> None:
    case = BEGINNINGS[beginning](Play(office))
    with counted(office.database) as statements, office.database.reading() as connection:
        load(connection, WORKSPACE, case.id, office.houses)
    assert len(statements) == 4, statements


def test_a_case_is_loaded_in_one_query_where_there_is_none(office: Office) -> None:
    with counted(office.database) as statements, office.database.reading() as connection:
        assert load(connection, WORKSPACE, "none", office.houses) is None
    assert len(statements) == 1


def test_only_the_newest_draft_comes_with_its_letter(office: Office) -> None:
    play = Play(office)
    case = play.approved()
    reply = case.replies[0]
    text = "In 2023, 13 bicycles were reported stolen."
    play.do(case.id, lambda ts: deeds.EditReply(OLIVE, reply.ts, text, ts))
    again = play.loaded(case.id)
    assert [draft.letter is None for draft in again.drafts] == [True, False]
    assert [draft.hash for draft in again.drafts][:1] == [case.drafts[0].hash]


def test_a_case_of_a_house_that_is_gone_says_which_pack_to_put_back(office: Office) -> None:
    case = Play(office).opened()
    with (
        office.database.reading() as connection,
        pytest.raises(UnknownHouseError, match=r"FOI2024/00001 .* 'practice'.* Put the pack back"),
    ):
        load(connection, WORKSPACE, case.id, {})


def test_a_message_in_slack_leads_to_its_case(office: Office) -> None:
    play = Play(office)
    play.opened()
    case = play.opened()
    question = case.askings[0].posted
    assert case.thread is not None
    assert question is not None
    with office.database.reading() as connection:
        where = (connection, WORKSPACE, play.channel)
        assert find_thread(*where, case.thread) == Spot(case.id)
        assert find_thread(*where, question) is None
        assert find_message(*where, question) == Spot(case.id, "question:1")
        assert find_message(connection, WORKSPACE, "C2", question) is None
        assert find_thread(connection, "T2", play.channel, case.thread) is None
