"""A command whose extra is missing says what to install, before it does anything else."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from kb.cli import main
from kb.importers.extras import EXTRAS
from tests.looking import looked_at

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = "<html><head><title>A page</title></head><body>Words.</body></html>"
ITEM = '[{"id": "a", "type": "webpage", "title": "A", "URL": "https://a.example/"}]'


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a folder with an empty base and files from elsewhere."""
    (tmp_path / "content/sources").mkdir(parents=True)
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "books.bib").write_text("@book{a, title={A}}\n", encoding="utf-8")
    (tmp_path / "books.yaml").write_text("references: []\n", encoding="utf-8")
    (tmp_path / "books.json").write_text(ITEM, encoding="utf-8")
    return tmp_path


def run(place: Path, *words: str) -> tuple[int, str]:
    """Run a command over the base; return its exit code and what it said."""
    key = "--to" if words[0] == "import" else "--content"
    result = CliRunner().invoke(main, [*words, key, str(place / "content")])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


@pytest.mark.parametrize("module", EXTRAS["cite"])
def test_cite_without_its_extra(place: Path, monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    """`kb cite` ends with 2 and names the extra, whichever of its packages is missing."""
    monkeypatch.setitem(sys.modules, module, None)
    code, said = run(place, "cite", str(place / "page.html"))
    assert code == 2
    assert module in said
    assert "pip install 'incident-kb[cite]'" in said


@pytest.mark.parametrize("module", EXTRAS["import"])
@pytest.mark.parametrize("name", ["books.bib", "books.yaml"])
def test_import_without_its_extra(
    place: Path, monkeypatch: pytest.MonkeyPatch, module: str, name: str
) -> None:
    """`kb import` of BibTeX and YAML ends with 2 and names the extra."""
    monkeypatch.setitem(sys.modules, module, None)
    code, said = run(place, "import", "csl", str(place / name), "--dry-run")
    assert code == 2
    assert "pip install 'incident-kb[import]'" in said


def test_json_is_imported_without_any_extra(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """CSL-JSON needs nothing but Python: it is read where both extras are missing."""
    for module in (*EXTRAS["cite"], *EXTRAS["import"]):
        monkeypatch.setitem(sys.modules, module, None)
    code, said = run(place, "import", "csl", str(place / "books.json"), "--dry-run")
    assert code == 0, said
    assert "1 new" in said


def test_extras_are_those_of_the_package() -> None:
    """What a command asks for is what pyproject.toml installs under that name, and no core need."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    core = " ".join(project["dependencies"])
    brought = {"lxml": "extruct", "w3lib": "extruct"}
    for extra, modules in EXTRAS.items():
        listed = " ".join(project["optional-dependencies"][extra])
        for module in looked_at(modules):
            package = brought.get(module, module)
            assert package in listed, (extra, module)
            assert package not in core
