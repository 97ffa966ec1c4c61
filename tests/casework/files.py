"""What tests do with files in the thread."""

from __future__ import annotations

from hashlib import sha256

from foi_bot.casework import deeds
from foi_bot.casework.decision import Decided, Decision, Notice, Refused
from foi_bot.casework.deeds import SharedFile
from foi_bot.casework.people import Person
from foi_bot.enclosures import Use
from tests.casework.talk import OLIVE, Talk

TABLE = "Year\tThefts\n2016\t3"
BYTES = b"Year,Thefts\n2016,3\n"


def shared(name: str = "figures.csv", size: int | None = 26, id_: str = "F1") -> SharedFile:
    return SharedFile(id_, name, size)


def asked(talk: Talk | None = None) -> Talk:
    """A case whose open question takes words."""
    talk = talk or Talk()
    talk.choose("disclose")
    return talk


def drop(
    talk: Talk, *files: SharedFile, text: str = "", by: Person = OLIVE, ts: str = ""
) -> tuple[str, Decision]:
    """A message with files; its timestamp and what was decided."""
    ts = ts or talk.tick()
    return ts, talk.do(deeds.Reply(by, ts, text, files or (shared(),)))


def want(talk: Talk, use: Use, file: int = 1, by: Person = OLIVE) -> Decision:
    return talk.do(deeds.UseFile(by, file, use, talk.tick()))


def table_read(talk: Talk, file: int = 1, table: str = TABLE) -> Decision:
    return talk.do(deeds.PutTableIn(OLIVE, file, table, 1, 2, talk.tick()))


def fetched(talk: Talk, file: int = 1, content: bytes = BYTES) -> Decision:
    digest = sha256(content).hexdigest()
    return talk.do(deeds.Enclose(OLIVE, file, content, digest, (), talk.tick()))


def put_in(talk: Talk, file: int = 1) -> Decision:
    want(talk, Use.TABLE, file)
    return table_read(talk, file)


def enclosed(talk: Talk, name: str = "figures.csv", content: bytes = BYTES) -> Decision:
    """Drop a file and have it enclosed."""
    no = len(talk.case.dropped) + 1
    drop(talk, shared(name, len(content), f"F{no}"))
    want(talk, Use.ENCLOSE, no)
    return fetched(talk, no, content)


def notices(decision: Decision) -> list[Notice]:
    assert isinstance(decision, Decided), decision
    return list(decision.notices)


def said(decision: Decision) -> list[str]:
    return [notice.words.name for notice in notices(decision)]


def refused(decision: Decision) -> str:
    assert isinstance(decision, Refused), decision
    return decision.why.name


def labels(decision: Decision) -> list[str]:
    return [button.label for notice in notices(decision) for button in notice.buttons]
