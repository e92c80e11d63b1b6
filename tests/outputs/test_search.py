"""The slim search index."""

from __future__ import annotations

from pathlib import Path

from kb.outputs.search import SearchEntry, build_search_entries
from kb.urls import dispute_path, record_path
from tests.views.small import make_base, make_build


def entries(folder: Path) -> dict[str, SearchEntry]:
    """Return the entries of the small base by path."""
    return {entry.path: entry for entry in build_search_entries(make_base(folder))}


def test_every_record_has_an_entry(tmp_path: Path) -> None:
    """Incidents, entities, sources, hand-written pages and disputes are all found."""
    kb = make_base(tmp_path)
    found = [entry.path for entry in build_search_entries(kb)]
    wanted = {record_path(authored.record) for authored in kb.authored.values()}
    assert wanted | {dispute_path(ref) for ref in kb.disputes} <= set(found)
    assert len(found) == len(set(found))


def test_every_entry_leads_to_a_page(tmp_path: Path) -> None:
    """Search never offers a page that the build does not make."""
    pages = {artifact.path for artifact in make_build(tmp_path).artifacts}
    assert set(entries(tmp_path)) <= pages


def test_texts_are_plain_and_not_escaped(tmp_path: Path) -> None:
    """The title is as it was authored: the script puts it in as text."""
    found = entries(tmp_path)
    assert found["sources/gazette-1/index.md"].title == "Alpha & <b>Bravo</b>"
    assert "<img" in found["incidents/alpha-2024/index.md"].title


def test_other_names_ids_and_kinds_are_searched(tmp_path: Path) -> None:
    """A record is found by alias, id, kind, year and first line."""
    found = entries(tmp_path)
    incident = found["incidents/alpha-2024/index.md"].text
    for word in ("The Alpha outage", "alpha-2024", "Local government", "18 Jan 2024", "its forms"):
        assert word in incident
    entity = found["entities/alpha-council/index.md"]
    assert "Alpha council" in entity.text
    assert "Local authority" in entity.text
    assert entity.tags == ("Organisations",)
    assert "outsourcing" in found["trends/shared-suppliers/index.md"].text


def test_a_source_is_found_by_outlet_and_citekey(tmp_path: Path) -> None:
    """Readers remember where they read it, editors the key."""
    text = entries(tmp_path)["sources/gazette-1/index.md"].text
    assert text == "The Gazette · 19 January 2024 · News · gazette-1"


def test_a_dispute_is_found_by_its_question(tmp_path: Path) -> None:
    """The question is the title, the outcome a tag."""
    entry = entries(tmp_path)["disputes/alpha-2024/who-runs-it/index.md"]
    assert entry.title == "Did Bravo run the council's IT?"
    assert entry.tags == ("Dispute", "Settled")
