"""conversations.info, .list, .members, .open, .history and .replies."""

from typing import TypeVar

from . import payloads
from .json_types import Json
from .messages import Message
from .people import Kind
from .web_api import REGISTRY, Call

Item = TypeVar("Item")

_PAGING = ("cursor", "limit", "oldest", "latest", "inclusive", "include_all_metadata")


@REGISTRY.method("conversations.info", "channel", "include_locale", "include_num_members")
def info(call: Call) -> Json:
    id_ = call.needed("channel")
    room = call.workspace.channels.get(id_)
    if room is None or (room.is_private and not call.workspace.hears(room)):
        call.refuse("channel_not_found", f"{id_} is no conversation that the app can see")
    shown = payloads.channel(room, call.workspace.app)
    if call.flag("include_num_members"):
        shown["num_members"] = len(room.members)
    return {"channel": shown}


@REGISTRY.method("conversations.list", "cursor", "limit", "types", "exclude_archived", "team_id")
def list_(call: Call) -> Json:
    rooms = [
        payloads.channel(room, call.workspace.app)
        for room in call.workspace.channels.values()
        if not room.is_dm and (not room.is_private or call.workspace.hears(room))
    ]
    page, cursor = _page(call, rooms, default=100)
    return {"channels": page, "response_metadata": {"next_cursor": cursor}}


@REGISTRY.method("conversations.members", "channel", "cursor", "limit")
def members(call: Call) -> Json:
    room = call.channel()
    page, cursor = _page(call, room.members, default=100)
    return {"members": page, "response_metadata": {"next_cursor": cursor}}


@REGISTRY.method("conversations.open", "channel", "users", "return_im", "prevent_creation")
def open_(call: Call) -> Json:
    people = [one for one in (call.text("users") or "").split(",") if one]
    if call.text("channel"):
        room = call.channel()
    elif len(people) == 1:
        account = call.workspace.accounts.get(people[0])
        if account is None:
            call.refuse("user_not_found", f"there is nobody called {people[0]}")
        if account.kind is Kind.DEACTIVATED:
            call.refuse("user_disabled", f"{account.real_name} is deactivated")
        room = call.workspace.dm_with(account.id)
    else:
        call.refuse("users_list_not_supplied", "this double opens a conversation with one person")
    if call.flag("return_im"):
        return {"channel": payloads.channel(room, call.workspace.app)}
    return {"channel": {"id": room.id}}


@REGISTRY.method("conversations.history", "channel", *_PAGING)
def history(call: Call) -> Json:
    """Newest first, replies left out unless they were also sent to the channel."""
    room = call.channel()
    said = [
        message
        for message in reversed(call.workspace.messages.get(room.id, []))
        if (not message.is_reply or message.broadcast) and _within(call, message)
    ]
    page, cursor = _page(call, said, default=100)
    return {"messages": _shown(call, page), "has_more": bool(cursor), **_metadata(cursor)}


@REGISTRY.method("conversations.replies", "channel", "ts", *_PAGING)
def replies(call: Call) -> Json:
    """The parent, on every page, and its replies, oldest first."""
    room = call.channel()
    ts = call.needed("ts")
    asked = call.workspace.find(room.id, ts)
    if asked is None:
        call.refuse("thread_not_found", f"{ts} is no message in {room.id}")
    thread = call.workspace.thread(room.id, asked.root_ts)
    parent = [message for message in thread if not message.is_reply]
    said = [message for message in thread if message.is_reply and _within(call, message)]
    page, cursor = _page(call, said, default=1_000)
    return {
        "messages": _shown(call, parent + page),
        "has_more": bool(cursor),
        **_metadata(cursor),
    }


def _metadata(cursor: str) -> Json:
    return {"response_metadata": {"next_cursor": cursor}} if cursor else {}


def _shown(call: Call, messages: list[Message]) -> list[Json]:
    everything = call.flag("include_all_metadata")
    return [payloads.message(call.workspace, m, all_metadata=everything) for m in messages]


def _within(call: Call, message: Message) -> bool:
    """Between `oldest` and `latest`, which are left out themselves unless `inclusive`."""
    oldest, latest = call.text("oldest"), call.text("latest")
    inclusive = call.flag("inclusive")
    moment = float(message.ts)
    if oldest is not None and (moment < float(oldest) or (message.ts == oldest and not inclusive)):
        return False
    return not (
        latest is not None and (moment > float(latest) or (message.ts == latest and not inclusive))
    )


def _page(call: Call, items: list[Item], default: int) -> tuple[list[Item], str]:
    """One page of `items` and the cursor of the next, empty at the end."""
    size = call.number("limit", default)
    if not 1 <= size <= 1_000:
        call.refuse("invalid_limit", f"limit must be 1 to 1,000, not {size}")
    cursor = call.text("cursor") or "next:0"
    if not cursor.startswith("next:"):
        call.refuse("invalid_cursor", f"{cursor!r} came from no earlier page")
    start = int(cursor.removeprefix("next:"))
    end = start + size
    return items[start:end], f"next:{end}" if end < len(items) else ""
