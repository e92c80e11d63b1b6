# One YAML file a case (tests/cases/*.yml): `content` holds authored files, laid over the small base
# in tests/cases/base unless `base: false`; `problems`, `unjudged` and `pages` say what comes out.
# `pytest tests/test_cases.py --update` writes what comes out now: read the diff before you commit.
"""Golden cases: authored files in, problem lines and Markdown pages out."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from kb.pipeline import build
from tests.looking import looked_at

CASES = Path(__file__).parent / "cases"
FILES = looked_at(sorted(CASES.glob("*.yml")), 15)


def lay_out(case: dict[str, Any], folder: Path) -> Path:
    """Write the content of a case and return its folder."""
    content = folder / "content"
    if case.get("base", True):
        shutil.copytree(CASES / "base", content)
    else:
        content.mkdir()
    for name, text in case.get("content", {}).items():
        file = content / name
        if text is None:
            file.unlink()
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return content


def run_case(case: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Return what a case gives: problem lines, and the pages it asks for."""
    built = build(lay_out(case, folder))
    pages = {artifact.path: artifact.data.decode() for artifact in built.artifacts}
    result: dict[str, Any] = {"problems": [problem.explain() for problem in built.problems]}
    if "unjudged" in case:
        result["unjudged"] = built.unjudged.explain()
    if "pages" in case:
        result["pages"] = {name: pages.get(name) for name in case["pages"]}
    return result


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as blocks."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, "|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_case(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """The problems and pages of a case are exactly those its file holds."""
    case = yaml.safe_load(file.read_text(encoding="utf-8"))
    monkeypatch.chdir(tmp_path)
    result = run_case(case, tmp_path)
    if request.config.getoption("--update"):
        text = yaml.dump(
            {**case, **result}, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10_000
        )
        file.write_text(text, encoding="utf-8")
        return
    assert result["problems"] == case.get("problems", [])
    assert result.get("unjudged") == case.get("unjudged")
    assert result.get("pages", {}) == case.get("pages", {})
