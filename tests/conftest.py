# What all tests share: where Chromium and Node are, and an honest count of the tests that were left
# out because there is none. KB_CHROMIUM points at a browser; KB_REQUIRE_BROWSER=1 and
# KB_REQUIRE_NODE=1 (in CI) turn a missing one from a gap into a failure.
"""Fixtures and reporting for the whole suite."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.index import KnowledgeBase
from kb.mkdocs_plugin.run import read_project
from kb.pipeline import Build, build, check
from tests.mkdocs_plugin.project import ROOT, run_kb

_NO_CHROMIUM = "left out without Chromium"
_NO_NODE = "left out without Node"
_NAMES = ("chromium", "chromium-browser", "google-chrome")


def find_chromium() -> str | None:
    """Return the path of a Chromium, or None."""
    asked = os.environ.get("KB_CHROMIUM")
    if asked:
        return shutil.which(asked)
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def content_built() -> Build:
    """Return the pages of the repository's own records, built once for all tests."""
    return build(ROOT / "content", site=read_project(ROOT / "mkdocs.yml").site)


@pytest.fixture(scope="session")
def content_pages(content_built: Build) -> dict[str, str]:
    """Return every page of the repository's own records under its path."""
    return {artifact.path: artifact.data.decode() for artifact in content_built.artifacts}


@pytest.fixture(scope="session")
def content_kb() -> KnowledgeBase:
    """Return the knowledge base of the repository's own records."""
    kb = check(ROOT / "content").kb
    assert kb is not None
    return kb


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of the Chromium that browser tests drive."""
    path = find_chromium()
    if path is None:
        pytest.skip(_NO_CHROMIUM)
    return path


@pytest.fixture(scope="session")
def leave_out_node() -> Callable[[str], None]:
    """Return what leaves a test out for want of Node, or fails it where Node is required."""

    def leave_out(reason: str) -> None:
        if os.environ.get("KB_REQUIRE_NODE") == "1":
            pytest.fail(f"KB_REQUIRE_NODE is set, but {reason}", pytrace=False)
        pytest.skip(f"{_NO_NODE}: {reason}")

    return leave_out


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update`, which accepts what the golden cases give now."""
    parser.addoption("--update", action="store_true", help="accept the golden cases as they are")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave browser tests out where there is no Chromium, unless it is required."""
    if find_chromium() is not None or os.environ.get("KB_REQUIRE_BROWSER") == "1":
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=_NO_CHROMIUM))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Fail a browser test where Chromium is required and missing."""
    is_required = os.environ.get("KB_REQUIRE_BROWSER") == "1"
    if is_required and item.get_closest_marker("browser") and find_chromium() is None:
        pytest.fail("KB_REQUIRE_BROWSER is set, but no Chromium was found", pytrace=False)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which tests were left out for want of a browser or of Node; never hide a gap."""
    skipped = terminalreporter.stats.get("skipped", [])
    for reason in (_NO_CHROMIUM, _NO_NODE):
        left_out = sorted({r.nodeid for r in skipped if reason in str(r.longrepr)})
        if left_out:
            terminalreporter.section(f"{reason}: {len(left_out)} tests")
            for name in left_out:
                terminalreporter.write_line(name)
        terminalreporter.write_line(f"{reason}: {len(left_out)} tests")


@pytest.fixture(scope="session")
def whole_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of the whole content, built once for the long tests.

    KB_SITE names a site that was just built (`.ci/run` does that): nobody waits for another.
    """
    built = os.environ.get("KB_SITE")
    if built:
        return Path(built).resolve()
    site = tmp_path_factory.mktemp("whole") / "site"
    done = run_kb(ROOT, "build", "--site", str(site), SITE_URL="http://127.0.0.1/repo/")
    assert done.returncode == 0, done.stderr
    return site
