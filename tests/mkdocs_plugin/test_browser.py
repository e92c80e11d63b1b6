# The built site in a real browser, below a sub-path as on a project site, with its policy enforced.
# The browser must not be able to tell that the site is not alone in the world: it asks nobody else.
"""Tests of the site in Chromium."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.mkdocs_plugin.browsing import Watch
from tests.mkdocs_plugin.project import TITLE, free_port, make_project, run_kb, served

pytestmark = [pytest.mark.site, pytest.mark.browser]

SIZES = ((1280, 900), (390, 844))


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a fresh profile of a wide window."""
    fresh = browser.new_context(viewport={"width": 1280, "height": 900})
    yield fresh
    fresh.close()


@pytest.mark.parametrize(
    "path",
    ["", "incidents/", "incidents/kent/", "incidents/kent/known/", "entities/council/",
     "entities/cve-2023-46805/", "sources/statement/", "about/", "timeline/", "404.html"],
)  # fmt: skip
def test_pages_open_without_a_complaint(context: BrowserContext, address: str, path: str) -> None:
    """No console error, no blocked or missing file, no foreign request, nothing sideways."""
    for width, height in SIZES:
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        watch = Watch(page, address)
        page.goto(address + path, wait_until="networkidle")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, width
        assert page.evaluate("document.fonts.check('16px Newsreader')")
        watch.expect_quiet()
        page.close()


def test_search_finds_a_record_and_shows_its_title_as_text(
    context: BrowserContext, address: str
) -> None:
    """Typing a name gives a result that leads to the record; markup in titles stays text."""
    page = context.new_page()
    watch = Watch(page, address)
    page.goto(address + "about/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.keyboard.press("/")
    page.keyboard.type("kent")
    result = page.locator(".kb-search__hits a", has_text="Kent").first
    result.wait_for()
    assert result.locator("b").inner_text() == TITLE
    assert result.locator("b b, img, script").count() == 0
    assert [url.removeprefix(address) for url in asked if "favicon" not in url] == [
        "search/index.json"
    ]
    page.keyboard.press("ArrowDown")
    assert result.evaluate("link => link === document.activeElement")
    page.keyboard.press("Enter")
    page.wait_for_url("**/repo/incidents/kent/**")
    assert page.locator("h1").inner_text() == TITLE
    watch.expect_quiet()


def test_reading_asks_for_no_index(context: BrowserContext, address: str) -> None:
    """Neither the slim index nor a search worker is part of a first view."""
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + "incidents/kent/", wait_until="networkidle")
    assert asked
    assert not [url for url in asked if "search" in url or "pagefind" in url]


def test_the_header_leads_to_the_full_text(context: BrowserContext, address: str) -> None:
    """A word that is no name is looked for in the texts; Escape closes the dialog."""
    page = context.new_page()
    watch = Watch(page, address)
    page.goto(address + "about/")
    opener = page.get_by_role("link", name="Search")
    opener.click()
    page.keyboard.type("investigating")
    page.get_by_text("No name or title has these words.").wait_for()
    page.keyboard.press("Escape")
    assert not page.locator("#kb-search_").is_visible()
    opener.press("Enter")
    page.get_by_role("link", name="Search the full text for “investigating”").wait_for()
    page.keyboard.press("Enter")
    page.locator("#found", has_text="with “investigating”").wait_for()
    assert page.url.endswith("/find/?query=investigating")
    watch.expect_quiet()


def test_the_search_on_the_home_page_leads_to_the_full_text(
    context: BrowserContext, address: str
) -> None:
    """The form in the middle of the home page is a plain form."""
    page = context.new_page()
    page.goto(address)
    page.locator(".kb-find input").fill("council")
    page.keyboard.press("Enter")
    page.locator(".kb-results__title", has_text="Canterbury City Council").wait_for()


def test_a_citation_shows_its_source(context: BrowserContext, address: str) -> None:
    """Pointing at a number says what the source is; the pointer may go into it; Escape ends it."""
    page = context.new_page()
    watch = Watch(page, address)
    page.goto(address + "incidents/kent/")
    page.locator(".kb-cite a").first.hover()
    preview = page.locator(".kb-preview")
    preview.wait_for()
    for words in ("Statement of the council", "Primary", "usually reliable", "no archived copy"):
        assert words in preview.inner_text()
    preview.get_by_role("link", name="Cite it").hover()
    page.wait_for_timeout(400)
    assert preview.is_visible()
    page.keyboard.press("Escape")
    assert not preview.is_visible()
    watch.expect_quiet()


def test_a_citation_is_read_by_keyboard(context: BrowserContext, address: str) -> None:
    """Focus opens the preview, Tab leads into it, Escape back to the number."""
    page = context.new_page()
    page.goto(address + "incidents/kent/")
    # A focus that the keyboard moved: from the link before the number.
    page.locator(".kb-lead").evaluate("lead => { lead.tabIndex = -1; lead.focus(); }")
    page.keyboard.press("Tab")
    page.locator(".kb-preview").wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('.kb-preview')")
    page.keyboard.press("Escape")
    assert page.evaluate("!!document.activeElement.closest('.kb-cite')")
    assert not page.locator(".kb-preview").is_visible()


def test_a_tap_on_a_citation_opens_its_preview(browser: Browser, address: str) -> None:
    """A finger does not jump away: the preview leads on, and can be closed."""
    context = browser.new_context(has_touch=True, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(address + "incidents/kent/")
    page.locator(".kb-claim .kb-cite a").first.tap()
    preview = page.locator(".kb-preview")
    preview.wait_for()
    assert "#" not in page.url
    page.get_by_role("button", name="Close").tap()
    assert not preview.is_visible()
    page.locator(".kb-claim .kb-cite a").first.tap()
    preview.get_by_role("link", name="No. 1 in the list").tap()
    page.wait_for_url("**#S1")
    context.close()


def test_a_link_to_a_record_says_what_it_is(context: BrowserContext, address: str) -> None:
    """Name, kind, first line and its part in incidents, fetched when somebody points."""
    page = context.new_page()
    watch = Watch(page, address)
    page.goto(address + "incidents/kent/")
    page.locator(".kb-roles a", has_text="Canterbury City Council").hover()
    preview = page.locator(".kb-preview")
    preview.wait_for()
    for words in ("Canterbury City Council", "Local authority", "A body that runs", "Affected:"):
        assert words in preview.inner_text()
    watch.expect_quiet()


def test_citations_can_be_copied(browser: Browser, address: str) -> None:
    """Text, BibTeX and CSL-JSON of the page, each with a button."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address + "incidents/kent/")
    page.get_by_role("button", name="Copy citation").click()
    assert TITLE in page.evaluate("navigator.clipboard.readText()")
    page.locator("summary", has_text="CSL-JSON").click()
    page.get_by_role("button", name="Copy CSL-JSON").click()
    item = json.loads(page.evaluate("navigator.clipboard.readText()"))[0]
    assert (item["type"], item["title"]) == ("webpage", TITLE)
    context.close()


def test_the_page_can_be_read_as_of_a_day(context: BrowserContext, address: str) -> None:
    """The day control hides what came later, says so, and the address says which day it is."""
    page = context.new_page()
    watch = Watch(page, address)
    page.goto(address + "incidents/kent/?known=2024-01-18")
    banner = page.locator(".kb-asof")
    assert "0 of 1 claims" in banner.inner_text()
    assert not page.locator("#announced").is_visible()
    page.locator(".kb-days a[data-day]").first.click()
    assert page.url.endswith("?known=2024-01-19")
    assert "1 of 1 claims" in banner.inner_text()
    assert page.locator("#announced").is_visible()
    assert not page.locator(".kb-lead").is_visible()
    banner.locator("a").click()
    assert page.url.endswith("/incidents/kent/")
    assert not banner.is_visible()
    watch.expect_quiet()


def test_pages_read_without_javascript(browser: Browser, address: str) -> None:
    """Without scripts the text is there, claims are shown, and dark follows the system."""
    context = browser.new_context(java_script_enabled=False, color_scheme="dark")
    page = context.new_page()
    page.goto(address + "incidents/kent/")
    assert page.locator("#announced").is_visible()
    assert page.locator(".kb-preview").count() == 0
    page.screenshot()
    context.close()


def test_the_keyboard_reaches_the_article_first(context: BrowserContext, address: str) -> None:
    """The first stop of the Tab key is a link that skips to the article."""
    page = context.new_page()
    page.goto(address + "incidents/kent/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == "#content_"


def test_colours_can_be_chosen_and_stay(context: BrowserContext, address: str) -> None:
    """The toggle goes from the system's colours to light to dark, and the next page keeps it."""
    page = context.new_page()
    watch = Watch(page, address)
    page.goto(address)
    for _ in range(2):
        page.locator(".md-header__option label:visible").click()
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    page.goto(address + "incidents/kent/")
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    watch.expect_quiet()


def test_a_policy_is_really_enforced(context: BrowserContext, address: str) -> None:
    """A script that is not of the page does not run: the policy is no decoration."""
    page = context.new_page()
    page.goto(address + "about/")
    page.evaluate(
        "() => { const s = document.createElement('script');"
        " s.textContent = 'window.ran = true'; document.body.append(s); }"
    )
    assert page.evaluate("window.ran") is None


def test_pages_change_without_loading_and_the_policy_holds(
    context: BrowserContext, tmp_path: Path
) -> None:
    """Material's instant navigation: our scripts run on the new page, and nothing is refused."""
    port = free_port()
    root = make_project(tmp_path, site_url=f"http://127.0.0.1:{port}/repo/")
    run = run_kb(root, "build", "--strict")
    assert run.returncode == 0, run.stderr
    with served(root / "site", port=port) as address:
        walk_without_loading(context.new_page(), address)


def walk_without_loading(page: Page, address: str) -> None:
    """Walk from home to an incident, a body, a source and the search."""
    watch = Watch(page, address)
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation', (e) => console.error(e.blockedURI));"
    )
    page.goto(address, wait_until="networkidle")
    page.evaluate("window.stayed = true")
    page.locator(".kb-years a", has_text="Kent").first.click()
    page.wait_for_url("**/incidents/kent/")
    page.locator(".kb-cite a").first.hover()
    page.locator(".kb-preview").wait_for()
    page.locator(".kb-days a[data-day]").last.click()
    assert page.url.endswith("?known=2024-01-19")
    page.locator(".kb-claim a", has_text="Canterbury City Council").first.click()
    page.wait_for_url("**/entities/council/")
    page.locator(".kb-sources b a").first.click()
    page.wait_for_url("**/sources/statement/")
    assert page.evaluate("window.stayed") is True
    # A page with a policy of its own is loaded as a whole.
    page.get_by_role("link", name="Find", exact=True).click()
    page.wait_for_url("**/find/")
    assert page.evaluate("window.stayed") is None
    page.go_back()
    page.wait_for_url("**/sources/statement/")
    watch.expect_quiet()
