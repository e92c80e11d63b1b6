"""How a source is named: in a list, in a label, in BibTeX and CSL-JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kb.dates import EdtfDate, show_date
from kb.model.sources import Name, Source
from kb.say import say, say_list

TEXT_FRAGMENT_RESERVED: Mapping[str, str] = {"-": "%2D", ",": "%2C", "&": "%26"}


def outlet(source: Source) -> str:
    """Return the outlet or body that a reader knows the source by."""
    return source.container_title or source.publisher or source.title


def show_issued(date: EdtfDate | None) -> str:
    """Return the date of issue in words."""
    return show_date(date) if date is not None else say("date not shown")


def source_label(source: Source) -> str:
    """Return a short name: outlet and date."""
    return f"{outlet(source)}, {show_issued(source.issued)}"


def show_name(name: Name) -> str:
    """Return a name as it is read."""
    if name.literal:
        return name.literal
    return " ".join(part for part in (name.given, name.family) if part)


def show_authors(source: Source) -> str:
    """Return the authors as they are read."""
    return say_list([show_name(name) for name in source.author])


def date_parts(date: EdtfDate | None) -> dict[str, Any] | None:
    """Return a date as CSL has it: as precise as it is, circa where it is about."""
    if date is None:
        return None
    ends = [end for end in (date.start, date.end) if end is not None] or [date]
    parts = [[int(part) for part in re.findall(r"[0-9]+", end.text)[:3]] for end in ends]
    result: dict[str, Any] = {"date-parts": parts}
    if date.is_approximate or any(end.is_approximate for end in ends):
        result["circa"] = True
    return result


def as_csl(source: Source) -> dict[str, Any]:
    """Return the source as a CSL-JSON item."""
    names = [
        {"literal": name.literal}
        if name.literal
        else {k: v for k, v in (("family", name.family), ("given", name.given)) if v}
        for name in source.author
    ]
    item: dict[str, Any] = {
        "id": source.id,
        "type": source.type,
        "title": source.title,
        "author": names,
        "container-title": source.container_title,
        "publisher": source.publisher,
        "issued": date_parts(source.issued),
        "accessed": date_parts(source.accessed),
        "URL": source.URL,
        "language": source.language,
    }
    return {key: value for key, value in item.items() if value}


BIBTEX_TYPES: Mapping[str, str] = {
    "article-journal": "article",
    "article-newspaper": "article",
    "article-magazine": "article",
    "book": "book",
    "report": "techreport",
    "thesis": "phdthesis",
    "paper-conference": "inproceedings",
}
_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#",
        "%": r"\%", "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
    }
)  # fmt: skip


def as_bibtex(source: Source) -> str:
    """Return the source as a BibTeX entry."""
    kind, fields = bibtex_fields(source)
    return write_bibtex(kind, source.id, fields)


def bibtex_fields(source: Source) -> tuple[str, dict[str, str]]:
    """Return the entry type and the fields of a source in BibTeX, as they are written."""
    kind = BIBTEX_TYPES.get(source.type, "misc")
    authors = " and ".join(
        f"{escape_bibtex(name.family)}, {escape_bibtex(name.given or '')}".rstrip(", ")
        if name.family
        else "{" + escape_bibtex(name.literal or name.given or "") + "}"
        for name in source.author
    )
    parts = date_parts(source.issued)
    first = parts["date-parts"][0] if parts else []
    return kind, {
        "author": authors,
        "title": "{" + escape_bibtex(source.title) + "}",
        "journal" if kind == "article" else "howpublished": escape_bibtex(
            source.container_title or ""
        ),
        "publisher": escape_bibtex(source.publisher or ""),
        "year": str(first[0]) if first else "",
        "month": str(first[1]) if len(first) > 1 and first[1] <= 12 else "",
        "url": source.URL or "",
    }


def escape_bibtex(text: str) -> str:
    """Return a text as TeX reads it."""
    return text.translate(_ESCAPES)


def write_bibtex(kind: str, key: str, fields: Mapping[str, str]) -> str:
    """Return a BibTeX entry; fields without a value are left out."""
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{kind}{{{key},\n{body}\n}}"


def text_fragment(url: str, quote: str) -> str:
    """Return the address that scrolls to the quoted words."""
    from urllib.parse import quote as percent_encode

    encoded = percent_encode(quote, safe="")
    for char, code in TEXT_FRAGMENT_RESERVED.items():
        encoded = encoded.replace(char, code)
    return f"{url}{'' if '#' in url else '#'}:~:text={encoded}"
