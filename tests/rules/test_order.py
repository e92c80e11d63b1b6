# The examples of each rule run in test_examples.py; here stand the neighbours that were thought
# through, in the short form of laid_out.py.
"""Rules about order in time: what is surely out of order is named, and nothing in doubt."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.laid_out import check_short, codes_of

DAYS = "sources: [{id: a, issued: 2024-01-10}, {id: b, issued: 2024-01-19}, {id: n}]\n"
TWO = "claims:\n  - {id: x, %s}\n  - {id: y, %s}"
DISPUTE = (
    "disputes: [{id: d, question: 'Is it so?', verdict: 'It is.', outcome: settled, decided: %s,"
    " assessment: It is., cites: [paper], sides: [{answer: 'No', claims: [%s]},"
    " {answer: 'Yes', holds: true, claims: [%s]}]}]"
)
THREE = (
    "claims:\n  - {id: x, asserted: 2024-01-10}\n  - {id: y, asserted: 2024-02-13}\n"
    "  - {id: z, asserted: 2024-01-20}\n"
)
EVENT = "events: [{id: e, date: %s, type: recovery, title: Back, %s}]\n"
KEY = "basis: {%s}\nclaims:\n  - {id: c, about: {%s}}\n  - {id: d, about: {%s}}"

FIRES = [
    ("KB569", "occurred: 2024-01-08\n" + KEY % (
        "occurred: [c]", "predicate: began, value: 2024-01-09, qualifier: at-least",
        "predicate: other")),
    ("KB569", "occurred: 2024-02-10\n" + KEY % (
        "occurred: [c]", "predicate: began, value: 2024-02-09, qualifier: at-most",
        "predicate: other")),
    ("KB560", "sources: [{id: a, issued: 2024-01-10, derived_from: [b]},"
     " {id: b, issued: 2024-01-19}]"),
    ("KB561", DAYS + "claims: [{id: c, cites: [{source: a, from: b}]}]"),
    ("KB561", DAYS + EVENT % ("2024-01-09", "cites: [{source: a, from: b}]")),
    ("KB562", DAYS + TWO % ("cites: [b]", "cites: [a], restates: {claim: x, how: copied}")),
    ("KB562", DAYS + TWO % (
        "asserted: 2024-01-15/2024-01-17",
        "asserted: 2024-01-14, restates: {claim: x, how: sharpened}")),
    ("KB563", DAYS + TWO % ("cites: [b]", "cites: [a], supersedes: x")),
    ("KB564", "occurred: 2024-02-08\ndiscovered: 2024-02-01"),
    ("KB564", "occurred: 2024-02-08/..\ndisclosed: 2024-01-20"),
    ("KB564", "discovered: 2024-02-08\nresolved: 2024-02-01"),
    ("KB564", "occurred: 2024-02\nresolved: 2024-01-25"),
    ("KB564", "discovered: 2024-02-08\ndisclosed: 2024-02-01"),
    ("KB587", THREE + DISPUTE % ("2024-02-12", "x, z", "y")),
    ("KB587", THREE + DISPUTE % ("../2024-02-12", "x, z", "y")),
    # All that holds was public, and the first claim of the other side too.
    ("KB587", THREE + DISPUTE % ("2024-02-01", "x", "y, z")),
    ("KB587", THREE + DISPUTE % ("2024-02-01", "y", "x, z")),
    ("KB566", DAYS + "claims: [{id: c, asserted: 2024-01-10, cites: [b]}]\n"
     + EVENT % ("2024-01-15", "claims: [c]")),
    ("KB566", DAYS + EVENT % ("2024-01-24~", "cites: [a, b]")),
    ("KB566", DAYS + EVENT % ("2024-03-01/..", "status: ongoing, cites: [a, b]")),
    ("KB567", DAYS + "claims: [{id: c, cites: [a], history: ['2024-01-19 refuted [b]']}]\n"
     + EVENT % ("2024-01-05", "claims: [c]")),
    ("KB567", DAYS + "occurred: 2024-01-05\nbasis: {occurred: [c]}\n"
     "claims: [{id: c, cites: [a], history: ['2024-01-19 refuted [b]']}]"),
    ("KB568", DAYS + "determination: confirmed\nbasis: {determination: [c, d]}\nclaims:\n"
     "  - {id: c, cites: [a], history: ['2024-01-19 retracted [b]']}\n"
     "  - {id: d, cites: [a], speech_act: speculated}"),
    ("KB569", "discovered: 2024-01-08\n" + KEY % (
        "discovered: [c]", "predicate: discovered, value: 2024-01-09", "predicate: other")),
    ("KB569", "resolved: 2024-01-08\n" + KEY % (
        "resolved: [c]", "predicate: contained, value: 2024-02-01", "predicate: other")),
    ("KB569", "occurred: 2024-01-10\n" + KEY % (
        "occurred: [c]", "predicate: began, value: 2024-01, negated: true", "predicate: other")),
    ("KB544", TWO % ("asserted: 2024-01-10, history: [2024-01-20 superseded]",
                     "asserted: 2024-01-30, supersedes: x")),
]  # fmt: skip

SILENT = [
    # “At the earliest” leaves the end open, “at the latest” the start.
    ("KB569", "occurred: 2024-02-08\n" + KEY % (
        "occurred: [c]", "predicate: began, value: 2024-01-09, qualifier: at-least",
        "predicate: other")),
    ("KB569", "occurred: 2024-01-08\n" + KEY % (
        "occurred: [c]", "predicate: began, value: 2024-02-09, qualifier: at-most",
        "predicate: other")),
    # A page that lives on may copy in its later state what did not exist when it was first issued.
    ("KB560", "sources:\n  - {id: a, issued: 2024-01-10, derived_from: [b],"
     " versions: [{id: v, issued: 2024-01-20, note: More.}]}\n  - {id: b, issued: 2024-01-19}"),
    ("KB561", DAYS + "claims: [{id: c, cites: [{source: b, from: a}]}]"),
    ("KB561", DAYS + "claims: [{id: c, cites: [{source: a, from: n}, {source: n, from: b}]}]"),
    ("KB561", "sources: [{id: a, issued: 2024-01-17}, {id: b, issued: 2024-01-19~}]\n"
     "claims: [{id: c, cites: [{source: a, from: b}]}]"),
    ("KB561", "sources: [{id: a, issued: 2024-01-10, corrected: [{date: 2024-02-01, note: More.}]},"
     " {id: b, issued: 2024-01-19}]\nclaims: [{id: c, cites: [{source: a, from: b}]}]"),
    ("KB562", DAYS + TWO % (
        "cites: [b], asserted: 2024-01-05", "cites: [a], restates: {claim: x, how: copied}")),
    ("KB562", DAYS + TWO % ("cites: [b, n]", "cites: [a], restates: {claim: x, how: copied}")),
    ("KB562", DAYS + TWO % ("cites: [b]", "cites: [b], restates: {claim: x, how: copied}")),
    ("KB562", DAYS + TWO % (
        "asserted_by: [{text: A, asserted: 2024-01-12}, {text: B, asserted: 2024-01-30}]",
        "asserted: 2024-01-15, restates: {claim: x, how: copied}")),
    ("KB563", DAYS + TWO % ("asserted: 2024-01-19~", "asserted: 2024-01-17, supersedes: x")),
    ("KB563", DAYS + TWO % ("cites: [b]", "asserted_by: editors, cites: [a], supersedes: x")),
    # It may go on after it was made public, and be over before anybody is told.
    ("KB564", "occurred: 2024-01-18/2024-03-01\ndisclosed: 2024-01-19\nresolved: 2024-02-01"),
    ("KB564", "occurred: 2024-01-18\ndiscovered: 2024-01-19\nresolved: 2024-01-20\n"
     "disclosed: 2024-05-01"),
    ("KB564", "occurred: 2024-01-20~\ndiscovered: 2024-01-18"),
    ("KB564", "occurred: ../2024-01-24\ndiscovered: 2023-12-01"),
    ("KB564", "occurred: 2024\ndisclosed: 2024-01-19"),
    ("KB587", THREE + DISPUTE % ("2024-02-01", "x, y", "z")),
    ("KB587", THREE + DISPUTE % ("2024-02-11~", "x, z", "y")),
    ("KB587", THREE + DISPUTE % ("../2024-03-05", "x, z", "y")),
    ("KB587", THREE.replace(", asserted: 2024-02-13", "") + DISPUTE % ("2024-02-01", "x, z", "y")),
    ("KB566", DAYS + EVENT % ("2024-01-15", "cites: [a, b]")),
    ("KB566", DAYS + EVENT % ("2024-01-22~", "cites: [a, b]")),
    ("KB566", DAYS + EVENT % ("2024-03-01", "cites: [a, n]")),
    ("KB566", DAYS + EVENT % ("2024-03-01", "status: not-occurred, cites: [a]")),
    ("KB566", DAYS + EVENT % ("2024-01/2024-06", "cites: [a]")),
    ("KB566", DAYS + "claims: [{id: c, cites: [a, b]}]\n" + EVENT % ("2024-01-15", "claims: [c]")),
    ("KB567", DAYS + "claims: [{id: c, cites: [a], history: ['2024-01-19 disputed [b]']}]\n"
     + EVENT % ("2024-01-05", "claims: [c]")),
    ("KB567", DAYS + "entities: [{id: civica}]\n"
     "participants: [{entity: civica, role: named-then-cleared, claims: [c]}]\n"
     "claims: [{id: c, cites: [a], history: ['2024-01-19 refuted [b]']}]"),
    ("KB568", "determination: suspected\nbasis: {determination: [c]}\n"
     "claims: [{id: c, speech_act: alleged}]"),
    ("KB568", "determination: false-positive\nbasis: {determination: [c]}\n"
     "claims: [{id: c, speech_act: inferred}]"),
    ("KB569", "discovered: 2024-01-08\n" + KEY % (
        "discovered: [c, d]", "predicate: discovered, value: 2024-01-09",
        "predicate: discovered, value: 2024-01-08")),
    ("KB569", "occurred: 2024-01-08\n" + KEY % (
        "occurred: [c]", "predicate: discovered, value: 2024-01-09", "predicate: other")),
    ("KB569", "occurred: 2024-01-08\n" + KEY % (
        "occurred: [c]", "predicate: began, value: 2024-01-10, qualifier: at-most",
        "predicate: other")),
    ("KB569", "occurred: 2024-01-08\n" + KEY % (
        "occurred: [c]", "predicate: began, value: 2024-01-10, negated: true",
        "predicate: other")),
    ("KB569", "occurred: 2024-01\n" + KEY % (
        "occurred: [c]", "predicate: began, value: 2024-01-10, negated: true",
        "predicate: other")),
    ("KB544", TWO % ("asserted: 2024-01-10, history: [2024-01 superseded]",
                     "asserted: 2024-01-30, supersedes: x")),
]  # fmt: skip


@pytest.mark.parametrize(("code", "base"), FIRES)
def test_what_is_surely_out_of_order_is_named(code: str, base: str, tmp_path: Path) -> None:
    """Each of these cannot be: the rule says so."""
    checked = check_short(base, tmp_path)
    assert code in codes_of(checked), [problem.explain() for problem in checked.problems]


@pytest.mark.parametrize(("code", "base"), SILENT)
def test_what_may_be_is_not_named(code: str, base: str, tmp_path: Path) -> None:
    """Each of these can be, by the doubt of a date or by the course of things: no finding."""
    checked = check_short(base, tmp_path)
    assert checked.kb is not None, [problem.explain() for problem in checked.problems]
    assert code not in codes_of(checked)
