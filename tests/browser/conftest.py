# What the gates share: the small site, the whole one, a browser, the tools from npm. Everything is
# built and started once a worker.
"""Fixtures of the gates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.sites import build_small_site, served_compressed
from tests.mkdocs_plugin.test_browser import FLAGS
from tests.node_tools import install_tools

HERE = Path(__file__).resolve().parent


@pytest.fixture(scope="session")
def tools(leave_out_node: Callable[[str], None]) -> Path:
    """Return the folder of the packages that npm installed."""
    found = install_tools(HERE, "browser-tools")
    if isinstance(found, str):
        leave_out_node(found)
    return Path(found) / "node_modules"


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of the small base, built once a worker."""
    return build_small_site(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def small(small_site: Path) -> Iterator[str]:
    """Return the address of the small site."""
    with served_compressed(small_site) as address:
        yield address


@pytest.fixture(scope="session")
def whole(whole_site: Path) -> Iterator[str]:
    """Return the address of the site of the whole content."""
    with served_compressed(whole_site) as address:
        yield address


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """Return a running browser, without the system's choice of fonts and colours in the way."""
    with sync_playwright() as playwright:
        flags = [*FLAGS, "--font-render-hinting=none", "--force-color-profile=srgb"]
        running = playwright.chromium.launch(executable_path=chromium, args=flags)
        yield running
        running.close()
