"""The locks of the npm tools."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.node_tools import ROOT


@pytest.mark.parametrize("folder", ["tests/editor", "tests/browser"])
def test_a_lock_names_no_address(folder: str) -> None:
    """The lock pins by hash and leaves the registry to whoever installs."""
    lock = json.loads(Path(ROOT, folder, "package-lock.json").read_text(encoding="utf-8"))
    packages = [found for name, found in lock["packages"].items() if name]
    assert packages
    assert all("integrity" in found and "resolved" not in found for found in packages)
