# Read this file first: the whole program as named steps. Authored YAML goes in, an immutable
# knowledge base comes out (kb.checking), and all pages are a pure function of it. Nothing is
# written here.
"""From a content folder to a knowledge base, pages and problems."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kb.artifact import Artifact
from kb.checking import EVERYTHING_JUDGED, Checked, Progress, Unjudged, be_silent, check
from kb.index import KnowledgeBase
from kb.index.readings import Readings, WatchedMapping, watch
from kb.outputs.site_files import iter_site_files
from kb.pages.registry import PageContext, iter_pages
from kb.problems import Problem
from kb.render.engine import build_environment, render_body, templates_of
from kb.render.page import Page
from kb.site import UNPUBLISHED, Site
from kb.urls import record_path
from kb.views.facets import build_facets
from kb.views.marks import build_marks
from kb.views.structured_data import build_linked_data

__all__ = ["Build", "Checked", "Progress", "build", "check"]


@dataclass(frozen=True, slots=True)
class Build:
    """Everything a site is made of."""

    pages: tuple[Page, ...]
    site_artifacts: tuple[Artifact, ...]
    """Files that go into the built site as they are."""
    problems: tuple[Problem, ...]
    has_errors: bool
    counts: Mapping[str, int]
    unjudged: Unjudged = EVERYTHING_JUDGED
    """What the problems do not speak of."""

    @property
    def artifacts(self) -> tuple[Artifact, ...]:
        """Return the Markdown files of the pages, for `docs/`."""
        return tuple(page.artifact for page in self.pages)


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
        return Build((), (), checked.problems, checked.has_errors, checked.counts, checked.unjudged)
    base = replace(checked.kb, site=site)
    pages = tuple(_iter_rendered(base, progress))
    return Build(
        pages=pages,
        site_artifacts=tuple(iter_site_files(base, site)),
        problems=checked.problems,
        has_errors=checked.has_errors,
        counts={**checked.counts, "pages": len(pages)},
        unjudged=checked.unjudged,
    )


def _iter_rendered(kb: KnowledgeBase, progress: Progress) -> Iterator[Page]:
    """Yield every page of a base, finished, with what it was made of."""
    environment, readings = build_environment(), Readings()
    marks = WatchedMapping("marks", build_marks(kb), readings)
    facets = WatchedMapping("facets", build_facets(kb), readings)
    data = WatchedMapping("structured_data", build_linked_data(kb), readings)
    files = {record_path(found.record): found.document.path for found in kb.authored.values()}
    drafts = tuple(_iter_drafts(kb, readings))
    for number, draft in enumerate(drafts, start=1):
        readings.begin(draft.readings)
        path = draft.context.head.path
        yield Page(
            head=draft.context.head,
            body=render_body(environment, draft.template, draft.context, marks),
            facets=facets.get(path),
            data=data.get(path),
            authored=files.get(path),
            made_of=readings.made_of(templates_of(environment, draft.template)),
        )
        progress("render", number, len(drafts))


@dataclass(frozen=True, slots=True)
class _Draft:
    """A page that is not rendered yet."""

    template: str
    context: PageContext
    readings: Readings
    """What was read to build it; what is read to render it comes on top."""


def _iter_drafts(kb: KnowledgeBase, readings: Readings) -> Iterator[_Draft]:
    """Yield every page of a base, in order, each with what it was built from."""
    readings.begin()
    for template, context in iter_pages(kb, watch(kb, readings)):
        yield _Draft(template, context, readings.so_far())
        readings.begin()
