"""From what a person types to what an app is told, and back again."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.slack_double import SlackDouble
from tests.slack_double.formatting import formatted
from tests.slack_double.json_types import Json
from tests.slack_double.text import EMOJI, Directory, delivered, escape, seen, unescape

PEOPLE = {"lead": "U02LEAD"}
CHANNELS = {"foi-requests": "C01FOI"}
DIRECTORY = Directory(
    person_id=PEOPLE.get,
    channel_id=CHANNELS.get,
    person_name={"U02LEAD": "lead"}.get,
    channel_name={"C01FOI": "foi-requests"}.get,
)


def rebuilt(blocks: list[Json]) -> str:
    """What was typed, from the rich_text of a message."""
    names = {id_: name for name, id_ in {**PEOPLE, **CHANNELS}.items()}
    marks = {code: mark for mark, code in EMOJI.items()}
    words = ""
    for element in blocks[0]["elements"][0]["elements"]:
        kind = element["type"]
        if kind == "text":
            words += element["text"]
        elif kind == "link":
            words += element.get("text", element["url"])
        elif kind == "user":
            words += f"@{names[element['user_id']]}"
        elif kind == "channel":
            words += f"#{names[element['channel_id']]}"
        elif kind == "broadcast":
            words += f"@{element['range']}"
        else:
            words += marks[element["name"]]
    return words


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("a & b <c>", "a &amp; b &lt;c&gt;"),
        ("<!channel>", "&lt;!channel&gt;"),
        ("{{ name }} *bold* |x|", "{{ name }} *bold* |x|"),
        ("see https://x.org/a?b=1&c=2.", "see <https://x.org/a?b=1&amp;c=2>."),
        ("(www.gov.uk/foi)", "(<http://www.gov.uk/foi|www.gov.uk/foi>)"),
        ("to foi@example.org, please", "to <mailto:foi@example.org|foi@example.org>, please"),
        ("@lead in #foi-requests", "<@U02LEAD> in <#C01FOI|foi-requests>"),
        ("@nobody in #nowhere", "@nobody in #nowhere"),
        ("@here look", "<!here> look"),
        ("done ✅", "done :white_check_mark:"),
        ("s31(1)(a), e.g. this; §24", "s31(1)(a), e.g. this; §24"),
        ("two\nlines", "two\nlines"),
        ("  edges  ", "edges"),
    ],
)
def test_slack_delivers_typing_as(typed: str, text: str) -> None:
    assert delivered(typed, DIRECTORY, "b").text == text


@settings(deadline=None)
@given(st.text(min_size=1))
def test_what_was_typed_can_be_rebuilt_from_the_rich_text(typed: str) -> None:
    assert rebuilt(delivered(typed, DIRECTORY, "b").blocks) == typed.strip()


PIECES = st.sampled_from(
    ["@lead", "#foi-requests", "@here", "✅", "www.gov.uk", "https://x.org/?a&b", "a@x.org", "&lt;"]
)


@settings(deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(alphabet="ab <>&*_|\n", min_size=1))))
def test_what_was_typed_can_be_rebuilt_among_references(pieces: list[str]) -> None:
    typed = " ".join(pieces)
    assert rebuilt(delivered(typed, DIRECTORY, "b").blocks) == typed.strip()


@settings(deadline=None)
@given(st.text())
def test_escaping_is_undone_by_unescaping(text: str) -> None:
    assert unescape(escape(text)) == text


@settings(deadline=None)
@given(st.text(alphabet="ab<>&|@#! \n"))
def test_a_person_reads_what_a_person_typed(typed: str) -> None:
    assert seen(delivered(typed, DIRECTORY, "b").text, DIRECTORY) == typed.strip()


def test_the_composer_can_format_what_is_typed() -> None:
    made = formatted("Some *bold* and `code`\n- one\n- two\n> quoted\n```a <b>```", DIRECTORY, "b")
    assert made.text == ("Some *bold* and `code`\n• one\n• two\n&gt; quoted\n```a &lt;b&gt;```")
    kinds = [part["type"] for part in made.blocks[0]["elements"]]
    assert kinds == [
        "rich_text_section",
        "rich_text_list",
        "rich_text_quote",
        "rich_text_preformatted",
    ]
    bold = made.blocks[0]["elements"][0]["elements"][1]
    assert bold == {"type": "text", "text": "bold", "style": {"bold": True}}


def test_a_message_event_carries_text_and_rich_text(slack: SlackDouble) -> None:
    slack.person("U01OFFICER").say("<b> & so on")
    (event,) = slack.events("message")
    assert event["text"] == "&lt;b&gt; &amp; so on"
    assert rebuilt(event["blocks"]) == "<b> & so on"


def test_rich_text_can_be_left_out(slack: SlackDouble) -> None:
    slack.workspace.deliver_rich_text = False
    slack.person("U01OFFICER").say("x")
    (event,) = slack.events("message")
    assert "blocks" not in event


def test_formatting_in_the_composer_is_a_switch(slack: SlackDouble) -> None:
    officer = slack.person("U01OFFICER")
    officer.say("*one*")
    slack.composer_formats = True
    officer.say("*two*")
    first, second = slack.events("message")
    assert "style" not in first["blocks"][0]["elements"][0]["elements"][0]
    assert second["blocks"][0]["elements"][0]["elements"][0]["style"] == {"bold": True}
