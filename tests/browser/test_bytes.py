# What a first visit costs, in bytes that really travel: compressed, everything the page asks for until
# it is quiet. Budgets are those of the issue; they are promises to readers on a slow line.
"""The first view of a page is light."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Response

from tests.browser.pages import BY_NAME

pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.long]

KILOBYTE = 1024
BUDGETS = {"kent": 250, "civica": 200, "council": 200, "person": 200, "flaw": 200}


def first_view(browser: Browser, url: str) -> dict[str, int]:
    """Return what a fresh profile fetches: the address and the bytes of each answer's body."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(url, wait_until="networkidle")
    found = {}
    for answer in answers:
        if answer.url.startswith("http"):
            found[answer.url.split("/repo/")[-1]] = answer.request.sizes()["responseBodySize"]
    context.close()
    return found


@pytest.mark.parametrize("name", BUDGETS)
def test_the_first_view_keeps_its_budget(browser: Browser, whole: str, name: str) -> None:
    """All requests of a first visit together stay below the budget."""
    found = first_view(browser, whole + BY_NAME[name].whole)
    lines = [f"{size:>8} {url}" for url, size in sorted(found.items(), key=lambda x: -x[1])]
    total = sum(found.values())
    print(f"{name}: {total / KILOBYTE:.0f} KB of {BUDGETS[name]} KB", *lines, sep="\n")  # noqa: T201
    assert total <= BUDGETS[name] * KILOBYTE, "\n".join(lines)
    assert all(found.values()), "an answer without a size was not counted"
