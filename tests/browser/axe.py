# axe-core in the page. It is put in by the debugger's own way, which the page's policy does not rule;
# the policy itself stays in force. Closed parts are opened first: what is hidden is not looked at.
"""Ask axe-core what is wrong with a page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# `content-visibility` leaves parts without a layout until they are near the window: no colours there.
_OPEN = """() => {
  document.querySelectorAll("article details").forEach((each) => { each.open = true; });
  const all = new CSSStyleSheet();
  all.replaceSync("*{content-visibility:visible!important;transition:none!important;animation:none!important}");
  document.adoptedStyleSheets = [all];
}"""
_RUN = """async (tags) => {
  const found = await axe.run(document, {
    runOnly: {type: "tag", values: tags}, resultTypes: ["violations"], elementRef: false,
    rules: {"target-size": {enabled: true}},
  });
  return found.violations.map(({id, nodes}) => ({
    id, count: nodes.length,
    nodes: nodes.slice(0, 4).map(({target, html, failureSummary}) =>
      `${target.join(" ")}\\n      ${html.slice(0, 160)}\\n      ${(failureSummary || "").replace(/\\s+/g, " ").slice(0, 200)}`),
  }));
}"""


def violations(page: Page, tools: Path, *, is_opened: bool = True) -> list[str]:
    """Return the violations of every rule of WCAG 2.2 AA and of good practice, with examples."""
    if is_opened:
        page.evaluate(_OPEN)
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate((tools / "axe-core/axe.min.js").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate(_RUN, _TAGS)
    return [f"{each['id']} ({each['count']}):\n    " + "\n    ".join(each["nodes"])
            for each in found]  # fmt: skip
