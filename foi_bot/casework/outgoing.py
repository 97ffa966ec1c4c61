"""What Slack is to be shown because of some facts. Pure: a post happens once, a surface is kept
up to date.

Each has a name that is unique within its case, so that nothing can be asked for twice:
"card", "question:3", "notice:17:1", "draft:2:text:1", "draft:2:file:pdf", "draft:2:verdict".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from foi_bot import approval
from foi_bot.case import Case, Draft, Mark
from foi_bot.casework import facts as f
from foi_bot.casework.decision import Notice
from foi_bot.interview.plan import unanswered
from foi_bot.letter.slack import split

CARD = "card"


class Kind(StrEnum):
    """How an outgoing message behaves."""

    POST = "post"
    SURFACE = "surface"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Intent:
    """A message that Slack is to show: which view, rendered with what besides the case."""

    name: str
    kind: Kind
    view: str
    args: dict[str, Any] = field(default_factory=dict)


def intents(case: Case, facts: Iterable[f.Fact], notices: Iterable[Notice]) -> tuple[Intent, ...]:
    """Everything to be shown or shown afresh, in the order in which the thread should read.

    `case` is as the facts leave it. What is asked for already is only marked for updating.
    """
    facts = tuple(facts)
    said = [_notice(case, i, notice) for i, notice in enumerate(notices, start=1)]
    shown = [intent for fact in facts for intent in _of(case, fact)]
    # A closed question shrinks first, then the thread is told, then the next question stands last.
    old = [intent for intent in shown if intent.view == "question" and not _is_new(intent, facts)]
    new = [intent for intent in shown if intent not in old]
    # The card says nothing of replies until they are an answer, nor of files.
    changes_card = not all(isinstance(fact, _NOT_ON_CARD) for fact in facts)
    card = [Intent(CARD, Kind.SURFACE, "card")] if changes_card else []
    return tuple(_once([*card, *old, *said, *new, *_held_up(case, facts)]))


_NOT_ON_CARD = (
    f.Replied
    | f.ReplyChanged
    | f.FileDropped
    | f.FileWanted
    | f.FileLeft
    | f.FileTurnedDown
    | f.FileGone
    | f.TablePutIn
    | f.LetterCompared
    | f.WordsTaken
    | f.WordsLeft
)


def question(no: int) -> Intent:
    """The message in which question `no` is put."""
    return Intent(f"question:{no}", Kind.SURFACE, "question", {"asking": no})


def verdict(draft: int) -> Intent:
    """A draft's last post: where approvers react, and what stands in the way."""
    return Intent(f"draft:{draft}:verdict", Kind.SURFACE, "verdict", {"draft": draft})


def findings(draft: int) -> Intent:
    """What holds a draft back, shown before the letter is."""
    return Intent(f"draft:{draft}:findings", Kind.SURFACE, "held", {"draft": draft})


def letter_posts(draft: Draft) -> tuple[Intent, ...]:
    """The letter's text, its files, and the post to react on, in this order."""
    assert draft.letter is not None
    count = len(split(draft.letter))
    texts = [
        Intent(
            f"draft:{draft.no}:text:{page}",
            Kind.POST,
            "letter",
            {"draft": draft.no, "page": page, "pages": count},
        )
        for page in range(1, count + 1)
    ]
    files = [
        Intent(f"draft:{draft.no}:file:{kind}", Kind.FILE, kind, {"draft": draft.no})
        for kind in ("docx", "pdf")
    ]
    return (*texts, *files, verdict(draft.no))


def still_needed(case: Case, name: str) -> bool:
    """Whether a message that somebody deleted in Slack must be shown again, because somebody has to
    act on it: the card, the open question, what approvers look at. What is over stays deleted."""
    if case.closure:
        return False
    needed = {CARD}
    if case.open_asking is not None:
        needed.add(question(case.open_asking.no).name)
    if case.draft is not None and not case.went_out:
        of_draft = findings if approval.unsettled(case) else verdict
        needed.add(of_draft(case.draft.no).name)
    return name in needed


def is_over(case: Case, name: str) -> bool:
    """Whether a message that Slack has never shown would come too late: a question that is open no
    longer would ask for what nobody waits for, a replaced draft would be read as the letter."""
    match name.split(":"):
        case ["question", no]:
            return case.open_asking is None or no != str(case.open_asking.no)
        case ["draft", no, *_]:
            return case.draft is not None and no != str(case.draft.no)
        case _:
            return False


def _of(case: Case, fact: f.Fact) -> tuple[Intent, ...]:
    match fact:
        case f.Asked(no) | f.AskingClosed(no):
            return (question(no),)
        case f.Answered(asking=asking):
            return (question(asking),) if asking is not None else ()
        case f.Drafted():
            older = [intent for draft in case.drafts[-2:-1] for intent in _replaced(case, draft)]
            return (*older, *_new_draft(case))
        case f.Marked(mark=Mark.OVERRULE):
            return _overruled_draft(case)
        case f.Marked() | f.Approved() | f.ApprovalLost():
            return _standing_draft(case)
        case f.FourEyesWaived() | f.HoldLifted() | f.LetterSent() | f.TakenOver():
            return _standing_draft(case)
        case f.Closed():
            open_ = (question(case.open_asking.no),) if case.open_asking else ()
            return (*open_, *_standing_draft(case))
        case _:
            return ()


def _new_draft(case: Case) -> tuple[Intent, ...]:
    draft = case.drafts[-1]
    if approval.unsettled(case):
        return (findings(draft.no),)
    return letter_posts(draft)


def _overruled_draft(case: Case) -> tuple[Intent, ...]:
    """Overruling the last finding is what lets the newest draft's posts out."""
    if case.draft is None or approval.unsettled(case):
        return _standing_draft(case)
    return (findings(case.draft.no), *letter_posts(case.draft))


def _standing_draft(case: Case) -> tuple[Intent, ...]:
    """What the newest draft shows of how it stands. Its letter was posted when nothing held it back
    any more, and says the same for ever."""
    if case.draft is None:
        return ()
    held = (findings(case.draft.no),) if _must_fix(case.draft) else ()
    return held if approval.unsettled(case) else (*held, verdict(case.draft.no))


def _held_up(case: Case, facts: tuple[f.Fact, ...]) -> tuple[Intent, ...]:
    """The post to react on, which says that an answer is being changed, or no longer is, and what
    is enclosed. A new draft brings its own, below its text and files."""
    changes = f.Answered | f.Reopened | f.Enclosed | f.EnclosureRemoved
    changed = any(
        isinstance(fact, changes) or (isinstance(fact, f.Asked) and fact.key in unanswered(case))
        for fact in facts
    )
    drafted = any(isinstance(fact, f.Drafted) for fact in facts)
    if not changed or drafted or case.draft is None or approval.unsettled(case):
        return ()
    return (verdict(case.draft.no),)


def _must_fix(draft: Draft) -> bool:
    return any(finding.severity == "must fix" for finding in draft.findings)


def _replaced(case: Case, draft: Draft) -> tuple[Intent, ...]:
    """What a draft that was replaced had shown: what held it back, and the post to react on."""
    held = (findings(draft.no),) if _must_fix(draft) else ()
    return held if approval.unsettled_in(case, draft) else (*held, verdict(draft.no))


def _notice(case: Case, i: int, notice: Notice) -> Intent:
    return Intent(f"notice:{case.revision}:{i}", Kind.POST, "notice", notice.told())


def _is_new(intent: Intent, facts: tuple[f.Fact, ...]) -> bool:
    return any(isinstance(fact, f.Asked) and intent.args.get("asking") == fact.no for fact in facts)


def _once(wanted: Iterable[Intent]) -> Iterable[Intent]:
    return {intent.name: intent for intent in wanted}.values()
