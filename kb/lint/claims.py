"""House rules about single claims: what a status needs, quotes, history, restatements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kb.codes import problem_at
from kb.dates import sort_key
from kb.index import KnowledgeBase
from kb.index.cases import full_ref
from kb.model.base import ProseMark
from kb.model.walk import iter_marked
from kb.problems import Problem, quoted
from kb.prose.emit import to_plain
from kb.resolve.references import iter_cites
from kb.resolve.resolver import find_cycles
from kb.rules.places import claim_mark, status_mark
from kb.vocab.claims import FALLEN_STATUSES

MAX_QUOTE_WORDS = 25
MAX_CLAIM_WORDS = 60


def check_supersession(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield superseded claims without a successor, and circles."""
    for entry in kb.claims.values():
        if entry.authored_status == "superseded" and not entry.superseded_by:
            message = f"{quoted(entry.claim.id)} is superseded, but no claim supersedes it"
            hint = f"write `supersedes: {entry.claim.id}` in the claim that replaced it"
            yield problem_at(status_mark(kb, entry), "KB504", message, hint)
    for field in ("supersedes", "restates"):
        for ref in find_cycles(_arrows(kb, field)):
            entry = kb.claims[ref]
            message = f"{quoted(entry.claim.id)} leads back to itself by `{field}`"
            yield problem_at(
                claim_mark(kb, entry, field), "KB505", message, "one of the steps is wrong"
            )


def _arrows(kb: KnowledgeBase, field: str) -> dict[str, tuple[str, ...]]:
    arrows: dict[str, tuple[str, ...]] = {}
    for ref, entry in kb.claims.items():
        value = getattr(entry.claim, field)
        name = value if isinstance(value, str) or value is None else value.claim
        arrows[ref] = (full_ref(name, entry.record_id),) if name else ()
    return arrows


def check_quotes(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield quotations over 25 words."""
    for authored in kb.authored.values():
        for loc, cite in iter_cites(authored.record):
            words = len((cite.quote or "").split())
            if words > MAX_QUOTE_WORDS:
                message = f"the quotation has {words} words"
                hint = f"at most {MAX_QUOTE_WORDS}: quote less, say the rest in your own words"
                yield problem_at(authored.mark(*loc, "quote"), "KB508", message, hint)


def check_history(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield histories out of order, and withdrawals without a source."""
    for entry in kb.claims.values():
        dated = [
            (index, change.date)
            for index, change in enumerate(entry.claim.history)
            if change.date is not None
        ]
        for (_, before), (index, after) in pairwise(dated):
            if sort_key(after)[:2] < sort_key(before)[:2]:
                message = f"the history goes back from {before.text} to {after.text}"
                mark = claim_mark(kb, entry, "history", index)
                yield problem_at(mark, "KB511", message, "put the entries in order of date")
        for index, change in enumerate(entry.claim.history):
            if change.status in FALLEN_STATUSES and not change.cites:
                message = f"{quoted(entry.claim.id)} is {change.status} without a source"
                mark = claim_mark(kb, entry, "history", index)
                yield problem_at(mark, "KB529", message, "cite where it was taken back or shown")


def check_length(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield claims that are more than a sentence."""
    for entry in kb.claims.values():
        text = kb.prose_of(entry.record_id, *entry.loc, "text")
        words = len(to_plain(text).split()) if text is not None else 0
        if words > MAX_CLAIM_WORDS:
            message = f"{quoted(entry.claim.id)} has {words} words"
            hint = "a claim is one sentence: make it two claims"
            yield problem_at(claim_mark(kb, entry, "text"), "KB525", message, hint)


def check_weak(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield claims that stand as reported on copies of unknown descent alone."""
    for entry in kb.claims.values():
        support = entry.support
        is_weak = bool(support.sources) and not support.origins and entry.status == "reported"
        if is_weak:
            message = f"{quoted(entry.claim.id)} rests on sources of unknown lineage alone"
            hint = "find the original, or accept the finding with a reason"
            yield problem_at(claim_mark(kb, entry, "cites"), "KB516", message, hint)


def check_unread(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield claims that a page supports of which only the address was seen."""
    for entry in kb.claims.values():
        for index, cite in enumerate(entry.claim.cites):
            if cite.stance == "supports" and kb.sources[cite.source].read == "address-only":
                message = (
                    f"{quoted(cite.source)} was never read, yet supports {quoted(entry.claim.id)}"
                )
                hint = "write `stance: mentions`, or read it and mend its entry"
                yield problem_at(claim_mark(kb, entry, "cites", index), "KB517", message, hint)


_PHONE = re.compile(r"(?<![\w/.-])\+?\d[\d ()-]{8,}\d(?![\w/-])")
_FIGURES = re.compile(r"[\d(+][\d ()+-]{9,}")
_LONGEST_FIGURES = 60
"""No telephone number is longer; in a long table of figures the pattern would try every start."""
# At most 64 letters stand before the @ of an address (RFC 5321): more need not be looked at.
_MAIL = re.compile(r"\b[\w.+-]{1,64}@[\w-]+(\.[\w-]+)+\b")
_DIGITS = 10


def check_contact_details(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield telephone numbers and e-mail addresses in prose."""
    for authored in kb.authored.values():
        for loc, text, _ in iter_marked(authored.record, ProseMark):
            for match in (*_iter_phones(text), *_MAIL.finditer(text)):
                digits = sum(char.isdigit() for char in match[0])
                if "@" in match[0] or _DIGITS <= digits <= 15:
                    mark = authored.mark_inside(loc, match.start())
                    message = f"{quoted(match[0])} looks like a contact detail"
                    yield problem_at(mark, "KB540", message, "leave it out")


def _iter_phones(text: str) -> Iterator[re.Match[str]]:
    for run in _FIGURES.finditer(text):
        if len(run[0]) <= _LONGEST_FIGURES:
            yield from _PHONE.finditer(text, run.start(), run.end() + 1)


RULES = (
    check_supersession, check_quotes, check_history, check_length, check_weak,
    check_unread, check_contact_details,
)  # fmt: skip
