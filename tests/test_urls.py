"""Addresses as seen from a page; `posixpath` is the oracle."""

from __future__ import annotations

import posixpath

from hypothesis import given
from hypothesis import strategies as st

from kb.urls import relative_file, relative_url

FOLDERS = st.lists(st.sampled_from(["a", "b", "incidents", "x-1"]), max_size=4).map("/".join)


def page(folder: str) -> str:
    """Return the page of a folder."""
    return f"{folder}/index.md" if folder else "index.md"


@given(FOLDERS, FOLDERS)
def test_the_way_is_the_one_the_library_finds(here: str, there: str) -> None:
    """From every page to every page, also to itself."""
    way = posixpath.relpath(f"/{there}", f"/{here}")
    assert relative_url(page(here), page(there)) == ("./" if way == "." else f"{way}/")
    assert relative_file(page(here), page(there)) == posixpath.relpath(
        f"/{page(there)}", f"/{here}"
    )


def test_an_anchor_on_the_same_page_stands_alone() -> None:
    """The browser stays where it is."""
    assert relative_url("a/index.md", "a/index.md", "c1") == "#c1"
    assert relative_url("a/index.md", "b/index.md", "c1") == "../b/#c1"
    assert relative_file("a/index.md", "a/index.md", "c1") == "index.md#c1"
