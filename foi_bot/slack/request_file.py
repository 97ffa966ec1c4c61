"""A request that came as a file: its words, read in a child process, fill the form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from slack_sdk import WebClient

from foi_bot.casework.deeds import SharedFile
from foi_bot.reading.bounded import bounded
from foi_bot.reading.cannot import CannotRead
from foi_bot.reading.names import safe_name, size_in_words
from foi_bot.reading.texts import read_text
from foi_bot.slack.downloads import CannotFetchError, NotNowError, download
from foi_bot.slack.words import say


@dataclass(frozen=True, slots=True)
class Found:
    """What the files of a message say: `text` together, one after another; and one line for the
    opener on where it comes from, what was left out, and what could not be read."""

    text: str
    told: tuple[str, ...]


def read_files(client: WebClient, files: Iterable[SharedFile], largest: int, beside: str) -> Found:
    """The text of these files. Where none can be read, it is what was written beside them, and may
    be empty."""
    texts: list[str] = []
    told: list[str] = []
    refused: list[str] = []
    for file in files:
        name = safe_name(file.name)
        try:
            found = bounded(read_text, name, _content(client, file, largest))
        except CannotRead as unreadable:
            refused.append(str(unreadable))
        except CannotFetchError as unfetched:
            refused.append(f"“{name}”: {unfetched}")
        except NotNowError:
            refused.append(f"“{name}”: {say('fetch-failed')}")
        else:
            texts.append(found.text)
            told.append(_from(name, found.left_out))
    if texts and beside.strip():
        told.append("What was written beside it in Slack is not part of it.")
    if not texts and beside.strip():
        told.append("The request is what was written beside the file.")
    return Found("\n\n".join(texts) or beside, (*told, *refused))


def _content(client: WebClient, file: SharedFile, largest: int) -> bytes:
    if file.size is not None and file.size > largest:
        size, most = size_in_words(file.size), size_in_words(largest)
        raise CannotFetchError(say("fetch-too-large", size=size, most=most))
    return download(client, file.id, largest)


def _from(name: str, left_out: tuple[str, ...]) -> str:
    without = f" Left out: {', '.join(left_out)}." if left_out else ""
    return f"The request is the text of “{name}”. Compare the two before you go on.{without}"
