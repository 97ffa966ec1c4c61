"""What `decide` answers with: facts, or a refusal that a person can read.

Wording is named here, never written: the sentences are in `templates/slack/words.yaml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from foi_bot.casework.facts import Fact


@dataclass(frozen=True, slots=True)
class Words:
    """A passage of wording by name, with what fills its places."""

    name: str
    values: tuple[tuple[str, str], ...] = ()


def words(name: str, **values: object) -> Words:
    """The named passage, its places filled."""
    return Words(name, tuple((place, str(value)) for place, value in values.items()))


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a notice: its wording's name, its action, the value it carries, and what fills
    the places of its wording. Actions of one notice must differ for Slack: what follows a colon
    tells like ones apart."""

    label: str
    action: str
    value: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the thread is told once, for everybody to see. `quote` is shown as it was typed."""

    words: Words
    buttons: tuple[Button, ...] = ()
    quote: str = ""

    def told(self) -> dict[str, Any]:
        """As it is kept until it is shown: what `dataclasses.asdict` would say of it, which goes
        down to every word of it and copies it."""
        return {
            "words": {"name": self.words.name, "values": self.words.values},
            "buttons": tuple(
                {"label": one.label, "action": one.action, "value": one.value, "values": one.values}
                for one in self.buttons
            ),
            "quote": self.quote,
        }


@dataclass(frozen=True, slots=True)
class Decided:
    """The deed is done: these facts follow. `quiet` is a word to the person who did it alone."""

    facts: tuple[Fact, ...] = ()
    notices: tuple[Notice, ...] = ()
    quiet: Words | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """The deed changes nothing; `why` tells the person who did it, and what to do next. What time
    alone has brought about since the last deed is done `meanwhile`."""

    why: Words
    meanwhile: Decided | None = None


@dataclass(frozen=True, slots=True)
class Parked:
    """The deed came before Slack's answer to the message it is about: keep it, replay it then."""

    until: str
    """The name of the outgoing message whose timestamp is awaited."""


Decision = Decided | Refused | Parked
