"""`python -m benchmarks`: measure, and print tables.

python -m benchmarks               letters, then serving
python -m benchmarks letters       the practice case, its letter and its files
python -m benchmarks serving       acknowledging, sending, replicas, starting, crashing
python -m benchmarks large         the same with a million cases; growth over 100,000 events
python -m benchmarks plot          draw docs/benchmark.svg from what was kept
python -m benchmarks markdown      print it as the README has it
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence


def _letters(arguments: Sequence[str]) -> int:
    from benchmarks import letters

    return letters.main(arguments)


def _serving(arguments: Sequence[str]) -> int:
    from benchmarks.serving import run

    return run.main(arguments)


def _large(arguments: Sequence[str]) -> int:
    from benchmarks.serving import large

    return large.main(arguments)


def _plot(_: Sequence[str]) -> int:
    from benchmarks import plot

    return plot.main()


def _markdown(_: Sequence[str]) -> int:
    from benchmarks import markdown

    return markdown.main()


_PARTS: dict[str, Callable[[Sequence[str]], int]] = {
    "letters": _letters,
    "serving": _serving,
    "large": _large,
    "plot": _plot,
    "markdown": _markdown,
}


def main() -> int:
    """Run the named part, or what `make bench` runs; 0."""
    named = sys.argv[1] if len(sys.argv) > 1 else ""
    if named in _PARTS:
        return _PARTS[named](sys.argv[2:])
    if named:
        sys.stderr.write(f"{__doc__}")
        return 2
    return _letters(()) or _serving(())


if __name__ == "__main__":
    raise SystemExit(main())
