# Another base, with another name: everything that names the site says so, and nothing says ours.
"""The identity of a site is one value, read from `mkdocs.yml` and handed down."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kb.mkdocs_plugin.run import read_project
from kb.mkdocs_plugin.sitefiles import copyright_html
from kb.pipeline import build
from kb.site import UNPUBLISHED, Licence, Site
from tests.looking import looked_at
from tests.mkdocs_plugin.project import ROOT
from tests.views.small import FILES, lay_out

LICENCE = Licence("CC BY-SA 4.0", "https://licence.example/by-sa")
OTHER = Site(
    "https://pannes.example/", "Registre des pannes", "Ligue des pannes", LICENCE, "fr",
    "Un registre public.",
)  # fmt: skip


def texts_of(folder: Path, site: Site) -> tuple[dict[str, str], dict[str, object]]:
    """Return the pages and text files of a small base, and the structured data of its pages."""
    built = build(lay_out(folder, FILES), site=site)
    assert not built.has_errors
    files = (*built.artifacts, *built.site_artifacts)
    texts = {
        item.path: item.data.decode()
        for item in files
        if item.path.endswith((".md", ".json", ".atom", ".xml", ".txt"))
    }
    assert len(texts) > 30
    return texts, {page.path: page.data for page in built.pages if page.data is not None}


def test_another_site_names_itself(tmp_path: Path) -> None:
    """Citations, feeds, OpenSearch and structured data carry the name, licence and language."""
    texts, data = texts_of(tmp_path, OTHER)
    incident = texts["incidents/alpha-2024/index.md"]
    assert "” Registre des pannes, updated" in incident
    assert "Licensed CC BY-SA 4.0." in incident
    assert "note = {Registre des pannes" in incident
    atom, feed = texts["feed.atom"], json.loads(texts["feed.json"])
    assert 'xml:lang="fr"' in atom
    assert "<rights>CC BY-SA 4.0</rights>" in atom
    assert "<name>Ligue des pannes</name>" in atom
    assert feed["title"] == "Registre des pannes"
    assert (feed["language"], feed["authors"]) == ("fr", [{"name": "Ligue des pannes"}])
    assert "Registre des pannes" in texts["opensearch.xml"]
    home, page = data["index.md"], data["incidents/alpha-2024/index.md"]
    assert isinstance(home, dict)
    assert isinstance(page, dict)
    assert (home["name"], home["description"]) == ("Registre des pannes", "Un registre public.")
    assert (page["inLanguage"], page["license"]) == ("fr", "https://licence.example/by-sa")
    ours = read_project(ROOT / "mkdocs.yml").site
    looked_at(texts, 30)
    assert [path for path, text in texts.items() if ours.name in text] == []
    assert [path for path, text in texts.items() if ours.licence.name in text] == []


def test_a_site_that_says_nothing_has_words_that_fit_everybody(tmp_path: Path) -> None:
    """Without a configuration there is a neutral name, and no licence is claimed for anybody."""
    texts, data = texts_of(tmp_path, UNPUBLISHED)
    assert "” Knowledge base, updated" in texts["incidents/alpha-2024/index.md"]
    assert [path for path, text in texts.items() if "Licensed" in text] == []
    assert "<rights>" not in texts["feed.atom"]
    assert "tag:knowledge-base.invalid,2026:" in texts["feed.atom"]
    pages = [page for page in data.values() if isinstance(page, dict)]
    assert len(pages) > 5
    assert [page for page in pages if "license" in page] == []


def test_our_own_identity_is_read_from_the_configuration() -> None:
    """`mkdocs.yml` gives name, licence, language and description; the publisher may be left out."""
    site = read_project(ROOT / "mkdocs.yml").site
    assert site.name
    assert site.licence.url.startswith("https://")
    assert site.licence.name
    assert site.description.endswith(".")
    assert (site.language, site.author) == ("en", site.name)


@pytest.mark.parametrize(
    ("extra", "licence"),
    [
        ("", Licence()),
        ("extra:\n  licence: CC0\n", Licence("CC0")),
        ("extra:\n  licence:\n    name: X & Y\n    url: https://x.example/\n",
         Licence("X & Y", "https://x.example/")),
    ],
)  # fmt: skip
def test_a_licence_may_be_said_in_short_or_not_at_all(
    tmp_path: Path, extra: str, licence: Licence
) -> None:
    """A name alone is enough; a configuration without one is none the worse."""
    config = tmp_path / "mkdocs.yml"
    config.write_text(f"site_name: A\nplugins:\n  - kb\n{extra}", encoding="utf-8")
    site = read_project(config).site
    assert (site.name, site.licence, site.description) == ("A", licence, "")


def test_the_licence_in_the_footer_leads_to_its_words() -> None:
    """The line is the author's text; the licence's name in it is a link where it has an address."""
    assert copyright_html("Text CC BY-SA 4.0 & code", OTHER) == (
        'Text <a href="https://licence.example/by-sa" rel="license noopener">CC BY-SA 4.0</a>'
        " &amp; code"
    )
    assert copyright_html("© <b>", UNPUBLISHED) == "© &lt;b&gt;"
