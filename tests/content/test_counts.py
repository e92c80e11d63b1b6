# The same number wherever a reader meets it: counted once more here, from the authored records and
# their prose alone, and compared with what pages, indexes, cards and `kb stats` say.
"""A record holds as many sources, claims, disputes, events and questions everywhere."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from kb.index import KnowledgeBase
from kb.index.counts import (
    count_record,
    dispute_sources,
    naming_incidents,
    record_origins,
    record_sources,
    source_claims,
    trend_incidents,
)
from kb.model.entities import Trend
from kb.outputs.cards import iter_cards
from kb.outputs.social import iter_social_cards
from kb.pages.changes import knowledge_changes
from kb.pages.lists.incidents import build_incidents
from kb.pages.lists.trends import build_trends
from kb.stats import build_stats
from kb.urls import ENTITIES, INCIDENTS, TRENDS, dispute_path, page_url, record_path
from tests.content.test_citations import iter_record_cites
from tests.markup import CitingPage

HEAD = '//header[@class="kb-head"]'
VITAL = f'{HEAD}/p[@class="kb-vital"]'


@pytest.fixture(scope="module")
def pages(content_pages: dict[str, str]) -> dict[str, CitingPage]:
    """Return every page, read when it is asked for."""
    return {path: CitingPage(path, text) for path, text in content_pages.items()}


def counted(text: str, noun: str) -> int:
    """Return the number that stands before a noun; 0 where it is not named."""
    found = re.search(rf"([0-9]+) (?:{noun})\b", text)
    return int(found[1]) if found else 0


def authored(kb: KnowledgeBase, name: str) -> dict[str, int]:
    """Return what a record holds, counted from what was written."""
    record = kb.record(name)
    pairs = sum(ref.startswith(f"{name}#") for ref in kb.disputes)
    return {
        "claims": len(getattr(record, "claims", ())),
        "sources": len({key for _, key in iter_record_cites(kb, name)}),
        "disputes": pairs,
        "events": len(getattr(record, "events", ())),
        "questions": len(getattr(record, "questions", ())),
    }


def test_the_base_counts_what_was_written(content_kb: KnowledgeBase) -> None:
    """For every record, the counts equal those of its own file: claims, sources and the rest."""
    looked_at = 0
    for name in (*content_kb.incidents, *content_kb.entities, *content_kb.pages):
        counts = count_record(content_kb, name)
        for part, number in authored(content_kb, name).items():
            assert getattr(counts, part) == number, (name, part)
            looked_at += 1
    assert looked_at > 1500


def test_an_incident_is_counted_alike_everywhere(
    content_kb: KnowledgeBase, pages: dict[str, CitingPage]
) -> None:
    """Head, index, `kb stats`, preview, social card and feed give the same numbers."""
    kb, compared = content_kb, Counter[str]()
    stats = build_stats(kb)["by_incident"]
    rows = {row.link.url: row for row in build_incidents(kb).rows}
    index = {
        pages[INCIDENTS].resolve(row.xpath("./th//a/@href")[0])[0]: [
            re.match(r"[0-9]*", cell.text_content().strip())[0]  # type: ignore[index]
            for cell in row.xpath('./td[@class="n"]')
        ]
        for row in pages[INCIDENTS].root.xpath("//tr[@data-row]")
    }
    cards = {card.path: " ".join(card.lines) for card in iter_cards(kb)}
    social = {card.path: card.counts for card in iter_social_cards(kb, "site")}
    for incident in kb.incidents.values():
        want, path = authored(kb, incident.id), record_path(incident)
        four = [want[part] for part in ("claims", "sources", "disputes", "questions")]
        head = pages[path].words(VITAL)
        assert counted(head, "claims?") == want["claims"], path
        assert counted(head, "sources?") == want["sources"], path
        origins = len(record_origins(kb, incident.id))
        assert counted(head, "independent origins?") == origins, path
        assert index[path] == [str(number) for number in four], path
        assert {part: stats[incident.id][part] for part in want} == want, path
        row = rows[page_url(path).removeprefix("incidents/")]
        assert [row.claims, row.sources, row.disputes, row.questions] == four, path
        assert counted(cards[path], "claims?") == want["claims"], path
        assert counted(cards[path], "contradictions?") == want["disputes"], path
        assert counted(cards[path], "open questions?") == want["questions"], path
        statuses = [entry.status for entry in kb.claims_of(incident.id)]
        still = sum(item.outcome == "open" for item in kb.disputes_of(incident.id))
        assert social[f"{page_url(path)}card.png"] == (
            statuses.count("confirmed"), still, want["questions"],
        ), path  # fmt: skip
        words = [change.text for change in knowledge_changes(kb, incident)]
        later = [e for e in kb.claims_of(incident.id)
                 if e.known.latest.isoformat() > incident.updated.text]  # fmt: skip
        feed = sum(counted(text, "new claims?") for text in words)
        assert feed == want["claims"] - len(later), path
        shown = pages[path].root.xpath('//article[@class="kb-claim"]')
        assert len(shown) == want["claims"], path
        compared["incidents"] += 1
        compared["numbers"] += 21
    assert compared["incidents"] == len(kb.incidents) > 30
    assert compared["numbers"] > 600, compared


def test_a_page_says_how_many_of_its_sources_are_its_records_own(
    content_kb: KnowledgeBase, pages: dict[str, CitingPage]
) -> None:
    """Where a page lists more sources than its record cites, the list says how many are which."""
    kb, longer = content_kb, 0
    own = {record_path(kb.record(n)): record_sources(kb, n) for n in (*kb.incidents, *kb.entities)}
    own |= {dispute_path(ref): dispute_sources(kb, ref) for ref in kb.disputes}
    looked_at = 0
    for path, keys in own.items():
        page = pages[path]
        if not page.listed:
            continue
        looked_at += 1
        (note,) = page.root.xpath('//ol[@class="kb-sources"]/preceding-sibling::p[1]')
        words = note.text_content()
        assert counted(words, "sources?") == len(page.listed), path
        cited = re.search(r"itself cites ([0-9]+)", words)
        assert (int(cited[1]) if cited else len(page.listed)) == len(keys), path
        longer += cited is not None
    assert looked_at > 500
    assert longer > 100


def test_disputes_trends_entities_and_sources_are_counted_alike(
    content_kb: KnowledgeBase, pages: dict[str, CitingPage]
) -> None:
    """Their heads give the numbers that their indexes and lists give."""
    kb, compared = content_kb, Counter[str]()
    for ref, entry in kb.disputes.items():
        head = pages[dispute_path(ref)].words(VITAL)
        assert counted(head, "claims?") == len(entry.claims), ref
        assert counted(head, "sources?") == len(dispute_sources(kb, ref)), ref
        compared["disputes"] += 1
    trends = {
        row.link.url: row for group in build_trends(kb).groups for row in (*group.firm, *group.thin)
    }
    index = {
        pages[ENTITIES].resolve(row.xpath(".//a/@href")[0])[0]: row.text_content()
        for row in pages[ENTITIES].root.xpath("//li[@data-row]")
    }
    for entity in kb.entities.values():
        path, sources = record_path(entity), len(record_sources(kb, entity.id))
        head = pages[path].words(VITAL)
        assert counted(head, "sources?") == sources, path
        compared["entities"] += 1
        if not isinstance(entity, Trend):
            named = counted(head.partition("named in")[2], "incidents?")
            assert named == len(naming_incidents(kb, entity.id)), path
            assert counted(index[path].partition("Named in")[2], "incidents?") == named, path
        if isinstance(entity, Trend):
            (row,) = (r for url, r in trends.items() if pages[TRENDS].resolve(str(url))[0] == path)
            incidents = len(trend_incidents(kb, entity.id))
            assert (row.incidents, row.sources) == (incidents, sources), path
            assert counted(head, "incidents?") == incidents, path
            compared["trends"] += 1
    for source in kb.sources.values():
        page = pages[record_path(source)]
        number = len(source_claims(kb, source.id))
        assert counted(page.words(VITAL), "claims?") == number, source.id
        links = page.root.xpath('//section[@class="kb-cited"]//tbody/tr/th/descendant::a[1]/@href')
        assert len({page.resolve(link) for link in links if "http" not in link}) == number
        compared["sources"] += 1
    assert min(compared.values()) > 30, compared
    assert compared.total() > 1200, compared


def test_every_source_is_counted_by_how_much_of_it_was_read(content_kb: KnowledgeBase) -> None:
    """Readings and origins add up to all sources."""
    stats = build_stats(content_kb)
    for name in ("sources_by_reading", "sources_by_origin"):
        assert sum(stats[name].values()) == stats["sources"] == len(content_kb.sources)
        assert len(stats[name]) > 2
