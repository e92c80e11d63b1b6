"""What the gates share: a browser, the tools from npm, both sites."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.fixed import build_fixed_site
from tests.mkdocs_plugin.browsing import launched
from tests.mkdocs_plugin.project import make_project, run_kb
from tests.nodetools import install


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """Return a running browser that can draw."""
    with launched(chromium, can_draw=True) as running:
        yield running


@pytest.fixture(scope="session")
def tools(leave_out_node: Callable[[str], None]) -> Path:
    """Return the folder with axe-core, html-validate and Lighthouse."""
    found = install(Path(__file__).resolve().parent, "browser-tools")
    if isinstance(found, str):
        leave_out_node(found)
    return Path(found)


@pytest.fixture(scope="module")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built site of the small project."""
    root = make_project(tmp_path_factory.mktemp("gates"), site_url="http://127.0.0.1/repo/")
    run = run_kb(root, "build", "--strict")
    assert run.returncode == 0, run.stderr
    return root / "site"


@pytest.fixture(scope="session")
def fixed_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built site that no change of content/ touches, once a worker."""
    return build_fixed_site(tmp_path_factory.mktemp("fixed"))
