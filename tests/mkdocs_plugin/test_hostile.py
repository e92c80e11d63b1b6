# Two layers keep what a record says from running on a page. Here the first one (validation) is
# switched off, every field holds an attack, and the site is built, parsed and opened.
"""Hostile records with validation bypassed: nothing of them runs, on any page or in the search."""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from tests.looking import looked_at
from tests.mkdocs_plugin.browsing import Watch, launched
from tests.mkdocs_plugin.project import (
    DATES,
    child_environment,
    content_files,
    make_project,
    run_kb,
    served,
    write_files,
)
from tests.prose.hostile import HOSTILE

pytestmark = pytest.mark.site

PLAIN = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\\<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>', "' onmouseover='alert(1)", "</title><script>alert(1)</script>",
    "</script><script>alert(1)</script>", "[x](javascript:alert(1))", "{{ 7*7 }}{% raw %}",
    "--8<-- 'mkdocs.yml'", "{: onclick=alert(1) }", "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<!-- x --><iframe src=//evil.example>", "<math><mtext><img src=x onerror=alert(1)>",
    "a|b `c` *d* _e_ ~~f~~ # g", "\u202egpj.exe",
)  # fmt: skip
URLS = (
    "javascript:alert(1)", "JaVaScRiPt:alert(2)", "java\tscript:alert(3)", "//evil.example/x",
    "data:text/html,<script>alert(1)</script>", "https://e.example/\"onclick=alert(1)//",
    "vbscript:msgbox(1)", "&#106;avascript:alert(1)",
)  # fmt: skip


# A lone surrogate cannot stand in a file at all.
ATTACKS = tuple(item for item in HOSTILE if not re.search("[\ud800-\udfff]", item.text))


def quote(text: str) -> str:
    """Return a text as a YAML scalar in double quotes, on one line."""
    return yaml.safe_dump(text, default_style='"', allow_unicode=False, width=10**6).strip()


def hostile_incident() -> str:
    """Return an incident whose every text is an attack."""
    lines = [
        "schema: incident/2", "id: hostile", DATES.rstrip(), f"title: {quote(PLAIN[0])}",
        f"short_title: {quote(PLAIN[1])}", f"aliases: [{quote(PLAIN[2])}, {quote(PLAIN[3])}]",
        f"summary: {quote(ATTACKS[0].text)}", "determination: confirmed", "types: [unknown]",
        "disclosed: 2024-01-19", f"external_ids: {{x: {quote(PLAIN[4])}}}", "participants:",
        f"  - {{entity: hostile-body, role: victim, note: {quote(ATTACKS[3].text)},"
        " cites: [hostile-0]}",
        "services:",
        f"  - {{service: {quote(PLAIN[5])}, bodies: [hostile-body], state: unavailable,"
        f" note: {quote(ATTACKS[4].text)}, cites: [hostile-1]}}",
        "impacts:",
        f"  - {{kind: external, text: {quote(ATTACKS[5].text)}, value: 3, unit: {quote(PLAIN[6])},"
        " cites: [hostile-2]}",
        "events:",
        f"  - {{id: ev-x, date: 2024-01-19, type: statement, title: {quote(PLAIN[7])},"
        f" text: {quote(ATTACKS[6].text)}, cites: [hostile-3]}}",
        "claims:",
    ]  # fmt: skip
    for number, attack in enumerate(ATTACKS):
        plain = PLAIN[number % len(PLAIN)]
        lines += [
            f"  - id: c{number}",
            f"    text: {quote(attack.text)}",
            f"    asserted_by: {{text: {quote(plain)}}}",
            f"    via: {quote(plain)}",
            "    cites:",
            f"      - {{source: hostile-{number % len(URLS)}, locator: {quote(plain)},"
            f" quote: {quote(plain)}}}",
            f"    note: {quote(attack.text)}",
        ]
        if not number:  # who takes its own word back may judge
            lines += [
                "    history:",
                "      - {date: 2024-05-01, status: retracted, cites: [hostile-1],"
                f" note: {quote(attack.text)}}}",
            ]
    names = ", ".join(f"c{number}" for number in range(len(ATTACKS)))
    lines += [
        "topics:",
        f"  - {{id: q-x, question: {quote(PLAIN[8] + '?')}, answer: {quote(ATTACKS[7].text)},"
        f" claims: [{names}]}}",
        "disputes:",
        f"  - {{id: d-x, question: {quote(PLAIN[9] + '?')}, outcome: open,"
        f" verdict: {quote(PLAIN[13])}, sides: [{{answer: {quote(PLAIN[14])}, claims: [c0]}},"
        f" {{answer: {quote(PLAIN[15])}, claims: [c1]}}],"
        f" assessment: {quote(ATTACKS[8].text)}, by: {{text: {quote(PLAIN[0])}}}}}",
        "questions:",
        f"  - {{id: u-x, text: {quote(PLAIN[11] + '?')}, answer: open, as_of: 2024-01-19,"
        f" note: {quote(ATTACKS[9].text)}, cites: [hostile-4]}}",
    ]
    return "\n".join(lines) + "\n"


def hostile_files() -> dict[str, str]:
    """Return authored files in which every field that takes text is an attack."""
    body = [
        "schema: entity/1", "kind: organization", "id: hostile-body", DATES.rstrip(),
        f"name: {quote(PLAIN[12])}",
        f"aliases: [{', '.join(f'{{text: {quote(text)}, autolink: true}}' for text in PLAIN)}]",
        f"former_names: [{quote(PLAIN[13])}]", f"description: {quote(ATTACKS[1].text)}",
        f"links: [{', '.join(quote(url) for url in URLS)}]", "org_kind: company",
    ]  # fmt: skip
    sources = []
    for number, url in enumerate(URLS):
        plain = PLAIN[number % len(PLAIN)]
        sources += [
            f"- id: hostile-{number}", f"  title: {quote(plain)}",
            f"  author: [{{literal: {quote(plain)}}}]", f"  container-title: {quote(plain)}",
            f"  publisher: {quote(plain)}", f"  URL: {quote(url)}", f"  archive_url: {quote(url)}",
            "  kind: news", "  origin: secondary", "  reliability: F", "  read: full",
            f"  note: {quote(ATTACKS[2].text)}",
        ]  # fmt: skip
    return {
        **content_files(),
        "incidents/hostile.yml": hostile_incident(),
        "entities/organization/hostile-body.yml": "\n".join(body) + "\n",
        "sources/hostile.yml": "\n".join(sources) + "\n",
    }


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project of hostile records."""
    root = make_project(tmp_path_factory.mktemp("hostile"))
    write_files(root / "content", hostile_files())
    return root


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    """Return the site that is built of them with validation bypassed."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.mkdocs_plugin.kb_unchecked", "build"], cwd=project,
        env=child_environment(), text=True, capture_output=True, check=False, timeout=180,
    )  # fmt: skip
    assert (project / "site/incidents/hostile/index.html").is_file(), run.stdout + run.stderr
    return project / "site"


def test_with_validation_every_attack_is_refused(project: Path) -> None:
    """`kb check` refuses the records: every hostile text has a problem, and nothing is built."""
    run = run_kb(project, "check", "--format", "json")
    found = json.loads(run.stdout)
    assert run.returncode == 1
    # A text with a hidden character is refused when it is read: its file gets no further.
    assert {problem["path"] for problem in found} >= {"content/incidents/hostile.yml"}
    assert all(problem["line"] >= 1 and problem["hint"] for problem in looked_at(found, 20))


def iter_pages(site: Path) -> Iterator[tuple[str, LexborHTMLParser]]:
    """Yield every page of a site, parsed as a browser would."""
    for path in looked_at(sorted(site.rglob("*.html")), 30):
        yield str(path.relative_to(site)), LexborHTMLParser(path.read_text(encoding="utf-8"))


def test_no_page_has_active_content_of_a_record(site: Path) -> None:
    """No script, handler, frame, form, style or unsafe address of a record is in any page."""
    wrong, looked = [], 0
    for name, tree in iter_pages(site):
        article = tree.css_first("article")
        assert article is not None or name == "404.html"
        for node in article.css("*") if article is not None else ():
            looked += 1
            if node.tag in {"script", "iframe", "object", "embed", "style", "base", "math", "img"}:
                wrong.append(f"{name}: <{node.tag}>")
            for key, value in node.attributes.items():
                address = re.sub(r"[\s\x00-\x20]", "", html.unescape(value or "")).lower()
                is_link = key in {"href", "src", "action", "formaction", "data", "xlink:href"}
                if key.startswith("on") or key in {"style", "srcdoc"}:
                    wrong.append(f"{name}: {key}={value}")
                elif is_link and not re.match(
                    r"(https?://|mailto:|#|\.|/(?!/)|[a-z0-9_-]+/|\?|$)", address
                ):
                    wrong.append(f"{name}: {key}={value}")
                elif is_link and re.match(r"(javascript|data|vbscript):", address):
                    wrong.append(f"{name}: {key}={value}")
    assert not wrong, "\n".join(wrong[:20])
    assert looked > 2_000


def test_what_the_pages_say_is_what_the_records_say(site: Path) -> None:
    """An attack is shown as the text it is, not dropped."""
    text = LexborHTMLParser((site / "incidents/hostile/index.html").read_text()).text()
    for attack in ("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "{{ 7*7 }}"):
        assert attack in text


def test_the_search_index_holds_the_attacks_as_text(site: Path) -> None:
    """The browser test below searches for them: the script puts them in as text."""
    rows = json.loads((site / "search/index.json").read_text(encoding="utf-8"))
    assert any("alert(1)" in value for row in rows for value in row)


@pytest.mark.browser
def test_nothing_runs_in_a_browser(site: Path, chromium: str) -> None:
    """Every page of hostile records opens without a dialog, an error or a foreign request."""
    pages = [name for name, _ in iter_pages(site) if "hostile" in name]
    assert len(pages) > len(URLS)
    with served(site) as address, launched(chromium) as browser:
        page = browser.new_page()
        watch = Watch(page, address)
        for name in ["", *pages, "search", "sources/", "disputes/", "timeline/", "incidents/"]:
            page.goto(address + (name if name != "search" else "find/?query=alert"))
            if name == "search":
                page.locator(".kb-results__title").first.wait_for()
                assert page.locator("#results :is(img, script, svg, iframe)").count() == 0
                page.keyboard.press("Escape")
                page.locator("#kb-opener_").click()
                page.keyboard.type("alert")
                page.locator(".kb-search__hits a").first.wait_for()
                assert page.locator(".kb-search__hits :is(img, script, svg, iframe)").count() == 0
        page.wait_for_timeout(200)
    watch.expect_quiet()
