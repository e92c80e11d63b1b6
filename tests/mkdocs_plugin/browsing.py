# What every test in Chromium needs: how the browser is started, and who listens to what goes wrong
# on a page while the test looks at something else.
"""Start Chromium, and watch a page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Dialog, Page, sync_playwright

FLAGS = (
    "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip
WEBGL = ("--enable-unsafe-swiftshader", "--use-gl=angle", "--use-angle=swiftshader")
"""Lets a machine without a graphics card draw what needs one."""


@contextmanager
def launched(chromium: str, *, can_draw: bool = False) -> Iterator[Browser]:
    """Run a browser; one that can draw with WebGL starts more slowly."""
    flags = [*FLAGS, *(WEBGL if can_draw else ["--disable-gpu"])]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=flags)
        yield running
        running.close()


class Watch:
    """What went wrong on a page: console errors, foreign requests, missing files, dialogs."""

    def __init__(self, page: Page, address: str) -> None:
        """Start listening."""
        self.found: list[str] = []
        self.asked = 0
        """Requests that were heard: a page that asked for nothing was not watched."""
        page.on("console", lambda said: self._note(said.type == "error", said.text))
        page.on("pageerror", lambda error: self._note(True, str(error)))
        page.on("dialog", self._dismiss)
        page.on("response", lambda got: self._note(got.status >= 400, got.url))
        page.on("request", lambda asked: self._count(asked.url, address))

    def expect_quiet(self) -> None:
        """Fail if anything went wrong, or if nothing was watched at all."""
        assert self.asked > 0, "no request was heard"
        assert self.found == []

    def _count(self, url: str, address: str) -> None:
        self.asked += 1
        self._note(not url.startswith((address, "data:")), url)

    def _dismiss(self, dialog: Dialog) -> None:
        self.found.append(dialog.message)
        dialog.dismiss()

    def _note(self, is_wrong: bool, text: str) -> None:
        if is_wrong:
            self.found.append(text)
