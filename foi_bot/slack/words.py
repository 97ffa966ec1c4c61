"""What the bot says: the sentences of `templates/slack/words.yaml`, their places filled."""

from __future__ import annotations

from functools import cache

import yaml

from foi_bot.bundled import templates
from foi_bot.casework.decision import Words
from foi_bot.slack.blocks import escaped

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_MENTIONS = frozenset({"people"})
"""Places whose values are mentions already."""


@cache
def sentences() -> dict[str, str]:
    """Every sentence by its name."""
    text = (templates() / "slack" / "words.yaml").read_text("utf-8")
    return dict(yaml.load(text, Loader=_LOADER))


def said(words: Words) -> str:
    """The sentence as Slack mrkdwn; what fills its places is escaped. Raises KeyError for a name
    that nobody has written a sentence for."""
    values = {
        place: value if place in _MENTIONS else escaped(value) for place, value in words.values
    }
    return sentences()[words.name].format_map(values)


def say(name: str, **values: object) -> str:
    """The named sentence, its places filled."""
    return said(Words(name, tuple((place, str(value)) for place, value in values.items())))
