"""Views of claims."""

from __future__ import annotations

from collections.abc import Iterator

from kb.citations import outlet, source_label
from kb.dates import show_date
from kb.index.entries import DECIDED, ClaimEntry, Support
from kb.model.sources import Cite
from kb.refs import full_ref
from kb.views.builder import PageBuilder
from kb.views.figures import is_struck, later_figures, show_quantity
from kb.views.history import build_end, build_history, fell_on, has_changed, show_day
from kb.views.judged import note_dispute
from kb.views.notes import BorneOut, CompatibleLine, Link, RestatementLine, SplitNote
from kb.views.replies import build_replies
from kb.views.speakers import build_speaker, first_speakers, later_speakers
from kb.views.values import ClaimBrief, ClaimView, ContestedLine, Quote, TreeNode
from kb.vocab.claims import (
    DEPRECATED_STATUSES,
    GROUNDS,
    ORIGINS,
    RESTATEMENTS,
    SPEECH_ACTS,
    STANCES,
    STATUSES,
)
from kb.vocab.incidents import SCALE


def count_of(number: int, noun: str, plural: str | None = None) -> str:
    """Return “1 article” or “7 articles”."""
    return f"{number} {noun}" if number == 1 else f"{number} {plural or noun + 's'}"


def show_support(entry: ClaimEntry, support: Support | None = None) -> str:
    """Return what a claim rests on, in words: today, or as `support` has it for another day."""
    of_a_day = support is not None
    support = support or entry.support
    origins = len(support.origins)
    inputs = {cite.source for cite in entry.claim.cites if cite.stance == "input"}
    is_ours = entry.claim.is_ours
    if inputs and not support.sources:
        return f"worked out by us from {count_of(len(inputs), 'source')}"
    if is_ours and not support.sources:
        return "our own finding"
    if of_a_day and not support.sources:
        return "No source was public yet"
    words = [
        count_of(len(support.sources), "source"),
        count_of(origins, "independent origin") if origins else "no independent origin",
    ]
    if support.untraced:
        words.append(f"{support.untraced} of unknown lineage")
    if support.withdrawn:
        words.append(f"{len(support.withdrawn)} more taken back")
    if support.is_own_account and entry.status in {"confirmed", "reported"}:
        words.append("by its own account")
    return ", ".join(words)


def build_claim(builder: PageBuilder, entry: ClaimEntry) -> ClaimView:
    """Return the view of a claim; its citations are numbered on the builder's page."""
    claim, kb = entry.claim, builder.kb
    is_home = entry.record_id in builder.own_ids
    anchor = claim.id if is_home else f"{entry.record_id}--{claim.id}"
    supporting = [cite for cite in claim.cites if cite.stance in {"supports", "input"}]
    against = [cite for cite in claim.cites if cite.stance not in {"supports", "input"}]
    return ClaimView(
        anchor=anchor,
        ref=entry.ref,
        home=Link(builder.url(entry.record_id, claim.id), kb.title(entry.record_id)),
        text=builder.inline(entry.record_id, *entry.loc, "text"),
        is_struck=is_struck(kb, entry),
        later=later_figures(builder, entry),
        status=entry.status,
        status_label=STATUSES.label(entry.status),
        known_from=entry.known.latest.isoformat(),
        maybe_from=_maybe_from(entry),
        fell=fell_on(entry),
        speakers=first_speakers(builder, entry),
        spoke_later=later_speakers(builder, entry),
        via=claim.via,
        act=claim.speech_act,
        act_label=SPEECH_ACTS.label(claim.speech_act),
        denies=denied_by(builder, entry),
        asserted=_show_asserted(entry),
        occurred=show_date(claim.occurred) if claim.occurred else None,
        cites=builder.cites(supporting, used_by=anchor),
        articles=len(entry.support.sources),
        origins=entry.support.origins,
        untraced=entry.support.untraced,
        support=show_support(entry),
        carried_by=tuple(dict.fromkeys(outlet(kb.sources[key]) for key in entry.support.sources)),
        quotes=tuple(_quote(builder, cite) for cite in claim.cites if cite.quote),
        against=builder.cites(against, used_by=anchor),
        withdrawn=tuple(builder.source_link(key) for key in entry.support.withdrawn),
        ground=GROUNDS.label(claim.ground.as_) if claim.ground else None,
        ground_reason=builder.inline(entry.record_id, *entry.loc, "ground", "reason")
        if claim.ground
        else None,
        history=build_history(builder, entry),
        note=builder.inline(entry.record_id, *entry.loc, "note") if claim.note else None,
        restates=_restates(builder, entry),
        restated_by=tuple(
            _restatement(builder, ref) for ref in entry.restated_by if ref in kb.claims
        ),
        superseded_by=tuple(builder.claim_link(ref) for ref in entry.superseded_by),
        supersedes=builder.claim_link(full_ref(claim.supersedes, entry.record_id))
        if claim.supersedes
        else None,
        disputes=tuple(note_dispute(builder, kb.disputes[ref]) for ref in entry.disputes),
        borne_out=tuple(_borne_out(builder, entry)),
        replies=build_replies(builder, entry),
        contested_by=_contested_by(builder, entry),
        split=_split(builder, entry),
        compatible=_compatible(builder, entry),
        figure=show_quantity(claim.about) if claim.about else None,
        confidence=SCALE.label(claim.confidence).lower() if claim.confidence else None,
    )


def _maybe_from(entry: ClaimEntry) -> str | None:
    earliest, latest = entry.known.earliest, entry.known.latest
    if earliest is None:
        return ""
    return earliest.isoformat() if earliest < latest else None


def speaker_names(builder: PageBuilder, entry: ClaimEntry) -> str:
    """Return who says a claim, in words."""
    return join_words([build_speaker(builder, item).text for item in entry.claim.asserted_by])


def whose(builder: PageBuilder, entry: ClaimEntry) -> str:
    """Return who says a claim, and that it stands by its own account alone where it does."""
    names = speaker_names(builder, entry)
    return f"{names}, by its own account" if entry.support.is_own_account else names


def join_words(words: list[str]) -> str:
    """Return words joined with commas and a final “and”."""
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]


def denied_by(builder: PageBuilder, entry: ClaimEntry) -> tuple[Link, ...]:
    """Return what a denial denies: what somebody said, or in words."""
    links = []
    for item in entry.claim.denies:
        if item.claim is None:
            links.append(Link(None, item.text or ""))
            continue
        ref = full_ref(item.claim, entry.record_id)
        words = f"what {speaker_names(builder, builder.kb.claims[ref])} said"
        links.append(Link(builder.claim_link(ref).url, words))
    return tuple(links)


def _split(builder: PageBuilder, entry: ClaimEntry) -> SplitNote | None:
    """Return what a claim was part of: its first part keeps the address that people have."""
    former = entry.claim.split_from
    if former is None:
        return None
    parts = [item for item in builder.kb.claims_of(entry.record_id)
             if item.claim.split_from == former]  # fmt: skip
    is_first = parts[0].ref == entry.ref and entry.record_id in builder.own_ids
    others = tuple(builder.claim_link(item.ref) for item in parts if item.ref != entry.ref)
    return SplitNote(former if is_first else None, others)


def _contested_by(builder: PageBuilder, entry: ClaimEntry) -> str:
    """Return who says otherwise than a confirmed finding while the question is open."""
    if entry.status != "confirmed":
        return ""
    names = []
    for ref in entry.disputes:
        dispute = builder.kb.disputes[ref]
        if dispute.outcome == "open" and entry.ref not in dispute.context:
            others = (side for side in dispute.sides if entry.ref not in side.claims)
            names += [speaker_names(builder, builder.kb.claims[side.claims[0]]) for side in others]
    return join_words(list(dict.fromkeys(names))) if names else ""


def _borne_out(builder: PageBuilder, entry: ClaimEntry) -> Iterator[BorneOut]:
    for name in entry.claim.borne_out_by:
        other = builder.kb.claims[full_ref(name, entry.record_id)]
        yield BorneOut(
            builder.claim_link(other.ref),
            speaker_names(builder, other),
            show_day(other.known.latest),
            other.known.latest.isoformat(),
        )


def _quote(builder: PageBuilder, cite: Cite) -> Quote:
    source = builder.kb.sources[cite.source]
    return Quote(
        text=cite.quote or "",
        label=source_label(source),
        url=builder.quote_url(cite),
        language=source.language,
        grade=cite.grade or source.reliability,
        cites=builder.cites([cite], used_by=""),
        stance="supports" if cite.stance == "supports" else STANCES.label(cite.stance),
    )


def _restates(builder: PageBuilder, entry: ClaimEntry) -> RestatementLine | None:
    restated = entry.claim.restates
    if restated is None:
        return None
    ref = full_ref(restated.claim, entry.record_id)
    original = builder.kb.claims[ref]
    how = RESTATEMENTS.label(restated.how)
    return RestatementLine(builder.claim_link(ref), how, speaker_names(builder, original))


def _restatement(builder: PageBuilder, ref: str) -> RestatementLine:
    entry = builder.kb.claims[ref]
    how = entry.claim.restates.how if entry.claim.restates else "copied"
    label = RESTATEMENTS.label(how)
    return RestatementLine(builder.claim_link(ref), label, speaker_names(builder, entry))


def _compatible(builder: PageBuilder, entry: ClaimEntry) -> tuple[CompatibleLine, ...]:
    return tuple(
        CompatibleLine(
            builder.claim_link(item.other),
            speaker_names(builder, builder.kb.claims[item.other]),
            builder.inline(item.record_id, *item.reason),
        )
        for item in builder.kb.compatible.get(entry.ref, ())
    )


def build_tree(builder: PageBuilder, entry: ClaimEntry) -> tuple[TreeNode, ...]:
    """Return how a claim travelled: who took it from whom, among the sources that carry it."""
    kb = builder.kb
    cites = {cite.source: cite for cite in entry.claim.cites if cite.stance == "supports"}
    for ref in entry.restated_by:
        for cite in kb.claims[ref].claim.cites:
            cites.setdefault(cite.source, cite)
    parents = {key: _parents(builder, cite, cites) for key, cite in cites.items()}
    if not any(parents.values()):
        return ()
    roots = [key for key, found in parents.items() if not found]
    return tuple(_tree_node(builder, key, cites, parents, frozenset()) for key in roots)


def _parents(builder: PageBuilder, cite: Cite, cites: dict[str, Cite]) -> tuple[str, ...]:
    if cite.from_ is not None:
        return (cite.from_,) if cite.from_ in cites else ()
    source = builder.kb.sources[cite.source]
    return tuple(step.source for step in source.derived_from if step.source in cites)


def _tree_node(
    builder: PageBuilder,
    key: str,
    cites: dict[str, Cite],
    parents: dict[str, tuple[str, ...]],
    above: frozenset[str],
) -> TreeNode:
    source = builder.kb.sources[key]
    below = [name for name, found in parents.items() if key in found and name not in above]
    corrected = [f"corrected {show_date(item.date)}" for item in source.corrected]
    return TreeNode(
        link=builder.source_link(key),
        origin=source.origin,
        origin_label=ORIGINS.label(source.origin),
        note=", ".join(corrected),
        cites=builder.cites([cites[key]], used_by=""),
        children=tuple(
            _tree_node(builder, name, cites, parents, above | {key, name}) for name in below
        ),
    )


def _carries(cite: Cite, support: Support | None) -> bool:
    """Return whether a cite stands behind a claim, on the day of `support` where that is given."""
    if cite.stance == "input":
        return True
    return cite.stance == "supports" and (
        support is None or cite.source in (*support.sources, *support.withdrawn)
    )


def _show_asserted(entry: ClaimEntry) -> str:
    when = show_date(entry.asserted) if entry.asserted else "date not shown"
    return f"{when}, in private" if entry.claim.private else when


def build_brief(
    builder: PageBuilder,
    entry: ClaimEntry,
    anchor: str,
    *,
    status: str | None = None,
    support: Support | None = None,
) -> ClaimBrief:
    """Return a claim in a few lines, with the status and support of today or those given."""
    shown = status or entry.status
    return ClaimBrief(
        anchor=anchor,
        home=Link(builder.url(entry.record_id, entry.claim.id), builder.kb.title(entry.record_id)),
        text=builder.inline(entry.record_id, *entry.loc, "text"),
        is_struck=is_struck(builder.kb, entry, shown),
        later=later_figures(builder, entry),
        status=shown,
        status_label=STATUSES.label(shown),
        speakers=first_speakers(builder, entry),
        spoke_later=() if support else later_speakers(builder, entry),
        via=entry.claim.via,
        act=entry.claim.speech_act,
        act_label=SPEECH_ACTS.label(entry.claim.speech_act),
        denies=denied_by(builder, entry),
        asserted=_show_asserted(entry),
        cites=builder.cites(
            (cite for cite in entry.claim.cites if _carries(cite, support)), used_by=anchor
        ),
        support=show_support(entry, support),
    )


def build_contested(builder: PageBuilder, entry: ClaimEntry) -> ContestedLine:
    """Return a claim that is not established, and what became of it."""
    has_ended = entry.status in DEPRECATED_STATUSES
    is_told = has_changed(entry)
    return ContestedLine(
        claim=build_claim(builder, entry),
        end=build_end(builder, entry) if is_told else None,
        verdict=None if has_ended and is_told else _verdict(builder, entry),
    )


def _verdict(builder: PageBuilder, entry: ClaimEntry) -> str:
    if entry.status in DEPRECATED_STATUSES:
        return STATUSES.label(entry.status).lower()
    disputes = [builder.kb.disputes[ref] for ref in entry.disputes]
    decided = [item for item in disputes if item.outcome in DECIDED]
    if any(entry.ref in item.lost for item in decided):
        return "it did not hold against the other claims; no withdrawal is known"
    if any(entry.ref in item.holds for item in decided):
        return "it held against the other claims"
    if any(item.outcome == "compatible" for item in disputes):
        return "it and the other claims can be true together, once they are read closely"
    if entry.status == "disputed":
        return "disputed, and not decided so far"
    return "not established so far; neither withdrawn nor shown false"
