"""What a person would see, as lines of text that a test can compare."""

from .json_types import Json
from .messages import Control, Message, controls_in
from .modals import OpenView, first_state
from .text import Directory, seen
from .workspace import Workspace

_ARROW = {"overflow": "…", "datepicker": "date"}


def message_lines(workspace: Workspace, message: Message) -> list[str]:
    """One message: who says what, its controls in brackets, its files and its reactions."""
    name = workspace.accounts[message.user].real_name
    lines = _body(message, workspace.directory())
    marks = " (only you can see this)" if message.only_for else ""
    # Slack shows no such mark on a message that an app keeps up to date with blocks.
    kept_up = message.from_app and message.blocks
    marks += " (edited)" if message.edited and not kept_up else ""
    first, *rest = lines or [""]
    shown = [f"{name}: {first}{marks}", *(f"  {line}" for line in rest)]
    shown += [f"  <{workspace.files[id_].name}>" for id_ in message.file_ids]
    for reaction, users in message.reactions.items():
        names = ", ".join(workspace.accounts[user].real_name for user in users)
        shown.append(f"  :{reaction}: {names}")
    return shown


def view_lines(workspace: Workspace, view: OpenView) -> list[str]:
    """A modal: its title, its blocks with what is filled in, its buttons."""
    lines = [f"= {view.title} ="]
    for block in view.blocks:
        lines += _block(block, workspace.directory(), view)
        error = view.errors.get(str(block.get("block_id")))
        if error:
            lines.append(f"  ! {error}")
    ends = [view.definition.get(end) for end in ("close", "submit")]
    return [*lines, " ".join(f"[{end['text']}]" for end in ends if end)]


def _body(message: Message, directory: Directory) -> list[str]:
    blocks = message.blocks if message.from_app else []
    if not blocks:
        return seen(message.text, directory).split("\n")
    return [line for block in blocks for line in _block(block, directory, None)]


def _block(block: Json, directory: Directory, view: OpenView | None) -> list[str]:
    kind = block["type"]
    if kind == "divider":
        return ["---"]
    if kind == "image":
        return [f"(image: {block['alt_text']})"]
    if kind == "context":
        return [" ".join(_text(part, directory) for part in block["elements"])]
    lines: list[str] = []
    if kind == "input":
        hint = f" ({_text(block['hint'], directory)})" if "hint" in block else ""
        lines.append(f"{_text(block['label'], directory)}{hint}:")
    if "text" in block:
        shown = _text(block["text"], directory)
        lines += [f"# {shown}"] if kind == "header" else shown.split("\n")
    lines += [_text(field, directory) for field in block.get("fields", [])]
    controls = " ".join(_control(control, view) for control in controls_in([block]))
    return [*lines, controls] if controls else lines


def _text(part: Json, directory: Directory) -> str:
    if part.get("type") == "image":
        return f"(image: {part['alt_text']})"
    text = str(part["text"])
    return text if part["type"] == "plain_text" else seen(text, directory)


def _control(control: Control, view: OpenView | None) -> str:
    if control.kind == "button":
        return f"[{control.label}]"
    if control.kind == "overflow":
        return f"[… {' | '.join(option['text']['text'] for option in control.options)}]"
    place = (control.block_id, control.action_id)
    state = (view.touched.get(place) if view else None) or first_state(control.element) or {}
    holds = [value for key, value in state.items() if key != "type" and value]
    shown = _held(holds[0]) if holds else ""
    if not shown and control.block["type"] != "input":
        shown = control.label
    return f"[{shown} v]" if control.options else f"[{shown}]"


def _held(value: object) -> str:
    if isinstance(value, dict):
        return str(value["text"]["text"])
    if isinstance(value, list):
        return ", ".join(map(_held, value))
    return str(value)
