"""The page of a dispute: both sides, how they travelled, the evidence, the assessment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kb.index import KnowledgeBase
from kb.index.counts import dispute_sources
from kb.index.entries import DisputeEntry
from kb.model.claims import EDITORS
from kb.refs import local_of
from kb.say import say, say_list
from kb.urls import DISPUTES, dispute_path
from kb.views.builder import PageBuilder
from kb.views.citations import DISPUTE_CITES
from kb.views.cited import CitedSources
from kb.views.claim import ClaimView, build_claim
from kb.views.claim_brief import claim_line
from kb.views.dispute import DisputeView, build_dispute
from kb.views.incident_order import day_of, short_title
from kb.views.link import Link
from kb.views.page_citation import PageCitation, cite_page
from kb.views.page_head import PageHead
from kb.views.travel import TreeNode, build_tree
from kb.views.words import count_claims, count_sources
from kb.vocab.incidents import DISPUTE_OUTCOMES


@dataclass(frozen=True, slots=True)
class TravelView:
    """How one claim travelled from source to source."""

    claim: Link
    """The claim, on this page."""
    nodes: tuple[TreeNode, ...]


@dataclass(frozen=True, slots=True)
class PartyLine:
    """Somebody who speaks in a dispute, or about whom it is."""

    link: Link
    says: tuple[Link, ...]
    """The claims it makes."""
    named_in: tuple[Link, ...]
    """The claims that are about it."""


@dataclass(frozen=True, slots=True)
class DisputePage:
    """Everything the page of a dispute shows."""

    head: PageHead
    index: Link
    """All disputes."""
    record: Link
    """The place of the dispute in its record."""
    question: str
    outcome_note: str
    """What the outcome means."""
    counts: tuple[str, ...]
    """Claims and sources, with their nouns."""
    dispute: DisputeView
    claims: tuple[ClaimView, ...]
    """Every claim with its evidence, in the order of the record."""
    travels: tuple[TravelView, ...]
    """How the other claims travelled (the first one stands beside its side)."""
    parties: tuple[PartyLine, ...]
    siblings: tuple[Link, ...]
    """Other disputes that share a claim with this one."""
    others: tuple[Link, ...]
    """The rest of the disputes of its record."""
    others_count: int
    citation: PageCitation
    yaml_path: str
    cited: CitedSources
    """The sources it cites."""


def build_dispute_page(kb: KnowledgeBase, entry: DisputeEntry) -> DisputePage:
    """Return the context of a dispute's page."""
    path = dispute_path(entry.ref)
    builder = PageBuilder(kb, path, frozenset())
    record_id, local = entry.record_id, local_of(entry.ref)
    updated = day_of(kb.record(record_id))
    claims = tuple(build_claim(builder, kb.claims[ref]) for ref in entry.claims)
    dispute = build_dispute(builder, entry, {view.ref: view for view in claims})
    travels = tuple(_iter_travels(builder, entry, claims))
    shared = _sharing(kb, entry)
    others = tuple(builder.dispute_link(ref) for ref in _others(kb, entry) if ref not in shared)
    title = f"{entry.question} ({kb.title(record_id)})"
    return DisputePage(
        head=PageHead(
            path=path,
            title=f"{entry.question} ({_short(kb, record_id)})",
            description=_description(builder, entry),
            template="main.html",
            kind="dispute",
            updated=updated,
        ),
        index=Link(builder.url_of_path(DISPUTES), say("Disputes")),
        record=builder.link(record_id, anchor=_anchor(kb, entry)),
        question=entry.question,
        outcome_note=DISPUTE_OUTCOMES.note(entry.outcome),
        counts=_counts(kb, entry),
        dispute=dispute,
        claims=claims,
        travels=travels,
        parties=tuple(_parties(builder, entry)),
        siblings=tuple(builder.dispute_link(ref) for ref in shared),
        others=others,
        others_count=len(others),
        citation=cite_page(kb.site, f"{record_id}-{local}", title, updated, _judged(dispute)),
        yaml_path=kb.authored[record_id].document.path,
        cited=CitedSources(builder, dispute_sources(kb, entry.ref), DISPUTE_CITES),
    )


def _judged(dispute: DisputeView) -> str:
    judged = dispute.judged
    if judged.outcome == "open" or not judged.by:
        return judged.outcome_label
    names = say_list([link.text for link in judged.by])
    return say("{outcome}, judged by {names}", outcome=judged.outcome_label, names=names)


def _short(kb: KnowledgeBase, record_id: str) -> str:
    incident = kb.incidents.get(record_id)
    return short_title(incident) if incident is not None else kb.title(record_id)


def _counts(kb: KnowledgeBase, entry: DisputeEntry) -> tuple[str, ...]:
    sources = dispute_sources(kb, entry.ref)
    return count_claims(len(entry.claims)), count_sources(len(sources))


def _anchor(kb: KnowledgeBase, entry: DisputeEntry) -> str:
    """Return where a record shows its dispute: entities show the claims alone."""
    if entry.record_id in kb.incidents:
        return local_of(entry.ref)
    return kb.claims[entry.claims[0]].claim.id


def _description(builder: PageBuilder, entry: DisputeEntry) -> str:
    if entry.verdict:
        return entry.verdict
    if entry.dispute is not None:
        return builder.plain(entry.record_id, *entry.loc, "assessment")
    return say(
        "Two statements that contradict each other, from {record}.",
        record=builder.kb.title(entry.record_id),
    )


def _iter_travels(
    builder: PageBuilder, entry: DisputeEntry, views: tuple[ClaimView, ...]
) -> Iterator[TravelView]:
    for ref, view in list(zip(entry.claims, views, strict=True))[1:]:
        nodes = build_tree(builder, builder.kb.claims[ref])
        if nodes:
            text = claim_line(builder, builder.kb.claims[ref], 200)
            yield TravelView(Link(f"#{view.anchor}", text), nodes)


def _parties(builder: PageBuilder, entry: DisputeEntry) -> Iterator[PartyLine]:
    kb = builder.kb
    says: dict[str, list[Link]] = {}
    named: dict[str, list[Link]] = {}
    for ref in entry.claims:
        claim = kb.claims[ref]
        link = Link(f"#{ref.replace('#', '--')}", claim_line(builder, claim, 70))
        for speaker in claim.claim.asserted_by:
            if speaker.entity and speaker.entity != EDITORS:
                says.setdefault(speaker.entity, []).append(link)
        about = claim.claim.about
        subjects = () if about is None else (claim.subject, *about.entities)
        for name in dict.fromkeys(subjects):
            if name != entry.record_id:
                named.setdefault(name, []).append(link)
    for name in dict.fromkeys((*says, *named)):
        yield PartyLine(builder.link(name), tuple(says.get(name, ())), tuple(named.get(name, ())))


def _sharing(kb: KnowledgeBase, entry: DisputeEntry) -> tuple[str, ...]:
    refs = dict.fromkeys(ref for name in entry.claims for ref in kb.claims[name].disputes)
    return tuple(ref for ref in refs if ref != entry.ref)


def _others(kb: KnowledgeBase, entry: DisputeEntry) -> tuple[str, ...]:
    return tuple(other.ref for other in kb.disputes_of(entry.record_id) if other is not entry)
