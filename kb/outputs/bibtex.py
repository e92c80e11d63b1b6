# BibTeX for LaTeX and Zotero. Classic fields come first, for programs that know no others; those of
# BibLaTeX say the rest (the whole date, the finer type, the former key), so that what goes out can
# come in again as it was.
"""Export the sources as BibTeX."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kb.artifact import Artifact
from kb.citations import bibtex_fields, escape_bibtex, write_bibtex
from kb.index import KnowledgeBase
from kb.model.sources import Source
from kb.outputs.csl import UNKNOWN_LANGUAGE

PLAIN_TYPES: Mapping[str, str] = {
    "article": "article-journal",
    "book": "book",
    "inproceedings": "paper-conference",
    "misc": "webpage",
    "phdthesis": "thesis",
    "techreport": "report",
}
"""Entry type → the CSL type it stands for when nothing finer is said."""

_IDENTIFIERS = ("doi", "isbn", "issn", "pmid", "pmcid")


def export_bibtex(kb: KnowledgeBase, path: str) -> Iterator[Artifact]:
    """Yield the bibliography as one `.bib` file."""
    entries = [bibtex_entry(source) for source in kb.sources.values()]
    yield Artifact(path, ("\n\n".join(entries) + "\n").encode() if entries else b"")


def bibtex_entry(source: Source) -> str:
    """Return a source as an entry from which its CSL values can be had again."""
    kind, fields = bibtex_fields(source)
    is_plain = PLAIN_TYPES[kind] == source.type and (kind != "misc" or source.URL is not None)
    if not is_plain:
        fields["entrysubtype"] = source.type
    fields["date"] = source.issued.text if source.issued is not None else ""
    fields["urldate"] = source.accessed.text if source.accessed is not None else ""
    if source.language != UNKNOWN_LANGUAGE:
        fields["language"] = escape_bibtex(source.language)
    for scheme in _IDENTIFIERS:
        fields[scheme] = escape_bibtex(source.external_ids.get(scheme, ""))
    fields["ids"] = source.original_key or ""
    return write_bibtex(kind, source.id, fields)
