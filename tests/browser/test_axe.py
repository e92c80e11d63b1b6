"""axe-core finds nothing, on any kind of page, light and dark, wide and on a phone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.pages import SMALL, whole_pages
from tests.mkdocs_plugin.project import served

pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.node]

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """(tags) => axe
  .run(document, {resultTypes: ['violations'], runOnly: {type: 'tag', values: tags}})
  .then((found) => found.passes.length < 10
    ? [`only ${found.passes.length} rules had anything to look at`]
    : found.violations.map(({ id, nodes }) =>
      `${id}: ${nodes.length} × ${nodes[0].target} ${nodes[0].html.slice(0, 160)}`))"""
EVERYTHING = """() => {
  const style = new CSSStyleSheet();
  style.replaceSync('*{content-visibility:visible!important}');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];
}"""
"""What is far below is laid out only when somebody comes near: axe must see it as a reader does."""
Look = tuple[str, int]
"""Colours, and pixels of width."""
LOOKS: tuple[Look, ...] = (("light", 1280), ("dark", 1280), ("light", 390), ("dark", 390))


def look(
    browser: Browser,
    tools: Path,
    site: Path,
    pages: Mapping[str, str],
    looks: tuple[Look, ...] = LOOKS,
) -> list[str]:
    """Return what axe finds on pages in these looks."""
    axe = (tools / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
    found = []
    with served(site) as address:
        for scheme, width in looks:
            context = browser.new_context(
                viewport={"width": width, "height": 900},
                color_scheme="dark" if scheme == "dark" else "light",
            )
            page = context.new_page()
            for name, path in pages.items():
                page.goto(address + path, wait_until="networkidle")
                page.evaluate(EVERYTHING)
                page.evaluate(axe)
                found += [f"{scheme} {width} {name}: {each}" for each in page.evaluate(RUN, TAGS)]
            context.close()
    return found


@pytest.mark.parametrize(
    "looks",
    [
        (("light", 1280), ("dark", 390)),
        pytest.param((("dark", 1280), ("light", 390)), marks=pytest.mark.long),
    ],
)
def test_the_small_project_has_no_violation(
    browser: Browser, tools: Path, small_site: Path, looks: tuple[Look, ...]
) -> None:
    """Every kind of page that the quick tests know: both colours and widths, and all four."""
    assert look(browser, tools, small_site, SMALL, looks) == []


def test_the_open_search_has_no_violation(browser: Browser, tools: Path, small_site: Path) -> None:
    """The dialog with results in it, and a preview that is open."""
    axe = (tools / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
    with served(small_site) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(address + "incidents/kent/")
        page.locator(".kb-cite a").first.hover()
        page.locator(".kb-preview").wait_for()
        page.evaluate(axe)
        assert page.evaluate(RUN, TAGS) == []
        page.keyboard.press("/")
        page.keyboard.type("kent")
        page.locator(".kb-search__hits a").first.wait_for()
        assert page.evaluate(RUN, TAGS) == []
        page.close()


@pytest.mark.long
def test_the_whole_content_has_no_violation(
    browser: Browser, tools: Path, whole_site: Path
) -> None:
    """Every template, with the longest pages there are."""
    assert look(browser, tools, whole_site, whole_pages(whole_site)) == []
