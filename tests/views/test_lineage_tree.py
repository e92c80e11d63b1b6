"""The figure of who has it from whom."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.pages.incident.lineage import LineageFigure, LineageNode, build_lineage_figure
from kb.views.builder import PageBuilder
from tests.views.small import make_base

HEAD = """\
- id: {id}
  title: T
  container-title: {id}
  kind: news
  reliability: C
  read: full
"""


def source(name: str, origin: str, *derived: str) -> str:
    """Return a source in YAML; `derived` holds flow mappings."""
    text = HEAD.format(id=name) + f"  type: webpage\n  origin: {origin}\n"
    return text + (f"  derived_from: [{', '.join(derived)}]\n" if derived else "")


SOURCES = (
    source("first", "secondary")
    + source("copy-a", "tertiary", "{source: first, extent: whole}")
    + source("copy-b", "tertiary", "{source: copy-a, extent: whole}")
    + source("later", "secondary", "{source: other, extent: part}", "{source: first, extent: part}")
    + source("mixed", "tertiary", "{source: other, extent: part}", "{source: first, extent: whole}")
    + source("other", "primary")
    + source("alone", "primary")
)


def figure_of(folder: Path, *cited: str) -> LineageFigure | None:
    """Return the figure of a page that cites these sources."""
    kb = make_base(folder, {"sources/all.yml": SOURCES})
    builder = PageBuilder(kb, "incidents/x/index.md", frozenset())
    numbers = {key: number for number, key in enumerate(cited, start=1)}
    return build_lineage_figure(builder, numbers, numbers.keys())


def shape(node: LineageNode) -> object:
    """Return a family as nested names, `~` before what comes only in part."""
    name = node.link.text.split(",")[0]
    label = name if node.is_whole else f"~{name}"
    return (label, [shape(child) for child in node.children]) if node.children else label


ALL = ("later", "first", "copy-b", "mixed", "other", "alone", "copy-a")


def test_every_source_stands_once_below_the_one_it_takes_most_from(tmp_path: Path) -> None:
    """Whole texts win over parts; a copy of a copy stands below the copy; big families first."""
    figure = figure_of(tmp_path, *ALL)
    assert figure is not None
    assert [shape(node) for node in figure.families] == [
        ("~first", [("copy-a", ["copy-b"]), "mixed"]),
        ("~other", ["~later"]),
    ]
    (mixed,) = (node for node in figure.families[0].children if not node.children)
    assert [link.url for link in mixed.also] == ["#S5"]


def test_the_words_count_what_the_figure_shows(tmp_path: Path) -> None:
    """The sentence names the source on which most draw; the rest is told by origin."""
    figure = figure_of(tmp_path, *ALL)
    assert figure is not None
    assert figure.summary.startswith("4 of the 7 sources draw on others. 3 of them draw on first")
    assert figure.rest.startswith("1 other source draws on none")
    assert figure.rest.endswith("1 primary.")


def test_a_head_that_is_not_cited_leads_to_its_own_page(tmp_path: Path) -> None:
    """Nothing leads to a number that the list of sources does not have."""
    figure = figure_of(tmp_path, "copy-a", "later")
    assert figure is not None
    heads = {node.link.text.split(",")[0]: node.link.url for node in figure.families}
    assert heads == {"first": "../../sources/first/", "other": "../../sources/other/"}


@pytest.mark.parametrize("cited", [("alone", "other"), ("first", "copy-a")])
def test_without_families_there_is_no_figure(tmp_path: Path, cited: tuple[str, ...]) -> None:
    """One copy is told by the list of sources."""
    assert figure_of(tmp_path, *cited) is None
