# BibTeX is read by bibtexparser (version 2): maintained, typed, tolerant (an entry that is broken
# does not stop the others), and it knows @string, names and TeX's accents. pybtex, the other
# choice, has had few releases and no fault tolerance. Each entry becomes a CSL item, so
# that there is one way from a library to our sources. What CSL has no name for keeps BibTeX's, and
# is reported as not placed there.
"""Read BibTeX as Zotero, JabRef and our own export write it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from typing import Any

from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from bibtexparser.middlewares.names import (
    parse_single_name_into_parts,
    split_multiple_persons_names,
)
from bibtexparser.model import DuplicateBlockKeyBlock, Entry, ParsingFailedBlock

from kb.codes import problem_at
from kb.problems import Mark, Problem, quoted
from kb.vocab.claims import CSL_TYPES

_TYPES: Mapping[str, str] = {
    "article": "article-journal", "book": "book", "booklet": "pamphlet", "collection": "book",
    "conference": "paper-conference", "dataset": "dataset", "electronic": "webpage",
    "inbook": "chapter", "incollection": "chapter", "inproceedings": "paper-conference",
    "jurisdiction": "legal_case", "legislation": "legislation", "manual": "report",
    "mastersthesis": "thesis", "mvbook": "book", "online": "webpage", "periodical": "periodical",
    "phdthesis": "thesis", "proceedings": "book", "report": "report", "software": "software",
    "standard": "standard", "techreport": "report", "thesis": "thesis", "unpublished": "manuscript",
    "video": "broadcast", "www": "webpage",
}  # fmt: skip
_NAMES: Mapping[str, str] = {
    "title": "title", "journal": "container-title", "journaltitle": "container-title",
    "booktitle": "container-title", "howpublished": "container-title", "publisher": "publisher",
    "institution": "publisher", "organization": "publisher", "school": "publisher",
    "url": "URL", "doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID",
    "language": "language", "langid": "language",
}  # fmt: skip
_AS_WRITTEN = frozenset({"url", "doi", "isbn", "issn", "pmid", "pmcid", "date", "urldate", "ids"})
"""Fields that hold no TeX, whatever signs are in them."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LOGGER = "bibtexparser"


def read_bibtex(text: str, path: str) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Return the entries of a BibTeX file as CSL items, and what could not be read."""
    logger = logging.getLogger(_LOGGER)
    if not logger.handlers:  # it says twice, and in passing, what stands in its result
        logger.addHandler(logging.NullHandler())
    library = parse_string(text)
    problems = []
    for block in library.failed_blocks:
        mark = Mark(path, (block.start_line or 0) + 1)
        if isinstance(block, DuplicateBlockKeyBlock):
            message = f"the key {quoted(block.key)} is used by two entries; the second was left out"
            hint = "give it another key in the library"
        else:
            assert isinstance(block, ParsingFailedBlock)
            message = "this entry is no BibTeX"
            hint = "look for a brace or a quote that is not closed"
        problems.append(problem_at(mark, "KB722", message, hint))
    decoder = LatexDecodingMiddleware(keep_math_mode=True)
    return [_as_item(entry, decoder) for entry in library.entries], problems


def _as_item(entry: Entry, decoder: LatexDecodingMiddleware) -> dict[str, Any]:
    raw = {field.key.lower(): str(field.value) for field in entry.fields}
    fields = {
        key: value if key in _AS_WRITTEN else decode(value, decoder) for key, value in raw.items()
    }
    item: dict[str, Any] = {"id": entry.key, "type": _type_of(entry.entry_type, fields)}
    if authors := raw.get("author"):
        item["author"] = [_name(name, decoder) for name in split_multiple_persons_names(authors)]
    custom: dict[str, str] = {}
    if issued := _date_of(fields):
        item["issued"] = issued
    if fields.get("urldate"):
        item["accessed"] = fields["urldate"]
    if fields.get("ids"):
        custom["original_key"] = fields["ids"]
    done = {"author", "date", "year", "month", "day", "urldate", "ids", "entrysubtype"}
    for key, value in fields.items():
        if key in done or not value:
            continue
        name = _NAMES.get(key, key)
        item.setdefault(name if name not in item else key, value)
    return item | ({"custom": custom} if custom else {})


def decode(text: str, decoder: LatexDecodingMiddleware) -> str:
    """Return TeX as plain text: accents, dashes, without braces."""
    found, error = decoder._transform_python_value_string(text)
    if r"\textasciicircum" in text:  # the library gives an accent for it
        found = found.replace("\u02c6", "^")
    return text if error else " ".join(found.split())


def _type_of(kind: str, fields: Mapping[str, str]) -> str:
    subtype = fields.get("entrysubtype", "").lower()
    for name in (subtype, f"article-{subtype}"):  # BibLaTeX and Better BibTeX: magazine, newspaper
        if name in CSL_TYPES:
            return name
    kind = kind.lower()
    if kind == "misc":
        return "webpage" if fields.get("url") or fields.get("howpublished") else "document"
    return _TYPES.get(kind, kind)


def _name(text: str, decoder: LatexDecodingMiddleware) -> dict[str, str]:
    if re.fullmatch(r"\{.*\}", text, re.DOTALL):
        return {"literal": decode(text, decoder)}
    parts = parse_single_name_into_parts(text, strict=False)
    family = decode(" ".join([*parts.von, *parts.last]), decoder)
    given = decode(" ".join(parts.first), decoder)
    suffix = decode(" ".join(parts.jr), decoder)
    if not given:
        return {"literal": family}
    return {"family": family, "given": given} | ({"suffix": suffix} if suffix else {})


def _date_of(fields: Mapping[str, str]) -> Any:
    if fields.get("date"):
        return fields["date"]
    if not fields.get("year"):
        return None
    numbers: list[Any] = [fields["year"]]
    words = tuple(_iter_words(fields.get("month", "")))
    month = next((word for word in words if word[:3] in _MONTHS), "")
    digits = [word for word in words if word.isdigit()]
    if month:
        numbers.append(_MONTHS.index(month[:3]) + 1)
    elif digits:
        numbers.append(digits.pop(0))
    day = fields.get("day", "") or "".join(digits[:1])
    if len(numbers) == 2 and day:
        numbers.append(day)
    return (
        {"date-parts": [numbers]} if re.fullmatch(r"[0-9]{4}", fields["year"]) else fields["year"]
    )


def _iter_words(text: str) -> Iterator[str]:
    return (word.lower() for word in re.findall(r"[A-Za-z]+|[0-9]+", text))
