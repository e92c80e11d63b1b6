"""The page of a trend: what changes, and on what evidence."""

from __future__ import annotations

from pathlib import Path

from kb.model.entities import Trend
from kb.pages.trend.page import TrendPage, build_trend
from tests.views.fair import FILES
from tests.views.small import listed_on, make_base, make_pages


def page_of(folder: Path) -> TrendPage:
    """Return the page context of the one trend."""
    kb = make_base(folder, FILES)
    trend = kb.entities["one-for-many"]
    assert isinstance(trend, Trend)
    return build_trend(kb, trend)


def test_evidence_comes_by_incident_and_source_the_most_relevant_first(tmp_path: Path) -> None:
    """Every piece has its relevancy, and its source a number in the list below."""
    page = page_of(tmp_path)
    assert [(line.link.text, line.relevancy) for line in page.incidents] == [
        ("Cyber incident at two councils", 5),
        ("Outage of the shared service", 2),
    ]
    assert page.incidents[0].note == "All fail."
    assert [line.link.text for line in page.documents] == ["In part (Other, 22 January 2024)"]
    text = make_pages(tmp_path / "site", FILES)["trends/one-for-many/index.md"]
    assert listed_on(text) == ["Three councils at once", "In part"]


def test_the_outlook_is_marked_as_an_expectation(tmp_path: Path) -> None:
    """Change, drive, outlook and keywords are shown; an outlook is no finding."""
    page = page_of(tmp_path)
    assert (page.change_from, page.change_to) == ("own staff", "a shared service")
    assert page.keywords == ("outsourcing", "shared services")
    text = make_pages(tmp_path, FILES)["trends/one-for-many/index.md"]
    assert "Few <strong>suppliers</strong> remain." in text
    assert "not a finding of this record" in text
    assert "5 of 5" in text
