"""Section indexes: incidents, entities, sources, trends, timeline, corrections."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kb.dates import parse_date
from kb.pages.lists.corrections import build_corrections
from kb.pages.lists.entities import build_entities
from kb.pages.lists.incidents import build_incidents
from kb.pages.lists.kind import build_kind
from kb.pages.lists.sources import build_sources
from kb.pages.lists.timeline import build_timeline_page
from kb.pages.lists.trends import build_trends
from kb.views.words import first_sentence, shorten
from tests.looking import looked_at
from tests.views.small import make_base


def test_an_incident_is_listed_with_what_its_page_holds(tmp_path: Path) -> None:
    """The row counts claims, sources, disputes and open questions, and names whom it hit."""
    row = build_incidents(make_base(tmp_path)).rows[0]
    assert (row.claims, row.sources, row.disputes, row.questions) == (3, 3, 1, 1)
    assert [link.text for link in row.bodies] == ["Alpha Borough Council"]
    assert (row.when, row.public) == ("18 Jan 2024", "18 Jan 2024")
    assert (row.day, row.public_day, row.anchor) == ("2024-01-18", "2024-01-18", "y2024")
    assert dict(row.facets)["country"] == "United Kingdom"
    assert row.standing_words == "1 confirmed, 1 reported, 1 superseded, withdrawn or shown false"


def test_small_multiples_count_what_the_table_holds(tmp_path: Path) -> None:
    """An incident counts once a year and once for each of its kinds; the longest bar is full."""
    page = build_incidents(make_base(tmp_path))
    years = page.multiples[0]
    assert years.caption == "Incidents a year"
    assert sum(bar.number for bar in years.rows) == page.total
    filled = looked_at((each for each in page.multiples if each.rows), 3)
    assert all(any(bar.width == "100.0%" for bar in each.rows) for each in filled)


def test_entities_are_listed_from_a_to_z(tmp_path: Path) -> None:
    """Every entity stands once, under its letter, with what it can be found by."""
    page = build_entities(make_base(tmp_path))
    rows = [(letter, row) for letter, rows in page.letters for row in rows]
    assert len(rows) == page.total
    assert all(row.link.text[0].upper() == letter for letter, row in rows)
    bravo = next(row for _, row in rows if row.link.text == "Bravo Ltd")
    assert (bravo.kind, bravo.role_labels) == ("Organisations", ("Supplier",))


def test_entities_are_listed_by_kind_with_their_roles(tmp_path: Path) -> None:
    """Each kind that has an entity has a page; roles come from incidents."""
    kb = make_base(tmp_path)
    assert [(kind.page.text, kind.count) for kind in build_entities(kb).kinds] == [
        ("Organisations", 3),
        ("Trends", 1),
    ]
    rows = {row.link.text: row.roles for row in build_kind(kb, "organization").rows}
    assert rows == {
        "Alpha Borough Council": ("Affected",), "Bravo Ltd": ("Supplier",), "The Gazette": (),
    }  # fmt: skip


def test_a_copy_is_marked_under_what_it_copies(tmp_path: Path) -> None:
    """A pile of articles is seen for the one report it is."""
    page = build_sources(make_base(tmp_path))
    rows = {row.page.text: row for group in page.letters for outlet in group.outlets
            for row in outlet.rows}  # fmt: skip
    original, copy = rows["Alpha & <b>Bravo</b>"], rows["Alpha copied"]
    assert [link.text for link in original.copies] == ["Mirror, 20 January 2024"]
    assert copy.is_whole_copy
    assert [link.text for link in copy.copy_of] == ["The Gazette, 19 January 2024"]
    assert [group.letter for group in page.letters] == ["A", "M", "T", "Other"]


def test_a_trend_is_listed_with_its_evidence(tmp_path: Path) -> None:
    """The row counts incidents and sources and gives the highest relevancy."""
    (group,) = build_trends(make_base(tmp_path)).groups
    (row,) = group.thin
    assert (group.firm, group.thin_words) == ((), "1 that rests on one single source each")
    assert (group.label, row.incidents, row.sources, row.relevancy) == ("Signal", 1, 1, 4)
    assert row.text == "Many bodies depend on one."


def test_the_timeline_leads_to_the_record(tmp_path: Path) -> None:
    """Each event links to its own place on the page of its incident."""
    (year,) = build_timeline_page(make_base(tmp_path)).years
    (event,) = year.events
    assert event.event.record.url == "../incidents/alpha-2024/#ev-down"
    assert event.event.text is None
    # The 18th day of a year of 366: a solid mark near its beginning.
    assert (event.ink, event.x, event.is_thin) == ("kb-ink", "4.6%", False)
    assert event.open_from == event.open_to


@pytest.mark.parametrize(
    ("date", "kind", "drawn"),
    [
        # ink, x, width, where it is open, thin
        ("2024-01", "recovery", ("kb-hatch", "0.0%", "8.5%", "8.5%", "8.5%", False)),
        ("2024-01-01/2024-01-31", "recovery", ("kb-ink", "0.0%", "8.5%", "8.5%", "8.5%", True)),
        ("2024-01-01/2024-01-31", "statement", ("kb-hatch", "0.0%", "8.5%", "8.5%", "8.5%", False)),
        ("2024-01-18~", "statement", ("kb-hatch", "4.6%", "1.2%", "5.8%", "5.8%", False)),
        ("2024-01-18?", "statement", ("kb-hatch", "4.6%", "1.2%", "5.8%", "5.8%", False)),
        ("../2024-01-19", "statement", ("kb-ink", "4.9%", "1.2%", "0.0%", "4.9%", False)),
        ("2024-01-18/..", "statement", ("kb-ink", "4.6%", "1.2%", "5.8%", "100.0%", False)),
        ("2024-12-31", "statement", ("kb-ink", "98.8%", "1.2%", "100.0%", "100.0%", False)),
    ],
)  # fmt: skip
def test_the_timeline_draws_a_date_as_exact_as_it_is(
    tmp_path: Path, date: str, kind: str, drawn: tuple[str, str, str, str, str, bool]
) -> None:
    """Some day within is hatched, only an interval lasts, and an open end stays open."""
    kb = make_base(tmp_path)
    (entry,) = kb.timeline
    event = entry.event.model_copy(update={"date": parse_date(date), "type": kind})
    changed = replace(kb, timeline=(replace(entry, event=event),))
    ((row,),) = (year.events for year in build_timeline_page(changed).years)
    shown = (row.ink, row.x, row.width, row.open_from, row.open_to, row.is_thin)
    assert shown == drawn


def test_corrections_keep_ours_and_others_apart(tmp_path: Path) -> None:
    """What we got wrong, what a source corrected, and what fell: each with its day and place."""
    page = build_corrections(make_base(tmp_path))
    assert [(row.date, row.by) for row in page.ours] == [("1 March 2026", "Alpha council")]
    assert [row.record.text for row in page.by_sources] == ["The Gazette, 19 January 2024"]
    (fallen,) = page.fallen
    assert (fallen.date, fallen.status_label, fallen.speakers) == (
        "13 February 2024", "Withdrawn", "An analyst",
    )  # fmt: skip
    assert fallen.claim.url == "../incidents/alpha-2024/#bravo-runs-it"
    years, records = page.multiples
    assert [(bar.label, bar.number) for bar in years.rows] == [("2024", 1)]
    assert records.sentence == "Most often Alpha: 1 of 1."


def test_long_lines_are_cut_between_words() -> None:
    """A list shows the first sentence, and never half a word."""
    assert first_sentence("It began c. 18 January. Then St. Helens followed.") == (
        "It began c. 18 January."
    )
    assert first_sentence("St. Helens was hit. More.") == "St. Helens was hit."
    assert shorten("one two three", 9) == "one two…"
