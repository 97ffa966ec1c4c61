"""Opening a request: the form, what it refuses, and what it keeps apart."""

from __future__ import annotations

from datetime import date

import pytest

from foi_bot import logs
from foi_bot.law.days_in_words import long_date
from store.intake import find
from tests.slack.conftest import NewOffice
from tests.slack.office import REQUEST, FoiOffice
from tests.slack.packs import write_pack, write_unit
from tests.slack_double import SlackDouble, Sort
from tests.slack_double.messages import Control

NAME, CONTACT, JOB = "Pat Applicant", "pat@example.org", "a reporter for the Anytown Gazette"
LETTER = f"""{REQUEST}

I am {JOB}.

Kind regards
{NAME}
{CONTACT}"""


def errors(office: FoiOffice) -> dict[str, str]:
    return office.officer.view.errors


def send(office: FoiOffice, text: str = REQUEST, received: str = "2018-03-13") -> None:
    """Fill in the form that is open and send it."""
    office.officer.submit(values={"text": text, "received": received})


@pytest.mark.parametrize(
    ("received", "word"),
    [
        ("2018-03-15", "This day is still to come"),
        ("2118-01-01", "This day is still to come"),
        ("2004-12-31", "before 1 January 2005"),
        ("1066-10-14", "before 1 January 2005"),
    ],
)
def test_a_receipt_in_the_future_or_before_2005_is_refused_at_its_field(
    office: FoiOffice, received: str, word: str
) -> None:
    office.officer.command("/foi")
    send(office, received=received)
    assert word in errors(office)["received"]
    assert not office.cases()


@pytest.mark.parametrize("received", ["2018-03-14", "2005-01-01"])
def test_a_receipt_today_or_on_the_acts_first_day_is_taken(
    office: FoiOffice, received: str
) -> None:
    case = office.open_case(received=date.fromisoformat(received))
    assert long_date(case.request.received) in office.card.prose


def test_a_refused_form_is_mended_and_sent_again(office: FoiOffice) -> None:
    office.officer.command("/foi")
    send(office, received="2118-01-01")
    send(office)
    office.confirm()
    office.settle()
    assert len(office.cases()) == 1
    assert not office.officer.has_modal


def test_a_form_that_is_given_up_opens_nothing(office: FoiOffice) -> None:
    office.officer.command("/foi")
    office.officer.close()
    office.settle()
    assert not office.cases()


class TestApplicantBlind:
    @pytest.fixture
    def masked(self, office: FoiOffice) -> FoiOffice:
        """A case opened from an e-mail that says who wrote it and for whom."""
        office.open_case(LETTER, name=NAME, contact=CONTACT)
        return office

    def test_what_may_say_who_asks_is_shown_to_the_opener_alone_before_anything_is_posted(
        self, office: FoiOffice
    ) -> None:
        office.officer.command("/foi")
        send(office, LETTER)
        offered = [o["text"]["text"] for c in office.officer.view.controls for o in c.options]
        assert offered == [JOB, f"{NAME} {CONTACT}"]
        assert office.slack.messages() == []

    def test_what_is_masked_stands_nowhere_in_slack(
        self, slack: SlackDouble, masked: FoiOffice
    ) -> None:
        masked.answer_all()
        masked.approve()
        called = str([(call.method, call.args) for call in slack.calls])
        for word in (NAME, CONTACT, "Gazette"):
            assert word not in called
            assert word not in masked.said()
        assert "[masked]" in masked.card.prose

    def test_what_is_masked_stands_in_no_fact_and_no_outgoing_message(
        self, masked: FoiOffice
    ) -> None:
        masked.answer_all()
        tables = ["audit", "outgoing", "foi_case", "answer", "reply", "draft", "mark"]
        tables += ["delivery", "failed", "parked"]
        with masked.program.database.reading() as connection:
            kept = [str(connection.exec_driver_sql(f"SELECT * FROM {t}").all()) for t in tables]
        assert REQUEST in "".join(kept)
        for word in (NAME, CONTACT, "Gazette"):
            assert word not in "".join(kept)

    def test_the_original_is_kept_apart_once(self, masked: FoiOffice) -> None:
        with masked.program.database.reading() as connection:
            rows = connection.exec_driver_sql("SELECT name, contact, original_text FROM applicant")
            assert [tuple(row) for row in rows] == [(NAME, CONTACT, LETTER)]
            left = connection.exec_driver_sql("SELECT original_text, applicant_name FROM intake")
            assert [tuple(row) for row in left] == [("", "")]

    def test_nothing_of_it_is_logged(
        self, office: FoiOffice, capfd: pytest.CaptureFixture[str]
    ) -> None:
        logs.configure("DEBUG")
        try:
            office.open_case(LETTER, name=NAME, contact=CONTACT)
            office.slack.faults.server_error("chat.postMessage")
            office.answer_all()
        finally:
            logs.configure("CRITICAL")
        logged = "".join(capfd.readouterr())
        assert '"deed": "Choose"' in logged
        for word in (NAME, CONTACT, "Gazette", "bicycles"):
            assert word not in logged

    def test_the_opener_can_let_words_stay_and_mask_others(self, office: FoiOffice) -> None:
        office.officer.command("/foi")
        send(office, f"{REQUEST} I live in Mill Lane.\n\nMany thanks\n{NAME}")
        view = office.officer.view
        keep = next(c for c in view.controls if c.block_id.startswith("keep"))
        office.officer.submit(
            values={keep.block_id: [keep.options[0]["value"]], "more": "Mill Lane; bicycles"}
        )
        office.newest_case()
        assert NAME in office.case.request.text
        assert "Mill Lane" not in office.case.request.text
        assert "How many [masked] were reported" in office.case.request.text


class TestWhereTheBotIsNot:
    def test_foi_says_how_to_invite_it_before_any_form(self, office: FoiOffice) -> None:
        delivery = office.officer.command("/foi", channel="C03NOBOT")
        assert delivery.status == 200
        assert not office.officer.has_modal
        assert "Type `/invite @foi-bot` in the channel" in office.told(office.officer)

    def test_foi_says_so_in_a_private_channel_too(
        self, slack: SlackDouble, office: FoiOffice
    ) -> None:
        with slack.expecting("channel_not_found"):
            office.lead.command("/foi", channel="C06SECRET")
        assert "/invite @foi-bot" in office.told(office.lead)

    def test_foi_in_a_direct_message_points_to_the_teams_channel(self, office: FoiOffice) -> None:
        office.officer.command("/foi", channel="dm")
        assert not office.officer.has_modal
        assert "Run /foi in your team's FOI channel" in office.told(office.officer)


class TestCommands:
    def test_list_names_the_open_cases_with_the_one_due_first_on_top(
        self, office: FoiOffice
    ) -> None:
        office.open_case(received=date(2018, 3, 12))
        office.open_case(received=date(2018, 3, 1))
        office.officer.command("/foi", "list")
        told = office.told(office.officer)
        assert told.index("FOI2018/00002") < told.index("FOI2018/00001")

    def test_list_says_when_no_case_is_open(self, office: FoiOffice) -> None:
        office.officer.command("/foi", "list")
        assert "No case is open" in office.told(office.officer)

    def test_show_finds_a_case_however_its_reference_is_typed(self, office: FoiOffice) -> None:
        office.open_case()
        office.officer.command("/foi", "show foi2018/00001", channel="C02SECOND")
        assert "Go to the case" in office.told(office.officer)

    def test_show_tells_somebody_outside_the_cases_channel_nothing(self, office: FoiOffice) -> None:
        office.open_case(channel="C02SECOND")
        office.approver.command("/foi", "show FOI2018/00001")
        assert "There is no case" in office.told(office.approver)

    @pytest.mark.parametrize("text", ["help", "HELP", "dance <!channel>", "show", "show ../etc"])
    def test_whatever_is_typed_is_answered(self, office: FoiOffice, text: str) -> None:
        assert office.officer.command("/foi", text).status == 200
        assert "/foi" in office.told(office.officer)


class TestForwarded:
    def test_a_forwarded_message_becomes_a_request(self, office: FoiOffice) -> None:
        message = office.officer.say(REQUEST)
        case = office.open_forwarded(message)
        assert case.request.text == REQUEST

    def test_forty_thousand_characters_come_through_whole(self, office: FoiOffice) -> None:
        text = ("How many bicycles were stolen in this street of Anytown? " * 800)[:40_000].strip()
        assert office.open_forwarded(office.officer.say(text)).request.text == text
        office.answer_all()
        office.approve()
        assert office.letter().replace("\n", " ").count("How many bicycles") >= 700

    def test_the_form_says_how_long_a_long_message_is_instead_of_cutting_it(
        self, office: FoiOffice
    ) -> None:
        message = office.officer.say("x" * 3_001)
        office.officer.shortcut("open_as_request", message)
        assert "all 3,001 characters" in office.slack.screen(office.officer)

    def test_what_is_wrong_with_a_long_one_is_said_at_a_field_that_its_form_has(
        self, office: FoiOffice
    ) -> None:
        office.officer.shortcut("open_as_request", office.officer.say("x" * 3_001))
        office.officer.submit(values={"received": "2118-01-01"})
        assert "This day is still to come" in errors(office)["received"]
        office.officer.submit(values={"received": "2018-03-13"})
        office.confirm()
        assert len(office.newest_case().request.text) == 3_001

    def test_a_message_where_the_bot_is_not_is_answered_before_any_form(
        self, slack: SlackDouble, office: FoiOffice
    ) -> None:
        message = office.officer.say(REQUEST, channel="C03NOBOT")
        with slack.expecting("not_in_channel"):
            office.officer.shortcut("open_as_request", message)
            office.settle()
        assert not office.officer.has_modal


def test_a_form_left_open_for_two_days_says_that_it_must_be_begun_again(
    slack: SlackDouble, office: FoiOffice
) -> None:
    office.officer.command("/foi")
    send(office, LETTER)
    slack.wait(2 * 86_400)
    office.program.tidy()
    office.officer.submit()
    assert "left open too long" in next(iter(errors(office).values()))
    assert not office.cases()


def test_the_form_asks_for_the_authority_only_where_there_are_several(
    new_office: NewOffice,
) -> None:
    office = new_office()
    assert "house" not in [control.block_id for control in _form(office)]
    first = {"id": "council", "authority": "Anytown Council", "references": "AC{year}/{number}"}
    folder = write_pack(office.file.parent / "packs", first, name="council")
    office.packs = write_pack(folder, {"id": "trust"}, name="trust")
    office.restart()
    office.officer.command("/foi")
    house = office.officer.view.control("house")
    assert {option["value"] for option in house.options} == {"council", "trust"}
    entries = {"house": "council", "text": REQUEST, "received": "2018-03-13"}
    office.officer.submit(values=entries)
    office.confirm()
    office.newest_case()
    assert office.case.reference == "AC2018/1"
    assert "Anytown Council" in office.card.prose


def test_the_form_asks_a_unit_for_which_of_its_authorities_a_request_is(
    new_office: NewOffice,
) -> None:
    office = new_office()
    office.packs = write_unit(office.file.parent / "packs")
    office.restart()
    office.officer.command("/foi")
    house = office.officer.view.control("house")
    names = {option["value"]: option["text"]["text"] for option in house.options}
    assert names == {
        "ours-westmere": "Westmere Police",
        "ours-eastmere": "Eastmere Constabulary",
        "ours-northmere": "Northmere Police",
    }
    office.officer.submit(
        values={"house": "ours-eastmere", "text": REQUEST, "received": "2018-03-13"}
    )
    office.confirm()
    office.newest_case()
    assert office.case.reference == "EC-FOI-2018-0001"
    assert office.case.house.letterhead[0] == "Eastmere Constabulary"
    assert "Eastmere Constabulary" in office.card.prose


def _form(office: FoiOffice) -> list[Control]:
    """The fields of the form that /foi opens; it is given up again."""
    office.officer.command("/foi")
    fields = office.officer.view.controls
    office.officer.close()
    return fields


def test_what_was_typed_in_the_form_is_kept_until_it_is_a_case(office: FoiOffice) -> None:
    office.officer.command("/foi")
    send(office, LETTER)
    form = next(d for d in office.slack.deliveries if d.sort is Sort.SUBMISSION)
    intake = form.payload["view"]["private_metadata"]
    with office.program.database.reading() as connection:
        kept = find(connection, office.workspace, intake.split('"intake":"')[1].split('"')[0])
    assert kept is not None
    assert kept.original_text == LETTER
