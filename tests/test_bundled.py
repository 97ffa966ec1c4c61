"""The templates are found where the program is installed, however it was."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

from foi_bot.bundled import templates, walk

ROOT = Path(__file__).parent.parent

LOOK = """
from hashlib import sha256
from foi_bot.bundled import templates
from foi_bot.letter import pdf
from foi_bot.letter.house import load_houses
from foi_bot.letter.tree import Letter, Letterhead
house = load_houses()["practice"]
letter = Letter(house.language, "A letter", (Letterhead(house.letterhead),))
print(templates())
print(house.version, sha256(pdf.write(letter, {})).hexdigest())
"""


def look(installed: Path) -> list[str]:
    """What a program installed there says of its templates, run far from this checkout."""
    told = subprocess.run(
        [sys.executable, "-c", LOOK],
        cwd=installed,
        env={"PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    return told.stdout.splitlines()


def test_a_checkout_has_its_templates_beside_the_package() -> None:
    assert templates() == ROOT / "templates"


def test_a_wheel_carries_them_and_writes_the_same_letter(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(installed)
    where, made = look(installed)
    assert Path(where) == installed / "foi_bot" / "templates"
    assert made == look(ROOT)[1]


def test_editors_leavings_are_no_part_of_a_folder(tmp_path: Path) -> None:
    for name in ("b/c.md", "a.md", ".a.md.swp", ".git/x", "__pycache__/x.pyc"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    assert [path for path, _ in walk(tmp_path)] == ["a.md", "b/c.md"]
