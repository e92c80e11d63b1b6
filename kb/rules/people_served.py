"""Who is served is not who was affected, and who was asked to pay has not paid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claims_named
from kb.vocab.incidents import MEASURES

CODE = Code(
    "KB594", Severity.ERROR, "an impact that rests on another figure",
    "How many people live somewhere is not how many were affected, a demand is no payment, and a"
    " fine is what a regulator or court imposed. Such an impact takes its figure from claims about"
    " just that.",
    "claims:\n"
    "  - {id: population, about: {predicate: population-served, value: 135000, unit: people}}\n"
    "impacts:\n"
    "  - {kind: availability, text: Residents, measure: people-affected, value: 135000,\n"
    "     unit: people, claims: [population]}",
    "claims:\n"
    "  - {id: affected, about: {predicate: individuals-affected, value: 500, unit: people}}\n"
    "impacts:\n"
    "  - {kind: availability, text: Residents, measure: people-affected, value: 500,\n"
    "     unit: people, claims: [affected]}",
)  # fmt: skip

STRANGE: Mapping[str, frozenset[str]] = {
    "people-affected": frozenset({"population-served"}),
    "ransom-paid": frozenset({"ransom-demanded"}),
    "ransom-demanded": frozenset({"ransom-paid"}),
    "cost": frozenset({"ransom-demanded"}),
}
"""Measure → properties that never give it."""


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield impacts all of whose figures are of another kind."""
    for incident in kb.incidents.values():
        for index, impact in enumerate(incident.impacts):
            strange = STRANGE.get(impact.measure or "", frozenset())
            entries = claims_named(kb, incident.id, impact.claims)
            found = [entry.claim.about for entry in entries]
            # A claim without `about` may give it in words.
            predicates = {about.predicate if about is not None else "" for about in found}
            if predicates and predicates <= strange:
                label = MEASURES.label(str(impact.measure))
                message = f"{quoted(label)} rests on claims about {', '.join(sorted(predicates))}"
                mark = kb.authored[incident.id].mark("impacts", index, "measure")
                yield CODE.problem_at(
                    mark, message, "name a claim that gives it, or drop `measure`"
                )


RULE = Rule(CODE, check)
