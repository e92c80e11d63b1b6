"""The page of days: what the public could know, day by day."""

from __future__ import annotations

from pathlib import Path

from kb.pages.incident.days import build_days
from kb.pages.incident.known import KnownPage, build_known
from kb.views.builder import PageBuilder
from tests.looking import looked_at
from tests.views.fair import FILES
from tests.views.small import make_base, make_build, make_pages

OLD = """\
- {id: old-1, title: "Minutes", issued: 2011-05-02, kind: council-minutes, origin: primary,
   reliability: A, read: full}
"""
OLD_CLAIM = """\
  - id: founded
    text: "A shared service was founded."
    asserted_by: dover
    cites: [old-1]
"""
PATH = "incidents/kent-2024/known/index.md"


def page_of(folder: Path) -> KnownPage:
    """Return the page of days of the fair base."""
    kb = make_base(folder, FILES)
    return build_known(kb, kb.incidents["kent-2024"])


def test_each_day_has_the_anchor_that_the_incident_links_to(tmp_path: Path) -> None:
    """Both pages call the days by the same names."""
    kb = make_base(tmp_path, FILES)
    builder = PageBuilder(kb, "incidents/kent-2024/index.md", frozenset({"kent-2024"}))
    links = [line.url.split("#")[1] for line in build_days(builder, "kent-2024")]
    assert links == [day.anchor for day in build_known(kb, kb.incidents["kent-2024"]).days]


def test_a_claim_stands_once_with_the_status_of_its_day(tmp_path: Path) -> None:
    """A claim that was withdrawn later is not struck on its first day, but marked."""
    first = page_of(tmp_path).days[0]
    assert first.day == "2024-01-19"
    lines = {line.claim.anchor: line for line in first.new}
    line = lines["runs-it"]
    assert (line.claim.status, line.claim.is_struck) == ("reported", False)
    assert line.since == "since withdrawn"
    assert line.since_day is not None
    assert line.since_day.url == "#on-2024-02-13_"
    assert lines["dover-says"].since is None
    text = make_pages(tmp_path, FILES)[PATH]
    assert text.count('id="runs-it"') == 1


def test_a_change_of_status_has_its_day(tmp_path: Path) -> None:
    """The day says what the status was, what it is, who changed it and why."""
    last = page_of(tmp_path).days[2]
    assert last.day == "2024-02-13"
    (line,) = last.changed
    assert (line.claim.url, line.before, line.status) == ("#runs-it", "Reported", "retracted")
    assert line.by is not None
    assert (line.by.text, line.note) == ("The Record", "By e-mail.")


def test_the_state_of_each_day_is_counted(tmp_path: Path) -> None:
    """Claims by status add up to the claims known by then."""
    days = page_of(tmp_path).days
    assert [day.known_words for day in days] == [f"{n} claims" for n in (5, 6, 7, 8)]
    for day in looked_at(days, 4):
        assert f"{sum(count.number for count in day.counts)} claims" == day.known_words
    assert {count.status: count.number for count in days[-1].counts}["retracted"] == 1


def test_what_may_have_been_public_is_marked_and_not_counted(tmp_path: Path) -> None:
    """A date of a month is sure at its end only, possible from its start."""
    first, second, *_ = page_of(tmp_path).days
    assert [link.url for link in first.possibly] == ["#vague", "#by-then", "#undated"]
    (line,) = second.new
    assert (second.day, line.doubt) == ("2024-01-31", "May have been public from 1 January 2024.")


def test_an_open_start_reaches_no_further_back_than_the_incident(tmp_path: Path) -> None:
    """What was public by a day is no possibility in the years before anything happened."""
    files = {**FILES, "sources/old.yml": OLD}
    files["incidents/kent-2024.yml"] = FILES["incidents/kent-2024.yml"].replace(
        "disputes:", OLD_CLAIM + "disputes:"
    )
    kb = make_base(tmp_path, files)
    first = build_known(kb, kb.incidents["kent-2024"]).days[0]
    assert (first.day, first.possibly) == ("2011-05-02", ())


def test_what_has_no_date_says_why_it_stands_where_it_stands(tmp_path: Path) -> None:
    """An undated claim counts from the day on which its source was looked at."""
    *_, third, last = page_of(tmp_path).days
    doubts = {line.claim.anchor: str(line.doubt) for line in (*third.new, *last.new)}
    assert (third.day, last.day) == ("2024-02-13", "2026-01-09")
    assert doubts["by-then"].startswith("Public on this day at the latest")
    assert doubts["undated"].startswith("Its sources show no date")


def test_days_stay_out_of_search_engines(tmp_path: Path) -> None:
    """Old states of knowledge must not be found as if they were today's."""
    head = make_pages(tmp_path, FILES)[PATH].split("---")[1]
    assert 'robots: "noindex"' in head
    found = {page.path: page.facets for page in make_build(tmp_path, FILES).pages}
    assert found[PATH] is None
    assert any(found.values())
