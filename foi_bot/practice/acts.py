"""What people do in the practice workspace, as local-slack records its deliveries to the bot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from foi_bot.practice.shown import Json, words_of
from foi_bot.practice.workspace import BOT

EMOJI = {"white_check_mark": "✅", "x": "❌"}

SHOWN_FORMS = ("write", "choices", "parts")
"""Forms of which it is told what was put into them. The others hold the applicant's details, or
are told of by the message that follows."""


@dataclass(frozen=True)
class Happened:
    """One thing that happened: when (seconds since 1970), by whom (a user id), and what; `short`
    says it to somebody who only watches. An `aside` is for whoever reads it all."""

    at: float
    who: str
    what: str
    short: str = ""
    aside: bool = False


def act(entry: Json) -> Happened | None:
    """The act in one entry of local-slack's record, or None where it is none to be told of."""
    detail: dict[str, Any] = entry.get("detail") or {}
    at = entry["time"] / 1000
    match entry["kind"]:
        case "slash_commands":
            typed = f"{detail['command']} {detail['text']}".strip()
            return Happened(at, detail["user_id"], f"types {typed}")
        case "interactive":
            return _pressed_or_sent(at, detail)
        case "events_api":
            return _event(at, detail["event"])
        case "web_api" if entry["summary"] == "views.open":
            return Happened(at, BOT, f"[form] {_title(detail['view'])}")
        case "ack" if "view" in detail:
            return Happened(at, BOT, f"[form] {_title(detail['view'])}")
        case _:
            return None


def _event(at: float, event: dict[str, Any]) -> Happened | None:
    match event["type"], event.get("subtype"):
        case "message", None:
            return Happened(at, event["user"], event["text"])
        case "message", "message_changed":
            message = event["message"]
            return Happened(at, message["user"], f"[changes a reply] {message['text']}")
        case "message", "message_deleted":
            return Happened(at, event["previous_message"]["user"], "[deletes a reply]")
        case "reaction_added", _:
            return Happened(at, event["user"], f"[reacts] {_emoji(event)}")
        case "reaction_removed", _:
            return Happened(at, event["user"], f"[takes back] {_emoji(event)}")
        case _:
            return None


def _pressed_or_sent(at: float, detail: dict[str, Any]) -> Happened | None:
    who = detail["user"]["id"]
    match detail["type"]:
        case "block_actions":
            action = detail["actions"][0]
            chosen = (action.get("selected_option") or {}).get("text") or action.get("text")
            return Happened(at, who, f"[presses] {words_of(chosen)}")
        case "view_submission":
            view = detail["view"]
            told = f"[sends] {_title(view)}"
            put_in = _put_in(view) if view["callback_id"] in SHOWN_FORMS else ""
            return Happened(at, who, f"{told}: {put_in}" if put_in else told)
        case _:
            return None


def _put_in(view: dict[str, Any]) -> str:
    """What was typed or ticked in a form."""
    values = [value for block in view["state"]["values"].values() for value in block.values()]
    typed = [value["value"] for value in values if value.get("value")]
    ticked = [words_of(o["text"]) for value in values for o in value.get("selected_options") or ()]
    return "; ".join([*typed, *ticked])


def _title(view: dict[str, Any]) -> str:
    return words_of(view.get("title"))


def _emoji(event: dict[str, Any]) -> str:
    return EMOJI.get(event["reaction"], f":{event['reaction']}:")
