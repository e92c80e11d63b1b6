"""Indexes in a browser: sorted and narrowed by keyboard, with the view in the address."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.site, pytest.mark.browser]
PAGES = {
    "incidents/": 2, "entities/": 2, "entities/kind/organization/": 1, "sources/": 1,
    "timeline/": 0, "disputes/": 0, "questions/": 0, "corrections/": 0, "changes/": 0,
    "comparisons/": 0,
}  # fmt: skip
"""Index → rows that the small project has in it; of those with none the width alone is tried."""


def names(page: Page) -> list[str]:
    """Return what the visible rows are about."""
    return page.locator("tbody tr[data-row]:visible th a").all_inner_texts()


def test_a_table_is_sorted_by_keyboard(page: Page, address: str) -> None:
    """Up, down, and as it was; the head says which; the address alone gives it again."""
    page.goto(address + "incidents/")
    usual = names(page)
    assert len(usual) == 2
    head = page.get_by_role("button", name="When")
    head.focus()
    page.keyboard.press("Enter")
    up = names(page)
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("When")
    page.keyboard.press("Enter")
    assert names(page) == up[::-1]
    assert page.url.endswith("?sort=-when")
    page.reload()
    assert names(page) == up[::-1]
    page.get_by_role("button", name="When").press("Enter")
    assert names(page) == usual
    assert page.url.endswith("incidents/")


def test_a_list_is_narrowed_and_says_how_far(page: Page, address: str) -> None:
    """By words and by values; headings without a row go too; it can be cleared."""
    page.goto(address + "incidents/?text=dover")
    assert names(page) == ["Outage at Dover"]
    status = page.locator(".kb-browse__count")
    assert status.inner_text() == "1 of 2 are shown."
    page.get_by_label("With the words").fill("nothing has this")
    assert status.inner_text() == "None of 2 has all of this."
    page.get_by_role("button", name="Clear").press("Enter")
    assert status.inner_text() == "All 2 are shown."
    assert "text=" not in page.url
    page.goto(address + "entities/?kind=Vulnerabilities")
    assert page.locator("[data-row]:visible").all_inner_texts()[0].startswith("CVE-2023-46805")
    assert page.locator("[data-rows]:visible").count() == 1


def test_going_back_gives_the_order_of_that_view(page: Page, address: str) -> None:
    """A view reached by a link within the page is left and found again as it was."""
    page.goto(address + "incidents/")
    usual = names(page)
    page.evaluate("location.hash = 'at-a-glance'")
    page.get_by_role("button", name="When").press("Enter")
    page.get_by_role("button", name="When").press("Enter")
    turned = names(page)
    assert sorted(turned) == sorted(usual)
    page.go_back()
    page.wait_for_function("!document.querySelector('th[aria-sort]')")
    assert names(page) == usual
    page.go_forward()
    page.wait_for_selector("th[aria-sort=descending]")
    assert names(page) == turned


def test_an_outlet_without_a_source_left_in_it_goes_too(page: Page, address: str) -> None:
    """The name of an outlet and its letter stand only over what is shown."""
    page.goto(address + "sources/")
    whole = page.locator(".kb-outlets > div:visible").count()
    assert whole == page.locator(".kb-outlets > div").count() > 0
    page.get_by_label("With the words").fill("nothing has this")
    assert page.locator(".kb-outlets > div:visible, #content_ > h2:visible").count() == 0
    page.get_by_role("button", name="Clear").press("Enter")
    assert page.locator(".kb-outlets > div:visible").count() == whole


@pytest.mark.parametrize(("path", "number"), PAGES.items())
def test_indexes_fit_a_phone_and_are_whole_without_javascript(
    browser: Browser, address: str, path: str, number: int
) -> None:
    """Nothing goes sideways; without a script no row is hidden and no empty control is left."""
    for has_script in (True, False):
        context = browser.new_context(
            java_script_enabled=has_script, viewport={"width": 390, "height": 844}
        )
        page = context.new_page()
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        rows = page.locator("[data-row]")
        assert [row.is_visible() for row in rows.all()] == [True] * number
        if not has_script:
            assert page.locator("[data-browse] :is(input, select, button)").count() == 0
        context.close()
