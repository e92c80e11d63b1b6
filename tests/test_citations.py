"""How a source is named in lists, in BibTeX and in CSL."""

from __future__ import annotations

import pytest

from kb.citations import (
    as_bibtex,
    as_csl,
    date_parts,
    escape_bibtex,
    outlet,
    show_authors,
    source_label,
    text_fragment,
)
from kb.dates import parse_date
from kb.model.sources import Name, Source

PLAIN = {
    "id": "one", "title": "A title", "kind": "news", "origin": "secondary", "reliability": "B",
    "read": "full",
}  # fmt: skip


def source(**more: object) -> Source:
    """Return a source that has little but its title."""
    return Source.model_validate({**PLAIN, **more})


def test_a_source_is_known_by_its_outlet() -> None:
    """Outlet, else publisher, else its own title; and a date that is not shown is said to be so."""
    assert outlet(source(**{"container-title": "The Paper", "publisher": "House"})) == "The Paper"
    assert outlet(source(publisher="House")) == "House"
    assert source_label(source()) == "A title, date not shown"
    assert source_label(source(issued="2024-01-19")) == "A title, 19 January 2024"


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        ([], ""),
        ([{"literal": "The Desk"}], "The Desk"),
        ([{"family": "Page", "given": "Carla"}, {"family": "Voltaire"}], "Carla Page and Voltaire"),
        ([{"literal": "A"}, {"literal": "B"}, {"literal": "C"}], "A, B and C"),
    ],
)
def test_authors_are_read_as_a_person_reads_them(names: list[dict[str, str]], shown: str) -> None:
    """Given name first, the last after “and”."""
    assert show_authors(source(author=[Name.model_validate(name) for name in names])) == shown


@pytest.mark.parametrize(
    ("date", "parts", "circa"),
    [
        ("2024", [[2024]], None),
        ("2024-01~", [[2024, 1]], True),
        ("2024-01-19/2024-02", [[2024, 1, 19], [2024, 2]], None),
        ("2024-01~/2024-02", [[2024, 1], [2024, 2]], True),
    ],
)
def test_a_date_in_csl_is_as_exact_as_it_is(
    date: str, parts: list[list[int]], circa: bool | None
) -> None:
    """A month stays a month, an interval has two ends, and “about” is said."""
    found = date_parts(parse_date(date))
    assert found is not None
    assert (found["date-parts"], found.get("circa")) == (parts, circa)


def test_what_is_not_known_is_left_out() -> None:
    """No empty field is written, in either form."""
    assert set(as_csl(source())) == {"id", "type", "title", "language"}
    assert date_parts(None) is None
    assert as_bibtex(source()) == "@misc{one,\n  title = {{A title}}\n}"


def test_signs_of_tex_are_written_out() -> None:
    """A title breaks no bibliography."""
    assert escape_bibtex("50% of A_B & {C} #1 \\x") == (
        r"50\% of A\_B \& \{C\} \#1 \textbackslash{}x"
    )


def test_a_quotation_is_found_on_the_page_it_is_from() -> None:
    """Signs that mean something in such an address are encoded; an anchor stays in front."""
    assert text_fragment("https://e.org/a", "so-called, x") == (
        "https://e.org/a#:~:text=so%2Dcalled%2C%20x"
    )
    assert text_fragment("https://e.org/a#b", "x") == "https://e.org/a#b:~:text=x"
