"""The practice case, its letter and its files: `python -m benchmarks letters`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from benchmarks.checks import checks
from benchmarks.files import files
from benchmarks.meter import Answered
from benchmarks.pieces import pieces
from benchmarks.plays import CASE, plays
from benchmarks.table import about, percentile, table
from foi_bot import logs

PLAYS = 3
TIMES = 30


def main(arguments: Sequence[str]) -> int:
    """Run everything and print it; 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks letters")
    parser.add_argument("--plays", type=_one_or_more, default=PLAYS, help="plays of the case")
    parser.add_argument("--times", type=_one_or_more, default=TIMES, help="runs of each piece")
    wanted = parser.parse_args(arguments)
    logs.configure("ERROR")
    out = sys.stdout.write
    out(f"{about('python -m benchmarks letters')}\n\n")
    with tempfile.TemporaryDirectory() as folder:
        answered = list(plays(wanted.plays, Path(folder)))
    kinds = _by_kind(answered)
    out(f"The practice case ({CASE}), played {wanted.plays} times. Times are p50 / p95 in ms.\n\n")
    out(table(_HEAD, [_row(how, some) for how, some in [*kinds, ("all", answered)]]))
    out(f"\n{_NOTES}\n\n")
    out(table(["Each answered question", "", "calls to Slack"], list(_calls(kinds))))
    out(
        "\nOne chat.update of each question is the card's, three seconds later at the earliest.\n\n"
    )
    rows = [[name, _spread(taken)] for name, taken in pieces(wanted.times)]
    out(table(["Each piece on its own", "ms"], rows))
    out("\n")
    rows = [
        [name, _spread(ours), f"{percentile(bare, 50) * 1000:.3f}", _times(ours, bare, 0)]
        for name, ours, bare in checks(wanted.times)
    ]
    out(table(["Reading and checking", "ours", "bare pass", "ratio"], rows))
    out(f"\n{_BARE_PASS}\n\n")
    rows = [
        [name, _spread(ours), _spread(bare), _times(ours, bare)]
        for name, ours, bare in files(wanted.times)
    ]
    out(table(["Each file, warm", "ours", "bare library", "ratio"], rows))
    return 0


def _one_or_more(typed: str) -> int:
    if not typed.isdecimal() or int(typed) < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return int(typed)


_HEAD = [
    "Each answered question",
    "times",
    "statements",
    "ours",
    "bare Bolt",
    "ratio",
    "echoes",
    "sender",
]
_NOTES = """\
statements: the most of any question, for the person's deliveries + the echoes + the sender.
ours, bare Bolt: from a signed request to its acknowledgement, all of a question's together; the
  bare app gets the same requests in the same process, and its listeners only acknowledge.
echoes: Slack telling us of our own messages. sender: what comes after the acknowledgement.
What Slack took is in none of the times."""
_BARE_PASS = """\
bare pass: the text of the same letter split into sentences with one regular expression, in ms. It
  judges nothing: the ratio says how many such passes the work costs, so that runs on several
  machines can be compared. Nothing is remembered of a letter from one run to the next."""


def _by_kind(answered: Iterable[Answered]) -> list[tuple[str, list[Answered]]]:
    ordered = sorted(answered, key=lambda one: one.how)
    return [(how, list(some)) for how, some in groupby(ordered, key=lambda one: one.how)]


def _row(how: str, answered: Sequence[Answered]) -> list[str]:
    works = [(one.person, one.echoes, one.sending) for one in answered]
    return [
        how,
        str(len(answered)),
        " + ".join(str(max(w.statements for w in some)) for some in zip(*works, strict=True)),
        _spread([one.person.seconds for one in answered]),
        _spread([one.bare.seconds for one in answered]),
        _ratio(answered),
        _spread([one.echoes.seconds for one in answered]),
        _spread([one.sending.seconds for one in answered]),
    ]


def _calls(kinds: Iterable[tuple[str, list[Answered]]]) -> Iterator[list[str]]:
    """The calls of each kind of question, and how many of its questions made just these."""
    for how, answered in kinds:
        told = Counter(
            ", ".join(f"{count} {method}" for method, count in Counter(one.calls).items())
            for one in answered
        )
        for calls, count in told.most_common():
            yield [how, f"{count} of {len(answered)}", calls]
            how = ""


def _spread(seconds: Sequence[float]) -> str:
    return f"{percentile(seconds, 50) * 1000:.1f} / {percentile(seconds, 95) * 1000:.1f}"


def _ratio(answered: Sequence[Answered]) -> str:
    ratios = [one.person.seconds / one.bare.seconds for one in answered]
    return f"{percentile(ratios, 50):.1f} / {percentile(ratios, 95):.1f}"


def _times(ours: Sequence[float], bare: Sequence[float], places: int = 2) -> str:
    return f"{percentile(ours, 50) / percentile(bare, 50):.{places}f}"
