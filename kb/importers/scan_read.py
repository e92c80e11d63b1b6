# The form of the fifth seed: a Markdown page with a heading that links to where the sheet was taken
# from, an external link to what it digests, lists of keywords and themes, and one table for each
# kind of trend. Columns are known by their names, so that their order does not matter.
"""Read a horizon-scanning sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*\s*$")
_LINK = re.compile(r"\[([^\]]*)\]\((https?://[^\s)]+)\)")
_ITEM = re.compile(r"^[*+-]\s+(.+)$")
_CELL = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"^:?-+:?$")
_BROKEN = re.compile("[\u0080-\u00ff\u0152-\u0178\u02c6\u02dc\u2013-\u2122\u0192]{2,}")
"""Runs of letters that arise when UTF-8 was read as Windows-1252."""

Row = Mapping[str, str]


@dataclass(slots=True)
class Sheet:
    """A sheet as it stands, section by section."""

    title: str = ""
    page: str = ""
    """What the sheet calls the page it was taken from."""
    page_url: str = ""
    external_url: str = ""
    """The article it digests."""
    lists: dict[str, list[str]] = field(default_factory=dict)
    """Section in small letters → the items of its list."""
    tables: dict[str, list[Row]] = field(default_factory=dict)
    """Section in small letters → rows: column in small letters → cell."""
    texts: list[str] = field(default_factory=list)
    """Sections that hold neither, such as a summary."""
    ragged: list[int] = field(default_factory=list)
    """Lines of rows with more or fewer cells than their table has columns."""


def read_sheet(text: str) -> Sheet:
    """Return what a sheet says."""
    sheet = Sheet()
    section = ""
    columns: tuple[str, ...] = ()
    for number, raw in enumerate(text.split("\n"), 1):
        line = mend_encoding(raw).strip()
        heading = _HEADING.match(line)
        if heading and heading[1] == "#" and not sheet.title:
            _read_top(sheet, heading[2])
        elif heading:
            section, columns = heading[2].strip("_* ").lower(), ()
        elif line.startswith("|"):
            cells = tuple(_cells(line))
            if not columns:
                columns = tuple(cell.lower() for cell in cells)
                sheet.tables.setdefault(section, [])
            elif not all(_RULE.match(cell) for cell in cells):
                if len(cells) != len(columns):
                    sheet.ragged.append(number)
                    continue
                sheet.tables[section].append(dict(zip(columns, cells, strict=True)))
        elif section and (item := _ITEM.match(line)):
            sheet.lists.setdefault(section, []).append(_plain(item[1]))
        elif line and not section:
            _read_external(sheet, line)
        elif line and section not in sheet.texts:
            sheet.texts.append(section)
    return sheet


def _read_top(sheet: Sheet, text: str) -> None:
    link = _LINK.search(text)
    if link:
        sheet.page, sheet.page_url = link[1].strip(), link[2]
    title = re.split(r",?\s*\(from page\b", text)[0]
    sheet.title = _plain(_LINK.sub(lambda match: match[1], title))


def _read_external(sheet: Sheet, line: str) -> None:
    link = _LINK.search(line)
    if link and not sheet.external_url:
        sheet.external_url = link[2]


def _cells(line: str) -> Iterator[str]:
    inner = line.removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return (_plain(cell.replace("\\|", "|")) for cell in _CELL.split(inner))


def _plain(text: str) -> str:
    """Return a text without emphasis around it, on one line."""
    text = " ".join(text.split())
    wrapped = re.fullmatch(r"(\*\*|__|\*|_)(.+)\1", text)
    return wrapped[2].strip() if wrapped else text


def mend_encoding(text: str) -> str:
    """Return a text with the signs that a wrong encoding has taken apart put together again."""

    def mend(match: re.Match[str]) -> str:
        try:
            return match[0].encode("cp1252").decode("utf-8")
        except UnicodeError:
            return match[0]

    return _BROKEN.sub(mend, text)
