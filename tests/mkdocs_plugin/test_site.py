# One small site, built twice in other processes under different hash seeds, and looked at as a
# visitor, a search engine and a browser's content policy would look at it.
"""Tests of a site as `mkdocs build` and `kb build` make it."""

from __future__ import annotations

import gzip
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from selectolax.lexbor import LexborNode

from kb.mkdocs_plugin.csp import hash_source
from tests.looking import looked_at
from tests.markup import inside, nodes, values
from tests.mkdocs_plugin.project import TITLE, make_project, run_kb, run_mkdocs, write_files
from tests.publish.trees import read_tree

pytestmark = pytest.mark.site

URL = "https://example.org/repo/"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project that MkDocs itself has built strictly."""
    root = make_project(tmp_path_factory.mktemp("site"), site_url=URL)
    run = run_mkdocs(root, "build", "--strict", PYTHONHASHSEED="1")
    assert run.returncode == 0, run.stderr
    return root


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    """Return the folder of the built site."""
    return project / "site"


def pages_of(site: Path) -> dict[str, str]:
    """Return every page of a site."""
    files = looked_at(sorted(site.rglob("*.html")), 25)
    return {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in files}


def the(page: str, selector: str) -> LexborNode:
    """Return the first element of a page that a selector finds."""
    return looked_at(nodes(page, selector))[0]


def test_a_strict_build_is_quiet(project: Path) -> None:
    """MkDocs warns of nothing: neither of pages outside the navigation nor of links."""
    run = run_mkdocs(project, "build", "--strict", "--site-dir", "again")
    assert run.returncode == 0, run.stderr
    assert "WARNING" not in run.stderr


def test_every_page_there_should_be_is_there(site: Path) -> None:
    """Records, indexes, hand-written pages and the error page."""
    assert {
        "404.html", "index.html", "about/index.html", "incidents/index.html",
        "incidents/kent/index.html", "incidents/kent/known/index.html",
        "entities/council/index.html", "sources/statement/index.html",
    } <= set(pages_of(site))  # fmt: skip


def test_the_policy_of_every_page_fits_its_scripts(site: Path) -> None:
    """Each inline script that runs is allowed by its hash; no hash is left over."""
    inline = 0
    for name, page in pages_of(site).items():
        policy = the(page, 'meta[http-equiv="Content-Security-Policy"]').attributes["content"]
        assert policy is not None, name
        scripts = inside(page, "script:not([src]):not([type])")
        inline += len(scripts)
        found = set(re.findall(r"'sha256-[^']+'", policy))
        assert found == {hash_source(script) for script in scripts}, name
        assert "unsafe" not in policy, name
        assert page.index("Content-Security-Policy") < page.index("<script"), name
    assert inline > 25


def test_nothing_inline_is_left_that_the_policy_would_block(site: Path) -> None:
    """No page has a style attribute, a style element, an event handler or a script address."""
    for name, page in pages_of(site).items():
        attributes = (
            (node.tag, *each) for node in nodes(page, "*") for each in node.attributes.items()
        )
        for tag, attribute, value in looked_at(attributes, 200):
            assert attribute != "style", f"{name}: {tag} style={value}"
            assert not attribute.startswith("on"), f"{name}: {tag} {attribute}"
            assert not (value or "").strip().lower().startswith("javascript:"), name
        assert nodes(page, "style") == [], name


def test_nothing_is_loaded_from_another_host(site: Path) -> None:
    """Scripts, styles, images, fonts and frames come from the site itself."""
    selector = "script[src],link[href]:not([rel=canonical]),img[src],iframe,source,object,embed"
    for name, page in pages_of(site).items():
        for node in looked_at(nodes(page, selector), 3):
            address = node.attributes.get("src") or node.attributes.get("href") or ""
            assert "//" not in address, f"{name}: {address}"


def test_addresses_are_relative_so_that_a_sub_path_works(site: Path) -> None:
    """No page but the error page knows where the site is mounted."""
    for name, page in pages_of(site).items():
        if name == "404.html":
            assert 'href="/repo/assets/kb/kb.css"' in page
            continue
        selector = "a[href],script[src],link[href]:not([rel=canonical])"
        for node in looked_at(nodes(page, selector), 10):
            address = node.attributes.get("href") or node.attributes.get("src") or ""
            assert not address.startswith("/"), f"{name}: {address}"


def test_titles_are_text(site: Path) -> None:
    """A title that looks like HTML is shown as it was written, in every place."""
    page = (site / "incidents/kent/index.html").read_text(encoding="utf-8")
    assert "<b>Kent</b>" not in page
    assert the(page, "title").text() == f"{TITLE} – Incident Record"
    assert TITLE in the(page, "[data-md-component=header-topic]").text()


def test_every_shape_that_is_used_is_drawn(site: Path) -> None:
    """Each `#i-…` that a page uses is a symbol of the same page."""
    shapes = 0
    for name, page in pages_of(site).items():
        used = {*values(page, "href", "use"), *values(page, "xlink:href", "use")}
        drawn = {f"#{shape}" for shape in values(page, "id", "symbol")}
        assert used <= drawn, name
        shapes += len(used)
    assert shapes > 20


def test_every_page_says_where_its_reader_is(site: Path) -> None:
    """The section of a page is marked in the navigation although records are not in it."""
    page = (site / "incidents/kent/index.html").read_text(encoding="utf-8")
    current = [node.text(strip=True) for node in nodes(page, ".md-tabs [aria-current]")]
    assert current == ["Incidents"]
    assert the(page, ".md-skip").attributes["href"] == "#content_"
    assert the(page, "#content_ h1").text() == TITLE


def test_links_and_anchors_lead_somewhere(site: Path) -> None:
    """Every link inside the site leads to a file, and its anchor is there."""
    pages = pages_of(site)
    ids = {name: set(values(page, "id")) for name, page in pages.items()}
    links = looked_at(
        ((name, address) for name, page in pages.items() if name != "404.html"
         for address in values(page, "href", "a") if not re.match(r"[a-z]+:", address)),
        at_least=1_000,
    )  # fmt: skip
    for name, address in links:
        path, _, anchor = address.partition("#")
        target = (site / name).parent / path.partition("?")[0]
        target = target / "index.html" if target.is_dir() else target
        assert target.is_file(), f"{name}: {address}"
        if anchor and not anchor.startswith(":~:"):
            place = target.resolve().relative_to(site).as_posix()
            assert anchor in ids[place], f"{name}: {address}"


def test_the_search_index_is_made_of_records(site: Path) -> None:
    """One row a page, with texts as they are: the script puts them in as text."""
    rows = json.loads((site / "search/index.json").read_text(encoding="utf-8"))
    by_location = {row[0]: row for row in rows}
    assert by_location["incidents/kent/"][1] == TITLE
    assert len(rows) == len(by_location)


def test_the_sitemap_has_the_days_of_records(site: Path) -> None:
    """No day of a build is in it, its packed twin says the same, no hidden page is listed."""
    text = (site / "sitemap.xml").read_text(encoding="utf-8")
    days = {node.text for node in ET.fromstring(text).findall(".//{*}lastmod")}
    assert days == {"2024-06-02"}
    assert f"<loc>{URL}incidents/kent/</loc>" in text
    packed = (site / "sitemap.xml.gz").read_bytes()
    assert gzip.decompress(packed).decode() == text
    hidden = [
        name
        for name, page in pages_of(site).items()
        if "noindex" in values(page, "content", "meta[name=robots]")
    ]
    assert hidden
    for name in hidden:
        assert f"<loc>{URL}{name.removesuffix('index.html')}</loc>" not in text


def test_without_an_address_of_the_site_there_is_no_sitemap(
    tmp_path: Path, project: Path, site: Path
) -> None:
    """What needs whole addresses is not written rather than written wrong: sitemap, cards."""
    root = make_project(tmp_path)
    run = run_kb(root, "build", "--strict")
    assert run.returncode == 0, run.stderr
    missing = set(read_tree(site)) - set(read_tree(root / "site"))
    cards = {name for name in missing if name.endswith("/card.png")}
    assert "incidents/kent/card.png" in cards
    assert missing - cards == {"sitemap.xml", "sitemap.xml.gz", "opensearch.xml"}


def test_two_builds_are_the_same_bytes(project: Path, site: Path) -> None:
    """Another process, another hash seed, another way to start it: not a byte differs."""
    run = run_kb(project, "build", "--site", "other", PYTHONHASHSEED="2")
    assert run.returncode == 0, run.stderr
    first, second = read_tree(site), read_tree(project / "other")
    names = looked_at(first, 60)
    assert [name for name in names if first[name] != second.get(name)] == []
    assert set(second) == set(first)


def test_a_build_writes_only_what_changed(project: Path) -> None:
    """A second build leaves the time stamps of unchanged Markdown alone."""
    docs = project / "docs"
    before = {path: path.stat().st_mtime_ns for path in docs.rglob("*") if path.is_file()}
    assert run_mkdocs(project, "build", "--site-dir", "again").returncode == 0
    assert {path: path.stat().st_mtime_ns for path in docs.rglob("*") if path.is_file()} == before


def test_pages_of_deleted_records_go(tmp_path: Path) -> None:
    """A record that is deleted or renamed leaves neither Markdown nor a page behind."""
    root = make_project(tmp_path)
    assert run_mkdocs(root, "build").returncode == 0
    record = root / "content/incidents/dover.yml"
    text = record.read_text(encoding="utf-8").replace("id: dover", "id: deal")
    record.unlink()
    write_files(root, {"content/incidents/deal.yml": text})
    assert run_mkdocs(root, "build").returncode == 0
    for folder in ("docs", "site"):
        assert not (root / folder / "incidents/dover").exists()
        assert (root / folder / "incidents/deal").is_dir()
    assert (root / "docs/.gitignore").exists()


def test_plain_mkdocs_stops_at_a_mistake_and_leaves_the_site(tmp_path: Path) -> None:
    """`mkdocs build` ends with 1, names file and line, and has not touched the old site."""
    root = make_project(tmp_path)
    assert run_mkdocs(root, "build").returncode == 0
    old = read_tree(root / "site")
    record = root / "content/incidents/kent.yml"
    record.write_text(record.read_text(encoding="utf-8") + "nonsense: 1\n", encoding="utf-8")
    run = run_mkdocs(root, "build")
    assert run.returncode == 1
    assert "content/incidents/kent.yml:29:1: KB2" in run.stderr
    assert "1 problem in content: mend it first" in run.stderr
    assert "Traceback" not in run.stderr
    assert read_tree(root / "site") == old


def test_warnings_of_records_count_under_strict(tmp_path: Path) -> None:
    """A finding that is no error passes a plain build and fails a strict one."""
    root = make_project(tmp_path)
    record = root / "content/incidents/kent.yml"
    text = record.read_text(encoding="utf-8").replace("disclosed: [announced], ", "")
    record.write_text(text, encoding="utf-8")
    run = run_mkdocs(root, "build")
    assert run.returncode == 0
    assert "WARNING" in run.stderr
    old = read_tree(root / "site")
    assert run_mkdocs(root, "build", "--strict").returncode == 1
    assert read_tree(root / "site") == old
