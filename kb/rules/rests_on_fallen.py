"""What rests on claims rests on one that stands."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.index.hanging import CLEARED
from kb.model.incident_parts import Basis
from kb.model.incidents import Incident
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claims_named
from kb.vocab.claims import DEPRECATED_STATUSES

PARTS = ("events", "participants", "services", "impacts")

CODE = Code(
    "KB567", Severity.WARNING, "something that rests on nothing that stands",
    "Every claim of an event, participant, service, impact or key fact was withdrawn, shown false"
    " or superseded, and no source of its own carries it: pages show it as fallen, and comparisons"
    " leave it out. Remove it, or name what stands. Who was “named, then cleared” rests"
    " on such claims rightly.",
    "sources: [{id: paper, issued: 2024-01-19}, {id: verdict, issued: 2024-03-01}]\n"
    "claims:\n"
    "  - {id: c, cites: [paper], history: ['2024-03-01 refuted [verdict]']}\n"
    "impacts:\n"
    "  - {kind: confidentiality, text: People affected, value: 500, claims: [c]}",
    "sources: [{id: paper, issued: 2024-01-19}, {id: verdict, issued: 2024-03-01}]\n"
    "claims:\n"
    "  - {id: c, cites: [paper], history: ['2024-03-01 refuted [verdict]']}\n"
    "impacts:\n"
    "  - {kind: confidentiality, text: People affected, value: 300, claims: [c], cites: [verdict]}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield parts of incidents all of whose claims and sources have fallen."""
    for incident in kb.incidents.values():
        authored = kb.authored[incident.id]
        for part in PARTS:
            for index, item in enumerate(getattr(incident, part)):
                fall = kb.hangs.of(incident.id, item).fall
                if fall is None or getattr(item, "role", "") == CLEARED:
                    continue
                name = getattr(item, "id", None) or getattr(item, "entity", part)
                message = (
                    f"nothing that {quoted(name)} in `{part}` rests on stands since {fall.day}"
                )
                yield CODE.problem_at(authored.mark(part, index), message, HINT)
        yield from _key_facts(kb, incident)


HINT = "remove it, or name a claim or source that stands"


def _key_facts(kb: KnowledgeBase, incident: Incident) -> Iterator[Problem]:
    for fact in Basis.model_fields:
        entries = claims_named(kb, incident.id, getattr(incident.basis, fact))
        if entries and all(entry.status in DEPRECATED_STATUSES for entry in entries):
            mark = kb.authored[incident.id].mark("basis", fact)
            yield CODE.problem_at(mark, f"no claim that `{fact}` rests on stands", HINT)


RULE = Rule(CODE, check)
