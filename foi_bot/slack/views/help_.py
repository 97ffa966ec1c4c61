"""/foi help."""

from __future__ import annotations

from foi_bot.slack.blocks import context, section
from foi_bot.slack.views import Shown


def render() -> Shown:
    """What can be typed, and how a case goes, on one screen."""
    return Shown(
        "How to use foi-bot: /foi opens a request, /foi list shows the open cases.",
        (
            section(
                "*/foi* opens a request as a case in this channel\n"
                "*/foi list* lists the open cases, the one due first on top\n"
                "*/foi show FOI2026/00001* finds one case and says where it stands\n"
                "*/foi help* shows this"
            ),
            section(
                "*A case is a thread.* I ask one question at a time and save every answer. The "
                "case's officer answers with the buttons or by replying, then presses Next. "
                "Everybody else's replies are discussion, and so is any reply that begins with a "
                "space and //."
            ),
            section(
                "*To change an answer*, edit your message, or press All answers on the case's card."
            ),
            section(
                "*When nothing is left to ask*, I post the letter. Approvers react to its last "
                "post: ✅ approves exactly that letter, ❌ asks for changes. Taking the reaction "
                "away takes it back."
            ),
            section(
                "*Once it is approved*, send it the way your office sends letters and press Mark "
                "as sent. The card then says what is still awaited, if anything is."
            ),
            context(
                "A forwarded e-mail in the channel becomes a request with “Open as FOI request” in "
                "the message's menu."
            ),
        ),
    )
