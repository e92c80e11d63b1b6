# Beside plain.py: the section “Lineage and independence” of the page, sentence by sentence.
"""Who may have a statement from whom, and how many origins are left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from kb.dates import loose_bounds, parse_date
from tests.reasoning.plain_base import Base, Said

Cites = list[dict[str, Any]]
TODAY = dt.date.max
"""Later than everything: what is known today."""


def taken_back(base: Base, key: str, day: dt.date) -> bool:
    """Return whether a source was taken back by a day, or never counted.

    “A source supports a claim until the day on which whoever issued it took it back, and not after.
    A source that we took out again as our own mistake never did.”
    """
    source = base.sources[key]
    if source.get("withdrawn"):
        return True
    if not source.get("retracted"):
        return False
    last = loose_bounds(parse_date(str(source["retracted"]["date"])))[1]
    return day == TODAY or (last is not None and last <= day)


def leads_to(base: Base, cites: Cites, key: str, day: dt.date, trail: tuple[str, ...] = ()
             ) -> frozenset[str] | None:  # fmt: skip
    """Return the sources from which a source may have the statement, or nothing where it is none.

    A source that reports itself leads to itself.
    """
    if key in trail:
        return None  # “A circle is an error, and confirms nothing.”
    source, trail = base.sources[key], (*trail, key)
    if taken_back(base, key, day):
        return None
    # “Where a cite says `from`, the statement comes from there, whatever else its source draws on.
    # That is followed through all cites of the claim.”
    origin = {cite["from"] for cite in cites if cite["source"] == key and cite.get("from")}
    if not origin:
        # “A source of which nobody knows whom it copies counts as no origin at all, and neither
        # does one that copies such a source, or a source that was taken back.”
        if source.get("lineage") == "unknown":
            return None
        # “A source that is a copy in whole counts as the source it copies, through as many steps as
        # there are. A digest that is made wholly from several sources is one text.”
        origin = upstream(source, "whole")
    if origin:
        found = [leads_to(base, cites, other, day, trail) for other in sorted(origin)]
        return None if None in found else frozenset().union(*filter(None, found))
    # “A source that draws in part on another may have this statement from there … unless the cite
    # says `own: true`: then the statement is the source's own.”
    if any(cite.get("own") for cite in cites if cite["source"] == key):
        return frozenset({key})
    # A part may have it from there even where that source is no origin itself: because another one
    # that it copies was taken back.
    parts = sorted(upstream(source, "part"))
    return frozenset({key}).union(
        *(leads_to(base, cites, other, day, trail) or everything_above(base, other)
          for other in parts)
    )  # fmt: skip


def everything_above(base: Base, key: str) -> frozenset[str]:
    """Return a source with all that it copies or draws on, through as many steps as there are."""
    found, ahead = set[str](), {key}
    while ahead:
        found |= ahead
        ahead = {name for other in ahead for extent in ("whole", "part")
                 for name in upstream(base.sources[other], extent)} - found  # fmt: skip
    return frozenset(found)


def upstream(source: Mapping[str, Any], extent: str) -> set[str]:
    """Return the sources that a source copies, or draws on in part."""
    found = set()
    for item in source.get("derived_from", []):
        link = item if isinstance(item, Mapping) else {"source": item}
        if link.get("extent", "whole") == extent:
            found.add(link["source"])
    return found


def marks(base: Base, cites: Cites, key: str, day: dt.date) -> frozenset[str] | None:
    """Return all sources and bodies that a source may stand for, or nothing where it is no origin.

    “Several documents of one issuer” count once: two sources that may be of one body are one.
    """
    found = leads_to(base, cites, key, day)
    if found is None:
        return None
    return found | {f"by {body}" for other in found for body in base.issuers(other)}


def counting(base: Base, cites: Cites, day: dt.date) -> list[str]:
    """Return the sources that count.

    “Only sources that support the claim count. A source that disputes it, denies it or only
    mentions it does not, nor does a figure that went into a sum of ours, nor a page of which nobody
    read more than the address, nor a source that was taken back.”
    """
    found = {cite["source"] for cite in cites if cite.get("stance", "supports") == "supports"}
    return sorted(
        key for key in found
        if base.sources[key]["read"] != "address-only" and not taken_back(base, key, day)
    )  # fmt: skip


def independent(sets: Iterable[frozenset[str]]) -> int:
    """Return how many of these sets can be chosen so that no two have anything in common."""
    nodes = list(sets)
    beside = {
        number: {other for other, theirs in enumerate(nodes) if other != number and mine & theirs}
        for number, mine in enumerate(nodes)
    }
    return _choose(beside)


def _choose(beside: dict[int, set[int]]) -> int:
    """Return the most nodes of which no two stand beside each other."""
    chosen = 0
    while beside:
        least = min(beside, key=lambda node: (len(beside[node]), node))
        around = {least, *beside[least]}
        # A node whose neighbours all know each other can always be chosen.
        if all(around <= {other, *beside[other]} for other in around):
            chosen, beside = chosen + 1, _without(beside, around)
            continue
        most = max(beside, key=lambda node: (len(beside[node]), node))
        taken = 1 + _choose(_without(beside, {most, *beside[most]}))
        return chosen + max(taken, _choose(_without(beside, {most})))
    return chosen


def _without(beside: dict[int, set[int]], gone: set[int]) -> dict[int, set[int]]:
    return {node: around - gone for node, around in beside.items() if node not in gone}


def speaking(base: Base, said: Said, speakers: Iterable[Mapping[str, Any]]) -> list[frozenset[str]]:
    """Return the speakers, each as the bodies that it may be.

    “A joint statement has one speaker. `joint: true` means all speakers of the claim together;
    `joint: [one, another]` names those who spoke jointly, and the others count for themselves.”
    """
    joint = said.fields.get("joint", False)
    together: frozenset[str] = frozenset()
    alone = []
    names = set(joint) if isinstance(joint, list) else set()
    for speaker in speakers:
        bodies = frozenset(base.speaker_bodies(speaker))
        if joint is True or names & {speaker.get("entity"), speaker.get("text")}:
            together |= bodies
        else:
            alone.append(bodies)
    return [*alone, *([together] if together else [])]


def origins(base: Base, said: Said, day: dt.date = TODAY) -> int:
    """Return the number of independent origins of a claim.

    “If the number of speakers and the number of issuers differ, the smaller one counts.”
    """
    found = [marks(base, said.cites, key, day) for key in counting(base, said.cites, day)]
    issuers = independent(item for item in found if item is not None)
    if is_ours(said):
        return issuers
    return min(issuers, independent(speaking(base, said, said.speakers)))


def is_ours(said: Said) -> bool:
    """Return whether a claim is a finding of our own.

    “Where we are the speaker, those who bear it out are counted, and not us.”
    """
    return any(speaker.get("entity") == "editors" for speaker in said.speakers)


def total(base: Base, record: Mapping[str, Any]) -> int:
    """Return the number of independent origins of a record.

    “The same rules applied to everything that the claims of a record rest on.” What a cite says of
    its statement (`from`, `own`) is said of that statement only; where we are the speaker, those
    who bear it out are counted.
    """
    issuers: set[frozenset[str]] = set()
    speakers: set[frozenset[str]] = set()
    for said in base.claims.values():
        if said.record is record:
            keys = counting(base, said.cites, TODAY)
            found = {marks(base, said.cites, key, TODAY) for key in keys}
            these = {item for item in found if item is not None}
            issuers |= these
            speakers |= these if is_ours(said) else set(speaking(base, said, said.speakers))
    return min(independent(sorted(nodes, key=sorted)) for nodes in (issuers, speakers))
