# A sheet is somebody's opinion on an article, in tables. Each row becomes a trend whose id is its
# kind and the slug of its name, tied by evidence to the source that the sheet is, and to the
# incident that its article is about. Names, kinds and grades are compared with what is there;
# words that an editor has put in place of the sheet's stay.
"""Draft trends from a horizon-scanning sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.codes import problem_at
from kb.edit.new_register import Entry, Register
from kb.errors import UsageError
from kb.ids import slugify
from kb.importers.draft import Draft, Drafts, Field, Item
from kb.importers.html_citekey import propose_citekey, site_word
from kb.importers.outside import read_text
from kb.importers.scan_read import Row, Sheet, read_sheet
from kb.outputs.csl import UNKNOWN_LANGUAGE
from kb.problems import Mark, Problem, quoted
from kb.prose.urls import normalise_url
from kb.read.walk import show_path

TABLES: Mapping[str, str] = {
    "signals": "signal", "concerns": "concern", "behaviors": "behavior", "behaviours": "behavior",
    "technologies": "technology", "issues": "issue",
}  # fmt: skip
"""Table of a sheet → kind of trend; themes are a list."""

REMARK = "Draft in the words of the sheet: say it in your own, and judge it. Then delete this line."
_COLUMNS = frozenset({"name", "description", "change", "10-year", "driving-force", "relevancy"})
_MARKUP = re.compile(r"([\\`*_\[\]<>{}#$^~!|&])")
_MAX_BYTES = 5_000_000
_PLACED = frozenset({*TABLES, "keywords", "themes"})


@dataclass(frozen=True, slots=True)
class _About:
    """What all trends of a sheet share."""

    source: str
    """The citekey of the sheet."""
    incident: str | None
    """The incident that its article is about."""
    today: str


def draft_scan(path: Path, register: Register, *, today: str) -> Drafts:
    """Return the drafts of the trends in a sheet, and of the sheet as a source where it is new.

    Raises:
        UsageError: The file cannot be read, or is no such sheet.
    """
    shown = show_path(path)
    sheet = read_sheet(read_text(path, _MAX_BYTES))
    if not sheet.title or not (set(sheet.tables) & set(TABLES) or sheet.lists.get("themes")):
        message = f"{quoted(shown, 200)} is no scanning sheet"
        raise UsageError(f"{message}: a heading, then tables such as `## Signals` or `## Issues`")
    problems = list(_iter_unplaced(sheet, shown))
    key, is_new = _find_source(sheet, register)
    incident = _find_incident(sheet, key, register)
    if incident is None:
        message = "it is not known which incident this sheet is about"
        hint = "add `incident:` to the evidence by hand"
        problems.append(problem_at(Mark(shown), "KB720", message, hint))
    about = _About(key, incident, today)
    drafts: dict[str, Draft] = {}
    for draft, fault in (*_iter_rows(sheet, about, shown), *_iter_themes(sheet, about)):
        if fault is not None:
            problems.append(fault)
        elif draft is not None and draft.id in drafts:
            message = f"{quoted(draft.origin)} stands twice in one table; the first was taken"
            problems.append(problem_at(Mark(shown), "KB722", message, "join the two rows"))
        elif draft is not None:
            drafts[draft.id] = draft
    found = tuple(drafts.values())
    if is_new:
        found = (_source_draft(sheet, key, register, today), *found)
    head = f"The sheet {path.name}, by `kb import scan`: nobody has judged it yet."
    return Drafts(key, found, tuple(problems), head, known=frozenset({key}))


def _find_source(sheet: Sheet, register: Register) -> tuple[str, bool]:
    """Return the citekey of the sheet, by its address or title, and whether it is new."""
    url = normalise_url(sheet.page_url) if sheet.page_url else ""
    title = slugify(sheet.title)
    for entry in register.sources:
        if url and url in entry.addresses():
            return entry.id, False
    word = site_word(sheet.page_url)
    for entry in register.sources:
        is_alike = slugify(str(entry.keys.get("title", ""))) == title
        if is_alike and (not word or word in _words_of(entry)):
            return entry.id, False
    return propose_citekey(_source_values(sheet), [entry.id for entry in register.sources]), True


def _words_of(entry: Entry) -> str:
    keys = ("id", "container-title", "publisher", "URL")
    return " ".join(str(entry.keys.get(key, "")) for key in keys).lower()


def _source_values(sheet: Sheet) -> dict[str, Any]:
    values: dict[str, Any] = {"title": sheet.title}
    if sheet.page_url:
        values["URL"] = sheet.page_url
        day = re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})", sheet.page)
        if day:  # the page is named by its day: an estimate, and marked as one
            values["issued"] = "-".join(day.groups()) + "~"
    return values


def _source_draft(sheet: Sheet, key: str, register: Register, today: str) -> Draft:
    defaults: dict[str, Any] = {
        "created": today, "type": "webpage", "kind": "aggregator", "origin": "tertiary",
        "reliability": "F", "read": "address-only", "language": UNKNOWN_LANGUAGE,
    }  # fmt: skip
    original = register.source_at([sheet.external_url]) if sheet.external_url else None
    if original is not None:
        defaults["derived_from"] = [{"source": original.id, "extent": "whole"}]
    else:
        defaults["lineage"] = "unknown"
    values: dict[Field, Any] = {(name,): value for name, value in _source_values(sheet).items()}
    remark = "To judge: issued, origin, reliability, read. Then delete this line."
    return Draft(key, f"sources/{key}.yml", values, defaults, origin=sheet.title, remark=remark)


def _find_incident(sheet: Sheet, key: str, register: Register) -> str | None:
    """Return the one incident that cites the sheet's article, or the sheet itself."""
    cited = {key}
    if sheet.external_url and (article := register.source_at([sheet.external_url])):
        cited.add(article.id)
    names = {
        entry.id
        for entry in register.records
        if entry.kind == "incident" and cited & set(_iter_texts(entry.keys))
    }
    return names.pop() if len(names) == 1 else None


def _iter_texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _iter_texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _iter_texts(item)


def _iter_rows(
    sheet: Sheet, about: _About, path: str
) -> Iterator[tuple[Draft | None, Problem | None]]:
    for table, rows in sheet.tables.items():
        kind = TABLES.get(table)
        for row in rows if kind else ():
            name = row.get("name", "")
            if not name:
                message = f"a row of the table {quoted(table)} has no name"
                yield None, problem_at(Mark(path), "KB722", message, "name it in the sheet")
                continue
            if others := sorted(key for key in row if key not in _COLUMNS and row[key]):
                message = f"{quoted(name)}: no place for {', '.join(map(quoted, others))}"
                hint = "write by hand what matters of it"
                yield None, problem_at(Mark(path), "KB720", message, hint)
            grade = row.get("relevancy", "")
            if grade and not re.fullmatch(r"[1-5](?:\.0)?", grade):
                message = f"{quoted(name)}: the relevancy {quoted(grade)} is no figure from 1 to 5"
                yield None, problem_at(Mark(path), "KB720", message, "grade it by hand")
            if row.get("change") and read_change(row["change"]) is None:
                message = f"{quoted(name)}: the change {quoted(row['change'])} is not from … to …"
                yield None, problem_at(Mark(path), "KB720", message, "write it by hand")
            yield _trend(str(kind), name, row, about), None


def _trend(kind: str, name: str, row: Row, about: _About) -> Draft:
    values: dict[Field, Any] = {("name",): name, ("trend_type",): kind}
    text = row.get("description", "")
    if text:
        values[("description",)] = f"{_as_prose(text)} [@{about.source}]."
    if found := read_change(row.get("change", "")):
        values[("change",)] = {"from": found[0], "to": found[1]}
    for column, key in (("10-year", "outlook_10y"), ("driving-force", "driving_force")):
        if row.get(column):
            values[(key,)] = _as_prose(row[column]) + "."
    grade = row.get("relevancy", "")[:1]
    return _draft(kind, name, values, about, int(grade) if grade in "12345" and grade else None)


def _iter_themes(sheet: Sheet, about: _About) -> Iterator[tuple[Draft, None]]:
    for theme in sheet.lists.get("themes", ()):
        name = theme if theme != theme.lower() else theme.title()
        values: dict[Field, Any] = {("name",): name, ("trend_type",): "theme"}
        if keywords := sheet.lists.get("keywords"):
            values[("keywords",)] = keywords
        yield _draft("theme", name, values, about, None), None


def _draft(
    kind: str, name: str, values: dict[Field, Any], about: _About, relevancy: int | None
) -> Draft:
    evidence: dict[str, Any] = {}
    if about.incident:
        evidence["incident"] = about.incident
    if relevancy is not None:
        evidence["relevancy"] = relevancy
    defaults = {
        "schema": "entity/1", "kind": "trend", "created": about.today, "updated": about.today,
        "name": name, "description": f"A {kind} in a scanning sheet [@{about.source}].",
    }  # fmt: skip
    key = f"{kind}-{slugify(name)}"
    item = Item("evidence", ("source", about.source), evidence)
    file = f"entities/trend/{key}.yml"
    return Draft(key, file, values, defaults, items=(item,), origin=name, remark=REMARK)


def _as_prose(text: str) -> str:
    """Return plain words as Markdown that says the same, without a full stop."""
    return _MARKUP.sub(r"\\\1", text.rstrip().rstrip("."))


def _iter_unplaced(sheet: Sheet, path: str) -> Iterator[Problem]:
    sections = {*sheet.tables, *sheet.lists, *sheet.texts} - _PLACED
    for name in sorted(sections):
        message = f"no place for the section {quoted(name)} of the sheet"
        yield problem_at(Mark(path), "KB720", message, "write by hand what matters of it")
    for line in sheet.ragged:
        message = "this row has another number of cells than its table has columns"
        yield problem_at(Mark(path, line, 1), "KB722", message, "write `\\|` for a bar in a cell")
    for line in sheet.cleaned:
        message = "signs that nobody can see were taken out of this line"
        hint = "look whether its words are still right"
        yield problem_at(Mark(path, line, 1), "KB720", message, hint)


def read_change(text: str) -> tuple[str, str] | None:
    """Return both sides of "from one to another", on one line; none where it says no such thing."""
    words = text.split()
    small = [word.lower() for word in words]
    if small[:1] != ["from"] or "to" not in small[2:-1]:
        return None
    middle = small.index("to", 2)
    return " ".join(words[1:middle]), " ".join(words[middle + 1 :]).removesuffix(".")
