"""The explorer in a browser: by name, by keyboard, without WebGL and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.mkdocs_plugin.browsing import launched

pytestmark = [pytest.mark.site, pytest.mark.browser]


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """Return a running browser that can draw."""
    with launched(chromium, can_draw=True) as running:
        yield running


def open_graph(page: Page, address: str, query: str = "") -> None:
    """Open the explorer and wait until it is ready."""
    page.goto(f"{address}graph/{query}")
    page.locator("#explorer[data-ready]").wait_for()


def test_it_draws_under_the_policy(page: Page, address: str) -> None:
    """sigma needs neither inline styles nor anything from elsewhere."""
    open_graph(page, address)
    assert page.locator("#canvas canvas").count() > 0
    page.get_by_role("button", name="Closer").click()


def test_a_record_shows_its_neighbours(page: Page, address: str) -> None:
    """By name, with the keyboard; the address says which, and a neighbour leads on."""
    open_graph(page, address)
    page.get_by_label("Find a record").focus()
    page.keyboard.type("Canterbury")
    page.keyboard.press("Enter")
    panel = page.get_by_role("region", name="Chosen record")
    assert "affected in" in panel.inner_text()
    assert page.url.endswith("?at=council")
    panel.get_by_role("button").first.press("Enter")
    assert "?at=" in page.url
    assert not page.url.endswith("?at=council")


def test_the_way_between_two_records(page: Page, address: str) -> None:
    """Two incidents of one body are two steps apart; hiding bodies closes the way."""
    open_graph(page, address, "?from=kent&to=dover")
    panel = page.get_by_role("region", name="Chosen record")
    assert "2 steps" in panel.inner_text()
    assert "Canterbury City Council" in panel.inner_text()
    page.get_by_label("Organisations").uncheck()
    assert "No way leads there" in panel.inner_text()
    assert page.locator(".kb-connections tbody tr:visible").count() == 0
    page.get_by_label("Organisations").check()
    assert "2 steps" in panel.inner_text()


def test_a_name_nobody_has_is_told(page: Page, address: str) -> None:
    """The field itself says so."""
    open_graph(page, address)
    page.get_by_label("Way from").fill("nobody")
    page.get_by_role("button", name="Find the way").click()
    assert page.get_by_label("Way from").evaluate("field => field.validationMessage")


def test_without_webgl_the_rest_works(page: Page, address: str) -> None:
    """It says that it cannot draw; names, panel and way work."""
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null;")
    open_graph(page, address, "?at=council")
    assert "cannot draw" in page.locator("#canvas").inner_text()
    assert "affected in" in page.locator("#panel").inner_text()


def test_without_javascript_the_table_has_it_all(browser: Browser, address: str) -> None:
    """Every connection is a row with links."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(address + "graph/")
    assert page.locator(".kb-connections tbody tr:visible").count() == 2
    assert not page.locator("#explorer").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    context.close()
