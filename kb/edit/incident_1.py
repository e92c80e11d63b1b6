# Format 2 gave disputes their sides and a verdict, denials what they deny, and sums of ransom their
# kind. Which claim gives which answer, and what the verdict is, only a person can say: the step
# moves what stands in the file, invents nothing, and says what is missing.
"""From `incident/1` to `incident/2`."""

from __future__ import annotations

from collections.abc import Iterator

from kb.edit.migrating import Migrating, leave_words, take_key
from kb.edit.yamltree.tree import Branch, Node, Scalar, Slot, plain, slot_comments, to_value
from kb.judging.nothing import is_a_no


def from_incident_1(work: Migrating) -> None:
    """Move disputes, denials and sums of ransom to their new form."""
    claims = {claim.text("id"): claim for claim in _items(work.record, "claims")}
    for claim in claims.values():
        if claim.text("speech_act") == "denied":
            _deny(work, claim)
    for dispute in _items(work.record, "disputes"):
        _take_sides(work, dispute)
        _take_judge(work, dispute)
        if dispute.find("verdict") is None:
            work.notes.append(f"{dispute.text('id')}: `verdict` is missing: {_VERDICT}")
    for impact in _items(work.record, "impacts"):
        if impact.text("measure") == "ransom":
            _name_sum(work, impact, claims)


_VERDICT = "one sentence of at most 25 words that answers the question"


def _items(record: Branch, key: str) -> Iterator[Branch]:
    node = record.get(key)
    for slot in node.slots if isinstance(node, Branch) else ():
        if isinstance(slot.node, Branch) and slot.node.is_mapping:
            yield slot.node


def _deny(work: Migrating, claim: Branch) -> None:
    """Write out what format 1 read into a denial: its value is not so."""
    name = claim.text("id")
    about = claim.get("about")
    if isinstance(about, Scalar):
        short = Branch(is_mapping=True, is_flow=True)
        short.put("predicate", about)
        claim.put("about", short)
        about = short
    if isinstance(about, Branch):
        value = to_value(about)
        says_no = is_a_no(value.get("value")) or _is_nought(value.get("max"))
        if not value.get("negated") and not says_no:
            about.put("negated", plain(True))
    conflicts = claim.find("conflicts_with")
    if conflicts is not None and claim.find("denies") is None:
        conflicts.key = conflicts.raw_key = "denies"
    elif claim.find("denies") is None:
        work.notes.append(f"{name}: `denies` is missing: the claims that it denies, or {{text: …}}")


def _is_nought(value: object) -> bool:
    return isinstance(value, int | float) and not value


def _take_sides(work: Migrating, dispute: Branch) -> None:
    """Put the claims of a dispute on the side that held and the other, or leave them apart."""
    claims = dispute.find("claims")
    if claims is None or dispute.find("sides") is not None:
        return
    taken = take_key(dispute, "holds")
    held = _by_name(taken.node) if taken is not None else {}
    name = dispute.text("id")
    if not held or not isinstance(claims.node, Branch):
        claims.key = claims.raw_key = "context"
        work.notes.append(f"{name}: `sides` are missing: its claims stand under `context`")
        return
    claims.key = claims.raw_key = "sides"
    claims.node = _split(claims.node, held)
    if taken is not None and isinstance(taken.node, Branch):
        claims.node.below += taken.node.below
    work.notes.append(f"{name}: `answer` is missing on each side")


def _by_name(node: Node) -> dict[str, Slot]:
    slots = node.slots if isinstance(node, Branch) and not node.is_mapping else ()
    return {str(to_value(slot.node)): slot for slot in slots}


def _split(claims: Branch, held: dict[str, Slot]) -> Branch:
    """Return the side that fell and the side that held; no claim and no comment is lost."""
    fell, stood = list[Slot](), list[Slot]()
    for slot in claims.slots:
        twin = held.pop(str(to_value(slot.node)), None)
        slot.above += slot_comments(twin) if twin is not None else ()
        (fell if twin is None else stood).append(slot)
    stood += held.values()  # it held, and stood in no list
    sides = Branch(is_mapping=False, below=claims.below)
    for slots, holds in ((fell, False), (stood, True)):
        if slots:
            side = Branch(is_mapping=True)
            if holds:
                side.put("holds", plain(True))
            side.put("claims", Branch(is_mapping=False, slots=slots))
            sides.slots.append(Slot(side))
    return sides


def _take_judge(work: Migrating, dispute: Branch) -> None:
    """Leave what stood under `by` as a comment: it was words, and is a speaker now."""
    text = leave_words(dispute, "by")
    if text:
        work.notes.append(f"{dispute.text('id')}: `by` named {text!r}: it stands in a comment")


def _name_sum(work: Migrating, impact: Branch, claims: dict[str, Branch]) -> None:
    named = to_value(impact.get("claims") or Branch(is_mapping=False)) or ()
    found = {_predicate(claims[ref]) for ref in named if ref in claims}
    kinds = found & {"ransom-demanded", "ransom-paid"}
    if len(kinds) == 1:
        impact.put("measure", plain(kinds.pop()))
        return
    leave_words(impact, "measure")
    text = impact.text("text")
    work.notes.append(f"impact {text!r}: `measure` says whether a ransom was demanded or paid")


def _predicate(claim: Branch) -> str:
    about = claim.get("about")
    return (
        about.text("predicate") if isinstance(about, Branch) else str(to_value(about or plain("")))
    )
