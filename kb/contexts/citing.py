"""How a page of this knowledge base is cited."""

from __future__ import annotations

import json
from dataclasses import dataclass

from markupsafe import Markup

from kb.contexts.parts import keep_lines
from kb.dates import parse_date, show_date

SITE_NAME = "Incident Record"
"""What the knowledge base calls itself in citations."""

_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#",
        "%": r"\%", "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PageCitation:
    """How to cite a page of ours, in three forms that a reader can copy."""

    text: str
    bibtex: Markup
    csl: Markup


def cite_page(key: str, title: str, updated: str) -> PageCitation:
    """Return how to cite a page; `updated` is an ISO day, or empty."""
    return PageCitation(
        cite_text(title, updated),
        keep_lines(cite_bibtex(key, title, updated)),
        keep_lines(cite_csl(key, title, updated)),
    )


def cite_text(title: str, updated: str) -> str:
    """Return how to cite a page in a text; `updated` is an ISO day, or empty."""
    when = f", updated {show_date(parse_date(updated))}" if updated else ""
    return f"“{title}” {SITE_NAME}{when}."


def cite_bibtex(key: str, title: str, updated: str) -> str:
    """Return how to cite a page in BibTeX."""
    fields = {
        "title": "{" + title.translate(_ESCAPES) + "}",
        "year": updated[:4],
        "note": f"{SITE_NAME}, updated {updated}" if updated else SITE_NAME,
    }
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{key},\n{body}\n}}"


def cite_csl(key: str, title: str, updated: str) -> str:
    """Return how to cite a page as a CSL item."""
    item: dict[str, object] = {"id": key, "type": "webpage", "title": title}
    item["container-title"] = SITE_NAME
    if updated:
        item["issued"] = {"date-parts": [[int(part) for part in updated.split("-")]]}
    return json.dumps([item], indent=2, ensure_ascii=False)
