"""The wheel holds everything that the program reads, and works where no checkout is."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CASE = ROOT / "tests" / "cases" / "ncnd-fraud.yaml"

FOI_BOT = "import sys; from foi_bot.cli import main; sys.exit(main(sys.argv[1:]))"
MIGRATE = """
import sys
import sqlalchemy as sa
import store
from store.database import Database
from store.migrate import migrate
database = Database(sys.argv[1])
migrate(database)
with database.reading() as connection:
    print(store.__file__, len(sa.inspect(connection).get_table_names()))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built offline."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*build, str(ROOT)], check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """The wheel's files, where no checkout is near."""
    folder = wheel.parent / "installed"
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder)
    return folder


def run(installed: Path, code: str, *arguments: str) -> str:
    """What the installed program prints."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=installed,
        env={"PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def sources() -> Iterator[str]:
    """Every file of the packages and the templates, by its path in a wheel."""
    for folder, inside in (("foi_bot", ""), ("store", ""), ("templates", "foi_bot/")):
        for file in sorted((ROOT / folder).rglob("*")):
            path = file.relative_to(ROOT)
            hidden = any(part.startswith((".", "__pycache__")) for part in path.parts)
            if file.is_file() and not hidden:
                yield f"{inside}{path.as_posix()}"


def test_the_wheel_holds_every_file_of_the_packages_and_the_templates(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "store/migrations/script.py.mako",
        "store/migrations/versions/0001_the_first_tables.py",
        "foi_bot/law/part_ii/s30.yaml",
        "foi_bot/templates/house/practice/pack.yaml",
    } <= held
    assert set(sources()) <= held


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    held = zipfile.ZipFile(wheel).namelist()
    others = set(held) - set(sources())
    assert not [name for name in others if ".dist-info/" not in name]


def test_the_wheel_names_its_command(wheel: Path) -> None:
    packed = zipfile.ZipFile(wheel)
    (entries,) = [name for name in packed.namelist() if name.endswith("entry_points.txt")]
    assert "foi-bot = foi_bot.cli:main" in packed.read(entries).decode()


@pytest.mark.parametrize("kind", ["txt", "md", "docx", "pdf"])
def test_an_installed_program_writes_the_letter_that_a_checkout_writes(
    installed: Path, tmp_path: Path, kind: str
) -> None:
    written = []
    for place in (installed, ROOT):
        file = tmp_path / f"{place.name}.{kind}"
        run(place, FOI_BOT, "letter", str(CASE), "--as", kind, "-o", str(file))
        written.append(file.read_bytes())
    assert written[0]
    assert written[0] == written[1]


@pytest.mark.parametrize("command", [("read",), ("check", "--letter")])
def test_an_installed_program_reads_a_letter_and_judges_it_as_a_checkout_does(
    installed: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    file = tmp_path / "letter.docx"
    run(installed, FOI_BOT, "letter", str(CASE), "-o", str(file))
    told = [run(place, FOI_BOT, *command, str(file), "--json") for place in (installed, ROOT)]
    assert "is_letter" in told[0]
    assert told[0] == told[1]


def test_an_installed_program_makes_its_database(installed: Path, tmp_path: Path) -> None:
    where, tables = run(installed, MIGRATE, f"sqlite:///{tmp_path / 'foi.db'}").split()
    assert Path(where) == installed / "store" / "__init__.py"
    assert int(tables) > 10
