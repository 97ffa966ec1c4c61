"""The program ends without a word, at any moment, and is started again: nothing is lost or doubled.

The database is all that outlives it.
"""

from __future__ import annotations

import pytest

from foi_bot import approval
from foi_bot.case import State
from foi_bot.casework.fold import replay
from store import audit
from tests.conftest import NewDatabase
from tests.kinds import BOTH
from tests.slack.crashing import CrashingOffice, RestartedApp
from tests.slack.office import ANSWER, BASIS, FoiOffice
from tests.slack.pictures import Picture, picture
from tests.slack_double import SlackDouble

pytestmark = BOTH


def _story(office: FoiOffice) -> None:
    """A case with something of everything, from /foi to its second approval."""
    office.open_case()
    office.answer("disclose")
    office.say(ANSWER, "Somebody should count again.")
    office.settle()
    office.press("Next")
    office.press("Skip for now")
    office.answer("no")
    office.answer(BASIS)
    office.approve()
    office.officer.edit(office.typed(ANSWER), ANSWER.replace("214", "215"))
    office.settle()
    office.object(by=office.approver)
    office.approver.unreact(office.verdict, "x")
    office.settle()
    office.approve()


@pytest.fixture(scope="module")
def undisturbed() -> list[Picture]:
    """What the story comes to when nothing goes wrong; filled by the first test that needs it."""
    return []


@pytest.fixture
def expected(
    undisturbed: list[Picture], office: FoiOffice, slack: SlackDouble, new_database: NewDatabase
) -> Picture:
    """The undisturbed story's picture, played in a workspace of its own."""
    if not undisturbed:
        other = SlackDouble().start()
        try:
            quiet = FoiOffice(other, new_database())
            _story(quiet)
            undisturbed.append(picture(quiet))
            quiet.close()
        finally:
            other.stop()
        other.violations.assert_none()
        slack.connect(office.program.app)
    return undisturbed[0]


def test_a_restart_between_any_two_deliveries_changes_nothing(
    office: FoiOffice, expected: Picture
) -> None:
    app = RestartedApp(office)
    _story(office)
    assert app.restarts >= 15
    assert picture(office) == expected


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_restart_in_the_middle_of_any_call_to_slack_changes_nothing(
    slack: SlackDouble, office: FoiOffice, expected: Picture, after: bool
) -> None:
    # After a crash the sender asks Slack whether a file was completed; here it was not.
    slack.permit(*(() if after else ("file_not_found",)))
    crashing = CrashingOffice(office, after=after)
    _story(office)
    assert crashing.crashes > 20
    assert picture(office) == expected


def test_what_people_did_while_the_program_was_down_is_found_when_it_is_back(
    slack: SlackDouble, office: FoiOffice
) -> None:
    office.open_case()
    office.answer("disclose")
    slack.drop_next(1)
    office.say(ANSWER)
    office.restart()
    office.catch_up()
    office.press("Next")
    assert office.case.value("answer", "1") == ANSWER


def test_events_that_slack_brings_again_after_a_restart_are_heard(
    slack: SlackDouble, office: FoiOffice
) -> None:
    office.open_case()
    office.answer("disclose")
    slack.disconnect()
    office.say(ANSWER)
    assert not office.case.replies
    office.restart()
    slack.wait(60)
    assert [reply.text for reply in office.case.replies] == [ANSWER]


def test_a_form_that_was_open_during_a_restart_still_counts(office: FoiOffice) -> None:
    office.officer.command("/foi")
    text = "How many?\n\nKind regards\nPat Applicant"
    office.officer.submit(values={"text": text, "received": "2018-03-13"})
    office.restart()
    office.officer.submit()
    office.settle()
    assert len(office.cases()) == 1


def test_replaying_the_facts_of_a_case_gives_the_case_as_it_was_kept(office: FoiOffice) -> None:
    _story(office)
    office.restart()
    kept = office.case
    with office.program.database.reading() as connection:
        facts = tuple(audit.facts_of(connection, office.workspace, office.case_id))
        assert list(audit.verify(connection)) == []
    made = replay(facts, office.program.houses)
    assert approval.state(made) is approval.state(kept) is State.APPROVED
    assert made.revision == kept.revision
    for field in ("tenures", "answers", "replies", "marks", "waiver", "closure", "request"):
        assert getattr(made, field) == getattr(kept, field), field
    assert [d.hash for d in made.drafts] == [d.hash for d in kept.drafts]
    assert made.draft == kept.draft
    told = [(a.no, a.key, a.at, a.ending, a.closed) for a in made.askings]
    assert told == [(a.no, a.key, a.at, a.ending, a.closed) for a in kept.askings]
