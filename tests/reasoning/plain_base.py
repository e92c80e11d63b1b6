# Beside plain.py: what stands in the authored files, and who is whom. Nothing of the engine here.
"""The authored YAML as plain values: sources, claims with their cites and speakers, and bodies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

Fields = Mapping[str, Any]


class TextDates(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads dates as the text they are."""


TextDates.yaml_implicit_resolvers = {
    key: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:timestamp"]
    for key, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def listed(value: Any) -> list[Any]:
    """Return a list: nothing, one thing or several may be written."""
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def full(value: Any, key: str) -> dict[str, Any]:
    """Return the full form of what may be written as a single word."""
    return dict(value) if isinstance(value, Mapping) else {key: value}


def plain_name(name: str) -> str:
    """Return a name as it is compared: capitals and spaces do not count."""
    return " ".join(name.casefold().split())


@dataclass(frozen=True)
class Said:
    """A claim as authored, with the record it stands in."""

    ref: str
    record: Fields
    fields: Fields

    @cached_property
    def cites(self) -> list[dict[str, Any]]:
        """Return its cites in full form."""
        return [full(item, "source") for item in self.fields["cites"]]

    @cached_property
    def supports(self) -> list[dict[str, Any]]:
        """Return the cites that say that it is so."""
        return [item for item in self.cites if item.get("stance", "supports") == "supports"]

    @cached_property
    def speakers(self) -> list[dict[str, Any]]:
        """Return its speakers in full form."""
        return [full(item, "entity") for item in listed(self.fields["asserted_by"])]

    @cached_property
    def history(self) -> list[dict[str, Any]]:
        """Return the entries of its history in full form."""
        return [self._entry(item) for item in self.fields.get("history", [])]

    def _entry(self, item: Any) -> dict[str, Any]:
        if isinstance(item, str):  # 2024-02-13 retracted [citekey, citekey]
            words, _, keys = item.partition("[")
            date, status = words.split()
            cites = [key.strip() for key in keys.rstrip("] ").split(",") if key.strip()]
            item = {"date": date, "status": status, "cites": cites}
        return {**item, "cites": [full(cite, "source") for cite in item.get("cites", [])]}

    @cached_property
    def about(self) -> dict[str, Any]:
        """Return what it is about in full form; empty when the author did not say."""
        found = self.fields.get("about")
        return {} if found is None else full(found, "predicate")

    @property
    def denied(self) -> list[str]:
        """Return the claims on record that it denies."""
        named = (full(item, "claim") for item in self.fields.get("denies", []))
        return [self.whole_ref(item["claim"]) for item in named if "claim" in item]

    def whole_ref(self, ref: str) -> str:
        """Return a reference with its record."""
        return ref if "#" in ref else f"{self.record['id']}#{ref}"


@dataclass
class Base:
    """Everything that is authored."""

    sources: dict[str, Fields] = field(default_factory=dict)
    records: dict[str, Fields] = field(default_factory=dict)
    claims: dict[str, Said] = field(default_factory=dict)

    @cached_property
    def entities(self) -> dict[str, Fields]:
        """Return the records that are somebody or something."""
        return {key: item for key, item in self.records.items() if "kind" in item}

    @cached_property
    def incidents(self) -> dict[str, Fields]:
        """Return the records of incidents."""
        return {key: item for key, item in self.records.items() if "kind" not in item}

    @cached_property
    def names(self) -> dict[str, set[str]]:
        """Return whom a name may mean: an id, a name, an alias or a former name."""
        found: dict[str, set[str]] = {}
        for key, entity in self.entities.items():
            if entity["kind"] not in {"organization", "person", "threat-actor"}:
                continue
            others = [*listed(entity.get("aliases")), *listed(entity.get("former_names"))]
            words = [key, entity["name"], *(full(item, "text")["text"] for item in others)]
            for word in (*words, *entity.get("redirects", [])):
                found.setdefault(plain_name(str(word)), set()).add(key)
        return found

    def bodies_named(self, name: str) -> set[str]:
        """Return the bodies that a name may mean; a name that nobody here has is a body itself."""
        found = {body for key in self.names.get(plain_name(name), ()) for body in self.bodies(key)}
        return found or {f"“{plain_name(name)}”"}

    def bodies(self, key: str, seen: frozenset[str] = frozenset()) -> set[str]:
        """Return the bodies that an entity may be.

        “A person who speaks for a body (`speaks-for`) is that body, and so is a part of it
        (`parent`).”
        """
        entity = self.entities.get(key, {})
        above = [entity["parent"]] if entity.get("parent") else []
        if entity.get("kind") == "person":
            above = [
                item["target"]
                for item in entity.get("relations", [])
                if item["type"] == "speaks-for"
                and item.get("status") not in {"planned", "alleged", "disputed"}
            ]
        above = [item for item in above if item not in seen]
        if not above:
            return {key}
        return {body for item in above for body in self.bodies(item, seen | {key})}

    def speaker_bodies(self, speaker: Fields) -> set[str]:
        """Return the bodies that a speaker may be."""
        if speaker.get("entity") is not None:
            return self.bodies(speaker["entity"])
        return self.bodies_named(speaker["text"])

    def issuers(self, key: str) -> set[str]:
        """Return the bodies that may have issued a source.

        “The platform on which somebody posts is not the issuer of the post; its author is.” “Where
        an outlet prints the text of an agency, the agency is named as author, and the same author
        in two outlets is one origin.”
        """
        return self.issuers_of(self.sources[key])

    def issuers_of(self, source: Fields) -> set[str]:
        """Return the bodies that may have issued a source, given its fields."""
        found = {body for name in self.authors(source) for body in self.bodies_named(name)}
        if source.get("issuer"):
            return found | self.bodies(source["issuer"])
        if source["kind"] == "post" and found:
            return found
        outlet = source.get("container-title") or source.get("publisher")
        if outlet and source["kind"] != "post":
            found |= self.bodies_named(outlet)
        return found

    def outlets(self, key: str) -> set[str]:
        """Return the bodies whose own document a source is: not the author of an article."""
        source = self.sources[key]
        bare = {name: value for name, value in source.items() if name != "author"}
        return self.issuers_of(source if source["kind"] == "post" else bare)

    @staticmethod
    def authors(source: Fields) -> Iterator[str]:
        """Yield the names of the authors of a source."""
        for item in source.get("author", []):
            name = full(item, "literal")
            yield name.get("literal") or f"{name.get('given', '')} {name.get('family', '')}".strip()

    def against(self, said: Said) -> Iterator[Said]:
        """Yield the claims that stand against a claim.

        “A claim on another side of the same dispute …; a claim that denies this one, is denied by
        it, or is named in `conflicts_with`.” Claims that only explain stand against nothing, and
        nothing against them.
        """
        local = said.fields["id"]
        found = {ref for pair in self.conflicts if said.ref in pair for ref in pair}
        for dispute in said.record.get("disputes", []):
            sides = [side["claims"] for side in dispute.get("sides", [])]
            if any(local in side for side in sides):
                found |= {said.whole_ref(ref) for side in sides if local not in side
                          for ref in side}  # fmt: skip
        yield from (self.claims[ref] for ref in sorted(found - {said.ref}))

    @cached_property
    def conflicts(self) -> set[frozenset[str]]:
        """Return the pairs of claims of which one denies the other or names it as in conflict."""
        return {
            frozenset({said.ref, said.whole_ref(ref)})
            for said in self.claims.values()
            for ref in (*said.fields.get("conflicts_with", []), *said.denied)
        }

    def are_at_odds(self, one: Said, other: Said) -> bool:
        """Return whether one of two claims denies the other, or names it as in conflict."""
        return frozenset({one.ref, other.ref}) in self.conflicts

    def disputes(self) -> Iterator[tuple[str, list[list[str]]]]:
        """Yield every dispute that somebody wrote, with the claims of its sides."""
        for record in self.records.values():
            for dispute in record.get("disputes", []):
                sides = [[f"{record['id']}#{ref}" for ref in side["claims"]]
                         for side in dispute.get("sides", [])]  # fmt: skip
                yield f"{record['id']}#{dispute['id']}", sides


def base_of(files: Mapping[str, Any]) -> Base:
    """Return a base from its authored files, by their path below `content`."""
    base = Base()
    for path, value in sorted(files.items()):
        if path.startswith("sources/"):
            base.sources.update({item["id"]: item for item in value})
        else:
            base.records[value["id"]] = value
            for claim in value.get("claims", []):
                said = Said(f"{value['id']}#{claim['id']}", value, claim)
                base.claims[said.ref] = said
    return base


def read_base(content: Path) -> Base:
    """Return the base that stands in a content folder."""
    paths = [path for room in ("sources", "entities", "incidents")
             for path in (content / room).rglob("*.yml")]  # fmt: skip
    return base_of({
        str(path.relative_to(content)): yaml.load(path.read_text("utf-8"), TextDates)  # noqa: S506
        for path in paths
    })  # fmt: skip
