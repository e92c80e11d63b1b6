"""The claims of an incident, question by question."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from kb.model.incidents import Incident
from kb.refs import Ref, local_of, part_ref
from kb.say import say_count
from kb.views.builder import PageBuilder
from kb.views.claim import ClaimView, build_claim
from kb.views.figures import latest_figures_first
from kb.views.judgement import (
    DisputeNote,
    note_dispute,
)
from kb.views.link import Link
from kb.vocab.claims import PREDICATES


@dataclass(frozen=True, slots=True)
class TopicView:
    """A question with its claims."""

    anchor: str
    question: str
    answer: Markup | None
    claims: tuple[ClaimView, ...]
    """The first of them."""
    more: tuple[ClaimView, ...]
    """The rest, folded away."""
    more_words: str
    """How many they are."""
    disputes: tuple[DisputeNote, ...]
    """The disputes that its claims are part of."""


FIRST_CLAIMS = 6
"""Claims of a question that are shown at once."""


def build_topics(builder: PageBuilder, incident: Incident) -> tuple[TopicView, ...]:
    """Return the questions of an incident with their claims; claims of no question come last."""
    kb = builder.kb
    views: list[TopicView] = []
    placed: set[str] = set()
    for index, topic in enumerate(incident.topics):
        answer = builder.inline(incident.id, "topics", index, "answer")
        refs = [part_ref(incident.id, local) for local in topic.claims]
        placed.update(refs)
        views.append(_topic(builder, topic.id, topic.question, answer, refs))
    rest: dict[str, list[Ref]] = {}
    for entry in latest_figures_first(kb, kb.claims_of(incident.id)):
        if entry.ref not in placed:
            predicate = entry.claim.about.predicate if entry.claim.about else "other"
            rest.setdefault(predicate, []).append(entry.ref)
    for predicate in sorted(rest, key=PREDICATES.rank):
        label = PREDICATES.label(predicate)
        views.append(_topic(builder, f"about-{predicate}_", label, None, rest[predicate]))
    return tuple(views)


def _topic(
    builder: PageBuilder, anchor: str, question: str, answer: Markup | None, refs: list[Ref]
) -> TopicView:
    claims = tuple(build_claim(builder, builder.kb.claims[ref]) for ref in refs)
    disputes = dict.fromkeys(ref for name in refs for ref in builder.kb.claims[name].disputes)
    notes = (note_dispute(builder, builder.kb.disputes[ref]) for ref in disputes)
    here = tuple(
        replace(note, link=Link(f"#{local_of(ref)}", note.link.text))
        for ref, note in zip(disputes, notes, strict=True)
    )
    more = claims[FIRST_CLAIMS:]
    words = say_count(
        "{number} more claim on this question", "{number} more claims on this question", len(more)
    )
    return TopicView(
        anchor=anchor,
        question=question,
        answer=answer,
        claims=claims[:FIRST_CLAIMS],
        more=more,
        more_words=words,
        disputes=here,
    )
