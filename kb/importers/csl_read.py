# The three ways in which a library comes: CSL-JSON, CSL-YAML as Pandoc reads it, and BibTeX. All of
# them end as CSL items, plain dicts that nobody has judged yet.
"""Read a bibliography of an outside program."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kb.codes import problem_at
from kb.errors import UsageError
from kb.importers.extras import require_extra
from kb.importers.outside import (
    TooDeepError,
    clean_value,
    join_names,
    read_json,
    read_text,
    read_yaml,
)
from kb.problems import Mark, Problem, quoted
from kb.read.walk import show_path

ENDINGS = (".json", ".yaml", ".yml", ".bib", ".bibtex", ".md")


def read_items(path: Path) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Return the items of a bibliography, and what could not be read.

    Raises:
        UsageError: The file is of no form that is read here.
    """
    shown, ending = show_path(path), path.suffix.lower()
    if ending not in ENDINGS:
        raise UsageError(f"{quoted(shown, 200)} is no bibliography; its ending is one of: "
                         f"{', '.join(ENDINGS)}")  # fmt: skip
    if ending != ".json":
        require_extra("import", f"a bibliography that ends in {ending}")
    if ending in (".bib", ".bibtex"):
        from kb.importers.bibtex import read_bibtex

        entries, broken = read_bibtex(read_text(path), shown)
        items, problems = _items(entries, shown)
        return items, [*broken, *problems]
    if ending == ".json":
        return _items(read_json(path), shown)
    text = read_text(path)
    if text.startswith("---\n"):  # Pandoc's metadata block, alone or above a text
        text = text[4:].split("\n---\n")[0].split("\n...\n")[0] + "\n"
    return _items(read_yaml(text, shown), shown)


def _items(value: Any, path: str) -> tuple[list[dict[str, Any]], list[Problem]]:
    rows = value
    if isinstance(value, Mapping):
        rows = value.get("references") or value.get("items") or ([value] if "id" in value else None)
    if not isinstance(rows, list):
        hint = "a list of items, or `references:` with one"
        raise UsageError(f"{quoted(path, 200)} holds no CSL: {hint}")
    items: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for number, row in enumerate(rows, 1):
        item, problem = _read_row(row, number, path)
        items += [item] if item is not None else []
        problems += [problem] if problem is not None else []
    return items, problems


def _read_row(row: Any, number: int, path: str) -> tuple[dict[str, Any] | None, Problem | None]:
    """Return an item whose values a record may hold, and what is wrong with it."""
    lost: list[str] = []
    try:
        item = clean_value(row, lost)
    except TooDeepError:
        message = f"item {number} is nested deeper than any CSL item"
        return None, problem_at(Mark(path), "KB722", message, "write the source by hand")
    if not isinstance(item, dict):
        message = f"item {number} is {quoted(item)}, no CSL item"
        return None, problem_at(Mark(path), "KB722", message, "an item has an id and a title")
    if not lost:
        return item, None
    places = join_names(dict.fromkeys(lost))
    message = f"item {number}: signs or values that no record may hold were taken out: {places}"
    return item, problem_at(Mark(path), "KB720", message, "look whether its words are still right")
