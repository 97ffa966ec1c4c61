"""The company: several stages in processes of their own, which play what a sweep asks for."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from multiprocessing.util import Finalize

from faults.stage import Play, Played, Setting, Stage, stage
from foi_bot import logs

_stages: dict[str, tuple[Stage, AbstractContextManager[Stage]]] = {}
"""The stage of this process, by its kind of database: taken down with the process."""


def _prepare() -> None:
    logs.configure("CRITICAL")
    Finalize(None, _close, exitpriority=100)


def _close() -> None:
    for _, made in _stages.values():
        made.__exit__(None, None, None)
    _stages.clear()


def _stage(database: str) -> Stage:
    if database not in _stages:
        # One at a time: a warm process holds a hundred megabytes, and so does a server.
        _close()
        made = stage(database)
        _stages[database] = (made.__enter__(), made)
    return _stages[database][0]


def _play(play: Play) -> Played:
    return _stage(play.setting.database).play(play)


def _reference(story: str, setting: Setting) -> Played:
    return _stage(setting.database).reference(story, setting)


@dataclass
class Company:
    """Plays on so many stages at once."""

    pool: ProcessPoolExecutor
    players: int
    under_way: dict[Future[Played], Play] = field(default_factory=dict)

    def references(self, stories: Iterable[str], setting: Setting) -> list[Played]:
        """These stories undisturbed."""
        begun = [self.pool.submit(_reference, story, setting) for story in stories]
        return [one.result() for one in begun]

    def play(self, following: Callable[[], Play | None], over: Callable[[Played], None]) -> None:
        """Play what `following` gives until it gives nothing more; `over` is told of each."""
        while True:
            while len(self.under_way) < self.players and (play := following()) is not None:
                self.under_way[self.pool.submit(_play, play)] = play
            if not self.under_way:
                return
            done, _ = wait(self.under_way, return_when=FIRST_COMPLETED)
            for future in done:
                del self.under_way[future]
                over(future.result())


@contextmanager
def company(players: int) -> Iterator[Company]:
    """So many players, sent home at the end."""
    with ExitStack() as stack:
        context = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(players, mp_context=context, initializer=_prepare)
        yield Company(stack.enter_context(pool), players)
