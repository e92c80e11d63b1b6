"""A command loads what it needs, when it is asked for."""

import subprocess
import sys

import pytest

from kb.cli import main

PAGES_AND_PICTURES = {"PIL", "jinja2", "mkdocs", "kb.contexts", "kb.render", "kb.exporters"}


def loaded_after(code: str) -> set[str]:
    """Return the modules that a fresh Python has loaded after some lines."""
    lines = f"import sys\n{code}\nprint(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def test_a_check_loads_no_page_and_no_picture() -> None:
    """Who checks records does not wait for what only a build draws with."""
    loaded = loaded_after("from kb.cli import main\nmain.commands['check']")
    assert "kb.lint" in loaded
    assert not loaded & PAGES_AND_PICTURES


def test_a_build_loads_them() -> None:
    """The names looked for above are the ones that a build has."""
    loaded = loaded_after("from kb.cli import main\nmain.commands['build']\nimport mkdocs")
    assert loaded >= PAGES_AND_PICTURES


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_answers_to_its_name(name: str) -> None:
    """The command that a name loads is the one that bears it."""
    assert main.commands[name].name == name
