# The one list of pages that every gate of the reading experience walks: a page of each template, on the
# site of the whole content and on a small site whose content never changes. A new template is a line
# here, or tests/browser/test_pages.py fails.
"""The pages that are measured."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """A page that stands for its template."""

    name: str
    """How tests call it."""
    template: str
    """The template in kb/render/templates that makes it; empty for what the theme makes."""
    whole: str
    """Its address on the site of the whole content."""
    small: str
    """Its address on the small site (tests/browser/sites.py)."""


PAGES: tuple[Measured, ...] = (
    Measured("home", "home.md.j2", "", ""),
    Measured("kent", "incident.md.j2", "incidents/kent-councils-2024/", "incidents/kent-2024/"),
    Measured("known", "known.md.j2", "incidents/kent-councils-2024/known/",
             "incidents/kent-2024/known/"),
    Measured("civica", "entity.md.j2", "entities/civica/", "entities/civica-like/"),
    Measured("council", "entity.md.j2", "entities/thanet-district-council/", "entities/dover/"),
    Measured("person", "entity.md.j2", "entities/kevin-beaumont/", "entities/an-analyst/"),
    Measured("flaw", "entity.md.j2", "entities/cve-2023-46805/", "entities/hole/"),
    Measured("trend", "trend.md.j2", "trends/signal-outsourcing-it-services-risks/",
             "trends/one-for-many/"),
    Measured("source", "source.md.j2", "sources/techcrunch-20240119/", "sources/record-1/"),
    Measured("dispute", "dispute.md.j2", "disputes/kent-councils-2024/d-civica-it/",
             "disputes/kent-2024/who-ran-it/"),
    Measured("find", "find.md.j2", "find/", "find/"),
    Measured("incidents", "incidents.md.j2", "incidents/", "incidents/"),
    Measured("entities", "entities.md.j2", "entities/", "entities/"),
    Measured("kind", "kind.md.j2", "entities/kind/organization/", "entities/kind/organization/"),
    Measured("sources", "sources.md.j2", "sources/", "sources/"),
    Measured("timeline", "timeline.md.j2", "timeline/", "timeline/"),
    Measured("disputes", "disputes.md.j2", "disputes/", "disputes/"),
    Measured("questions", "questions.md.j2", "questions/", "questions/"),
    Measured("trends", "trends.md.j2", "trends/", "trends/"),
    Measured("corrections", "corrections.md.j2", "corrections/", "corrections/"),
    Measured("comparisons", "comparisons.md.j2", "comparisons/", "comparisons/"),
    Measured("changes", "changes.md.j2", "changes/", "changes/"),
    Measured("graph", "graph.md.j2", "graph/", "graph/"),
    Measured("method", "hand.md.j2", "methodology/", "methodology/"),
    Measured("codes", "reference_codes.md.j2", "reference/codes/", "reference/codes/"),
    Measured("model", "reference_model.md.j2", "reference/model/", "reference/model/"),
    Measured("values", "reference_values.md.j2", "reference/values/", "reference/values/"),
    Measured("missing", "", "404.html", "404.html"),
)  # fmt: skip

NOT_MEASURED = frozenset({"redirect.md.j2"})
"""Templates without a page of their own: a redirect is left before anybody sees it."""

BY_NAME = {page.name: page for page in PAGES}
