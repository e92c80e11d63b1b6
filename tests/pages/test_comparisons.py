"""Comparisons: figures come from the records, with their qualifier, and gaps are said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kb.pages.lists.comparisons import ComparisonsPage, build_comparisons
from kb.pipeline import check
from tests.rules.laid_out import check_short

BASE = Path(__file__).parents[1] / "cases/base"
IMPACTS = """impacts:
  - {kind: monetary, measure: cost, value: 414500, currency: GBP, qualifier: at-least, text: "Cost.", claims: [announced]}
  - {kind: availability, measure: recovery-days, qualifier: unknown, text: "Nobody said."}
  - {kind: monetary, value: 5, currency: GBP, text: "Not to be compared.", claims: [announced]}
events:
  - {id: ev-fine, date: 2024-03-01, type: fine, title: "A fine", actors: [canterbury], cites: [therecord-civica]}
  - {id: ev-not, date: 2024-03-02, type: fine, title: "No fine", status: not-occurred, cites: [therecord-civica]}
"""  # noqa: E501


@pytest.fixture
def page(tmp_path: Path) -> ComparisonsPage:
    """Return the comparisons of one incident with a cost and a fine."""
    content = tmp_path / "content"
    shutil.copytree(BASE, content)
    file = content / "incidents/kent.yml"
    text = file.read_text(encoding="utf-8").replace("events:\n", IMPACTS, 1)
    text = text.replace("role: named-then-cleared", "role: supplier")
    text = text.replace(
        "participants:\n",
        "participants:\n  - {entity: canterbury, role: regulator, claims: [announced]}\n",
    )
    file.write_text(text, encoding="utf-8")
    checked = check(content)
    assert checked.kb is not None, checked.problems
    return build_comparisons(checked.kb)


def test_a_figure_keeps_its_qualifier_and_leads_to_its_impact(page: ComparisonsPage) -> None:
    """The cost stands in its column as the record has it; impacts without `measure` stay out."""
    (row,) = page.rows
    cost = row.cells[page.measures.index("Cost")]
    assert [figure.shown for figure in cost.figures] == ["at least £414,500"]
    assert cost.figures[0].url.endswith("incidents/kent/#impact-1_")
    assert cost.order == "GBP 414500"


def test_what_nobody_said_is_a_gap(page: ComparisonsPage) -> None:
    """An impact of unknown size is no figure."""
    (row,) = page.rows
    assert row.cells[page.measures.index("Recovery")].figures == ()
    assert dict(page.known)["Recovery"] == 0


def test_outcomes_are_events_that_happened(page: ComparisonsPage) -> None:
    """A fine that was not imposed is no outcome."""
    (row,) = page.rows
    assert [outcome.title.text for outcome in row.outcomes] == ["A fine"]
    assert row.regulators == ()


def test_providers_are_listed_with_the_bodies_hit(page: ComparisonsPage) -> None:
    """A supplier's row names the incident, its role and how many bodies it hit."""
    (provider,) = page.providers
    assert provider.link.text == "Civica"
    assert [line.words for line in provider.incidents] == ["Supplier, 1 affected body on record"]


FIGURES = (
    ("value: 3, unit: days", "3 days", "time 3"),
    ("value: 20, unit: hours", "20 hours", "time 0.8333"),
    ("value: 2, unit: weeks", "2 weeks", "time 14"),
    ("value: 1, unit: month", "1 month", "time 30.4375"),
    ("value: 5", "5", "time 5"),
    ("min: 4, max: 90, unit: days", "4 to 90 days", "time 4"),
    ("max: 6, unit: days", "at most 6 days", "time 6"),
    ('value: "12,000", unit: hours', "12,000 hours", "time 500"),
    ('value: "£12,000"', "£12,000", ""),
    ("value: 7, unit: meetings", "7 meetings", "meeting 7"),
    ("value: 1.5, currency: EUR", "€1.5", "EUR 1.5000"),
    ("value: 2, unit: terabytes", "2 TB", "data 2000"),
)


@pytest.mark.parametrize(("written", "shown", "order"), FIGURES)
def test_a_figure_sorts_by_its_size(written: str, shown: str, order: str, tmp_path: Path) -> None:
    """Hours stand among days, a range at its lower bound, a figure in quotes is a figure."""
    impact = f"{{kind: availability, measure: recovery-days, {written}, text: It., claims: [c]}}"
    checked = check_short(f"claims: [{{id: c}}]\nimpacts:\n  - {impact}", tmp_path)
    assert checked.kb is not None, checked.problems
    (row,) = build_comparisons(checked.kb).rows
    (figure,) = row.cells[1].figures
    assert (figure.shown, row.cells[1].order) == (shown, order)
