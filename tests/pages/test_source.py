"""The page of a source: what it is, whom it copies, what rests on it."""

from __future__ import annotations

import json
from pathlib import Path

from kb.pages.source.cited_for import ClaimUse
from kb.pages.source.page import SourcePage, build_source
from tests.markup import inside
from tests.views.fair import FILES
from tests.views.small import make_base, make_pages


def page_of(folder: Path, key: str) -> SourcePage:
    """Return the page context of a source of the fair base."""
    kb = make_base(folder, FILES)
    return build_source(kb, kb.sources[key])


def uses_of(page: SourcePage) -> list[ClaimUse]:
    """Return the claims that cite the source, over all records."""
    return [use for group in page.claims for use in group.uses]


def test_every_claim_that_cites_it_is_there_with_its_stance(tmp_path: Path) -> None:
    """Support, denial and mention are kept apart, with quote, grade and version."""
    uses = {use.link.url: use for use in uses_of(page_of(tmp_path, "record-1"))}
    assert {url.split("#")[1] for url in uses if url} == {"runs-it", "denies-it", "guess"}
    use = next(use for url, use in uses.items() if url and url.endswith("runs-it"))
    assert (use.stance, use.quote, use.is_struck) == ("supports", "outsource their IT", True)
    assert use.grade == "B3: source usually reliable, possibly true"
    assert use.version is not None
    assert use.version.url == "#version-original"
    assert use.quote_url is not None
    assert "#:~:text=" in use.quote_url
    stances = {use.stance for use in uses_of(page_of(tmp_path, "dover-statement"))}
    assert stances == {"supports", "denies"}


def test_a_source_cited_for_the_end_of_a_claim_is_no_support_of_it(tmp_path: Path) -> None:
    """The change of a status that it shows stands beside its stance."""
    uses = uses_of(page_of(tmp_path, "record-1"))
    (use,) = (use for use in uses if use.is_struck)
    assert use.changes == ("withdrawn, 13 February 2024",)


def test_other_uses_lead_to_their_places(tmp_path: Path) -> None:
    """Assessments, questions, scores and evidence are uses like claims."""
    groups = {group.record.text: group for group in page_of(tmp_path, "record-1").elsewhere}
    words = {
        text: sorted(line.what or "" for line in group.lines) for text, group in groups.items()
    }
    assert words["Cyber incident at two councils"] == ["Assessment of a dispute", "Open question"]
    assert "One supplier for many" in words


def test_copies_hang_below_what_they_copy(tmp_path: Path) -> None:
    """The tree goes down through copies of copies; parts are no copies."""
    lineage = page_of(tmp_path, "record-1").lineage
    assert lineage.copies == 2
    copy, part = lineage.downward
    assert [node.link.text for node in copy.children] == ["Mirror 2, 21 January 2024"]
    assert part.note == "in part; the figures"
    assert lineage.words == "copies nobody, as far as is known; 2 known copies"


def test_a_copy_says_whom_it_counts_as(tmp_path: Path) -> None:
    """The reader learns what copying means for counting origins."""
    lineage = page_of(tmp_path, "copy-2").lineage
    assert [node.link.text for node in lineage.upward] == ["Mirror, 20 January 2024"]
    assert [node.link.text for node in lineage.upward[0].children] == [
        "The Record, 19 January 2024"
    ]
    assert lineage.consequence.endswith("counts as said by The Record, 19 January 2024.")
    assert "never counts" in page_of(tmp_path, "vague-1").lineage.consequence
    assert "Only a part" in page_of(tmp_path, "part-1").lineage.consequence


def test_bibliographic_data_are_in_words(tmp_path: Path) -> None:
    """Authors, language, reading and archive are facts a reader understands."""
    page = page_of(tmp_path, "record-1")
    facts = {fact.label: fact.values[0].text for fact in page.facts}
    assert facts["Authors"] == "Carla Page and The Desk"
    assert facts["Read"] == "Only the opening was read"
    assert facts["Archived copy"] == "None on record"
    assert {fact.label: fact.values[0].text for fact in page_of(tmp_path, "copy-2").facts}[
        "Language"
    ] == "German"
    assert [version.issued for version in page.versions] == ["19 January 2024", "13 February 2024"]
    assert [link.url for link in page.versions[0].claims] == ["../../incidents/kent-2024/#runs-it"]
    assert [line.date for line in page.corrected] == ["13 February 2024"]


def test_a_source_taken_back_says_so_at_the_top(tmp_path: Path) -> None:
    """The day and the notice stand above everything else."""
    page = page_of(tmp_path, "taken-back")
    assert (page.retracted, page.retraction_url) == ("5 March 2024", "https://blog.example/gone")
    text = make_pages(tmp_path, FILES)["sources/taken-back/index.md"]
    assert text.index("Taken back by its publisher") < text.index('<p class="kb-lead">')


def test_it_can_be_taken_over_as_csl_and_bibtex(tmp_path: Path) -> None:
    """What stands in the boxes is valid, with its line breaks."""
    text = make_pages(tmp_path, FILES)["sources/record-1/index.md"]
    boxes = inside(text, "pre")
    assert boxes[0].startswith("@article{record-1,\n  author = {Page, Carla and {The Desk}}")
    assert json.loads(boxes[1])["container-title"] == "The Record"
    assert boxes[2].startswith("@misc{record-record-1,\n")
