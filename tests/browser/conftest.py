"""What the gates share: a browser, the tools from npm, both sites."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.fixed import build_fixed_site
from tests.mkdocs_plugin.project import make_project, run_kb
from tests.mkdocs_plugin.test_browser import FLAGS
from tests.nodetools import install

WEBGL = ["--enable-unsafe-swiftshader", "--use-gl=angle", "--use-angle=swiftshader"]


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """Return a running browser that can draw."""
    flags = [flag for flag in FLAGS if flag != "--disable-gpu"] + WEBGL
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=flags)
        yield running
        running.close()


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
