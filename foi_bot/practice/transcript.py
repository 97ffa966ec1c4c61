"""The transcript: what happened in the practice workspace, told as it happens.

What people do is read from local-slack's record of what it delivered to the bot, what the bot says
from the messages that Slack shows. The screen gets it in short, the file in full.
"""

from __future__ import annotations

import textwrap
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TextIO

from foi_bot.practice.acts import Happened, act
from foi_bot.practice.asked import asked, unescaped
from foi_bot.practice.shown import Message
from foi_bot.practice.workspace import BOT, Workspace

WIDTH = 80
_NAME = 13
_MARGIN = " " * (10 + _NAME + 2)
_LINES_ON_SCREEN = 4
_SECONDS = 0.5


@dataclass
class Transcript:
    """Tells on `screen` and in `file`. Call `catch_up` whenever something may have happened."""

    slack: Workspace
    screen: TextIO
    file: Path
    _names: dict[str, str] = field(default_factory=dict)
    _told: set[str] = field(default_factory=set)
    _shown: dict[tuple[str, str], str] = field(default_factory=dict)
    _caught_up: float = 0.0

    def catch_up_now_and_then(self) -> None:
        """Tell what happened, unless that was done a moment ago."""
        if time.monotonic() - self._caught_up > _SECONDS:
            self.catch_up()

    def catch_up(self) -> None:
        """Tell everything that happened since the last time."""
        self._names = self._names or {u["id"]: u["real_name"] for u in self.slack.state()["users"]}
        # Messages have whole seconds; what people did in the same second came before.
        for happened in sorted((*self._acts(), *self._messages()), key=lambda one: int(one.at)):
            self._tell(happened)
        self._caught_up = time.monotonic()

    def say(self, text: str = "") -> None:
        """A line of the program's own, as it stands."""
        self._write(text, text)

    def _acts(self) -> Iterator[Happened]:
        for entry in self.slack.record():
            if entry["id"] not in self._told:
                self._told.add(entry["id"])
                found = act(entry)
                if found is not None:
                    yield found

    def _messages(self) -> Iterator[Happened]:
        for message in self.slack.messages():
            place = (message.channel, message.ts)
            before = self._shown.get(place)
            self._shown[place] = message.text
            if message.user != BOT or before == message.text:
                continue
            yield _said(message) if before is None else _changed(message)

    def _tell(self, happened: Happened) -> None:
        who = self._names.get(happened.who, "foi-bot")
        at = datetime.fromtimestamp(happened.at).astimezone()
        head = f"{at:%H:%M:%S}  {who:<{_NAME}}  "
        short = _cut(_wrapped(self._named(happened.short or happened.what)))
        full = _wrapped(self._named(happened.what))
        self._write(
            "" if happened.aside else head + f"\n{_MARGIN}".join(short),
            head + f"\n{_MARGIN}".join(full),
        )

    def _named(self, text: str) -> str:
        for id_, name in self._names.items():
            text = text.replace(f"<@{id_}>", f"@{name}")
        return unescaped(text).replace("*", "").replace("`", "")

    def _write(self, short: str, full: str) -> None:
        if short or not full:
            self.screen.write(f"{short}\n")
            self.screen.flush()
        with self.file.open("a", encoding="utf-8") as file:
            file.write(f"{full}\n")


def _said(message: Message) -> Happened:
    """A new message of the bot."""
    at = float(message.ts)
    if message.files:
        files = ", ".join(f"{file['name']} ({file['size']:,} bytes)" for file in message.files)
        return Happened(at, BOT, f"[file] {files}")
    alone = f"(only <@{message.ephemeral_to}> sees this) " if message.ephemeral_to else ""
    question = asked(message)
    short = f"{question.place}\n{question.ask}" if question else message.text
    return Happened(at, BOT, alone + message.words + _to_press(message), short=alone + short)


def _changed(message: Message) -> Happened:
    """A message that the bot has changed: a question shrinks to its answer, a card moves on."""
    at = float((message.raw.get("edited") or {}).get("ts") or message.ts)
    return Happened(at, BOT, f"[now] {message.text}", aside=" · " in message.text[:60])


def _to_press(message: Message) -> str:
    """The buttons and menus of a message, as a line of their own."""
    labels = [f"[{element.label}]" for element in message.elements]
    return f"\n{' '.join(labels)}" if labels else ""


def _wrapped(text: str) -> list[str]:
    lines = [line for line in text.splitlines() if line.strip()]
    room = WIDTH - len(_MARGIN)
    return [piece for line in lines for piece in textwrap.wrap(line, room)] or [""]


def _cut(lines: list[str]) -> list[str]:
    """As many lines as the screen gets, with a sign where there are more."""
    if len(lines) <= _LINES_ON_SCREEN:
        return lines
    kept = lines[:_LINES_ON_SCREEN]
    room = WIDTH - len(_MARGIN) - len(" …")
    return [*kept[:-1], textwrap.wrap(kept[-1], room)[0].rstrip(" .,;:") + " …"]
