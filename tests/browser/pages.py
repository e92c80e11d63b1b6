# One page of every template, by name: what every gate of the reading experience looks at. The small
# project of the quick tests and the whole content of the long ones name the same kinds of pages.
"""The pages that the gates look at."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

SMALL: Mapping[str, str] = {
    "home": "", "incident": "incidents/kent/", "known": "incidents/kent/known/",
    "entity": "entities/council/", "source": "sources/statement/", "find": "find/?query=council",
    "graph": "graph/", "incidents": "incidents/", "entities": "entities/", "timeline": "timeline/",
    "changes": "changes/", "page": "about/", "missing": "404.html",
}  # fmt: skip
"""Of the small project (tests/mkdocs_plugin/project.py)."""

WHOLE: Mapping[str, str] = {
    "home": "", "incident": "incidents/kent-councils-2024/",
    "incident on a day": "incidents/kent-councils-2024/?known=2024-01-26",
    "known": "incidents/kent-councils-2024/known/", "entity": "entities/civica/",
    "flaw": "entities/cve-2023-46805/", "source": "sources/techcrunch-20240126/",
    "dispute": "disputes/kent-councils-2024/d-civica-it/", "trend": "trends/{trend}/",
    "find": "find/?query=civica", "graph": "graph/?at=civica", "incidents": "incidents/",
    "entities": "entities/", "kind": "entities/kind/organization/", "sources": "sources/",
    "timeline": "timeline/", "disputes": "disputes/", "questions": "questions/",
    "trends": "trends/", "corrections": "corrections/", "comparisons": "comparisons/",
    "changes": "changes/", "page": "methodology/", "codes": "reference/codes/",
    "model": "reference/model/", "values": "reference/values/", "missing": "404.html",
}  # fmt: skip
"""Of the whole content."""


def whole_pages(site: Path) -> dict[str, str]:
    """Return the pages of the whole content; the first trend stands for all."""
    first = sorted(path.name for path in (site / "trends").iterdir() if path.is_dir())[0]
    return {name: path.format(trend=first) for name, path in WHOLE.items()}
