"""Which view shows which outgoing message, rendered when it is sent."""

from __future__ import annotations

from sqlalchemy.engine import Connection

from foi_bot.case import Case
from foi_bot.letter.tree import Letter
from foi_bot.slack.views import Shown, card, held, letter, notice, question, verdict
from store.load import letter_of
from store.outbox import Outgoing


def render(case: Case, message: Outgoing, connection: Connection) -> Shown:
    """The message as the case stands now. Raises KeyError for a view that nobody wrote."""
    args = message.args
    match message.view:
        case "card":
            return card.render(case)
        case "question":
            return question.render(case, args["asking"])
        case "notice":
            return notice.render(case, args["words"], args["buttons"], args["quote"])
        case "letter":
            text = letter_for(case, message, connection)
            return letter.render(text, args["draft"], args["page"], args["pages"])
        case "verdict":
            return verdict.render(case, args["draft"])
        case "held":
            return held.render(case, args["draft"])
        case unknown:
            raise KeyError(unknown)


def letter_for(case: Case, message: Outgoing, connection: Connection) -> Letter:
    """The letter that a message is about: the newest draft's, or an older one's."""
    draft = case.draft
    if draft is not None and draft.letter is not None and draft.no == message.args["draft"]:
        return draft.letter
    return letter_of(connection, case.workspace, case.id, message.args["draft"])
