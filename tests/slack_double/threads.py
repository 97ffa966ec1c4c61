"""A thread as a test reads it."""

from dataclasses import dataclass

from .messages import Message
from .workspace import Workspace


@dataclass(frozen=True)
class Thread:
    """A live look at one thread."""

    workspace: Workspace
    channel: str
    root_ts: str

    @property
    def messages(self) -> list[Message]:
        """The parent and its replies, oldest first."""
        return self.workspace.thread(self.channel, self.root_ts)

    @property
    def parent(self) -> Message:
        return self.messages[0]

    @property
    def replies(self) -> list[Message]:
        return [message for message in self.messages if message.is_reply]

    @property
    def last(self) -> Message:
        return self.messages[-1]

    def message(self, words: str) -> Message:
        """The one message here that says `words`."""
        return only(self.messages, words)


def only(messages: list[Message], words: str) -> Message:
    """The one message among `messages` whose words contain `words`."""
    found = [m for m in messages if words in m.prose or words in m.text]
    said = "\n".join(f"  - {message.prose[:200]!r}" for message in messages)
    assert len(found) == 1, f"{len(found)} messages say {words!r}; these are there:\n{said}"
    return found[0]
