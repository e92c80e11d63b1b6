"""What is established is confirmed."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.refs import part_ref
from kb.rules.shared.entry import Rule

CODE = Code(
    "KB515", Severity.ERROR, "an established claim that is not confirmed",
    "The first column of the page holds confirmed claims only.",
    "established: [c]\n"
    "claims: [{id: c, cites: [paper]}]",
    "established: [c]\n"
    "sources: [{id: paper}, {id: radio}]\n"
    "claims:\n"
    "  - {id: c, asserted_by: [{text: One}, {text: Another}], cites: [paper, radio],\n"
    "     status: confirmed}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield established claims that are not confirmed."""
    for incident in kb.incidents.values():
        for index, local in enumerate(incident.established):
            entry = kb.claims.get(part_ref(incident.id, local))
            if entry is not None and entry.authored_status != "confirmed":
                status = entry.authored_status
                message = f"{quoted(local)} is listed as established, but is {status}"
                mark = kb.authored[incident.id].mark("established", index)
                yield CODE.problem_at(mark, message, "list confirmed claims only")


RULE = Rule(CODE, check)
