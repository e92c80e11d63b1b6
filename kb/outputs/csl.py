# A bibliography for Zotero, Pandoc and every other program that reads CSL. What a source is to us
# (kind, origin, grade) has no place there and stays here; it is not lost on the way back, because
# an import changes only what CSL can say.
"""Export the sources as CSL-JSON or CSL-YAML."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kb.artifact import Artifact
from kb.citations import as_csl
from kb.index import KnowledgeBase
from kb.model.sources import Source
from kb.outputs.csl_dates import is_lossless, to_csl_date

IDENTIFIERS: Mapping[str, str] = {
    "DOI": "doi", "ISBN": "isbn", "ISSN": "issn", "PMID": "pmid", "PMCID": "pmcid",
}  # fmt: skip
"""Variable of CSL → scheme in `external_ids`."""

UNKNOWN_LANGUAGE = "und"
"""BCP 47's tag for a language that nobody has determined; CSL leaves the key out."""


def export_csl(kb: KnowledgeBase, path: str) -> Iterator[Artifact]:
    """Yield the bibliography as one file: YAML when `path` ends so, else JSON."""
    items = [csl_item(source) for source in kb.sources.values()]
    is_yaml = path.endswith((".yaml", ".yml"))
    text = write_yaml(items) if is_yaml else json.dumps(items, ensure_ascii=False, indent=2) + "\n"
    yield Artifact(path, text.encode())


def csl_item(source: Source) -> dict[str, Any]:
    """Return a source as a CSL item from which its CSL values can be had again.

    `custom` is CSL's place for what it has no variable for: our text of a date that CSL would
    make less exact, and the key the source came with.
    """
    item = as_csl(source)
    if source.language == UNKNOWN_LANGUAGE:
        del item["language"]
    custom: dict[str, str] = {}
    for name in ("issued", "accessed"):
        date = getattr(source, name)
        found = to_csl_date(date)
        if found is not None:
            item[name] = found
        if not is_lossless(date):
            custom[name] = date.text
    for variable, scheme in IDENTIFIERS.items():
        if scheme in source.external_ids:
            item[variable] = source.external_ids[scheme]
    if source.original_key:
        custom["original_key"] = source.original_key
    return item | ({"custom": custom} if custom else {})


def write_yaml(items: Iterable[Mapping[str, Any]]) -> str:
    """Return items as a YAML bibliography of Pandoc's: one key a line, inner values in brackets."""
    lines = ["references:"]
    for item in items:
        for number, (key, value) in enumerate(item.items()):
            # JSON is YAML too, so every text is quoted and no word is taken for something else.
            written = json.dumps(value, ensure_ascii=False)
            lines.append(f"{'- ' if number == 0 else '  '}{key}: {written}")
    if len(lines) == 1:
        lines = ["references: []"]
    return "\n".join(lines) + "\n"
