# pip-audit itself is not run here: a stand-in of its name prints what it would print.
"""The audit of the lock: what it makes of pip-audit's answers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FINE = {"name": "one", "version": "1.0", "vulns": []}
FLAWED = {"name": "two", "version": "2.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1"]}]}
MISSED = {"name": "three", "skip_reason": "not found"}


def audit(folder: Path, printed: str, *, is_required: bool) -> tuple[int, str]:
    """Run the audit with a stand-in that prints `printed`; return exit code and output."""
    (folder / "pip_audit").mkdir()
    (folder / "pip_audit/__init__.py").write_text("")
    (folder / "pip_audit/__main__.py").write_text(f"print({printed!r})")
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    environment.pop("KB_REQUIRE_AUDIT", None)
    if is_required:
        environment["KB_REQUIRE_AUDIT"] = "1"
    ended = subprocess.run(
        [sys.executable, ".ci/audit.py"], cwd=ROOT, env=environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    return ended.returncode, ended.stdout


@pytest.mark.parametrize(
    ("rows", "is_required", "code", "words"),
    [
        ([FINE], True, 0, "1 packages looked up, 0 not, 0 flaws"),
        ([FINE, FLAWED], False, 1, "two 2.0: PYSEC-1, mended in 2.1"),
        ([FINE, MISSED], False, 0, "1 packages looked up, 1 not"),
        ([FINE, MISSED], True, 1, "1 packages looked up, 1 not"),
        ([MISSED], False, 0, "nothing was checked"),
        ([MISSED], True, 1, "nothing was checked"),
    ],
)
def test_a_flaw_fails_and_a_gap_is_said(
    rows: list[object], is_required: bool, code: int, words: str, tmp_path: Path
) -> None:
    """A known flaw always fails; what could not be looked up is counted, and fails on request."""
    ended, said = audit(tmp_path, json.dumps({"dependencies": rows}), is_required=is_required)
    assert ended == code
    assert words in said


@pytest.mark.parametrize(("is_required", "code"), [(False, 0), (True, 1)])
def test_no_answer_is_no_clean_bill(is_required: bool, code: int, tmp_path: Path) -> None:
    """Without a network pip-audit prints no JSON: that is said, and never counted as clean."""
    ended, said = audit(tmp_path, "connection refused", is_required=is_required)
    assert ended == code
    assert "nothing was checked" in said
