import subprocess
import sys

import pytest


def loaded_after(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "code",
    [
        "import reader.tui.app, reader.tui.screens.library, reader.tui.screens.article",
        "import reader.cli.main",
    ],
)
def test_no_parser_is_loaded_before_it_is_needed(code: str) -> None:
    assert loaded_after(code).isdisjoint(
        {"lxml", "bs4", "markdownify", "markdown_it.main", "rapidfuzz", "pyphen"}
    )


def test_command_line_starts_without_textual() -> None:
    assert "textual" not in loaded_after("import reader.cli.main, reader.cli.cleaned")
