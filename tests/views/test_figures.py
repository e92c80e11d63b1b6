"""Figures that later figures replaced, and claims that only seem to contradict each other."""

from __future__ import annotations

from pathlib import Path

from kb.pipeline import build
from kb.views.figures import is_struck, latest_figures_first
from tests.looking import looked_at
from tests.markup import nodes, words
from tests.rules.laid_out import check_short, lay_out

UPDATE = """
sources: [{id: a, issued: 2024-01-19}, {id: b, issued: 2024-02-18}]
claims:
  - {id: c, cites: [a], about: {predicate: individuals-affected, value: 100}}
  - {id: d, cites: [b], supersedes: c,
     about: {predicate: individuals-affected, value: 5000, unit: people}}
  - {id: e, cites: [a], about: {predicate: initial-access, value: VPN}}
  - {id: f, cites: [b], about: {predicate: initial-access, value: phishing}, supersedes: e}
"""


def pages_of(short: str, folder: Path) -> dict[str, str]:
    """Return the pages of a base in short form."""
    return {item.path: item.data.decode("utf-8", "replace")
            for item in build(lay_out(short, folder)).artifacts
            if item.path.endswith(".md")}  # fmt: skip


def test_a_figure_with_a_later_one_is_not_struck_through(tmp_path: Path) -> None:
    """It was no mistake; what is no figure is struck as before."""
    kb = check_short(UPDATE, tmp_path).kb
    assert kb is not None
    struck = [ref for ref, entry in kb.claims.items() if is_struck(kb, entry)]
    assert struck == ["kent#e"]


def test_a_figure_taken_back_is_struck_through(tmp_path: Path) -> None:
    """A later figure does not heal one that was withdrawn."""
    history = "history: ['2024-02-20 retracted [b]'], "
    kb = check_short(UPDATE.replace("{id: c, ", "{id: c, " + history), tmp_path).kb
    assert kb is not None
    assert is_struck(kb, kb.claims["kent#c"])


def test_the_later_figure_stands_beside_the_older_everywhere(tmp_path: Path) -> None:
    """On the incident, in the view by day and on the page of the source."""
    pages = pages_of(UPDATE, tmp_path)
    for path in ("incidents/kent/index.md", "incidents/kent/known/index.md", "sources/a/index.md"):
        assert "later: 5,000 people" in words(pages[path]), path
        assert nodes(pages[path], '.kb-later a[href$="#d"]'), path
        assert "<del>Sentence of c" not in pages[path]
    assert "<del>Sentence of e" in pages["incidents/kent/index.md"]
    assert 'class="kb-later m" data-from="2024-02-18"' in pages["incidents/kent/index.md"]


def test_a_word_of_compatibility_stands_on_both_claims(tmp_path: Path) -> None:
    """Also across two records; no dispute comes of it."""
    short = """
entities: [{id: dover}]
claims: [{id: c, about: {subject: dover, predicate: population-served, value: 100},
          compatible_with: [{claim: "deal#d", reason: Counted in *another* year.}]}]
others: [{id: deal, title: Second, claims: [
          {id: d, about: {subject: dover, predicate: population-served, value: 900}}]}]
"""
    pages = pages_of(short, tmp_path)
    for path, other in (("kent", "d"), ("deal", "c")):
        text = pages[f"incidents/{path}/index.md"]
        found = [node for node in nodes(text, "p") if "No contradiction to what" in node.text()]
        assert ["Counted in another year" in node.text() for node in found] == [True], path
        assert found[0].css_first(f'a[href$="#{other}"]') is not None
        assert found[0].css_first("em") is not None
    texts = looked_at(pages.values(), 10)
    assert not any("kb-versus" in text for text in texts)


def test_of_figures_for_several_days_the_latest_comes_first(tmp_path: Path) -> None:
    """They change places among themselves; what says no day, or is another's, stays."""
    rows = [("a", 1, "2024-01-01"), ("b", 2, None), ("c", 3, "2024-03"), ("d", 4, "2024-02-01")]
    claims = "".join(
        f"  - {{id: {name}, about: {{predicate: individuals-affected, value: {value}}}"
        + (f", occurred: {day}" if day else "") + "}\n"
        for name, value, day in rows
    )  # fmt: skip
    other = (
        "  - {id: e, asserted_by: {text: B}, occurred: 2024-05,"
        " about: {predicate: individuals-affected, value: 1}}\n"
    )
    kb = check_short("claims:\n" + claims + other, tmp_path).kb
    assert kb is not None
    ordered = latest_figures_first(kb, kb.claims_of("kent"))
    assert [entry.claim.id for entry in ordered] == ["c", "b", "d", "a", "e"]
    page = pages_of("claims:\n" + claims, tmp_path / "built")["incidents/kent/index.md"]
    places = [page.index(f'class="kb-claim" id="{name}"') for name in "cbda"]
    assert places == sorted(places)
