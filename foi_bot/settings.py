"""Settings, from the environment and `.env`. `.env.example` explains each."""

from __future__ import annotations

import os
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, TypeVar, overload

from dotenv import dotenv_values
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError


class BadSettingsError(Exception):
    """Settings are missing or wrong. `problems` has one clear line for each."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def _database(url: str) -> str:
    try:
        backend = make_url(url).get_backend_name()
    except ArgumentError as wrong:
        raise ValueError("is not a database address such as sqlite:///foi-bot.sqlite3") from wrong
    if backend not in ("sqlite", "postgresql"):
        raise ValueError(f"names {backend}, but only sqlite and postgresql are known")
    return url


def _begins(prefix: str) -> AfterValidator:
    def check(value: str) -> str:
        if not value.startswith(prefix):
            raise ValueError(f"must begin with {prefix}")
        return value

    return AfterValidator(check)


def _address(value: str) -> str:
    if not value.startswith(("https://", "http://127.", "http://localhost", "http://[::1]")):
        raise ValueError("must be an https address, or one on this machine")
    return value if value.endswith("/") else f"{value}/"


def _host(value: str) -> str:
    try:
        return str(ip_address("127.0.0.1" if value == "localhost" else value))
    except ValueError:
        raise ValueError("must be an address such as 127.0.0.1 or ::1, not a name") from None


def _folder(value: str) -> str:
    if value and not Path(value).is_dir():
        raise ValueError(f"names {value}, which is not a folder")
    return value


class Settings(BaseModel):
    """What the program needs to know before it starts. Field names are the variables' names."""

    model_config = ConfigDict(frozen=True)

    SLACK_BOT_TOKEN: Annotated[str, _begins("xoxb-")] = Field(repr=False)
    SLACK_APP_TOKEN: str = Field(default="", repr=False)
    SLACK_SIGNING_SECRET: str = Field(default="", repr=False)
    SLACK_API_URL: Annotated[str, AfterValidator(_address)] = "https://slack.com/api/"
    DATABASE_URL: Annotated[str, AfterValidator(_database)] = Field(
        default="sqlite:///foi-bot.sqlite3", repr=False
    )
    HOUSE_PACKS: Annotated[str, AfterValidator(_folder)] = ""
    HTTP_HOST: Annotated[str, AfterValidator(_host)] = "127.0.0.1"
    HTTP_PORT: Annotated[int, Field(ge=0, le=65535)] | None = None
    """Where health and metrics are served, and Slack's deliveries with `foi-bot serve`. 0 takes any
    port that is free. None: nothing is served."""
    FOI_HTTP_THREADS: Annotated[int, Field(ge=1, le=32)] = 8
    FOI_MAX_FILE_MB: Annotated[int, Field(ge=1, le=50)] = 20
    LOG_LEVEL: Annotated[str, Field(pattern="^(DEBUG|INFO|WARNING|ERROR)$")] = "INFO"


class ForSocketMode(Settings):
    """What `foi-bot run` needs."""

    SLACK_APP_TOKEN: Annotated[str, _begins("xapp-")] = Field(repr=False)


class ForHttp(Settings):
    """What `foi-bot serve` needs."""

    SLACK_SIGNING_SECRET: str = Field(repr=False)
    HTTP_PORT: Annotated[int, Field(ge=0, le=65535)] = 3000


Needed = TypeVar("Needed", bound=Settings)


@overload
def load(
    environment: Mapping[str, str] | None = None, file: Path | None = None
) -> ForSocketMode: ...


@overload
def load(
    environment: Mapping[str, str] | None = None,
    file: Path | None = None,
    *,
    needed: type[Needed],
) -> Needed: ...


def load(
    environment: Mapping[str, str] | None = None,
    file: Path | None = None,
    needed: type[Settings] = ForSocketMode,
) -> Settings:
    """The settings: the environment's, and `.env`'s where the environment has none.

    Raises BadSettingsError naming everything that is missing or wrong, all at once.
    """
    here = os.environ if environment is None else environment
    in_file = dotenv_values(file or Path(".env"))
    told = {**in_file, **here}
    given = {name: told[name] for name in needed.model_fields if (told.get(name) or "").strip()}
    try:
        return needed.model_validate(given)
    except ValidationError as wrong:
        raise BadSettingsError(tuple(_line(error) for error in wrong.errors())) from None


def database_url(environment: Mapping[str, str] | None = None, file: Path | None = None) -> str:
    """The database alone, for commands that need no Slack. Raises BadSettingsError."""
    here = os.environ if environment is None else environment
    told = here.get("DATABASE_URL") or dotenv_values(file or Path(".env")).get("DATABASE_URL")
    try:
        return _database(told or str(Settings.model_fields["DATABASE_URL"].default))
    except ValueError as wrong:
        raise BadSettingsError((f"DATABASE_URL {wrong}.",)) from None


_WHERE = {
    "SLACK_BOT_TOKEN": "Slack shows it under OAuth & Permissions once the app is installed",
    "SLACK_APP_TOKEN": "Make one under Basic Information, App-Level Tokens, with connections:write",
    "SLACK_SIGNING_SECRET": "Slack shows it under Basic Information, App Credentials",
}


def _line(error: Mapping[str, object]) -> str:
    where = error["loc"]
    name = str(where[0]) if isinstance(where, tuple) and where else ""
    if error["type"] == "missing":
        return f"{name} is missing. {_WHERE.get(name, 'See .env.example')}."
    if error["type"] == "string_pattern_mismatch":
        return f"{name} must be DEBUG, INFO, WARNING or ERROR."
    told = str(error["msg"]).removeprefix("Value error, ").removeprefix("Input ")
    hint = f" {_WHERE[name]}." if name in _WHERE else ""
    return f"{name} {told}.{hint}"
