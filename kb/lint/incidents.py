"""House rules about incidents: what key facts rest on, what has no source, what is in order."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes import problem_at
from kb.dates import EdtfDate
from kb.index import KnowledgeBase
from kb.model.incident_parts import Basis
from kb.model.incidents import Incident
from kb.model.walk import value_of
from kb.problems import Problem, quoted

KEY_FACTS = tuple(Basis.model_fields)
_CARRIED = "add `claims` or `cites`"
_SEARCHED = "; where nothing was found, say in `searched` where you looked"


def check_basis(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield key facts that name no claim."""
    for incident in kb.incidents.values():
        for fact in KEY_FACTS:
            if getattr(incident, fact) is not None and not getattr(incident.basis, fact):
                message = f"`{fact}` names no claim that it rests on"
                hint = f"add `basis: {{{fact}: [claim-id]}}`"
                mark = kb.authored[incident.id].mark(fact)
                yield problem_at(mark, "KB507", message, hint)


def check_sourced(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield events, participants, services and impacts that rest on nothing."""
    for incident in kb.incidents.values():
        authored = kb.authored[incident.id]
        for part in ("events", "participants", "services", "impacts"):
            for index, item in enumerate(getattr(incident, part)):
                if not item.claims and not item.cites and not value_of(item, "searched"):
                    name = getattr(item, "id", None) or getattr(item, "entity", part)
                    message = f"{quoted(name)} in `{part}` names neither claims nor cites"
                    mark = authored.mark(part, index)
                    hint = _CARRIED + (_SEARCHED if part == "impacts" else "")
                    yield problem_at(mark, "KB506", message, hint)


def check_established(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield established claims that are not confirmed."""
    for incident in kb.incidents.values():
        for index, local in enumerate(incident.established):
            entry = kb.claims.get(f"{incident.id}#{local}")
            if entry is not None and entry.authored_status != "confirmed":
                status = entry.authored_status
                message = f"{quoted(local)} is listed as established, but is {status}"
                mark = kb.authored[incident.id].mark("established", index)
                yield problem_at(mark, "KB515", message, "list confirmed claims only")


def check_topics(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield claims in no topic or in several, where the incident has topics."""
    for incident in kb.incidents.values():
        if not incident.topics:
            continue
        seen: dict[str, str] = {}
        authored = kb.authored[incident.id]
        for number, topic in enumerate(incident.topics):
            for index, local in enumerate(topic.claims):
                if local in seen:
                    message = f"{quoted(local)} is already in the topic {quoted(seen[local])}"
                    mark = authored.mark("topics", number, "claims", index)
                    yield problem_at(mark, "KB533", message, "keep it in one topic")
                seen.setdefault(local, topic.id)
        for index, claim in enumerate(incident.claims):
            if claim.id not in seen:
                message = f"{quoted(claim.id)} is in no topic"
                mark = authored.mark("claims", index, "id")
                yield problem_at(mark, "KB534", message, "add it to the topic it answers")


def check_periods(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield periods that end before they start, and records changed before they were made."""
    for name, authored in kb.authored.items():
        record = authored.record
        for part in ("participants", "services", "relations", "former_names"):
            for index, item in enumerate(value_of(record, part, ())):
                if _is_reversed(item.start, item.end):
                    message = f"it ends ({item.end.text}) before it starts ({item.start.text})"
                    mark = authored.mark(part, index, "end")
                    yield problem_at(mark, "KB532", message, "swap the dates or mend one")
        if record.created and record.updated and _is_reversed(record.created, record.updated):
            message = f"{quoted(name)} was updated before it was created"
            yield problem_at(authored.mark("updated"), "KB532", message, "mend one of the dates")


def _is_reversed(start: EdtfDate | None, end: EdtfDate | None) -> bool:
    if start is None or end is None or start.earliest is None or end.latest is None:
        return False
    return end.latest < start.earliest


def check_orphans(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield entities that no other record leads to."""
    leading = {link.source_id for links in kb.backlinks.values() for link in links}
    issuers = {source.issuer for source in kb.sources.values()}
    for name in kb.entities:
        if name not in kb.backlinks and name not in leading and name not in issuers:
            message = f"nothing leads to {quoted(name)}"
            hint = "name it where it acts, or remove the record"
            yield problem_at(kb.authored[name].mark("id"), "KB510", message, hint)


def check_questions(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield questions and topics that do not ask."""
    for incident in kb.incidents.values():
        for part, field in (("questions", "text"), ("topics", "question")):
            yield from _not_asking(kb, incident, part, field)


def _not_asking(kb: KnowledgeBase, incident: Incident, part: str, field: str) -> Iterator[Problem]:
    for index, item in enumerate(getattr(incident, part)):
        text = getattr(item, field)
        if not text.rstrip().endswith("?"):
            mark = kb.authored[incident.id].mark(part, index, field)
            yield problem_at(mark, "KB514", f"{quoted(text)} is no question", "end it with ?")


RULES = (
    check_basis, check_sourced, check_established, check_topics, check_periods, check_orphans,
    check_questions,
)  # fmt: skip
