"""Files in their three steps, files.info and files.delete.

files.getUploadURLExternal gives an address, the bytes are posted there, and
files.completeUploadExternal shares them. When the share is processed a message appears; its
timestamp is found through files.info or conversations.replies, never in the reply.
"""

from . import payloads
from .chat_methods import judged_thread
from .json_types import Json
from .web_api import REGISTRY, Call
from .workspace import PendingShare, StoredFile


@REGISTRY.method("files.getUploadURLExternal", "filename", "length", "alt_txt", "snippet_type")
def get_upload_url(call: Call) -> Json:
    length = call.number("length", 0)
    if length <= 0:
        call.refuse("missing_argument", "length must be the file's size in bytes")
    workspace = call.workspace
    file = StoredFile(
        id=workspace.new_id("F"),
        name=call.needed("filename"),
        length=length,
        user=workspace.app.bot_user_id,
        created=int(workspace.clock.now()),
    )
    workspace.files[file.id] = file
    return {"upload_url": f"{workspace.public_url}/upload/v1/{file.id}", "file_id": file.id}


@REGISTRY.method(
    "files.completeUploadExternal", "files", "channel_id", "channels", "thread_ts",
    "initial_comment", "blocks",
)  # fmt: skip
def complete_upload(call: Call) -> Json:
    files = tuple(_uploaded(call, given) for given in call.args.get("files") or [])
    if not files:
        call.refuse("invalid_arguments", "files is required")
    if call.args.get("blocks") is not None:
        call.complain("not_renderable_everywhere", "blocks on a file: give initial_comment")
    if call.text("channel_id"):
        room = call.channel("channel_id", to_write=True)
        call.strictness.judge_text(call.text("initial_comment"), None, call.method)
        share = PendingShare(
            due=call.workspace.clock.now() + call.workspace.share_delay,
            files=files,
            channel=room,
            thread_ts=judged_thread(call, room),
            user=call.workspace.app.bot_user_id,
            text=call.text("initial_comment") or "",
        )
        call.workspace.pending_shares.append(share)
    elif call.text("thread_ts") or call.text("channels"):
        call.refuse("invalid_arguments", "give one channel_id; this double takes no channels")
    for file in files:
        file.completed = True
    reply = {"files": [payloads.file(file, call.workspace) for file in files]}
    call.workspace.settle_shares()
    return reply


def _uploaded(call: Call, given: Json) -> StoredFile:
    file = call.workspace.files.get(str(given.get("id")))
    if file is None or file.completed:
        call.refuse("file_not_found", f"{given} has no upload left to complete")
    if file.content is None:
        call.refuse("file_not_found", f"the bytes of {file.name} were never posted")
    file.title = str(given.get("title") or file.name)
    return file


def _shared(call: Call) -> StoredFile:
    file = call.workspace.files.get(call.needed("file"))
    if file is None or not file.completed:
        call.refuse("file_not_found", f"there is no file {call.text('file')}")
    if file.deleted:
        call.refuse("file_deleted", f"{file.name} is deleted")
    return file


@REGISTRY.method("files.info", "file", "count", "cursor", "limit", "page")
def files_info(call: Call) -> Json:
    file = _shared(call)
    return {
        "file": payloads.file(file, call.workspace),
        "comments": [],
        "response_metadata": {"next_cursor": ""},
    }


@REGISTRY.method("files.delete", "file")
def files_delete(call: Call) -> Json:
    file = _shared(call)
    if file.user != call.workspace.app.bot_user_id:
        call.refuse("cant_delete_file", "only its owner may delete a file")
    file.deleted, file.content = True, None
    return {}
