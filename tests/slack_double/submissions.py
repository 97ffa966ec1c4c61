"""What a modal does with the app's answer to its submission ("Modals", "view_submission")."""

from typing import TYPE_CHECKING

from .deliveries import Answer
from .json_types import Json
from .modals import OpenView, with_identifiers
from .surfaces import Surface
from .view_methods import new_hash
from .violations import Violation

if TYPE_CHECKING:
    from .double import SlackDouble

WHERE = "view_submission answer"
TROUBLE = "We had some trouble connecting. Try again?"


def apply_response(slack: "SlackDouble", view: OpenView, answer: Answer) -> None:
    """Close, update, push, clear or show errors; an answer that fails leaves the modal open."""
    view.errors = {}
    if not answer.accepted:
        view.errors = {"": TROUBLE}
        return
    response = answer.json()
    action = response.get("response_action")
    if not response:
        slack.screens.take_off(view)
    elif action == "clear":
        slack.screens.clear(view.person)
    elif action == "errors":
        _show_errors(slack, view, response.get("errors"))
    elif action in ("update", "push"):
        _show_view(slack, view, str(action), response.get("view"))
    else:
        _complain(slack, "invalid_response_action", f"{response!r} is no answer to a form")


def _show_errors(slack: "SlackDouble", view: OpenView, errors: object) -> None:
    inputs = {c.block_id for c in view.controls if c.block["type"] == "input"}
    if not isinstance(errors, dict) or not errors:
        _complain(slack, "invalid_response_action", "errors must name at least one block")
        return
    for block_id in sorted(set(errors) - inputs):
        _complain(slack, "invalid_response_action", f"{block_id!r} is no input block of the view")
    view.errors = {str(block_id): str(text) for block_id, text in errors.items()}


def _show_view(slack: "SlackDouble", view: OpenView, action: str, given: object) -> None:
    problems = slack.strictness.judge_view(given, Surface.MODAL, WHERE)
    if problems or not isinstance(given, dict):
        slack.strictness.refuse_problems(problems, "invalid_arguments", WHERE)
        return
    definition: Json = {
        **given,
        "blocks": with_identifiers(given["blocks"], slack.workspace.new_id),
    }
    id_ = slack.workspace.new_id("V")
    hash_ = new_hash(id_, slack.clock.now())
    if action == "update":
        slack.screens.update(view, definition, hash_)
    elif not slack.screens.push(OpenView(id_, view.person, definition, hash_, root_id=id_)):
        _complain(slack, "push_limit_reached", "a modal holds three views")


def _complain(slack: "SlackDouble", rule: str, detail: str) -> None:
    slack.violations.record(Violation(rule, WHERE, detail, "Modals"))
