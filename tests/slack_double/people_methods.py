"""auth.test, users.info, users.list, apps.connections.open, and the reactions methods."""

from . import payloads
from .json_types import Json
from .messages import Message
from .text import EMOJI
from .web_api import REGISTRY, Call


@REGISTRY.method("auth.test", "url")
def auth_test(call: Call) -> Json:
    app = call.workspace.app
    return {
        "url": f"https://{app.team_domain}.slack.com/",
        "team": app.team_name,
        "user": app.bot_name,
        "team_id": app.team_id,
        "user_id": app.bot_user_id,
        "bot_id": app.bot_id,
        "is_enterprise_install": False,
    }


@REGISTRY.method("users.info", "user", "include_locale")
def users_info(call: Call) -> Json:
    account = call.workspace.accounts.get(call.needed("user"))
    if account is None:
        call.refuse("user_not_found", f"there is nobody called {call.text('user')}")
    return {"user": payloads.user(account, call.workspace.app)}


@REGISTRY.method("users.list", "cursor", "limit", "include_locale", "team_id")
def users_list(call: Call) -> Json:
    people = [payloads.user(a, call.workspace.app) for a in call.workspace.accounts.values()]
    return {"members": people, "response_metadata": {"next_cursor": ""}}


@REGISTRY.method("apps.connections.open")
def connections_open(call: Call) -> Json:
    call.refuse("not_allowed_token_type", "this double delivers signed requests, not sockets")


def _reacted(call: Call) -> Message:
    if not call.text("channel") or not call.text("timestamp"):
        call.refuse("no_item_specified", "channel and timestamp say what to react to")
    return call.message(call.channel(), call.needed("timestamp"))


def _name(call: Call) -> str:
    name = call.needed("name")
    bare = name.split("::")[0]
    if not bare or not all(c.isalnum() or c in "_+-'" for c in bare) or name in EMOJI:
        call.refuse("invalid_name", f"{name!r} is no emoji name; give it without colons")
    return name


@REGISTRY.method("reactions.add", "channel", "timestamp", "name")
def reactions_add(call: Call) -> Json:
    message, name = _reacted(call), _name(call)
    bot = call.workspace.app.bot_user_id
    if bot in message.reactions.get(name, []):
        call.refuse("already_reacted", f"{name} is there already")
    call.workspace.react(message, bot, name)
    return {}


@REGISTRY.method("reactions.remove", "channel", "timestamp", "name", "file", "file_comment")
def reactions_remove(call: Call) -> Json:
    message, name = _reacted(call), _name(call)
    bot = call.workspace.app.bot_user_id
    if bot not in message.reactions.get(name, []):
        call.refuse("no_reaction", f"{name} is not there")
    call.workspace.unreact(message, bot, name)
    return {}


@REGISTRY.method("reactions.get", "channel", "timestamp", "full", "file", "file_comment")
def reactions_get(call: Call) -> Json:
    message = _reacted(call)
    shown = payloads.message(call.workspace, message)
    kept = ("type", "text", "user", "ts", "team", "bot_id", "blocks", "reactions")
    return {
        "type": "message",
        "channel": message.channel,
        "message": {
            **{key: shown[key] for key in kept if key in shown},
            "permalink": f"{call.workspace.public_url}/archives/{message.channel}"
            f"/p{message.ts.replace('.', '')}",
        },
    }
