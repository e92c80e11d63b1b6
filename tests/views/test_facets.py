"""What the full-text search can be narrowed by."""

from __future__ import annotations

from pathlib import Path

from kb.pages.find import FACETS, build_find
from kb.urls import dispute_path, record_path
from kb.views.facets import Facets, build_facets
from tests.views.small import make_base, make_build


def values(facets: Facets, name: str) -> list[str]:
    """Return the values of one facet."""
    return [value for facet, value in facets.values if facet == name]


def test_every_record_and_dispute_can_be_found_and_no_index(tmp_path: Path) -> None:
    """Section indexes and pages of past days repeat the records: they are not searched."""
    kb = make_base(tmp_path)
    wanted = {record_path(authored.record) for authored in kb.authored.values()}
    assert set(build_facets(kb)) == wanted | {dispute_path(ref) for ref in kb.disputes}
    assert build_find(kb).total == len(build_facets(kb))


def test_an_incident_has_the_labels_that_readers_see(tmp_path: Path) -> None:
    """Names of countries, not their codes; roles of its participants; the year it happened in."""
    facets = build_facets(make_base(tmp_path))["incidents/alpha-2024/index.md"]
    assert facets.kind == "Incidents"
    assert values(facets, "country") == ["United Kingdom"]
    assert values(facets, "sector") == ["Local government"]
    assert values(facets, "year") == ["2024"]
    assert values(facets, "status") == ["Confirmed"]
    assert "Supplier" in values(facets, "role")
    assert facets.date == "2024-01-18"


def test_a_dispute_has_those_of_its_incident_and_its_outcome(tmp_path: Path) -> None:
    """It can be narrowed to the open ones of a year."""
    kb = make_base(tmp_path)
    ref = next(ref for ref, entry in kb.disputes.items() if entry.record_id == "alpha-2024")
    facets = build_facets(kb)[dispute_path(ref)]
    assert facets.kind == "Disputes"
    assert values(facets, "year") == ["2024"]
    assert len(values(facets, "status")) == 1


def test_an_entity_has_the_roles_it_had(tmp_path: Path) -> None:
    """Who was a supplier anywhere can be asked for."""
    facets = build_facets(make_base(tmp_path))["entities/bravo-ltd/index.md"]
    assert values(facets, "role") == ["Supplier"]


def test_only_facets_that_are_offered_are_given(tmp_path: Path) -> None:
    """A facet without a heading would never be seen."""
    offered = {name for name, _ in FACETS}
    pages = [page for page in make_build(tmp_path).pages if page.facets is not None]
    found = {name for page in pages if page.facets for name, _ in page.facets.values}
    assert len(pages) > 5
    assert found <= offered
