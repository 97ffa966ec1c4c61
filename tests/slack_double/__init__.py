"""A strict stand-in for Slack: see `double.SlackDouble` and the `slack` fixture."""

from .deliveries import Delivery, Sort
from .double import InlineExecutor, SlackDouble
from .faults import ANY_METHOD, UPLOAD
from .messages import Control, Message, NothingToUseError
from .modals import OpenView
from .people import Account, Channel, Installation, Kind
from .threads import Thread
from .violations import Violation

__all__ = [
    "ANY_METHOD",
    "UPLOAD",
    "Account",
    "Channel",
    "Control",
    "Delivery",
    "InlineExecutor",
    "Installation",
    "Kind",
    "Message",
    "NothingToUseError",
    "OpenView",
    "SlackDouble",
    "Sort",
    "Thread",
    "Violation",
]
