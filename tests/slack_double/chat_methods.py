"""chat.postMessage, chat.update, chat.delete, chat.postEphemeral, chat.getPermalink."""

from . import limits, payloads
from .json_types import Json
from .messages import Message
from .modals import with_identifiers
from .people import Channel, Kind
from .web_api import REGISTRY, Call
from .workspace import BROADCAST

_CONTENT = ("text", "blocks", "attachments", "markdown_text", "metadata", "parse", "link_names")


def judged_content(call: Call) -> tuple[str | None, list[Json] | None]:
    """The text and blocks of a call, refused where Slack would refuse them."""
    text, blocks = call.text("text"), call.args.get("blocks")
    if call.args.get("markdown_text") is not None:
        if text is not None or blocks is not None:
            call.refuse("markdown_text_conflict", "markdown_text goes with neither text nor blocks")
        call.complain("not_renderable_everywhere", "the practice Slack draws no markdown_text")
        text = call.text("markdown_text")
    if call.args.get("attachments"):
        _judge_attachments(call)
    if blocks is not None:
        problems = call.strictness.judge_blocks(blocks, call.method)
        call.refuse_problems(problems, "invalid_blocks")
        blocks = with_identifiers(blocks, call.workspace.new_id)
    call.strictness.judge_text(text, blocks, call.method)
    return text, blocks


def _judge_attachments(call: Call) -> None:
    attachments = call.args["attachments"]
    if not isinstance(attachments, list) or len(attachments) > limits.ATTACHMENTS.at_most:
        call.refuse("too_many_attachments", "attachments must be a list of at most 100")
    call.complain("not_renderable_everywhere", "the practice Slack draws no attachments")


def judged_metadata(call: Call) -> Json | None:
    """Message metadata, which must be exactly an event_type and an event_payload."""
    metadata = call.args.get("metadata")
    if metadata is None or metadata == {}:
        return metadata
    well_formed = (
        isinstance(metadata, dict)
        and set(metadata) == {"event_type", "event_payload"}
        and isinstance(metadata["event_type"], str)
        and metadata["event_type"] != ""
        and isinstance(metadata["event_payload"], dict)
    )
    if not well_formed:
        call.refuse(
            "invalid_metadata_format", f"must be event_type and event_payload, not {metadata!r}"
        )
    return dict(metadata)


def _destination(call: Call) -> Channel:
    """The conversation to post to; a user's id stands for the direct message with them."""
    id_ = call.needed("channel")
    account = call.workspace.accounts.get(id_)
    if account is None:
        return call.channel(to_write=True)
    if account.kind in (Kind.DEACTIVATED, Kind.BOT):
        call.refuse("channel_not_found", f"nobody can write to {account.real_name}")
    return call.workspace.dm_with(id_)


def judged_thread(call: Call, room: Channel) -> str | None:
    """The thread to post in: an existing parent's, never a reply's."""
    ts = call.text("thread_ts")
    if ts is None:
        return None
    parent = call.workspace.find(room.id, ts)
    if parent is None or (parent.deleted and not parent.tombstone):
        call.refuse("thread_not_found", f"{ts} is no message in {room.id}")
    if parent.is_reply:
        call.complain("thread_ts_of_a_reply", "give the parent's ts, not a reply's")
        return parent.root_ts
    return ts


@REGISTRY.method(
    "chat.postMessage", *_CONTENT, "channel", "thread_ts", "reply_broadcast", "mrkdwn",
    "unfurl_links", "unfurl_media", "username", "icon_emoji", "icon_url", "as_user",
)  # fmt: skip
def post_message(call: Call) -> Json:
    room = _destination(call)
    text, blocks = judged_content(call)
    metadata = judged_metadata(call)
    if not text and not blocks and not call.args.get("attachments"):
        call.refuse("no_text", "neither text nor blocks nor attachments")
    app = call.workspace.app
    message = call.workspace.post(
        Message(
            channel=room.id,
            thread_ts=judged_thread(call, room),
            ts=call.workspace.new_ts(),
            user=app.bot_user_id,
            text=text or "",
            team=app.team_id,
            blocks=blocks or [],
            from_app=True,
            attachments=call.args.get("attachments") or [],
            metadata=metadata or None,
            subtype=BROADCAST if call.flag("reply_broadcast") else None,
            broadcast=call.flag("reply_broadcast"),
        )
    )
    shown = payloads.message(call.workspace, message)
    return {"channel": room.id, "ts": message.ts, "message": shown}


@REGISTRY.method(
    "chat.update", *_CONTENT, "channel", "ts", "as_user", "file_ids", "reply_broadcast"
)
def update(call: Call) -> Json:
    room = call.channel()
    if room.is_archived:
        call.refuse("is_inactive", f"#{room.name} is archived")
    message = call.message(room, call.needed("ts"))
    if not message.from_app:
        call.refuse("cant_update_message", "only its author may update a message")
    text, blocks = judged_content(call)
    metadata = judged_metadata(call)
    if text is None and blocks is None and "attachments" not in call.args:
        call.refuse("no_text", "neither text nor blocks nor attachments")
    if text is not None and len(text) > limits.UPDATED_TEXT.at_most:
        call.refuse("msg_too_long", f"text of {len(text):,} characters; at most 4,000")
    _apply_update(call, message, text, blocks, metadata)
    shown = payloads.message(call.workspace, message)
    return {"channel": room.id, "ts": message.ts, "text": message.text, "message": shown}


def _apply_update(
    call: Call, message: Message, text: str | None, blocks: list[Json] | None, meta: Json | None
) -> None:
    """Blocks go when text comes alone; metadata stays unless given; {} removes it."""
    before = payloads.message(call.workspace, message)
    if text is not None:
        message.text = text
    if blocks is not None or text is not None:
        message.blocks = blocks or []
    if "attachments" in call.args:
        message.attachments = call.args["attachments"]
    if meta is not None:
        message.metadata = meta or None
    message.edited = (call.workspace.app.bot_user_id, call.workspace.new_ts())
    call.workspace.announce_change(message, before)


@REGISTRY.method("chat.delete", "channel", "ts", "as_user")
def delete(call: Call) -> Json:
    room = call.channel()
    message = call.message(room, call.needed("ts"))
    if not message.from_app:
        call.refuse("cant_delete_message", "a bot may delete its own messages alone")
    call.workspace.delete(message)
    return {"channel": room.id, "ts": message.ts}


@REGISTRY.method(
    "chat.postEphemeral", *_CONTENT, "channel", "user", "thread_ts", "username", "icon_emoji",
    "icon_url", "as_user",
)  # fmt: skip
def post_ephemeral(call: Call) -> Json:
    room = call.channel(to_write=True)
    person = call.needed("user")
    if person not in room.members:
        call.refuse("user_not_in_channel", f"{person} is not in #{room.name}")
    text, blocks = judged_content(call)
    if not text and not blocks:
        call.refuse("no_text", "neither text nor blocks")
    app = call.workspace.app
    message = call.workspace.post(
        Message(
            channel=room.id,
            ts=call.workspace.new_ts(),
            user=app.bot_user_id,
            text=text or "",
            team=app.team_id,
            blocks=blocks or [],
            thread_ts=judged_thread(call, room),
            from_app=True,
            only_for=person,
        )
    )
    return {"message_ts": message.ts}


@REGISTRY.method("chat.getPermalink", "channel", "message_ts")
def get_permalink(call: Call) -> Json:
    room = call.channel()
    message = call.message(room, call.needed("message_ts"))
    link = f"{call.workspace.public_url}/archives/{room.id}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={room.id}"
    return {"channel": room.id, "permalink": link}
