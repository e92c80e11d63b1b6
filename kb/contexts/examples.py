# The reference shows how each key is really written: the shortest telling value that stands in the
# records. What no record uses yet has an example here, so that no key is without one.
"""An example of every key of the model, from the records themselves."""

from __future__ import annotations

import json
import typing
from collections.abc import Iterator, Mapping
from typing import Any

from kb.index import KnowledgeBase
from kb.model.base import Part
from kb.model.describe import KeyDoc

LONGEST = 110
"""Characters of an example; a longer value is cut at a word."""

UNUSED: Mapping[str, str] = {
    "accepted": '[{code: KB516, reason: "The only page found."}]',
    "accessed": "2024-01-19",
    "actor_types": "[crime-syndicate]",
    "archive_url": "https://web.archive.org/web/20240119120000/https://example.org/page",
    "archived": "2024-01-19",
    "at": "civica-denies",
    "attack_id": "T1190",
    "autolink": "false",
    "by": "civica",
    "case": "true",
    "confidence": "moderate",
    "conflicts_with": "[civica-denies]",
    "corrections": '[{date: 2026-11-25, text: "The date was wrong."}]',
    "cpe23": "cpe:2.3:a:vendor:product:1.0:*:*:*:*:*:*:*",
    "currency": "GBP",
    "discovered": "2024-01-15/2024-01-18~",
    "end": "2025-01",
    "external_ids": "{wikidata: Q1}",
    "family": "Page",
    "first_seen": "2021",
    "former_names": '[{text: "Dover Borough Council", end: 1974}]',
    "given": "Carly",
    "joint": "true",
    "issued": "2016",
    "keywords": "[cyber incident, councils]",
    "last_reviewed": "2026-11-25",
    "last_seen": "2024",
    "lineage": "unknown",
    "literal": '"Thanet District Council"',
    "links": "[https://www.example.org]",
    "malware_types": "[ransomware]",
    "measure": "recovery-days",
    "motivation": "financial",
    "original_key": "page_cyberattack_2024",
    "publisher": "Recorded Future News",
    "purl": "pkg:pypi/mkdocs@1.6.1",
    "ransomware": "true",
    "reason": '"It was a duplicate."',
    "redirects": "[kent-councils]",
    "retracted": "{date: 2024-02-13}",
    "supersedes": "early-figure",
    "tags": "[local-government]",
    "vector": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N",
    "withdrawn": '{date: 2026-11-25, reason: "It was a duplicate."}',
}
"""Key → example, for keys that the records at hand do not use."""


def build_examples(kb: KnowledgeBase) -> dict[tuple[str, str], str]:
    """Return an example for `(type, key)` wherever the records use the key."""
    found: dict[tuple[str, str], str] = {}
    for authored in kb.authored.values():
        node = authored.document.node
        value: Any = node.value if node is not None else {}
        for step in authored.loc:
            value = value[step]
        for name, key, example in _iter_used(type(authored.record), value):
            known = found.get((name, key))
            if known is None or _rank(example) < _rank(known):
                found[(name, key)] = example
    return found


def example_of(examples: Mapping[tuple[str, str], str], name: str, doc: KeyDoc) -> str:
    """Return the example of a key: of this type, of another that has it, or of none."""
    key = doc.key
    if key in {"kind", "schema"} and doc.kind.startswith("`"):
        return doc.kind.strip("`")
    own = examples.get((name, key)) or UNUSED.get(key)
    others = (text for (_, other), text in examples.items() if other == key)
    return own or min(others, key=_rank, default="")


def _rank(example: str) -> tuple[bool, int, str]:
    return (example.endswith("…"), abs(len(example) - 40), example)


def _iter_used(model: type[Any], value: Any) -> Iterator[tuple[str, str, str]]:
    if not isinstance(value, dict):
        return
    name = str(model.model_config.get("title") or model.__name__)
    for field_name, field in model.model_fields.items():
        key = field.alias or field_name
        if key not in value:
            continue
        yield name, key, show_example(value[key])
        part = next(_iter_parts(field.annotation), None)
        for item in value[key] if isinstance(value[key], list) else [value[key]]:
            if part is not None:
                yield from _iter_used(part, item)


def _iter_parts(annotation: Any) -> Iterator[type[Any]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for argument in typing.get_args(annotation):
        yield from _iter_parts(argument)


def show_example(value: Any) -> str:
    """Return a value as it is written in YAML on one line, cut where it is long."""
    text = " ".join(_flow(value).split())
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rsplit(" ", 1)[0] + " …"


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    if isinstance(value, str) and (" " in value or not value):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "~"}[value]
    return str(value)
