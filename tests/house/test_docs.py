"""The documentation: every command, option, key, value and problem code is in it, and exists."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from kb.cli import main
from kb.model.describe import describe_model
from kb.pipeline import check
from kb.rules import CATALOGUE
from tests.looking import looked_at

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = (ROOT / "content/pages/commands.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## kb (\S+)\n(.*?)(?=^## |\Z)", COMMANDS, re.MULTILINE | re.DOTALL))


def options_of(command: click.Command) -> set[str]:
    """Return the long options of a command; of a group, those of all its commands."""
    if isinstance(command, click.Group):
        return {name for below in command.commands.values() for name in options_of(below)}
    return {
        name
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for name in parameter.opts
        if name.startswith("--")
    }


def test_every_command_is_documented_and_exists() -> None:
    """The page of commands lists exactly the commands there are."""
    assert set(SECTIONS) == set(main.commands)


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_option_is_documented_and_exists(name: str) -> None:
    """The table of a command lists exactly its options."""
    written = set(re.findall(r"^\| `(--[a-z-]+)", SECTIONS.get(name, ""), re.MULTILINE))
    assert written == options_of(main.commands[name])


def test_every_command_says_what_it_does() -> None:
    """Every command and option has a line of help."""
    commands = looked_at(main.commands.items(), 15)
    assert [name for name, command in commands if not command.help] == []
    options = [(f"{name} {option.name}", option.help) for name, command in commands
               for option in command.params if isinstance(option, click.Option)]  # fmt: skip
    assert [name for name, text in looked_at(options, 60) if not text] == []


def test_every_problem_code_is_explained() -> None:
    """Each code has a title and a reason, and an example where one can be written down."""
    for code, entry in looked_at(CATALOGUE.items(), 150):
        assert re.fullmatch(r"KB[1-7][0-9]{2}", code)
        assert entry.title, code
        assert entry.why.endswith("."), code
        assert bool(entry.bad) == bool(entry.good), code


def test_every_code_that_is_raised_is_in_the_catalogue_and_the_other_way_round() -> None:
    """No code is reported without an entry, and no entry is never reported."""
    raised = set()
    for path in (ROOT / "kb").rglob("*.py"):
        if path.parent.name != "codes":
            raised |= set(re.findall(r'"(KB[1-7][0-9]{2})"', path.read_text(encoding="utf-8")))
    assert raised == set(CATALOGUE)


def test_every_key_of_the_model_has_a_meaning() -> None:
    """The reference of the model has a sentence for every key."""
    keys = looked_at(((doc.name, key) for doc in describe_model() for key in doc.keys), 200)
    assert [f"{name}.{key.key}" for name, key in keys if not key.meaning] == []


def test_the_first_record_checks_clean_as_it_is_printed(tmp_path: Path) -> None:
    """Who copies the three files of "Writing a record in ten minutes" has no problem, strictly."""
    page = (ROOT / "content/pages/first-record.md").read_text(encoding="utf-8")
    sources, body, incident = re.findall(r"^```\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    for path, text in (
        ("sources/dover-2024.yml", sources),
        ("entities/organization/dover-district-council.yml", body),
        ("incidents/dover-2024.yml", incident),
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    checked = check(tmp_path)
    assert (checked.counts["claims"], checked.counts["sources"]) == (3, 2)
    assert checked.problems == ()
    assert checked.kb is not None
    (dispute,) = checked.kb.disputes.values()
    assert [side.answer for side in dispute.sides] == ["Yes", "No"]


def test_every_make_target_is_in_the_readme_and_exists() -> None:
    """README's table of commands names exactly the targets of the Makefile."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    written = set(re.findall(r"^\| `make ([a-z-]+)`", README, re.MULTILINE))
    assert written | {"help"} == targets | {"help"}


def test_readme_opens_with_the_three_commands() -> None:
    """README shows `make site`, `make test` and `make serve` before anything else."""
    first = README.index("```sh")
    block = README[first : README.index("```", first + 5)]
    assert [line.split()[1] for line in block.splitlines() if line.startswith("make")] == [
        "site",
        "test",
        "serve",
    ]
