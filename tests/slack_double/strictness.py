"""How strict the double is, and its judgement on blocks, views and texts."""

from dataclasses import dataclass, field

from . import limits
from .blocks import check_blocks, prose_in
from .json_types import Json
from .schema import Problem
from .surfaces import Surface
from .text import pings_in, unescaped_in
from .view_objects import check_view
from .violations import Violation, ViolationLog

NO_FALLBACK = "no_fallback_text"
PINGS = "pings_everyone"
SPLIT_TEXT = "text_is_split"
CUT_TEXT = "text_is_truncated"
UNESCAPED = "unescaped_text"

RULES = {
    NO_FALLBACK: "chat.postMessage method",
    PINGS: "Formatting message text",
    SPLIT_TEXT: "chat.postMessage method",
    CUT_TEXT: "chat.postMessage method",
    UNESCAPED: "Formatting message text",
}
"""What Slack takes and a person, or the next reader, pays for; with the page that warns of it."""


def listed(problems: list[Problem]) -> str:
    """The problems on one line."""
    return "; ".join(map(str, problems))


@dataclass
class Strictness:
    """Switches, and the log that a test fails on.

    `renderable_everywhere` also forbids what the practice Slack cannot draw; `strict_pace`
    refuses calls that come too fast.
    """

    renderable_everywhere: bool = True
    strict_pace: bool = True
    violations: ViolationLog = field(default_factory=ViolationLog)

    def judge_blocks(self, blocks: object, where: str) -> list[Problem]:
        """Record what is wrong with a message's blocks; return what Slack would refuse."""
        problems = check_blocks(
            blocks, Surface.MESSAGE, renderable_everywhere=self.renderable_everywhere
        )
        refused = self._record(problems, where)
        if isinstance(blocks, list) and not refused:
            self._judge_mrkdwn(prose_in(blocks, mrkdwn_only=True), where)
        return refused

    def judge_view(self, view: object, surface: Surface, where: str) -> list[Problem]:
        """Record what is wrong with a view; return what Slack would refuse."""
        problems = check_view(view, surface, renderable_everywhere=self.renderable_everywhere)
        refused = self._record(problems, where)
        if isinstance(view, dict) and not refused:
            self._judge_mrkdwn(prose_in(view["blocks"], mrkdwn_only=True), where)
        return refused

    def judge_text(self, text: str | None, blocks: list[Json] | None, where: str) -> None:
        """Record a missing fallback, a text too long to stay whole, and pings of everybody."""
        if blocks and not (text or "").strip():
            self._note(NO_FALLBACK, "blocks without text: notifications are empty", where)
        if text and len(text) > limits.MESSAGE_TEXT_CUT.at_most:
            self._note(CUT_TEXT, f"{len(text):,} characters; Slack cuts at 40,000", where)
        elif text and len(text) > limits.MESSAGE_TEXT.at_most:
            self._note(SPLIT_TEXT, f"{len(text):,} characters; keep to 4,000", where)
        self._judge_mrkdwn([text or ""], where)

    def refuse_problems(self, problems: list[Problem], error: str, where: str) -> None:
        """Record as one violation what Slack refuses with `error` outside the Web API."""
        if problems:
            self.violations.record(Violation(error, where, listed(problems), problems[0].document))

    def _judge_mrkdwn(self, prose: list[str], where: str) -> None:
        whole = "\n".join(prose)
        for ping in pings_in(whole):
            self._note(PINGS, f"{ping} alarms a whole channel", where)
        for stretch in unescaped_in(whole):
            self._note(UNESCAPED, f"{stretch!r} wants &amp; &lt; &gt;", where)

    def _note(self, rule: str, detail: str, where: str) -> None:
        self.violations.record(Violation(rule, where, detail, RULES[rule]))

    def _record(self, problems: list[Problem], where: str) -> list[Problem]:
        # What Slack refuses becomes one violation later, when the refusal is answered.
        for problem in problems:
            if not problem.refused:
                self.violations.record(
                    Violation(problem.rule or "", where, str(problem), problem.document)
                )
        return [problem for problem in problems if problem.refused]
