"""The JSON that Slack uses for people, conversations, messages, files and events.

Shapes follow the object pages ("User object", "Conversation object", "File object"), the pages of
the events, and the payloads in the scenario tests of Bolt for Python.
"""

from typing import TYPE_CHECKING

from .json_types import Json
from .people import Account, Channel, Installation, Kind

if TYPE_CHECKING:
    from .messages import Message
    from .workspace import StoredFile, Workspace


def user(account: Account, app: Installation) -> Json:
    """A user as users.info gives it."""
    first, _, last = account.real_name.partition(" ")
    profile: Json = {
        "real_name": account.real_name,
        "real_name_normalized": account.real_name,
        "display_name": account.name,
        "display_name_normalized": account.name,
        "first_name": first,
        "last_name": last,
        "title": "",
        "phone": "",
        "status_text": "",
        "status_emoji": "",
        "avatar_hash": "g0000000000",
        "image_72": "https://secure.gravatar.com/avatar/0.jpg",
        "team": account.team_id,
    }
    is_stranger = account.kind is Kind.STRANGER
    if account.email and not is_stranger:
        profile["email"] = account.email
    if account.kind is Kind.BOT:
        profile["bot_id"], profile["api_app_id"] = _bot_ids(account.id, app)
    shown: Json = {
        "id": account.id,
        "team_id": account.team_id,
        "name": account.name,
        "deleted": account.kind is Kind.DEACTIVATED,
        "real_name": account.real_name,
        "profile": profile,
        "is_bot": account.kind is Kind.BOT,
        "is_app_user": False,
        "updated": 1_500_000_000,
    }
    if account.kind is Kind.DEACTIVATED:
        return shown
    shown |= {
        "color": "9f69e7",
        "tz": "Europe/London",
        "tz_label": "Greenwich Mean Time",
        "tz_offset": 0,
        "is_admin": account.kind is Kind.ADMIN,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": account.kind in (Kind.GUEST, Kind.SINGLE_CHANNEL_GUEST),
        "is_ultra_restricted": account.kind is Kind.SINGLE_CHANNEL_GUEST,
        "is_email_confirmed": True,
        "who_can_share_contact_card": "EVERYONE",
    }
    if is_stranger:
        shown["is_stranger"] = True
    return shown


def _bot_ids(user_id: str, app: Installation) -> tuple[str, str]:
    """The bot_id and app_id behind a bot's user id: this app's own, or another's."""
    own = user_id == app.bot_user_id
    return (app.bot_id, app.app_id) if own else (f"B{user_id[1:]}", "A99OTHER")


def channel(room: Channel, app: Installation) -> Json:
    """A conversation as conversations.info gives it."""
    if room.dm_with is not None:
        return {
            "id": room.id,
            "created": 1_500_000_000,
            "is_archived": False,
            "is_im": True,
            "is_org_shared": False,
            "context_team_id": app.team_id,
            "updated": 1_500_000_000_000,
            "user": room.dm_with,
            "is_open": True,
            "priority": 0,
        }
    topic = {"value": "", "creator": "", "last_set": 0}
    return {
        "id": room.id,
        "name": room.name,
        "name_normalized": room.name,
        "is_channel": not room.is_private,
        "is_group": room.is_private,
        "is_im": False,
        "is_mpim": False,
        "is_private": room.is_private,
        "created": 1_500_000_000,
        "creator": room.members[0],
        "is_archived": room.is_archived,
        "is_general": False,
        "is_member": app.bot_user_id in room.members,
        "is_shared": room.is_shared,
        "is_ext_shared": room.is_shared,
        "is_org_shared": False,
        "is_pending_ext_shared": False,
        "pending_shared": [],
        "shared_team_ids": [app.team_id],
        "context_team_id": app.team_id,
        "unlinked": 0,
        "topic": topic,
        "purpose": topic,
        "previous_names": [],
    }


def file(stored: "StoredFile", workspace: "Workspace") -> Json:
    """A file as files.info gives it; its timestamps stand under `shares` and nowhere else."""
    if stored.deleted:
        return {"id": stored.id, "mode": "tombstone"}
    app, base = workspace.app, workspace.public_url
    extension = stored.name.rpartition(".")[2].lower()
    mimetype, filetype, pretty = _FILE_TYPES.get(extension, ("text/plain", "text", "Plain Text"))
    private = f"{base}/files-pri/{app.team_id}-{stored.id}"
    rooms = [workspace.channels[message.channel] for message in stored.shares]
    shares: Json = {}
    for message, room in zip(stored.shares, rooms, strict=True):
        side = "private" if room.is_private or room.is_dm else "public"
        share: Json = {
            "reply_users": [],
            "reply_users_count": 0,
            "reply_count": 0,
            "ts": message.ts,
            "channel_name": room.name,
            "team_id": app.team_id,
            "share_user_id": message.user,
        }
        if message.thread_ts:
            share["thread_ts"] = message.thread_ts
        shares.setdefault(side, {}).setdefault(room.id, []).append(share)
    return {
        "id": stored.id,
        "created": stored.created,
        "timestamp": stored.created,
        "name": stored.name,
        "title": stored.title or stored.name,
        "mimetype": mimetype,
        "filetype": filetype,
        "pretty_type": pretty,
        "user": stored.user,
        "user_team": workspace.accounts[stored.user].team_id,
        "editable": False,
        "size": stored.length,
        "mode": "hosted",
        "is_external": False,
        "external_type": "",
        "is_public": any(not (room.is_private or room.is_dm) for room in rooms),
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        "url_private": f"{private}/{stored.name}",
        "url_private_download": f"{private}/download/{stored.name}",
        "permalink": f"{base}/files/{stored.user}/{stored.id}/{stored.name}",
        "channels": [room.id for room in rooms if room.kind == "channel"],
        "groups": [room.id for room in rooms if room.kind == "group"],
        "ims": [room.id for room in rooms if room.kind == "im"],
        "shares": shares,
        "comments_count": 0,
        "is_starred": False,
        "has_rich_preview": False,
        "file_access": "visible",
    }


def _file_in_message(workspace: "Workspace", id_: str) -> Json:
    """A file inside a message, which says nothing of where else it is shared."""
    whole = file(workspace.files[id_], workspace)
    apart = ("channels", "groups", "ims", "shares", "comments_count", "is_starred")
    return {key: value for key, value in whole.items() if key not in apart}


_FILE_TYPES = {
    "pdf": ("application/pdf", "pdf", "PDF"),
    "docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "docx",
        "Word Document",
    ),
    "png": ("image/png", "png", "PNG"),
    "csv": ("text/csv", "csv", "CSV"),
}


def bot_profile(app: Installation) -> Json:
    return {
        "id": app.bot_id,
        "app_id": app.app_id,
        "name": app.bot_name,
        "icons": {"image_36": "https://a.slack-edge.com/80588/img/plugins/app/bot_36.png"},
        "deleted": False,
        "updated": 1_500_000_000,
        "team_id": app.team_id,
    }


def message(workspace: "Workspace", said: "Message", *, all_metadata: bool = True) -> Json:
    """A message as conversations.replies and events give it.

    Without `all_metadata` only the event_type of its metadata is there, as the page "Using
    message metadata" says of a call without include_all_metadata.
    """
    app = workspace.app
    shown: Json = {"type": "message", "user": said.user, "text": said.text, "ts": said.ts}
    if said.subtype:
        shown["subtype"] = said.subtype
    if said.tombstone:
        shown["hidden"] = True
    else:
        shown["team"] = said.team
    if said.client_msg_id:
        shown["client_msg_id"] = said.client_msg_id
    author = workspace.accounts.get(said.user)
    if author is not None and author.kind is Kind.BOT:
        shown["bot_id"], shown["app_id"] = _bot_ids(author.id, app)
    if said.from_app:
        shown["bot_profile"] = bot_profile(app)
    if said.team != app.team_id:
        shown |= {"user_team": said.team, "source_team": said.team}
    if said.blocks and (said.from_app or workspace.deliver_rich_text):
        shown["blocks"] = said.blocks
    if said.attachments:
        shown["attachments"] = said.attachments
    if said.edited:
        shown["edited"] = {"user": said.edited[0], "ts": said.edited[1]}
    if said.file_ids:
        shown["files"] = [_file_in_message(workspace, id_) for id_ in said.file_ids]
        shown |= {"upload": False, "display_as_bot": False}
    if said.reactions:
        shown["reactions"] = [
            {"name": name, "users": list(users), "count": len(users)}
            for name, users in said.reactions.items()
        ]
    if said.metadata:
        shown["metadata"] = (
            said.metadata if all_metadata else {"event_type": said.metadata["event_type"]}
        )
    if said.thread_ts:
        shown |= _thread_fields(workspace, said)
    return shown


def _thread_fields(workspace: "Workspace", said: "Message") -> Json:
    if said.is_reply:
        parent = workspace.find(said.channel, said.root_ts)
        fields: Json = {"thread_ts": said.thread_ts}
        if parent is not None:
            fields["parent_user_id"] = parent.user
        return fields
    replies = workspace.replies(said)
    if not replies:
        return {}
    users = list(dict.fromkeys(reply.user for reply in replies))
    return {
        "thread_ts": said.ts,
        "reply_count": len(replies),
        "reply_users_count": len(users),
        "latest_reply": replies[-1].ts,
        "reply_users": users,
        "is_locked": False,
        "subscribed": True,
    }


def event_callback(
    event: Json, room: Channel | None, app: Installation, event_id: str, event_time: float
) -> Json:
    """The outer wrapper of an event ("The Events API")."""
    return {
        "token": "verification-token",
        "team_id": app.team_id,
        "context_team_id": app.team_id,
        "context_enterprise_id": None,
        "api_app_id": app.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": int(event_time),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": app.team_id,
                "user_id": app.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": bool(room and room.is_shared),
        "event_context": f"4-{event['type']}-{app.team_id}-{room.id if room else 'none'}",
    }


def actor(account: Account) -> Json:
    """The `user` of an interaction payload."""
    return {
        "id": account.id,
        "username": account.name,
        "name": account.name,
        "team_id": account.team_id,
    }


def team_of(account: Account, app: Installation) -> Json:
    """The `team` of an interaction payload: the actor's own."""
    own = account.team_id == app.team_id
    return {"id": account.team_id, "domain": app.team_domain if own else "other"}
