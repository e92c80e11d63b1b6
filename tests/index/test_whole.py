# One base in short form (tests/rules/laid_out.py) in which every kind of tie occurs once. What the
# index makes of it stands in whole.yml, a line a thing; `--update` writes what comes out now: read
# the diff before you commit.
"""Everything that follows from a small base: days, statuses, disputes, links, uses, connections."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from kb.index import KnowledgeBase
from kb.index.counts import (
    count_record,
    dispute_sources,
    naming_incidents,
    record_origins,
    rests_on_one,
    source_claims,
    trend_incidents,
)
from kb.index.entries import Hanging, TimelineEntry
from kb.index.hanging import Resting
from kb.index.known import claims_known_on, iter_knowledge_days
from kb.refs import Ref
from tests.rules.laid_out import check_short

GOLDEN = Path(__file__).with_name("whole.yml")
BASE = """
sources:
  - {id: paper, issued: 2024-01-10, note: 'See [[acme]].'}
  - {id: copy, issued: 2024-01-12, derived_from: [paper]}
  - id: page
    issued: 2024-01-20
    versions:
      - {id: first, issued: 2024-01-05, note: As first seen.}
      - {id: late, issued: 2024-02-01, note: 'Mended, [@paper].'}
  - {id: undated, kind: blog}
  - {id: verdict, issued: 2024-03-01}
  - {id: gone, issued: 2024-01-11, retracted: {date: 2024-02-05}}
entities:
  - {id: acme, aliases: [Acme Group], parent: holding}
  - {id: holding}
  - {id: town, description: 'Served by [[acme]] [@paper].', relations: [
      {type: member-of, target: acme, start: 2020, cites: [paper]},
      {type: supplier-of, target: holding, status: former, cites: [copy]},
      {type: related-to, target: gang, status: alleged, cites: [copy]}]}
  - {id: gang, kind: threat-actor}
  - {id: box, kind: product, vendor: acme}
  - {id: cve-2024-1234, kind: vulnerability, cve: CVE-2024-1234, affects: [box]}
  - {id: tide, kind: trend, trend_type: behavior, evidence: [
      {incident: kent, source: paper, relevancy: 3, note: It shows.}]}
others:
  - {id: dover, title: Incident in Dover, claims: [
      {id: same, about: {subject: acme, predicate: other}, asserted: 2024-01-15, cites: [paper],
       restates: {claim: 'kent#down', how: copied}}]}
summary: Systems of [[acme]] failed [@paper].
occurred: 2024-01-09
trends: [tide]
relations: [{type: similar-to, target: dover, note: Alike.}]
basis: {occurred: [down]}
participants:
  - {entity: acme, role: victim, claims: [down], start: 2024-01}
  - {entity: gang, role: alleged-attacker, claims: [blame]}
  - {entity: holding, role: named-then-cleared, cites: [gone]}
services:
  - {service: Forms, state: unavailable, bodies: [acme], start: 2024-01-10, claims: [down]}
impacts:
  - {kind: availability, text: Forms failed, bodies: [town], claims: [fell]}
events:
  - {id: later, date: 2024-02-02, type: recovery, title: Back, actors: [acme], cites: [page]}
  - {id: sooner, date: 2024-01-09, type: other, title: Down, actors: [town], claims: [fell]}
questions:
  - {id: what, text: 'What was it?', asked_of: [acme], answer: not-disclosed, as_of: 2024-02-01,
     cites: [copy]}
claims:
  - {id: down, cites: [paper, copy], asserted_by: [{entity: acme}],
     text: 'Forms of [[town]] failed.'}
  - {id: version, cites: [{source: page, version: first}]}
  - {id: mended, cites: [{source: page, version: late}]}
  - {id: unsaid, cites: [undated]}
  - {id: blame, cites: [gone], speech_act: alleged, asserted_by: {entity: gang}}
  - {id: fell, cites: [paper], history: ['2024-03-01 refuted [verdict]']}
  - {id: old, cites: [paper], about: {predicate: individuals-affected, value: 5}}
  - {id: new, cites: [page], about: {predicate: individuals-affected, value: 7}, supersedes: old}
  - {id: 'yes', cites: [paper], conflicts_with: ['no'],
     about: {predicate: initial-access, value: phishing}}
  - {id: 'no', cites: [copy], conflicts_with: ['yes'], asserted_by: {text: Other}}
  - {id: one, cites: [paper], conflicts_with: [two], status: disputed}
  - {id: two, cites: [verdict], asserted_by: {text: Else}, conflicts_with: [one]}
  - {id: aside, cites: [copy], compatible_with: [{claim: old, reason: Another count.}]}
  - {id: denial, cites: [verdict], speech_act: denied, denies: [{claim: blame}],
     asserted_by: {entity: holding}}
  - {id: firm, cites: [paper, verdict], status: confirmed,
     asserted_by: [{entity: acme}, {entity: town}]}
  - {id: repeats, cites: [verdict], restates: {claim: unsaid, how: copied}}
  - {id: half, cites: [verdict], asserted_by: {text: Third}, conflicts_with: [one]}
  - {id: boast, cites: [paper, verdict], status: confirmed,
     asserted_by: [{entity: gang}, {entity: acme}]}
  - {id: ours, cites: [paper], asserted_by: editors, speech_act: inferred}
  - {id: itself, cites: [paper], compatible_with: [{claim: itself, reason: Of course.}]}
  - {id: asked, cites: [paper], status: disputed}
  - {id: silent, cites: [verdict], speech_act: declined, asserted_by: {entity: holding}}
disputes:
  - {id: told, question: 'Is it?', outcome: open, assessment: Not known.,
     sides: [{answer: 'Yes', claims: [asked]}, {answer: Silence, claims: [silent]}]}
  - {id: which, question: 'Which of them?', outcome: settled, decided: 2024-03-02, verdict: Two.,
     cites: [verdict], assessment: 'Two, says [[town]] [@verdict].', context: [down],
     sides: [{answer: One, claims: [one]}, {answer: Two, holds: true, claims: [two]}]}
  - {id: open, question: 'Who was it?', outcome: open, assessment: Not known.,
     sides: [{answer: Gang, claims: [blame]}, {answer: Nobody, claims: [denial]}]}
"""


@pytest.fixture(scope="module")
def kb(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    """Return the index of the base above."""
    checked = check_short(BASE, tmp_path_factory.mktemp("whole"))
    assert checked.kb is not None, [problem.explain() for problem in checked.problems]
    return checked.kb


def words(*values: object) -> str:
    """Return values in one line; what is not there is a dash."""
    return " | ".join("-" if value in (None, "", (), []) else _word(value) for value in values)


def _word(value: object) -> str:
    if isinstance(value, tuple | list | frozenset):
        listed = sorted(map(_word, value)) if isinstance(value, frozenset) else map(_word, value)
        return ", ".join(listed)
    return str(getattr(value, "source", value))


def _hanging(hanging: Hanging) -> tuple[object, ...]:
    fall = hanging.fall
    return hanging.known_from, fall.day if fall else None, fall.why if fall else None


def _claims(kb: KnowledgeBase) -> Iterator[str]:
    for ref, item in kb.claims.items():
        changes = [f"{change.since} {change.status}" for change in item.changes]
        yield words(
            ref, item.subject, item.asserted, item.known.earliest, item.known.latest, changes,
            item.disputes, item.restated_by, item.superseded_by, item.conflicts,
            item.support.origins,
        )  # fmt: skip


def _disputes(kb: KnowledgeBase) -> Iterator[str]:
    for ref, item in kb.disputes.items():
        since = (item.since.earliest, item.since.latest) if item.since else None
        sides = [f"{side.answer}: {_word(side.claims)}" for side in item.sides]
        yield words(
            ref, item.question, item.outcome, item.verdict, sides, item.claims, item.holds,
            item.lost, since, item.loc, dispute_sources(kb, ref),
        )  # fmt: skip


def _backlinks(kb: KnowledgeBase) -> Iterator[str]:
    for target, links in kb.backlinks.items():
        for link in links:
            kind = link.relation.type if link.relation else None
            yield words(
                target, link.source_id, link.kind, link.reason, link.anchor, link.date, link.cites,
                kind, link.status,
            )  # fmt: skip


def _uses(kb: KnowledgeBase) -> Iterator[str]:
    for key, uses in kb.source_uses.items():
        for use in uses:
            has_cite = "cite" if use.cite else "prose"
            yield words(key, use.record_id, use.anchor, use.what, use.text, use.stance, has_cite)


def _connections(kb: KnowledgeBase) -> Iterator[str]:
    for name, found in kb.connections.items():
        for item in found:
            yield words(
                name, item.source, item.words, item.target, item.inverse, item.standing, item.start,
                item.end, item.status,
            )  # fmt: skip


def _events(kb: KnowledgeBase) -> Iterator[str]:
    def row(item: TimelineEntry) -> str:
        return words(item.record_id, item.event.id, item.loc, item.cites, *_hanging(item.hanging))

    yield from map(row, kb.timeline)
    incident = kb.incidents["kent"]
    parts: tuple[Resting, ...] = (
        *incident.participants,
        *incident.services,
        *incident.impacts,
    )
    for part in parts:
        name = getattr(part, "entity", None) or type(part).__name__
        yield words(name, *_hanging(kb.hangs.of("kent", part)), kb.hangs.fallen("kent", part))


def _counts(kb: KnowledgeBase) -> Iterator[str]:
    for name in (*kb.incidents, *kb.entities):
        count = count_record(kb, name)
        yield words(
            name, count.claims, count.sources, count.disputes, count.events, count.questions,
            count.participants, count.origins, record_origins(kb, name), naming_incidents(kb, name),
        )  # fmt: skip
    yield words("tide", trend_incidents(kb, "tide"), rests_on_one(kb, "tide"))
    for key in kb.sources:
        yield words(key, source_claims(kb, key), kb.derivatives.get(key))
    for ref, others in kb.compatible.items():
        yield from (words(ref, item.other, item.record_id, item.reason) for item in others)
    for place, keys in kb.cited.items():
        yield words(place, keys)


def _days(kb: KnowledgeBase) -> Iterator[str]:
    found = list(iter_knowledge_days(kb.claims.values()))
    for item in found:
        new = [entry.ref for entry in item.new]
        yield words(item.day, "new", new, "changed", [entry.ref for entry in item.changed])
    for item in found:
        for claim in claims_known_on(kb.claims.values(), item.day):
            later = claim.since_deprecated
            yield words(item.day, claim.entry.ref, claim.status, claim.possibly, later)


PARTS: dict[str, Callable[[KnowledgeBase], Iterator[str]]] = {
    "claims": _claims, "disputes": _disputes, "backlinks": _backlinks, "uses": _uses,
    "connections": _connections, "events": _events, "counts": _counts, "days": _days,
}  # fmt: skip


@pytest.mark.parametrize("part", PARTS)
def test_the_index_is_what_is_held(
    part: str, kb: KnowledgeBase, request: pytest.FixtureRequest
) -> None:
    """Every tie of the base is derived, each once, with its words, day, cites and standing."""
    now = list(PARTS[part](kb))
    held = yaml.safe_load(GOLDEN.read_text(encoding="utf-8")) if GOLDEN.exists() else {}
    if request.config.getoption("--update"):
        text = yaml.safe_dump({**held, part: now}, allow_unicode=True, width=10_000)
        GOLDEN.write_text(text, encoding="utf-8")
        return
    assert len(now) > 2
    assert now == held[part]


def test_a_pair_is_one_dispute_and_none_where_a_bigger_one_holds_it(kb: KnowledgeBase) -> None:
    """Two claims that name each other make one dispute, unless an authored one has them both."""
    assert list(kb.disputes) == [
        "kent#told", "kent#which", "kent#open", "kent#yes-or-no", "kent#one-or-half",
    ]  # fmt: skip
    assert kb.claims["kent#one"].conflicts == ("kent#two", "kent#half")
    assert kb.disputes["kent#yes-or-no"].outcome == "open"


@pytest.mark.parametrize(("claim", "day"), [("version", "2024-01-05"), ("mended", "2024-02-01")])
def test_a_claim_is_as_old_as_the_version_it_cites(claim: str, day: str, kb: KnowledgeBase) -> None:
    """What a page said later, or no longer says, is known from the day of that state."""
    entry = kb.claims[f"kent#{claim}"]
    assert str(entry.asserted) == str(entry.known.latest) == day


@pytest.mark.parametrize(
    ("day", "status", "later"),
    [("2024-02-01", "reported", "refuted"), ("2024-03-01", "refuted", None)],
)
def test_what_fell_later_is_said_beside_what_was_known(
    day: str, status: str, later: str | None, kb: KnowledgeBase
) -> None:
    """On a day before its fall a claim stands as it stood, and how it ended is said."""
    known = claims_known_on(kb.claims.values(), dt.date.fromisoformat(day))
    found = {item.entry.ref: item for item in known}
    assert (found[Ref("kent#fell")].status, found[Ref("kent#fell")].since_deprecated) == (
        status,
        later,
    )
    assert found[Ref("kent#down")].since_deprecated is None
