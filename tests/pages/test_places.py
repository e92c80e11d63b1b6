# A base in which every part of a record cites a source that nothing else cites: whatever a page
# drops is missed at once.
"""Each cite of a record is shown on its page, and counted once."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.index.counts import count_record, dispute_sources, part_sources, record_sources
from kb.pages.incident.page import WHOLE_DISPUTES
from kb.pipeline import check
from kb.stats import build_stats
from kb.urls import dispute_path, record_path
from tests.markup import CitingPage
from tests.views.small import DATES, FILES, lay_out, make_base, make_pages

PARTS = (
    "summary", "body", "correction", "participant", "service", "service-note", "impact", "event",
    "event-text", "claim", "claim-input", "claim-denies", "claim-note", "history", "history-note",
    "answer", "dispute", "assessment", "last-dispute", "last-assessment", "question", "relation",
    "relation-note", "many-1", "many-2", "many-3", "many-4", "many-5", "many-6", "elsewhere",
)  # fmt: skip
INCIDENT = "incidents/gamma-2024/index.md"


def source(key: str, more: str = "") -> str:
    """Return a source in YAML."""
    return (
        f"- {{id: {key}, title: The {key}, container-title: C, issued: 2024-01-19, kind: news,"
        f" origin: secondary, reliability: B, read: full{more}}}\n"
    )


DISPUTE = """\
  - id: d-{number}
    question: "Was it {number}?"
    verdict: "One says so, another denies it."
    outcome: open
    sides: [{{answer: "Yes", claims: [yes-it-was]}}, {{answer: "No", claims: [no-it-was-not]}}]
    assessment: "Nobody knows{prose}."
    cites: [{cites}]
"""


def make_disputes() -> str:
    """Return more disputes than are shown whole, in YAML; the first and the last cite sources."""
    found = [DISPUTE.format(number=0, prose=" [@assessment]", cites="dispute")]
    found += [DISPUTE.format(number=n, prose="", cites="") for n in range(1, WHOLE_DISPUTES)]
    found.append(DISPUTE.format(number="last", prose=" [@last-assessment]", cites="last-dispute"))
    return "".join(found)


GAMMA = f"""\
schema: incident/2
id: gamma-2024
{DATES}title: "Cyber incident at Gamma"
summary: "Gamma lost its forms [@summary]."
body: "More about it [@body]."
corrections: [{{date: 2026-01-10, text: "We had the wrong day [@correction]."}}]
determination: confirmed
types: [unknown]
occurred: 2024-01-18
participants:
  - {{entity: alpha-council, role: victim, cites: [participant]}}
  - {{entity: bravo-ltd, role: supplier, cites: [many-1, many-2, many-3, many-4, many-5, many-6]}}
services:
  - {{service: Forms, state: unavailable, cites: [service], note: "All of them [@service-note]."}}
impacts:
  - {{kind: availability, text: "People waited.", cites: [impact]}}
events:
  - {{id: ev, date: 2024-01-18, type: disruption, title: Forms fail, text: "At nine [@event-text].",
     cites: [event]}}
claims:
  - id: yes-it-was
    text: "It was so."
    asserted_by: alpha-council
    cites: [claim, {{source: claim-denies, stance: denies}}]
    note: "In its own words [@claim-note]."
    history:
      - 2024-01-19 reported [claim]
      - {{date: 2024-02-13, status: retracted, cites: [history], note: "Said [@history-note]."}}
  - id: no-it-was-not
    text: "It was not so."
    asserted_by: bravo-ltd
    cites: [claim]
  - id: a-sum
    text: "Both together."
    asserted_by: editors
    cites: [{{source: claim-input, stance: input}}]
topics:
  - {{id: how, question: "Was it so?", answer: "Hardly [@answer].", claims: [yes-it-was]}}
disputes:
{make_disputes()}questions:
  - {{id: why, text: "Why?", answer: not-disclosed, as_of: 2024-02-13, cites: [question]}}
relations:
  - {{type: related-to, target: beta-2022, cites: [relation], note: "By name [@relation-note]."}}
"""

OTHER = """\
relations:
  - {type: related-to, target: gamma-2024, cites: [elsewhere]}
"""

BASE = {
    **FILES,
    "incidents/gamma-2024.yml": GAMMA,
    "incidents/alpha-2024.yml": FILES["incidents/alpha-2024.yml"] + OTHER,
    "sources/parts.yml": "".join(source(key) for key in PARTS),
}


def test_the_base_of_these_tests_is_read(tmp_path: Path) -> None:
    """Every key of it is known: otherwise the tests below would be about nothing."""
    checked = check(lay_out(tmp_path, BASE))
    assert checked.counts["sources"] > len(PARTS)
    assert [p.explain() for p in checked.problems if p.severity.name == "ERROR"] == []


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the pages of the base."""
    return make_pages(tmp_path_factory.mktemp("places"), BASE)


@pytest.mark.parametrize("key", PARTS)
def test_what_a_part_cites_is_on_the_page_and_the_source_leads_there(
    pages: dict[str, str], key: str
) -> None:
    """A source cited by one part alone is listed, and its page leads to that very place."""
    incident = CitingPage(INCIDENT, pages[INCIDENT])
    path = f"sources/{key}/index.md"
    assert path in incident.cited[""]
    if key == "elsewhere":
        return
    about = CitingPage(path, pages[path])
    links = about.root.xpath('//section[@class="kb-cited"]/*[not(self::h3)]//a/@href')
    assert links
    for link in links:
        target, anchor = about.resolve(link)
        assert target == INCIDENT
        assert path in incident.cited.get(anchor, ()), f"{key}: {anchor}"


@pytest.mark.parametrize("name", ["0", "last"])
def test_the_sources_of_an_assessment_are_on_the_page_of_the_dispute(
    pages: dict[str, str], name: str
) -> None:
    """They stand in the box with the assessment, whether the prose names them or not."""
    key = "dispute" if name == "0" else "last-dispute"
    path = f"disputes/gamma-2024/d-{name}/index.md"
    page = CitingPage(path, pages[path])
    (box,) = page.root.xpath('//div[@class="kb-end"]')
    shown = {page.listed[link[1:]] for link in box.xpath(".//a/@href") if link.startswith("#S")}
    assert f"sources/{key}/index.md" in shown
    assert "Sources of the assessment" in box.text_content()


def test_a_dispute_named_in_a_line_still_gives_its_sources(pages: dict[str, str]) -> None:
    """What the incident's page does not show whole cites what its assessment rests on."""
    incident = CitingPage(INCIDENT, pages[INCIDENT])
    assert "sources/last-dispute/index.md" in incident.cited["d-last"]
    assert "sources/last-assessment/index.md" in incident.cited["d-last"]


def test_what_others_cite_is_not_counted(tmp_path: Path, pages: dict[str, str]) -> None:
    """A relation of another record is shown with its source, which is not the record's own."""
    kb = make_base(tmp_path, BASE)
    own = record_sources(kb, "gamma-2024")
    assert set(own) == set(PARTS) - {"elsewhere"}
    assert count_record(kb, "gamma-2024").sources == len(own)
    assert build_stats(kb)["by_incident"]["gamma-2024"]["sources"] == len(own)
    text = pages[record_path(kb.record("gamma-2024"))]
    assert f"<b>{len(own)}</b> sources" in text
    assert f"{len(own) + 1} sources, numbered" in text
    assert f"This record itself cites {len(own)}; the other 1" in text


def test_a_dispute_counts_its_claims_and_its_assessment(
    tmp_path: Path, pages: dict[str, str]
) -> None:
    """Its sources are those of its claims, in lists, histories and notes, and its own."""
    kb = make_base(tmp_path, BASE)
    found = set(dispute_sources(kb, "gamma-2024#d-0"))
    assert found == {
        "claim", "claim-denies", "claim-note", "history", "history-note", "dispute", "assessment",
    }  # fmt: skip
    assert part_sources(kb, "gamma-2024#d-0") == ("assessment", "dispute")
    assert f"<span>{len(found)} sources</span>" in pages[dispute_path("gamma-2024#d-0")]


def test_a_claim_in_the_record_of_an_entity_stands_whole_on_its_page(tmp_path: Path) -> None:
    """Also one about somebody else: no other page has it, and its sources would be lost."""
    claim = (
        "claims:\n  - {id: aside, text: Somebody else was late.,"
        " about: {subject: bravo-ltd, predicate: other}, asserted_by: {text: A neighbour},"
        " cites: [participant, {source: impact, stance: denies}]}\n"
    )
    name = "entities/organization/alpha-council.yml"
    page = CitingPage(
        "entities/alpha-council/index.md",
        make_pages(tmp_path, {**BASE, name: BASE[name] + claim})["entities/alpha-council/index.md"],
    )
    assert {"sources/participant/index.md", "sources/impact/index.md"} <= page.cited["aside"]


def test_a_correction_of_a_source_may_cite_a_further_source(tmp_path: Path) -> None:
    """It is listed on the page of the incident that shows the correction, and is not its own."""
    corrected = ', corrected: [{date: 2024-02-13, note: "See there [@further]."}]'
    sources = "".join(source(key, corrected if key == "claim" else "") for key in PARTS)
    files = {**BASE, "sources/parts.yml": sources + source("further")}
    page = CitingPage(INCIDENT, make_pages(tmp_path / "site", files)[INCIDENT])
    assert "sources/further/index.md" in page.listed.values()
    kb = make_base(tmp_path / "base", files)
    assert "further" not in record_sources(kb, "gamma-2024")
