"""A picture of a case, to be compared with another's: everything but times and ids."""

from __future__ import annotations

from dataclasses import dataclass

from foi_bot import approval
from tests.slack.office import FoiOffice


@dataclass(frozen=True)
class Picture:
    """What a case has come to, and what its thread says."""

    state: str
    answers: tuple[tuple[object, ...], ...]
    askings: tuple[tuple[object, ...], ...]
    replies: tuple[tuple[object, ...], ...]
    drafts: tuple[str, ...]
    marks: frozenset[tuple[object, ...]]
    thread: str
    files: frozenset[str]


def picture(office: FoiOffice) -> Picture:
    """The office's case as it stands now."""
    case = office.case
    return Picture(
        state=str(approval.state(case)),
        answers=tuple((a.key, a.value, a.by, a.asking, a.reopened) for a in case.answers),
        askings=tuple((a.no, a.key, a.ending) for a in case.askings),
        replies=tuple((r.by, r.text, r.place, r.asking) for r in case.replies),
        drafts=tuple(draft.hash for draft in case.drafts),
        marks=frozenset((m.draft, m.by, m.mark, m.present, m.words) for m in case.marks),
        thread=office.said(),
        files=frozenset(office.files()),
    )
