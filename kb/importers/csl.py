# From CSL items to drafts of sources. A library knows what a document is and where it stands; it
# cannot know how good it is. What we judge ourselves gets the weakest honest value: `lineage:
# unknown` (it counts as no independent origin), `reliability: F` (cannot be judged), `read:
# address-only` (it supports no claim), and a comment that names the keys to judge.
"""Draft sources from CSL-JSON, CSL-YAML and BibTeX."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kb.codes import problem_at
from kb.dates import DateError, parse_date
from kb.edit.new_register import Entry, Register
from kb.ids import is_citekey, slugify
from kb.importers.csl_read import read_items
from kb.importers.draft import Draft, Drafts, Field
from kb.importers.html_citekey import propose_citekey
from kb.importers.outside import join_names
from kb.outputs.csl import IDENTIFIERS, UNKNOWN_LANGUAGE
from kb.outputs.csl_dates import from_csl_date
from kb.problems import Mark, Problem, quoted
from kb.prose.urls import normalise_url
from kb.read.walk import show_path
from kb.vocab.claims import CSL_TYPES

REMARK = "To judge: kind, origin, reliability, lineage, read. Then delete this line."

_TYPES: Mapping[str, str] = {
    "bill": "bill", "classic": "book", "collection": "book", "entry": "entry-encyclopedia",
    "entry-dictionary": "entry-encyclopedia", "event": "document", "motion_picture": "broadcast",
    "review": "article-magazine", "review-book": "article-magazine", "treaty": "legislation",
}  # fmt: skip
"""CSL types that we know under another name."""

_KINDS: Mapping[str, str] = {
    "article-newspaper": "news", "article-magazine": "news", "broadcast": "news",
    "post-weblog": "blog", "post": "post", "legal_case": "court",
}  # fmt: skip
"""CSL type → kind; everything else is called a report until somebody judges it."""

_TEXTS = ("title", "container-title", "publisher")
_HANDLED = frozenset(
    {"id", "type", "author", "URL", "issued", "accessed", "language", "custom", *_TEXTS,
     *IDENTIFIERS, "citation-key", "citation-label"}
)  # fmt: skip
_RICH = re.compile(r"</?(?:i|b|sup|sub|sc|span)(?:\s[^<>]*)?>")
"""CSL's own markup inside of titles."""


@dataclass(slots=True)
class _Reading:
    """One item on its way to a draft."""

    item: Mapping[str, Any]
    values: dict[Field, Any] = field(default_factory=dict)
    unplaced: list[str] = field(default_factory=list)


def draft_csl(path: Path, register: Register, *, today: str) -> Drafts:
    """Return the drafts of the sources in a bibliography.

    Raises:
        UsageError: The file cannot be read.
    """
    items, problems = read_items(path)
    name = slugify(path.stem)
    keys = _Keys(register)
    drafts: list[Draft] = []
    shown = show_path(path)
    for number, item in enumerate(items, 1):
        reading = _read_item(item)
        foreign = str(item.get("id") or item.get("citation-key") or "").strip()
        key = keys.find(foreign, reading.values)
        origin = foreign or f"item {number}"
        if key in keys.drafted:
            message = f"{quoted(origin)} is the same source as {quoted(keys.drafted[key])}"
            hint = "one source, one entry: join the two in the library"
            problems.append(problem_at(Mark(shown), "KB722", message, hint))
            continue
        keys.drafted[key] = origin
        if foreign and key != foreign:
            reading.values[("original_key",)] = " ".join(foreign.split())
        drafts.append(_draft(key, reading, name, origin, today))
        if reading.unplaced:
            problems.append(_unplaced(shown, origin, reading.unplaced))
    head = f"Drafts from {path.name}, by `kb import csl`: nobody has judged them yet."
    return Drafts(name, tuple(drafts), tuple(problems), head)


def _draft(key: str, reading: _Reading, name: str, origin: str, today: str) -> Draft:
    values = reading.values
    kind = _KINDS.get(str(values[("type",)]), "report")
    defaults = {
        "title": "[No title]", "created": today, "kind": kind, "origin": "secondary",
        "reliability": "F", "lineage": "unknown", "read": "address-only",
    }  # fmt: skip
    if ("language",) not in values:
        defaults["language"] = UNKNOWN_LANGUAGE
    implied = {"type": "webpage", "language": "en"}
    file = f"sources/{name}.yml"
    return Draft(key, file, values, defaults, implied, origin=origin, remark=REMARK)


def _unplaced(path: str, origin: str, names: list[str]) -> Problem:
    message = f"{quoted(origin)}: no place for {join_names(names)}"
    return problem_at(Mark(path), "KB720", message, "write by hand what matters of it")


def _read_item(item: Mapping[str, Any]) -> _Reading:
    reading = _Reading(item)
    kind = str(item.get("type") or "document")
    placed = kind if kind in CSL_TYPES else _TYPES.get(kind, "document")
    if placed == "document" and kind != "document":
        reading.unplaced.append(f"type ({quoted(kind)})")
    reading.values[("type",)] = placed
    for key in (*_TEXTS, "URL", "language"):
        _read_text(reading, key, (key,))
    _read_names(reading)
    _read_dates(reading)
    for variable, scheme in IDENTIFIERS.items():
        _read_text(reading, variable, ("external_ids", scheme))
    custom = item.get("custom")
    if isinstance(custom, Mapping) and custom.get("original_key"):
        reading.values[("original_key",)] = str(custom["original_key"])
    reading.unplaced += sorted(key for key in item if key not in _HANDLED and item[key])
    return reading


def _read_text(reading: _Reading, key: str, place: Field) -> None:
    value = reading.item.get(key)
    if text := _text(value):
        reading.values[place] = text
    elif value:
        reading.unplaced.append(f"{key} ({quoted(value)})")


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if len(value) == 1 else None
    if value is None or isinstance(value, Mapping | list | bool):
        return ""
    return " ".join(_RICH.sub("", str(value)).split())


def _read_names(reading: _Reading) -> None:
    found: list[Any] = []
    rows = reading.item.get("author")
    for row in rows if isinstance(rows, list) else [rows] if rows else ():
        name = _name(row)
        if name is None:
            reading.unplaced.append(f"author ({quoted(row)})")
        else:
            found.append(name)
            if isinstance(row, Mapping) and row.get("suffix"):
                reading.unplaced.append(f"suffix ({quoted(row['suffix'])})")
    if found:
        reading.values[("author",)] = found


def _name(row: Any) -> Any:
    if isinstance(row, str):
        return _text(row) or None
    if not isinstance(row, Mapping):
        return None
    if literal := _text(row.get("literal") or row.get("name")):
        return literal
    family = " ".join(
        filter(None, (_text(row.get("non-dropping-particle")), _text(row.get("family"))))
    )
    given = " ".join(filter(None, (_text(row.get("given")), _text(row.get("dropping-particle")))))
    parts = {key: text for key, text in (("family", family), ("given", given)) if text}
    return parts or None


def _read_dates(reading: _Reading) -> None:
    custom = reading.item.get("custom")
    exact = custom if isinstance(custom, Mapping) else {}
    for key in ("issued", "accessed"):
        value = exact.get(key) or reading.item.get(key)
        if not value:
            continue
        try:
            text = from_csl_date(value)
            if text and key == "accessed":
                text = _day(text)
        except DateError as error:
            reading.unplaced.append(f"{key} ({quoted(value)} {error})")
            continue
        if text:
            reading.values[(key,)] = text


def _day(text: str) -> str:
    """Return a whole day; a library notes the second of a look at a page, we the day."""
    date = parse_date(text)
    if date.precision == "moment":
        return text[:10]
    if date.precision != "day" or date.is_approximate or date.is_uncertain:
        raise DateError("is no single day")
    return text


class _Keys:
    """Finds the citekey of each item: that of a source which is there, its own, or a new one."""

    def __init__(self, register: Register) -> None:
        """Index what is there by citekey, former key and address."""
        self.drafted: dict[str, str] = {}
        """Citekey → what its item is called in the library."""
        self._by_id: dict[str, Entry] = {}
        self._by_foreign: dict[str, str] = {}
        self._by_url: dict[str, str] = {}
        self._taken: set[str] = set()
        self._last: dict[str, int] = {}
        """Citekey → the last number that was put behind it."""
        for entry in register.sources:
            self._by_id[entry.id] = entry
            self._taken.add(entry.id)
            if entry.keys.get("original_key"):
                self._by_foreign[str(entry.keys["original_key"])] = entry.id
            if isinstance(entry.keys.get("URL"), str):
                self._by_url[normalise_url(entry.keys["URL"])] = entry.id
            former = entry.keys.get("redirects")
            self._taken.update(former if isinstance(former, list) else ())

    def find(self, foreign: str, values: Mapping[Field, Any]) -> str:
        """Return the citekey of an item."""
        url = normalise_url(str(values[("URL",)])) if ("URL",) in values else ""
        known = self._by_id.get(foreign)
        if known is not None and _is_same(known, url, values):
            return foreign
        if foreign in self._by_foreign:
            return self._by_foreign[foreign]
        if url in self._by_url:
            return self._by_url[url]
        key = foreign
        if not is_citekey(foreign) or foreign in self._taken:
            named = {loc[0]: value for loc, value in values.items() if len(loc) == 1}
            key = self._free(propose_citekey(named, self._taken))
        self._taken.add(key)
        if url:
            self._by_url[url] = key
        if foreign:
            self._by_foreign[foreign] = key
        return key

    def _free(self, key: str) -> str:
        if key not in self._taken:
            return key
        while True:
            number = self._last.get(key, 1) + 1
            self._last[key] = number
            if f"{key}{number}" not in self._taken:
                return f"{key}{number}"


def _is_same(entry: Entry, url: str, values: Mapping[Field, Any]) -> bool:
    """Return whether a key that is in use means the same source: by address, else by title."""
    here = entry.keys.get("URL")
    if url and isinstance(here, str):
        if normalise_url(here) == url:
            return True
    elif not url and not here:
        return True
    title = slugify(str(values.get(("title",), "")))
    return title == slugify(str(entry.keys.get("title", "")))
