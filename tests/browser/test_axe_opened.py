# What only appears when something is opened or chosen: dialogs, previews, results, menus, colours
# of the toggle. axe-core looks at each of them, as test_axe.py does at pages.
"""What is opened has no fault that axe-core finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_axe import EVERYTHING, RUN, TAGS
from tests.looking import looked_at
from tests.mkdocs_plugin.project import served

pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.node, pytest.mark.long]

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WIDE, NARROW = 1280, 390
KENT = "incidents/kent-2024/"


@pytest.fixture(scope="module")
def address(fixed_site: Path) -> Iterator[str]:
    """Return the address of the fixed site."""
    with served(fixed_site) as url:
        yield url


@pytest.fixture(scope="module")
def axe(tools: Path) -> str:
    """Return the program that looks."""
    return (tools / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


def opened(browser: Browser, url: str, width: int, scheme: Scheme) -> Page:
    """Open a page in a fresh profile."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(url, wait_until="networkidle")
    return page


def look(page: Page, axe: str) -> list[str]:
    """Return what axe finds on a page as it stands."""
    page.evaluate(EVERYTHING)
    page.evaluate(axe)
    found: list[str] = page.evaluate(RUN, TAGS)
    return found


def open_search(page: Page) -> None:
    """Open the search of the header, with results."""
    page.wait_for_load_state("networkidle")  # a key that comes before the script is lost
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


def open_everything(page: Page) -> None:
    """Open every part that is folded."""
    page.evaluate("document.querySelectorAll('article details').forEach((e) => { e.open = true; })")


def choose_light(page: Page) -> None:
    """Choose light, whatever the system says."""
    choose(page, 1, "default")


def choose_dark(page: Page) -> None:
    """Choose dark, whatever the system says."""
    choose(page, 2, "slate")


def choose(page: Page, presses: int, scheme: str) -> None:
    """Press the toggle of the colours."""
    for _ in range(presses):
        page.locator(".md-header__option label:visible").click()
    assert page.evaluate("document.body.dataset.mdColorScheme") == scheme


STATES: tuple[tuple[str, str, Callable[[Page], None], tuple[int, ...]], ...] = (
    ("search", "", open_search, (WIDE, NARROW)),
    ("citation", KENT, open_citation, (WIDE, NARROW)),
    ("record", KENT, open_record, (WIDE,)),
    ("day", KENT, choose_day, (WIDE, NARROW)),
    ("folded parts of an incident", KENT, open_everything, (WIDE, NARROW)),
    ("folded parts of its days", KENT + "known/", open_everything, (WIDE, NARROW)),
    ("folded parts of an entity", "entities/civica-like/", open_everything, (WIDE, NARROW)),
    ("results", "find/", search_all, (WIDE, NARROW)),
    ("graph", "graph/", choose_record, (WIDE, NARROW)),
    ("menu", "", open_drawer, (NARROW,)),
    ("light by choice", KENT, choose_light, (WIDE,)),
    ("dark by choice", KENT, choose_dark, (WIDE,)),
)


@pytest.mark.parametrize(("where", "act", "widths"), [state[1:] for state in STATES],
                         ids=[state[0] for state in STATES])  # fmt: skip
def test_what_is_opened(
    browser: Browser,
    address: str,
    axe: str,
    where: str,
    act: Callable[[Page], None],
    widths: tuple[int, ...],
) -> None:
    """What opens is as good as the page it opens on, light and dark, wide and narrow."""
    for width in looked_at(widths):
        for scheme in SCHEMES:
            page = opened(browser, address + where, width, scheme)
            act(page)
            assert look(page, axe) == [], (width, scheme)
            page.context.close()


def test_a_fault_is_found(browser: Browser, address: str, axe: str) -> None:
    """The gate is closed: a nameless picture, a pale text and a small button are found."""
    page = opened(browser, address, WIDE, "light")
    page.evaluate("""() => {
      const picture = new Image();
      picture.src = "assets/kb/favicon.svg";
      const text = document.createElement("p");
      text.textContent = "Pale"; text.style.color = "#bbb";
      const row = document.createElement("div");
      for (const name of ["a", "b"]) {
        const button = document.createElement("button");
        button.textContent = name;
        button.style.cssText = "all:unset;width:9px;height:9px;float:left";
        row.append(button);
      }
      document.querySelector("article").append(picture, text, row);
    }""")
    found = {each.split(":")[0] for each in look(page, axe)}
    assert {"image-alt", "color-contrast", "target-size"} <= found
    page.context.close()
