"""A country's worth: the same deliveries with a million cases and twenty million answers beside the
same with a thousand, on each database; what reads lists and what is due; and growth over 100,000
events. `python -m benchmarks large`, or `make bench-large`.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.request import urlopen

from sqlalchemy.engine import Connection

from benchmarks.results import Figure, at_most, keep, printed
from benchmarks.serving import load
from benchmarks.serving.acknowledging import OURS, SERVER, WARMING, Served
from benchmarks.serving.databases import Databases, OnPostgreSQL, OnSQLite, postgresql
from benchmarks.serving.deliveries import Sent, deliveries
from benchmarks.serving.fill import Clone, clones
from benchmarks.serving.growing import grow
from benchmarks.serving.load import Load
from benchmarks.serving.processes import Process
from benchmarks.serving.run import CASES, EACH, staged
from benchmarks.serving.scene import KINDS, Scene
from benchmarks.serving.server import SECRET
from benchmarks.table import about
from foi_bot import logs
from foi_bot.slack.listeners.commands import LISTED
from store import depths, lanes, outbox
from store.database import Database
from store.lists import find_reference, list_open, list_threads, open_channels

COMMAND_LINE = "python -m benchmarks large"
MILLION = 1_000_000
EVENTS = 100_000
ROUNDS = 8
"""Of the large database each round takes cases that were not touched yet."""
WORKSPACE = "T01PRACTICE"
READS = 30


def main(arguments: Sequence[str]) -> int:
    """Run everything, print it and keep it; 0."""
    parser = argparse.ArgumentParser(prog=COMMAND_LINE)
    parser.add_argument("--cases", type=int, default=MILLION)
    parser.add_argument("--events", type=int, default=EVENTS)
    parser.add_argument("--databases", nargs="*", default=["SQLite", "PostgreSQL"])
    wanted = parser.parse_args(arguments)
    logs.configure("ERROR")
    out, began = sys.stdout.write, time.monotonic()
    told = about(COMMAND_LINE)
    out(f"{told}\n\n")
    figures: list[Figure] = []
    with ExitStack() as open_:
        folder = Path(open_.enter_context(tempfile.TemporaryDirectory(prefix="foi-bot-bench-")))
        scene = staged(folder).scene
        small = clones(scene, EACH, CASES)
        if wanted.events:
            figures += _growth(scene, folder, wanted.events)
        for name in wanted.databases:
            with _two(name, folder) as (few, many):
                few.fill(scene, small)
                made = clones(scene, EACH * ROUNDS, wanted.cases)
                out(f"{_filled(many, scene, made)}\n")
                figures += _compared(scene, few, many, small, made, folder)
    out(f"\n{printed(figures)}\n")
    keep("large", told, figures)
    out(f"It took {time.monotonic() - began:.0f} seconds.\n")
    return 0


@contextmanager
def _two(name: str, folder: Path) -> Iterator[tuple[Databases, Databases]]:
    """A place for the small database and one for the large, gone afterwards."""
    with ExitStack() as open_:
        if name == "PostgreSQL":
            server = open_.enter_context(postgresql())
            yield OnPostgreSQL(server), OnPostgreSQL(server, large=True)
            return
        places = [folder / "few", folder / "many"]
        for place in places:
            place.mkdir()
            open_.callback(shutil.rmtree, place)
        yield OnSQLite(places[0]), OnSQLite(places[1], large=True)


def _filled(many: Databases, scene: Scene, made: list[Clone]) -> str:
    began = time.monotonic()
    rows = many.fill(scene, made)
    told = ", ".join(f"{count:,} {name}" for name, count in rows.items() if count)
    return f"{many.name}, filled in {time.monotonic() - began:.0f} s: {told}"


def _growth(scene: Scene, folder: Path, events: int) -> Iterator[Figure]:
    place = folder / "growing"
    place.mkdir()
    databases, made = OnSQLite(place), clones(scene, 4 * EACH, 4 * CASES)
    databases.fill(scene, made)
    grown = grow(databases, folder, scene, made, events)
    told = f"{grown.before:.1f} to {grown.after:.1f} MB, {grown.load.rate:.0f} a second"
    yield Figure(f"growth over {events:,} events", told, "", grown.more, "MB", at_most(10))
    shutil.rmtree(place)


def _compared(
    scene: Scene,
    few: Databases,
    many: Databases,
    small: list[Clone],
    made: list[Clone],
    folder: Path,
) -> Iterator[Figure]:
    some = {kind: deliveries(scene, small, kind, EACH) for kind in KINDS}
    more = {kind: deliveries(scene, made, kind, EACH * ROUNDS, "m") for kind in KINDS}
    urls = {"few": few.copy(), "many": many.copy()}
    with ExitStack() as running:
        servers = {}
        for name, url in urls.items():
            process = Process("-m", SERVER, OURS, url, log=folder / f"{name}.log")
            running.callback(process.stop)
            servers[name] = Served(url, process.port())
        for (kind, in_flight), found in _raced(few, servers, some, more).items():
            what = f"a {kind}, {in_flight} in flight, {few.name}"
            yield from _beside(what, found["few"], found["many"])
        yield from _read(few.name, urls)
        yield from _scraped(few.name, servers)


def _raced(
    few: Databases,
    servers: Mapping[str, Served],
    some: Mapping[str, Sequence[Sent]],
    more: Mapping[str, Sequence[Sent]],
) -> dict[tuple[str, int], dict[str, Load]]:
    """By turns: the small database is put back before each round; in the large one each round goes
    to other cases, all of them spread through it."""
    found: dict[tuple[str, int], dict[str, Load]] = {}
    for turn in range(ROUNDS):
        in_flight = 16 if turn % 2 else 1
        few.reset(servers["few"].url)
        for kind in KINDS:
            sent = {"few": some[kind], "many": more[kind][turn::ROUNDS]}
            for name in ("few", "many") if turn % 4 < 2 else ("many", "few"):
                port = [servers[name].port]
                if turn == 0:
                    load.run(port, sent[name][:WARMING], SECRET, in_flight)
                run = load.run(port, sent[name][WARMING:], SECRET, in_flight)
                runs = found.setdefault((kind, in_flight), {})
                runs[name] = runs.get(name, load.NOTHING) + run
    return found


def _beside(what: str, few: Load, many: Load) -> Iterator[Figure]:
    for percent in (50, 99):
        ours, theirs = many.at(percent), few.at(percent)
        yield Figure(
            f"acknowledge {what}, p{percent}",
            f"{ours * 1000:.2f} ms",
            f"with {CASES:,} cases {theirs * 1000:.2f} ms",
            ours / theirs,
            aim=at_most(1.2),
        )


def _read(name: str, urls: Mapping[str, str]) -> Iterator[Figure]:
    """What reads the whole database, or looks as if it did."""
    taken: dict[str, dict[str, float]] = {}
    for size, url in urls.items():
        database = Database(url)
        with database.reading() as connection:
            reference = list_open(connection, WORKSPACE, 1)[0].reference
        for what, read in _reads(database, reference).items():
            taken.setdefault(what, {})[size] = _middle(read)
        database.close()
    for what, seconds in taken.items():
        yield Figure(
            f"{what}, {name}",
            f"{seconds['many'] * 1000:.2f} ms",
            f"with {CASES:,} cases {seconds['few'] * 1000:.2f} ms",
            seconds["many"] / seconds["few"],
        )


def _reads(database: Database, reference: str) -> dict[str, Callable[[], object]]:
    def reading(work: Callable[..., object], *arguments: object) -> Callable[[], object]:
        def read() -> object:
            with database.reading() as connection:
                return work(connection, *arguments)

        return read

    now = datetime.now(UTC)
    return {
        "what is due": reading(lambda one: lanes.take(one, "", now, 0, lambda *_: lanes.Call())),
        "when something is due": reading(lanes.next_due),
        "how much waits": reading(depths.depths),
        "whether a message is awaited": reading(outbox.expects, WORKSPACE, "C000FOI"),
        "/foi list": reading(_listed),
        "/foi show": reading(find_reference, WORKSPACE, reference),
        "all open threads": reading(list_threads),
    }


def _listed(connection: Connection) -> None:
    channels = open_channels(connection, WORKSPACE)
    list_open(connection, WORKSPACE, LISTED + 1, channels)


def _middle(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(READS):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return sorted(taken)[READS // 2]


def _scraped(name: str, servers: Mapping[str, Served]) -> Iterator[Figure]:
    def scrape(port: int) -> Callable[[], object]:
        return lambda: urlopen(f"http://127.0.0.1:{port}/metrics", timeout=30).read()

    seconds = {size: _middle(scrape(served.port)) for size, served in servers.items()}
    yield Figure(
        f"a scrape of the metrics, {name}",
        f"{seconds['many'] * 1000:.2f} ms",
        f"with {CASES:,} cases {seconds['few'] * 1000:.2f} ms",
        seconds["many"] / seconds["few"],
    )
