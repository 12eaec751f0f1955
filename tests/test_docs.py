"""The documents say what the program has, and what they show runs."""

from __future__ import annotations

import dataclasses
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli.main import cli
from reader.exporting.export import FORMATS
from reader.settings.settings import Settings

README = Path("README.md").read_text("utf-8")


@pytest.mark.parametrize("name", cli.list_commands(None))  # type: ignore[arg-type]  # it takes none
def test_readme_names_every_command(name: str) -> None:
    assert f"nightstand {name}" in README


@pytest.mark.parametrize(
    "name", [field.name for field in dataclasses.fields(Settings) if field.name != "keys"]
)
def test_readme_names_every_setting_with_its_default(name: str) -> None:
    said = re.search(rf"^{name} = (\S+|\"[^\"]*\")", README, re.MULTILINE)
    assert said
    default = getattr(Settings(), name)
    if not isinstance(default, str):
        assert said[1] == str(default).lower()


@pytest.mark.parametrize("name", FORMATS)
def test_readme_names_every_format_that_leaves(name: str) -> None:
    assert f"`{name}`" in README


@pytest.mark.parametrize("room", sorted(one.parent.name for one in Path("reader").glob("*/__init__.py")))
def test_the_map_of_the_house_has_every_room(room: str) -> None:
    assert f"| `{room}` |" in Path("ARCHITECTURE.md").read_text("utf-8")


@pytest.mark.parametrize("picture", re.findall(r"\((screenshots/[^)]+)\)", README))
def test_pictures_that_the_readme_shows_are_there(picture: str) -> None:
    assert Path(picture).is_file()


def test_pictures_show_the_tree_that_they_stand_in(tmp_path: Path) -> None:
    """Not one that is installed, or stands in the folder they are made from."""
    (tmp_path / "reader").mkdir()
    (tmp_path / "reader" / "__init__.py").touch()
    said = "import sys; sys.argv = ['make']; sys.path.append(sys.path.pop(0)); "
    said += f"import runpy; found = runpy.run_path({str(Path('screenshots/make.py').resolve())!r}); "
    said += "import reader; print(reader.__file__)"
    done = subprocess.run(
        [sys.executable, "-c", said],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(done.stdout.strip()) == Path("reader/__init__.py").resolve()


def test_the_readme_example_of_python_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    page = tmp_path / "page.html"
    page.write_bytes(Path("reader/samples/pages/the-lighthouse-that-moved.html").read_bytes())
    exec(
        example.replace('"page.html"', repr(str(page))).replace('"library"', repr(str(tmp_path / "library")))
    )
    said = capsys.readouterr().out
    assert "The Lighthouse That Moved" in said
    assert "Who pays for the coast?" in said
    assert "> The tower was built on sand" in said
