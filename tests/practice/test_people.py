"""What a person does in the practice workspace reaches a bot as it would in Slack."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from foi_bot.practice.people import Person
from foi_bot.practice.shown import Message
from foi_bot.practice.wire import FormNotAnsweredError, FormRefusedError
from foi_bot.practice.workspace import FOI_CHANNEL, LEAD, OFFICER, OTHER_CHANNEL, Workspace
from foi_bot.slack.downloads import CannotFetchError, download, shared_files
from tests.practice.pigeon import CARD, Pigeon

FIGURES = b"Year,Thefts\n2016,3\n"

pytestmark = pytest.mark.local_slack


@pytest.fixture
def slack(pigeon: Pigeon) -> Workspace:
    return pigeon.slack


@pytest.fixture
def card(pigeon: Pigeon) -> Message:
    return pigeon.slack.message(pigeon.say("A question", blocks=CARD))


def test_a_command_opens_a_form_and_the_form_opens_a_case(
    slack: Workspace, officer: Person
) -> None:
    officer.command("/foi")
    modal = slack.wait_for_modal()
    assert modal.title == "New request"
    assert [field.label for field in modal.fields] == ["Request", "Received", "Limbs"]
    left_open = officer.submit(
        {"text": "Line one\nline two", "day": date(2018, 10, 16), "Limbs": ["s40(5B)"]}
    )
    assert left_open is None
    said = slack.wait_for_message("opened")
    assert said.words == (f"{OFFICER} opened “Line one\nline two” of 2018-10-16 under s40(5B)")


def test_a_refused_form_stays_open_and_can_be_submitted_again(
    slack: Workspace, officer: Person
) -> None:
    officer.command("/foi")
    slack.wait_for_modal()
    with pytest.raises(FormRefusedError, match="Say what was asked") as refused:
        officer.submit()
    assert refused.value.errors == {"text": "Say what was asked"}
    assert officer.submit({"text": "How many?"}) is None
    assert "of 2018-03-13 under " in slack.wait_for_message("opened").words
    assert slack.open_modal() is None


def test_a_form_that_is_closed_is_closed_for_the_bot_too(slack: Workspace, lead: Person) -> None:
    lead.command("/foi")
    slack.wait_for_modal()
    lead.close()
    slack.wait_for_message(f"{LEAD} closed the form")
    with pytest.raises(LookupError, match="no form"):
        lead.close()


@pytest.mark.parametrize(
    "values", [{"no such input": "x"}, {"limbs": ["s99"]}], ids=["input", "option"]
)
def test_a_person_cannot_fill_in_what_the_form_does_not_offer(
    slack: Workspace, officer: Person, values: dict[str, str]
) -> None:
    officer.command("/foi")
    slack.wait_for_modal()
    with pytest.raises(LookupError, match="there is"):
        officer.submit(values)


def test_a_form_that_nobody_answers_is_not_taken_for_accepted(
    tmp_path: Path, program: Path
) -> None:
    with Workspace(tmp_path, program=program) as slack:
        officer = Person(slack, OFFICER)
        with Pigeon(slack):
            slack.wait_for_bot()
            officer.command("/foi")
            slack.wait_for_modal()
        with pytest.raises(FormNotAnsweredError):
            officer.submit({"text": "How many?"})


def test_no_form_can_be_submitted_where_none_is_open(officer: Person) -> None:
    with pytest.raises(LookupError, match="no form"):
        officer.submit({"text": "How many?"})


@pytest.mark.parametrize("which", ["next", "Next"], ids=["action id", "label"])
def test_a_button_is_pressed_by_what_it_is_called(
    slack: Workspace, officer: Person, card: Message, which: str
) -> None:
    assert card.words == "Which outcome?"
    assert card.buttons == ("Next",)
    officer.click(card, which)
    slack.wait_for_message(f"{OFFICER} pressed question-1", thread=card.ts)


def test_a_button_that_is_gone_can_still_be_pressed_on_the_page_that_showed_it(
    slack: Workspace, pigeon: Pigeon, officer: Person, card: Message
) -> None:
    pigeon.client.chat_update(channel=FOI_CHANNEL, ts=card.ts, text="Answered", blocks=[])
    assert slack.message(card.ts).buttons == ()
    officer.click(card, "Next")
    slack.wait_for_message("pressed question-1", thread=card.ts)


def test_a_button_that_never_was_cannot_be_pressed(officer: Person, card: Message) -> None:
    with pytest.raises(LookupError, match="there is next"):
        officer.click(card, "Approve")


@pytest.mark.parametrize("which", ["not-held", "Not held"], ids=["value", "label"])
def test_an_option_is_chosen_by_what_it_is_called(
    slack: Workspace, officer: Person, card: Message, which: str
) -> None:
    officer.choose(card, "pick", which)
    slack.wait_for_message(f"{OFFICER} picked not-held", thread=card.ts)


def test_a_reply_an_edit_and_a_deletion_reach_the_bot(
    slack: Workspace, officer: Person, card: Message
) -> None:
    reply = officer.reply(card, "It would alert the suspect")
    slack.wait_for_message("wrote “It would alert the suspect”", thread=card.ts)
    edited = officer.edit(reply, "It would alert a suspect")
    assert edited.edited
    slack.wait_for_message(f"{OFFICER} changed it to “It would alert a suspect”")
    officer.delete(reply)
    slack.wait_for_message(f"{OFFICER} deleted a message")
    assert reply.ts not in [message.ts for message in slack.thread(card.ts)]


def test_a_dropped_file_reaches_the_bot_and_can_be_fetched_with_its_token(
    slack: Workspace, pigeon: Pigeon, officer: Person, card: Message
) -> None:
    dropped = officer.drop(card, "أرقام.csv", FIGURES, "By year")
    slack.wait_for_message(f"{OFFICER} wrote “By year”", thread=card.ts)
    (file,) = shared_files({"files": dropped.files})
    assert (file.name, file.size) == ("أرقام.csv", len(FIGURES))
    assert download(pigeon.client, file.id, largest=100) == FIGURES
    with pytest.raises(CannotFetchError, match="the most that is taken here"):
        download(pigeon.client, file.id, largest=1)


def test_a_file_without_a_word_reaches_the_bot_too(
    slack: Workspace, officer: Person, card: Message
) -> None:
    officer.drop(card, "figures.csv", FIGURES)
    slack.wait_for_message(f"{OFFICER} wrote “”", thread=card.ts)


def test_nobody_can_change_what_another_wrote(
    officer: Person, lead: Person, slack: Workspace
) -> None:
    message = officer.post("Mine")
    with pytest.raises(ValueError, match="not_authorized"):
        lead.edit(message, "Yours")
    assert slack.message(message.ts).words == "Mine"


def test_a_reaction_and_its_removal_reach_the_bot(
    slack: Workspace, lead: Person, card: Message
) -> None:
    lead.react(card, "white_check_mark")
    slack.wait_for_message(f"{LEAD}: reaction_added white_check_mark")
    assert slack.message(card.ts).reactions == {"white_check_mark": (LEAD,)}
    lead.unreact(card.ts, "white_check_mark")
    slack.wait_for_message(f"{LEAD}: reaction_removed white_check_mark")
    assert slack.message(card.ts).reactions == {}


def test_only_the_person_addressed_sees_an_ephemeral_message(
    pigeon: Pigeon, officer: Person, lead: Person
) -> None:
    pigeon.client.chat_postEphemeral(channel=FOI_CHANNEL, user=OFFICER, text="Between us")
    assert [m.words for m in officer.sees()] == ["Between us"]
    assert lead.sees() == ()


def test_the_bot_hears_nothing_of_a_channel_it_is_not_in(slack: Workspace, officer: Person) -> None:
    officer.post("Not for the bot", channel=OTHER_CHANNEL)
    officer.post("For the bot")
    slack.wait_for_message(f"{OFFICER} wrote “For the bot”")
    assert not [m for m in slack.messages() if "Not for the bot" in m.words]


def test_the_home_that_a_person_opens_is_the_one_published(
    pigeon: Pigeon, officer: Person, lead: Person
) -> None:
    home = {"type": "home", "blocks": CARD[:1]}
    pigeon.client.views_publish(user_id=OFFICER, view=home)
    shown = officer.open_home()
    assert shown is not None
    assert shown["blocks"] == CARD[:1]
    assert lead.open_home() is None
