# The examples of the rules, the new cases of reasoning and the generated bases are all written in a
# short form: only what matters stands there. Here the rest is filled in, so that nothing else is
# wrong with the base.
"""Lay out a small base from its short form.

The short form is YAML with up to four kinds of keys:

* `sources`: a list; each has at least an `id`. Filled in: a news article, secondary, read in full.
* `entities`: a list; each has at least an `id`. Filled in: a company whose name is its id with a
  capital letter; `kind`, `org_kind`, `aliases` and everything else as written.
* `others`: further incidents, each a mapping with at least an `id` and keys as below.
* every other key belongs to the one incident, `kent`. Its claims need an `id`; filled in: a text,
  `asserted_by: {text: Somebody}`, and, without cites, all the sources of the base.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import yaml

from kb.pipeline import Checked, check

TODAY = dt.date(2026, 12, 1)
"""The day on which examples are looked at that depend on one."""

DAYS: dict[str, Any] = {"created": "2026-11-25", "updated": "2026-11-25"}


class PlainLoader(yaml.SafeLoader):
    """Reads dates as the text they are, as the program does."""


PlainLoader.yaml_implicit_resolvers = {
    key: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:timestamp"]
    for key, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_short(text: str) -> dict[str, Any]:
    """Return the short form as plain values."""
    return dict(yaml.load(text, PlainLoader) or {})  # noqa: S506


def _source(item: dict[str, Any]) -> dict[str, Any]:
    name = str(item["id"]).replace("-", " ").capitalize()
    return {
        "title": f"Article {item['id']}", "container-title": name, "kind": "news",
        "origin": "secondary", "reliability": "B", "read": "full", **item,
    }  # fmt: skip


def _entity(item: dict[str, Any]) -> dict[str, Any]:
    kind = item.get("kind", "organization")
    own = {"org_kind": "company"} if kind == "organization" else {}
    name = str(item["id"]).replace("-", " ").capitalize()
    return {"kind": kind, "name": name, **DAYS, "description": "A body.", **own, **item}


def _claim(item: dict[str, Any], keys: list[str]) -> dict[str, Any]:
    text = f"Sentence of {item['id']}."
    return {"text": text, "asserted_by": {"text": "Somebody"}, "cites": list(keys), **item}


def _incident(item: dict[str, Any], keys: list[str]) -> dict[str, Any]:
    claims = [_claim(claim, keys) for claim in item.get("claims", [])]
    filled = {
        "schema": "incident/2", "id": "kent", **DAYS, "title": "Incident in Kent",
        "summary": "What happened.", "determination": "suspected", "types": ["unknown"], **item,
    }  # fmt: skip
    return {**filled, **({"claims": claims} if claims else {})}


def files_of(short: dict[str, Any]) -> dict[str, dict[str, Any] | list[Any]]:
    """Return the authored files of a short form, by their path below `content`."""
    sources = [_source(item) for item in short.get("sources", [{"id": "paper"}])]
    keys = [item["id"] for item in sources]
    files: dict[str, Any] = {"sources/all.yml": sources}
    for item in map(_entity, short.get("entities", [])):
        files[f"entities/{item['kind']}/{item['id']}.yml"] = item
    own = {key: value for key, value in short.items()
           if key not in {"sources", "entities", "others"}}  # fmt: skip
    for incident in (_incident(item, keys) for item in (own, *short.get("others", []))):
        files[f"incidents/{incident['id']}.yml"] = incident
    return files


def lay_out(short: dict[str, Any] | str, folder: Path) -> Path:
    """Write a base given in short form, and return its content folder."""
    given = read_short(short) if isinstance(short, str) else short
    for path, value in files_of(given).items():
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(yaml.safe_dump(value, sort_keys=False, allow_unicode=True), "utf-8")
    return folder / "content"


def check_short(
    short: dict[str, Any] | str, folder: Path, *, today: dt.date | None = None
) -> Checked:
    """Return what the program makes of a base given in short form.

    A base that several tests look at is checked once: values are frozen, and its files stay.
    """
    if not isinstance(short, str):
        return check(lay_out(short, folder), today=today)
    if (short, today) not in _CHECKED:
        _CHECKED[short, today] = check(lay_out(short, folder), today=today)
    return _CHECKED[short, today]


_CHECKED: dict[tuple[str, dt.date | None], Checked] = {}


def codes_of(checked: Checked) -> set[str]:
    """Return the problem codes of a base."""
    return {problem.code for problem in checked.problems}
