"""Tests of kb.mkdocs_plugin.sitefiles and kb.mkdocs_plugin.pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from kb.artifact import Artifact
from kb.errors import DuplicateArtifactError, UnsafePathError
from kb.mkdocs_plugin.pages import HeadingIds, date_pages, is_indexed, prepare_meta, prepare_toc
from kb.mkdocs_plugin.sitefiles import add_site_files, iter_assets, iter_bundles


@pytest.fixture
def config(tmp_path: Path) -> MkDocsConfig:
    """Return a bare configuration."""
    found = MkDocsConfig()
    (tmp_path / "docs").mkdir()
    found.load_dict(
        {
            "site_name": "Test",
            "docs_dir": str(tmp_path / "docs"),
            "site_dir": str(tmp_path / "site"),
            "theme": {"name": "mkdocs"},
            "plugins": [],
        }
    )
    found.validate()
    found.plugins._current_plugin = "kb"
    return found


def a_file(config: MkDocsConfig, uri: str) -> File:
    """Return a page's file in memory."""
    return File.generated(config, uri, content="# Title\n")


def test_assets_are_complete_and_in_order() -> None:
    """Stylesheet, script, icon and both fonts with their licences get into the site."""
    uris = [uri for uri, _ in iter_assets()]
    assert uris == sorted(uris, key=lambda uri: (uri.count("/"), uri))
    assert "assets/kb/favicon.svg" in uris
    assert not [uri for uri in uris if uri.startswith(("assets/kb/css/", "assets/kb/js/"))]
    fonts = {uri.rsplit("/", 1)[1] for uri in uris if "/fonts/" in uri}
    assert fonts == {
        "newsreader.woff2",
        "OFL-newsreader.txt",
        "source-sans-3.woff2",
        "OFL-source-sans-3.txt",
    }


def test_the_stylesheet_and_the_script_are_made_of_their_parts() -> None:
    """The first part comes first, the last part last, and nothing is left out."""
    bundles = dict(iter_bundles())
    assert list(bundles) == ["assets/kb/kb.css", "assets/kb/kb.js"]
    script = bundles["assets/kb/kb.js"].decode()
    assert script.index("const kb = ") < script.index("kb-preview") < script.index("kb.start();")
    assert b"--kb-paper" in bundles["assets/kb/kb.css"]


def test_artifacts_are_written_as_they_are(config: MkDocsConfig) -> None:
    """Even a Markdown file among them stays a file and does not become a page."""
    files = Files([a_file(config, "index.md")])
    artifacts = [Artifact("data/all.json", b"{}"), Artifact("llms/all.md", b"# Text\n")]
    add_site_files(artifacts, files, config)
    assert [file.src_uri for file in files.documentation_pages()] == ["index.md"]
    files.copy_static_files()
    site = Path(config.site_dir)
    assert (site / "data/all.json").read_bytes() == b"{}"
    assert (site / "llms/all.md").read_bytes() == b"# Text\n"


@pytest.mark.parametrize("path", ["index.html", "INDEX.html", "index.html/x"])
def test_no_artifact_replaces_a_page(config: MkDocsConfig, path: str) -> None:
    """Whatever would land on a page, in other letters too, is refused."""
    files = Files([a_file(config, "index.md")])
    with pytest.raises(DuplicateArtifactError):
        add_site_files([Artifact(path, b"")], files, config)


def test_no_artifact_leaves_the_site(config: MkDocsConfig) -> None:
    """A path that leads upwards is refused."""
    with pytest.raises(UnsafePathError):
        add_site_files([Artifact("../x", b"")], Files([]), config)


def test_titles_are_escaped_once(config: MkDocsConfig) -> None:
    """MkDocs' templates do not escape: what they print is safe already, and stays so twice."""
    page = Page(None, a_file(config, "index.md"), config)
    page.meta = {"title": "<b>&", "description": '"<i>"'}
    page.markdown = ""
    prepare_meta(page)
    prepare_meta(page)
    assert str(page.title) == "&lt;b&gt;&amp;"
    assert str(page.meta["description"]) == "&#34;&lt;i&gt;&#34;"


def test_the_skip_link_leads_to_the_whole_article(config: MkDocsConfig) -> None:
    """The table of contents has one root, the article; its entries are the page's own."""
    page = Page("Title", a_file(config, "index.md"), config)
    page.toc = TableOfContents([AnchorLink("One", "one", 2), AnchorLink("Two", "two", 2)])
    prepare_toc(page)
    (root,) = page.toc
    assert (root.url, root.level) == ("#content_", 1)
    assert [item.url for item in root.children] == ["#one", "#two"]


def test_dates_come_from_records_never_from_today(config: MkDocsConfig) -> None:
    """A page has the day of its record; a page without one has none, or all have the same."""
    pages = [Page(None, a_file(config, f"{name}.md"), config) for name in "abc"]
    pages[1].meta = {"kb_updated": "2024-03-01"}
    pages[2].meta = {"kb_updated": "2024"}
    date_pages(pages)
    assert [page.update_date for page in pages] == ["", "2024-03-01", ""]
    date_pages(pages[2:])
    assert pages[2].update_date == "1970-01-01"


def test_pages_that_are_not_listed_are_left_out(config: MkDocsConfig) -> None:
    """A page that search engines are asked not to list is not in the sitemap."""
    listed, hidden = (Page(None, a_file(config, name), config) for name in ("a.md", "b.md"))
    hidden.meta = {"robots": "noindex"}
    assert is_indexed(listed.file)
    assert not is_indexed(hidden.file)


def test_heading_ids_are_ours() -> None:
    """By hand: the slugs that people link to; beside records: names that no record can have."""
    name = HeadingIds()
    assert name("Who said what – it’s ours", "-") == "_who-said-what-its-ours"
    name.is_by_hand = True
    assert name("Who said what – it’s ours", "-") == "who-said-what-its-ours"
