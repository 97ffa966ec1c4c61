"""Which view shows which outgoing message, rendered when it is sent."""

from __future__ import annotations

from sqlalchemy.engine import Connection

from foi_bot.case import Case
from foi_bot.casework.outgoing import CARD
from foi_bot.letter.tree import Letter
from foi_bot.slack.blocks import fitting
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


PLAIN = 2000
"""Characters of a plain message: Slack takes more, but this is read in the thread."""


def plain(message: Outgoing, shown: Shown) -> Shown:
    """A message whose blocks Slack refuses, in words alone, so that the thread is never silent."""
    # Without blocks the text is what people are notified of: no channel is called together by it.
    told = fitting(shown.text, PLAIN).replace("<!", "&lt;!")
    if message.name == CARD:
        return Shown(told, ())
    rest = "Slack can't show the rest of this message. To go on, open *All answers* on the card."
    return Shown(f"{told}\n{rest}", ())


def letter_for(case: Case, message: Outgoing, connection: Connection) -> Letter:
    """The letter that a message is about: the newest draft's, or an older one's."""
    draft = case.draft
    if draft is not None and draft.letter is not None and draft.no == message.args["draft"]:
        return draft.letter
    return letter_of(connection, case.workspace, case.id, message.args["draft"])
