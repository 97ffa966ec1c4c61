"""foi-bot at a terminal.

Each command imports what it needs when it runs, so that `foi-bot due` need not wait for what draws
a PDF. Results go to standard output, everything else to standard error, and no mistake of a user's
ends in a traceback. With `--json` standard output holds JSON whatever happens: where a thing cannot
be done, `cannot` says why.

Exit codes: 0 all is well; 1 something has to be mended (a letter, a chain); 2 it was asked wrongly.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from foi_bot.terminal.say import FINE, MEND, CannotError, line, save, tell, to_mend

if TYPE_CHECKING:
    from foi_bot.case import Case
    from foi_bot.checks.finding import Finding
    from foi_bot.letter.house import House
    from foi_bot.letter.tree import Letter

FORMATS = ("txt", "md", "docx", "pdf")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code. Without `arguments` they are the process's."""
    if isinstance(sys.stdout, TextIOWrapper):
        # A terminal that cannot show a letter's every character shows the others.
        sys.stdout.reconfigure(errors="replace")
    asked = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = asked.command
    try:
        code = command(asked)
        sys.stdout.flush()
        return code
    except CannotError as cannot:
        if getattr(asked, "json", False):
            import json

            print(json.dumps({"cannot": cannot.lines}, ensure_ascii=False, indent=2))
        tell(*(f"foi-bot: {line}" for line in cannot.lines))
        return cannot.code
    except BrokenPipeError:
        # Whoever read the output has had enough: `foi-bot letter case.yaml | head`.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except KeyboardInterrupt:
        return 130


def due(asked: argparse.Namespace) -> int:
    """The last day for an answer, and how it was counted."""
    received = _day(asked.date)
    if not 1 <= asked.days <= 1000:
        raise CannotError(f"--days must be from 1 to 1000, not {asked.days}.")
    from foi_bot.law.count import due as count_from

    try:
        count = count_from(received, asked.days)
    except (OverflowError, ValueError):
        raise CannotError(
            f"The count from {asked.date} runs past the last year there is."
        ) from None
    print(count.last.isoformat())
    if asked.explain:
        print("\n".join(count.explain()))
    return FINE


def letter(asked: argparse.Namespace) -> int:
    """The letter that a case file makes. It is written whatever the checks find: somebody may want
    to see what is wrong with it. The exit code says whether it may go."""
    case = _case(asked)
    composed, findings = _checked(case)
    kind = asked.kind or (asked.output.suffix[1:] if asked.output else "txt")
    if kind not in FORMATS:
        raise CannotError(f"Say which format: --as {', '.join(FORMATS)}.")
    content = _written(case, composed, kind)
    if asked.output:
        save(asked.output, content)
        tell(f"{asked.output} is written.")
    elif kind in ("txt", "md"):
        sys.stdout.write(content.decode("utf-8"))
    else:
        raise CannotError(f"A {kind} file needs a name: add -o letter.{kind}.")
    tell(*map(line, findings))
    held = to_mend(findings)
    if held:
        tell(f"The letter must not go out like this: {held} to be mended.")
    return MEND if held else FINE


def read(asked: argparse.Namespace) -> int:
    """What letters say, whoever wrote them."""
    from foi_bot.terminal.letters import read as read_letters

    return read_letters(asked)


def check(asked: argparse.Namespace) -> int:
    """What the checks find in the letter that a case file makes, or in any letter."""
    if (asked.case is None) == (asked.letter is None):
        raise CannotError("Name what to check: CASE.yaml, or --letter FILE.")
    if asked.letter:
        from foi_bot.terminal.letters import check as check_letter

        return check_letter(asked)
    if asked.request:
        raise CannotError("--request goes with --letter: a case file holds its request.")
    _, findings = _checked(_case(asked))
    if asked.json:
        import json

        found = {"findings": [finding.as_json() for finding in findings]}
        print(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        print("\n".join(map(line, findings)) or "Nothing found.")
    return MEND if to_mend(findings) else FINE


def audit_verify(_: argparse.Namespace) -> int:
    """Whether every audit chain and anchor of the configured database is as it was written."""
    from foi_bot.settings import BadSettingsError, database_url
    from store.audit import verify
    from store.database import Database, UnavailableError

    try:
        database = Database(database_url())
        _is_there(database.url.database if database.is_sqlite else None)
        with database.reading() as connection:
            broken = list(verify(connection))
    except BadSettingsError as bad:
        raise CannotError(*bad.problems) from None
    except UnavailableError as refused:
        raise CannotError(str(refused), code=MEND) from None
    for place in broken:
        where = f"case {place.case}, entry {place.seq}: " if place.case else ""
        print(f"{where}{place.what}")
    if broken:
        tell("foi-bot: The record does not verify. Keep the database as it is, and ask who had it.")
        return MEND
    print("Every chain and every anchor verifies.")
    return FINE


def backup(asked: argparse.Namespace) -> int:
    """A copy of the configured database in one file, while the program runs."""
    from foi_bot.terminal.backup import back_up

    return back_up(asked)


def restore(asked: argparse.Namespace) -> int:
    """A backup in the place of the configured database, while the program is stopped."""
    from foi_bot.terminal.backup import restore as put_back

    return put_back(asked)


def house_check(asked: argparse.Namespace) -> int:
    """Whether every kind of letter can be written with a house pack."""
    from foi_bot.terminal.house import check as check_house

    return check_house(asked)


def run(_: argparse.Namespace) -> int:
    """Connect to Slack and answer, until stopped."""
    from foi_bot.run import main as run_bot

    return run_bot()


def serve(_: argparse.Namespace) -> int:
    """Wait to be called by Slack over HTTP and answer, until stopped."""
    from foi_bot.run import serve as serve_bot

    return serve_bot()


def demo(asked: argparse.Namespace) -> int:
    """Play one case in a practice Slack."""
    try:
        from foi_bot.practice.demo import main as play
    except ModuleNotFoundError as missing:
        if missing.name is None or missing.name.startswith(("foi_bot", "store")):
            raise
        raise CannotError(
            f"The demo needs {missing.name}, which comes with foi-bot's extra “practice”: "
            "pip install 'foi-bot[practice]'."
        ) from None
    return play(once=asked.once)


def _case(asked: argparse.Namespace) -> Case:
    from foi_bot.casefile import load_case
    from foi_bot.letter.problems import BadFile

    houses = _houses()
    try:
        return load_case(asked.case, houses, str(asked.case))
    except BadFile as bad:
        raise CannotError(*(str(problem) for problem in bad.errors)) from None
    except OSError as error:
        raise CannotError(f"{asked.case} cannot be read: {error.strerror}.") from None


def _houses() -> Mapping[str, House]:
    """The house packs: the bundled ones, and those of the folder that HOUSE_PACKS names."""
    from dotenv import dotenv_values

    from foi_bot.letter.house import load_houses
    from foi_bot.letter.problems import BadFile

    folder = os.environ.get("HOUSE_PACKS") or dotenv_values(Path(".env")).get("HOUSE_PACKS")
    try:
        return load_houses(Path(folder) if folder else None)
    except BadFile as bad:
        raise CannotError(*(str(problem) for problem in bad.errors)) from None


def _checked(case: Case) -> tuple[Letter, tuple[Finding, ...]]:
    from foi_bot.checks.run import check as run_checks
    from foi_bot.letter.compose import compose

    composed = compose(case)
    return composed, run_checks(case, composed)


def _written(case: Case, composed: Letter, kind: str) -> bytes:
    from foi_bot.letter.passages import long_date

    slots = {"date": long_date(case, case.on)}
    match kind:
        case "txt":
            from foi_bot.letter import text

            return text.write(composed, slots).encode("utf-8")
        case "md":
            from foi_bot.letter import markdown

            return markdown.write(composed, slots).encode("utf-8")
        case "docx":
            from foi_bot.letter import docx

            return docx.write(composed, slots, case.house.stationery)
        case _:
            from foi_bot.letter import pdf

            made = pdf.render(composed, slots, case.house.stationery)
            if made.unshown:
                tell(f"No font has {' '.join(made.unshown)}: the PDF shows � in its place.")
            return made.content


def _is_there(file: str | None) -> None:
    """SQLite makes a database of any name it is given, and an empty one verifies."""
    if file and file != ":memory:" and not Path(file).is_file():
        raise CannotError(f"There is no database {file}. DATABASE_URL says where it is.")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CannotError(f"{text!r} is not a date. Write it like 2018-03-13.") from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="foi-bot",
        description="Drafts, checks and approves responses to Freedom of Information requests.",
        epilog="Exit codes: 0 all is well; 1 something has to be mended; 2 it was asked wrongly.",
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    one = _command(commands, "due", due, "the last day for an answer to a request")
    one.add_argument("date", metavar="DATE", help="the day of receipt, such as 2018-03-13")
    one.add_argument("--explain", action="store_true", help="show how it was counted")
    one.add_argument("--days", type=int, default=20, help="working days, if not 20")

    one = _command(commands, "letter", letter, "the letter that a case file makes")
    one.add_argument("case", type=Path, metavar="CASE.yaml", help="see docs/case-file.md")
    one.add_argument("--as", dest="kind", choices=FORMATS, help="the format, if not as -o says")
    one.add_argument("-o", dest="output", type=Path, metavar="FILE", help="where to write it")

    one = _command(commands, "check", check, "what is wrong with a letter")
    one.add_argument(
        "case", nargs="?", type=Path, metavar="CASE.yaml", help="see docs/case-file.md"
    )
    one.add_argument("--letter", type=Path, metavar="FILE", help="any letter: text, Word or PDF")
    one.add_argument("--request", type=Path, metavar="FILE", help="the request it answers")
    one.add_argument("--json", action="store_true", help="for other programs to read")

    one = _command(commands, "read", read, "what a letter says, whoever wrote it")
    one.add_argument("files", nargs="+", type=Path, metavar="FILE", help="text, Word or PDF")
    one.add_argument("--json", action="store_true", help="for other programs to read")

    audit = commands.add_parser("audit", help="the record of everything that was done")
    audits = audit.add_subparsers(metavar="COMMAND", required=True)
    _command(audits, "verify", audit_verify, "whether the record is as it was written")

    one = _command(commands, "backup", backup, "a copy of the database, while the program runs")
    one.add_argument("file", type=Path, metavar="FILE", help="where to write it")
    one = _command(commands, "restore", restore, "a backup in the place of the database")
    one.add_argument("file", type=Path, metavar="FILE", help="what `foi-bot backup` wrote")
    one.add_argument(
        "--replace", action="store_true", help="put a database aside that has cases already"
    )

    house = commands.add_parser("house", help="the packs of the authorities that letters are for")
    houses = house.add_subparsers(metavar="COMMAND", required=True)
    one = _command(houses, "check", house_check, "whether a pack's every letter is as it should be")
    one.add_argument("pack", metavar="PACK", help="the pack's folder, or the id of a bundled one")
    one.add_argument("--write", type=Path, metavar="FOLDER", help="leave the letters there")

    _command(commands, "run", run, "connect to Slack and answer, until stopped")
    _command(commands, "serve", serve, "be called by Slack over HTTP and answer, until stopped")
    one = _command(commands, "demo", demo, "play one case in a practice Slack, here")
    one.add_argument("--once", action="store_true", help="end after the play")
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    command: Callable[[argparse.Namespace], int],
    about: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.")
    parser.set_defaults(command=command)
    return parser
