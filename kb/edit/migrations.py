# Every former format of a record, with the step to the next one. A step works on the tree, so that
# comments and order survive; it never guesses: what it cannot place, it says. A new format of the
# model (`incident/2`) comes with its step here, in the same commit.
"""The registry of migrations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kb.edit.incident_1 import from_incident_1
from kb.edit.migrating import Migrating, rename_key, take_key
from kb.edit.yamltree.build import build_mapping
from kb.edit.yamltree.tree import Branch, Scalar, Slot, plain, quoted_scalar, to_value
from kb.ids import is_cve


@dataclass(frozen=True, slots=True)
class Migration:
    """One step from a format to the next."""

    source: str
    target: str
    apply: Callable[[Migrating], None]


_KINDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "agency": ("organization", "agency"),
        "central-government": ("organization", "agency"),
        "public-body": ("organization", "agency"),
        "company": ("organization", "company"),
        "supplier": ("organization", "company"),
        "vendor": ("organization", "company"),
        "health-body": ("organization", "health-body"),
        "law-enforcement": ("organization", "law-enforcement"),
        "police": ("organization", "law-enforcement"),
        "local-authority": ("organization", "local-authority"),
        "media": ("organization", "media"),
        "publisher": ("organization", "other"),
        "organisation": ("organization", "other"),
        "service": ("organization", "other"),
        "regulator": ("organization", "regulator"),
        "sector-body": ("organization", "professional-body"),
        "university": ("organization", "education-body"),
        "directive": ("legal-instrument", ""),
        "malware": ("malware", ""),
        "person": ("person", ""),
        "product": ("product", ""),
        "threat-actor": ("threat-actor", ""),
        "vulnerability": ("vulnerability", ""),
    }
)  # fmt: skip
"""`type` of the research notes → kind, and kind of body."""

_DERIVED: Mapping[str, str] = MappingProxyType(
    {
        "incidents": "incidents name their participants themselves; the other side is derived",
        "publisher_of_sources": "counted from the sources",
    }
)


def _entity_0(work: Migrating) -> None:
    """From the form of the research notes: `slug`, `type`, `official_url`, `identifiers`."""
    record = work.record
    rename_key(record, "slug", "id")
    _take_kind(work)
    _take_link(record)
    _take_identifiers(work)
    for key, reason in _DERIVED.items():
        slot = take_key(record, key)
        if slot is not None and to_value(slot.node):
            work.notes.append(f"`{key}` left out: {reason}")
    for slot in tuple(record.slots):
        if to_value(slot.node) in (None, []):
            take_key(record, slot.key)
    if work.day is not None:
        for key in ("created", "updated"):
            if record.find(key) is None:
                record.put(key, plain(work.day.isoformat()))


def _take_kind(work: Migrating) -> None:
    name = work.record.text("type")
    if not name:
        return
    if name not in _KINDS:
        work.unplaced.append("type")
        return
    kind, org_kind = _KINDS[name]
    rename_key(work.record, "type", "kind")
    work.record.put("kind", plain(kind))
    if org_kind:
        work.record.put("org_kind", plain(org_kind))


def _take_link(record: Branch) -> None:
    slot = record.find("official_url")
    address = record.text("official_url")
    if slot is None or not address or record.find("links") is not None:
        return
    slot.key = slot.raw_key = "links"
    item = Branch(is_mapping=True, is_flow=True)
    item.put("url", quoted_scalar(address))
    slot.node = Branch(is_mapping=False, slots=[Slot(item)])


def _take_identifiers(work: Migrating) -> None:
    record = work.record
    slot = record.find("identifiers")
    if slot is None or not isinstance(slot.node, Branch) or slot.node.is_mapping:
        return
    placed: dict[str, str] = {}
    for item in slot.node.slots:
        text = str(item.node.value) if isinstance(item.node, Scalar) else ""
        scheme, sign, rest = (part.strip() for part in text.partition(":"))
        if is_cve(text) and record.text("kind") == "vulnerability" and not record.text("cve"):
            record.put("cve", plain(text))
        elif is_cve(text):
            placed["cve"] = text
        elif sign and scheme and rest and scheme not in placed:
            placed[scheme] = rest
        elif text and "identifier" not in placed:
            placed["identifier"] = text
        else:
            work.unplaced.append("identifiers")
    if placed and record.find("external_ids") is None:
        slot.key = slot.raw_key = "external_ids"
        node = build_mapping(placed, is_prose=True)
        node.is_flow = False
        slot.node = node
    elif not placed and "identifiers" not in work.unplaced:
        take_key(record, "identifiers")


MIGRATIONS: tuple[Migration, ...] = (
    Migration("entity/0", "entity/1", _entity_0),
    Migration("incident/1", "incident/2", from_incident_1),
)
"""Every step, oldest first."""
