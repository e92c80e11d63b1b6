"""Lighthouse on a built site: the median of three runs a page, each score at least 95.

A phone on a slow line, as Lighthouse simulates it, over compressed serving. Run it from the
repository's root after a build: `.venv/bin/python -m benchmarks.lighthouse [SITE]`. It ends with 1
where a median is below the bar, with 2 where it could not measure.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.browser.serving import served_packed
from tests.conftest import find_chromium
from tests.nodetools import ROOT, install

PAGES = {
    "home": "",
    "Kent": "incidents/kent-councils-2024/",
    "Civica": "entities/civica/",
    "find": "find/",
}
SCORES = ("performance", "accessibility", "best-practices", "seo")
BAR = 95
METRICS = {
    "first-contentful-paint": "first paint",
    "largest-contentful-paint": "largest paint",
    "total-blocking-time": "blocked",
    "cumulative-layout-shift": "shift",
    "total-byte-weight": "bytes",
}
FLAGS = "--headless=new --no-sandbox --disable-gpu"
ATTEMPTS = 4
"""Visits tried for one report where the browser was too busy to answer in time."""
TOO_BUSY = "exceeded the allotted time"
"""What Lighthouse says then: it throttles the processor fourfold, and waits half a minute for each
answer. Whatever else it says ends the run."""


def main() -> int:
    """Measure every page, print the medians, and say whether they reach the bar."""
    asked = argparse.ArgumentParser(description="Lighthouse on a built site")
    asked.add_argument("site", nargs="?", default="site", type=Path)
    asked.add_argument("--runs", default=3, type=int)
    asked.add_argument(
        "--lenient", action="store_true",
        help="let a performance below the bar pass, with its figures: for machines that are busy",
    )  # fmt: skip
    asked.add_argument("--page", choices=PAGES, action="append", help="only this page")
    options = asked.parse_args()
    tools = install(ROOT / "tests/browser", "browser-tools")
    chromium = find_chromium()
    if isinstance(tools, str) or chromium is None:
        sys.stderr.write(f"{tools if isinstance(tools, str) else 'there is no Chromium'}\n")
        return 2
    if not (options.site / "index.html").is_file():
        sys.stderr.write(f"{options.site} is no built site\n")
        return 2
    is_good = True
    sys.stdout.write(f"{'':<8}" + "".join(f"{name:>16}" for name in SCORES) + "\n")
    with served_packed(options.site.resolve()) as address:
        for name in options.page or PAGES:
            url = address + PAGES[name]
            reports = [run(tools, chromium, url) for _ in range(options.runs)]
            low = show(name, reports)
            is_good &= not low or (options.lenient and low == ["performance"])
    return 0 if is_good else 1


def run(tools: Path, chromium: str, url: str) -> dict[str, Any]:
    """Return what Lighthouse reports of one visit."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = ["node", str(tools / "node_modules/lighthouse/cli/index.js"), url, "--quiet",
                   "--output=json", f"--output-path={report}", f"--chrome-flags={FLAGS}",
                   "--no-enable-error-reporting"]  # fmt: skip
        environment = {**os.environ, "CHROME_PATH": chromium}
        for attempt in range(1, ATTEMPTS + 1):
            done = subprocess.run(command, check=False, env=environment, stderr=subprocess.PIPE)
            if done.returncode == 0:
                break
            said = done.stderr.decode(errors="replace").strip() or "no reason given"
            sys.stderr.write(f"lighthouse, attempt {attempt} of {ATTEMPTS} at {url}: {said}\n")
            if TOO_BUSY not in said or attempt == ATTEMPTS:
                raise SystemExit(2)
        found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return found


def show(name: str, reports: list[dict[str, Any]]) -> list[str]:
    """Print the medians of a page and what keeps it below the bar; return what is below."""
    medians = {key: statistics.median(score(report, key) for report in reports) for key in SCORES}
    sys.stdout.write(f"{name:<8}" + "".join(f"{medians[key]:>16.0f}" for key in SCORES) + "\n")
    middle = sorted(reports, key=lambda report: score(report, "performance"))[len(reports) // 2]
    measured = (
        f"{label} {middle['audits'][key].get('displayValue', 'unknown')}"
        for key, label in METRICS.items()
    )
    sys.stdout.write(f"{'':<8}{', '.join(measured)}\n")
    low = [key for key in SCORES if medians[key] < BAR]
    for key in low:
        sys.stdout.write(f"{'':<8}{key}: {', '.join(failing(middle, key))}\n")
    sys.stdout.flush()
    return low


def score(report: Mapping[str, Any], key: str) -> float:
    """Return a score from 0 to 100; nothing measured is nothing."""
    return float(report["categories"][key]["score"] or 0) * 100


def failing(report: Mapping[str, Any], key: str) -> list[str]:
    """Return the audits that cost a category something."""
    found = []
    for reference in report["categories"][key]["auditRefs"]:
        audit = report["audits"][reference["id"]]
        if reference["weight"] and audit["score"] is not None and audit["score"] < 0.9:
            found.append(f"{audit['id']} {audit['score']:.2f}")
    return found


if __name__ == "__main__":
    sys.exit(main())
