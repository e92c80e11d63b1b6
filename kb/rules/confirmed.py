"""A confirmed claim has what confirms it, in every entry of its history too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kb.codes.entry import Code
from kb.index import KnowledgeBase
from kb.index.entries import ClaimEntry
from kb.judging.standing import confirmed_spells, is_confirmed_on
from kb.problems import Problem, Severity, quoted
from kb.rules.shared.entry import Rule
from kb.rules.shared.places import claim_mark, status_mark
from kb.vocab.claims import UNPROVEN_ACTS

CODE = Code(
    "KB501", Severity.ERROR, "a confirmed claim without what confirms it",
    "`confirmed` is our word, not the source's. It needs two independent origins, or one document"
    " that can settle the matter: the body's own on what it did, an authority's on what it found."
    " Copies of one article and several reports of one speaker count as one origin; a body's own"
    " denial or count of people harmed confirms nothing.",
    "claims:\n"
    "  - {id: cause, cites: [paper], status: confirmed}",
    "sources: [{id: paper}, {id: radio}]\n"
    "claims:\n"
    "  - {id: cause, asserted_by: [{text: One}, {text: Another}], cites: [paper, radio],\n"
    "     status: confirmed}",
)  # fmt: skip


def check(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield claims that are said to be confirmed and are not, today or in their history."""
    for entry in kb.claims.values():
        if entry.claim.speech_act in UNPROVEN_ACTS:
            continue
        if entry.authored_status == "confirmed" and entry.status == "reported":
            message = f"{quoted(entry.claim.id)} is confirmed on {_what_it_has(kb, entry)}"
            yield CODE.problem_at(status_mark(kb, entry), message, _hint(kb, entry))
        yield from _earlier(kb, entry)


def _what_it_has(kb: KnowledgeBase, entry: ClaimEntry) -> str:
    support = entry.support
    number = len(support.origins)
    words = {0: "no independent origin", 1: "one independent origin"}.get(
        number, f"{number} origins, which do not all count towards confirming"
    )
    if support.is_own_account:
        return f"{words}, the speaker's own document, which cannot settle it"
    if support.withdrawn:
        words += f" ({quoted(support.withdrawn[0])} was taken back)"
    if support.has_primary:
        return f"{words} and a primary source that cannot settle it"
    return f"{words} and no primary source"


def _hint(kb: KnowledgeBase, entry: ClaimEntry) -> str:
    if entry.support.has_primary:
        return (
            "write `status: reported`, cite a second origin, or say with `ground` why the document"
            " is enough"
        )
    return "cite a primary source or a second origin, or write `status: reported`"


def _earlier(kb: KnowledgeBase, entry: ClaimEntry) -> Iterator[Problem]:
    """Yield entries, but the last, that say confirmed though it never was until the next one."""
    history = entry.claim.history
    told = [index for index, item in enumerate(history[:-1]) if item.status == "confirmed"]
    if not told:
        return
    case = kb.cases.of(entry)
    for index in told:
        until = _day_of(entry, index + 1)
        spells = [day for day, why in confirmed_spells(case) if why is not None and day < until]
        if spells or is_confirmed_on(case, until - dt.timedelta(1)) is not None:
            continue
        message = f"{quoted(entry.claim.id)} was not confirmed before its next entry"
        mark = claim_mark(kb, entry, "history", index)
        yield CODE.problem_at(mark, message, "write `reported`, or cite what confirmed it")


def _day_of(entry: ClaimEntry, index: int) -> dt.date:
    change = entry.claim.history[index]
    found = [item.since for item in entry.changes
             if item.status == change.status and item.date == change.date]  # fmt: skip
    day = found[0] if found else entry.changes[-1].since
    return max(day, dt.date.min + dt.timedelta(1))


RULE = Rule(CODE, check)
