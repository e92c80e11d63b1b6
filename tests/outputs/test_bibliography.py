"""`kb export csl` and `kb export bibtex`: what other programs get to read."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from kb.cli import main
from kb.outputs.csl import write_yaml

BASE = Path(__file__).resolve().parents[1] / "cases/base"
MORE = """
- id: strange
  title: "100% {\\\\TeX} & <b> no: # 1"
  author: ["A & B", {family: O'Neil, given: "X_Y"}]
  issued: 2024-04/..
  accessed: 2024-05-01
  language: und
  kind: report
  origin: secondary
  reliability: F
  read: full
  original_key: "Key, 2024"
  external_ids: {doi: 10.1/a_b, other: x}
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return the small base with one source that is hard to write."""
    shutil.copytree(BASE, tmp_path / "content")
    with (tmp_path / "content/sources/kent.yml").open("a", encoding="utf-8") as stream:
        stream.write(MORE.lstrip("\n"))
    return tmp_path / "content"


def export(kind: str, out: Path, content: Path) -> Result:
    """Run `kb export`."""
    words = ["export", kind, "--out", str(out), "--content", str(content)]
    return CliRunner().invoke(main, words)


def csl_of(content: Path, out: Path) -> dict[str, dict[str, Any]]:
    """Return the exported items by citekey."""
    assert export("csl", out, content).exit_code == 0
    return {item["id"]: item for item in json.loads(out.read_bytes())}


def test_json_holds_every_source_in_order(content: Path, tmp_path: Path) -> None:
    """One item a source, sorted by citekey, with CSL's own names."""
    items = csl_of(content, tmp_path / "x.json")
    assert list(items) == sorted(items)
    assert items["techcrunch-20240119"]["container-title"] == "TechCrunch"
    assert items["techcrunch-20240119"]["issued"] == {"date-parts": [[2024, 1, 19]]}


def test_what_csl_has_no_name_for_travels_along(content: Path, tmp_path: Path) -> None:
    """Our text of a date with an open end and the former key stand in `custom`."""
    item = csl_of(content, tmp_path / "x.json")["strange"]
    assert item["custom"] == {"issued": "2024-04/..", "original_key": "Key, 2024"}
    assert item["DOI"] == "10.1/a_b"
    assert "language" not in item


def test_yaml_says_the_same_as_json(content: Path, tmp_path: Path) -> None:
    """The YAML that we write is read by any YAML reader as the items of the JSON."""
    items = csl_of(content, tmp_path / "x.json")
    assert export("csl", tmp_path / "x.yaml", content).exit_code == 0
    read = yaml.safe_load((tmp_path / "x.yaml").read_text(encoding="utf-8"))
    assert read == {"references": list(items.values())}
    assert yaml.safe_load(write_yaml([])) == {"references": []}


def test_bibtex_escapes_what_tex_would_act_on(content: Path, tmp_path: Path) -> None:
    """Signs of TeX in titles and names are escaped; bodies stand in braces, dates are whole."""
    assert export("bibtex", tmp_path / "x.bib", content).exit_code == 0
    text = (tmp_path / "x.bib").read_text(encoding="utf-8")
    entry = text[text.index("@misc{strange") :].split("\n\n")[0]
    assert r"100\% \{\textbackslash{}TeX\} \& <b> no: \# 1" in entry
    assert r"author = {{A \& B} and O'Neil, X\_Y}" in entry
    assert "date = {2024-04/..}" in entry
    assert "urldate = {2024-05-01}" in entry
    assert "ids = {Key, 2024}" in entry


@pytest.mark.parametrize(("kind", "name"), [("csl", "x.bib"), ("bibtex", "x.json"), ("csl", "x")])
def test_an_ending_that_does_not_fit_is_refused(
    kind: str, name: str, content: Path, tmp_path: Path
) -> None:
    """The command could not run: exit 2, and no file appears."""
    result = export(kind, tmp_path / name, content)
    assert (result.exit_code, "ends in" in result.output) == (2, True)
    assert not (tmp_path / name).exists()


def test_records_with_errors_are_not_exported(content: Path, tmp_path: Path) -> None:
    """A base that does not pass the check gives no bibliography."""
    (content / "sources/kent.yml").write_text("- id: broken\n", encoding="utf-8")
    assert export("csl", tmp_path / "x.json", content).exit_code == 2
    assert not (tmp_path / "x.json").exists()
