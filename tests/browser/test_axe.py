# axe-core over a page of every template: light and dark, wide and narrow, by the system's choice and by
# the toggle; then what only appears when something is opened. On the small site in `make test`, on the
# whole content in `make test-long`.
"""No page has a fault that axe-core finds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import violations
from tests.browser.pages import BY_NAME, PAGES, Measured

pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.node]

Scheme = Literal["light", "dark"]
WIDE, NARROW = 1280, 390
EACH = pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])


def opened(browser: Browser, url: str, width: int, scheme: Scheme) -> Page:
    """Open a page in a fresh profile."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(url)
    return page


@EACH
def test_small_pages(browser: Browser, small: str, tools: Path, page: Measured) -> None:
    """Light on a wide window, dark on a phone."""
    sights: tuple[tuple[int, Scheme], ...] = ((WIDE, "light"), (NARROW, "dark"))
    for width, scheme in sights:
        found = opened(browser, small + page.small, width, scheme)
        assert violations(found, tools) == [], (width, scheme)
        found.context.close()


@pytest.mark.long
@EACH
def test_pages_of_the_whole_content(
    browser: Browser, whole: str, tools: Path, page: Measured
) -> None:
    """Light and dark, on a wide window and on a phone."""
    schemes: tuple[Scheme, ...] = ("light", "dark")
    for width in (WIDE, NARROW):
        for scheme in schemes:
            found = opened(browser, whole + page.whole, width, scheme)
            assert violations(found, tools) == [], (width, scheme)
            found.context.close()


@pytest.mark.parametrize("name", ["home", "kent", "find", "timeline"])
def test_chosen_colours(browser: Browser, small: str, tools: Path, name: str) -> None:
    """What the toggle gives is as good as what the system gives, against the system's choice."""
    wishes: tuple[tuple[Scheme, int], ...] = (("dark", 1), ("light", 2))
    for system, presses in wishes:
        page = opened(browser, small + BY_NAME[name].small, WIDE, system)
        for _ in range(presses):
            page.locator(".md-header__option label:visible").click()
        chosen = page.evaluate("document.body.dataset.mdColorScheme")
        assert chosen == ("default" if system == "dark" else "slate")
        assert violations(page, tools) == [], chosen
        page.context.close()


def open_search(page: Page) -> None:
    """Open the search of the header, with results."""
    page.keyboard.press("/")
    page.keyboard.type("dover")
    page.locator(".kb-search__hits a").first.wait_for()


def open_citation(page: Page) -> None:
    """Open the preview of a citation."""
    page.locator(".kb-cite a").first.focus()
    page.locator(".kb-preview").wait_for()


def open_record(page: Page) -> None:
    """Open the preview of a record."""
    page.locator('article p a[href*="/entities/"], article dd a[href*="/entities/"]').first.hover()
    page.locator(".kb-preview").wait_for()


def choose_day(page: Page) -> None:
    """Read the page as of the first day."""
    page.locator(".kb-days a[data-day]").first.click()
    page.locator(".kb-asof").wait_for()


def search_all(page: Page) -> None:
    """Search the full text, so that results and facets are there."""
    page.get_by_label("Search everything").fill("dover")
    page.keyboard.press("Enter")
    page.locator(".kb-results a").first.wait_for()
    page.evaluate("document.querySelectorAll('.kb-facets details').forEach(e => e.open = true)")


def choose_record(page: Page) -> None:
    """Choose a record of the graph by name."""
    page.get_by_label("Find a record").fill("Dover Council")
    page.get_by_role("button", name="Show", exact=True).click()
    page.locator("#panel").get_by_role("link", name="Dover Council").first.wait_for()


def open_drawer(page: Page) -> None:
    """Open the menu of a narrow window."""
    page.locator('label.md-header__button[for="__drawer"]').click()
    page.locator(".md-nav--primary .md-nav__link").first.wait_for()


STATES: tuple[tuple[str, str, Callable[[Page], None], tuple[int, ...]], ...] = (
    ("search", "home", open_search, (WIDE, NARROW)),
    ("citation", "kent", open_citation, (WIDE, NARROW)),
    ("record", "kent", open_record, (WIDE,)),
    ("day", "kent", choose_day, (WIDE, NARROW)),
    ("results", "find", search_all, (WIDE, NARROW)),
    ("graph", "graph", choose_record, (WIDE, NARROW)),
    ("menu", "home", open_drawer, (NARROW,)),
)


@pytest.mark.parametrize(("name", "where", "act", "widths"), STATES, ids=[s[0] for s in STATES])
def test_what_is_opened(
    browser: Browser,
    small: str,
    tools: Path,
    name: str,
    where: str,
    act: Callable[[Page], None],
    widths: tuple[int, ...],
) -> None:
    """Dialogs, previews, results and menus are as good as the page they open on."""
    schemes: tuple[Scheme, ...] = ("light", "dark")
    for width in widths:
        for scheme in schemes:
            page = opened(browser, small + BY_NAME[where].small, width, scheme)
            act(page)
            assert violations(page, tools, is_opened=False) == [], (name, width, scheme)
            page.context.close()


def test_a_fault_is_found(browser: Browser, small: str, tools: Path) -> None:
    """The gate is closed: a picture without a name and a pale text on the page are found."""
    page = opened(browser, small, WIDE, "light")
    page.evaluate("""() => {
      const picture = new Image(); picture.src = "assets/kb/favicon.svg";
      const text = document.createElement("p"); text.textContent = "Pale"; text.style.color = "#bbb";
      document.querySelector("article").append(picture, text);
    }""")
    found = "\n".join(violations(page, tools))
    assert "image-alt" in found
    assert "color-contrast" in found
    page.context.close()
