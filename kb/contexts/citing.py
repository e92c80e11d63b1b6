"""How a page of this knowledge base is cited."""

from __future__ import annotations

from kb.dates import parse_date, show_date

SITE_NAME = "Incident Record"
"""What the knowledge base calls itself in citations."""

_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#",
        "%": r"\%", "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
    }
)  # fmt: skip


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
