"""What the tests of the site in a browser share: one small site, a browser, a watched page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.mkdocs_plugin.browsing import Watch, launched
from tests.mkdocs_plugin.project import make_project, run_kb, served


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of the built small project, served below a sub-path."""
    root = make_project(tmp_path_factory.mktemp("browser"), site_url="http://127.0.0.1/repo/")
    run = run_kb(root, "build", "--strict")
    assert run.returncode == 0, run.stderr
    with served(root / "site") as url:
        yield url


# A browser a module: a test may drive one of its own, and two cannot be driven at once.
@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """Return a running browser."""
    with launched(chromium) as running:
        yield running


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Return a page on which nothing may go wrong."""
    fresh = browser.new_page(viewport={"width": 1280, "height": 900})
    watch = Watch(fresh, address)
    yield fresh
    fresh.close()
    watch.expect_quiet()
