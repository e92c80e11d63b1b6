# The form of the fifth seed: a Markdown page with a heading that links to where the sheet was taken
# from, an external link to what it digests, lists of keywords and themes, and one table for each
# kind of trend. Columns are known by their names, so that their order does not matter.
"""Read a horizon-scanning sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kb.prose.characters import clean_line, has_hidden

# No pattern here may search a line twice from each of its characters: bounds keep them linear.
_LINK = re.compile(r"\[([^\[\]]{0,500})\]\((https?://[^\s()<>\[\]]{1,2000})\)")
_CELL = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r":?-+:?")
_FROM = re.compile(r"\(from page\b")
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
    texts: dict[str, None] = field(default_factory=dict)
    """Sections that hold neither, such as a summary."""
    ragged: list[int] = field(default_factory=list)
    """Lines of rows with more or fewer cells than their table has columns."""
    cleaned: list[int] = field(default_factory=list)
    """Lines with signs that no record may hold; they were taken out."""


def read_sheet(text: str) -> Sheet:
    """Return what a sheet says."""
    sheet = Sheet()
    section = ""
    columns: tuple[str, ...] = ()
    for number, raw in enumerate(text.split("\n"), 1):
        line = mend_encoding(raw).strip()
        if has_hidden(line):
            line = clean_line(line)
            sheet.cleaned.append(number)
        level, heading = read_heading(line)
        if level == 1 and not sheet.title:
            _read_top(sheet, heading)
        elif level:
            section, columns = heading.strip("_* ").lower(), ()
        elif line.startswith("|"):
            cells = tuple(_cells(line))
            if not columns:
                columns = tuple(cell.lower() for cell in cells)
                sheet.tables.setdefault(section, [])
            elif not all(_RULE.fullmatch(cell) for cell in cells):
                if len(cells) != len(columns):
                    sheet.ragged.append(number)
                    continue
                sheet.tables[section].append(dict(zip(columns, cells, strict=True)))
        elif section and line[:1] in tuple("*+-") and line[1:2].isspace():
            sheet.lists.setdefault(section, []).append(_plain(line[1:]))
        elif line and not section:
            _read_external(sheet, line)
        elif line:
            sheet.texts[section] = None
    return sheet


def read_heading(line: str) -> tuple[int, str]:
    """Return level and words of a heading without blanks around it; 0 and "" when it is none."""
    words = line.lstrip("#")
    level = len(line) - len(words)
    if not 1 <= level <= 6 or not words[:1].isspace():
        return 0, ""
    # All of `# #` would be an end: then the words are the sign itself.
    text = words.strip()
    return level, text.rstrip("#").rstrip() or text


def _read_top(sheet: Sheet, text: str) -> None:
    text = " ".join(text.split())
    link = _LINK.search(text)
    if link:
        sheet.page, sheet.page_url = link[1].strip(), link[2]
    title = _FROM.split(text)[0].rstrip().removesuffix(",")
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
