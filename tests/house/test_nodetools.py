"""The locks of the programs that run on Node."""

from __future__ import annotations

import json

import pytest

from tests.nodetools import ROOT


@pytest.mark.parametrize("folder", ["tests/editor", "tests/browser"])
def test_the_lock_names_no_address(folder: str) -> None:
    """The lock pins by hash and leaves the registry to whoever installs."""
    lock = json.loads((ROOT / folder / "package-lock.json").read_text(encoding="utf-8"))
    packages = [found for name, found in lock["packages"].items() if name]
    assert packages
    assert all("integrity" in found and "resolved" not in found for found in packages)
