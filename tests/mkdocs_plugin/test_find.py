# The page of the full-text search in a real browser, with the site's policy enforced: Pagefind's
# WebAssembly must run under it, and what is asked must stand in the address.
"""Tests of /find/."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.site, pytest.mark.browser]


def titles(page: Page) -> list[str]:
    """Return the titles of the results, once there are any."""
    page.locator(".kb-results__title a").first.wait_for()
    return page.locator(".kb-results__title a").all_inner_texts()


def tick(page: Page, facet: str, value: str) -> None:
    """Tick a value of a facet, opening what is closed."""
    box = page.locator(f'[data-facet="{facet}"]')
    if not box.evaluate("box => box.open"):
        box.locator("summary").click()
    box.get_by_role("checkbox", name=value).check()


def test_words_are_found_and_lead_to_the_claim(page: Page, address: str) -> None:
    """A result shows the passage with its status in front, and leads to the very place."""
    page.goto(address + "find/")
    assert not page.locator("#results li").count()
    page.get_by_label("Search everything").fill("investigating")
    page.locator("#found", has_text="with “investigating”").wait_for()
    assert page.url.endswith("find/?query=investigating")
    part = page.locator("#results ul a", has_text="investigating an incident").first
    assert part.inner_text().startswith("Confirmed.")
    assert part.locator("mark").first.inner_text().startswith("investigating")
    part.click()
    page.wait_for_url("**#announced")


def test_facets_narrow_with_counts_and_stand_in_the_address(page: Page, address: str) -> None:
    """A value says how many it gives; the address alone gives them again; back goes back."""
    page.goto(address + "find/?query=council")
    everything = len(titles(page))
    label = page.locator('[data-facet="kind"] label', has_text="Incidents")
    promised = int(label.locator(".m").inner_text())
    tick(page, "kind", "Incidents")
    page.locator("#found", has_text=f"{promised} page").wait_for()
    assert len(titles(page)) == promised < everything
    assert "kind=Incidents" in page.url
    page.reload()
    assert len(titles(page)) == promised
    # Another value of the same facet would add to it: its count is not nought.
    others = page.locator('[data-facet="kind"] label', has_text="Sources").locator(".m")
    assert int(others.inner_text()) > 0
    page.go_back()
    page.locator("#found", has_text=f"{everything} pages").wait_for()


def test_results_can_be_put_in_order_of_date(page: Page, address: str) -> None:
    """Kent's incident is the later one."""
    page.goto(address + "find/?query=outage&kind=Incidents")
    titles(page)
    for order, first in (("newest first", "Kent"), ("oldest first", "Dover")):
        page.get_by_label("Order").select_option(label=order)
        page.locator("#results > li:first-child", has_text=first).wait_for()
    assert "sort=old" in page.url


def test_filters_alone_are_enough_and_can_be_cleared(page: Page, address: str) -> None:
    """Without words, everything of a kind is listed."""
    page.goto(address + "find/?kind=Vulnerabilities")
    assert titles(page) == ["CVE-2023-46805"]
    page.get_by_role("button", name="Clear filters").click()
    page.get_by_role("heading", name="Or browse").wait_for()
    assert page.url.endswith("find/")


def test_nothing_found_says_what_to_do(page: Page, address: str) -> None:
    """The words that were asked stand in the answer, as text."""
    page.goto(address + "find/?query=%3Cimg%20src%3Dx%3Ezzz")
    page.locator("#found", has_text="Nothing is found with “<img src=x>zzz”").wait_for()
    assert page.locator("#found img").count() == 0


def test_it_works_by_keyboard(page: Page, address: str) -> None:
    """From the field over the facets to a result, without a pointer."""
    page.goto(address + "find/")
    page.locator('[data-facet="kind"] input').first.wait_for()
    page.get_by_label("Search everything").focus()
    page.keyboard.type("outage")
    page.locator(".kb-results__title").first.wait_for()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "Incidents":
            break
    page.keyboard.press("Space")
    page.wait_for_url("**kind=Incidents**")
    # The list of facets was made anew: the focus is where it was.
    assert page.evaluate("document.activeElement.value") == "Incidents"
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('.kb-results__title')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/incidents/**")


def test_it_fits_a_phone(page: Page, address: str) -> None:
    """Facets are folded away, nothing goes sideways."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address + "find/?query=council")
    titles(page)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert not page.locator('[data-facet="kind"] label').first.is_visible()
    page.get_by_text("Narrow it down").click()
    assert page.locator('[data-facet="kind"] label').first.is_visible()


def test_without_javascript_it_leads_to_the_lists(browser: Browser, address: str) -> None:
    """The page says what is missing and where everything is."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "find/?query=council")
    assert "The search needs JavaScript" in page.locator("main").inner_text()
    assert page.get_by_role("link", name="Incidents as a table").is_visible()
    context.close()
