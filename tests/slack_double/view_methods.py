"""views.open, views.push, views.update and views.publish."""

import hashlib

from . import limits
from .json_types import Json
from .modals import OpenView, Trigger, with_identifiers
from .surfaces import Surface
from .web_api import REGISTRY, Call


def _judged(call: Call, surface: Surface) -> Json:
    """The view of a call with its identifiers completed, refused where Slack refuses it."""
    given = call.args.get("view")
    problems = call.strictness.judge_view(given, surface, call.method)
    call.refuse_problems(problems, "invalid_arguments")
    assert isinstance(given, dict)
    return {**given, "blocks": with_identifiers(given["blocks"], call.workspace.new_id)}


def _unused_external_id(call: Call, definition: Json, own: OpenView | None = None) -> None:
    external = definition.get("external_id")
    if not external:
        return
    for view in call.screens.all_open():
        if view is not own and view.definition.get("external_id") == external:
            call.refuse("duplicate_external_id", f"{external!r} belongs to another view")


def _exchanged(call: Call) -> Trigger:
    """The trigger of a call, used up: three seconds to live, and once."""
    trigger = call.screens.triggers.get(call.needed("trigger_id"))
    if trigger is None:
        call.refuse("invalid_trigger_id", f"Slack issued no trigger {call.text('trigger_id')}")
    if trigger.used:
        call.refuse("exchanged_trigger_id", "a trigger_id works once")
    age = call.workspace.clock.now() - trigger.issued
    if age > limits.TRIGGER_SECONDS.at_most:
        call.refuse("expired_trigger_id", f"it is {age:.1f} seconds old; they live 3")
    trigger.used = True
    return trigger


def new_hash(seed: str, now: float) -> str:
    """A view's hash, such as "1520000000.1a2b3c4d"."""
    return f"{int(now)}.{hashlib.sha256(seed.encode()).hexdigest()[:8]}"


def _fresh(call: Call, person: str, definition: Json) -> OpenView:
    id_ = call.workspace.new_id("V")
    hash_ = new_hash(id_, call.workspace.clock.now())
    return OpenView(id_, person, definition, hash_, root_id=id_)


def _shown(call: Call, view: OpenView) -> Json:
    return {"view": view.payload(call.workspace.app)}


@REGISTRY.method("views.open", "trigger_id", "interactivity_pointer", "view")
def open_(call: Call) -> Json:
    definition = _judged(call, Surface.MODAL)
    _unused_external_id(call, definition)
    view = _fresh(call, _exchanged(call).person, definition)
    call.screens.open(view)
    return _shown(call, view)


@REGISTRY.method("views.push", "trigger_id", "interactivity_pointer", "view")
def push(call: Call) -> Json:
    definition = _judged(call, Surface.MODAL)
    _unused_external_id(call, definition)
    trigger = _exchanged(call)
    if call.screens.find(trigger.view_id) is None or trigger.view_id is None:
        call.refuse("not_found", "the trigger came from no modal that is open")
    view = _fresh(call, trigger.person, definition)
    if not call.screens.push(view):
        call.refuse("push_limit_reached", "a modal holds three views")
    return _shown(call, view)


@REGISTRY.method("views.update", "view", "view_id", "external_id", "hash")
def update(call: Call) -> Json:
    definition = _judged(call, Surface.MODAL)
    view = call.screens.find(call.text("view_id"), call.text("external_id"))
    if view is None or view.definition["type"] != "modal":
        call.refuse("not_found", f"no open view is {call.text('view_id')}")
    _replace(call, view, definition)
    return _shown(call, view)


@REGISTRY.method("views.publish", "user_id", "view", "hash")
def publish(call: Call) -> Json:
    definition = _judged(call, Surface.HOME)
    person = call.needed("user_id")
    if person not in call.workspace.accounts:
        call.refuse("invalid_arguments", f"there is nobody called {person}")
    home = call.screens.homes.get(person)
    if home is None:
        home = call.screens.homes[person] = _fresh(call, person, definition)
    else:
        _replace(call, home, definition)
    return _shown(call, home)


def _replace(call: Call, view: OpenView, definition: Json) -> None:
    _unused_external_id(call, definition, own=view)
    expected = call.text("hash")
    if expected is not None and expected != view.hash:
        call.refuse("hash_conflict", "the view has changed since that hash")
    now = call.workspace.clock.now()
    call.screens.update(view, definition, new_hash(view.hash + call.workspace.new_id("h"), now))
