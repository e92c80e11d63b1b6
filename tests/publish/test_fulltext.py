"""The full-text index: what is in it, and that it is the same every time."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import cbor2
import pytest

from kb.errors import BuildFailedError
from kb.publish.fulltext import FOLDER, build_fulltext
from tests.looking import looked_at

PAGE = """<!doctype html><html lang="en"><head><title>T</title>
<meta data-pagefind-filter="kind[content]" content="{kind}">
<meta data-pagefind-filter="year[content]" content="2023">
<meta data-pagefind-filter="year[content]" content="{year}"></head>
<body><article{mark}><h1>{title}</h1><p>The {word} was offline. <span hidden>secretly</span></p>
<ol class="kb-sources"><li>A listed article</li></ol></article></body></html>
"""


def make_site(folder: Path) -> Path:
    """Return a site of three marked pages and one that is not."""
    rows = (
        ("a", "Incident", 2024, "server"), ("b", "Source", 2025, "website"),
        ("c", "Dispute", 2022, "council"), ("d", "Index", 2021, "unlisted"),
    )  # fmt: skip
    for name, kind, year, word in rows:
        mark = "" if name == "d" else " data-pagefind-body"
        (folder / name).mkdir(parents=True)
        text = PAGE.format(kind=kind, year=year, word=word, title=name, mark=mark)
        (folder / name / "index.html").write_text(text)
    return folder


def files_of(site: Path) -> dict[str, bytes]:
    """Return the files of the index."""
    root = site / FOLDER
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def unpack(data: bytes) -> Any:
    """Return what one of Pagefind's packed files holds."""
    return cbor2.loads(gzip.decompress(data).removeprefix(b"pagefind_dcd"))


def test_the_same_pages_give_the_same_bytes(tmp_path: Path) -> None:
    """Pagefind's own output differs from run to run in the order of its filters."""
    builds = []
    for number in range(6):
        site = make_site(tmp_path / str(number))
        build_fulltext(site)
        builds.append(files_of(site))
    assert len(builds[0]) > 5
    assert all(build == builds[0] for build in looked_at(builds, 6))


def test_the_metadata_leads_to_filters_that_are_there(tmp_path: Path) -> None:
    """Whatever was renamed is found again, with all its values in order."""
    site = make_site(tmp_path)
    build_fulltext(site)
    files = files_of(site)
    entry = json.loads(files["pagefind-entry.json"])["languages"]["en"]
    meta = unpack(files[f"pagefind.{entry['hash']}.pf_meta"])
    filters = {name: unpack(files[f"filter/{key}.pf_filter"]) for name, key in meta[3]}
    assert list(filters) == ["kind", "year"]
    name, values = filters["year"]
    assert name == "year"
    assert [value for value, _ in values] == ["2022", "2023", "2024", "2025"]
    assert len(dict(values)["2023"]) == entry["page_count"] == 3


def test_lists_of_sources_and_hidden_words_are_not_searched(tmp_path: Path) -> None:
    """They stand on many pages, or on none that a reader sees."""
    site = make_site(tmp_path)
    build_fulltext(site)
    texts = [gzip.decompress(data).decode() for name, data in files_of(site).items()
             if name.startswith("fragment/")]  # fmt: skip
    assert len(texts) == 3
    assert not [text for text in texts if "listed article" in text or "secretly" in text]


def test_a_second_build_leaves_nothing_of_the_first(tmp_path: Path) -> None:
    """The folder is made anew."""
    site = make_site(tmp_path)
    (site / FOLDER).mkdir()
    (site / FOLDER / "stale.pf_meta").write_text("old")
    build_fulltext(site)
    assert "stale.pf_meta" not in files_of(site)


def test_a_site_without_a_marked_page_is_an_error(tmp_path: Path) -> None:
    """It would be a search that finds nothing, or everything."""
    (tmp_path / "index.html").write_text("<p>Nothing</p>")
    with pytest.raises(BuildFailedError, match="Pagefind"):
        build_fulltext(tmp_path / "nowhere")


def test_what_pagefind_says_is_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failure is told in its own words."""
    failed = subprocess.CompletedProcess([sys.executable], 1, "", "no such thing")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: failed)
    with pytest.raises(BuildFailedError, match="no such thing"):
        build_fulltext(tmp_path)
