# The page of an incident, set to a day in a browser, against `kb known`: the same claims, surely or
# possibly public, each with the status it had then. On the small project in every run, on the real
# content among the long tests.
"""As known on a day: page and command agree claim by claim."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from kb.vocab.claims import DEPRECATED_STATUSES, STATUSES
from tests.mkdocs_plugin.browsing import Watch
from tests.mkdocs_plugin.project import ROOT, make_project, run_kb, served, write_files

pytestmark = [pytest.mark.site, pytest.mark.browser]

HISTORY = """\
  - id: early
    text: "A supplier ran it."
    asserted_by: {text: "An analyst"}
    cites: [statement]
    asserted: 2024-01-20
    history:
      - 2024-01-20 reported [statement]
      - {date: 2024-02-13, status: retracted, by: council, cites: [statement]}
  - id: vague
    text: "It was over in the spring."
    asserted_by: council
    cites: [statement]
    asserted: 2024-03/2024-05
"""

READ = """() => Object.fromEntries(
  [...document.querySelectorAll('.kb-claim:not(.kb-claim--short)')]
    .filter((claim) => !claim.closest('[hidden]'))
    .map((claim) => [claim.id, {
      status: [...claim.querySelectorAll('.kb-claim__status .kb-status')]
        .filter((status) => !status.hidden).map((status) => status.dataset.s).join(),
      notes: [...claim.querySelectorAll('.kb-then')].map((note) => note.textContent),
      isStruck: !!claim.querySelector('del') && !claim.classList.contains('kb-claim--then'),
      later: (({hidden} = {}) => hidden)(claim.querySelector('.kb-later') || undefined),
    }]))"""
"""What the page shows: id → status, notes beside it, whether its text is struck out, and
whether a later figure beside it is hidden (none when there is none)."""

SHORT = """() => [...document.querySelectorAll('.kb-dispute:not([hidden]) .kb-claim--short')]
  .map((claim) => [
    claim.querySelector('p.m:last-child a').hash.slice(1),
    !claim.closest('[hidden]'),
    [...claim.querySelectorAll('.kb-status')].filter((status) => !status.hidden)
      .map((status) => status.dataset.s).join(),
  ])"""


def expected(rows: list[Mapping[str, Any]], today: Mapping[str, str]) -> dict[str, Any]:
    """Return what the page must show, from what the command says."""
    found = {}
    for row in rows:
        name, status = str(row["id"]), str(row["status"])
        now = today[name]
        notes = []
        if now in DEPRECATED_STATUSES and status != now:
            notes.append(f"since {STATUSES.label(now).lower()}")
        if row["possibly"]:
            notes.append("may have been public by then")
        is_struck = now in DEPRECATED_STATUSES and status == now
        found[name] = {"status": status, "notes": notes, "isStruck": is_struck}
    return found


def compare(page: Page, rows: list[Mapping[str, Any]], today: Mapping[str, str]) -> None:
    """Fail where the page and the command differ in a claim."""
    shown = page.evaluate(READ)
    wanted = expected(rows, today)
    assert sorted(shown) == sorted(wanted)
    for name, claim in shown.items():
        # A figure that a later one replaced is not struck: from that day the later one stands by.
        if (is_hidden := claim.pop("later", None)) is not None:
            assert is_hidden is not wanted[name].pop("isStruck"), name
            assert not claim.pop("isStruck"), name
    different = {name: (shown[name], wanted[name]) for name in wanted
                 if shown[name] != wanted[name]}  # fmt: skip
    assert different == {}
    for name, is_shown, status in page.evaluate(SHORT):
        assert is_shown == (name in wanted), name
        assert not is_shown or status == wanted[name]["status"], name


def known(root: Path, record: str, day: str) -> list[Mapping[str, Any]]:
    """Return what `kb known` says."""
    run = run_kb(root, "known", record, "--on", day, "--format", "json")
    assert run.returncode == 0, run.stderr
    rows: list[Mapping[str, Any]] = json.loads(run.stdout)
    return rows


def test_the_page_says_what_the_command_says(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Before, between and after: also a claim that was withdrawn, and one of unsure date."""
    root = make_project(tmp_path_factory.mktemp("known"), site_url="http://127.0.0.1/repo/")
    path = root / "content/incidents/kent.yml"
    text = path.read_text(encoding="utf-8").replace("topics:", HISTORY + "topics:")
    text = text.replace("    claims: [announced]\n", "    claims: [announced, early, vague]\n")
    write_files(root, {"content/incidents/kent.yml": text})
    run = run_kb(root, "build")
    assert run.returncode == 0, run.stderr
    today = {row["id"]: row["status"] for row in known(root, "kent", "2030-01-01")}
    assert today == {"announced": "confirmed", "early": "retracted", "vague": "reported"}
    with served(root / "site") as address:
        page = browser.new_page()
        watch = Watch(page, address)
        for day in ("2024-01-18", "2024-01-20", "2024-02-12", "2024-02-13", "2024-04-01"):
            page.goto(f"{address}incidents/kent/?known={day}")
            compare(page, known(root, "kent", day), today)
        page.get_by_role("link", name="Back to today").click()
        shown = page.evaluate(READ)
        assert {name: claim["status"] for name, claim in shown.items()} == today
        assert shown["early"]["isStruck"]
        page.close()
        watch.expect_quiet()


DAYS = {
    "kent-councils-2024": ("2024-01-19", "2024-01-26", "2024-02-12", "2024-02-14"),
    "capita-cyber-attack-2023": ("2023-04-03", "2023-05-10", "2025-10-15"),
    "synnovis-ransomware-2024": ("2024-06-04", "2024-06-21", "2025-06-30"),
    "redcar-and-cleveland-2020": ("2020-02-10", "2020-03-15", "2021-06-01"),
}


@pytest.mark.long
def test_four_incidents_of_the_content_agree(browser: Browser, whole_site: Path) -> None:
    """Every claim of four records on thirteen days."""
    with served(whole_site) as address:
        page = browser.new_page()
        watch = Watch(page, address)
        for record, days in DAYS.items():
            today = {
                str(row["id"]): str(row["status"]) for row in known(ROOT, record, "2099-01-01")
            }
            for day in days:
                page.goto(f"{address}incidents/{record}/?known={day}")
                page.locator("#content_[data-known]").wait_for()
                compare(page, known(ROOT, record, day), today)
        page.close()
        watch.expect_quiet()
