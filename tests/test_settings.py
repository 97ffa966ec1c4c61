"""Settings: everything that is missing or wrong is told at once, one clear line each."""

from __future__ import annotations

from pathlib import Path

import pytest

from foi_bot import settings
from foi_bot.settings import BadSettingsError, ForHttp

GOOD = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}


def problems(environment: dict[str, str], file: Path) -> tuple[str, ...]:
    with pytest.raises(BadSettingsError) as raised:
        settings.load(environment, file)
    return raised.value.problems


def test_two_tokens_are_all_that_must_be_given(tmp_path: Path) -> None:
    found = settings.load(GOOD, tmp_path / ".env")
    assert found.DATABASE_URL == "sqlite:///foi-bot.sqlite3"
    assert found.SLACK_API_URL == "https://slack.com/api/"


def test_everything_that_is_missing_or_wrong_is_named_at_once(tmp_path: Path) -> None:
    wrong = {
        "SLACK_BOT_TOKEN": "xoxp-a-persons-token",
        "DATABASE_URL": "mysql://somewhere/db",
        "LOG_LEVEL": "loud",
        "HOUSE_PACKS": str(tmp_path / "nowhere"),
        "SLACK_API_URL": "http://example.org/api/",
    }
    found = problems(wrong, tmp_path / ".env")
    for name in (*wrong, "SLACK_APP_TOKEN"):
        assert sum(line.startswith(name) for line in found) == 1, (name, found)
    assert len(found) == 6


def test_no_problem_repeats_a_token(tmp_path: Path) -> None:
    found = problems({"SLACK_BOT_TOKEN": "secret-value", "SLACK_APP_TOKEN": "other"}, tmp_path)
    assert "secret-value" not in " ".join(found)
    assert "other" not in " ".join(found)


def test_the_settings_of_a_file_give_way_to_the_environments(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("SLACK_BOT_TOKEN=xoxb-file\nSLACK_APP_TOKEN=xapp-file\nLOG_LEVEL=DEBUG\n")
    found = settings.load({"SLACK_BOT_TOKEN": "xoxb-environment"}, file)
    assert found.SLACK_BOT_TOKEN == "xoxb-environment"
    assert found.SLACK_APP_TOKEN == "xapp-file"
    assert found.LOG_LEVEL == "DEBUG"


def test_an_empty_setting_counts_as_none(tmp_path: Path) -> None:
    found = settings.load({**GOOD, "DATABASE_URL": ""}, tmp_path / ".env")
    assert found.DATABASE_URL == "sqlite:///foi-bot.sqlite3"


@pytest.mark.parametrize(
    "url", ["https://slack.com/api", "http://127.0.0.1:3100/api/", "http://localhost:3100/api"]
)
def test_slacks_address_ends_in_a_stroke_however_it_was_given(url: str, tmp_path: Path) -> None:
    found = settings.load({**GOOD, "SLACK_API_URL": url}, tmp_path / ".env")
    assert url.rstrip("/") + "/" == found.SLACK_API_URL


def test_the_example_file_names_every_setting() -> None:
    example = (Path(__file__).parent.parent / ".env.example").read_text("utf-8")
    named = {line.split("=")[0] for line in example.splitlines() if line and line[0] != "#"}
    assert named | {"SLACK_SIGNING_SECRET"} == set(settings.Settings.model_fields)


def test_the_database_can_be_told_without_any_token(tmp_path: Path) -> None:
    assert settings.database_url({"DATABASE_URL": "sqlite:///a.db"}, tmp_path) == "sqlite:///a.db"
    with pytest.raises(BadSettingsError):
        settings.database_url({"DATABASE_URL": "nonsense"}, tmp_path)


def test_tokens_are_not_in_what_settings_print(tmp_path: Path) -> None:
    printed = repr(settings.load({**GOOD, "SLACK_SIGNING_SECRET": "hush"}, tmp_path / ".env"))
    assert "xoxb-1" not in printed
    assert "xapp-1" not in printed
    assert "hush" not in printed


@pytest.mark.parametrize("size", ["0", "51", "twenty", "2.5"])
def test_a_limit_for_files_that_cannot_be_kept_is_named(tmp_path: Path, size: str) -> None:
    (line,) = problems({**GOOD, "FOI_MAX_FILE_MB": size}, tmp_path / ".env")
    assert line.startswith("FOI_MAX_FILE_MB")


def test_the_limit_for_files_is_twenty_megabytes_unless_told(tmp_path: Path) -> None:
    assert settings.load(GOOD, tmp_path / ".env").FOI_MAX_FILE_MB == 20
    told = settings.load({**GOOD, "FOI_MAX_FILE_MB": "5"}, tmp_path / ".env")
    assert told.FOI_MAX_FILE_MB == 5


SERVED = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "a-secret"}


def test_over_http_a_signing_secret_takes_the_place_of_the_app_token(tmp_path: Path) -> None:
    found = settings.load(SERVED, tmp_path / ".env", needed=ForHttp)
    assert (found.HTTP_HOST, found.HTTP_PORT, found.FOI_HTTP_THREADS) == ("127.0.0.1", 3000, 8)
    with pytest.raises(BadSettingsError, match="SLACK_SIGNING_SECRET is missing"):
        settings.load(GOOD, tmp_path / ".env", needed=ForHttp)
    with pytest.raises(BadSettingsError, match="SLACK_APP_TOKEN is missing"):
        settings.load(SERVED, tmp_path / ".env")


def test_with_socket_mode_nothing_is_served_unless_a_port_is_given(tmp_path: Path) -> None:
    assert settings.load(GOOD, tmp_path / ".env").HTTP_PORT is None
    assert settings.load({**GOOD, "HTTP_PORT": "9000"}, tmp_path / ".env").HTTP_PORT == 9000


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HTTP_HOST", "foi.example.gov.uk"),
        ("HTTP_HOST", "127.0.0.1:3000"),
        ("HTTP_PORT", "65536"),
        ("HTTP_PORT", "http"),
        ("FOI_HTTP_THREADS", "0"),
        ("FOI_HTTP_THREADS", "1000"),
        ("SLACK_SIGNING_SECRET", "  "),
    ],
)
def test_what_cannot_be_served_is_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(BadSettingsError) as raised:
        settings.load({**SERVED, name: value}, tmp_path / ".env", needed=ForHttp)
    assert [line.split(" ")[0] for line in raised.value.problems] == [name]


@pytest.mark.parametrize(("value", "host"), [("localhost", "127.0.0.1"), ("::1", "::1")])
def test_an_address_is_served_as_it_is_given(tmp_path: Path, value: str, host: str) -> None:
    found = settings.load({**SERVED, "HTTP_HOST": value}, tmp_path / ".env", needed=ForHttp)
    assert host == found.HTTP_HOST


def test_no_setting_that_is_secret_is_shown(tmp_path: Path) -> None:
    found = settings.load({**GOOD, **SERVED}, tmp_path / ".env", needed=ForHttp)
    assert not [secret for secret in ("xoxb-1", "xapp-1", "a-secret") if secret in repr(found)]
