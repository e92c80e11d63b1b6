"""A command loads what it needs, when it is asked for."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kb.cli import main
from tests.rules.laid_out import lay_out

PAGES_AND_PICTURES = {"PIL", "jinja2", "mkdocs", "kb.views", "kb.pages", "kb.render", "kb.outputs"}


def loaded_after(*lines: str) -> set[str]:
    """Return the modules that a fresh Python has loaded after some lines."""
    code = "\n".join(("import sys", *lines, "print('loaded:', *sys.modules)"))
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(run.stdout.rpartition("loaded:")[2].split())


def test_a_check_loads_no_page_and_no_picture(tmp_path: Path) -> None:
    """Who checks records does not wait for what only a build draws with."""
    content = lay_out("claims: [{id: c}]", tmp_path)
    loaded = loaded_after(
        "from kb.cli import main",
        f"try: main(['check', '--content', {str(content)!r}])",
        "except SystemExit as end: assert end.code == 0, end.code",
    )
    assert {"kb.lint", "kb.rules.season_or_years"} <= loaded
    assert not loaded & PAGES_AND_PICTURES


def test_a_build_loads_them() -> None:
    """The names looked for above are those of a build, which imports this room when it runs."""
    loaded = loaded_after(
        "from kb.cli import main", "main.commands['build']", "import kb.mkdocs_plugin.run"
    )
    assert loaded >= PAGES_AND_PICTURES


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_answers_to_its_name(name: str) -> None:
    """The command that a name loads is the one that bears it."""
    assert main.commands[name].name == name


def test_a_command_that_cannot_be_loaded_is_not_called_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A mistake in the program is told as what it is, and a wrong name as that."""

    def fail(name: str) -> None:
        raise KeyError(name)

    monkeypatch.setattr("kb.cli.import_module", fail)
    assert isinstance(CliRunner().invoke(main, ["check"]).exception, KeyError)
    result = CliRunner().invoke(main, ["chek"])
    assert result.exit_code == 2
    assert "Did you mean" in result.output
