# Walks through the whole content as readers take them: with everything watched, without a pointer,
# without JavaScript, and with a question in mind. What the network sees is written down.
"""Walks through the site."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from kb.index import KnowledgeBase
from tests.browser.pages import whole_pages
from tests.browser.serving import served_packed
from tests.mkdocs_plugin.browsing import Watch
from tests.mkdocs_plugin.project import served

pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.long]

KENT = "incidents/kent-councils-2024/"
VIOLATIONS = """document.addEventListener('securitypolicyviolation',
  (event) => console.error('policy', event.blockedURI))"""
BUDGETS = {KENT: 250_000, "entities/civica/": 200_000}
"""Page → bytes of a first view, all requests together, texts packed."""


def watched(browser: Browser, address: str) -> tuple[Page, Watch]:
    """Return a page on which errors, foreign requests and refusals are written down."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.add_init_script(VIOLATIONS)
    return page, Watch(page, address)


def test_a_full_walk_asks_nobody_else(browser: Browser, whole_site: Path) -> None:
    """One page of every kind, with search, previews, filters, graph and a day: nothing foreign, no
    refusal by the policy, no error, nothing missing."""
    with served(whole_site) as address:
        page, watch = watched(browser, address)
        for path in whole_pages(whole_site).values():
            page.goto(address + path, wait_until="networkidle")
        page.goto(address + KENT)
        page.locator(".kb-cite a").first.hover()
        page.locator(".kb-preview").wait_for()
        page.locator(".kb-days a[data-day]").nth(3).click()
        page.keyboard.press("/")
        page.keyboard.type("civica")
        page.locator(".kb-search__hits a").first.click()
        page.wait_for_url("**/entities/civica/")
        page.locator("figure.kb-neighbourhood a", has_text="Explore").click()
        page.locator("#explorer[data-ready]").wait_for()
        page.close()
        watch.expect_quiet()


@pytest.mark.parametrize("path", BUDGETS)
def test_a_first_view_is_small(browser: Browser, whole_site: Path, path: str) -> None:
    """Everything that the network carries until the page is quiet."""
    with served_packed(whole_site) as address:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        sizes: dict[str, int] = {}
        page.on("requestfinished", lambda asked: sizes.update({
            asked.url.removeprefix(address): asked.sizes()["responseBodySize"]
            + asked.sizes()["responseHeadersSize"]}))  # fmt: skip
        page.goto(address + path, wait_until="networkidle")
        context.close()
    assert len(sizes) > 5
    assert sum(sizes.values()) <= BUDGETS[path], sizes


def test_everything_is_there_without_javascript(browser: Browser, whole_site: Path) -> None:
    """Every claim, contradiction, event, source and table row of Kent can be reached."""
    with served(whole_site) as address:
        counts = []
        for has_script in (True, False):
            context = browser.new_context(java_script_enabled=has_script)
            page = context.new_page()
            page.goto(address + KENT)
            parts = (".kb-claim", ".kb-dispute", ".kb-time > li", ".kb-sources > li", "tr",
                     ".kb-evid", ".kb-cite a", ".kb-family li", ".kb-neighbourhood li")  # fmt: skip
            if not has_script:
                assert page.locator(".kb-preview, .kb-asof, .kb-copy").count() == 0
                # What is folded is folded by the browser's own `details`.
                page.locator(".kb-claim:not(.kb-claim--short) summary").first.click()
                assert page.locator(".kb-evid").first.is_visible()
                for_other_days = page.locator(
                    "article [hidden]:not(.kb-status, .kb-hist *, [data-then])"
                )
                # What is told of other days alone has both days, and leads to where it stands.
                assert for_other_days.count() > 3
                for item in for_other_days.all():
                    assert item.get_attribute("data-from"), item.inner_text()
                    assert item.get_attribute("data-to"), item.inner_text()
                    anchor = item.locator("a[href^='#']").first.get_attribute("href")
                    assert page.locator(f"{anchor}:not([hidden])").count() == 1, anchor
                page.locator(".kb-days a[data-day='2024-01-26']").click()
                assert "/known/#on-2024-01-26_" in page.url
                page.goto(address + KENT)
            counts.append([page.locator(f"article {part}").count() for part in parts])
            context.close()
    assert counts[0] == counts[1]
    assert all(counts[1])


def press_until(page: Page, key: str, test: str, most: int = 60) -> None:
    """Press a key until a test of the focused element holds."""
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate(f"(() => {{ const at = document.activeElement; return {test}; }})()"):
            return
    raise AssertionError(f"{most} times {key}, and never: {test}")


def test_a_walk_by_keyboard(browser: Browser, whole_site: Path) -> None:
    """Skip, search, citation, source, day, table, graph: no pointer is ever needed."""
    with served(whole_site) as address:
        page, watch = watched(browser, address)
        page.goto(address)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.matches('.md-skip')")
        page.keyboard.press("/")
        page.keyboard.type("kent councils 2024")
        page.locator(".kb-search__hits a").first.wait_for()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/kent-councils-2024/**")
        page.locator("h1").evaluate("title => { title.tabIndex = -1; title.focus(); }")
        # The last of several numbers: the preview of the one before must not be taken for its own.
        press_until(page, "Tab", "at.matches('.kb-cite > a:last-child')", 40)
        page.locator(".kb-cite > a:last-child[aria-describedby]:focus").wait_for()
        press_until(page, "Tab", "at.textContent === 'Cite it'", 6)
        page.keyboard.press("Enter")
        page.wait_for_url("**/sources/**")
        page.go_back()
        page.wait_for_url("**/kent-councils-2024/**")
        page.locator(".kb-days a[data-day]").nth(2).focus()
        page.keyboard.press("ArrowRight")
        assert "?known=" in page.url
        page.goto(address + "incidents/")
        page.get_by_role("button", name="Claims").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        first = page.locator("tbody tr[data-row] th a").first
        assert first.inner_text() == "Kent councils 2024"
        page.get_by_label("Country").focus()
        page.keyboard.type("Sweden")
        assert page.locator("tbody tr[data-row]:visible").count() == 3
        page.goto(address + "graph/")
        page.locator("#explorer[data-ready]").wait_for()
        page.get_by_label("Way from").focus()
        page.keyboard.type("Civica")
        page.keyboard.press("Tab")
        page.keyboard.type("CVE-2023-46805")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="From Civica to CVE-2023-46805").wait_for()
        page.locator("[aria-label='Every connection, table']").focus()
        page.keyboard.press("End")
        page.close()
        watch.expect_quiet()


def test_five_questions_take_three_steps_at_most(
    browser: Browser, whole_site: Path, content_kb: KnowledgeBase
) -> None:
    """A reader who comes with a question has the answer on the screen after so many actions."""
    with served(whole_site) as address:
        page, watch = watched(browser, address)

        # Was data taken in Kent? Home, its link, the question in the contents.
        page.goto(address)
        page.locator(".kb-years a", has_text="Kent councils").click()
        page.wait_for_url("**/kent-councils-2024/")
        page.locator(".md-sidebar--secondary a", has_text="Was personal data accessed").click()
        title = page.locator("h3", has_text="Was personal data accessed or taken?")
        title.wait_for()
        assert title.evaluate("h => Math.abs(h.getBoundingClientRect().top) < innerHeight")
        answer = title.locator("+ section .kb-answer")
        # What is out of sight has no text yet: these wait until it is laid out.
        answer.filter(has_text="no evidence").wait_for()

        # Who said Civica ran the IT, and was it right? The search, its first result.
        page.goto(address)
        page.keyboard.press("/")
        page.keyboard.type("civica")
        page.locator(".kb-search__hits a").first.click()
        page.wait_for_url("**/entities/civica/")
        cleared = page.locator(".kb-cleared")
        for words in ("Named, then cleared", "withdrawn", "The Record"):
            cleared.filter(has_text=words).wait_for()

        # Which incidents went through a supplier? The table, one filter.
        page.goto(address)
        page.get_by_role("link", name="Incidents", exact=True).first.click()
        page.wait_for_url("**/incidents/")
        page.get_by_label("Came through").select_option(index=1)
        assert 5 < page.locator("tbody tr[data-row]:visible").count() < 33

        # Whom did the ICO fine? The comparisons, what regulators did.
        page.goto(address)
        page.get_by_role("link", name="Comparisons", exact=True).first.click()
        page.wait_for_url("**/comparisons/")
        page.locator(".md-sidebar--secondary a", has_text="What regulators did").click()
        page.locator("td p", has_text="Fine").filter(has_text="Capita").first.wait_for()

        # What was known on 26 January 2024? The page of Kent, the day.
        page.goto(address)
        page.locator(".kb-years a", has_text="Kent councils").click()
        page.wait_for_url("**/kent-councils-2024/")
        page.locator(".kb-days a[data-day='2024-01-26']").click()
        claims = content_kb.claims_of("kent-councils-2024")
        known = sum(entry.known.is_known(dt.date(2024, 1, 26)) for entry in claims)
        words = f"As known on 26 January 2024: {known} of {len(claims)} claims had been made"
        page.locator(".kb-asof", has_text=words).wait_for()
        page.close()
        watch.expect_quiet()
