"""A notice: something the thread is told once."""

from __future__ import annotations

from typing import Any

from foi_bot.case import Case
from foi_bot.casework.decision import Words
from foi_bot.slack.blocks import Block, actions, button, escaped, fitting, quoted_all, section
from foi_bot.slack.views import Shown
from foi_bot.slack.words import said, sentences


def render(case: Case, words: dict[str, Any], buttons: list[dict[str, Any]], quote: str) -> Shown:
    """The notice, from the plain data of a `casework.decision.Notice`."""
    told = said(Words(words["name"], tuple((k, v) for k, v in words["values"])))
    blocks: list[Block] = [section(told)]
    if quote:
        blocks += quoted_all(quote)
    if buttons:
        blocks.append(
            actions(
                [
                    button(
                        _label(one),
                        one["action"],
                        {"case": case.id, "about": one["value"]},
                    )
                    for one in buttons
                ]
            )
        )
    return Shown(f"{told} {escaped(fitting(quote, 200))}".strip(), tuple(blocks))


def _label(of: dict[str, Any]) -> str:
    # A notice that waits since an earlier version has no such places.
    return sentences()[of["label"]].format_map(dict(of.get("values") or ()))
