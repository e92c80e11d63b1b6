# Read this file first: the whole program as named steps. Authored YAML goes in, an immutable
# knowledge base comes out (kb.checking), and all pages are a pure function of it. Nothing is
# written here.
"""From a content folder to a knowledge base, pages and problems."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.artifact import Artifact
from kb.checking import Checked, Progress, be_silent, check
from kb.outputs.site import UNPUBLISHED, Site
from kb.outputs.site_files import iter_site_files
from kb.pages.registry import iter_pages
from kb.problems import Problem
from kb.render.engine import build_environment, render_page
from kb.urls import record_path
from kb.views.facets import Facets, build_facets
from kb.views.marks import build_marks
from kb.views.structured_data import build_linked_data

__all__ = ["Build", "Checked", "Progress", "build", "check"]


@dataclass(frozen=True, slots=True)
class Build:
    """Everything a site is made of."""

    artifacts: tuple[Artifact, ...]
    """Markdown pages for `docs/`."""
    site_artifacts: tuple[Artifact, ...]
    """Files that go into the built site as they are."""
    page_facets: Mapping[str, Facets]
    """Page → what the full-text search can be narrowed by; pages without are not in it."""
    page_data: Mapping[str, Mapping[str, Any]]
    """Page → what it says of itself in schema.org's words."""
    page_files: Mapping[str, str]
    """Page → the authored file behind it."""
    page_dates: Mapping[str, str]
    """Page → the ISO day on which its record last changed."""
    problems: tuple[Problem, ...]
    has_errors: bool
    counts: Mapping[str, int]


def build(
    content: Path,
    *,
    today: dt.date | None = None,
    may_be_empty: bool = True,
    site: Site = UNPUBLISHED,
    progress: Progress = be_silent,
) -> Build:
    """Check a content folder and render every page."""
    checked = check(content, today=today, may_be_empty=may_be_empty, progress=progress)
    if checked.kb is None:
        return Build((), (), {}, {}, {}, {}, checked.problems, checked.has_errors, checked.counts)
    pages = tuple(iter_pages(checked.kb))
    environment = build_environment(build_marks(checked.kb))
    artifacts = []
    for number, (template, page) in enumerate(pages, start=1):
        artifacts.append(render_page(environment, template, page))
        progress("render", number, len(pages))
    return Build(
        artifacts=tuple(artifacts),
        site_artifacts=tuple(iter_site_files(checked.kb, site)),
        page_facets=build_facets(checked.kb),
        page_data=build_linked_data(checked.kb),
        page_files={
            record_path(found.record): found.document.path for found in checked.kb.authored.values()
        },
        page_dates={page.head.path: page.head.updated for _, page in pages},
        problems=checked.problems,
        has_errors=checked.has_errors,
        counts={**checked.counts, "pages": len(artifacts)},
    )
