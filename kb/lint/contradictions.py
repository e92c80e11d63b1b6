# Contradictions are shown, not averaged away: two live claims that give one subject disjoint values
# must meet in one dispute or supersession.
"""House rules about claims against each other, and about disputes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from kb.codes import problem_at
from kb.dates import DateError, EdtfDate, is_disjoint, parse_date
from kb.index import KnowledgeBase
from kb.index.entries import ClaimEntry
from kb.model.claims import About
from kb.problems import Problem, quoted
from kb.rules.places import claim_mark
from kb.vocab.claims import DATE_PREDICATES, DEPRECATED_STATUSES, MULTI_VALUED_PREDICATES

MOST_COMPARED = 200
"""Live claims about one property of one subject that are compared with each other."""


def check_contradictions(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield pairs of live claims with disjoint values that meet nowhere."""
    groups: dict[tuple[str, str, str], list[ClaimEntry]] = {}
    for entry in kb.claims.values():
        about = entry.claim.about
        if about is None or entry.status in DEPRECATED_STATUSES:
            continue
        unit = about.currency or about.unit or ""
        groups.setdefault((entry.subject, about.predicate, unit), []).append(entry)
    for (subject, predicate, _), entries in groups.items():
        if not _may_differ(entries, predicate):
            continue
        if len(entries) > MOST_COMPARED:
            message = (
                f"{len(entries):,} claims give a value to {predicate} of {subject}:"
                f" only the first {MOST_COMPARED} are compared"
            )
            mark = claim_mark(kb, entries[MOST_COMPARED], "about")
            yield problem_at(mark, "KB535", message, "say less of it here, or in fewer claims")
        for first, second in combinations(entries[:MOST_COMPARED], 2):
            if not _contradict(first, second, predicate) or _meet(first, second):
                continue
            place = claim_mark(kb, first)
            message = (
                f"{quoted(second.claim.id)} contradicts {quoted(first.claim.id)}"
                f" ({place.path}:{place.line}) on {predicate} of {subject}"
            )
            hint = "put both into one dispute, or let one supersede the other"
            yield problem_at(claim_mark(kb, second, "about"), "KB503", message, hint)


def _may_differ(entries: list[ClaimEntry], predicate: str) -> bool:
    """Return whether two claims of a group may contradict each other at all."""
    abouts = [entry.claim.about for entry in entries]
    has_both = len({about.negated for about in abouts if about is not None}) > 1
    if predicate in MULTI_VALUED_PREDICATES and not has_both:
        return False
    return any(about != abouts[0] for about in abouts)


def _meet(first: ClaimEntry, second: ClaimEntry) -> bool:
    """Return whether two claims are in one dispute, or one supersedes the other."""
    return (
        first.ref in second.superseded_by
        or second.ref in first.superseded_by
        or not set(first.disputes).isdisjoint(second.disputes)
    )


def _contradict(first: ClaimEntry, second: ClaimEntry, predicate: str) -> bool:
    one, two = first.claim.about, second.claim.about
    assert one is not None
    assert two is not None
    if one.negated != two.negated:
        return _same_value(one, two)
    if predicate in MULTI_VALUED_PREDICATES or one.negated:
        return False
    here, there = _bounds(one), _bounds(two)
    if here is not None and there is not None:
        return here[1] < there[0] or there[1] < here[0]
    if predicate in DATE_PREDICATES:
        dates = _date(one), _date(two)
        return dates[0] is not None and dates[1] is not None and is_disjoint(dates[0], dates[1])
    if one.entities and two.entities:
        return not set(one.entities) & set(two.entities)
    if one.value is not None and two.value is not None:
        return str(one.value).casefold() != str(two.value).casefold()
    return False


def _same_value(one: About, two: About) -> bool:
    is_open = one.value is None or two.value is None
    if (one.entities or two.entities) and not set(one.entities) & set(two.entities):
        return False
    return is_open or str(one.value) == str(two.value)


def _bounds(about: About) -> tuple[float, float] | None:
    if about.min is not None or about.max is not None:
        low = about.min if about.min is not None else float("-inf")
        high = about.max if about.max is not None else float("inf")
        return float(low), float(high)
    value = about.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    low = float("-inf") if about.qualifier == "at-most" else float(value)
    high = float("inf") if about.qualifier == "at-least" else float(value)
    return low, high


def _date(about: About) -> EdtfDate | None:
    try:
        return parse_date(str(about.value)) if about.value is not None else None
    except DateError:
        return None


def check_disputes(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield disputes whose outcome does not fit what they say."""
    for entry in kb.disputes.values():
        if entry.dispute is None:
            continue
        authored = kb.authored[entry.record_id]
        if entry.outcome == "settled" and not entry.holds:
            message = f"the dispute {quoted(entry.dispute.id)} is settled, but nothing holds"
            hint = "name the claims that held in `holds`, or write `outcome: open`"
            yield problem_at(authored.mark(*entry.loc, "outcome"), "KB512", message, hint)
        for index, ref in enumerate(entry.holds):
            mark = authored.mark(*entry.loc, "holds", index)
            if ref not in entry.claims:
                message = f"{quoted(ref.split('#')[1])} holds, but is no claim of the dispute"
                yield problem_at(mark, "KB513", message, "add it to `claims`")
            elif ref in kb.claims and kb.claims[ref].status in DEPRECATED_STATUSES:
                message = f"{quoted(ref.split('#')[1])} holds, but is {kb.claims[ref].status}"
                yield problem_at(mark, "KB531", message, "mend its status or take it out")
        if not entry.question.rstrip().endswith("?"):
            message = f"{quoted(entry.question)} is no question"
            yield problem_at(
                authored.mark(*entry.loc, "question"), "KB514", message, "end it with ?"
            )


RULES = (check_contradictions, check_disputes)
