"""The home page: a pure function of the records."""

from __future__ import annotations

from pathlib import Path

from kb.pages.home import build_home
from tests.views.small import ALPHA, BETA, FILES, make_base


def test_home_depends_on_nothing_but_the_records(tmp_path: Path) -> None:
    """Two bases of the same records give equal pages, and the page's day is that of a record."""
    first = build_home(make_base(tmp_path / "a"))
    assert first == build_home(make_base(tmp_path / "b"))
    assert first.head.updated == "2026-03-01"


def test_what_changed_last_comes_first(tmp_path: Path) -> None:
    """The first column follows `updated`, and tells new records from changed ones."""
    later = BETA.replace("created: 2026-01-10", "created: 2026-05-05")
    later = later.replace("updated: 2026-02-01", "updated: 2026-05-05")
    lines = build_home(make_base(tmp_path, {**FILES, "incidents/beta-2022.yml": later})).latest
    assert [(line.link.text, line.is_new) for line in lines] == [
        ("Cyber incident at Beta", True),
        ("Alpha", False),
    ]
    assert lines[0].updated_label == "5 May 2026"
    assert lines[0].text == "Beta lost data."


def test_among_records_of_one_day_the_latest_incident_comes_first(tmp_path: Path) -> None:
    """A tie is broken by the date of the incident, so that the order never wavers."""
    same = BETA.replace("updated: 2026-02-01", "updated: 2026-03-01")
    lines = build_home(make_base(tmp_path, {**FILES, "incidents/beta-2022.yml": same})).latest
    assert [line.when for line in lines] == ["2024", "2022"]


def test_a_dispute_is_shown_as_what_fell_against_what_held(tmp_path: Path) -> None:
    """The small contradiction names both sides in plain words."""
    home = build_home(make_base(tmp_path))
    pair = home.disputes[0]
    assert home.disputes_total == 3
    assert pair.page.url == "disputes/alpha-2024/who-runs-it/"
    assert [said.text for said in pair.said] == [
        "Bravo runs the council's IT.",
        "Bravo does not run the council's IT.",
    ]


def test_a_column_is_filled_from_several_records_in_turn(tmp_path: Path) -> None:
    """One line a record first, then second lines: no record crowds out the others."""
    more = (
        "  - {id: why, text: 'Why?', answer: open, as_of: 2024-02-13}\n"
        "  - {id: who, text: 'Who?', answer: open, as_of: 2024-02-13}\n"
    )
    alpha = ALPHA.replace("trends: [shared", more + "trends: [shared")
    beta = BETA + "questions:\n  - {id: how, text: 'How?', answer: open, as_of: 2022-06-01}\n"
    files = {**FILES, "incidents/alpha-2024.yml": alpha, "incidents/beta-2022.yml": beta}
    lines = build_home(make_base(tmp_path, files)).questions
    assert [line.link.text for line in lines] == ["How did it begin?", "How?", "Why?", "Who?"]


def test_the_other_side_is_one_that_says_otherwise(tmp_path: Path) -> None:
    """Of several claims the pair shows one against the first, not one that agrees with it."""
    agreeing = """\
  - id: bravo-hosts
    text: "Bravo hosts the council's IT."
    about: {subject: bravo-ltd, predicate: provider-of, entities: [alpha-council]}
    asserted_by: gazette
    cites: [gazette-1]
disputes:"""
    alpha = ALPHA.replace("disputes:", agreeing, 1).replace("outcome: settled", "outcome: open")
    alpha = alpha.replace(", holds: true}", "}").replace(
        "claims: [bravo-runs-it]}", "claims: [bravo-runs-it, bravo-hosts]}"
    )
    assert "[bravo-runs-it, bravo-hosts]" in alpha
    home = build_home(make_base(tmp_path, {**FILES, "incidents/alpha-2024.yml": alpha}))
    assert home.disputes[0].said[1].text == "Bravo does not run the council's IT."
    assert home.disputes[0].more == "and 1 more claim"


def test_every_incident_stands_in_the_row_of_its_year(tmp_path: Path) -> None:
    """Years run backwards; a supplier in the story is marked."""
    years = build_home(make_base(tmp_path)).years
    rows = [(row.year, [(item.link.text, item.has_supplier) for item in row.incidents])
            for row in years]  # fmt: skip
    assert rows == [("2024", [("Alpha", True)]), ("2022", [("Cyber incident at Beta", False)])]


def test_an_incident_without_a_date_is_not_lost(tmp_path: Path) -> None:
    """What has no date stands last, under words that say so."""
    undated = BETA.replace("discovered: 2022-05\n", "").replace("discovered: [many], ", "")
    home = build_home(make_base(tmp_path, {**FILES, "incidents/beta-2022.yml": undated}))
    assert [row.year for row in home.years] == ["2024", "Date not known"]


def test_the_last_correction_is_the_latest_of_ours_and_of_the_sources(tmp_path: Path) -> None:
    """A correction of ours in 2026 is later than one of a source in 2024."""
    correction = build_home(make_base(tmp_path)).correction
    assert correction is not None
    assert correction.date == "1 March 2026"
    assert correction.text == "We had the wrong day."
    without = {**FILES, "incidents/alpha-2024.yml": ALPHA.replace("corrections:\n", "#").replace(
        "  - {date: 2026-03-01", "#")}  # fmt: skip
    correction = build_home(make_base(tmp_path / "b", without)).correction
    assert correction is not None
    assert (correction.date, correction.text) == ("13 February 2024", "Bravo never ran it.")


def test_figures_count_what_the_records_hold(tmp_path: Path) -> None:
    """Counts carry their noun in the right number."""
    home = build_home(make_base(tmp_path))
    assert home.counts == (
        ("2", "incidents"), ("7", "claims"), ("4", "sources"), ("4", "entities"),
    )  # fmt: skip
    figures = {words: figure for figure, words in home.figures}
    assert figures["claims were withdrawn or shown false"] == "1 of 7"
    assert figures["sources copy from we do not know where"] == "1 of 4"
