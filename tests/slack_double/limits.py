"""Slack's documented limits, each with the title of the page that states it.

The pages are those of Slack's developer documentation ("Reference: Block Kit", the pages of the
Web API methods, "Rate limits", "Modals", "Handling user interaction", "The Events API").
"""

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True)
class Limit:
    """At most so many characters (or items) of something, as a Slack page says."""

    what: str
    at_most: int
    document: str
    at_least: int = 1


# Composition objects
TEXT = Limit("text object", 3_000, "Text object")
OPTION_TEXT = Limit("option text", 75, "Option object")
OPTION_VALUE = Limit("option value", 150, "Option object")
OPTION_DESCRIPTION = Limit("option description", 75, "Option object")
OPTION_URL = Limit("option url", 3_000, "Option object")
OPTION_GROUP_LABEL = Limit("option group label", 75, "Option group object")
OPTIONS_IN_GROUP = Limit("options in a group", 100, "Option group object")
CONFIRM_TITLE = Limit("confirmation title", 100, "Confirmation dialog object")
CONFIRM_TEXT = Limit("confirmation text", 300, "Confirmation dialog object")
CONFIRM_BUTTON = Limit("confirmation button", 30, "Confirmation dialog object")

# Elements
ACTION_ID = Limit("action_id", 255, "Button element")
BUTTON_TEXT = Limit("button text", 75, "Button element")
BUTTON_VALUE = Limit("button value", 2_000, "Button element", at_least=0)
BUTTON_URL = Limit("button url", 3_000, "Button element")
BUTTON_LABEL = Limit("button accessibility_label", 75, "Button element")
PLACEHOLDER = Limit("placeholder", 150, "Select menu element")
SELECT_OPTIONS = Limit("select options", 100, "Select menu element")
SELECT_GROUPS = Limit("select option groups", 100, "Select menu element")
CHECKBOX_OPTIONS = Limit("checkboxes options", 10, "Checkboxes element")
RADIO_OPTIONS = Limit("radio button options", 10, "Radio button group element")
OVERFLOW_OPTIONS = Limit("overflow options", 5, "Overflow menu element", at_least=2)
TEXT_INPUT_LENGTH = Limit("plain-text input", 3_000, "Plain-text input element", at_least=0)
IMAGE_URL = Limit("image url", 3_000, "Image block")
IMAGE_ALT_TEXT = Limit("image alt_text", 2_000, "Image block")
IMAGE_TITLE = Limit("image title", 2_000, "Image block")
INPUT_FILES = Limit("files of a file input", 10, "File input element")

# Blocks
BLOCK_ID = Limit("block_id", 255, "Section block")
SECTION_TEXT = Limit("section text", 3_000, "Section block")
SECTION_FIELDS = Limit("section fields", 10, "Section block")
SECTION_FIELD = Limit("section field", 2_000, "Section block")
HEADER_TEXT = Limit("header text", 150, "Header block")
CONTEXT_ELEMENTS = Limit("context elements", 10, "Context block")
ACTIONS_ELEMENTS = Limit("actions elements", 25, "Actions block")
INPUT_LABEL = Limit("input label", 2_000, "Input block")
INPUT_HINT = Limit("input hint", 2_000, "Input block")
MARKDOWN_TEXT = Limit("markdown text", 12_000, "Markdown block")

# Surfaces
MESSAGE_BLOCKS = Limit("blocks in a message", 50, "Reference: Block Kit")
VIEW_BLOCKS = Limit("blocks in a view", 100, "Modal views", at_least=0)
VIEW_TITLE = Limit("view title", 24, "Modal views")
VIEW_BUTTON = Limit("view submit or close", 24, "Modal views")
PRIVATE_METADATA = Limit("private_metadata", 3_000, "Modal views", at_least=0)
CALLBACK_ID = Limit("callback_id", 255, "Modal views")
EXTERNAL_ID = Limit("external_id", 255, "Modal views", at_least=0)
VIEW_BYTES = Limit("view in bytes", 250_000, "views.open method")
VIEW_STACK = Limit("views in a modal", 3, "views.push method")
MESSAGE_TEXT = Limit("message text that Slack keeps whole", 4_000, "chat.postMessage method")
MESSAGE_TEXT_CUT = Limit("message text before Slack cuts it", 40_000, "chat.postMessage method")
UPDATED_TEXT = Limit("updated text", 4_000, "chat.update method")
ATTACHMENTS = Limit("attachments", 100, "chat.postMessage method")
# No page states it; posts were seen to fail with msg_blocks_too_long from about 13,200 on.
WHOLE_POST = Limit("prose of a whole post", 13_000, "bolt-js issue 2509")

# Time
TRIGGER_SECONDS = Limit("seconds a trigger_id lives", 3, "Handling user interaction")
ANSWER_SECONDS = Limit("seconds to answer a delivery", 3, "The Events API")
RESPONSE_URL_USES = Limit("uses of a response_url", 5, "Handling user interaction")
RESPONSE_URL_SECONDS = Limit("seconds a response_url lives", 1_800, "Handling user interaction")
SECONDS_BETWEEN_POSTS = Limit("seconds between two posts in one channel", 1, "Rate limits")

EVENT_RETRY_SECONDS = (0, 60, 300)
"""When a failed event comes again: at once, after one and after five minutes ("The Events API")."""

ALL_LIMITS = tuple(value for value in list(globals().values()) if isinstance(value, Limit))


class Tier(Enum):
    """Calls a minute for one method in one workspace ("Rate limits"); SPECIAL has no number."""

    ONE = 1
    TWO = 20
    THREE = 50
    FOUR = 100
    SPECIAL = 0


METHOD_TIERS = {
    "apps.connections.open": Tier.ONE,
    "auth.test": Tier.SPECIAL,
    "chat.delete": Tier.THREE,
    "chat.getPermalink": Tier.SPECIAL,
    "chat.postEphemeral": Tier.FOUR,
    "chat.postMessage": Tier.SPECIAL,
    "chat.update": Tier.THREE,
    "conversations.history": Tier.THREE,
    "conversations.info": Tier.THREE,
    "conversations.list": Tier.TWO,
    "conversations.members": Tier.FOUR,
    "conversations.open": Tier.THREE,
    "conversations.replies": Tier.THREE,
    "files.completeUploadExternal": Tier.FOUR,
    "files.delete": Tier.THREE,
    "files.getUploadURLExternal": Tier.FOUR,
    "files.info": Tier.FOUR,
    "reactions.add": Tier.THREE,
    "reactions.get": Tier.THREE,
    "reactions.remove": Tier.TWO,
    "users.info": Tier.FOUR,
    "users.list": Tier.TWO,
    "views.open": Tier.FOUR,
    "views.publish": Tier.FOUR,
    "views.push": Tier.FOUR,
    "views.update": Tier.FOUR,
}
"""The tier that the "Facts" of each method's own page give it."""
