"""How a page of this knowledge base is cited."""

from __future__ import annotations

import json
from dataclasses import dataclass

from markupsafe import Markup

from kb.dates import parse_date, show_date
from kb.say import say
from kb.site import Site
from kb.views.words import keep_line_breaks

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
    licence: str = ""
    """The name of the licence of our texts; empty where nothing is said."""


def cite_page(site: Site, key: str, title: str, updated: str, judged: str = "") -> PageCitation:
    """Return how to cite a page.

    Args:
        site: What the knowledge base calls itself, and its licence.
        key: The key in BibTeX and CSL.
        title: The title of the page.
        updated: The ISO day of the last change, or empty.
        judged: Who judged, where the page holds a judgement: “Settled, judged by the editors”.
    """
    return PageCitation(
        cite_text(site.name, title, updated, judged),
        keep_line_breaks(cite_bibtex(site.name, key, title, updated, judged)),
        keep_line_breaks(cite_csl(site.name, key, title, updated, judged)),
        site.licence.name,
    )


def cite_text(site: str, title: str, updated: str, judged: str = "") -> str:
    """Return how to cite a page in a text; `updated` is an ISO day, or empty."""
    named = f"“{title}” {judged}." if judged else f"“{title}”"
    if not updated:
        return f"{named} {site}."
    day = show_date(parse_date(updated))
    return say("{page} {site}, updated {date}.", page=named, site=site, date=day)


def cite_bibtex(site: str, key: str, title: str, updated: str, judged: str = "") -> str:
    """Return how to cite a page in BibTeX."""
    name = site.translate(_ESCAPES)
    note = say("{site}, updated {date}", site=name, date=updated) if updated else name
    fields = {
        "title": "{" + title.translate(_ESCAPES) + "}",
        "year": updated[:4],
        "note": f"{note}. {judged.translate(_ESCAPES)}" if judged else note,
    }
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{key},\n{body}\n}}"


def cite_csl(site: str, key: str, title: str, updated: str, judged: str = "") -> str:
    """Return how to cite a page as a CSL item."""
    item: dict[str, object] = {"id": key, "type": "webpage", "title": title}
    item["container-title"] = site
    if judged:
        item["note"] = judged
    if updated:
        item["issued"] = {"date-parts": [[int(part) for part in updated.split("-")]]}
    return json.dumps([item], indent=2, ensure_ascii=False)
