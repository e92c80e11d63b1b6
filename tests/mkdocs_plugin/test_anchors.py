# What authors name and what the theme names never meet. A whole base of reserved words is built:
# every id of a template, a theme file or a script, and every slug of a heading, is the id of a
# claim, an event, a question, a dispute, and of an entity or an incident.
"""Tests of the ids of pages: each stands once, and authored ones are as authors wrote them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kb.ids import is_id, slugify
from tests.looking import looked_at
from tests.markup import values
from tests.mkdocs_plugin.project import (
    DATES,
    ROOT,
    entity,
    incident,
    make_project,
    run_kb,
    served,
    write_files,
)

pytestmark = pytest.mark.site

_SOURCES = (
    "kb/pages/**/*.j2",
    "kb/views/*.j2",
    "kb/theme/**/*.html",
    "kb/assets/*.js",
    "kb/assets/js/*.js",
)
_NAMED = re.compile(r"""(?:\bid="|getElementById\("|\$\("|href="#|for="|#)([A-Za-z_][\w-]*)""")
_MADE = (
    "s1", "s2", "c1-1", "c2-1", "impact-1", "on-2024-01-19", "sec-about", "i-ne",
    "d-1", "d--q", "y2024", "letter-a", "undated", "toc", "search", "skip", "drawer", "attributes",
    "in-short-confirmed", "background-1", "sources-1", "h", "content", "title", "d", "d-2",
    "known", "announced-1",
)  # fmt: skip
"""Names that are put together from parts, and those of Material without their underscores."""


def reserved_words() -> list[str]:
    """Return every name in the theme's files that could be the id of a record."""
    words = {"announced", "denied"}
    for pattern in _SOURCES:
        for path in ROOT.glob(pattern):
            text = path.read_text(encoding="utf-8")
            words |= {found.strip("_") for found in _NAMED.findall(text)}
            for heading in re.findall(r"^%% #+ (.*)$", text, re.MULTILINE):
                said = re.sub(r'\{\{ _\("(.*?)"\) \}\}', r"\1", heading)
                words.add(slugify(re.sub(r"\{\{.*?\}\}", "", said)))
    found = sorted(word for word in {*words, *_MADE} if is_id(word))
    assert {"content", "title", "kb-search", "who-was-involved", "i-confirmed", "h"} <= set(found)
    return found


_CLAIM = """\
  - id: {0}
    text: "The council said {0}."
    asserted_by: council
    cites: [statement]
    speech_act: confirmed
    status: confirmed
    ground: {{as: own-act, reason: "The council says what it does."}}
"""
_EVENT = (
    '  - {{id: {0}, date: 2024-01-19, type: statement, title: "It said {0}", claims: [first]}}\n'
)
_QUESTION = """\
  - id: {0}
    text: "Is {0} so?"
    asked_of: [council]
    answer: not-disclosed
    as_of: 2024-02-01
    cites: [statement]
"""
_DISPUTE = """\
  - id: {0}
    question: "Was {0} so?"
    verdict: "Both hold."
    outcome: compatible
    sides: [{{answer: "Yes", claims: [first]}}, {{answer: "No", claims: [second]}}]
    assessment: "Each speaks of itself."
"""


def reserved_base() -> dict[str, str]:
    """Return records whose every id is a reserved word, one record for each kind of part."""
    words = reserved_words()
    head = incident("kent").split("claims:\n  - id: announced")[0].replace("announced", "first")
    dated = _CLAIM.format("first") + "    asserted: 2024-01-19\n"
    files = {}
    for at, (name, key, part) in enumerate(
        (("a", "claims", ""), ("b", "events", _EVENT), ("c", "questions", _QUESTION),
         ("e", "disputes", _DISPUTE))
    ):  # fmt: skip
        year = f"202{at}-01-19"
        first = dated.replace("2024-01-19", year) + _CLAIM.format("second")
        text = head.replace("id: kent", f"id: incident-{name}").replace("2024-01-19", year)
        claims = first if part else first + "".join(map(_CLAIM.format, words))
        text += f"claims:\n{claims}"
        if part:
            text += f"{key}:\n" + "".join(map(part.format, words))
        text += "body: |\n  ## Title\n\n  Text.\n\n  ## S1\n\n  ## Sources\n\n  Text.\n"
        files[f"incidents/incident-{name}.yml"] = text
    files["entities/organization/council.yml"] = (
        entity("council", "Canterbury City Council")
        + "claims:\n" + "".join(map(_CLAIM.format, words))
    )  # fmt: skip
    for number, word in enumerate(words):
        if number % 2:
            files[f"entities/organization/{word}.yml"] = entity(word, f"The body {word}")
        else:
            day = f"20{10 + number % 10}-0{1 + number % 9}-{11 + number % 17}"
            text = incident("WORD", "Outage at WORD").replace("2024-01-19", day)
            files[f"incidents/{word}.yml"] = text.replace("WORD", word)  # a word may be a day
    page = f"---\nid: by-hand\ntitle: By hand\n{DATES}---\n\n"
    headings = "".join(f"## {word}\n\nText.\n\n" for word in (*words, "S", "S", "Sources", "H"))
    files["pages/by-hand.md"] = f"{page}It is said [@statement].\n\n{headings}"
    return files


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built site of a base of reserved words."""
    root = make_project(tmp_path_factory.mktemp("anchors"))
    write_files(root / "content", reserved_base())
    done = run_kb(root, "build")
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr
    return root / "site"


def doubled(site: Path) -> Iterator[str]:
    """Yield every page of a site with the ids that stand twice on it."""
    for path in looked_at(sorted(site.rglob("*.html")), 300):
        counts = Counter(values(path.read_text(encoding="utf-8"), "id"))
        if twice := sorted(name for name, number in counts.items() if number > 1):
            yield f"{path.relative_to(site)}: {', '.join(twice[:9])}"


def test_no_page_has_an_id_twice(site: Path) -> None:
    """On every page of a base in which everything is called as the theme calls its parts."""
    assert list(doubled(site)) == []


def test_what_authors_name_keeps_its_name(site: Path) -> None:
    """Links in the wild lead to claims, events, questions and disputes by their ids."""
    for name in ("a", "b", "c", "e"):
        page = (site / f"incidents/incident-{name}/index.html").read_text(encoding="utf-8")
        assert set(reserved_words()) - set(values(page, "id")) == set(), name
    page = (site / "by-hand/index.html").read_text(encoding="utf-8")
    assert set(reserved_words()) - set(values(page, "id")) == set()


def test_what_the_theme_names_no_author_can_name(site: Path) -> None:
    """On a page of a record every id that is none of an author's has a sign no record id has."""
    page = (site / "incidents/incident-a/index.html").read_text(encoding="utf-8")
    authored = {*reserved_words(), "first", "second"}
    others = looked_at((name for name in values(page, "id") if name not in authored), 30)
    assert [name for name in others if is_id(name)] == []
    assert {"content_", "title_", "_who-was-involved", "kb-search_"} <= set(others)


@pytest.mark.long
def test_no_page_of_the_record_has_an_id_twice(whole_site: Path) -> None:
    """Nor any page of all content."""
    assert list(doubled(whole_site)) == []


@pytest.mark.browser
def test_old_links_to_sections_still_lead_there(browser: Browser, site: Path) -> None:
    """`#s1` and `#sources` lead to what had that name, unless an author has it."""
    with served(site) as address:
        page = browser.new_page()
        flaw = f"{address}entities/cve-2023-46805/"
        page.goto(f"{flaw}#s1")
        page.wait_for_function("location.hash === '#S1'")
        page.goto(f"{flaw}#sources")
        page.wait_for_function("location.hash === '#_sources'")
        page.evaluate("location.hash = 'cite-this-page'")
        page.wait_for_function("location.hash === '#_cite-this-page'")
        page.goto(f"{flaw}#no-such-part")
        assert page.url.endswith("#no-such-part")
        page.goto(f"{address}incidents/incident-a/#sources")
        assert page.evaluate("document.querySelector(':target').className") == "kb-claim"
        page.close()
