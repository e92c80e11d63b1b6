# The examples of each rule run in test_examples.py; here stand the neighbours that were thought
# through, in the short form of laid_out.py.
"""Rules about key facts, figures and copies: what the top of a page says stands in its claims."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.laid_out import check_short, codes_of

SITE = (
    "sources:\n"
    "  - {id: one, URL: 'https://mirror.example/1', container-title: The Paper,"
    " publisher: Mirror, read: copy}\n"
    "  - {id: two, URL: 'https://www.mirror.example/2', %s}\n"
    "claims: [{id: c}]\n"
)
SUM = (
    "claims:\n  - {id: c, text: '%s', %s}\n"
    "impacts: [{kind: availability, text: '%s', unit: schools, value: %s, claims: [c]}]\n"
)
EVENT = (
    "claims: [{id: c, text: 'The council has paid 10.4 million pounds.', occurred: 2024-01-19}]\n"
    "events: [{id: e, date: 2024-01-19, type: recovery, title: '%s', claims: [c]}]\n"
)
FALSE_ALARM = (
    "entities: [{id: council}, {id: firm}, {id: paper}]\n"
    "determination: %s\nbasis: {determination: [%s]}\n"
    "participants:\n"
    "  - {entity: council, role: victim, claims: [theirs]}\n"
    "  - {entity: firm, role: investigator, claims: [found]}\n"
    "claims:\n"
    "  - {id: theirs, asserted_by: council, speech_act: speculated}\n"
    "  - {id: found, asserted_by: firm}\n"
    "  - {id: written, asserted_by: paper}\n"
    "  - {id: denied, asserted_by: council, speech_act: denied, denies: [written]}\n"
)
PAID = (
    "claims:\n"
    "  - {id: demand, about: {predicate: ransom-demanded, value: 50, currency: GBP}}\n"
    "  - {id: people, about: {predicate: individuals-affected, value: 50, unit: people}}\n"
    "  - {id: served, about: {predicate: population-served, value: 50, unit: people}}\n"
    "  - {id: words}\n"
    "impacts: [{kind: monetary, text: A sum., measure: %s, claims: [%s]}]\n"
)
TWO_BODIES = (
    "entities: [{id: dover}, {id: thanet}]\n"
    "claims: [{id: c}]\n"
    "participants:\n"
    "  - {entity: dover, role: victim, claims: [c]}\n"
    "  - {entity: thanet, role: %s, claims: [c]}\n"
    "per_body:\n  - {body: dover, %s}\n"
)

LATER = (
    "%s: 2024-01-19\nbasis: {%s: [early]}\n"
    "claims:\n"
    "  - {id: early, asserted: 2024-01-19}\n"
    "  - {id: later, asserted: 2024-02-13, supersedes: early}\n"
)
ENDED = (
    "claims:\n  - {id: soon, asserted: 2024-01-19}\n  - {id: back, asserted: 2024-03-05}\n"
    "services: [{service: Forms, state: unavailable, start: 2024-01-19, end: 2024-03-01,"
    " claims: [%s]}]\n"
)

FIRES = [
    ("KB547", "entities: [{id: firm, description: 'A firm [@paper]. It has 300 people.'}]"),
    ("KB546", "entities: [{id: dover}]\n"
     "participants: [{entity: dover, role: victim, claims: [c]}]\n"
     "per_body: [{body: dover, resolved: 2024-03-01, basis: {resolved: [c]}}]\n"
     "claims: [{id: c, speech_act: alleged, asserted: 2024-03-01}]"),
    # a key date, and that of one body
    ("KB520", "resolved: 2024-03-01\nbasis: {resolved: [c]}\n"
     "claims: [{id: c, asserted: 2024-01-19}]"),
    ("KB520", "entities: [{id: dover}]\n"
     "participants: [{entity: dover, role: victim, claims: [c]}]\n"
     "per_body: [{body: dover, resolved: 2024-03-01, basis: {resolved: [c]}}]\n"
     "claims: [{id: c, asserted: 2024-01-19}]"),
    ("KB519", LATER % ("occurred", "occurred")),
    ("KB566", ENDED % "soon"),
    ("KB566", "resolved: 2024-03-01\nbasis: {resolved: [soon]}\n"
     "claims: [{id: soon, asserted: 2024-01-19, occurred: 2024-03-01}]"),
    ("KB521", SUM % ("It names 86 schools.", "note: N.", "All of them.", 143)),
    ("KB521", SUM % ("It names 143 schools.", "note: N.", "13,500 pupils of 143 schools.", 143)),
    ("KB521", EVENT % "The council pays 14 million pounds: £14m"),
    ("KB526", TWO_BODIES % ("victim", "data: not-taken, basis: {data: [c]}")),
    ("KB526", TWO_BODIES % ("responder", "data: taken")),
    ("KB528", SITE % "container-title: Mirror"),
    ("KB528", SITE % "container-title: The Times, publisher: mirror.example, read: copy"),
    ("KB528", "sources: [{id: a, publisher: 'The Paper (republished by Mirror)'}]\n"
     "claims: [{id: c}]"),
    ("KB594", PAID % ("ransom-paid", "demand")),
    ("KB594", PAID % ("cost", "demand")),
    ("KB594", PAID % ("people-affected", "served")),
    ("KB595", FALSE_ALARM % ("false-positive", "written")),
    ("KB595", FALSE_ALARM % ("false-positive", "theirs")),
    ("KB595", FALSE_ALARM % ("failed-attempt", "")),
    ("KB595", FALSE_ALARM % ("confirmed", "found, denied")),
]  # fmt: skip
"""Code and base: it is found."""

SILENT = [
    # a name with a number in it is no figure; neither is one beside its source
    ("KB547", "entities: [{id: flaw, name: Flaw 7, description: 'Also called Flaw 7.'}]"),
    ("KB547", "entities: [{id: firm, description: 'Runs R81.20 and 2FA.'}]"),
    ("KB547", "entities: [{id: firm, description: 'Sold in 2023 [@paper]. A firm.'}]"),
    ("KB546", "disclosed: 2024-01-19\nbasis: {disclosed: [c]}\n"
     "claims: [{id: c, speech_act: confirmed, asserted: 2024-01-19}]"),
    # the day may stand in the claim's `occurred`, in its value, or be that on which it was said
    ("KB520", "resolved: 2024-03-01\nbasis: {resolved: [c]}\n"
     "claims: [{id: c, asserted: 2024-03-05, occurred: 2024-03-01}]"),
    ("KB520", "resolved: 2024-03-01\nbasis: {resolved: [c]}\n"
     "claims: [{id: c, asserted: 2024-03-05, about: {predicate: resolved, value: 2024-03}}]"),
    ("KB520", "disclosed: 2024-01-19\nbasis: {disclosed: [c]}\n"
     "claims: [{id: c, asserted: 2024-01-19}]"),
    ("KB519", LATER % ("disclosed", "disclosed")),
    ("KB566", ENDED % "soon, back"),
    ("KB566", ENDED.replace(" end: 2024-03-01,", "") % "soon"),
    ("KB521", SUM % ("It has 13 schools, 69 more and 61 nurseries.", "note: N.", "All.", 143)),
    ("KB521", SUM % ("Many.", "about: {predicate: other, value: 143}", "All.", 143)),
    ("KB521", SUM % ("All eleven.", "note: N.", "The eleven.", 11)),
    ("KB521", SUM % ("It names 143 schools.", "note: N.", "From 19 January 2024, 155 days.", 143)),
    # rounded, and in another scale
    ("KB521", EVENT % "A budget paper has more than £10m"),
    ("KB521", EVENT % "FOI15896 is answered on 19 January 2024"),
    ("KB526", TWO_BODIES % ("responder", "data: taken, basis: {data: [c]}")),
    ("KB526", TWO_BODIES % ("victim", "resolved: 2024-01-19, basis: {resolved: [c]}")),
    ("KB528", SITE % "container-title: Mirror, derived_from: [one]"),
    ("KB528", SITE % "container-title: Mirror, lineage: unknown"),
    ("KB528", SITE % "container-title: The Times, publisher: Mirror, read: copy"),
    # an outlet of which only a copy was read is no site that copies
    ("KB528", "sources:\n"
     "  - {id: one, URL: 'https://paper.example/1', container-title: Paper, read: copy}\n"
     "  - {id: two, URL: 'https://paper.example/2', container-title: Paper}\n"
     "claims: [{id: c}]"),
    ("KB594", PAID % ("ransom-paid", "demand, words")),
    ("KB594", PAID % ("people-affected", "served, people")),
    ("KB594", PAID % ("ransom-demanded", "demand")),
    ("KB595", FALSE_ALARM % ("false-positive", "found")),
    ("KB595", FALSE_ALARM % ("false-positive", "written, denied")),
    ("KB595", FALSE_ALARM % ("suspected", "written")),
]  # fmt: skip
"""Code and base: nothing to say."""


@pytest.mark.parametrize(("code", "short"), FIRES)
def test_it_is_found(code: str, short: str, tmp_path: Path) -> None:
    """What the claims do not carry is named."""
    assert code in codes_of(check_short(short, tmp_path))


@pytest.mark.parametrize(("code", "short"), SILENT)
def test_it_is_left_alone(code: str, short: str, tmp_path: Path) -> None:
    """What they carry, in whatever form, is no finding."""
    checked = check_short(short, tmp_path)
    assert checked.kb is not None, [problem.explain() for problem in checked.problems]
    assert code not in codes_of(checked)
