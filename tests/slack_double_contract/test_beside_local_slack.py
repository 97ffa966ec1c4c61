"""The double beside local-slack: what the one says, the other says in the same shape.

local-slack is other people's work, so a double that merely agreed with our own sender would be
found out here. The double may say more, as Slack itself does; what local-slack says and the
double does not is listed with its reason, and must be nothing else.
"""

import re
from collections.abc import Iterator

import pytest

from tests.slack_double import SlackDouble
from tests.slack_double.json_types import Json

from .script import STEPS, play
from .stages import DoubleStage, local_stage

pytestmark = pytest.mark.local_slack

LOCAL_ONLY = {
    "Slack names the channel beside a message, not inside it": (
        r".*: (.*\.)?(previous_)?message\.channel",
        r".*: messages\[\]\.channel",
    ),
    "Slack counts members only when it is asked to (include_num_members)": (
        r"conversations\.info: channel\.num_members",
    ),
    "Slack processes a share later, and tells of it in files.info alone": (
        r"files\.completeUploadExternal: files\[\]\.(shares|channels).*",
        r"a shared file: event\.files\[\]\.(shares|channels|comments_count|is_starred).*",
        r"conversations\.replies: messages\[\]\.files\[\]\.(shares|channels|comments|is_st).*",
    ),
    "Slack keeps no ephemeral message": (
        r"conversations\.history: messages\[\]\.(ephemeral_to|subtype)",
    ),
    "Slack gives a cursor only where there is a next page": (
        r"conversations\.history: response_metadata\.next_cursor",
    ),
}
"""What local-slack says and Slack does not ("step: path"), by the reason."""


def shape(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every path in `value` that holds something, with its type; the items of a list are one."""
    if isinstance(value, dict):
        for key, inside in value.items():
            yield from shape(inside, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list):
        for inside in value:
            yield from shape(inside, f"{path}[]")
    elif value is not None:
        yield path, "number" if type(value) in (int, float) else type(value).__name__


def is_local_only(step: str, path: str) -> bool:
    patterns = [pattern for several in LOCAL_ONLY.values() for pattern in several]
    return any(re.fullmatch(pattern, f"{step}: {path}") for pattern in patterns)


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Json]:
    with local_stage(tmp_path_factory.mktemp("local-slack")) as stage:
        return play(stage)


@pytest.fixture(scope="module")
def double() -> Iterator[dict[str, Json]]:
    slack = SlackDouble().start()
    yield play(DoubleStage(slack))
    slack.stop()
    slack.violations.assert_none()


@pytest.mark.parametrize("step", STEPS)
def test_the_double_says_what_local_slack_says(
    local: dict[str, Json], double: dict[str, Json], step: str
) -> None:
    there, here = dict(shape(local[step])), dict(shape(double[step]))
    missing = sorted(set(there) - set(here))
    assert [path for path in missing if not is_local_only(step, path)] == []
    differing = {path: (there[path], here[path]) for path in there if path in here}
    assert {path: both for path, both in differing.items() if both[0] != both[1]} == {}


def test_the_play_has_every_step(local: dict[str, Json], double: dict[str, Json]) -> None:
    assert list(local) == list(double) == list(STEPS)


def test_every_listed_difference_is_still_there(local: dict[str, Json]) -> None:
    said = [f"{step}: {path}" for step, got in local.items() for path, _ in shape(got)]
    patterns = [pattern for several in LOCAL_ONLY.values() for pattern in several]
    assert [p for p in patterns if not any(re.fullmatch(p, one) for one in said)] == []


@pytest.mark.parametrize("step", ["a form sent off", "a click", "a command"])
def test_interactions_say_the_same_of_who_and_where(
    local: dict[str, Json], double: dict[str, Json], step: str
) -> None:
    told = ("user", "team", "user_id", "team_id", "channel_id", "command", "api_app_id", "type")
    assert [local[step].get(key) for key in told] == [double[step].get(key) for key in told]


def test_a_form_sent_off_says_the_same_of_its_inputs(
    local: dict[str, Json], double: dict[str, Json]
) -> None:
    states = [one["a form sent off"]["view"]["state"]["values"] for one in (local, double)]
    for values in states:
        assert values["words"]["typed"] == {"type": "plain_text_input", "value": "How many?"}
        assert values["menu"]["pick"]["selected_option"]["value"] == "v1"
        assert values["date"]["day"] == {"type": "datepicker", "selected_date": None}
